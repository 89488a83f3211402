import { usualRate } from '../estimate'
import type { ArrivalCurve } from './arrivals'
import type { Minute } from './record'
import { countUpTo } from './rising'
import type { SiteDay, TableDay } from './site-day'

/** What a table does: one whose device is silent is unknown, not idle. */
export type TableDoing = 'working' | 'idle' | 'unknown' | 'closed'

export interface TableLearned {
  tableId: string
  doing: TableDoing
  /** People an hour while it has people (R17). */
  perHour: number
  /** Standard deviation of one person's time divided by its mean. */
  cv: number
  /** How many people's times it was learned from. */
  people: number
}

const usual = 60 / usualRate
const usualCv = 0.4
/** How many people's times the usual rate outweighs before a table has shown its own. */
const priorPeople = 2
const remembered = 40
/** In people: after so many newer ones a time counts half; more where times differ much. */
const halfLife = { least: 5, most: 25 }
const evenCv = 0.45
/** In times of one person: after so long without a scan a table has nobody, if nothing says otherwise. */
const restsAfter = 2

interface Time {
  minutes: Minute
  weight: number
}

/** Learns how fast each table is, from the times between its scans while people stood in the queue. */
export function learnTables(site: SiteDay, curve: ArrivalCurve): TableLearned[] {
  return site.tables.map((table) => learnTable(site, table, curve))
}

/** Whether a scan was preceded by a gap that only an empty queue explains. */
export function foundFree(table: TableDay, index: number, perHour: number): boolean {
  const [last, at] = [table.scans[index - 1], table.scans[index]]
  if (last === undefined || at === undefined) return false
  const gap = at - last
  if (gap <= (60 / perHour) * 1.3 || !openAllAlong(table, last, at)) return false
  const tube = tubeBetween(table, last, at)
  return tube === undefined ? gap > (60 / perHour) * 2.5 : at - tube > 30 / perHour
}

function learnTable(site: SiteDay, table: TableDay, curve: ArrivalCurve): TableLearned {
  const rough = middle(table)
  const times = timesOf(site, table, curve, rough)
  const first = average(times, halfLife.least)
  const { mean, cv, people } = average(
    times,
    Math.min(halfLife.most, halfLife.least * Math.max(1, (first.cv / evenCv) ** 2)),
  )
  const last = table.scans.at(-1)
  const waiting = curve.queue(site.now)
  const resting =
    last !== undefined &&
    site.now - last > mean * restsAfter &&
    !(waiting !== undefined && waiting >= 2) &&
    !othersBusy(site, table, last + mean, mean)
  const doing = !table.open ? 'closed' : table.silentSince !== null ? 'unknown' : resting || !last ? 'idle' : 'working'
  return { tableId: table.table.id, doing, perHour: 60 / mean, cv, people }
}

/** Whether other tables took people one right after another since a moment: then there is a queue, and this one is slow. */
function othersBusy(site: SiteDay, table: TableDay, since: Minute, mean: Minute): boolean {
  let seamless = 0
  for (const { scans } of site.tables) {
    if (scans === table.scans) continue
    for (let i = scans.length - 1; i > 0 && (scans[i] ?? 0) > since; i--)
      if ((scans[i] ?? 0) - (scans[i - 1] ?? 0) < mean * 1.3) seamless++
  }
  return seamless >= 2
}

/** The times people took at a table, newest first, each weighted by how surely it is free of idle time. */
function timesOf(site: SiteDay, table: TableDay, curve: ArrivalCurve, rough: Minute): Time[] {
  const times: Time[] = []
  const last = table.scans.at(-1) ?? site.now
  const running = site.now - last
  if (running > rough && (curve.queue(site.now) ?? 0) >= 2 && openAllAlong(table, last, site.now))
    times.push({ minutes: running, weight: 1 })
  for (let i = table.scans.length - 1; i > 0 && times.length < remembered; i--) {
    const [from, to] = [table.scans[i - 1] ?? 0, table.scans[i] ?? 0]
    if (!openAllAlong(table, from, to)) continue
    const tube = tubeBetween(table, from, to)
    if (tube !== undefined) times.push({ minutes: tube - from, weight: 1 })
    else {
      const queued = curve.queue(from)
      const minutes = to - from
      if (queued === undefined) {
        if (minutes < rough * 3) times.push({ minutes, weight: 0.5 })
      } else if (queued >= 1) times.push({ minutes, weight: 1 })
      else if (minutes <= rough * 1.5) times.push({ minutes, weight: 0.3 })
    }
  }
  return times
}

function average(times: readonly Time[], half: number) {
  let [weight, sum, newest] = [0, 0, 1]
  for (const time of times) {
    const w = newest * time.weight
    weight += w
    sum += w * time.minutes
    newest *= 0.5 ** (time.weight / half)
  }
  const prior = priorPeople * newest
  const mean = (sum + prior * usual) / (weight + prior)
  let spreadWeight = 8
  let squares = spreadWeight * (usualCv * mean) ** 2
  for (const time of times) {
    squares += time.weight * (time.minutes - mean) ** 2
    spreadWeight += time.weight
  }
  return { mean: Math.min(6, Math.max(0.1, mean)), cv: Math.sqrt(squares / spreadWeight) / mean, people: times.length }
}

/** The middle one of the last times between scans: rough, but hardly moved by a few idle ones. */
function middle(table: TableDay): Minute {
  const gaps = table.scans.slice(-16).flatMap((at, i, all) => (i > 0 ? [at - (all[i - 1] ?? at)] : []))
  if (gaps.length < 5) return usual
  return gaps.sort((a, b) => a - b)[Math.floor(gaps.length / 2)] ?? usual
}

function tubeBetween(table: TableDay, from: Minute, to: Minute): Minute | undefined {
  const tube = table.tubes[countUpTo(table.tubes, from)]
  return tube !== undefined && tube <= to ? tube : undefined
}

function openAllAlong({ breaks }: TableDay, from: Minute, to: Minute): boolean {
  return !breaks.some((rest) => rest.from < to && (rest.to === null || rest.to > from))
}
