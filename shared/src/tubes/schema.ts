import '../zod-config'
import { z } from 'zod'
import { Barcode, Id, Instant, line } from '../fields'

export const TubeState = z.enum(['open', 'closed', 'boxed', 'received', 'resulted', 'void'])
export type TubeState = z.infer<typeof TubeState>

/** A person in a tube as the table sees them. */
export const TubePerson = z.object({
  residentId: Id,
  name: z.string(),
  last4: z.string().nullable(),
  entrance: z.string(),
  colour: z.number().int(),
  door: z.string(),
  number: z.number().int(),
  admittedAt: Instant,
  /** Why somebody was admitted who had not been called. */
  reason: z.string().nullable(),
})
export type TubePerson = z.infer<typeof TubePerson>

export const Tube = z.object({
  id: Id,
  roundId: Id,
  siteId: Id.nullable(),
  tableId: Id.nullable(),
  visitId: Id.nullable(),
  barcode: Barcode,
  capacity: z.number().int(),
  state: TubeState,
  people: z.array(TubePerson),
  openedAt: Instant,
  closedAt: Instant.nullable(),
})
export type Tube = z.infer<typeof Tube>

const byDocument = z.object({ kind: z.literal('document'), number: line(40) })
const byDoor = z.object({
  kind: z.literal('door'),
  last4: z
    .string()
    .trim()
    .toUpperCase()
    .regex(/^[0-9X]{4}$/),
  door: line(20),
  entranceId: Id.optional(),
})

/** Who brings a blank slip. */
export const SlipBearer = z.discriminatedUnion('kind', [
  byDocument,
  byDoor,
  z.object({ kind: z.literal('resident'), residentId: Id }),
])
export type SlipBearer = z.infer<typeof SlipBearer>

/**
 * What the registrar's one field takes: a ticket's QR code, a slip's, a document number, or last four digits plus door.
 * A blank slip is bound to its `bearer`, for good.
 */
export const Scan = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('ticket'), code: z.string().max(300), residentIds: z.array(Id).max(40).optional() }),
  z.object({ kind: z.literal('slip'), code: z.string().max(300), bearer: SlipBearer.optional() }),
  byDocument,
  byDoor,
])
export type Scan = z.infer<typeof Scan>

/** Several people stand behind one household code: the registrar says who is here. */
export const Candidate = TubePerson.pick({ residentId: true, name: true, last4: true, number: true }).extend({
  /** Why this person cannot be admitted now, if so. */
  obstacle: z.enum(['inTube', 'cancelled']).nullable(),
})

export const Admission = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('admitted'), tube: Tube, admitted: z.array(TubePerson) }),
  z.object({ kind: z.literal('choose'), entrance: z.string(), door: z.string(), candidates: z.array(Candidate) }),
  /** A blank slip that belongs to nobody yet: send it again with its `bearer`. */
  z.object({
    kind: z.literal('bind'),
    entranceId: Id,
    entrance: z.string(),
    colour: z.number().int(),
    number: z.number().int(),
  }),
])
export type Admission = z.infer<typeof Admission>

/** Why a person leaves a tube before it closes (R14). */
export const RemovalReason = z.enum(['failedSwab', 'walkedOff', 'wrongTube', 'wrongPerson'])
export type RemovalReason = z.infer<typeof RemovalReason>

/** A table's desk: its open tube and the ones closed lately. */
export const Desk = z.object({
  tableId: Id,
  tableNumber: z.number().int(),
  tableState: z.enum(['open', 'closed']),
  siteId: Id,
  site: z.string(),
  roundId: Id,
  capacity: z.number().int(),
  open: Tube.nullable(),
  closed: z.array(Tube),
})
export type Desk = z.infer<typeof Desk>

/** A count of one table's tubes at a change of shift, against those the desk has scanned (R18). */
export const ShiftCheck = z.object({
  id: Id,
  tableId: Id,
  at: Instant,
  by: z.string(),
  counted: z.number().int(),
  scanned: z.number().int(),
  /** Scanned tubes that were not in hand, and tubes in hand that nobody scanned. */
  missing: z.array(Barcode),
  unknown: z.array(Barcode),
})
export type ShiftCheck = z.infer<typeof ShiftCheck>

/** The tube codes that a table was given, both ends included. */
export const CodeRange = z.object({ from: Barcode, to: Barcode })
export type CodeRange = z.infer<typeof CodeRange>
