import '../zod-config'
import { z } from 'zod'
import { endpoint } from '../endpoint'
import { Id } from '../fields'
import { HouseholdClaim } from '../roster/schema'
import { mostBlankSlips } from './rules'
import { Answer, HouseholdTickets, SlipSheet } from './schema'

/** All households of the signed-in resident, with their tickets in the running rounds, the newest first. */
export const myTickets = endpoint({
  name: 'myTickets',
  method: 'GET',
  path: '/my/tickets',
  input: z.object({}),
  output: z.object({
    households: z.array(z.object({ householdId: Id, community: z.string(), entrance: z.string(), door: z.string() })),
    rounds: z.array(HouseholdTickets),
    claims: z.number().int(),
  }),
})

/** A household's answers for a round: who comes, who needs sampling at the door, who is excused and why. */
export const register = endpoint({
  name: 'register',
  method: 'PUT',
  path: '/rounds/:roundId/households/:householdId/registration',
  input: z.object({ roundId: Id, householdId: Id, answers: z.array(Answer).min(1).max(40) }),
  output: HouseholdTickets,
})

/** The slips of everybody behind an entrance who comes down: excused, frozen and door-only people have none. */
export const readSlips = endpoint({
  name: 'readSlips',
  method: 'GET',
  path: '/rounds/:roundId/entrances/:entranceId/slips',
  input: z.object({ roundId: Id, entranceId: Id }),
  output: SlipSheet,
})

/** Reserves numbers for blank slips, which are bound to whoever brings them by the first scan at the desk. */
export const printBlankSlips = endpoint({
  name: 'printBlankSlips',
  method: 'POST',
  path: '/rounds/:roundId/entrances/:entranceId/blank-slips',
  input: z.object({ roundId: Id, entranceId: Id, count: z.number().int().min(1).max(mostBlankSlips) }),
  output: SlipSheet,
})

/**
 * Opens the household of whoever holds its slip: the slip's code is its secret. A slip of a room that strangers share
 * waits for a grid leader. Refuses with scan.unreadable, scan.forged, scan.unknown, slip.replaced, slip.unbound.
 */
export const claimBySlip = endpoint({
  name: 'claimBySlip',
  method: 'POST',
  path: '/slip-claims',
  input: z.object({ code: z.string().trim().min(1).max(300) }),
  output: HouseholdClaim,
})

/** Prints the slip of somebody who lost it: the same number with a new code; the one before opens nothing any more. */
export const reissueSlip = endpoint({
  name: 'reissueSlip',
  method: 'POST',
  path: '/rounds/:roundId/residents/:residentId/slips',
  input: z.object({ roundId: Id, residentId: Id }),
  output: SlipSheet,
})
