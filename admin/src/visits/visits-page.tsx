import { listEntrances } from '@loumen/shared/community/api'
import { rooms } from '@loumen/shared/events'
import { listVisits } from '@loumen/shared/visits/api'
import { type Visit, VisitState } from '@loumen/shared/visits/schema'
import { Button, Segmented, Select } from 'antd'
import { useCommunityId } from '../community/community'
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
  const inGrid = (visit: Visit) => !address.grid || visit.gridId === address.grid
  const forWhy = ({ failure }: Visit) => !address.why || failure?.why === address.why
  return (
    <>
      {may('recalls.work') && <RecallsFirst />}
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
          <TeamsPanel roundId={roundId} gridId={address.grid} />
          <TagsPanel roundId={roundId} gridId={address.grid} />
        </div>
      )}
      <Reading read={read}>
        {({ visits }) =>
          visits.length ? (
            <>
              {visits.some(({ team }) => team) && (
                <div>
                  <Button onClick={() => window.print()}>{t('visits.print')}</Button>
                </div>
              )}
              <VisitsMap roundId={roundId} visits={visits.filter(inGrid)} entrances={places.data?.entrances ?? []} />
              <FailureCounts visits={visits.filter(inGrid)} />
              <Board visits={visits.filter(inGrid).filter(forWhy)} only={address.state} />
              <RouteSheets visits={visits.filter(inGrid)} />
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

function Board({ visits, only }: { visits: Visit[]; only?: string }) {
  const { t, d } = useWords()
  const states = VisitState.options.filter((state) => !only || state === only)
  return (
    <div className={only ? 'board board-one' : 'board'}>
      {states.map((state) => {
        const here = visits.filter((visit) => visit.state === state)
        return (
          <section key={state} aria-label={d('visit', state)} data-testid={`visits-${state}`}>
            <h2>
              {d('visit', state)} <span className="quiet">{here.length}</span>
            </h2>
            {here.length === 0 && <p className="quiet">{t('visits.noneHere')}</p>}
            <ul>
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
