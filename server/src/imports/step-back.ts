import { readlinkSync } from 'node:fs'
import { setPriority } from 'node:os'
import path from 'node:path'

const niceness = 19

/** Lets this thread run only when the threads that answer people do not need the processor. Linux only; elsewhere nothing happens. */
export function stepBack() {
  try {
    setPriority(Number(path.basename(readlinkSync('/proc/thread-self'))), niceness)
  } catch {
    // Other systems know no priority of a single thread; the work is done all the same.
  }
}
