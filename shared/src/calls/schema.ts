import '../zod-config'
import { z } from 'zod'
import { Id, Instant } from '../fields'
import { QuietHours, SitePause } from '../rounds/schema'

/** A live call goes granted → called → cleared; withdrawn ends it before or after the call. */
export const CallState = z.enum(['granted', 'called', 'cleared', 'withdrawn'])
export type CallState = z.infer<typeof CallState>

/** One asking-down within a call: some floors, or everybody who was left. */
export const CallPart = z.object({
  id: Id,
  siteId: Id,
  /** The floors that were asked; empty where the unit has none or single households were asked. */
  floors: z.array(z.number().int()),
  households: z.number().int(),
  people: z.number().int(),
  calledAt: Instant,
  /** When it was called once more, the last time. */
  againAt: Instant.nullable(),
  times: z.number().int(),
  by: z.enum(['person', 'pace']),
  /** Channels that somebody ticked as done (R9). */
  channels: z.array(z.enum(['chat', 'loudspeaker'])),
})
export type CallPart = z.infer<typeof CallPart>

export const Call = z.object({
  id: Id,
  roundId: Id,
  siteId: Id,
  entranceId: Id,
  state: CallState,
  grantedAt: Instant,
  calledAt: Instant.nullable(),
  clearedAt: Instant.nullable(),
  /** How often people were asked down here, second calls included. */
  times: z.number().int(),
  parts: z.array(CallPart),
  /** Floors that nobody asked down yet, in call order. */
  left: z.array(z.number().int()),
})
export type Call = z.infer<typeof Call>

/** Who decides about calls at a site: people, people with one tap on the pace's advice, or the pace itself. */
export const CallMode = z.enum(['manual', 'advised', 'automatic'])
export type CallMode = z.infer<typeof CallMode>

/** What a household's phone answers to its call. */
export const CallReply = z.enum(['coming', 'moreTime', 'cannotCome'])
export type CallReply = z.infer<typeof CallReply>

/** How somebody who hears neither loudspeaker nor knocking is told (R9); `visit` sends a volunteer as soon as it is called. */
export const ContactWay = z.enum(['relative', 'light', 'neighbour', 'visit'])
export type ContactWay = z.infer<typeof ContactWay>

/** A household's own plan: the way, and whom or where, in words. */
export const ContactPlan = z.object({ way: ContactWay, detail: z.string().nullable() })
export type ContactPlan = z.infer<typeof ContactPlan>

/** What happened at a door: the same words for knocking and for sweeps. */
export const DoorOutcome = z.enum(['told', 'coming', 'later', 'nobodyHome', 'needsHelp', 'refuses'])
export type DoorOutcome = z.infer<typeof DoorOutcome>

/** How people of an entrance were reached: households by channel (R9). */
export const Reach = z.object({
  asked: z.number().int(),
  /** A message left for at least one phone of the household. */
  pushed: z.number().int(),
  /** A phone of the household has shown the call. */
  seen: z.number().int(),
  chat: z.number().int(),
  loudspeaker: z.number().int(),
  knocked: z.number().int(),
  come: z.number().int(),
})
export type Reach = z.infer<typeof Reach>

/** How a round's people are called: order, what is held back, and who decides at each site. */
export const Calling = z.object({
  roundId: Id,
  entranceIds: z.array(Id),
  held: z.array(Id),
  sites: z.array(
    z.object({
      siteId: Id,
      mode: CallMode,
      pause: SitePause.nullable(),
      /** The last one-tap count of the queue. */
      counted: z.object({ people: z.number().int(), at: Instant }).nullable(),
    }),
  ),
})
export type Calling = z.infer<typeof Calling>

/** What an entrance's people see: waiting → next → called → cleared. */
export const UnitState = z.enum(['waiting', 'next', 'called', 'cleared'])
export type UnitState = z.infer<typeof UnitState>

export const Minutes = z.tuple([z.number().int(), z.number().int()])

/** An entrance on the public board. */
export const BoardUnit = z.object({
  entranceId: Id,
  label: z.string(),
  colour: z.number().int(),
  state: UnitState,
  siteId: Id.nullable(),
  calledAt: Instant.nullable(),
  times: z.number().int(),
  /** Entrances before this one that still have to be called. */
  ahead: z.number().int(),
  /** When its next people will be called, from about now, as an honest range; null when nothing is known yet. */
  minutes: Minutes.nullable(),
  /** The same for its last people: what lies between belongs to the floors between. */
  minutesLast: Minutes.nullable(),
  /** Floors that nobody asked down yet, in call order; empty once everybody is asked and where there are none. */
  left: z.array(z.number().int()),
  /** Held back by its captain or the site lead. */
  held: z.boolean(),
})
export type BoardUnit = z.infer<typeof BoardUnit>

/** The public view of a round: one small document, no personal data, the same for everybody. */
export const Board = z.object({
  roundId: Id,
  rev: z.number(),
  at: Instant,
  state: z.string(),
  community: z.string(),
  round: z.string(),
  sites: z.array(
    z.object({
      id: Id,
      name: z.string(),
      place: z.string(),
      openTables: z.array(z.number().int()),
      tables: z.number().int(),
      pause: SitePause.nullable(),
    }),
  ),
  /** Hours without loudspeakers and knocking, as 'HH:MM' in China; null when there are none. */
  quiet: QuietHours.nullable(),
  units: z.array(BoardUnit),
  figures: z.object({ expected: z.number().int(), sampled: z.number().int() }),
})
export type Board = z.infer<typeof Board>

/** An entrance as its captain follows it: who has come, who has not, door by door. */
export const EntranceFollowed = z.object({
  entranceId: Id,
  label: z.string(),
  colour: z.number().int(),
  state: UnitState,
  call: Call.nullable(),
  held: z.boolean(),
  expected: z.number().int(),
  come: z.number().int(),
  reach: Reach,
  households: z.array(
    z.object({
      id: Id,
      floor: z.number().int(),
      door: z.string(),
      window: z.string(),
      tags: z.array(z.string()),
      /** When it was asked down; null before. */
      calledAt: Instant.nullable(),
      reply: z.object({ kind: CallReply, at: Instant }).nullable(),
      knock: z.object({ outcome: DoorOutcome, at: Instant }).nullable(),
      /** Nobody has come for so long, or hears nothing: somebody should go to the door now. */
      knockDue: z.boolean(),
      /** The plan of those who hear no loudspeaker: it starts with the call. */
      contactPlan: ContactPlan.nullable(),
      /** Nobody of it hears a loudspeaker or a knock. */
      hearsNothing: z.boolean(),
      people: z.array(z.object({ name: z.string(), come: z.boolean(), answer: z.string().nullable() })),
    }),
  ),
})
export type EntranceFollowed = z.infer<typeof EntranceFollowed>
