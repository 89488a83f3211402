import { bell, chance, lasting } from './chance'
import type { Scenario } from './scenario'

export interface Person {
  floor: Floor
  householdId: string
  /** Comes unless the share of no-shows at the call exceeds this. */
  reliability: number
  /** Minutes after the first of the floor. */
  behind: number
  /** Standard normal number of the time at the table. */
  pace: number
  /** Comes at this minute, called or not; null for people who wait for their call. */
  onOwnAccord: number | null
  called: boolean
  leftHome: number
  arrived: number
}

export interface Floor {
  id: string
  entranceId: string
  site: number
  people: Person[]
  /** Standard normal number of the walking time that all share. */
  walk: number
}

/** Households of two live on most floors. */
const householdSize = 2

/** Everybody of a day, floor by floor from the top, entrance by entrance. Floors differ by one person at most. */
export function settle(scenario: Scenario, plannedMinutes: number): Floor[] {
  const walk = chance(scenario.seed, 'walk')
  const each = chance(scenario.seed, 'person')
  const own = chance(scenario.seed, 'own accord')
  const count = scenario.entrances * scenario.floors
  const floors: Floor[] = []
  let settled = 0
  for (let at = 0; at < count; at++) {
    const entrance = Math.floor(at / scenario.floors)
    const floor: Floor = {
      id: `${entrance + 1}-${scenario.floors - (at % scenario.floors)}`,
      entranceId: String(entrance + 1),
      site: Math.floor((entrance * scenario.sites) / scenario.entrances),
      people: [],
      walk: bell(walk),
    }
    const until = Math.round(((at + 1) * scenario.people) / count)
    for (let i = 0; settled < until; i++, settled++) {
      const comes = own() < scenario.uncalled
      const when = own()
      floor.people.push({
        floor,
        householdId: `${floor.id}-${Math.floor(i / householdSize) + 1}`,
        reliability: each(),
        behind: each() / 2,
        pace: bell(each),
        onOwnAccord: comes ? Math.max(0, (when - crowd) / (1 - crowd)) * plannedMinutes : null,
        called: false,
        leftHome: 0,
        arrived: 0,
      })
    }
    floors.push(floor)
  }
  return floors
}

/** The share of those who come without a call that stands at the gate when the site opens. */
const crowd = 0.1

/** How long the day takes if tables are always busy: people come on their own accord at any time in it. */
export function plannedMinutes(scenario: Scenario): number {
  let left = scenario.people
  let noShow = scenario.noShow
  const tables = Array.from({ length: scenario.sites * scenario.tables }, () => ({ open: true, factor: 1 }))
  let change = 0
  for (let minute = 0; minute < 72 * 60; minute++) {
    for (; (scenario.changes[change]?.atMinute ?? Number.POSITIVE_INFINITY) <= minute; change++) {
      const { site, table, open, rateFactor, noShow: then } = scenario.changes[change] ?? {}
      if (then !== undefined) noShow = then
      tables.forEach((each, i) => {
        if (site !== undefined && Math.floor(i / scenario.tables) !== site) return
        if (table !== undefined && i % scenario.tables !== table) return
        if (open !== undefined) each.open = open
        if (rateFactor !== undefined) each.factor = rateFactor
      })
    }
    const come = Math.max(0.01, scenario.uncalled + (1 - scenario.uncalled) * (1 - noShow))
    for (const { open, factor } of tables) if (open) left -= (scenario.ratePerTableHour.mean * factor) / 60 / come
    if (left <= 0) return minute + 1
  }
  return 72 * 60
}

/** Minutes that all people of one call walk. */
export function walkOf(scenario: Scenario, walk: number, factor: number): number {
  return lasting(scenario.walkMinutes.mean * factor, scenario.walkMinutes.cv, walk)
}

export function householdsOf(floor: Floor): string[] {
  return [...new Set(floor.people.map((person) => person.householdId))]
}

/** The number of a floor, from its id. */
export const floorOf = (floor: Floor) => Number(floor.id.split('-')[1])
