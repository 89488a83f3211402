import '../zod-config'
import { z } from 'zod'
import { endpoint } from '../endpoint'
import { Id, line } from '../fields'
import { SlipSheet } from '../tickets/schema'
import { Consent, HelpedNeighbour, HelpedSlip, Neighbour, neighbourSaid, OwnNeighbour } from './schema'

/** Who fits a door with a surname or last four digits. Every look is kept; refuses with neighbour.unknown. */
export const findNeighbour = endpoint({
  name: 'findNeighbour',
  method: 'POST',
  path: '/rounds/:roundId/neighbour-searches',
  input: z.object(neighbourSaid),
  output: z.object({ neighbours: z.array(Neighbour) }),
})

/**
 * Registers a neighbour who agreed, and has the helper told when they are called. Refuses with neighbour.unknown,
 * neighbour.taken, household.frozen, and as binding a slip does.
 */
export const registerNeighbour = endpoint({
  name: 'registerNeighbour',
  method: 'POST',
  path: '/rounds/:roundId/neighbours',
  input: z.object({
    ...neighbourSaid,
    residentId: Id,
    answer: z.enum(['coming', 'needsDoor']),
    consent: Consent,
    slip: HelpedSlip,
  }),
  output: OwnNeighbour,
})

/** The neighbours one helps in the rounds under way. */
export const myNeighbours = endpoint({
  name: 'myNeighbours',
  method: 'GET',
  path: '/my/neighbours',
  input: z.object({}),
  output: z.object({ neighbours: z.array(OwnNeighbour) }),
})

/** Ends the help: by who helps, or by the office with a reason. The answer and the slip stay. Refuses with neighbour.state. */
export const releaseNeighbour = endpoint({
  name: 'releaseNeighbour',
  method: 'PUT',
  path: '/neighbours/:helpId/released',
  input: z.object({ helpId: Id, reason: line(200).nullable().default(null) }),
  output: z.object({ helpId: Id }),
})

/** Who was registered by a helper, where the asker prints slips. */
export const listNeighbours = endpoint({
  name: 'listNeighbours',
  method: 'GET',
  path: '/rounds/:roundId/neighbours',
  input: z.object({ roundId: Id }),
  output: z.object({ neighbours: z.array(HelpedNeighbour) }),
})

/** The slips that helpers asked for: those named, or all that were not printed yet. They count as printed from now on. */
export const printNeighbourSlips = endpoint({
  name: 'printNeighbourSlips',
  method: 'POST',
  path: '/rounds/:roundId/neighbour-slips',
  input: z.object({ roundId: Id, helpIds: z.array(Id).max(500).optional() }),
  output: z.object({ sheets: z.array(SlipSheet) }),
})
