import { usualRate } from '@loumen/shared/calls/estimate'
import { decide } from '@loumen/shared/calls/pace'
import type { CallUnit } from '@loumen/shared/calls/pace/record'
import { chance } from './chance'
import type { Day } from './day'
import type { Ground, Site } from './ground'
import type { Mode, Scenario } from './scenario'
import { type Floor, householdsOf } from './town'

/** Somebody of a floor is asked to come down to a site, now or at a minute they were told. */
export type CallDown = (floor: Floor, householdIds: readonly string[], site: Site, leaving: number) => void

/** Looks at the day every so often and calls; `look` answers whether there is anybody left to call. */
export interface Caller {
  every: number
  look: (at: number) => boolean
}

const slotMinutes = 30
/** A site lead calls the next entrance when fewer people than one tube a table stand in the queue. */
const shortQueue = 10

/** How the people of a day are called. */
export function callerOf(scenario: Scenario, day: Day, callDown: CallDown = day.call.bind(day)): Caller {
  const { floors, ground } = day
  const callers: Record<Mode, () => Caller> = {
    'all-at-once': () => ({
      every: 5,
      look: (at) => {
        for (const floor of floors) callDown(floor, householdsOf(floor), siteOf(ground, floor), at)
        return false
      },
    }),
    slots: () => slots(scenario, floors, ground, callDown),
    manual: () => manual(floors, ground, callDown),
    auto: () => auto(floors, ground, callDown),
  }
  return callers[scenario.mode]()
}

/** Half-hour slots told beforehand, as many people each as the tables take at the usual rate; floors come at any time in theirs. */
function slots(scenario: Scenario, floors: readonly Floor[], ground: Ground, callDown: CallDown): Caller {
  const within = chance(scenario.seed, 'slot')
  return {
    every: slotMinutes,
    look: (at) => {
      for (const site of ground.sites) {
        const own = floors.filter((floor) => floor.site === site.index)
        const capacity = (usualRate * scenario.tables * slotMinutes) / 60
        let before = 0
        for (const floor of own) {
          const slot = Math.floor(before / capacity)
          callDown(floor, householdsOf(floor), site, at + (slot + within()) * slotMinutes)
          before += floor.people.length
        }
      }
      return false
    },
  }
}

/** The lead counts the queue every five minutes and calls the next entrance as a whole when it looks short. */
function manual(floors: readonly Floor[], ground: Ground, callDown: CallDown): Caller {
  const left = ground.sites.map((site) => floors.filter((floor) => floor.site === site.index))
  return {
    every: 5,
    look: (at) => {
      for (const site of ground.sites) {
        const open = site.tables.filter((table) => table.open).length
        const counted = ground.counts.filter((count) => count.siteId === site.id).at(-1)?.people ?? 0
        const waiting = left[site.index] ?? []
        if (open === 0 || counted >= shortQueue * open) continue
        const entranceId = waiting[0]?.entranceId
        while (waiting[0] && waiting[0].entranceId === entranceId) {
          const floor = waiting.shift()
          if (floor) callDown(floor, householdsOf(floor), site, at)
        }
      }
      return left.some((floorsLeft) => floorsLeft.length > 0)
    },
  }
}

/** The pace controller, which sees nothing but the day's record. */
function auto(floors: readonly Floor[], ground: Ground, callDown: CallDown): Caller {
  const units: CallUnit[] = floors.map((floor) => ({
    id: floor.id,
    entranceId: floor.entranceId,
    siteIds: [siteOf(ground, floor), ...ground.sites.filter((site) => site.index !== floor.site)].map(({ id }) => id),
    households: householdsOf(floor).map((id) => ({
      id,
      people: { ordinary: floor.people.filter((person) => person.householdId === id).length },
    })),
  }))
  const floorOf = new Map(floors.map((floor) => [floor.id, floor]))
  return {
    every: 1 / 4,
    look: (at) => {
      const decision = decide(ground.record(units), at)
      for (const call of decision.calls) {
        const floor = floorOf.get(call.unitId)
        const site = ground.sites.find((each) => each.id === call.siteId)
        if (floor && site) callDown(floor, call.householdIds, site, at)
      }
      return decision.units.length > 0
    },
  }
}

function siteOf(ground: Ground, floor: Floor): Site {
  const site = ground.sites[floor.site]
  if (!site) throw new Error(`no site for ${floor.id}`)
  return site
}
