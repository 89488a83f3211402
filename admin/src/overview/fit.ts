import type { CoverageEntrance } from '@loumen/shared/coverage/schema'
import { elevationSize } from '../ui/elevation'
import type { Building } from './buildings'

export const entranceGap = 4
export const buildingGap = 12

const tallest = 520
const largest = 1.7
const smallest = 0.62
/** On a phone a window must be large enough for a finger. */
const smallestOnPhone = 1.4
const phone = 560

/** The scale at which a street of these buildings fills a width: in one row if its windows stay large enough. */
export function streetScale(buildings: readonly Building[], width: number): number {
  const entrances = buildings.flatMap((building) => building.entrances)
  if (!entrances.length || !width) return 1
  const sizes = entrances.map(({ windows }: CoverageEntrance) => elevationSize(windows))
  const units = sizes.reduce((sum, size) => sum + size.width + 2, 0)
  const gaps = (entrances.length - buildings.length) * entranceGap + (buildings.length - 1) * buildingGap
  const least = width < phone ? smallestOnPhone : smallest
  const fitting = Math.min((width - gaps) / units, tallest / Math.max(...sizes.map(({ height }) => height)))
  return Math.max(least, Math.min(largest, Math.floor(fitting * 100) / 100))
}
