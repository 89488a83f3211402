import type { DayRecord, Household, PaceSite, PaceTable, RecordedCall, Silence } from '@loumen/shared/calls/pace/record'
import type { CallMode } from '@loumen/shared/calls/schema'
import { minuteOfDay, minutesUntilAllowed } from '@loumen/shared/community/units'
import type { RoundState } from '@loumen/shared/rounds/schema'
import { now } from '../../clock'
import { entrancesWithHours } from '../../community/queries'
import type { SiteDocument, TableDocument } from '../../rounds/model'
import { findRound, sitesOf, tablesOf } from '../../rounds/queries'
import type { CallDocument } from '../model'
import { callingOf, callsOf, countsOf } from '../queries'
import { type Group, groupsOf, laterOf, unitsOf } from './households'

/** What the tubes of a round tell of its day. */
export interface DayWork {
  scans: readonly { siteId: string; tableId: string; householdId: string; at: Date }[]
  closes: readonly { tableId: string; at: Date }[]
  /** Residents who were sampled at their door. */
  atDoors: ReadonlySet<string>
}

/** A round as the pace sees it. */
export interface PaceRound {
  roundId: string
  state: RoundState
  day: DayRecord
  /** Floors of the units, for those who are called by floors. */
  floors: ReadonlyMap<string, number | null>
  modes: ReadonlyMap<string, CallMode>
  tableNumbers: ReadonlyMap<string, number>
  /** Minutes of the record at a moment. */
  minute(at: Date): number
}

let workOf: (roundId: string) => Promise<DayWork> = async () => ({ scans: [], closes: [], atDoors: new Set() })
let silencesOf: (roundId: string) => Promise<{ tableId: unknown; from: Date; to: Date | null }[]> = async () => []

/** Where scans and tubes come from; they are to the right of calls. */
export const takeWorkFrom = (source: typeof workOf) => {
  workOf = source
}

/** Where it is known since when a table's device is not heard. */
export const takeSilencesFrom = (source: typeof silencesOf) => {
  silencesOf = source
}

/** Reads a round's day: what was recorded until now, the way the pace controller takes it. */
export async function readPaceRound(roundId: string): Promise<PaceRound> {
  const [round, sites, tables, calls, counts, calling, work, silences] = await Promise.all([
    findRound(roundId),
    sitesOf(roundId),
    tablesOf(roundId),
    callsOf(roundId),
    countsOf(roundId),
    callingOf(roundId),
    workOf(roundId),
    silencesOf(roundId),
  ])
  const begin = round.openedAt.getTime()
  const minute = (at: Date) => (at.getTime() - begin) / 60_000
  const span = ({ from, to }: { from: Date; to: Date | null }): Silence => ({
    from: minute(from),
    to: to && minute(to),
  })
  const silent = new Map<string, Silence[]>()
  for (const { tableId, from, to } of silences) {
    const own = silent.get(String(tableId)) ?? []
    silent.set(String(tableId), [...own, span({ from, to })])
  }
  const paceSites = sites.map(
    (site): PaceSite => ({
      id: String(site._id),
      lane: 'ordinary',
      pauses: pausesOf(site).map(span),
      tables: tables
        .filter((table) => String(table.siteId) === String(site._id))
        .map(
          (table): PaceTable => ({
            id: String(table._id),
            changes: changesOf(table).map(({ at, open }) => ({ at: minute(at), open })),
            silences: silent.get(String(table._id)) ?? [],
          }),
        ),
    }),
  )
  const groups = await groupsOf(roundId, work.atDoors)
  const later = laterOf(roundId)
  const order = round.entranceIds.map(String)
  const recorded = recordCalls(calls, groups, minute)
  const day: DayRecord = {
    units: unitsOf(
      order,
      groups,
      homes(order, paceSites, recorded.siteOf),
      new Set(calling.held.map(String)),
      await closedGroups(order, minute),
    ).map((unit) => ({
      ...unit,
      households: unit.households.map((one) => wished(one, later.get(one.id), minute)),
    })),
    sites: paceSites,
    calls: recorded.calls,
    scans: work.scans.map(({ at, ...scan }) => ({ ...scan, at: minute(at) })),
    tubes: work.closes.map(({ tableId, at }) => ({ tableId, at: minute(at) })),
    counts: counts.map(({ siteId, people, at }) => ({ siteId: String(siteId), people, at: minute(at) })),
  }
  return {
    roundId,
    state: round.state,
    day,
    floors: new Map([...groups.values()].flatMap((own) => own.map(({ id, floor }) => [id, floor] as const))),
    modes: new Map(calling.modes.map(({ siteId, mode }) => [String(siteId), mode])),
    tableNumbers: new Map(tables.map((table) => [String(table._id), table.number])),
    minute,
  }
}

/** Groups that may not be called now, and from when on they may. */
async function closedGroups(order: readonly string[], minute: (at: Date) => number) {
  const [at, time] = [minute(now()), minuteOfDay(now().getTime())]
  return new Map(
    (await entrancesWithHours(order)).flatMap(({ _id, hours = [] }) => {
      const wait = minutesUntilAllowed(hours, time)
      return wait ? [[String(_id), at + wait] as const] : []
    }),
  )
}

/** A household with the moment before which it asked not to be called. */
const wished = (household: Household, from: Date | undefined, minute: (at: Date) => number): Household =>
  from ? { ...household, notBefore: Math.max(household.notBefore ?? minute(from), minute(from)) } : household

/** Entrances belong to sites in call order, as many to each as it has tables; one that is being called stays where it is. */
function homes(order: readonly string[], sites: readonly PaceSite[], siteOf: ReadonlyMap<string, string>) {
  const places = sites.flatMap(({ id, tables }) => tables.map(() => id))
  const index = new Map(order.map((entranceId, i) => [entranceId, i]))
  return (entranceId: string): string[] => {
    const place = Math.floor(((index.get(entranceId) ?? 0) * places.length) / Math.max(1, order.length))
    const home = siteOf.get(entranceId) ?? places[place]
    return [...(home ? [home] : []), ...sites.map(({ id }) => id).filter((id) => id !== home)]
  }
}

/** The households of a round that are to be called down, by entrance and floor. */
export const townOf = async (roundId: string) => groupsOf(roundId, (await workOf(roundId)).atDoors)

/** Households of whom everybody who is to come down has been admitted, called or not. */
export async function comeOf(roundId: string): Promise<Set<string>> {
  const { scans, atDoors } = await workOf(roundId)
  const admitted = new Map<string, number>()
  for (const { householdId } of scans) admitted.set(householdId, (admitted.get(householdId) ?? 0) + 1)
  const town = await groupsOf(roundId, atDoors)
  return new Set(
    [...town.values()]
      .flat()
      .flatMap(({ households }) => households)
      .filter(({ id, people }) => (admitted.get(id) ?? 0) >= (people.ordinary ?? 0))
      .map(({ id }) => id),
  )
}

/** Calls unit by unit, and the site that an entrance was called to last. */
function recordCalls(
  calls: readonly CallDocument[],
  groups: ReadonlyMap<string, readonly Group[]>,
  minute: (at: Date) => number,
) {
  const unitOf = new Map<string, string>()
  for (const own of groups.values())
    for (const { id, households } of own) for (const household of households) unitOf.set(household.id, id)
  const recorded: RecordedCall[] = []
  const siteOf = new Map<string, string>()
  for (const { entranceId, parts } of calls)
    for (const { siteId, calledAt, householdIds } of parts) {
      siteOf.set(String(entranceId), String(siteId))
      const units = new Map<string, string[]>()
      for (const id of householdIds.map(String)) {
        const unit = unitOf.get(id)
        if (unit) units.set(unit, [...(units.get(unit) ?? []), id])
      }
      for (const [id, ids] of units)
        recorded.push({ unitId: id, siteId: String(siteId), householdIds: ids, at: minute(calledAt) })
    }
  return { calls: recorded, siteOf }
}

/** A table that was opened before anybody noted it counts from then. */
const changesOf = ({ changes = [], openedAt, state }: TableDocument) =>
  changes.length || state !== 'open' || !openedAt ? changes : [{ at: openedAt, open: true }]

const pausesOf = ({ pauses = [] }: SiteDocument) => pauses.map(({ since, endedAt }) => ({ from: since, to: endedAt }))
