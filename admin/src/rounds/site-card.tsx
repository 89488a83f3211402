import type { Site } from '@loumen/shared/rounds/schema'
import { Link } from 'react-router'
import { communityPath, useCommunityId } from '../community/community'
import { useWords } from '../ui/language'

/** A site with its tables, the way to its calling page and to its public display. */
export function SiteCard({ site, roundId }: { site: Site; roundId: string }) {
  const { t, d } = useWords()
  const communityId = useCommunityId()
  return (
    <section className="panel" data-testid="site">
      <h2>{site.name}</h2>
      <p className="quiet">{site.place}</p>
      <ul className="inline-list">
        {site.tables.map((table) => (
          <li key={table.id}>
            {t('tables.number', { number: table.number })} · {d('table', table.state)}
          </li>
        ))}
      </ul>
      <div className="row">
        <Link to={communityPath(communityId, `calling?round=${roundId}&site=${site.id}`)}>{t('round.toCalling')}</Link>
        <a href={`/screen/${site.id}`} target="_blank" rel="noreferrer" data-testid="display-link">
          {t('round.toDisplay')}
        </a>
      </div>
    </section>
  )
}
