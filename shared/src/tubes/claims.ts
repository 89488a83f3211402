import '../zod-config'
import { z } from 'zod'
import { endpoint } from '../endpoint'
import { Barcode, Id, Instant, line } from '../fields'
import { type RefusalCode, refusals } from '../refusals'
import { Scan, TubeState, WalkIn } from './schema'

/** Which rule a physical fact broke: the code and details of the refusal that an online admission would have got. */
export const BrokenRule = z.object({
  code: z.enum(Object.keys(refusals) as [RefusalCode, ...RefusalCode[]]),
  details: z.record(z.string(), z.unknown()),
})
export type BrokenRule = z.infer<typeof BrokenRule>

/**
 * What a named person decides of a claim: the sample is in this tube, it was a mistake and is not, or nobody can tell
 * and the person is sampled again, singly.
 */
export const ClaimDecision = z.enum(['member', 'mistake', 'resample'])
export type ClaimDecision = z.infer<typeof ClaimDecision>

/** A physical fact that a rule refused (I3): somebody's sample is in a tube, or so a device recorded. */
export const TubeClaim = z.object({
  id: Id,
  tubeId: Id,
  barcode: Barcode,
  tubeState: TubeState,
  table: z.number().int().nullable(),
  site: z.string().nullable(),
  /** Null when the roster knows nobody like that; then `name` and `last4` are what was typed. */
  residentId: Id.nullable(),
  name: z.string(),
  last4: z.string().nullable(),
  entrance: z.string(),
  door: z.string(),
  why: BrokenRule,
  recorder: z.string(),
  recordedAt: Instant,
  decision: z.object({ kind: ClaimDecision, by: z.string(), at: Instant, reason: z.string() }).nullable(),
})
export type TubeClaim = z.infer<typeof TubeClaim>

/** The claims of a round: those that wait for a decision, the oldest first, then those decided lately. */
export const listTubeClaims = endpoint({
  name: 'listTubeClaims',
  method: 'GET',
  path: '/rounds/:roundId/tube-claims',
  input: z.object({ roundId: Id }),
  output: z.object({ claims: z.array(TubeClaim) }),
})

/**
 * Decides claims of one tube, with the reason. Somebody whom the roster did not know is named by `scan`; who is on no list
 * becomes a provisional resident with a ticket by `walkIn`, and the reason is why they are believed. Refuses with claim.state, claim.who, person.inTube, and tube.state when the tube was reported already.
 */
export const decideTubeClaims = endpoint({
  name: 'decideTubeClaims',
  method: 'POST',
  path: '/tubes/:tubeId/claim-decisions',
  input: z.object({
    tubeId: Id,
    claimIds: z.array(Id).min(1).max(50),
    decision: ClaimDecision,
    reason: line(200),
    scan: Scan.optional(),
    walkIn: WalkIn.optional(),
  }),
  output: z.object({ claims: z.array(TubeClaim) }),
})
