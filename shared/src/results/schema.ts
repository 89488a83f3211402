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
  verdict: z.enum([
    'applied',
    'same',
    'needsReason',
    'contradicted',
    'waiting',
    'notReceived',
    'otherRound',
    'notClosed',
    'invalid',
  ]),
})
export type UploadRow = z.infer<typeof UploadRow>

/** One result as a laboratory's program sends it; words for the outcome as in a file. */
export const ReportedRow = z.object({
  barcode: z.string().trim().min(1).max(60),
  outcome: z.string().trim().min(1).max(40),
  method: z.string().trim().max(60).optional(),
  lab: z.string().trim().max(60).optional(),
  testedAt: z.string().trim().max(40).optional(),
})
export type ReportedRow = z.infer<typeof ReportedRow>

export const Upload = z.object({
  id: Id,
  roundId: Id,
  fileName: z.string(),
  at: Instant,
  /** Who reported: a person's name or a laboratory's. */
  by: z.string(),
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
