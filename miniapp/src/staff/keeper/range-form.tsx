import { Barcode } from '@loumen/shared/fields'
import type { CodeRange, CodeUse } from '@loumen/shared/tubes/schema'
import { useState } from 'react'
import type { Problem } from '../../remote/problem'
import { QuietButton } from '../../ui/big-button'
import { Box, TextField, Words } from '../../ui/elements'
import { ProblemNote } from '../../ui/problem-note'
import { useTableWords } from '../use-table-words'

interface Props {
  id: string
  label: string
  range: CodeRange | null
  use: Omit<CodeUse, 'tableId'> | null
  busy: boolean
  problem: Problem | undefined
  retry: (() => void) | undefined
  onGive: (range: CodeRange | null) => void
}

/** The codes that a table or a site's boxes were given: first and last, and how much is used; both empty takes them back. */
export function RangeForm({ id, label, range, use, busy, problem, retry, onGive }: Props) {
  const { t } = useTableWords()
  const [from, setFrom] = useState(range?.from ?? '')
  const [to, setTo] = useState(range?.to ?? '')
  const [first, last] = [Barcode.safeParse(from), Barcode.safeParse(to)]
  const empty = !from.trim() && !to.trim()
  const send = () => {
    if (first.success && last.success) onGive({ from: first.data, to: last.data })
    else if (empty) onGive(null)
  }
  return (
    <Box>
      <TextField
        id={`from-${id}`}
        label={`${label} · ${t('rangeFrom')}`}
        value={from}
        onChange={setFrom}
        maxLength={40}
        hint={range ? undefined : t('rangeNone')}
      />
      <TextField id={`to-${id}`} label={t('rangeTo')} value={to} onChange={setTo} onEnter={send} maxLength={40} />
      {use && (
        <Words id={`used-${id}`} className="quiet">
          {use.last
            ? t('rangeUsed', { used: use.used, size: use.size, last: use.last })
            : t('rangeUnused', { size: use.size })}
        </Words>
      )}
      <ProblemNote problem={problem} retry={retry} />
      <QuietButton id={`range-${id}`} onPress={send} disabled={busy || !(empty || (first.success && last.success))}>
        {t('rangeSave')}
      </QuietButton>
    </Box>
  )
}
