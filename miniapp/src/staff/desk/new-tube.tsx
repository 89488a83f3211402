import { Barcode } from '@loumen/shared/fields'
import { openTube, reportCode } from '@loumen/shared/tubes/api'
import type { CodeFaultKind, Tube } from '@loumen/shared/tubes/schema'
import { useState } from 'react'
import { alertWith } from '../../platform/attention'
import type { Problem } from '../../remote/problem'
import { useWrite } from '../../remote/use-write'
import { BigButton, QuietButton } from '../../ui/big-button'
import { Box, Words } from '../../ui/elements'
import { ProblemNote } from '../../ui/problem-note'
import { ScanField } from '../scan-field'
import { useStaffWords } from '../use-staff-words'
import { useTableWords } from '../use-table-words'
import { TypedTwice } from './typed-twice'

const foreign = ['tube.otherTable', 'tube.outsideRange']

/** Opens the next tube by its barcode; a code that is foreign, used or not legible has a way on. */
export function NewTube({ tableId, onTube }: { tableId: string; onTube: (tube: Tube) => void }) {
  const { t } = useStaffWords()
  const tables = useTableWords()
  const { write, busy, problem, retry, dismiss } = useWrite('staff')
  const [wrong, setWrong] = useState(false)
  const [refused, setRefused] = useState<{ barcode: string; problem: Extract<Problem, { kind: 'refused' }> }>()
  const [typing, setTyping] = useState(false)
  const [reported, setReported] = useState(false)
  const open = (barcode: string, confirmed?: true) =>
    void write(
      openTube,
      { tableId, barcode, ...(confirmed ? { confirmed } : {}) },
      (tube) => {
        alertWith('taken')
        onTube(tube)
      },
      (refusal) => {
        alertWith('refused')
        if (refusal.kind !== 'refused') return false
        const known = foreign.includes(refusal.code) || refusal.code === 'tube.barcodeUsed'
        if (known) setRefused({ barcode, problem: refusal })
        return known
      },
    )
  const scanned = (text: string) => {
    const barcode = Barcode.safeParse(text)
    setRefused(undefined)
    setReported(false)
    setWrong(!barcode.success)
    if (!barcode.success) return alertWith('refused')
    open(barcode.data)
  }
  const report = (kind: CodeFaultKind, barcode: string | null) =>
    void write(reportCode, { tableId, kind, barcode }, () => {
      setRefused(undefined)
      setTyping(false)
      setWrong(false)
      setReported(true)
      dismiss()
    })
  return (
    <Box>
      {reported && (
        <Box id="code-reported" className="good" role="status">
          {tables.t('reported')}
        </Box>
      )}
      {refused ? (
        <Box id="code-refused" className="card">
          <ProblemNote problem={refused.problem} />
          <BigButton id="another-tube" onPress={() => setRefused(undefined)}>
            {tables.t('anotherTube')}
          </BigButton>
          {foreign.includes(refused.problem.code) ? (
            <QuietButton id="use-anyway" disabled={busy} onPress={() => open(refused.barcode, true)}>
              {tables.t('useAnyway')}
            </QuietButton>
          ) : (
            <QuietButton id="report-double" disabled={busy} onPress={() => report('double', refused.barcode)}>
              {tables.t('reportDouble')}
            </QuietButton>
          )}
        </Box>
      ) : typing ? (
        <TypedTwice
          busy={busy}
          onTyped={open}
          onGarbled={() => report('garbled', null)}
          onCancel={() => setTyping(false)}
        />
      ) : (
        <ScanField id="tube-barcode" label={t('tubeBarcode')} hint={t('tubeBarcodeHint')} onScan={scanned}>
          {(send) => (
            <>
              <BigButton id="open-tube" onPress={send} disabled={busy}>
                {t('openTube')}
              </BigButton>
              <QuietButton id="type-twice" onPress={() => setTyping(true)}>
                {tables.t('typeTwice')}
              </QuietButton>
            </>
          )}
        </ScanField>
      )}
      {wrong && (
        <Box className="problem" role="alert">
          <Words>{t('barcodeWrong')}</Words>
        </Box>
      )}
      <ProblemNote problem={problem} retry={retry} />
    </Box>
  )
}
