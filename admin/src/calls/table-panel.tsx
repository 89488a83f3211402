import { setTable } from '@loumen/shared/rounds/api'
import type { Site, Table } from '@loumen/shared/rounds/schema'
import { Button } from 'antd'
import { useSession } from '../remote/session'
import { useWrite } from '../remote/use-write'
import { ErrorPanel } from '../ui/error-panel'
import { useWords } from '../ui/language'

/** The site's tables: an entrance can be granted while one is open. */
export function TablePanel({ site }: { site: Site }) {
  const { t } = useWords()
  return (
    <section className="panel calling-tables">
      <h2>{site.name}</h2>
      <p className="quiet">{site.place}</p>
      <ul className="tables">
        {site.tables.map((table) => (
          <TableRow key={table.id} table={table} />
        ))}
      </ul>
      {!site.tables.some(({ state }) => state === 'open') && <p className="note">{t('calling.openTableFirst')}</p>}
    </section>
  )
}

function TableRow({ table }: { table: Table }) {
  const { t, d } = useWords()
  const { may } = useSession()
  const set = useWrite(setTable)
  const open = table.state === 'open'
  return (
    <li data-testid={`table-${table.number}`} data-state={table.state}>
      <span>
        <b>{t('tables.number', { number: table.number })}</b> <span className="quiet">{d('table', table.state)}</span>
      </span>
      {may('tables.open') && (
        <Button
          type={open ? 'default' : 'primary'}
          loading={set.running}
          onClick={() => void set.run({ tableId: table.id, state: open ? 'closed' : 'open' })}
        >
          {t(open ? 'tables.close' : 'tables.open')}
        </Button>
      )}
      <ErrorPanel error={set.error} onRetry={set.again} onClose={set.clear} />
    </li>
  )
}
