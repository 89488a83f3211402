import '../zod-config'
import { z } from 'zod'
import { Barcode, Id, Instant } from '../fields'

/** What a laboratory says of a tube. Insufficient covers inhibited and too little material. */
export const Outcome = z.enum(['negative', 'positive', 'grey', 'singleTarget', 'insufficient'])
export type Outcome = z.infer<typeof Outcome>

/** What became of one row of an upload. */
export const UploadRow = z.object({
  row: z.number().int(),
  barcode: z.string(),
  outcome: z.string(),
  verdict: z.enum(['applied', 'same', 'needsReason', 'waiting', 'otherRound', 'notClosed', 'invalid']),
})
export type UploadRow = z.infer<typeof UploadRow>

export const Upload = z.object({
  id: Id,
  roundId: Id,
  fileName: z.string(),
  at: Instant,
  applied: z.number().int(),
  same: z.number().int(),
  waiting: z.number().int(),
  refused: z.number().int(),
  rows: z.array(UploadRow),
})
export type Upload = z.infer<typeof Upload>

/** A tube as the results page lists it: no people. */
export const TubeResult = z.object({
  tubeId: Id,
  barcode: Barcode,
  state: z.string(),
  people: z.number().int(),
  closedAt: Instant.nullable(),
  outcome: Outcome.nullable(),
  lab: z.string().nullable(),
  method: z.string().nullable(),
  testedAt: Instant.nullable(),
})
export type TubeResult = z.infer<typeof TubeResult>

/** A pool that must be re-sampled: everybody in it, singly. */
export const Recall = z.object({
  id: Id,
  roundId: Id,
  tubeId: Id,
  barcode: Barcode,
  outcome: Outcome,
  state: z.enum(['open', 'closed']),
  openedAt: Instant,
  people: z.array(
    z.object({
      residentId: Id,
      householdId: Id,
      name: z.string(),
      entrance: z.string(),
      door: z.string(),
      phone: z.string().nullable(),
    }),
  ),
})
export type Recall = z.infer<typeof Recall>
