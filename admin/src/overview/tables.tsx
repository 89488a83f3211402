import type { Overview } from '@loumen/shared/coverage/schema'
import { useWords } from '../ui/language'

/** Each table: whether it is open, who is in its tube, how many it sampled in the last hour. */
export function Tables({ tables }: { tables: Overview['tables'] }) {
  const { t, d } = useWords()
  const severalSites = new Set(tables.map(({ siteId }) => siteId)).size > 1
  return (
    <section className="panel" aria-label={t('tables.title')}>
      <h2>{t('tables.title')}</h2>
      <table className="plain-table">
        <thead>
          <tr>
            <th>{t('tables.table')}</th>
            <th>{t('tables.state')}</th>
            <th className="number">{t('tables.inTube')}</th>
            <th className="number">{t('tables.lastHour')}</th>
          </tr>
        </thead>
        <tbody>
          {tables.map((table) => (
            <tr key={table.id}>
              <td>
                {severalSites && `${table.site} `}
                {t('tables.number', { number: table.number })}
              </td>
              <td>{d('table', table.state)}</td>
              <td className="number">{table.inTube}</td>
              <td className="number">{table.lastHour}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
