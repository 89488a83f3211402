import type { StaffRole } from '../roles'
import { type Attendance, isLate } from '../shifts/rules'
import type { LoanState } from './loan-schema'
import type { MusterState, PostStanding } from './schema'

/** Roles that a list can give: what somebody does at a site or in the community for some hours (R31). */
export const musterRoles = [
  'registrar',
  'sampler',
  'siteKeeper',
  'siteLead',
  'courier',
  'volunteer',
] as const satisfies readonly StaffRole[]
export type MusterRole = (typeof musterRoles)[number]

/** Roles that a site's lead can give to somebody who stands there: everything but their own. */
export const joinRoles = musterRoles.filter((role): role is Exclude<MusterRole, 'siteLead'> => role !== 'siteLead')

/** Roles at a site for which a community lends its people: not the lead's. */
export const loanRoles = joinRoles

const hour = 3_600_000
/** How long an ask to help waits for the lead before it is void. */
export const askLasts = hour / 2
/** Staff are to be there two hours after they were called, medics four (R31). */
export const dueAfter = (roles: readonly StaffRole[]) => (roles.includes('sampler') ? 4 * hour : 2 * hour)

/** The longest that a list gives roles for: who is needed longer is called again. */
export const longestMuster = 14 * 24 * hour

/** Whether roles of a list may end then: later than now, and not for ever. */
export const mayEndMuster = (until: number, now: number) => until > now && until - now <= longestMuster

/** Whether a loan may last from then until then: it ends later than now and than it starts, and not after a list's roles would. */
export const mayLend = (starts: number, until: number, now: number) => starts < until && mayEndMuster(until, now)

/** What a loan is by now: an ask runs out with its time, a loan is over with it. */
export const loanStateNow = <S extends LoanState>(state: S, until: number, now: number) =>
  until > now ? state : state === 'asked' ? 'expired' : state === 'granted' ? 'over' : state

export const isMusterLate = (state: MusterState, dueAt: number, now: number) => state === 'expected' && now >= dueAt

/** Whether a shift is to be stood now: it has begun or somebody is there, and it is not over for who never came. */
export const isDue = ({ state, from, until }: Attendance, now: number) =>
  state === 'planned' && now >= from && now < until

/** How a post is manned now: by who stands there, then by who should, then by who answers for it and when it is needed. */
export function standingOf(
  post: { from: number | null; until: number | null; held: boolean },
  shifts: readonly Attendance[],
  now: number,
): PostStanding {
  if (shifts.some(({ state }) => state === 'here')) return 'manned'
  const due = shifts.filter((shift) => isDue(shift, now))
  if (due.length) return due.some((shift) => isLate(shift, now)) ? 'late' : 'due'
  if ((post.from ?? now) > now || (post.until ?? now + 1) <= now) return 'later'
  return post.held ? 'held' : 'empty'
}

/** What a lead has to look at first. */
export const standingOrder = ['late', 'empty', 'due', 'held', 'manned', 'later'] as const satisfies PostStanding[]
