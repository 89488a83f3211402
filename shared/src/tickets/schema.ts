import '../zod-config'
import { z } from 'zod'
import { Id, Instant, line } from '../fields'

/** Stored states of a ticket. Called and missed derive from the call, admitted and sampled from the tube. */
export const TicketState = z.enum(['registered', 'cancelled'])
export type TicketState = z.infer<typeof TicketState>

/** Reasons that excuse a person from a round (R21). A refusal is none: it stays missing. */
export const ExcuseReason = z.enum([
  'away',
  'inHospital',
  'sampledElsewhere',
  'isolated',
  'medical',
  'leftCommunity',
  'vaccinated',
])
export type ExcuseReason = z.infer<typeof ExcuseReason>

/**
 * What is said of one person of a household: coming down, needs sampling at the door, excused with a reason (and proof where
 * the reason wants one), or, by staff only, that they refuse.
 */
export const Answer = z.discriminatedUnion('kind', [
  z.object({ residentId: Id, kind: z.literal('coming') }),
  z.object({ residentId: Id, kind: z.literal('needsDoor') }),
  z.object({
    residentId: Id,
    kind: z.literal('excused'),
    reason: ExcuseReason,
    until: z.iso.date().optional(),
    proof: line(120).optional(),
  }),
  z.object({ residentId: Id, kind: z.literal('refuses') }),
])
export type Answer = z.infer<typeof Answer>

/** Where a person is in the round, as they and their household see it. */
export const Progress = z.enum(['waiting', 'next', 'called', 'admitted', 'sampled', 'excused', 'door', 'resampling'])
export type Progress = z.infer<typeof Progress>

/**
 * What a person is told of their result: never more than their own, never "negative" while a recall is open, and nothing
 * (`withheld`) on a phone whose owner took the consent to see results back.
 */
export const OwnResult = z.enum(['none', 'pending', 'negative', 'positive', 'resampling', 'again', 'withheld'])
export type OwnResult = z.infer<typeof OwnResult>

export const Ticket = z.object({
  id: Id,
  residentId: Id,
  name: z.string(),
  number: z.number().int(),
  answer: z.enum(['coming', 'needsDoor', 'excused', 'refuses']).nullable(),
  excuse: z.object({ reason: ExcuseReason, until: z.iso.date().nullable() }).nullable(),
  progress: Progress,
  result: OwnResult,
  sampledAt: Instant.nullable(),
  testedAt: Instant.nullable(),
  lab: z.string().nullable(),
  method: z.string().nullable(),
})
export type Ticket = z.infer<typeof Ticket>

/** A household's tickets in one round, with the one QR code that stands for all of them. */
export const HouseholdTickets = z.object({
  householdId: Id,
  roundId: Id,
  round: z.string(),
  roundState: z.string(),
  community: z.string(),
  communityId: Id,
  entranceId: Id,
  entrance: z.string(),
  colour: z.number().int(),
  floor: z.number().int(),
  door: z.string(),
  /** Text of the QR code: signed, without any personal data. */
  code: z.string(),
  registered: z.boolean(),
  frozen: z.boolean(),
  /** When its people were asked down, when once more and how often; what a phone of the household answered. */
  calledAt: Instant.nullable(),
  againAt: Instant.nullable(),
  times: z.number().int(),
  /** Sampled in a lane of its own, so asked down apart from its floor. */
  apart: z.boolean(),
  reply: z.object({ kind: z.enum(['coming', 'moreTime', 'cannotCome']), at: Instant }).nullable(),
  /** Not called before this moment, by a note that the household asked to honour. */
  notBefore: Instant.nullable(),
  site: z.object({ id: Id, name: z.string(), place: z.string() }).nullable(),
  tickets: z.array(Ticket),
})
export type HouseholdTickets = z.infer<typeof HouseholdTickets>

/** One printed slip. Its paper names the entrance, the number and perhaps the door, never a person. */
export const Slip = z.object({
  number: z.number().int(),
  /** Where it is to be handed out; null on blank slips. */
  door: z.string().nullable(),
  floor: z.number().int().nullable(),
  residentId: Id.nullable(),
  /** Text of the QR code: signed, without any personal data. */
  code: z.string(),
})
export type Slip = z.infer<typeof Slip>

/** What the slips of an entrance have in common, and how many there are. */
export const SlipSheet = z.object({
  roundId: Id,
  round: z.string(),
  community: z.string(),
  entranceId: Id,
  entrance: z.string(),
  colour: z.number().int(),
  slips: z.array(Slip),
  /** Blank slips that were printed so far, and how many of them belong to somebody now. */
  blank: z.object({ printed: z.number().int(), bound: z.number().int() }),
})
export type SlipSheet = z.infer<typeof SlipSheet>
