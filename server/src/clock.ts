import { AsyncLocalStorage } from 'node:async_hooks'

/**
 * The one clock. `now` is domain time, which a demo may set and speed up; `real` is the machine's, for sessions,
 * throttles, heartbeats and time-outs.
 */
let setAt = Date.now()
let base = setAt
let pace = 1

export const real = () => Date.now()
export const now = () => {
  const recorded = moments.getStore()
  return recorded && !recorded.over ? recorded.at : present()
}
/** Domain time of the world, also while something recorded earlier is being done. */
export const present = () => new Date(base + (real() - setAt) * pace)
export const speed = () => pace

/** What was recorded without a network is done at its own time. It is over with the work: timers set meanwhile live on. */
const moments = new AsyncLocalStorage<{ at: Date; over: boolean }>()

/** Does some work as at the time at which it was recorded: `now` answers that time until the work is done. */
export async function asRecorded<T>(at: Date, work: () => Promise<T>): Promise<T> {
  const moment = { at, over: false }
  try {
    return await moments.run(moment, work)
  } finally {
    moment.over = true
  }
}

/** Whether what is being done was recorded earlier, without a network. */
export const isRecorded = () => moments.getStore()?.over === false

/** Today in China as YYYY-MM-DD: birthdays and excuses end at local midnight. */
export const today = () => new Date(now().getTime() + 8 * 3_600_000).toISOString().slice(0, 10)

const listeners = new Set<() => void>()

/** Hears that domain time was set, to wait anew for what is to happen in it; answers how to hear no more. */
export function whenClockSet(listener: () => void) {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** The clock as it is set, for a thread of this process. */
export const clockSetting = () => ({ setAt, base, pace })

export function takeClock(setting: { setAt: number; base: number; pace: number }) {
  ;({ setAt, base, pace } = setting)
}

/** Sets domain time and how fast it runs; only demo mode offers it. */
export function setClock(to: Date, at = 1) {
  setAt = real()
  base = to.getTime()
  pace = at
  for (const listener of listeners) listener()
}
