import { decide } from '../../src/calls/pace'
import type { PlannedCall } from '../../src/calls/pace/decision'
import type { DayRecord, Household, Minute, PaceSite, RecordedCall, RecordedScan } from '../../src/calls/pace/record'

/** A table that is open from the first minute. */
export const openTable = (id: string) => ({ id, changes: [{ at: 0, open: true }] })

/** One ordinary site with so many open tables. */
export function openSite(tables: number, id = 'site'): PaceSite {
  return { id, lane: 'ordinary', tables: Array.from({ length: tables }, (_, i) => openTable(`${id} table ${i + 1}`)) }
}

/** Entrances of floors, each with two households of two, all sent to the given sites. */
export function house(entrances: number, floors: number, siteIds: readonly string[] = ['site']): DayRecord['units'] {
  return Array.from({ length: entrances * floors }, (_, i) => {
    const id = `${Math.floor(i / floors) + 1}-${(i % floors) + 1}`
    const households: Household[] = [1, 2].map((door) => ({ id: `${id}-${door}`, people: { ordinary: 2 } }))
    return { id, entranceId: String(Math.floor(i / floors) + 1), siteIds, households }
  })
}

export function emptyDay(units: DayRecord['units'], sites: readonly PaceSite[]): DayRecord {
  return { units, sites, calls: [], scans: [], tubes: [], counts: [] }
}

/**
 * Lets the controller call minute by minute. Everybody arrives `walk` minutes after the call, every open table takes a person
 * in `service` minutes; people are scanned when they reach a table, and the queue is counted every five minutes.
 */
export function play(day: DayRecord, until: Minute, { walk = 4, service = 0.6 } = {}) {
  const calls: RecordedCall[] = []
  const scans: RecordedScan[] = []
  const counts: { siteId: string; at: Minute; people: number }[] = []
  const planned: (PlannedCall & { at: Minute })[] = []
  const coming: { at: Minute; siteId: string; householdId: string }[] = []
  const free = new Map<string, Minute>(day.sites.flatMap((site) => site.tables.map((table) => [table.id, 0])))
  const people = new Map(day.units.flatMap((unit) => unit.households.map((each) => [each.id, each.people] as const)))
  for (let now = 0; now <= until; now++) {
    for (const site of day.sites) {
      for (const table of site.tables) {
        const open = table.changes.filter((change) => change.at <= now).at(-1)?.open ?? false
        for (let at = Math.max(now, free.get(table.id) ?? 0); open && at < now + 1; at += service) {
          const next = coming.findIndex((person) => person.siteId === site.id && person.at <= at)
          if (next < 0) break
          const [person] = coming.splice(next, 1)
          scans.push({ siteId: site.id, tableId: table.id, householdId: person?.householdId ?? '', at })
          free.set(table.id, at + service)
        }
      }
      if (now % 5 === 0)
        counts.push({
          siteId: site.id,
          at: now,
          people: coming.filter((each) => each.siteId === site.id && each.at <= now).length,
        })
    }
    const record = { ...day, calls, scans, counts }
    for (const call of decide(record, now).calls) {
      planned.push({ ...call, at: now })
      calls.push({ unitId: call.unitId, siteId: call.siteId, householdIds: call.householdIds, at: now })
      const lane = day.sites.find((site) => site.id === call.siteId)?.lane ?? 'ordinary'
      for (const householdId of call.householdIds)
        for (let i = 0; i < (people.get(householdId)?.[lane] ?? 0); i++)
          coming.push({ at: now + walk, siteId: call.siteId, householdId })
    }
  }
  return { planned, record: { ...day, calls, scans, counts } }
}
