import { callerOf } from './callers'
import { Day } from './day'
import type { Figures } from './figures'
import type { Scenario } from './scenario'

/** Plays a day in memory. Same scenario, same figures. */
export function simulate(scenario: Scenario): Figures {
  const day = new Day(scenario)
  const caller = callerOf(scenario, day)
  for (let what = day.begin(); what !== 'over'; what = day.next())
    if (what === 'look') day.looked(caller.look(day.clock), caller.every)
  return day.figures()
}
