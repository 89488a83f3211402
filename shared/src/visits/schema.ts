import '../zod-config'
import { z } from 'zod'
import { Barcode, Id, Instant, line } from '../fields'
import { Signature } from './signature'

export const VisitState = z.enum(['open', 'assigned', 'underWay', 'done', 'failed'])
export type VisitState = z.infer<typeof VisitState>
export const VisitKind = z.enum(['sampling', 'reminder', 'help'])
export type VisitKind = z.infer<typeof VisitKind>

/** Why a visit came to nothing; `recalled` is the house's own: a recall has its own visits. */
export const VisitFailure = z.enum([
  'nobodyHome',
  'refuses',
  'moved',
  'wrongAddress',
  'noAccess',
  'unfit',
  'outOfTime',
  'other',
  'recalled',
])
export type VisitFailure = z.infer<typeof VisitFailure>
/** What a team may choose of them. */
export const TeamFailure = VisitFailure.exclude(['recalled'])
export type TeamFailure = z.infer<typeof TeamFailure>

/** An open tube that somebody carries from door to door, alone or with their team. */
export const CarriedTube = z.object({
  tubeId: Id,
  barcode: Barcode,
  people: z.number().int(),
  capacity: z.number().int(),
  /** Who is inside, as the asking role may see them. */
  inside: z.array(
    z.object({
      residentId: Id,
      name: z.string(),
      last4: z.string().nullable(),
      entrance: z.string(),
      door: z.string(),
    }),
  ),
  /** The first swab inside: its clock runs from then. */
  since: Instant,
})
export type CarriedTube = z.infer<typeof CarriedTube>

/** From when to when a household wishes a visit. */
export const VisitWish = z.object({ from: Instant.nullable(), until: Instant.nullable() })
export type VisitWish = z.infer<typeof VisitWish>

/** Who goes from door to door together. */
export const VisitTeam = z.object({
  id: Id,
  roundId: Id,
  name: z.string(),
  members: z.array(z.object({ accountId: Id, name: z.string() })),
  /** Doors that it still has to go to. */
  waiting: z.number().int(),
  /** Since when the oldest tube waits that it still has with it. */
  carriedSince: Instant.nullable(),
})
export type VisitTeam = z.infer<typeof VisitTeam>

/** That somebody was at the door: the household's code, the name that signed, or a signature by hand. */
export const VisitProof = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('code'), code: z.string().max(400) }),
  z.object({ kind: z.literal('signature'), name: line(40) }),
  z.object({ kind: z.literal('drawn'), strokes: Signature }),
])
export type VisitProof = z.infer<typeof VisitProof>

/** A task at a door, with the people it is for as the asking role may see them. */
export const Visit = z.object({
  id: Id,
  roundId: Id,
  communityId: Id,
  householdId: Id,
  gridId: Id.nullable(),
  entranceId: Id,
  entrance: z.string(),
  colour: z.number().int(),
  floor: z.number().int(),
  door: z.string(),
  kind: VisitKind,
  state: VisitState,
  note: z.string().nullable(),
  people: z.array(z.object({ residentId: Id, name: z.string(), last4: z.string().nullable(), sampled: z.boolean() })),
  workerName: z.string().nullable(),
  mine: z.boolean(),
  /** The team that it was given to, and its place on the team's route. */
  team: z.object({ id: Id, name: z.string(), own: z.boolean() }).nullable(),
  place: z.number().int().nullable(),
  /** The time that the household wishes. */
  wish: VisitWish.nullable(),
  /** A tube for each person: isolation and coloured codes never share one. */
  single: z.boolean(),
  proof: z.enum(['code', 'signature', 'drawn']).nullable(),
  failure: z.object({ why: VisitFailure, note: z.string().nullable() }).nullable(),
  at: Instant,
  endedAt: Instant.nullable(),
})
export type Visit = z.infer<typeof Visit>
