import { type Cohort, type Door, inOrder } from './doors'
import type { DayRecord, Minute, PaceSite, PaceTable, Silence } from './record'

/** What happened at one site up to a moment. */
export interface SiteDay {
  site: PaceSite
  now: Minute
  /** Calls in the order they were made. */
  cohorts: Cohort[]
  /** Moments of all scans at the site, rising. */
  scans: Minute[]
  /** Those of people who came without a call, or so late that nobody waited for them any more. */
  unawaited: Minute[]
  tables: TableDay[]
  /** One-tap queue counts, rising. */
  counts: { at: Minute; people: number }[]
}

export interface TableDay {
  table: PaceTable
  open: boolean
  silentSince: Minute | null
  /** When it was closed, paused or not heard: times between scans across these say nothing about its rate. */
  breaks: readonly Silence[]
  scans: Minute[]
  tubes: Minute[]
}

/** Somebody who comes this long after the last of their own call is no longer awaited. */
const lateAfter = 12
/** Calls made so long before a silence may not have been through when it began. */
const blurredBefore = 15

/** Whether a table is open at a moment. */
export function isOpen(table: PaceTable, at: Minute): boolean {
  let latest: { at: Minute; open: boolean } | undefined
  for (const change of table.changes) if (change.at <= at && (!latest || change.at >= latest.at)) latest = change
  return latest?.open ?? false
}

/** Whether a site rests at a moment. */
export function isPaused(site: PaceSite, at: Minute): boolean {
  return (site.pauses ?? []).some(({ from, to }) => from <= at && (to === null || to > at))
}

/** Sorts a day's record by site and notes at the doors who was called and scanned. Events after `now` do not count. */
export function siteDays(day: DayRecord, doors: ReadonlyMap<string, Door>, now: Minute): SiteDay[] {
  const sites = new Map(day.sites.map((site) => [site.id, emptyDay(site, now)]))
  const tables = new Map(
    [...sites.values()].flatMap((site) => site.tables.map((each) => [each.table.id, each] as const)),
  )
  const scans = inOrder(day.scans, now)
  const calls = inOrder(day.calls, now)
  let called = 0
  const callUntil = (at: Minute) => {
    for (; called < calls.length && (calls[called]?.at ?? 0) <= at; called++) {
      const call = calls[called]
      const site = call && sites.get(call.siteId)
      if (call && site) site.cohorts.push(cohortOf(call, site.site, doors))
    }
  }
  for (const scan of scans) {
    callUntil(scan.at)
    const site = sites.get(scan.siteId)
    const door = doors.get(scan.householdId)
    const cohort = site && door?.calls[site.site.lane]
    const last = cohort?.scans.at(-1)
    const own = cohort?.siteId === scan.siteId
    if (own) cohort.scans.push(scan.at)
    else if (cohort) cohort.elsewhere++
    if (site && door) door.scanned[site.site.lane]++
    site?.scans.push(scan.at)
    if (!own || (last !== undefined && scan.at - last >= lateAfter)) site?.unawaited.push(scan.at)
    tables.get(scan.tableId)?.scans.push(scan.at)
  }
  callUntil(now)
  for (const tube of inOrder(day.tubes, now)) tables.get(tube.tableId)?.tubes.push(tube.at)
  for (const count of inOrder(day.counts, now)) sites.get(count.siteId)?.counts.push(count)
  for (const site of sites.values()) blur(site)
  return [...sites.values()]
}

function emptyDay(site: PaceSite, now: Minute): SiteDay {
  const tables = site.tables.map((table) => ({
    table,
    open: isOpen(table, now),
    breaks: breaksOf(site, table),
    silentSince: (table.silences ?? []).find(({ from, to }) => from <= now && (to === null || to > now))?.from ?? null,
    scans: [],
    tubes: [],
  }))
  return { site, now, cohorts: [], scans: [], unawaited: [], tables, counts: [] }
}

function breaksOf(site: PaceSite, table: PaceTable): Silence[] {
  const breaks = [...(table.silences ?? []), ...(site.pauses ?? [])]
  for (const [i, { at, open }] of table.changes.entries())
    if (!open) breaks.push({ from: at, to: table.changes[i + 1]?.at ?? null })
  return breaks
}

/** While a table's device is silent, who of the latest calls has not been scanned may have been, unheard. */
function blur(site: SiteDay) {
  const since = Math.min(...site.tables.flatMap((table) => (table.open ? (table.silentSince ?? []) : [])))
  for (const cohort of site.cohorts) cohort.blurred = cohort.at >= since - blurredBefore
}

function cohortOf(call: DayRecord['calls'][number], { lane }: PaceSite, doors: ReadonlyMap<string, Door>): Cohort {
  const cohort: Cohort = {
    unitId: call.unitId,
    siteId: call.siteId,
    at: call.at,
    people: 0,
    scans: [],
    elsewhere: 0,
    blurred: false,
  }
  for (const id of call.householdIds) {
    const door = doors.get(id)
    if (!door) continue
    cohort.people += Math.max(0, (door.household.people[lane] ?? 0) - door.scanned[lane])
    door.calls[lane] = cohort
  }
  return cohort
}
