import type { PaceAdvice, PaceReason } from './decision'
import { expectedPeople } from './plan'
import type { Minute } from './record'
import type { Situation } from './situation'

/** A queue of this many minutes asks for another table; people came by themselves or a table has slowed down (R13). */
const longWait = 8
/** A table may close when the others sample everybody who is still expected within this time. */
const shortEnd = 6
const countEvery = 15

/** What the site lead should decide or do; `begun` is when the site began to call. */
export function adviceFor(
  situation: Situation,
  reason: PaceReason,
  now: Minute,
  begun: Minute | undefined,
): PaceAdvice[] {
  const { siteId, tables, perMinute, counted } = situation
  const advice: PaceAdvice[] = []
  const open = tables.filter((table) => table.doing !== 'closed')
  const queue = situation.queued + situation.uncalled
  const minutes = perMinute > 0 ? queue / perMinute : Number.POSITIVE_INFINITY
  if (!situation.paused && open.length < tables.length && queue >= 3 && minutes > longWait)
    advice.push({ code: 'openTable', siteId, minutes: Math.min(999, Math.round(minutes)) })
  const slowest = [...open].sort((a, b) => a.perHour - b.perHour)[0]
  if (reason.code === 'everybodyCalled' && open.length > 1 && slowest) {
    const rest = expectedPeople(situation) / (perMinute - slowest.perHour / 60)
    if (rest < shortEnd) advice.push({ code: 'closeTable', siteId, tableId: slowest.tableId, minutes: Math.ceil(rest) })
  }
  const uncounted = now - (counted?.at ?? begun ?? now)
  if (open.length > 0 && !situation.paused && uncounted >= countEvery)
    advice.push({ code: 'countQueue', siteId, minutes: Math.floor(uncounted) })
  return advice
}
