/**
 * The one clock. `now` is domain time, which a demo may set and speed up; `real` is the machine's, for sessions,
 * throttles, heartbeats and time-outs.
 */
let setAt = Date.now()
let base = setAt
let pace = 1

export const real = () => Date.now()
export const now = () => new Date(base + (real() - setAt) * pace)
export const speed = () => pace

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
