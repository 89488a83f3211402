import '../zod-config'
import { z } from 'zod'
import { Id, Instant } from '../fields'
import { PostKind } from '../rounds/posts'

/** planned → here → left, by who stands there; cancelled by who plans. */
export const ShiftState = z.enum(['planned', 'here', 'left', 'cancelled'])
export type ShiftState = z.infer<typeof ShiftState>

/** What is left to do, as the relief wrote it down when they took over, or who left when nobody came. */
export const Handover = z.object({ note: z.string().nullable(), at: Instant, to: z.string().nullable() })
export type Handover = z.infer<typeof Handover>

/** Times that somebody put right, and what they were before. */
export const HoursCorrection = z.object({
  arrivedAt: Instant.nullable(),
  leftAt: Instant.nullable(),
  reason: z.string(),
  by: z.string(),
  at: Instant,
})
export type HoursCorrection = z.infer<typeof HoursCorrection>

const shift = {
  id: Id,
  roundId: Id,
  postId: Id,
  post: z.string(),
  kind: PostKind,
  state: ShiftState,
  from: Instant,
  until: Instant,
  arrivedAt: Instant.nullable(),
  leftAt: Instant.nullable(),
  /** Whole minutes that count as served. */
  minutes: z.number().int(),
}

/** Who stands where, from when to when, as who plans sees it. */
export const Shift = z.object({
  ...shift,
  accountId: Id,
  name: z.string(),
  late: z.boolean(),
  overdue: z.boolean(),
  /** Since when the person is at work without a rest. */
  since: Instant.nullable(),
  handover: Handover.nullable(),
  corrections: z.array(HoursCorrection),
  rev: z.number().int(),
})
export type Shift = z.infer<typeof Shift>

/** A shift as who works it sees it. */
export const OwnShift = z.object({
  ...shift,
  community: z.string(),
  round: z.string(),
  /** Site or entrance. */
  where: z.string(),
  /** Whom they relieve, and who relieves them. */
  relieves: z.string().nullable(),
  next: z.object({ name: z.string(), from: Instant }).nullable(),
  /** What the one before left to do. */
  leftToDo: z.string().nullable(),
})
export type OwnShift = z.infer<typeof OwnShift>

/** What somebody gave in one round, and the words of thanks for it. */
export const Service = z.object({
  roundId: Id,
  round: z.string(),
  community: z.string(),
  over: z.boolean(),
  minutes: z.number().int(),
  shifts: z.number().int(),
  tasks: z.number().int(),
  thanks: z.string().nullable(),
})
export type Service = z.infer<typeof Service>
