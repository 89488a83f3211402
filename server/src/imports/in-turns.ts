import { setImmediate as turn } from 'node:timers/promises'
import { type ReadOptions, type RosterReading, readRosterInSteps } from '@loumen/shared/imports/reading'
import type { Sheet } from '@loumen/shared/imports/rows'

const turnMilliseconds = 8

/** Reads a roster in turns of a few milliseconds, so that a long file delays nobody. `progress` hears the share read, 0 to 1. */
export async function readRosterInTurns(
  sheets: readonly Sheet[],
  options: ReadOptions,
  progress?: (share: number) => void,
): Promise<RosterReading> {
  const steps = readRosterInSteps(sheets, options)
  let since = performance.now()
  for (let step = steps.next(); ; step = steps.next()) {
    if (step.done) return step.value
    if (performance.now() - since < turnMilliseconds) continue
    progress?.(step.value)
    await turn()
    since = performance.now()
  }
}
