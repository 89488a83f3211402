import type { ArrivalCurve } from './arrivals'
import { type Following, stillComing, usualFollowing } from './coming'
import type { Cohort } from './doors'
import { meanBeyond, overAfter, type Spread } from './lognormal'
import type { Minute } from './record'
import { countUpTo } from './rising'
import type { SiteDay } from './site-day'

const walksRemembered = 48
/** Calls that are looked at at all. */
const most = 400
/** In calls: after so many newer ones a walk counts half, or after those of a few minutes where many are called. */
const walkHalfLife = 12
const walkPrior = 2
const spreadPrior = 6
/** In people: after so many newer ones somebody's coming counts half, or after those of some minutes. */
const shareHalfLife = 40
const sharePrior = 15
/** Minutes. */
const recently = 8

export interface FollowingLearned extends Following {
  /** How many calls the walking time was learned from, newer ones counting more. */
  calls: number
}

/** Learns from a site's calls and scans how long people walk, how many come and how closely together. */
export function learnFollowing(site: SiteDay, curve: ArrivalCurve, head: Minute): FollowingLearned {
  const apart = learnApart(site)
  const seen = latestSeen(site, curve)
  const looked = curve.queue(site.now) !== undefined
  let walk: Spread & { calls: number } = { ...usualFollowing.walk, calls: 0 }
  let share = usualFollowing.share
  const recent = site.cohorts.slice(countUpTo(calledAt(site), site.now - recently))
  const half = {
    calls: Math.max(walkHalfLife, recent.length / 2),
    people: Math.max(
      shareHalfLife,
      recent.reduce((sum, { people }) => sum + people, 0),
    ),
  }
  for (let i = 0; i < 4; i++) {
    walk = learnWalk(seen, { walk, share, apart }, site.now, looked ? head : undefined, half.calls)
    share = learnShare(site, { walk, share, apart }, head, half.people)
  }
  return { walk, share, apart, calls: walk.calls }
}

const calledAt = (site: SiteDay) => site.cohorts.map(({ at }) => at)

interface Seen {
  cohort: Cohort
  walk: Minute | undefined
}

/** The latest calls, newest first: all that are still on their way, and so many that have come as are remembered. */
function latestSeen(site: SiteDay, curve: ArrivalCurve): Seen[] {
  const seen: Seen[] = []
  for (let i = site.cohorts.length - 1, come = 0; i >= 0 && come < walksRemembered && seen.length < most; i--) {
    const cohort = site.cohorts[i]
    if (!cohort) continue
    const walk = walkOf(site, cohort, curve)
    seen.push({ cohort, walk })
    if (walk !== undefined) come++
  }
  return seen
}

/** From a call to the arrival of its first person, if the queue was looked at around then. */
function walkOf(site: SiteDay, cohort: Cohort, curve: ArrivalCurve): Minute | undefined {
  const first = cohort.scans[0]
  if (first === undefined) return undefined
  const arrival = curve.arrival(countUpTo(site.scans, first) - 1)
  return arrival === undefined ? undefined : Math.max(0.2, arrival - cohort.at)
}

/** Calls nobody of which has come yet count with what they would last on average, as far as that says anything. */
function learnWalk(seen: readonly Seen[], following: Following, now: Minute, head: Minute | undefined, half: number) {
  const before = usualFollowing.walk
  let newest = 1
  const used: { w: number; value: number }[] = []
  for (const { cohort, walk } of seen) {
    // What a call says makes older ones count less; one that was made just now says nothing.
    let says = 1
    if (walk !== undefined) used.push({ w: newest, value: walk })
    else if (cohort.scans.length === 0 && !cohort.blurred && head !== undefined) {
      const beyond = head - cohort.at
      const come = 1 - stillComing(cohort, following, now, head).decided
      says = overAfter(following.walk, beyond) * Math.min(1, come * 2)
      used.push({ w: newest * says, value: Math.min(beyond * 1.6 + 1, meanBeyond(following.walk, beyond)) })
    } else continue
    newest *= 0.5 ** (says / half)
  }
  let [weight, sum] = [walkPrior * newest, walkPrior * newest * before.mean]
  for (const { w, value } of used) {
    weight += w
    sum += w * value
  }
  const mean = sum / weight
  let [spread, squares] = [spreadPrior, spreadPrior * before.cv ** 2]
  for (const { w, value } of used) {
    spread += w
    squares += w * (value / mean - 1) ** 2
  }
  return {
    mean: Math.min(25, Math.max(0.5, mean)),
    cv: Math.min(1.2, Math.max(0.2, Math.sqrt(squares / spread))),
    calls: weight,
  }
}

function learnShare(site: SiteDay, following: Following, head: Minute, half: number): number {
  let [came, decided, newest] = [0, 0, 1]
  for (let i = site.cohorts.length - 1; i >= 0 && newest > 0.02; i--) {
    const cohort = site.cohorts[i]
    if (!cohort) continue
    const coming = stillComing(cohort, following, site.now, head)
    const here = cohort.scans.length + cohort.elsewhere
    const people = cohort.people * coming.decided
    came += newest * Math.min(here, cohort.people) * coming.decided
    decided += newest * people
    newest *= 0.5 ** (people / half)
  }
  const prior = sharePrior * newest
  return Math.min(0.98, Math.max(0.1, (came + prior * usualFollowing.share) / (decided + prior)))
}

/** The mean time between scans of one call's people, newest calls counting more. */
function learnApart(site: SiteDay): Minute {
  let [weight, sum, newest] = [4, 4 * usualFollowing.apart, 1]
  for (let i = site.cohorts.length - 1; i >= 0 && newest > 0.02; i--) {
    const scans = site.cohorts[i]?.scans ?? []
    for (let at = 1; at < scans.length; at++) {
      const gap = (scans[at] ?? 0) - (scans[at - 1] ?? 0)
      if (gap > 12) continue
      weight += newest
      sum += newest * gap
    }
    if (scans.length > 1) newest *= 0.5 ** (1 / 12)
  }
  return Math.min(6, Math.max(0.3, sum / weight))
}
