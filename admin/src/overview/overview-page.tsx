import type { Overview } from '@loumen/shared/coverage/schema'
import { rooms } from '@loumen/shared/events'
import { useCallback, useMemo } from 'react'
import { ReachPanel } from '../calls/reach-panel'
import { useMe, useSession } from '../remote/session'
import { useRooms } from '../remote/use-live'
import { HouseholdDrawer } from '../roster/household-drawer'
import { RoundPageFrame } from '../rounds/round-page-frame'
import { ShiftsPanel } from '../shifts/shifts-panel'
import { useAddress } from '../ui/address'
import { EmptyState } from '../ui/empty-state'
import { useWords } from '../ui/language'
import { Legend } from '../ui/legend'
import { Reading } from '../ui/reading'
import { secondTime } from '../ui/time'
import { Alarms } from './alarms'
import { FigureRow } from './figures'
import { Filters, filtered } from './filters'
import { Street } from './street'
import { Tables } from './tables'
import { useOverview } from './use-overview'

/** The round live: the street in the middle, what needs a person at the top right. */
export default function OverviewPage() {
  const { t } = useWords()
  const { grants } = useMe()
  useRooms(grants.filter(({ role }) => role === 'gridLeader').map(({ scope }) => rooms.grid(scope)))
  return <RoundPageFrame title={t('menu.overview')}>{(round) => <Shown roundId={round.id} />}</RoundPageFrame>
}

function Shown({ roundId }: { roundId: string }) {
  return <Reading read={useOverview(roundId)}>{(overview) => <Live overview={overview} />}</Reading>
}

function Live({ overview }: { overview: Overview }) {
  const { t } = useWords()
  const { may } = useSession()
  const [address, setAddress] = useAddress()
  const open = useCallback((household: string) => setAddress({ household }), [setAddress])
  const close = useCallback(() => setAddress({ household: undefined }), [setAddress])
  const shown = useMemo(
    () => filtered(overview.entrances, address.grid, address.building),
    [overview.entrances, address.grid, address.building],
  )
  return (
    <div className="overview">
      <div className="overview-main">
        <FigureRow overview={overview} />
        <section className="panel street-panel">
          <div className="street-head">
            <Legend />
            <Filters entrances={overview.entrances} />
          </div>
          {shown.length ? (
            <Street entrances={shown} onOpen={may('roster.read') ? open : undefined} />
          ) : (
            <EmptyState title={t('street.none')} text={t('street.noneText')} />
          )}
        </section>
        <p className="quiet">{t('overview.at', { time: secondTime(overview.at) })}</p>
      </div>
      <div className="overview-side">
        <Alarms alarms={overview.alarms} />
        <Tables tables={overview.tables} />
        <ShiftsPanel roundId={overview.roundId} />
        <ReachPanel roundId={overview.roundId} />
      </div>
      <HouseholdDrawer householdId={address.household} roundId={overview.roundId} onClose={close} />
    </div>
  )
}
