import type { CoverageEntrance } from '@loumen/shared/coverage/schema'
import { compareDoors } from '@loumen/shared/look/elevation'

export interface Building {
  key: string
  name: string
  entrances: CoverageEntrance[]
}

const named = /^(.*(?:楼|栋|幢|座))(.+)$/

/** The two halves of "3号楼2单元": the building and the entrance in it. */
export function splitLabel(label: string): { building: string; entrance: string } {
  const [, building, entrance] = named.exec(label) ?? []
  return building && entrance ? { building, entrance } : { building: '', entrance: label }
}

/** Entrances put together into their buildings, in the order in which people count them. */
export function groupBuildings(entrances: readonly CoverageEntrance[]): Building[] {
  const buildings = new Map<string, Building>()
  for (const entrance of entrances) {
    const key = `${entrance.estate} ${entrance.building}`
    const building = buildings.get(key) ?? {
      key,
      name: splitLabel(entrance.label).building || entrance.building,
      entrances: [],
    }
    building.entrances.push(entrance)
    buildings.set(key, building)
  }
  const sorted = [...buildings.values()].sort((a, b) => compareDoors(a.key, b.key))
  for (const building of sorted) building.entrances.sort((a, b) => compareDoors(a.label, b.label))
  return sorted
}
