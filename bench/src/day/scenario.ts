import { readFileSync } from 'node:fs'
import path from 'node:path'
import { z } from 'zod'

const share = z.number().min(0).max(1)
const spread = z.strictObject({ mean: z.number().positive(), cv: z.number().min(0).max(5) })

const Change = z.strictObject({
  atMinute: z.number().min(0),
  site: z.number().int().min(0).optional(),
  table: z.number().int().min(0).optional(),
  open: z.boolean().optional(),
  rateFactor: z.number().positive().optional(),
  walkFactor: z.number().positive().optional(),
  noShow: share.optional(),
})
export type Change = z.infer<typeof Change>

export const Mode = z.enum(['all-at-once', 'slots', 'manual', 'auto'])
export type Mode = z.infer<typeof Mode>

/** A day as bench/README.md describes it. */
export const Scenario = z.strictObject({
  people: z.number().int().min(1).max(200_000),
  entrances: z.number().int().min(1).max(5_000),
  floors: z.number().int().min(1).max(200),
  sites: z.number().int().min(1).max(50).default(1),
  tables: z.number().int().min(1).max(40),
  ratePerTableHour: spread,
  walkMinutes: spread,
  noShow: share,
  uncalled: share.default(0),
  mode: Mode,
  seed: z.number().int().default(1),
  changes: z.array(Change).default([]),
})
export type Scenario = z.infer<typeof Scenario>

/** Reads a scenario file; a fault is named in one sentence. Paths are those of the shell that called. */
export function readScenario(file: string): Scenario {
  const at = path.resolve(process.env.INIT_CWD ?? process.cwd(), file)
  let content: unknown
  try {
    content = JSON.parse(readFileSync(at, 'utf8'))
  } catch (error) {
    throw new Error(`${file}: ${error instanceof Error ? error.message : String(error)}`)
  }
  const parsed = Scenario.safeParse(content)
  if (!parsed.success) {
    const [issue] = parsed.error.issues
    throw new Error(`${file}: ${issue?.path.join('.')}: ${issue?.message}`)
  }
  return numbered(parsed.data)
}

/** Sites and tables of changes may be counted from 0 or from 1: a 0 anywhere says which. From here on they count from 0. */
function numbered(scenario: Scenario): Scenario {
  const from = (key: 'site' | 'table') => (scenario.changes.some((change) => change[key] === 0) ? 0 : 1)
  const [site, table] = [from('site'), from('table')]
  const changes = scenario.changes.map((change) => ({
    ...change,
    site: change.site === undefined ? undefined : change.site - site,
    table: change.table === undefined ? undefined : change.table - table,
  }))
  for (const change of changes) {
    if ((change.site ?? 0) >= scenario.sites) throw new Error(`changes: there are ${scenario.sites} sites`)
    if ((change.table ?? 0) >= scenario.tables) throw new Error(`changes: a site has ${scenario.tables} tables`)
  }
  return { ...scenario, changes: [...changes].sort((a, b) => a.atMinute - b.atMinute) }
}
