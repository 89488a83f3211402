import '../zod-config'
import { z } from 'zod'
import { DoorOutcome } from '../calls/schema'
import { Id, Instant } from '../fields'

/** What somebody at a door needs: a hand on the way down, the sampler at the door, something else. */
export const SweepNeed = z.enum(['comeDown', 'atDoor', 'other'])
export type SweepNeed = z.infer<typeof SweepNeed>

/** What was found at a door last. */
export const SweepEntry = z.object({
  outcome: DoorOutcome,
  at: Instant,
  laterAt: Instant.nullable(),
  need: SweepNeed.nullable(),
  /** Only for those who may know, and for whoever wrote it. */
  note: z.string().nullable(),
  mine: z.boolean(),
})
export type SweepEntry = z.infer<typeof SweepEntry>

/** A door of an entrance that is gone through. Names as the asking role sees them. */
export const SweepDoor = z.object({
  householdId: Id,
  floor: z.number().int(),
  door: z.string(),
  names: z.array(z.string()),
  tags: z.array(z.string()),
  missing: z.number().int(),
  expected: z.number().int(),
  frozen: z.boolean(),
  last: SweepEntry.nullable(),
})
export type SweepDoor = z.infer<typeof SweepDoor>

/** An entrance floor by floor, from the top, as a sweep (扫楼) goes down it. */
export const Sweep = z.object({
  roundId: Id,
  entranceId: Id,
  label: z.string(),
  colour: z.number().int(),
  doors: z.array(SweepDoor),
})
export type Sweep = z.infer<typeof Sweep>
