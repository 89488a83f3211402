import '../zod-config'
import { z } from 'zod'
import { DayTime } from '../rounds/schema'

/**
 * A time that a household asked to honour: it is called and visited from `from` until `until` (China, HH:MM), on one day
 * or on every day.
 */
export const HonouredTime = z
  .object({ from: DayTime.nullable(), until: DayTime.nullable(), day: z.iso.date().nullable() })
  .refine(({ from, until }) => (from || until) && !(from && until && from >= until))
export type HonouredTime = z.infer<typeof HonouredTime>

const offset = 8 * 3_600_000
const minute = 60_000

/** null where the day has no bound. */
interface Window {
  from: Date | null
  until: Date | null
}

/** The windows of the day in China on which an instant falls; times for that very day replace those for every day. */
function windowsOn(times: readonly HonouredTime[], at: Date): Window[] {
  const day = new Date(at.getTime() + offset).toISOString().slice(0, 10)
  const own = times.filter((time) => time.day === day)
  const begin = Date.parse(`${day}T00:00:00Z`) - offset
  const instant = (time: string | null) => {
    if (!time) return null
    const [hours = 0, minutes = 0] = time.split(':').map(Number)
    return new Date(begin + (hours * 60 + minutes) * minute)
  }
  return (own.length ? own : times.filter((time) => !time.day))
    .map(({ from, until }) => ({ from: instant(from), until: instant(until) }))
    .sort((a, b) => (a.from?.getTime() ?? 0) - (b.from?.getTime() ?? 0))
}

/** The window that a household wishes now or next today; undefined when it wishes none or all of them have passed. */
export function wishAt(times: readonly HonouredTime[], at: Date): Window | undefined {
  return windowsOn(times, at).find(({ until }) => !until || until > at)
}

/**
 * Before which moment a household is not to be called: undefined when it may be called at once. A wish that has passed
 * holds nobody back, because a wish never makes anybody missed.
 */
export function notBefore(times: readonly HonouredTime[], at: Date): Date | undefined {
  const wish = wishAt(times, at)
  return wish?.from && wish.from > at ? wish.from : undefined
}

/**
 * Until when nobody of a household is called: what was said for this very round (a sweep's "later") goes before the times
 * that it asked for; undefined when it may be called at once.
 */
export function heldUntil(
  said: readonly (Date | null | undefined)[],
  times: readonly HonouredTime[],
  at: Date,
): Date | undefined {
  const own = Math.max(0, ...said.map((one) => one?.getTime() ?? 0))
  if (!own) return notBefore(times, at)
  return own > at.getTime() ? new Date(own) : undefined
}
