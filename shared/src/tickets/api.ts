import '../zod-config'
import { z } from 'zod'
import { endpoint } from '../endpoint'
import { Id } from '../fields'
import { Answer, HouseholdTickets } from './schema'

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
