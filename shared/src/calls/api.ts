import '../zod-config'
import { z } from 'zod'
import { endpoint } from '../endpoint'
import { Id, Instant, line } from '../fields'
import { PaceView } from './pace/view'
import {
  Board,
  Call,
  Calling,
  CallMode,
  CallReply,
  ContactPlan,
  ContactWay,
  DoorOutcome,
  EntranceFollowed,
  Reach,
} from './schema'

/** Somebody decided to call a group outside the hours that it agreed to. */
const outsideHours = z.boolean().optional()

/** The public board of a round; served from memory, with an ETag. */
export const readBoard = endpoint({
  name: 'readBoard',
  method: 'GET',
  path: '/rounds/:roundId/board',
  open: true,
  input: z.object({ roundId: Id }),
  output: Board,
})

/** The site grants an entrance: its captain may call it now. Refuses with site.noOpenTable, call.live. */
export const grantCall = endpoint({
  name: 'grantCall',
  method: 'POST',
  path: '/sites/:siteId/calls',
  input: z.object({ siteId: Id, entranceId: Id }),
  output: Call,
})

/**
 * Calls a granted entrance down: the given floors, or everybody who is left. Two captains at once: one calls, the other
 * is told so (call.state, call.floorsCalled). Refuses with call.outsideHours.
 */
export const callEntrance = endpoint({
  name: 'callEntrance',
  method: 'PUT',
  path: '/calls/:callId/called',
  input: z.object({ callId: Id, floors: z.array(z.number().int()).min(1).max(200).optional(), outsideHours }),
  output: Call,
})

/**
 * Grants and calls in one step, for the site lead and for the pace's advice: whole entrances, floors, or single
 * households that are left. All of them or none. Refuses with site.noOpenTable, site.paused, call.floorsCalled, call.outsideHours.
 */
export const callDown = endpoint({
  name: 'callDown',
  method: 'POST',
  path: '/sites/:siteId/parts',
  input: z.object({
    siteId: Id,
    outsideHours,
    units: z
      .array(
        z.object({
          entranceId: Id,
          floors: z.array(z.number().int()).min(1).max(200).optional(),
          householdIds: z.array(Id).min(1).max(500).optional(),
        }),
      )
      .min(1)
      .max(20),
  }),
  output: z.object({ calls: z.array(Call) }),
})

/** Calls called people again for those who did not hear: one part, or the latest. */
export const callAgain = endpoint({
  name: 'callAgain',
  method: 'POST',
  path: '/calls/:callId/repeats',
  input: z.object({ callId: Id, partId: Id.optional() }),
  output: Call,
})

/** Takes one part of a call back (undo): its people wait again, whoever has come already stays. */
export const withdrawPart = endpoint({
  name: 'withdrawPart',
  method: 'PUT',
  path: '/calls/:callId/parts/:partId/withdrawn',
  input: z.object({ callId: Id, partId: Id }),
  output: Call,
})

/** Ticks a channel as done for a part: posted in the chat group, called by loudspeaker (R9). */
export const tickChannel = endpoint({
  name: 'tickChannel',
  method: 'PUT',
  path: '/calls/:callId/parts/:partId/channels/:channel',
  input: z.object({ callId: Id, partId: Id, channel: z.enum(['chat', 'loudspeaker']) }),
  output: Call,
})

/** What happened at a door that was knocked for a call. The last outcome counts. */
export const recordKnock = endpoint({
  name: 'recordKnock',
  method: 'PUT',
  path: '/calls/:callId/knocks/:householdId',
  input: z.object({ callId: Id, householdId: Id, outcome: DoorOutcome }),
  output: z.object({ householdId: Id, outcome: DoorOutcome, at: Instant }),
})

/**
 * What a household answers to its call: coming, needs more time (its place is kept and its captain sees it), or cannot
 * come down: whoever is missing is sampled at the door, by a visit that is made at once. Refuses with call.notCalled for
 * the first two, and with household.frozen.
 */
export const replyToCall = endpoint({
  name: 'replyToCall',
  method: 'PUT',
  path: '/rounds/:roundId/households/:householdId/reply',
  input: z.object({ roundId: Id, householdId: Id, reply: CallReply }),
  output: z.object({ kind: CallReply, at: Instant }),
})

/** A phone has shown its household's call: what "seen" in the reach of a call counts. */
export const seeCall = endpoint({
  name: 'seeCall',
  method: 'PUT',
  path: '/rounds/:roundId/households/:householdId/seen',
  input: z.object({ roundId: Id, householdId: Id }),
  output: z.object({ at: Instant }),
})

/** How a household that hears nothing is told of its call; null takes the plan back. */
export const planContact = endpoint({
  name: 'planContact',
  method: 'PUT',
  path: '/households/:householdId/contact-plan',
  input: z.object({ householdId: Id, way: ContactWay.nullable(), detail: line(120).optional() }),
  output: z.object({ householdId: Id, plan: ContactPlan.nullable() }),
})

/** The plan of a household that hears nothing, for itself and for those who may set it. */
export const readContactPlan = endpoint({
  name: 'readContactPlan',
  method: 'GET',
  path: '/households/:householdId/contact-plan',
  input: z.object({ householdId: Id }),
  output: z.object({ householdId: Id, plan: ContactPlan.nullable() }),
})

/** Everybody has come or been asked: the entrance is done. */
export const clearCall = endpoint({
  name: 'clearCall',
  method: 'PUT',
  path: '/calls/:callId/cleared',
  input: z.object({ callId: Id }),
  output: Call,
})

/** Takes a grant or a call back; the entrance waits again. */
export const withdrawCall = endpoint({
  name: 'withdrawCall',
  method: 'PUT',
  path: '/calls/:callId/withdrawn',
  input: z.object({ callId: Id }),
  output: Call,
})

/** The live calls and grants of a round. */
export const listCalls = endpoint({
  name: 'listCalls',
  method: 'GET',
  path: '/rounds/:roundId/calls',
  input: z.object({ roundId: Id }),
  output: z.object({ calls: z.array(Call) }),
})

/** One entrance of a round, door by door. */
export const followEntrance = endpoint({
  name: 'followEntrance',
  method: 'GET',
  path: '/rounds/:roundId/entrances/:entranceId',
  input: z.object({ roundId: Id, entranceId: Id }),
  output: EntranceFollowed,
})

export const readCalling = endpoint({
  name: 'readCalling',
  method: 'GET',
  path: '/rounds/:roundId/calling',
  input: z.object({ roundId: Id }),
  output: Calling,
})

/** Moves one entrance in the call order, before another or to the end. Two moves at once both count. */
export const moveUnit = endpoint({
  name: 'moveUnit',
  method: 'PUT',
  path: '/rounds/:roundId/order/:entranceId',
  input: z.object({ roundId: Id, entranceId: Id, before: Id.nullable() }),
  output: Calling,
})

/** Holds an entrance back, or lets it go on; a held one is neither called by the pace nor counted as next. */
export const holdUnit = endpoint({
  name: 'holdUnit',
  method: 'PUT',
  path: '/rounds/:roundId/held/:entranceId',
  input: z.object({ roundId: Id, entranceId: Id, held: z.boolean() }),
  output: Calling,
})

/** Who decides about calls at a site. */
export const setCallMode = endpoint({
  name: 'setCallMode',
  method: 'PUT',
  path: '/sites/:siteId/mode',
  input: z.object({ siteId: Id, mode: CallMode }),
  output: Calling,
})

/** One tap: about so many people stand in the queue now. */
export const countQueue = endpoint({
  name: 'countQueue',
  method: 'POST',
  path: '/sites/:siteId/counts',
  input: z.object({ siteId: Id, people: z.number().int().min(0).max(5000) }),
  output: Calling,
})

/** How the called households of a round were reached, altogether and by entrance, as far as the asker's roles reach. */
export const readReach = endpoint({
  name: 'readReach',
  method: 'GET',
  path: '/rounds/:roundId/reach',
  input: z.object({ roundId: Id }),
  output: z.object({
    whole: Reach,
    entrances: z.array(z.object({ entranceId: Id, label: z.string(), colour: z.number().int(), reach: Reach })),
  }),
})

/** What the pace sees, plans and advises in a round, and why. */
export const readPace = endpoint({
  name: 'readPace',
  method: 'GET',
  path: '/rounds/:roundId/pace',
  input: z.object({ roundId: Id }),
  output: PaceView,
})
