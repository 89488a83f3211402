import '../zod-config'
import { z } from 'zod'
import { Id, Instant } from '../fields'

export const ImportState = z.enum(['reading', 'ready', 'applying', 'applied', 'failed', 'abandoned'])
export type ImportState = z.infer<typeof ImportState>

export const ImportProblem = z.object({ row: z.number().int(), column: z.string(), code: z.string() })
export const RosterTotals = z.object({
  rows: z.number().int(),
  people: z.number().int(),
  households: z.number().int(),
  entrances: z.number().int(),
  verified: z.number().int(),
  toVerify: z.number().int(),
  repaired: z.number().int(),
  duplicates: z.number().int(),
  dropped: z.number().int(),
})

/** An import from preview to report. Nothing is in the roster before `applied`. */
export const RosterImport = z.object({
  id: Id,
  communityId: Id,
  fileName: z.string(),
  state: ImportState,
  /** Share of the present step that is done, 0 to 1. */
  progress: z.number(),
  totals: RosterTotals.nullable(),
  /** People and households against the roster as it is now. */
  changes: z
    .object({
      peopleAdded: z.number(),
      peopleKnown: z.number(),
      householdsAdded: z.number(),
      householdsKnown: z.number(),
    })
    .nullable(),
  /** Every row that was not taken or is doubtful, and why. */
  problems: z.array(ImportProblem),
  /** The first rows as they were understood, masked. */
  sample: z.array(
    z.object({ row: z.number(), entrance: z.string(), door: z.string(), name: z.string(), document: z.string() }),
  ),
  failure: z.object({ code: z.string(), details: z.record(z.string(), z.unknown()).optional() }).nullable(),
  at: Instant,
})
export type RosterImport = z.infer<typeof RosterImport>
