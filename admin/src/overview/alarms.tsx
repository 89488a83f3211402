import type { Ability } from '@loumen/shared/abilities'
import type { Alarm } from '@loumen/shared/coverage/schema'
import { Link } from 'react-router'
import { communityPath, useCommunityId } from '../community/community'
import { useSession } from '../remote/session'
import { useWords } from '../ui/language'

const places: Record<Alarm['kind'], { path: string; ability: Ability }> = {
  recall: { path: 'results?show=recalls', ability: 'recalls.read' },
  tubeClaims: { path: 'tube-claims', ability: 'tubeClaims.decide' },
  boxesLate: { path: 'boxes', ability: 'boxes.read' },
  tubesOverdue: { path: 'boxes?show=overdue', ability: 'boxes.read' },
  claims: { path: 'claims', ability: 'claims.decide' },
  failedVisits: { path: 'visits?state=failed', ability: 'visits.read' },
  refusals: { path: 'missing?only=refusals', ability: 'coverage.read' },
  waitingResults: { path: 'results', ability: 'results.read' },
  toVerify: { path: 'roster', ability: 'roster.read' },
}

/** What needs a person now, and the way there. */
export function Alarms({ alarms }: { alarms: Alarm[] }) {
  const { t } = useWords()
  const { may } = useSession()
  const communityId = useCommunityId()
  const raised = alarms.filter(({ count }) => count > 0)
  return (
    <section className="panel" aria-label={t('alarms.title')}>
      <h2>{t('alarms.title')}</h2>
      {raised.length === 0 && <p className="quiet">{t('alarms.none')}</p>}
      <ul className="alarms">
        {raised.map(({ kind, count }) => {
          const { path, ability } = places[kind]
          const text = t(`alarms.${kind}`, { count })
          return (
            <li key={kind} className={kind === 'recall' ? 'alarm alarm-urgent' : 'alarm'} data-testid={`alarm-${kind}`}>
              {may(ability) ? <Link to={communityPath(communityId, path)}>{text}</Link> : text}
            </li>
          )
        })}
      </ul>
    </section>
  )
}
