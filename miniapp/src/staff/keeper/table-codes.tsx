import type { Output } from '@loumen/shared/endpoint'
import type { Table } from '@loumen/shared/rounds/schema'
import { type listChecks, setTubeRange } from '@loumen/shared/tubes/api'
import { useWrite } from '../../remote/use-write'
import { Section } from '../../ui/page'
import { useStaffWords } from '../use-staff-words'
import { useTableWords } from '../use-table-words'
import { CheckRow } from './check-row'
import { RangeForm } from './range-form'
import { ShiftCheckForm } from './shift-check-form'

interface Props {
  table: Table
  codes: Output<typeof listChecks>
  onDone: () => void
}

/** One table's codes, its count at a change of shift, and the counts before. */
export function TableCodes({ table, codes, onDone }: Props) {
  const { t } = useTableWords()
  const staff = useStaffWords()
  const { write, busy, problem, retry } = useWrite('staff')
  const range = codes.ranges.find(({ tableId }) => tableId === table.id)?.range ?? null
  return (
    <Section id={`keep-${table.number}`} title={staff.t('tableNumber', { number: table.number })}>
      <RangeForm
        key={JSON.stringify(range)}
        id={String(table.number)}
        label={t('rangeOf', { number: table.number })}
        range={range}
        use={codes.uses.find(({ tableId }) => tableId === table.id) ?? null}
        busy={busy}
        problem={problem}
        retry={retry}
        onGive={(given) => void write(setTubeRange, { tableId: table.id, range: given }, onDone)}
      />
      <ShiftCheckForm table={table} onDone={onDone} />
      {codes.checks
        .filter(({ tableId }) => tableId === table.id)
        .map((check) => (
          <CheckRow key={check.id} check={check} onDone={onDone} />
        ))}
    </Section>
  )
}
