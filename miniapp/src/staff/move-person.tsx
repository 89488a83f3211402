import { Barcode } from '@loumen/shared/fields'
import { movePerson } from '@loumen/shared/tubes/api'
import type { Tube, TubePerson } from '@loumen/shared/tubes/schema'
import { useState } from 'react'
import { useWrite } from '../remote/use-write'
import { BigButton } from '../ui/big-button'
import { Box, TextField } from '../ui/elements'
import { ProblemNote } from '../ui/problem-note'
import { useTableWords } from './use-table-words'

interface Props {
  tube: Tube
  person: TubePerson
  onMoved: (tube: Tube) => void
}

/** The person's swab is in another tube: its barcode says which. */
export function MovePerson({ tube, person, onMoved }: Props) {
  const { t } = useTableWords()
  const { write, busy, problem, retry } = useWrite('staff')
  const [barcode, setBarcode] = useState('')
  const code = Barcode.safeParse(barcode)
  const send = () => {
    if (!code.success) return
    const { residentId } = person
    void write(movePerson, { tubeId: tube.id, residentId, barcode: code.data, reason: t('moveReason') }, onMoved)
  }
  return (
    <Box id="move-person">
      <TextField
        id="move-barcode"
        label={t('moveBarcode')}
        value={barcode}
        onChange={setBarcode}
        onEnter={send}
        maxLength={40}
      />
      <ProblemNote problem={problem} retry={retry} />
      <BigButton id="move-send" onPress={send} disabled={busy || !code.success}>
        {t('moveSend')}
      </BigButton>
    </Box>
  )
}
