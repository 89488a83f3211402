import { Barcode } from '@loumen/shared/fields'
import { divert } from '@loumen/shared/tubes/api'
import { readScan } from '@loumen/shared/tubes/rules'
import type { Admission, Circumstances, Diversion, Scan } from '@loumen/shared/tubes/schema'
import { useState } from 'react'
import { alertWith } from '../../platform/attention'
import { useWrite } from '../../remote/use-write'
import { BigButton, QuietButton } from '../../ui/big-button'
import { Choices } from '../../ui/choices'
import { Box, Heading, TextField } from '../../ui/elements'
import { ProblemNote } from '../../ui/problem-note'
import { useWords } from '../../use-words'
import { useTableWords } from '../use-table-words'

interface Props {
  tableId: string
  /** Who it is, when the desk knows already. */
  asked?: { scan: Scan; how: Circumstances }
  onDone: () => void
  onCancel: () => void
}

/** Fever, a code, or the round's policy: one person alone in a tube of their own, closed at once. */
export function SingleTube({ tableId, asked, onDone, onCancel }: Props) {
  const { t, word, language } = useTableWords()
  const shared = useWords()
  const { write, busy, problem, retry } = useWrite('staff')
  const [why, setWhy] = useState<Diversion>(asked ? 'policy' : 'fever')
  const [barcode, setBarcode] = useState('')
  const [person, setPerson] = useState('')
  const [done, setDone] = useState<Extract<Admission, { kind: 'admitted' }>>()
  const code = Barcode.safeParse(barcode)
  const scan = asked?.scan ?? readScan(person)
  const send = () => {
    if (!code.success || !scan) return alertWith('refused')
    void write(divert, { tableId, barcode: code.data, scan, why, ...asked?.how }, (answer) => {
      if (answer.kind !== 'admitted') return
      alertWith('taken')
      setDone(answer)
    })
  }
  if (done)
    return (
      <Box id="single-done" className="card" role="status">
        <Heading className="card-title">
          {t('singleDone', {
            barcode: done.tube.barcode,
            names: done.admitted.map(({ name }) => name).join(language === 'zh' ? '、' : ', '),
          })}
        </Heading>
        <BigButton id="single-go-on" onPress={onDone}>
          {shared.t('back')}
        </BigButton>
      </Box>
    )
  return (
    <Box id="single" className="card">
      <Heading className="card-title">{t('singleTitle')}</Heading>
      {!asked && (
        <Choices
          id="single-why"
          label={t('single')}
          options={(['fever', 'code'] as const).map((value) => ({ value, text: word('reason', value) }))}
          value={why === 'policy' ? undefined : why}
          onChange={setWhy}
        />
      )}
      <TextField
        id="single-tube"
        label={t('singleTube')}
        value={barcode}
        onChange={setBarcode}
        maxLength={40}
        autoFocus
      />
      {!asked && (
        <TextField
          id="single-person"
          label={t('singlePerson')}
          value={person}
          onChange={setPerson}
          onEnter={send}
          maxLength={300}
        />
      )}
      <ProblemNote problem={problem} retry={retry} />
      <Box className="steps">
        <BigButton id="single-send" onPress={send} disabled={busy || !code.success || !scan}>
          {t('singleSend')}
        </BigButton>
        <QuietButton id="single-cancel" onPress={onCancel}>
          {shared.t('cancel')}
        </QuietButton>
      </Box>
    </Box>
  )
}
