import { issueCertificate, prepareCertificateFile } from '@loumen/shared/certificates/api'
import { type Certificate, certificateFileAddress, spacedCode } from '@loumen/shared/certificates/schema'
import { certificateWords } from '@loumen/shared/words/certificates'
import { useRouter } from '@tarojs/taro'
import { useEffect, useState } from 'react'
import { dayAndTime } from '../../platform/clock-time'
import { pageOrigin } from '../../platform/origin'
import { saveFile, savesUnseen } from '../../platform/save-file'
import { useWrite } from '../../remote/use-write'
import { QuietButton } from '../../ui/big-button'
import { Box, Heading, Words } from '../../ui/elements'
import { ProblemNote } from '../../ui/problem-note'
import { Qr } from '../../ui/qr'
import { ResidentPage } from '../../ui/resident-page'
import { useWords } from '../../use-words'

/** A person's certificate, with the code that anybody can check. */
export default function CertificatePage() {
  const { t } = useWords(certificateWords)
  const { round, resident } = useRouter().params
  const [certificate, setCertificate] = useState<Certificate>()
  const { write, problem, retry, busy } = useWrite('resident')
  useEffect(() => {
    if (round && resident) void write(issueCertificate, { roundId: round, residentId: resident }, setCertificate)
  }, [round, resident, write])
  return (
    <ResidentPage id="certificate" title={t('certificateTitle')}>
      {certificate && <Shown certificate={certificate} />}
      {certificate && round && <Save roundId={round} residentId={certificate.residentId} />}
      <ProblemNote problem={problem} retry={retry} />
      {!certificate && busy && <Words className="quiet">…</Words>}
    </ResidentPage>
  )
}

function Shown({ certificate }: { certificate: Certificate }) {
  const { t } = useWords(certificateWords)
  const { code, name, document, community, round, sampledAt, testedAt, method, lab } = certificate
  const lines = [
    [t('certificateName'), name],
    [t('certificateDocument'), document],
    [t('certificateRound'), `${community} · ${round}`],
    [t('certificateSampled'), sampledAt && dayAndTime(sampledAt)],
    [t('certificateTested'), testedAt && dayAndTime(testedAt)],
    [t('certificateMethod'), method],
    [t('certificateLab'), lab],
  ] as const
  return (
    <Box id="certificate-card" className="card">
      <Heading className="card-title">{name}</Heading>
      <Words className="result result-negative">{t('certificateNegative')}</Words>
      {lines.map(([label, value]) => value && <Words key={label} className="fact">{`${label}：${value}`}</Words>)}
      <Qr id="certificate-qr" text={`${pageOrigin()}/#/pages/check/index?code=${code}`} label={t('certificateCode')} />
      <Words id="certificate-code" className="lead">
        {spacedCode(code)}
      </Words>
      <Words className="quiet">{t('certificateHow')}</Words>
    </Box>
  )
}

/** Gives the certificate as a PDF, for an employer or a printer. */
function Save({ roundId, residentId }: { roundId: string; residentId: string }) {
  const { t } = useWords(certificateWords)
  const { write, problem, retry, busy } = useWrite('resident')
  const [saved, setSaved] = useState<boolean>()
  const save = () => {
    setSaved(undefined)
    return write(prepareCertificateFile, { roundId, residentId }, (file) => {
      void saveFile(certificateFileAddress(file), `${t('certificateTitle')}.pdf`).then(setSaved)
    })
  }
  return (
    <>
      <QuietButton id="certificate-save" disabled={busy} onPress={() => void save()}>
        {t('certificateSave')}
      </QuietButton>
      {saved && savesUnseen && (
        <Box id="certificate-saved" className="quiet" role="status">
          {t('certificateSaved')}
        </Box>
      )}
      {saved === false && (
        <Box className="problem" role="alert">
          {t('certificateSaveFailed')}
        </Box>
      )}
      <ProblemNote problem={problem} retry={retry} />
    </>
  )
}
