import { adviceFor } from './pace/advice'
import { withCompanions } from './pace/companions'
import type { Decision, SitePace } from './pace/decision'
import { doorsOf } from './pace/doors'
import { endOf, unitTimes } from './pace/estimates'
import { uncalledPieces } from './pace/pieces'
import { planSite, reserveOf } from './pace/plan'
import type { DayRecord, Minute } from './pace/record'
import { siteDays } from './pace/site-day'
import { readSituation } from './pace/situation'

/**
 * The pace controller (R8–R13): which households to call down now so that tables never run dry and queues stay short, what
 * to advise about tables, when everybody else will be called, and why. It depends on nothing but what the day has recorded
 * and the moment, so a process that starts anew decides the same. Who decides to follow it (advised) or lets it call by
 * itself (automatic) records the calls; what has been recorded is never called again.
 */
export function decide(day: DayRecord, now: Minute): Decision {
  const doors = doorsOf(day)
  const days = siteDays(day, doors, now)
  const uncalled = uncalledPieces(doors.values(), now)
  const situations = new Map(days.map((each) => [each.site.id, readSituation(each)]))
  const plans = days.map((each) => {
    const situation = situations.get(each.site.id) ?? readSituation(each)
    const [own, reason] = planSite(each.site, situation, uncalled)
    const calls = withCompanions(own, each.site, uncalled, doors)
    const called = calls.reduce((sum, call) => sum + call.people, 0) * situation.following.share
    situations.set(each.site.id, { ...situation, walking: situation.walking + called })
    return { each, situation, calls, reason }
  })
  const sites: SitePace[] = plans.map(({ each, situation, reason }) => ({
    ...situation,
    reserve: reserveOf(situation),
    reason,
    end: endOf(situations.get(each.site.id) ?? situation, uncalled.pieces),
  }))
  return {
    calls: plans.flatMap((plan) => plan.calls),
    sites,
    units: unitTimes(situations, uncalled.pieces),
    advice: plans.flatMap(({ each, situation, reason }) => adviceFor(situation, reason, now, each.cohorts[0]?.at)),
  }
}
