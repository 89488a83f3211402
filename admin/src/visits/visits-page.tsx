import { listEntrances } from '@loumen/shared/community/api'
import { rooms } from '@loumen/shared/events'
import { myRecalls } from '@loumen/shared/incidents/api'
import { type RecallDoor, recallDoors } from '@loumen/shared/incidents/doors'
import { listTeams, listVisits } from '@loumen/shared/visits/api'
import { type Visit, VisitState, type VisitTeam } from '@loumen/shared/visits/schema'
import { Button, Segmented, Select } from 'antd'
import { useCommunityId } from '../community/community'
import { RecallDoorCard } from '../incidents/recall-door-card'
import { RecallsFirst } from '../incidents/recalls-first'
import { useMe, useSession } from '../remote/session'
import { useRooms } from '../remote/use-live'
import { useRead } from '../remote/use-read'
import { RoundPageFrame } from '../rounds/round-page-frame'
import { useAddress } from '../ui/address'
import { EmptyState } from '../ui/empty-state'
import { useWords } from '../ui/language'
import { Reading } from '../ui/reading'
import { FailureCounts } from './failure-counts'
import { RouteSheets } from './route-sheets'
import { TagsPanel } from './tags-panel'
import { TeamsPanel } from './teams-panel'
import { VisitCard } from './visit-card'
import { VisitsMap } from './visits-map'

/** Every task at a door, by where it stands. */
export default function VisitsPage() {
  const { t } = useWords()
  const { grants } = useMe()
  useRooms(grants.filter(({ role }) => role === 'gridLeader').map(({ scope }) => rooms.grid(scope)))
  return (
    <RoundPageFrame title={t('menu.visits')} note={t('visits.note')}>
      {(round) => <Shown roundId={round.id} />}
    </RoundPageFrame>
  )
}

function Shown({ roundId }: { roundId: string }) {
  const { t } = useWords()
  const communityId = useCommunityId()
  const [address, setAddress] = useAddress()
  const { may } = useSession()
  const read = useRead(listVisits, { roundId })
  const places = useRead(listEntrances, { communityId }, { every: 60_000 })
  const known = useRead(myRecalls, {}, { enabled: may('recalls.work') })
  const teams = useRead(listTeams, { roundId }, { enabled: may('visits.make') }).data?.teams
  const recalls = known.data?.recalls ?? []
  const entrances = places.data?.entrances ?? []
  const gridOf = new Map(entrances.map(({ id, gridId }) => [id, gridId]))
  const doors = recalls
    .filter((recall) => recall.roundId === roundId)
    .flatMap(recallDoors)
    .filter(({ entranceId }) => !address.grid || gridOf.get(entranceId) === address.grid)
  const inGrid = (visit: Visit) => !address.grid || visit.gridId === address.grid
  const forWhy = ({ failure }: Visit) => !address.why || failure?.why === address.why
  return (
    <>
      <RecallsFirst recalls={recalls} roundId={roundId} teams={teams} />
      <div className="filters">
        <Segmented
          aria-label={t('visits.state')}
          value={address.state ?? 'all'}
          onChange={(state) => setAddress({ state: state === 'all' ? undefined : state, why: undefined })}
          options={[
            { value: 'all', label: t('all') },
            ...VisitState.options.map((state) => ({ value: state, label: <StateName state={state} /> })),
          ]}
        />
        {!!places.data?.grids.length && (
          <Select
            allowClear
            placeholder={t('filter.grid')}
            aria-label={t('filter.grid')}
            value={address.grid}
            onChange={(grid) => setAddress({ grid })}
            options={places.data.grids.map(({ id, name }) => ({ value: id, label: name }))}
          />
        )}
      </div>
      {may('visits.make') && (
        <div className="two-columns">
          <TeamsPanel roundId={roundId} gridId={address.grid} doors={doors} />
          <TagsPanel roundId={roundId} gridId={address.grid} />
        </div>
      )}
      <Reading read={read}>
        {({ visits }) =>
          visits.length || doors.length ? (
            <>
              {[...doors, ...visits].some(({ team }) => team) && (
                <div>
                  <Button onClick={() => window.print()}>{t('visits.print')}</Button>
                </div>
              )}
              <VisitsMap roundId={roundId} visits={[...doors, ...visits.filter(inGrid)]} entrances={entrances} />
              <FailureCounts visits={visits.filter(inGrid)} />
              <Board
                visits={visits.filter(inGrid).filter(forWhy)}
                doors={address.why ? [] : doors}
                teams={teams}
                only={address.state}
              />
              <RouteSheets visits={visits.filter(inGrid)} doors={doors} />
            </>
          ) : (
            <EmptyState title={t('visits.none')} text={t('visits.noneText')} />
          )
        }
      </Reading>
    </>
  )
}

function StateName({ state }: { state: VisitState }) {
  const { d } = useWords()
  return <>{d('visit', state)}</>
}

interface BoardProps {
  visits: Visit[]
  /** Those of recalls stand before all others. */
  doors: readonly RecallDoor[]
  teams: readonly VisitTeam[] | undefined
  only?: string
}

function Board({ visits, doors, teams, only }: BoardProps) {
  const { t, d } = useWords()
  const states = VisitState.options.filter((state) => !only || state === only)
  return (
    <div className={only ? 'board board-one' : 'board'}>
      {states.map((state) => {
        const here = visits.filter((visit) => visit.state === state)
        const first = doors.filter((door) => door.state === state)
        return (
          <section key={state} aria-label={d('visit', state)} data-testid={`visits-${state}`}>
            <h2>
              {d('visit', state)} <span className="quiet">{first.length + here.length}</span>
            </h2>
            {first.length + here.length === 0 && <p className="quiet">{t('visits.noneHere')}</p>}
            <ul>
              {first.map((door) => (
                <RecallDoorCard key={`${door.recallId}.${door.householdId}`} door={door} teams={teams} />
              ))}
              {here.map((visit) => (
                <VisitCard key={visit.id} visit={visit} />
              ))}
            </ul>
          </section>
        )
      })}
    </div>
  )
}
