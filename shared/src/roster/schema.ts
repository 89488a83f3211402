import '../zod-config'
import { z } from 'zod'
import { Id, Instant, line } from '../fields'
import { HonouredTime } from './times'

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
  /** What the person is edited at: an edit of an older one is refused. */
  rev: z.number().int(),
  /** Why the document has to be looked at again, when it is known. */
  fault: z.string().nullable(),
  /** On whose word somebody without a document is known. */
  word: z.enum(['captain', 'guardian']).nullable(),
  age: z.number().int().optional(),
  sex: z.enum(['male', 'female']).optional(),
  birthDate: z.string().optional(),
  needsGuardian: z.boolean().optional(),
  guardian: z.object({ residentId: Id.nullable(), name: z.string(), phone: z.string().optional() }).optional(),
  vaccinatedOn: z.string().optional(),
  note: z.string().optional(),
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
  rev: z.number().int(),
  /** When it asked to be called and visited. */
  times: z.array(HonouredTime),
  /** Households that come down together with it. */
  comesWith: z.array(z.object({ id: Id, entrance: z.string(), door: z.string() })),
})
export type Household = z.infer<typeof Household>

/** A resident's request to see a household. The answer never tells an unknown person from a mismatch. */
export const HouseholdClaim = z.object({ id: Id, state: z.enum(['granted', 'waiting', 'refused']), at: Instant })
export type HouseholdClaim = z.infer<typeof HouseholdClaim>

/** One phone that sees a household: its masked number, or none when it signed in by WeChat alone. */
export const HouseholdPhone = z.object({ id: Id, phone: z.string().nullable(), since: Instant, own: z.boolean() })
export type HouseholdPhone = z.infer<typeof HouseholdPhone>

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
