import { usualRate } from '../estimate'
import { ArrivalCurve } from './arrivals'
import { type Following, headAt, stillComing } from './coming'
import { type FollowingLearned, learnFollowing } from './follow'
import { foundFree, learnTables, type TableLearned } from './rates'
import type { Minute } from './record'
import { countUpTo } from './rising'
import { isPaused, type SiteDay } from './site-day'
import { uncalledNow, uncalledRate } from './uncalled'

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

/** A long time between scans means a slow table, not an empty queue, when so many people were counted around it. */
const surelyQueued = 4
/** So many people of each table are looked at for free tables. */
const latest = 150
/** The share of a walking time's standard deviation by which arrivals called one after another shift. */
const shift = 0.56

/** Reads one site's day. */
export function readSituation(site: SiteDay): Situation {
  const begin = Math.min(site.cohorts[0]?.at ?? site.now, site.scans[0] ?? site.now, site.counts[0]?.at ?? site.now)
  const counted = new ArrivalCurve(site.scans, site.counts, [], begin)
  const rough = learnTables(site, counted)
  const curve = new ArrivalCurve(site.scans, site.counts, freeIndexes(site, rough, counted), begin)
  const tables = learnTables(site, curve)
  const paused = isPaused(site.site, site.now)
  const openTables = tables.filter((table) => table.doing !== 'closed').length
  const perMinute = tables.reduce((sum, table) => sum + (table.doing === 'closed' ? 0 : table.perHour / 60), 0)
  const idle = !paused && tables.some((table) => table.doing === 'idle')
  const head = idle ? site.now : headAt(site, curve, site.now)
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
    uncalled: uncalledNow(site, curve, following, uncalledPerMinute, unrest),
    uncalledPerMinute,
    unheard: site.tables.reduce((sum, table, i) => {
      const rate = (tables[i]?.perHour ?? 0) / 60
      return sum + (table.open && table.silentSince !== null ? rate * (site.now - table.silentSince) : 0)
    }, 0),
    counted: site.counts.at(-1) ?? null,
    unrest,
  }
}

/** The latest people who found a free table: their scans are their arrivals. */
function freeIndexes(site: SiteDay, tables: readonly TableLearned[], counted: ArrivalCurve): number[] {
  const free: number[] = []
  for (const [i, table] of site.tables.entries()) {
    for (let index = Math.max(1, table.scans.length - latest); index < table.scans.length; index++) {
      if (!foundFree(table, index, tables[i]?.perHour ?? usualRate)) continue
      const at = table.scans[index] ?? 0
      if ((counted.queue(at) ?? 0) < surelyQueued) free.push(countUpTo(site.scans, at) - 1)
    }
  }
  return free
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
