import { readPlan, type SitePlan } from '@loumen/shared/community/plan-api'
import type { Entrance } from '@loumen/shared/community/schema'
import { listTeams } from '@loumen/shared/visits/api'
import { Link } from 'react-router'
import { communityPath, useCommunityId } from '../community/community'
import { usePicture } from '../plan/plan-picture'
import { useSession } from '../remote/session'
import { useRead } from '../remote/use-read'
import { ColourChip } from '../ui/colour-chip'
import { ErrorPanel } from '../ui/error-panel'
import { useWords } from '../ui/language'
import { clockTime } from '../ui/time'
import { type DoorOnMap, type Mark, type TeamOnMap, teamsOnMap } from './map-teams'
import './visits-map.css'

interface Props {
  roundId: string
  visits: readonly DoorOnMap[]
  entrances: readonly Entrance[]
}

/** The open visits on the site plan with the teams' routes, and beside it the same as a list. */
export function VisitsMap({ roundId, visits, entrances }: Props) {
  const { t } = useWords()
  const { may } = useSession()
  const communityId = useCommunityId()
  const planned = useRead(readPlan, { communityId })
  const known = useRead(listTeams, { roundId }, { enabled: may('visits.make') })
  const teams = teamsOnMap(visits)
  const places = new Map(entrances.flatMap(({ id, place }) => (place ? [[id, place] as const] : [])))
  const since = new Map(known.data?.teams.map((team) => [team.id, team.carriedSince]))
  const plan = planned.data?.plan
  return (
    <section className="panel" data-testid="visits-map" aria-label={t('visits.map')}>
      <h2>{t('visits.map')}</h2>
      {planned.data && !plan && (
        <>
          <p className="quiet">{t('visits.mapNone')}</p>
          {may('entrances.edit') && (
            <p>
              <Link to={communityPath(communityId, 'plan')}>{t('visits.mapPlan')}</Link>
            </p>
          )}
        </>
      )}
      {teams.length === 0 ? (
        <p className="quiet">{t('visits.mapDone')}</p>
      ) : (
        <div className="visits-map">
          {plan && <Picture plan={plan} teams={teams} places={places} />}
          <ul className="map-teams">
            {teams.map((team) => (
              <li key={team.id ?? 'nobody'}>
                <h3>
                  <MarkSign mark={team.mark} /> {team.name ?? t('visits.mapNobody')}{' '}
                  <span className="quiet">{t('visits.mapDoors', { count: team.doors })}</span>
                </h3>
                <Carried since={(team.id && since.get(team.id)) || null} />
                <ol>
                  {team.stops.map(({ entranceId, entrance, colour, doors }, at) => (
                    <li key={entranceId} className="row">
                      <span className="map-order">{team.id ? at + 1 : '·'}</span>
                      <ColourChip colour={colour} label={entrance} />
                      <span>{t('visits.waiting', { count: doors })}</span>
                      {plan && !places.has(entranceId) && <span className="quiet">{t('visits.mapOff')}</span>}
                    </li>
                  ))}
                </ol>
              </li>
            ))}
          </ul>
        </div>
      )}
    </section>
  )
}

const MarkSign = ({ mark }: { mark: Mark }) => (
  <span className="map-mark" style={{ background: mark.colour }} aria-hidden="true">
    {mark.letter}
  </span>
)

/** Since when the team's oldest tube is under way, with whether it ought to have been handed in. */
function Carried({ since }: { since: string | null }) {
  const { t } = useWords()
  if (!since) return null
  const late = Date.now() - Date.parse(since) > handInWithin
  return (
    <p className={late ? 'failure' : 'note'}>
      {late && '⚠ '}
      {t('visits.mapCarried', { time: clockTime(since) })}
    </p>
  )
}

/** A tube is collected every hour or two (R36), milliseconds. */
const handInWithin = 2 * 3_600_000

interface PictureProps {
  plan: SitePlan
  teams: readonly TeamOnMap[]
  places: ReadonlyMap<string, { x: number; y: number }>
}

function Picture({ plan, teams, places }: PictureProps) {
  const { t } = useWords()
  const { source, error, again } = usePicture(plan.rev)
  const lines = teams.filter(({ id }) => id)
  const pins = new Map<
    string,
    { entrance: string; signs: { mark: Mark; order: number | undefined; doors: number }[] }
  >()
  for (const { id, mark, stops } of teams)
    for (const [at, { entranceId, entrance, doors }] of stops.entries()) {
      const pin = pins.get(entranceId) ?? { entrance, signs: [] }
      pins.set(entranceId, { entrance, signs: [...pin.signs, { mark, order: id ? at + 1 : undefined, doors }] })
    }
  return (
    <div>
      <ErrorPanel error={error} onRetry={again} />
      <div className="plan-area" style={{ aspectRatio: `${plan.width} / ${plan.height}` }}>
        {source && <img src={source} alt={t('menu.plan')} draggable={false} />}
        <svg className="plan-ruler" viewBox="0 0 1 1" preserveAspectRatio="none" aria-hidden="true">
          {lines.map(({ id, mark, stops }) => (
            <polyline
              key={id}
              points={stops.flatMap(({ entranceId }) => pointOf(places.get(entranceId))).join(' ')}
              fill="none"
              stroke={mark.colour}
              strokeWidth={4}
              strokeDasharray={mark.dash}
              vectorEffect="non-scaling-stroke"
            />
          ))}
        </svg>
        {[...pins].map(([entranceId, { entrance, signs }]) => {
          const place = places.get(entranceId)
          return (
            place && (
              <span
                key={entranceId}
                className="map-pin"
                style={{ left: `${place.x * 100}%`, top: `${place.y * 100}%` }}
                title={entrance}
              >
                {signs.map(({ mark, order, doors }) => (
                  <span key={mark.letter} className="map-sign" style={{ background: mark.colour }}>
                    {mark.letter}
                    {order} <b>{doors}</b>
                  </span>
                ))}
                <span className="map-name">{entrance}</span>
              </span>
            )
          )
        })}
      </div>
    </div>
  )
}

const pointOf = (place: { x: number; y: number } | undefined) => (place ? [`${place.x},${place.y}`] : [])
