import '../zod-config'
import { z } from 'zod'
import { Id, Instant, line } from '../fields'

/** A person of a household as the asking role may see them; missing fields are not theirs to see. */
export const Resident = z.object({
  id: Id,
  name: z.string(),
  relation: z.string().nullable(),
  documentType: z.string().nullable(),
  document: z.string().optional(),
  phone: z.string().optional(),
  toVerify: z.boolean(),
  tags: z.array(z.string()),
})
export type Resident = z.infer<typeof Resident>

/** A household in a list: where it is and how many live there, no names. */
export const HouseholdRow = z.object({
  id: Id,
  entranceId: Id,
  entrance: z.string(),
  floor: z.number().int(),
  door: z.string(),
  people: z.number().int(),
  toVerify: z.number().int(),
  tags: z.array(z.string()),
})
export type HouseholdRow = z.infer<typeof HouseholdRow>

/** A household's page. */
export const Household = z.object({
  id: Id,
  communityId: Id,
  entranceId: Id,
  gridId: Id.nullable(),
  entrance: z.string(),
  floor: z.number().int(),
  door: z.string(),
  tags: z.array(z.string()),
  note: z.string().nullable(),
  residents: z.array(Resident),
})
export type Household = z.infer<typeof Household>

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

/** A resident's request to see a household. The answer never tells an unknown person from a mismatch. */
export const HouseholdClaim = z.object({ id: Id, state: z.enum(['granted', 'waiting', 'refused']), at: Instant })
export type HouseholdClaim = z.infer<typeof HouseholdClaim>

/** A claim as its decider sees it. */
export const ClaimToDecide = z.object({
  id: Id,
  name: z.string(),
  document: z.string(),
  phone: z.string(),
  /** The household it matches, if the name and number match one. */
  household: z.object({ id: Id, entrance: z.string(), door: z.string() }).nullable(),
  at: Instant,
})
export type ClaimToDecide = z.infer<typeof ClaimToDecide>

export const DocumentNumber = line(30)
export const PersonName = line(40)
