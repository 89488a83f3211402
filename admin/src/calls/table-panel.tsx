import type { PaceView } from '@loumen/shared/calls/pace/view'
import { setTable } from '@loumen/shared/rounds/api'
import type { Site, Table } from '@loumen/shared/rounds/schema'
import { Button } from 'antd'
import { useSession } from '../remote/session'
import { useWrite } from '../remote/use-write'
import { ErrorPanel } from '../ui/error-panel'
import { useWords } from '../ui/language'

/** The site's tables with what the pace knows of each: an entrance can be called while one is open. */
export function TablePanel({ site, pace }: { site: Site; pace?: PaceView }) {
  const { t } = useWords()
  const seen = pace?.sites.find(({ siteId }) => siteId === site.id)?.tables
  return (
    <>
      <ul className="tables">
        {site.tables.map((table) => (
          <TableRow key={table.id} table={table} seen={seen?.find(({ tableId }) => tableId === table.id)} />
        ))}
      </ul>
      {!site.tables.some(({ state }) => state === 'open') && <p className="note">{t('calling.openTableFirst')}</p>}
    </>
  )
}

type Seen = PaceView['sites'][number]['tables'][number]

function TableRow({ table, seen }: { table: Table; seen?: Seen }) {
  const { t, d } = useWords()
  const { may } = useSession()
  const set = useWrite(setTable)
  const open = table.state === 'open'
  return (
    <li data-testid={`table-${table.number}`} data-state={table.state} data-doing={seen?.doing}>
      <span>
        <b>{t('tables.number', { number: table.number })}</b>{' '}
        <span className="quiet">
          {open && seen && seen.doing !== 'closed'
            ? t(`pace.table.${seen.doing}`, { rate: seen.perHour })
            : d('table', table.state)}
        </span>
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
