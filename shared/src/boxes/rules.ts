import type { BoxState, Difference } from './schema'

/** The life of a box; it changes hands as often as it must. */
export const boxSteps: Record<BoxState, readonly BoxState[]> = {
  open: ['sealed'],
  sealed: ['inTransit', 'received'],
  inTransit: ['inTransit', 'received'],
  received: [],
}

const hour = 3_600_000

/** A box must be at the laboratory within four hours of its first sample (R18). */
export const boxLimit = 4 * hour

/** Tubes are collected every hour and on the machine within six of the first sample (R18). */
export const collectedWithin = hour
export const resultWithin = 6 * hour

export type BoxWarning = 'none' | 'twoHours' | 'threeHours' | 'overdue'

/** How urgent a box is, by the time since the first sample inside, milliseconds. */
export function boxWarning(sinceFirstSample: number): BoxWarning {
  if (sinceFirstSample >= boxLimit) return 'overdue'
  if (sinceFirstSample >= 3 * hour) return 'threeHours'
  return sinceFirstSample >= 2 * hour ? 'twoHours' : 'none'
}

/** Whether the differences explain why `counted` tubes are in hand where `packed` were scanned. */
export const explains = (packed: number, counted: number, differences: readonly Difference[]) =>
  counted ===
  packed -
    differences.filter((one) => one.kind === 'missing').length +
    differences.filter((one) => one.kind === 'extra').length
