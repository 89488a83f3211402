import { Barcode } from '@loumen/shared/fields'
import type { Table } from '@loumen/shared/rounds/schema'
import { setTubeRange } from '@loumen/shared/tubes/api'
import type { CodeRange } from '@loumen/shared/tubes/schema'
import { useState } from 'react'
import { useWrite } from '../../remote/use-write'
import { QuietButton } from '../../ui/big-button'
import { Box, TextField } from '../../ui/elements'
import { ProblemNote } from '../../ui/problem-note'
import { useTableWords } from '../use-table-words'

interface Props {
  table: Table
  range: CodeRange | undefined
  onDone: () => void
}

/** The tube codes that a table was given: first and last; both empty takes them back. */
export function TubeRange({ table, range, onDone }: Props) {
  const { t } = useTableWords()
  const { write, busy, problem, retry } = useWrite('staff')
  const [from, setFrom] = useState(range?.from ?? '')
  const [to, setTo] = useState(range?.to ?? '')
  const [first, last] = [Barcode.safeParse(from), Barcode.safeParse(to)]
  const empty = !from.trim() && !to.trim()
  const send = () => {
    const given = first.success && last.success ? { from: first.data, to: last.data } : null
    if (given || empty) void write(setTubeRange, { tableId: table.id, range: given }, onDone)
  }
  return (
    <Box>
      <TextField
        id={`from-${table.number}`}
        label={`${t('rangeOf', { number: table.number })} · ${t('rangeFrom')}`}
        value={from}
        onChange={setFrom}
        maxLength={40}
        hint={range ? undefined : t('rangeNone')}
      />
      <TextField
        id={`to-${table.number}`}
        label={t('rangeTo')}
        value={to}
        onChange={setTo}
        onEnter={send}
        maxLength={40}
      />
      <ProblemNote problem={problem} retry={retry} />
      <QuietButton
        id={`range-${table.number}`}
        onPress={send}
        disabled={busy || !(empty || (first.success && last.success))}
      >
        {t('rangeSave')}
      </QuietButton>
    </Box>
  )
}
