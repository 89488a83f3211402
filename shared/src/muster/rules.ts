import type { StaffRole } from '../roles'
import type { MusterState } from './schema'

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

const hour = 3_600_000
/** Staff are to be there two hours after they were called, medics four (R31). */
export const dueAfter = (roles: readonly StaffRole[]) => (roles.includes('sampler') ? 4 * hour : 2 * hour)

/** The longest that a list gives roles for: who is needed longer is called again. */
export const longestMuster = 14 * 24 * hour

/** Whether roles of a list may end then: later than now, and not for ever. */
export const mayEndMuster = (until: number, now: number) => until > now && until - now <= longestMuster

export const isMusterLate = (state: MusterState, dueAt: number, now: number) => state === 'expected' && now >= dueAt
