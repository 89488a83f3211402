import type { CoverageEntrance } from '@loumen/shared/coverage/schema'
import { type CSSProperties, memo, useMemo } from 'react'
import { ColourChip } from '../ui/colour-chip'
import { useWords } from '../ui/language'
import { useWidth } from '../ui/use-width'
import { WindowTips } from '../ui/window-tip'
import { groupBuildings, splitLabel } from './buildings'
import { EntranceElevation } from './entrance-elevation'
import { buildingGap, entranceGap, streetScale } from './fit'

/** The community as a street of its buildings, entrance by entrance. */
export function Street({
  entrances,
  onOpen,
}: {
  entrances: readonly CoverageEntrance[]
  onOpen?: (householdId: string) => void
}) {
  const buildings = useMemo(() => groupBuildings(entrances), [entrances])
  const [ref, width] = useWidth<HTMLDivElement>()
  const scale = streetScale(buildings, width)
  const style: CSSProperties & Record<'--scale', number> = {
    '--scale': scale,
    columnGap: buildingGap,
  }
  return (
    <WindowTips>
      <div ref={ref} className={scale < 1 ? 'street street-dense' : 'street'} style={style} data-testid="street">
        {buildings.map((building) => (
          <section key={building.key} className="building" aria-label={building.name}>
            <h2>{building.name}</h2>
            <div className="building-entrances" style={{ columnGap: entranceGap }}>
              {building.entrances.map((entrance) => (
                <Entrance key={entrance.entranceId} entrance={entrance} onOpen={onOpen} />
              ))}
            </div>
          </section>
        ))}
      </div>
    </WindowTips>
  )
}

const Entrance = memo(function Entrance({
  entrance,
  onOpen,
}: {
  entrance: CoverageEntrance
  onOpen?: (householdId: string) => void
}) {
  const { d } = useWords()
  const { label, colour, figures, unit } = entrance
  return (
    <div className="entrance" data-testid={`entrance-${label}`} data-unit={unit}>
      <EntranceElevation
        entrance={entrance}
        onOpen={onOpen}
        emphasis={unit === 'called' || unit === 'next' ? unit : undefined}
      />
      <ColourChip colour={colour} label={splitLabel(label).entrance} />
      <span className="entrance-count">
        {figures.sampled}/{figures.expected}
      </span>
      <span className={`unit unit-${unit}`}>{unit === 'waiting' ? '\u00a0' : d('unit', unit)}</span>
    </div>
  )
})
