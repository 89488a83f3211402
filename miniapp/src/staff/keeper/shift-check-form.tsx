import { Barcode } from '@loumen/shared/fields'
import type { Table } from '@loumen/shared/rounds/schema'
import { checkShift } from '@loumen/shared/tubes/api'
import { useState } from 'react'
import { alertWith } from '../../platform/attention'
import { useWrite } from '../../remote/use-write'
import { BigButton, QuietButton } from '../../ui/big-button'
import { Box, Words } from '../../ui/elements'
import { ProblemNote } from '../../ui/problem-note'
import { useWords } from '../../use-words'
import { ScanField } from '../scan-field'
import { useTableWords } from '../use-table-words'

/** Counts the tubes in hand at a change of shift by scanning each; the server says what differs. */
export function ShiftCheckForm({ table, onDone }: { table: Table; onDone: () => void }) {
  const { t } = useTableWords()
  const shared = useWords()
  const { write, busy, problem, retry } = useWrite('staff')
  const [barcodes, setBarcodes] = useState<string[]>()
  if (!barcodes)
    return (
      <QuietButton id={`check-${table.number}`} onPress={() => setBarcodes([])}>
        {t('checkTitle')}
      </QuietButton>
    )
  const scanned = (text: string) => {
    const code = Barcode.safeParse(text)
    if (!code.success) return alertWith('refused')
    alertWith('taken')
    setBarcodes([...new Set([...barcodes, code.data])])
  }
  const send = () =>
    void write(checkShift, { tableId: table.id, barcodes }, () => {
      setBarcodes(undefined)
      onDone()
    })
  return (
    <Box className="card">
      <Words id={`checked-${table.number}`} className="lead">
        {t('checkCount', { count: barcodes.length })}
      </Words>
      <ScanField
        id={`check-tube-${table.number}`}
        label={t('checkScan', { number: table.number })}
        hint=""
        turn={barcodes.length}
        onScan={scanned}
      />
      <ProblemNote problem={problem} retry={retry} />
      <BigButton id={`check-send-${table.number}`} onPress={send} disabled={busy}>
        {t('checkSend')}
      </BigButton>
      <QuietButton id={`check-cancel-${table.number}`} onPress={() => setBarcodes(undefined)}>
        {shared.t('cancel')}
      </QuietButton>
    </Box>
  )
}
