import type { ArrivalCurve } from './arrivals'
import type { Cohort } from './doors'
import { overAfter, type Spread } from './lognormal'
import type { Minute } from './record'
import { countUpTo } from './rising'
import type { SiteDay } from './site-day'

/** What is known of how people follow a call. */
export interface Following {
  /** From the call to the arrival at the site, minutes. */
  walk: Spread
  /** The share of called people who come. */
  share: number
  /** Between two scans of people of one call, minutes. */
  apart: Minute
}

/** Before a day has shown anything: four to five minutes of walking, nine of ten come. */
export const usualFollowing: Following = { walk: { mean: 4.5, cv: 0.5 }, share: 0.9, apart: 0.6 }

/** What may still come of one call. */
export interface Coming {
  /** People on their way. */
  walking: number
  /** People in the queue. */
  queued: number
  /** Of the people not scanned, the share about whom nothing more is to be waited for, 0 to 1. */
  decided: number
}

/** A whole unit may be away for reasons of its own. */
const wholeUnitAway = 0.005

/**
 * What a call still brings at a moment. Everybody who arrived before `head`, the arrival of the person scanned last, has
 * been scanned, because people are served in turn.
 */
export function stillComing(cohort: Cohort, following: Following, at: Minute, head: Minute): Coming {
  const { walk, share, apart } = following
  const scanned = countUpTo(cohort.scans, at)
  const left = Math.max(0, cohort.people - scanned - cohort.elsewhere)
  if (cohort.blurred) {
    const expected = Math.max(0, cohort.people * share - scanned - cohort.elsewhere)
    const walking = scanned > 0 ? 0 : expected * (1 - overAfter(walk, at - cohort.at))
    return { walking, queued: expected - walking, decided: 0 }
  }
  if (scanned > 0) {
    const since = at - (cohort.scans[scanned - 1] ?? at)
    const yet = Math.exp(-Math.max(0, since - apart) / (1.5 * apart))
    const queued = (left * share * yet) / (1 - share + share * yet)
    return { walking: 0, queued, decided: 1 - yet }
  }
  const notBefore = 1 - overAfter(walk, head - cohort.at)
  const notYet = 1 - overAfter(walk, at - cohort.at)
  const none = (1 - share) ** Math.max(1, cohort.people) + wholeUnitAway
  const whole = (left * share) / (1 - none + wholeUnitAway)
  const likely = (1 - none) / (notBefore * (1 - none) + none)
  return {
    walking: whole * notYet * likely,
    queued: whole * Math.max(0, notBefore - notYet) * likely,
    decided: Math.max(0, 1 - (notBefore * likely) / (1 - none)),
  }
}

/** When the person scanned last before a moment arrived: everybody who came earlier has been scanned. */
export function headAt(site: SiteDay, curve: ArrivalCurve, at: Minute): Minute {
  const index = countUpTo(site.scans, at) - 1
  const scannedAt = site.scans[index]
  if (scannedAt === undefined) return Math.min(at, site.cohorts[0]?.at ?? at)
  return curve.arrival(index) ?? scannedAt - waitUnseen(site, at)
}

/** How long people wait when nobody has counted the queue: what passes from a call to its first scan beyond a usual walk. */
function waitUnseen(site: SiteDay, at: Minute): Minute {
  let [calls, sum] = [0, 0]
  for (let i = site.cohorts.length - 1; i >= 0 && calls < 12; i--) {
    const cohort = site.cohorts[i]
    const first = cohort?.scans[0]
    if (!cohort || first === undefined || first > at) continue
    calls++
    sum += first - cohort.at
  }
  return calls === 0 ? 0 : Math.max(0, sum / calls - usualFollowing.walk.mean)
}
