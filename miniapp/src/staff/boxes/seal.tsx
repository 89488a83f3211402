import { sealBox } from '@loumen/shared/boxes/api'
import { explains } from '@loumen/shared/boxes/rules'
import { type Box as BoxView, type Difference, DifferenceKind } from '@loumen/shared/boxes/schema'
import { Barcode } from '@loumen/shared/fields'
import { useState } from 'react'
import { alertWith } from '../../platform/attention'
import { useWrite } from '../../remote/use-write'
import { BigButton, QuietButton } from '../../ui/big-button'
import { Choices } from '../../ui/choices'
import { Box, Heading, TextField, Words } from '../../ui/elements'
import { ProblemNote } from '../../ui/problem-note'
import { useWords } from '../../use-words'
import { useTableWords } from '../use-table-words'

interface Props {
  box: BoxView
  onBox: (box: BoxView) => void
  onCancel: () => void
}

/** Counts by hand against the record; a difference is named tube by tube and never holds the box up (I4). */
export function Seal({ box, onBox, onCancel }: Props) {
  const { t, word } = useTableWords()
  const shared = useWords()
  const { write, busy, problem, retry } = useWrite('staff')
  const [fields, setFields] = useState({ counted: '', number: '', witness: '' })
  const [kind, setKind] = useState<DifferenceKind>('missing')
  const [code, setCode] = useState('')
  const [differences, setDifferences] = useState<Difference[]>([])
  const set = (field: keyof typeof fields) => (value: string) => setFields({ ...fields, [field]: value })
  const counted = /^\d{1,4}$/.test(fields.counted.trim()) ? Number(fields.counted) : undefined
  const packed = box.tubes.length
  const differs = counted !== undefined && !explains(packed, counted, differences)
  const complete = counted !== undefined && fields.number.trim() && fields.witness.trim()
  const add = () => {
    const barcode = Barcode.safeParse(code)
    if (code.trim() && !barcode.success) return alertWith('refused')
    setDifferences([...differences, { kind, barcode: barcode.success ? barcode.data : null, note: null }])
    setCode('')
  }
  const send = () => {
    if (counted === undefined) return
    const { number, witness } = fields
    void write(sealBox, { boxId: box.id, counted, number, witness, differences }, onBox)
  }
  return (
    <Box id="seal" className="card">
      <Heading className="card-title">{t('sealTitle')}</Heading>
      <TextField
        id="seal-counted"
        kind="digits"
        label={t('counted')}
        value={fields.counted}
        onChange={set('counted')}
        maxLength={4}
        autoFocus
      />
      {(differs || differences.length > 0) && (
        <Box id="seal-differences">
          <Words className="lead">{t('difference', { packed, counted: counted ?? '' })}</Words>
          {differences.map((one) => (
            <Words key={`${one.kind} ${one.barcode} ${differences.indexOf(one)}`} className="care">
              {word('difference', one.kind)} {one.barcode ?? '—'}
            </Words>
          ))}
          <Choices
            id="difference-kind"
            label={t('differenceAdd')}
            options={DifferenceKind.options.map((value) => ({ value, text: word('difference', value) }))}
            value={kind}
            onChange={setKind}
          />
          <TextField
            id="difference-code"
            label={t('differenceCode')}
            value={code}
            onChange={setCode}
            onEnter={add}
            maxLength={40}
          />
          <QuietButton id="difference-add" onPress={add}>
            {t('differenceAdd')}
          </QuietButton>
        </Box>
      )}
      <TextField
        id="seal-number"
        label={t('sealNumber')}
        value={fields.number}
        onChange={set('number')}
        maxLength={40}
      />
      <TextField
        id="seal-witness"
        label={t('witness')}
        value={fields.witness}
        onChange={set('witness')}
        maxLength={40}
      />
      {!complete && <Words className="quiet">{t('sealFields')}</Words>}
      <ProblemNote problem={problem} retry={retry} />
      <Box className="steps">
        <BigButton id="seal-send" onPress={send} disabled={busy || !complete || differs}>
          {t(differences.length ? 'sealDiffers' : 'seal')}
        </BigButton>
        <QuietButton id="seal-cancel" onPress={onCancel}>
          {shared.t('cancel')}
        </QuietButton>
      </Box>
    </Box>
  )
}
