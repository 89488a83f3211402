import '../zod-config'
import { z } from 'zod'
import { Barcode, Id, Instant, line } from '../fields'
import { Outcome } from '../results/schema'
import { PersonName } from '../roster/schema'
import { DayTime } from '../rounds/schema'

/** Who is told of an incident. Three of a recall (R20); six of a positive single, all at the same moment. */
export const Body = z.enum(['samplingTeam', 'community', 'police', 'ambulance', 'hospital', 'cdc', 'headquarters'])
export type Body = z.infer<typeof Body>

/** Somebody on duty, at any hour or only between two: called, texted, or a chat group's robot. None needs an account. */
export const DutyContact = z
  .object({
    name: PersonName,
    phone: z
      .string()
      .trim()
      .regex(/^\+?[\d -]{3,20}$/)
      .transform((text) => text.replace(/[ -]/g, ''))
      .nullable()
      .default(null),
    by: z.enum(['call', 'sms', 'webhook']),
    /** Where a robot takes messages. */
    url: z
      .url({ protocol: /^https?$/ })
      .max(500)
      .nullable()
      .default(null),
    hours: z.object({ from: DayTime, to: DayTime }).nullable().default(null),
  })
  .refine(({ by, phone, url }) => !!(by === 'webhook' ? url : phone))
export type DutyContact = z.infer<typeof DutyContact>

/** A community's duty roster: for each body the people in the order in which they are tried. */
export const Duty = z.object({
  /** The next one is tried when nobody has acknowledged for so long, minutes. */
  escalateAfter: z.number().int().min(1).max(60),
  contacts: z.partialRecord(Body, z.array(DutyContact).max(12)),
})
export type Duty = z.infer<typeof Duty>

export const AlertState = z.enum(['open', 'acknowledged'])

/** One body that is told, and how far that has come. */
export const Alert = z.object({
  id: Id,
  /** What the message names the matter by: it says nothing of anybody. */
  number: z.string(),
  body: Body,
  communityId: Id,
  community: z.string(),
  cause: z.enum(['recall', 'positive']),
  state: AlertState,
  raisedAt: Instant,
  /** Who is tried now; nobody while the roster has nobody for this body. */
  contact: z.object({ name: z.string(), phone: z.string().nullable() }).nullable(),
  /** When the next one is tried. */
  nextAt: Instant.nullable(),
  /** What happened so far, the latest last. */
  tries: z.array(z.object({ at: Instant, name: z.string(), outcome: z.enum(['sent', 'failed', 'byHand']) })),
  /** Who took it on; `recordedBy` wrote down that they said so on the phone. */
  acknowledged: z.object({ at: Instant, by: z.string(), recordedBy: z.string().nullable() }).nullable(),
})
export type Alert = z.infer<typeof Alert>

/** An alert for whoever has its link and perhaps no account. */
export const AlertByLink = Alert.pick({ number: true, body: true, state: true }).extend({ people: z.number().int() })
export type AlertByLink = z.infer<typeof AlertByLink>

/** Where somebody was when they were told to stay there. */
export const Whereabouts = z.enum(['home', 'work', 'hospital', 'onTheWay', 'elsewhere'])
export type Whereabouts = z.infer<typeof Whereabouts>

/** What the single samples of a person say together. */
export const SingleVerdict = z.enum(['waiting', 'negative', 'positive', 'disagree'])
export type SingleVerdict = z.infer<typeof SingleVerdict>

/** The single tubes of one person, each with the laboratory that it goes to. */
export const SingleTubes = z
  .array(z.object({ barcode: Barcode, lab: line(60) }))
  .min(1)
  .max(2)

export const SingleSample = z.object({
  tubeId: Id,
  barcode: Barcode,
  lab: z.string(),
  at: Instant,
  state: z.string(),
  outcome: Outcome.nullable(),
})

/** Somebody who has to be re-sampled singly: reached, sampled, and what the samples say. */
export const RecallPerson = z.object({
  residentId: Id,
  householdId: Id,
  /** In the pool, claimed to have been, or living with somebody who was. */
  why: z.enum(['pool', 'claimant', 'household']),
  name: z.string(),
  phone: z.string().nullable(),
  entranceId: Id,
  entrance: z.string(),
  colour: z.number().int(),
  floor: z.number().int(),
  door: z.string(),
  /** The team that the door was given to, and its place among that team's doors of this recall. */
  team: z.object({ id: Id, name: z.string(), own: z.boolean() }).nullable(),
  place: z.number().int().nullable(),
  /** A phone of their own, one of somebody they live with, or the door only. */
  reachable: z.enum(['phone', 'household', 'door']),
  /** What to know before going there, of the person and the household; nothing for roles that see no tags. */
  tags: z.array(z.string()),
  reached: z
    .object({
      at: Instant,
      where: Whereabouts,
      place: z.string().nullable(),
      how: z.enum(['door', 'phone']),
      toldBy: z.string(),
    })
    .nullable(),
  samples: z.array(SingleSample),
  verdict: SingleVerdict,
  /** The household stays frozen. */
  frozen: z.boolean(),
})
export type RecallPerson = z.infer<typeof RecallPerson>

export const RecallState = z.enum(['open', 'closed'])

/** A pool or a single tube that needs everybody re-sampled, as lists show it. */
export const RecallSummary = z.object({
  id: Id,
  /** What messages name it by. */
  number: z.string(),
  roundId: Id,
  tubeId: Id,
  barcode: Barcode,
  outcome: Outcome,
  kind: z.enum(['pool', 'single']),
  state: RecallState,
  openedAt: Instant,
  people: z.number().int(),
  reached: z.number().int(),
  sampled: z.number().int(),
  agreed: z.number().int(),
  /** Bodies that nobody has answered for. */
  unanswered: z.number().int(),
})
export type RecallSummary = z.infer<typeof RecallSummary>

/** An incident whole: everybody in it, who was told, and how it ended. */
export const Recall = RecallSummary.omit({ people: true, reached: true, sampled: true, agreed: true }).extend({
  round: z.string(),
  community: z.string(),
  /** Samples that each person needs, each for another laboratory. */
  samplesWanted: z.number().int(),
  people: z.array(RecallPerson),
  alerts: z.array(Alert),
  /** A named person's decision (I6). */
  closed: z.object({ at: Instant, by: z.string(), decision: z.string() }).nullable(),
  /** Households that were released after the recall was closed, one by one. */
  released: z.array(z.object({ householdId: Id, at: Instant, by: z.string(), reason: z.string() })),
})
export type Recall = z.infer<typeof Recall>

/** Somebody of the staff who was at a household's door lately. */
export const Visitor = z.object({
  householdId: Id,
  entrance: z.string(),
  door: z.string(),
  name: z.string(),
  what: z.enum(['visit', 'knock', 'sweep', 'sample']),
  at: Instant,
})
export type Visitor = z.infer<typeof Visitor>

export const Place = line(80)

/** That somebody was reached and told to stay where they are; told by the signed-in person unless said. */
export const Reached = z.object({
  where: Whereabouts,
  place: Place.optional(),
  how: z.enum(['door', 'phone']),
  toldBy: PersonName.optional(),
})
