import type { ArrivalCurve } from './arrivals'
import { type Following, headAt, stillComing } from './coming'
import type { Minute } from './record'
import { countUpTo } from './rising'
import type { SiteDay } from './site-day'

/** People who came without a call are counted over so many minutes. */
const span = { least: 15, most: 30 }
/** How long such people stand in the queue, minutes, when nobody has counted it. */
const usualWait = 2

/** How many people a minute come without a call, or long after it. */
export function uncalledRate(site: SiteDay, begin: Minute): number {
  const minutes = Math.max(span.least, Math.min(span.most, site.now - begin))
  return (site.unawaited.length - countUpTo(site.unawaited, site.now - minutes)) / minutes
}

/**
 * How many of them stand in the queue. A count that exceeds by far what the calls explain means a crowd that came by itself.
 * Small differences mean that people walk faster or slower than thought: that changes nothing in how many are to be served.
 */
export function uncalledNow(
  site: SiteDay,
  curve: ArrivalCurve,
  following: Following,
  perMinute: number,
  unrest: number,
): number {
  const count = site.counts.at(-1)
  if (!count) return perMinute * usualWait
  const head = headAt(site, curve, count.at)
  let explained = perMinute * usualWait
  for (const cohort of site.cohorts)
    if (cohort.at <= count.at) explained += stillComing(cohort, following, count.at, head).queued
  const excess = Math.max(0, count.people - explained - Math.max(2, unrest))
  const scanned = site.unawaited.length - countUpTo(site.unawaited, count.at)
  return Math.max(0, excess + perMinute * (usualWait + site.now - count.at) - scanned)
}
