import { readMissing } from '@loumen/shared/coverage/api'
import type { StillMissing } from '@loumen/shared/coverage/schema'
import { rooms } from '@loumen/shared/events'
import { Select, Switch } from 'antd'
import { useCallback } from 'react'
import { useCommunityId } from '../community/community'
import { useMe } from '../remote/session'
import { useRooms } from '../remote/use-live'
import { useRead } from '../remote/use-read'
import { HouseholdDrawer } from '../roster/household-drawer'
import { RoundPageFrame } from '../rounds/round-page-frame'
import { useAddress } from '../ui/address'
import { EmptyState } from '../ui/empty-state'
import { useWords } from '../ui/language'
import { Reading } from '../ui/reading'
import { secondTime } from '../ui/time'
import { EntranceMissing } from './entrance-missing'
import { byEntrance, chosen } from './missing-order'
import { useGridNames } from './use-grid-names'

/** Who is still missing, by grid, building and floor: where a grid leader's day starts. */
export default function MissingPage() {
  const { t } = useWords()
  const { grants } = useMe()
  const communityId = useCommunityId()
  useRooms([
    rooms.community(communityId),
    ...grants.filter(({ role }) => role === 'gridLeader').map(({ scope }) => rooms.grid(scope)),
  ])
  return (
    <RoundPageFrame title={t('menu.missing')} note={t('stillMissing.note')}>
      {(round) => <Shown roundId={round.id} />}
    </RoundPageFrame>
  )
}

function Shown({ roundId }: { roundId: string }) {
  return <Reading read={useRead(readMissing, { roundId })}>{(missing) => <List missing={missing} />}</Reading>
}

function List({ missing }: { missing: StillMissing }) {
  const { t } = useWords()
  const [address, setAddress] = useAddress()
  const names = useGridNames()
  const open = useCallback((household: string) => setAddress({ household }), [setAddress])
  const close = useCallback(() => setAddress({ household: undefined }), [setAddress])
  const shown = chosen(missing.households, address)
  const people = shown.reduce((sum, household) => sum + household.missing, 0)
  const buildings = [...new Set(missing.households.map(({ building }) => building))]
  return (
    <>
      <div className="missing-head">
        <strong className="missing-count" data-testid="missing-count" data-missing={missing.figures.missing}>
          {missing.figures.missing === 0
            ? t('stillMissing.nobody')
            : shown.length === 1 && missing.households.length === 1
              ? t('stillMissing.last')
              : t('stillMissing.count', { people, households: shown.length })}
        </strong>
        <span className="quiet">{t('overview.at', { time: secondTime(missing.at) })}</span>
      </div>
      {missing.frozen > 0 && <p className="note">{t('stillMissing.frozen', { count: missing.frozen })}</p>}
      <div className="filters">
        {names.length > 0 && (
          <Select
            allowClear
            placeholder={t('filter.grid')}
            aria-label={t('filter.grid')}
            value={address.grid}
            onChange={(grid) => setAddress({ grid })}
            options={names.map(({ id, name }) => ({ value: id, label: name }))}
          />
        )}
        <Select
          allowClear
          placeholder={t('filter.building')}
          aria-label={t('filter.building')}
          value={address.building}
          onChange={(building) => setAddress({ building })}
          options={buildings.map((building) => ({ value: building, label: building }))}
        />
        <span className="row">
          <Switch
            checked={address.only === 'never'}
            onChange={(on) => setAddress({ only: on ? 'never' : undefined })}
            aria-label={t('stillMissing.onlyNever')}
          />
          {t('stillMissing.onlyNever')}
        </span>
        <span className="row">
          <Switch
            checked={address.only === 'refusals'}
            onChange={(on) => setAddress({ only: on ? 'refusals' : undefined })}
            aria-label={t('stillMissing.onlyRefusals')}
          />
          {t('stillMissing.onlyRefusals')}
        </span>
      </div>
      {missing.households.length === 0 ? (
        <EmptyState title={t('stillMissing.nobody')} text={t('stillMissing.nobodyText')} />
      ) : shown.length === 0 ? (
        <EmptyState title={t('stillMissing.filterNone')} text={t('stillMissing.filterNoneText')} />
      ) : (
        <div className="missing">
          {byEntrance(shown).map((entrance) => (
            <EntranceMissing key={entrance.entranceId} roundId={missing.roundId} entrance={entrance} onOpen={open} />
          ))}
        </div>
      )}
      <HouseholdDrawer householdId={address.household} roundId={missing.roundId} onClose={close} />
    </>
  )
}
