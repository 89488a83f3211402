import { Barcode } from '@loumen/shared/fields'
import { movePerson } from '@loumen/shared/tubes/api'
import type { Tube, TubePerson } from '@loumen/shared/tubes/schema'
import { useState } from 'react'
import { useWrite } from '../remote/use-write'
import { Box, TextField } from '../ui/elements'
import { ProblemNote } from '../ui/problem-note'
import { ReasonForm } from './reason-form'
import { useTableWords } from './use-table-words'

interface Props {
  tube: Tube
  person: TubePerson
  onMoved: (tube: Tube) => void
  onCancel: () => void
}

/** The person's swab is in another tube: its barcode says which, a reason why. */
export function MovePerson({ tube, person, onMoved, onCancel }: Props) {
  const { t } = useTableWords()
  const { write, busy, problem, retry } = useWrite('staff')
  const [barcode, setBarcode] = useState('')
  const code = Barcode.safeParse(barcode)
  const send = (reason: string) => {
    if (!code.success) return
    const { residentId } = person
    void write(movePerson, { tubeId: tube.id, residentId, barcode: code.data, reason }, onMoved)
  }
  return (
    <Box id="move-person">
      <TextField id="move-barcode" label={t('moveBarcode')} value={barcode} onChange={setBarcode} maxLength={40} />
      <ProblemNote problem={problem} retry={retry} />
      <ReasonForm
        id="move"
        label={t('moveWhy')}
        usual={(['swab', 'scan', 'family'] as const).map((why) => t(`moveWhy.${why}`))}
        send={t('moveSend')}
        busy={busy || !code.success}
        onSend={send}
        onCancel={onCancel}
      />
    </Box>
  )
}
