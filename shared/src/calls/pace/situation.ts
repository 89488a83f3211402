import { ArrivalCurve } from './arrivals'
import { type Following, stillComing } from './coming'
import { type FollowingLearned, learnFollowing } from './follow'
import { foundFree, learnTables, type TableLearned } from './rates'
import type { Minute } from './record'
import { countUpTo } from './rising'
import { isPaused, type SiteDay } from './site-day'

/** What the record of a site means at this moment, in people and minutes. */
export interface Situation {
  siteId: string
  paused: boolean
  tables: readonly TableLearned[]
  openTables: number
  /** People a minute that the open tables sample while they have people. */
  perMinute: number
  following: FollowingLearned
  /** Called people on their way. */
  walking: number
  /** Called people in the queue. */
  queued: number
  /** People in the queue whom nobody called, or who come long after their call. */
  uncalled: number
  /** How many of those come in a minute. */
  uncalledPerMinute: number
  /** People whom tables took over while their devices were silent, as far as one can know. */
  unheard: number
  /** The last one-tap count of the queue. */
  counted: { at: Minute; people: number } | null
  /** Standard deviation of the queue that walking times and no-shows cause by themselves, people. */
  unrest: number
}

const uncalledSpan = 30
/** The share of a walking time's standard deviation by which arrivals called one after another shift. */
const shift = 0.56

/** Reads one site's day. */
export function readSituation(site: SiteDay): Situation {
  const times = site.scans
  const begin = Math.min(site.cohorts[0]?.at ?? site.now, times[0] ?? site.now, site.counts[0]?.at ?? site.now)
  const counted = new ArrivalCurve(times, site.counts, [], begin)
  const rough = learnTables(site, counted)
  const curve = new ArrivalCurve(times, site.counts, freeIndexes(site, rough, counted, times), begin)
  const tables = learnTables(site, curve)
  const paused = isPaused(site.site, site.now)
  const openTables = tables.filter((table) => table.doing !== 'closed').length
  const perMinute = tables.reduce((sum, table) => sum + (table.doing === 'closed' ? 0 : table.perHour / 60), 0)
  const idle = !paused && tables.some((table) => table.doing === 'idle')
  const head = idle ? site.now : headAt(site.now, times, curve, begin)
  const following = learnFollowing(site, curve, head)
  const uncalledPerMinute = uncalledRate(site, begin)

  let [walking, queued] = [0, 0]
  for (const cohort of site.cohorts) {
    const coming = stillComing(cohort, following, site.now, head)
    walking += coming.walking
    queued += coming.queued
  }
  const unit = unitSize(site)
  const unrest = unrestOf(perMinute, following, unit, walking)
  return {
    siteId: site.site.id,
    paused,
    tables,
    openTables,
    perMinute,
    following,
    walking,
    queued,
    uncalled: uncalledNow(site, following, times, curve, begin, uncalledPerMinute, unrest),
    uncalledPerMinute,
    unheard: site.tables.reduce((sum, table, i) => {
      const rate = (tables[i]?.perHour ?? 0) / 60
      return sum + (table.open && table.silentSince !== null ? rate * (site.now - table.silentSince) : 0)
    }, 0),
    counted: site.counts.at(-1) ?? null,
    unrest,
  }
}

/** People who found a free table: their scans are their arrivals. */
function freeIndexes(site: SiteDay, tables: readonly TableLearned[], counted: ArrivalCurve, times: readonly Minute[]) {
  return site.tables.flatMap((table, i) =>
    table.scans.flatMap((at, index) => {
      if (!foundFree(table, index, tables[i]?.perHour ?? 100)) return []
      const queue = counted.queue(at)
      return queue !== undefined && queue >= 4 ? [] : [countUpTo(times, at) - 1]
    }),
  )
}

/** When the person scanned last before a moment arrived. */
function headAt(at: Minute, times: readonly Minute[], curve: ArrivalCurve, begin: Minute): Minute {
  const index = countUpTo(times, at) - 1
  const scannedAt = times[index]
  if (scannedAt === undefined) return begin
  return curve.arrival(index) ?? scannedAt - 2.5
}

function uncalledRate(site: SiteDay, begin: Minute): number {
  const span = Math.max(15, Math.min(uncalledSpan, site.now - begin))
  return (site.unawaited.length - countUpTo(site.unawaited, site.now - span)) / span
}

/**
 * A count that exceeds by far what the calls explain means a crowd that came by itself. Small differences mean that people
 * walk faster or slower than thought, which changes nothing in how many are still to be served.
 */
function uncalledNow(
  site: SiteDay,
  following: Following,
  times: readonly Minute[],
  curve: ArrivalCurve,
  begin: Minute,
  rate: number,
  unrest: number,
): number {
  const count = site.counts.at(-1)
  if (!count) return rate * 2
  const head = headAt(count.at, times, curve, begin)
  let explained = rate * 2
  for (const cohort of site.cohorts)
    if (cohort.at <= count.at) explained += stillComing(cohort, following, count.at, head).queued
  const excess = Math.max(0, count.people - explained - Math.max(2, unrest))
  const scanned = site.unawaited.length - countUpTo(site.unawaited, count.at)
  return Math.max(0, excess + rate * 2 + rate * (site.now - count.at) - scanned)
}

/** People of a recent call; four before the first (two households). */
function unitSize(site: SiteDay): number {
  const last = site.cohorts.slice(-12)
  if (last.length === 0) return 4
  return Math.max(1, last.reduce((sum, cohort) => sum + cohort.people, 0) / last.length)
}

function unrestOf(perMinute: number, { walk, share }: Following, unit: number, walking: number): number {
  const shown = unit * share
  const shifted = perMinute * shown * shift * walk.mean * walk.cv
  return Math.sqrt(shifted + Math.max(walking, perMinute * walk.mean) * (1 - share) + unit ** 2 / 12 + 1)
}
