import '../zod-config'
import { z } from 'zod'
import { endpoint } from '../endpoint'
import { Id, Instant, line } from '../fields'
import { OwnShift, Service, Shift } from './schema'

/**
 * The shifts of a round where the signed-in person plans, who could stand there, and the words of thanks. `only: now` asks
 * for the shifts alone whose people are at their posts or should be.
 */
export const listShifts = endpoint({
  name: 'listShifts',
  method: 'GET',
  path: '/rounds/:roundId/shifts',
  input: z.object({ roundId: Id, only: z.literal('now').optional() }),
  output: z.object({
    shifts: z.array(Shift),
    /** Whether any shift is planned at all. */
    planned: z.boolean(),
    people: z.array(z.object({ accountId: Id, name: z.string(), role: z.string() })),
    thanks: z.string().nullable(),
    now: Instant,
  }),
})

/**
 * People one after the other at a post, each for so many minutes. All of them or none: refuses with shift.times,
 * shift.overlap, shift.noRest, shift.notHere.
 */
export const planShifts = endpoint({
  name: 'planShifts',
  method: 'POST',
  path: '/posts/:postId/shifts',
  input: z.object({
    postId: Id,
    from: Instant,
    minutes: z.number().int().min(15).max(240).default(120),
    accountIds: z.array(Id).min(1).max(24),
  }),
  output: z.object({ shifts: z.array(Shift) }),
})

/** Gives a planned shift another person, another post of its round or other times. Refuses with shift.changed and as planning does. */
export const changeShift = endpoint({
  name: 'changeShift',
  method: 'PUT',
  path: '/shifts/:shiftId',
  input: z.object({
    shiftId: Id,
    rev: z.number().int(),
    postId: Id.optional(),
    accountId: Id,
    from: Instant,
    until: Instant,
  }),
  output: Shift,
})

/** Takes a shift out of the plan that nobody has taken up. Refuses with shift.state. */
export const cancelShift = endpoint({
  name: 'cancelShift',
  method: 'PUT',
  path: '/shifts/:shiftId/cancelled',
  input: z.object({ shiftId: Id }),
  output: Shift,
})

/**
 * Somebody takes up their shift. Whom they relieve leaves with that; `left` is what they said is left to do. Refuses with
 * shift.state, shift.early, shift.elsewhere.
 */
export const takeUpShift = endpoint({
  name: 'takeUpShift',
  method: 'PUT',
  path: '/shifts/:shiftId/taken-up',
  input: z.object({ shiftId: Id, left: line(200).nullable().default(null) }),
  output: OwnShift,
})

/** Somebody leaves their post; what is left to do is for who comes next. Refuses with shift.state. */
export const leaveShift = endpoint({
  name: 'leaveShift',
  method: 'PUT',
  path: '/shifts/:shiftId/left',
  input: z.object({ shiftId: Id, left: line(200).nullable().default(null) }),
  output: OwnShift,
})

/** Puts the hours of a shift right, with the reason. Refuses with shift.changed, shift.hours, shift.overlap, shift.state. */
export const correctHours = endpoint({
  name: 'correctHours',
  method: 'PUT',
  path: '/shifts/:shiftId/hours',
  input: z.object({
    shiftId: Id,
    rev: z.number().int(),
    arrivedAt: Instant,
    leftAt: Instant,
    reason: line(200),
  }),
  output: Shift,
})

/** The hours of a round as a file, masked; in full only for a reason and by those who may. Both stay in the audit. */
export const exportHours = endpoint({
  name: 'exportHours',
  method: 'POST',
  path: '/rounds/:roundId/hours-exports',
  input: z.object({
    roundId: Id,
    format: z.enum(['csv', 'xlsx']),
    full: z.boolean().default(false),
    reason: line(200).optional(),
  }),
  output: z.object({ name: z.string(), content: z.string(), people: z.number().int() }),
})

/** Words of thanks that everybody who helped in a round reads once it is over. */
export const thankHelpers = endpoint({
  name: 'thankHelpers',
  method: 'PUT',
  path: '/rounds/:roundId/thanks',
  input: z.object({ roundId: Id, text: line(300) }),
  output: z.object({ text: z.string() }),
})

/** One's own shifts of the rounds under way, and what one gave in each round. */
export const myShifts = endpoint({
  name: 'myShifts',
  method: 'GET',
  path: '/my/shifts',
  input: z.object({}),
  output: z.object({ shifts: z.array(OwnShift), services: z.array(Service) }),
})
