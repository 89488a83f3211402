import { checkCertificate } from '@loumen/shared/certificates/api'
import { type CertificateCheck, CertificateCode, spacedCode } from '@loumen/shared/certificates/schema'
import { certificateWords } from '@loumen/shared/words/certificates'
import { useRouter } from '@tarojs/taro'
import { useCallback, useEffect, useState } from 'react'
import { dayAndTime } from '../../platform/clock-time'
import { goBack, startOver } from '../../platform/places'
import { useWrite } from '../../remote/use-write'
import { BigButton } from '../../ui/big-button'
import { Box, Heading, TextField, Words } from '../../ui/elements'
import { Page } from '../../ui/page'
import { ProblemNote } from '../../ui/problem-note'
import { useWords } from '../../use-words'

/** Anybody, signed in or not, sees whether a certificate holds, and no more than tells whose it is. */
export default function CheckPage() {
  const { t } = useWords(certificateWords)
  const { code: scanned = '' } = useRouter().params
  const [text, setText] = useState(CertificateCode.safeParse(scanned).success ? spacedCode(scanned) : '')
  const [answer, setAnswer] = useState<CertificateCheck>()
  const [wrong, setWrong] = useState(false)
  const { write, problem, retry, busy } = useWrite('resident')
  const ask = useCallback(
    (typed: string) => {
      const code = CertificateCode.safeParse(typed)
      setWrong(!code.success)
      setAnswer(undefined)
      if (code.success) void write(checkCertificate, { code: code.data }, setAnswer)
    },
    [write],
  )
  useEffect(() => {
    if (scanned) ask(scanned)
  }, [scanned, ask])
  return (
    <Page
      id="check"
      title={t('checkTitle')}
      onBack={() => goBack(() => startOver('home'))}
      footer={
        <BigButton id="check-now" disabled={busy} onPress={() => ask(text)}>
          {t('checkNow')}
        </BigButton>
      }
    >
      <TextField
        id="check-code"
        label={t('certificateCode')}
        hint={t('checkHint')}
        value={text}
        onChange={setText}
        onEnter={ask}
        autoComplete="off"
        maxLength={40}
      />
      {wrong && (
        <Box className="problem" role="alert">
          {t('checkWrong')}
        </Box>
      )}
      {answer && <Answer answer={answer} />}
      <ProblemNote problem={problem} retry={retry} />
    </Page>
  )
}

function Answer({ answer }: { answer: CertificateCheck }) {
  const { t } = useWords(certificateWords)
  if (!answer.valid)
    return (
      <Box id="check-invalid" className="card" role="status">
        <Heading className="card-title">{t('checkInvalid')}</Heading>
        <Words className="fact">{t('checkInvalidText')}</Words>
      </Box>
    )
  const { name, sampledAt, testedAt, method, lab } = answer
  const lines = [
    [t('certificateName'), name],
    [t('certificateSampled'), sampledAt && dayAndTime(sampledAt)],
    [t('certificateTested'), testedAt && dayAndTime(testedAt)],
    [t('certificateMethod'), method],
    [t('certificateLab'), lab],
  ] as const
  return (
    <Box id="check-valid" className="card" role="status">
      <Words className="result result-negative">{t('checkValid')}</Words>
      {lines.map(([label, value]) => value && <Words key={label} className="fact">{`${label}：${value}`}</Words>)}
    </Box>
  )
}
