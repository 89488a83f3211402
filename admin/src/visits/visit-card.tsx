import type { Visit } from '@loumen/shared/visits/schema'
import { Link } from 'react-router'
import { communityPath, useCommunityId } from '../community/community'
import { useSession } from '../remote/session'
import { ColourChip } from '../ui/colour-chip'
import { useWords } from '../ui/language'
import { clockTime } from '../ui/time'
import { AfterFailure } from './after-failure'
import { wishText } from './route-sheets'
import { Signed } from './signed'

/** One task at a door: where, what for, for how many, who has it, what came of it. */
export function VisitCard({ visit }: { visit: Visit }) {
  const { t, d } = useWords()
  const { may } = useSession()
  const communityId = useCommunityId()
  const sampled = visit.people.filter((person) => person.sampled).length
  const place = `${visit.entrance} ${visit.door}`
  return (
    <li className="visit" data-testid="visit" data-state={visit.state}>
      <div className="row between">
        <ColourChip colour={visit.colour} />
        <span className="quiet">{clockTime(visit.endedAt ?? visit.at)}</span>
      </div>
      <b>
        {may('roster.read') ? (
          <Link to={communityPath(communityId, `households/${visit.householdId}`)}>{place}</Link>
        ) : (
          place
        )}
      </b>
      <span>{t('visit.line', { kind: d('visitKind', visit.kind), sampled, people: visit.people.length })}</span>
      {visit.team && (
        <span className="quiet">
          {visit.team.name}
          {visit.place ? ` · ${t('visits.place', { place: visit.place })}` : ''}
        </span>
      )}
      {visit.wish && <span className="quiet">{wishText(visit, t)}</span>}
      {visit.single && <span className="note">{t('visits.single')}</span>}
      <Signed visit={visit} />
      {visit.note && <span className="note">{visit.note}</span>}
      {visit.workerName && <span className="quiet">{t('visit.worker', { name: visit.workerName })}</span>}
      {visit.failure && (
        <span className="failure">
          {t('visit.failure', {
            reason: [d('visitFailure', visit.failure.why), visit.failure.note].filter(Boolean).join(' · '),
          })}
        </span>
      )}
      {visit.state === 'failed' && visit.failure && <AfterFailure visit={visit} why={visit.failure.why} />}
    </li>
  )
}
