import './zod-config'
import { z } from 'zod'
import { Id, Instant } from './fields'

/** The roles of the glossary, and `resident` for a household's own phone. */
export const roles = [
  'resident',
  'captain',
  'volunteer',
  'registrar',
  'sampler',
  'siteKeeper',
  'courier',
  'lab',
  'communityLead',
  'gridLeader',
  'siteLead',
  'district',
  'admin',
] as const
export const Role = z.enum(roles)
export type Role = z.infer<typeof Role>

/** Roles that are given to staff accounts by a person. */
export const StaffRole = Role.exclude(['resident'])
export type StaffRole = z.infer<typeof StaffRole>

/** The whole tree: what covers every community. */
export const everything = 'all'

/**
 * A role somewhere: `scope` is the id of a node, grid, entrance, site or household, or `all`.
 * It covers everything that has the scope on its path, from a time and until another where it says so.
 */
export const Grant = z.object({
  role: Role,
  scope: z.union([Id, z.literal(everything)]),
  from: Instant.optional(),
  until: Instant.optional(),
})
export type Grant = z.infer<typeof Grant>
