import '../zod-config'
import { z } from 'zod'
import { Id, Instant, line } from '../fields'

/** Who agreed that somebody else registers a neighbour, and where that was asked. */
export const Consent = z.object({ by: z.enum(['self', 'family']), how: z.enum(['atDoor', 'byPhone']) })
export type Consent = z.infer<typeof Consent>

/** How the neighbour's number gets onto paper: by hand, from the console's printer, or on a blank slip that is theirs from now on. */
export const HelpedSlip = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('written') }),
  z.object({ kind: z.literal('print') }),
  z.object({ kind: z.literal('scanned'), code: line(300) }),
])
export type HelpedSlip = z.infer<typeof HelpedSlip>

/** What a helper says to find a neighbour: the door, and the surname or the last four of the document. */
export const neighbourSaid = { roundId: Id, entranceId: Id, door: line(20), said: line(20) }

/** Somebody of the roster who fits what was said. The name is as the helper's role sees it. */
export const Neighbour = z.object({
  residentId: Id,
  name: z.string(),
  number: z.number().int(),
  answer: z.enum(['coming', 'needsDoor', 'excused', 'refuses']).nullable(),
  /** Whether somebody helps them already. */
  helped: z.enum(['me', 'other']).nullable(),
})
export type Neighbour = z.infer<typeof Neighbour>

const help = {
  id: Id,
  roundId: Id,
  entranceId: Id,
  entrance: z.string(),
  colour: z.number().int(),
  floor: z.number().int(),
  door: z.string(),
  name: z.string(),
  number: z.number().int(),
  slip: z.enum(['written', 'print', 'scanned']),
  /** When the neighbour's household was asked down, and when once more. */
  calledAt: Instant.nullable(),
  againAt: Instant.nullable(),
  /** Sampled, or in the tube that is being filled. */
  come: z.boolean(),
  at: Instant,
}

/** A neighbour as who helps them sees them, until the round is over. */
export const OwnNeighbour = z.object({
  ...help,
  round: z.string(),
  answer: z.enum(['coming', 'needsDoor', 'excused', 'refuses']).nullable(),
  /** Where they are to come, once called. */
  site: z.string().nullable(),
})
export type OwnNeighbour = z.infer<typeof OwnNeighbour>

/** A registration by a helper as the office sees it. */
export const HelpedNeighbour = z.object({
  ...help,
  residentId: Id,
  householdId: Id,
  helper: z.string(),
  consent: Consent,
  /** When the slip last came out of the printer. */
  printedAt: Instant.nullable(),
})
export type HelpedNeighbour = z.infer<typeof HelpedNeighbour>
