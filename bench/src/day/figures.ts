import { rounded } from '../measure/figures'
import type { Ground, Table } from './ground'
import type { Scenario } from './scenario'

/** A day in numbers; times in minutes. */
export interface Figures {
  /** From the arrival at the site to the start of the swab. */
  waitMean: number
  waitP95: number
  waitMax: number
  /** From leaving home to the end of the swab. */
  doorToDoneMean: number
  /** The share of open table time without a person between the first call and the last sample. */
  tableIdle: number
  sampled: number
  /** People who were not sampled. */
  missed: number
  durationHours: number
  /** The longest queue of any site, people. */
  maxQueue: number
  /** Broken rules: a household called twice or never, a call to a site without an open table. */
  errors: number
}

export function figuresOf(scenario: Scenario, ground: Ground, errors: number): Figures {
  const waits = [...ground.waits].sort((a, b) => a - b)
  const begin = ground.calls[0]?.at ?? 0
  const end = Math.max(begin, ground.lastSample)
  const tables = ground.sites.flatMap((site) => site.tables.map((table) => tableTime(table, begin, end)))
  const open = tables.reduce((sum, table) => sum + table.open, 0)
  const busy = tables.reduce((sum, table) => sum + table.busy, 0)
  return {
    waitMean: rounded(mean(waits), 3),
    waitP95: rounded(waits[Math.min(waits.length - 1, Math.ceil(waits.length * 0.95) - 1)] ?? 0, 3),
    waitMax: rounded(waits.at(-1) ?? 0, 3),
    doorToDoneMean: rounded(mean(ground.doorToDone), 3),
    tableIdle: rounded(open > 0 ? 1 - busy / open : 0, 4),
    sampled: waits.length,
    missed: scenario.people - waits.length,
    durationHours: rounded((end - begin) / 60, 3),
    maxQueue: ground.maxQueue,
    errors,
  }
}

function tableTime(table: Table, begin: number, end: number) {
  let [open, busy] = [0, 0]
  for (const [i, change] of table.changes.entries()) {
    if (!change.open) continue
    const from = Math.max(begin, change.at)
    const to = Math.min(end, table.changes[i + 1]?.at ?? end)
    open += Math.max(0, to - from)
    for (const [start, done] of table.work) busy += Math.max(0, Math.min(done, to) - Math.max(start, from))
  }
  return { open, busy }
}

function mean(values: readonly number[]): number {
  return values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length
}
