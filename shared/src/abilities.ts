import { everything, type Grant, type Role } from './roles'

const leads = ['admin', 'communityLead'] as const
const office = [...leads, 'gridLeader'] as const
const desk = ['registrar', 'sampler', 'siteLead', 'siteKeeper'] as const
const field = [...office, ...desk, 'captain', 'volunteer', 'courier'] as const

/** Who may do what: the roles that have each ability, wherever their scope covers the thing. */
export const abilities = {
  'communities.create': ['admin', 'district', 'communityLead'],
  'communities.read': [...field, 'district', 'lab'],
  'grids.edit': leads,
  'entrances.edit': leads,
  'contacts.read': [...office, 'siteLead', 'captain'],
  'staff.manage': leads,
  'keys.manage': ['admin'],
  'roster.import': office,
  'roster.read': [...office, 'captain'],
  'roster.reveal': office,
  'roster.edit': office,
  'roster.vouch': [...office, 'captain'],
  'roster.merge': office,
  'roster.export': office,
  'roster.exportFull': leads,
  'roster.audit': leads,
  'claims.decide': office,
  'applications.decide': office,
  'volunteers.keep': office,
  'groups.keep': [...office, 'captain'],
  'households.own': ['resident'],
  'rounds.open': leads,
  'rounds.read': [...field, 'district', 'lab', 'resident'],
  'rounds.close': leads,
  'tables.open': [...leads, 'siteLead'],
  'posts.read': [...field, 'district'],
  'posts.edit': [...leads, 'siteLead'],
  'shifts.plan': [...office, 'siteLead'],
  'muster.keep': leads,
  'muster.run': [...leads, 'siteLead'],
  'hours.keep': office,
  'hours.exportFull': leads,
  'calls.grant': [...leads, 'siteLead'],
  'calls.call': [...leads, 'siteLead', 'captain'],
  'calls.follow': [...office, 'siteLead', 'captain'],
  'registrations.edit': ['resident', ...office, 'captain'],
  'neighbours.help': [...office, 'captain', 'volunteer'],
  'neighbours.keep': office,
  'slips.print': [...office, 'siteLead', 'siteKeeper'],
  'tubes.fill': [...leads, 'registrar', 'siteLead', 'sampler'],
  'tubes.close': [...leads, 'sampler', 'siteLead'],
  'tubes.read': [...leads, ...desk],
  'operations.replay': field,
  'tubeClaims.decide': [...leads, 'siteKeeper', 'siteLead'],
  'tubes.keep': [...leads, 'siteKeeper', 'siteLead'],
  'boxes.read': [...leads, ...desk, 'courier', 'lab'],
  'boxes.pack': [...leads, 'siteKeeper', 'siteLead', 'sampler'],
  'boxes.carry': [...leads, 'siteKeeper', 'siteLead', 'sampler', 'courier'],
  'boxes.receive': ['admin', 'lab', 'communityLead'],
  'results.upload': ['admin', 'lab', 'communityLead'],
  'results.read': ['admin', 'lab', 'communityLead'],
  'recalls.read': leads,
  'recalls.work': [...office, 'sampler'],
  'recalls.decide': leads,
  'duty.keep': leads,
  'certificates.issue': ['resident', ...office],
  'deliveries.keep': leads,
  'coverage.read': [...office, 'siteLead', 'district'],
  'rounds.compare': [...leads, 'district'],
  'sweeps.work': [...office, 'captain', 'volunteer'],
  'visits.make': office,
  'visits.read': [...office, 'sampler', 'volunteer', 'captain'],
  'visits.work': [...office, 'sampler', 'volunteer'],
  'visits.sample': ['sampler'],
  'clock.set': ['admin'],
} as const satisfies Record<string, readonly Role[]>

export type Ability = keyof typeof abilities

/** What a command is about: the ids on the way from the whole tree down to it. */
export type Path = readonly string[]

/** Whether one of these grants gives the ability for something on this path, at this time. */
export function can(grants: readonly Grant[], ability: Ability, path: Path, now: number): boolean {
  return grants.some(
    (grant) => gives(grant, ability, now) && (grant.scope === everything || path.includes(grant.scope)),
  )
}

/** Whether one of these grants gives the ability for anything at all: what menus are drawn from. */
export function canSomewhere(grants: readonly Grant[], ability: Ability, now: number): boolean {
  return grants.some((grant) => gives(grant, ability, now))
}

/** The roles by which somebody has an ability there; decides which personal fields they see. */
export function rolesFor(grants: readonly Grant[], path: Path, now: number): Role[] {
  return grants
    .filter((grant) => live(grant, now) && (grant.scope === everything || path.includes(grant.scope)))
    .map((grant) => grant.role)
}

/** Whether a grant is over for good. */
export const isOver = ({ until }: Grant, now: number) => !!until && Date.parse(until) <= now

/** Whether a grant has begun and not ended. */
export const live = (grant: Grant, now: number) => (!grant.from || Date.parse(grant.from) <= now) && !isOver(grant, now)
const gives = (grant: Grant, ability: Ability, now: number) =>
  live(grant, now) && (abilities[ability] as readonly Role[]).includes(grant.role)
