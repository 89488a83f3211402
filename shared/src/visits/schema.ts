import '../zod-config'
import { z } from 'zod'
import { Id, Instant } from '../fields'

export const VisitState = z.enum(['open', 'underWay', 'done', 'failed'])
export type VisitState = z.infer<typeof VisitState>
export const VisitKind = z.enum(['sampling', 'reminder', 'help'])
export type VisitKind = z.infer<typeof VisitKind>

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
  failure: z.string().nullable(),
  at: Instant,
  endedAt: Instant.nullable(),
})
export type Visit = z.infer<typeof Visit>
