import type { Grant, StaffRole } from '@loumen/shared/roles'
import type { GrantDraft } from './grant-fields'

type StaffGrant = Grant & { role: StaffRole }

const complete = (draft: GrantDraft): draft is GrantDraft & { role: StaffRole; scope: string } =>
  !!draft.role && !!draft.scope

/** The roles of a form as the server takes them. */
export const grantsOf = (drafts: readonly GrantDraft[] = []): StaffGrant[] =>
  drafts.filter(complete).map(({ role, scope, until }) => ({
    role,
    scope,
    ...(until ? { until: new Date(until).toISOString() } : {}),
  }))

const isStaffGrant = (grant: Grant): grant is StaffGrant => grant.role !== 'resident'

/** Somebody's roles as a form shows them. */
export const draftsOf = (grants: readonly Grant[]): GrantDraft[] =>
  grants.filter(isStaffGrant).map(({ role, scope, until }) => ({ role, scope, until: until && localTime(until) }))

function localTime(instant: string): string {
  const date = new Date(instant)
  return new Date(date.getTime() - date.getTimezoneOffset() * 60_000).toISOString().slice(0, 16)
}
