import type { CoverageEntrance } from '@loumen/shared/coverage/schema'
import { Select } from 'antd'
import { useCallback } from 'react'
import { groupBuildings, splitLabel } from '../overview/buildings'
import { EntranceElevation } from '../overview/entrance-elevation'
import { useOverview } from '../overview/use-overview'
import { useSession } from '../remote/session'
import { HouseholdDrawer } from '../roster/household-drawer'
import { RoundPageFrame } from '../rounds/round-page-frame'
import { useAddress } from '../ui/address'
import { ColourChip } from '../ui/colour-chip'
import { EmptyState } from '../ui/empty-state'
import { useWords } from '../ui/language'
import { Legend } from '../ui/legend'
import { Reading } from '../ui/reading'
import { WindowTips } from '../ui/window-tip'

/** One building as large as the screen allows: floors and doors by what became of them, groups as rows of windows. */
export default function BuildingPage() {
  const { t } = useWords()
  return <RoundPageFrame title={t('menu.building')}>{(round) => <Shown roundId={round.id} />}</RoundPageFrame>
}

function Shown({ roundId }: { roundId: string }) {
  const { t } = useWords()
  const { may } = useSession()
  const [address, setAddress] = useAddress()
  const read = useOverview(roundId)
  const open = useCallback((household: string) => setAddress({ household }), [setAddress])
  const close = useCallback(() => setAddress({ household: undefined }), [setAddress])
  return (
    <Reading read={read}>
      {({ entrances }) => {
        const buildings = groupBuildings(entrances)
        const key = `${address.estate ?? ''} ${address.building ?? ''}`
        const shown = buildings.find((building) => building.key === key) ?? buildings[0]
        if (!shown) return <EmptyState title={t('building.none')} text={t('building.noneText')} />
        return (
          <section className="panel stack">
            <div className="row between">
              <Select
                value={shown.key}
                aria-label={t('building.choose')}
                popupMatchSelectWidth={false}
                showSearch={{ optionFilterProp: 'label' }}
                options={buildings.map((one) => ({ value: one.key, label: nameOf(one.entrances) }))}
                onChange={(wanted) => {
                  const first = buildings.find((one) => one.key === wanted)?.entrances[0]
                  setAddress({ estate: first?.estate, building: first?.building, household: undefined })
                }}
              />
              <Legend />
            </div>
            <WindowTips>
              <div className="building-large" data-testid="building">
                {shown.entrances.map((entrance) => (
                  <Entrance
                    key={entrance.entranceId}
                    entrance={entrance}
                    onOpen={may('roster.read') ? open : undefined}
                  />
                ))}
              </div>
            </WindowTips>
            <p className="quiet">{t('building.keys')}</p>
            <HouseholdDrawer householdId={address.household} roundId={roundId} onClose={close} />
          </section>
        )
      }}
    </Reading>
  )
}

const nameOf = ([first]: readonly CoverageEntrance[]) =>
  first ? [first.estate, first.building || splitLabel(first.label).entrance].filter(Boolean).join(' ') : ''

function Entrance({ entrance, onOpen }: { entrance: CoverageEntrance; onOpen?: (householdId: string) => void }) {
  const { t, d } = useWords()
  const { label, colour, figures, unit } = entrance
  return (
    <figure className="building-entrance">
      <EntranceElevation entrance={entrance} onOpen={onOpen} />
      <figcaption className="stack">
        <ColourChip colour={colour} label={label} />
        <span>{t('building.figures', { ...figures })}</span>
        <span className={`unit unit-${unit}`}>{d('unit', unit)}</span>
      </figcaption>
    </figure>
  )
}
