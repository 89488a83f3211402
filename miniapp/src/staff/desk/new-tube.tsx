import { Barcode } from '@loumen/shared/fields'
import { openTube } from '@loumen/shared/tubes/api'
import type { Tube } from '@loumen/shared/tubes/schema'
import { useState } from 'react'
import { alertWith } from '../../platform/attention'
import { useWrite } from '../../remote/use-write'
import { BigButton } from '../../ui/big-button'
import { Box } from '../../ui/elements'
import { ProblemNote } from '../../ui/problem-note'
import { ScanField } from '../scan-field'
import { useStaffWords } from '../use-staff-words'

/** Opens the next tube by its barcode. */
export function NewTube({ tableId, onTube }: { tableId: string; onTube: (tube: Tube) => void }) {
  const { t } = useStaffWords()
  const { write, busy, problem, retry } = useWrite('staff')
  const [wrong, setWrong] = useState(false)
  const open = (text: string) => {
    const barcode = Barcode.safeParse(text)
    setWrong(!barcode.success)
    if (!barcode.success) return alertWith('refused')
    void write(
      openTube,
      { tableId, barcode: barcode.data },
      (tube) => {
        alertWith('taken')
        onTube(tube)
      },
      () => {
        alertWith('refused')
        return false
      },
    )
  }
  return (
    <Box>
      <ScanField id="tube-barcode" label={t('tubeBarcode')} hint={t('tubeBarcodeHint')} onScan={open}>
        {(send) => (
          <BigButton id="open-tube" onPress={send} disabled={busy}>
            {t('openTube')}
          </BigButton>
        )}
      </ScanField>
      {wrong && (
        <Box className="problem" role="alert">
          {t('barcodeWrong')}
        </Box>
      )}
      <ProblemNote problem={problem} retry={retry} />
    </Box>
  )
}
