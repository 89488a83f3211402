import '../zod-config'
import { z } from 'zod'
import { Barcode, Id, Instant, line } from '../fields'
import { DocumentNumber, PersonName } from '../roster/schema'
import { tags } from '../roster/tags'
import { Policy } from '../rounds/schema'
import { Declaration } from './before-swab'

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
  /** What the sampler must know before the swab: anticoagulants, throat, pregnant, an infant … */
  care: z.array(z.string()),
  /** On whose word somebody without a document was admitted; their identity is checked later. */
  vouch: z.string().nullable(),
})
export type TubePerson = z.infer<typeof TubePerson>

/** Why somebody is sampled alone: fever or a code at the entry, or the round's policy for coloured codes. */
export const Diversion = z.enum(['fever', 'code', 'policy'])
export type Diversion = z.infer<typeof Diversion>

export const Tube = z.object({
  id: Id,
  roundId: Id,
  siteId: Id.nullable(),
  tableId: Id.nullable(),
  visitId: Id.nullable(),
  barcode: Barcode,
  capacity: z.number().int(),
  state: TubeState,
  lane: z.enum(['ordinary', 'separate']).nullable(),
  diverted: Diversion.nullable(),
  people: z.array(TubePerson),
  openedAt: Instant,
  closedAt: Instant.nullable(),
})
export type Tube = z.infer<typeof Tube>

const last4 = z
  .string()
  .trim()
  .toUpperCase()
  .regex(/^[0-9X]{4}$/)
const residentIds = z.array(Id).min(1).max(40).optional()
const byDocument = z.object({ kind: z.literal('document'), number: line(40), residentIds })
const byDoor = z.object({ kind: z.literal('door'), last4, door: line(20), entranceId: Id.optional(), residentIds })
const byName = z.object({ kind: z.literal('name'), last4, surname: line(20), residentIds })

/** One person: who brings a blank slip, or who is meant at a tube that is not at hand. */
export const SlipBearer = z.discriminatedUnion('kind', [
  byDocument,
  byDoor,
  byName,
  z.object({ kind: z.literal('resident'), residentId: Id }),
])
export type SlipBearer = z.infer<typeof SlipBearer>

/**
 * What the registrar's one field takes: a ticket's QR code, a slip's, a document number, last four digits plus door or
 * surname, or the door alone for people who have no document with them. `residentIds` names who of those found is here.
 * A blank slip is bound to its `bearer`, for good.
 */
export const Scan = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('ticket'), code: z.string().max(300), residentIds }),
  z.object({ kind: z.literal('slip'), code: z.string().max(300), bearer: SlipBearer.optional() }),
  byDocument,
  byDoor,
  byName,
  z.object({ kind: z.literal('home'), door: line(20), entranceId: Id.optional(), residentIds }),
])
export type Scan = z.infer<typeof Scan>

/** Who lost a slip: named by a document, by last four digits, or found behind a door; `residentIds` says which of those. */
export const SlipLoser = z.discriminatedUnion('kind', [
  byDocument,
  byDoor,
  byName,
  z.object({ kind: z.literal('home'), door: line(20), entranceId: Id.optional(), residentIds }),
])
export type SlipLoser = z.infer<typeof SlipLoser>

/** Several people stand behind one scan: the registrar says who is here. */
export const Candidate = TubePerson.pick({
  residentId: true,
  name: true,
  last4: true,
  number: true,
  entrance: true,
  door: true,
}).extend({
  /** Why this person cannot be admitted now, if so. */
  obstacle: z.enum(['inTube', 'cancelled']).nullable(),
})
export type Candidate = z.infer<typeof Candidate>

/** Who answers for somebody without a document (R7). */
export const Vouch = z.object({ by: z.enum(['captain', 'guardian', 'volunteer']), name: PersonName })
export type Vouch = z.infer<typeof Vouch>

/** How a person came, beside the scan: what was declared at the desk, who answers for them, why they come uncalled. */
export const Circumstances = z.object({
  reason: line(200).optional(),
  declared: Declaration.optional(),
  vouch: Vouch.optional(),
})
export type Circumstances = z.infer<typeof Circumstances>

/** Tags that a registrar gives a person who is not on the roster. */
export const WalkInTag = z.enum(tags as [string, ...string[]])

/** Somebody who is on no roster: enough to sample them and find them again. */
export const WalkIn = z.object({
  name: PersonName,
  document: DocumentNumber.optional(),
  phone: line(30).optional(),
  /** Where they live: behind an entrance of the community, or elsewhere in words. */
  home: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('door'), entranceId: Id, door: line(20) }),
    z.object({ kind: z.literal('elsewhere'), address: line(80) }),
  ]),
  tags: z.array(WalkInTag).max(10).default([]),
})
export type WalkIn = z.infer<typeof WalkIn>

export const Admission = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('admitted'), tube: Tube, admitted: z.array(TubePerson) }),
  z.object({
    kind: z.literal('choose'),
    /** Whether all of them are one household, who come together; otherwise only one of them is meant. */
    household: z.boolean(),
    entrance: z.string(),
    door: z.string(),
    candidates: z.array(Candidate),
  }),
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

/** A slip given in place of a lost one, or those of whom one has lost it. */
export const SlipReplacement = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('replaced'),
    residentId: Id,
    name: z.string(),
    entrance: z.string(),
    colour: z.number().int(),
    door: z.string(),
    number: z.number().int(),
    /** The number of the slip that is out of use now. */
    former: z.number().int().nullable(),
  }),
  Admission.options[1],
])
export type SlipReplacement = z.infer<typeof SlipReplacement>

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
  policy: Policy,
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
  /** The table's check before this one, and how many tubes it closed from then on. */
  since: Instant.nullable(),
  closed: z.number().int(),
  /** Who answers for a difference, and what they say of it; null while nobody has signed. */
  signed: z.object({ by: z.string(), at: Instant, note: z.string() }).nullable(),
})
export type ShiftCheck = z.infer<typeof ShiftCheck>

/** The tube codes that a table was given, both ends included. */
export const CodeRange = z.object({ from: Barcode, to: Barcode })
export type CodeRange = z.infer<typeof CodeRange>

/** A code that cannot be used as it should: not in the bag, twice on two tubes, or not readable (R16). */
export const CodeFaultKind = z.enum(['missing', 'double', 'garbled'])
export type CodeFaultKind = z.infer<typeof CodeFaultKind>

export const CodeFault = z.object({
  id: Id,
  tableId: Id,
  kind: CodeFaultKind,
  barcode: Barcode.nullable(),
  at: Instant,
  by: z.string(),
  /** The tube that carries this code already, whatever table or round it is of. */
  known: z.object({ site: z.string(), table: z.number().int().nullable(), at: Instant }).nullable(),
})
export type CodeFault = z.infer<typeof CodeFault>

/** Codes of a table's range that were skipped: lower than the highest used, and never scanned. */
export const CodeGap = z.object({ tableId: Id, from: Barcode, to: Barcode, count: z.number().int() })
export type CodeGap = z.infer<typeof CodeGap>

/** How much of a table's range is used, and the highest code of it that is. */
export const CodeUse = z.object({
  tableId: Id,
  used: z.number().int(),
  size: z.number().int(),
  last: Barcode.nullable(),
})
export type CodeUse = z.infer<typeof CodeUse>

/** A tube whose code is not of its table's range: of another table's, or of none. */
export const StrayCode = z.object({
  tableId: Id,
  barcode: Barcode,
  /** The table that was given this code. */
  owner: z.object({ site: z.string(), table: z.number().int() }).nullable(),
  at: Instant,
})
export type StrayCode = z.infer<typeof StrayCode>
