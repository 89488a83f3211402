import '../zod-config'
import { z } from 'zod'
import { Difference, Witness } from '../boxes/schema'
import { DoorOutcome } from '../calls/schema'
import { Barcode, Id, Instant, line } from '../fields'
import { Reached, SingleTubes } from '../incidents/schema'
import { SweepNeed } from '../sweeps/schema'
import { BrokenRule } from '../tubes/claims'
import { RemovalReason, Scan } from '../tubes/schema'
import { TeamFailure, VisitProof } from '../visits/schema'
import { saidToday } from './former'

/** The id of an operation, as every command carries it. */
export const OperationId = z.string().regex(/^[A-Za-z0-9_-]{16,64}$/)

/**
 * Who stood at the table, as a device without a network recorded it: a scan, people whom its pack knew, or what somebody
 * said when the pack knew nobody like that.
 */
export const Recorded = z.discriminatedUnion('kind', [
  ...Scan.options,
  z.object({ kind: z.literal('known'), residentIds: z.array(Id).min(1).max(40) }),
  z.object({ kind: z.literal('said'), name: line(40), last4: line(4).optional(), door: line(20).optional() }),
])
export type Recorded = z.infer<typeof Recorded>

const FactToday = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('openTube'), tableId: Id, barcode: Barcode }),
  z.object({ kind: z.literal('admit'), tableId: Id, barcode: Barcode, who: Recorded, reason: line(200).optional() }),
  z.object({ kind: z.literal('removePerson'), tableId: Id, barcode: Barcode, residentId: Id, reason: RemovalReason }),
  z.object({ kind: z.literal('closeTube'), tableId: Id, barcode: Barcode, count: z.number().int().min(0).max(50) }),
  z.object({ kind: z.literal('voidTube'), tableId: Id, barcode: Barcode, reason: line(200) }),
  z.object({ kind: z.literal('openBox'), siteId: Id, code: Barcode }),
  z.object({ kind: z.literal('packTube'), code: Barcode, barcode: Barcode }),
  z.object({ kind: z.literal('unpackTube'), code: Barcode, barcode: Barcode }),
  z.object({
    kind: z.literal('sealBox'),
    code: Barcode,
    number: line(40),
    counted: z.number().int().min(0).max(2000),
    differences: z.array(Difference).max(200).default([]),
    witness: Witness,
  }),
  z.object({ kind: z.literal('handOver'), code: Barcode, side: z.enum(['give', 'take']), other: Witness }),
  z.object({ kind: z.literal('startVisit'), visitId: Id }),
  z.object({
    kind: z.literal('sampleAtDoor'),
    visitId: Id,
    barcode: Barcode,
    residentIds: z.array(Id).min(1).max(20),
    /** The tube stayed open for the next door. */
    keep: z.boolean().default(false),
  }),
  z.object({ kind: z.literal('removeCarried'), barcode: Barcode, residentId: Id, reason: RemovalReason }),
  z.object({ kind: z.literal('closeCarried'), barcode: Barcode, count: z.number().int().min(0).max(50) }),
  z.object({ kind: z.literal('finishVisit'), visitId: Id, proof: VisitProof.optional() }),
  z.object({ kind: z.literal('failVisit'), visitId: Id, why: TeamFailure, note: line(200).optional() }),
  z.object({
    kind: z.literal('sweepDoor'),
    householdId: Id,
    outcome: DoorOutcome,
    laterAt: Instant.optional(),
    need: SweepNeed.optional(),
    note: line(200).optional(),
  }),
  Reached.extend({ kind: z.literal('recordReached'), recallId: Id, residentId: Id }),
  z.object({ kind: z.literal('sampleSingly'), recallId: Id, residentId: Id, samples: SingleTubes }),
])

/**
 * What physically happened, named by what a device without a network can read: barcodes and labels, never ids that the
 * server gives. Each kind is the command of the same name; former shapes are understood.
 */
export const Fact = z.preprocess(saidToday, FactToday)
export type Fact = z.infer<typeof Fact>

/**
 * One operation as a device kept it. The fact is checked by itself, so that one that nobody understands does not hold up
 * the others; `signature` is what lets another device hand it in under its recorder's name.
 */
export const RecordedOperation = z.object({
  id: OperationId,
  recordedAt: Instant,
  recorderId: Id,
  fact: z.unknown(),
  signature: z.string().max(100).optional(),
})
export type RecordedOperation = z.infer<typeof RecordedOperation>

/**
 * What became of an operation: it is done; it was handed in before; it happened but breaks a rule, so a person decides;
 * or it cannot be taken.
 */
export const Outcome = z.enum(['applied', 'duplicate', 'conflict', 'rejected'])
export type Outcome = z.infer<typeof Outcome>

export const OperationAnswer = z.object({
  id: OperationId,
  outcome: Outcome,
  /** What a duplicate was answered the first time. */
  first: Outcome.exclude(['duplicate']).nullable(),
  /** Which rule it breaks, and who did what it collides with. */
  why: BrokenRule.nullable(),
  who: z.string().nullable(),
  claims: z.number().int(),
  /** Recorded before the round was closed, handed in after it. */
  late: z.boolean(),
})
export type OperationAnswer = z.infer<typeof OperationAnswer>

/** What became of sealed records, by number. */
export const SealedAnswer = z.object({
  applied: z.number().int(),
  duplicate: z.number().int(),
  conflict: z.number().int(),
  rejected: z.number().int(),
})
export type SealedAnswer = z.infer<typeof SealedAnswer>

/** An operation that a person has to look at: what was recorded, by whom, and which rule it breaks. */
export const OpenOperation = z.object({
  id: OperationId,
  kind: z.string(),
  outcome: Outcome,
  /** The labels it names: barcode, box, seal. */
  labels: z.array(z.string()),
  why: BrokenRule,
  recorder: z.string(),
  who: z.string().nullable(),
  recordedAt: Instant,
  receivedAt: Instant,
})
export type OpenOperation = z.infer<typeof OpenOperation>
