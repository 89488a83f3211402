import { receiveBox } from '@loumen/shared/boxes/api'
import type { Box as BoxView } from '@loumen/shared/boxes/schema'
import { Barcode } from '@loumen/shared/fields'
import { useState } from 'react'
import { alertWith } from '../../platform/attention'
import { useWrite } from '../../remote/use-write'
import { BigButton, QuietButton } from '../../ui/big-button'
import { Box, Heading, TextField, Words } from '../../ui/elements'
import { ProblemNote } from '../../ui/problem-note'
import { ScanField } from '../scan-field'
import { useTableWords } from '../use-table-words'

/** The laboratory scans every tube that came; what is missing or extra is listed, never guessed. */
export function Receive({ box, onBox }: { box: BoxView; onBox: (box: BoxView) => void }) {
  const { t } = useTableWords()
  const { write, busy, problem, retry } = useWrite('staff')
  const [barcodes, setBarcodes] = useState<string[]>([])
  const [from, setFrom] = useState('')
  const named = box.tubes.map(({ barcode }) => barcode)
  const extra = barcodes.filter((barcode) => !named.includes(barcode))
  const scanned = (text: string) => {
    const code = Barcode.safeParse(text)
    if (!code.success) return alertWith('refused')
    alertWith(named.includes(code.data) ? 'taken' : 'refused')
    setBarcodes([...new Set([...barcodes, code.data])])
  }
  return (
    <Box id="receive" className="card">
      <Heading className="card-title">{t('receive')}</Heading>
      <Words id="receive-count" className="lead">
        {t('received', { count: barcodes.length - extra.length, all: named.length })}
      </Words>
      {extra.length > 0 && <Words className="care">{t('extraList', { codes: extra.join('、') })}</Words>}
      <ScanField id="receive-tube" label={t('receiveHint')} hint="" turn={barcodes.length} onScan={scanned}>
        {(send) => (
          <QuietButton id="receive-scan" onPress={send}>
            {t('receiveHint')}
          </QuietButton>
        )}
      </ScanField>
      <TextField id="receive-from" label={t('receiveFrom')} value={from} onChange={setFrom} maxLength={40} />
      <ProblemNote problem={problem} retry={retry} />
      <BigButton
        id="receive-send"
        disabled={busy || !from.trim()}
        onPress={() => void write(receiveBox, { boxId: box.id, from: from.trim(), barcodes }, onBox)}
      >
        {t('receiveSend')}
      </BigButton>
    </Box>
  )
}
