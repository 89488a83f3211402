import { setTable } from '@loumen/shared/rounds/api'
import type { Table } from '@loumen/shared/rounds/schema'
import type { Writing } from '../../remote/use-write'
import { Box, Press, Words } from '../../ui/elements'
import { useStaffWords } from '../use-staff-words'

interface Props {
  table: Table
  writing: Writing
  onDone: () => void
}

/** One table: open or closed, and the other. */
export function TableRow({ table, writing, onDone }: Props) {
  const { t, word } = useStaffWords()
  const other = table.state === 'open' ? 'closed' : 'open'
  return (
    <Box id={`table-${table.number}`} className="row">
      <Box className="row-words">
        <Words className="row-title">{t('tableNumber', { number: table.number })}</Words>
        <Words className="quiet">{word('table', table.state)}</Words>
      </Box>
      <Press
        id={`table-${table.number}-${other}`}
        className="press-row"
        disabled={writing.busy}
        onPress={() => void writing.write(setTable, { tableId: table.id, state: other }, onDone)}
      >
        {t(other === 'open' ? 'openTable' : 'closeTable')}
      </Press>
    </Box>
  )
}
