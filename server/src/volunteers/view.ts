import { live } from '@loumen/shared/abilities'
import type { OwnVolunteering, Volunteer } from '@loumen/shared/volunteers/schema'
import { staffOf } from '../accounts/staff'
import { unseal } from '../base/personal'
import { now } from '../clock'
import { nameInside, readNode } from '../community/queries'
import type { VolunteerDocument } from './model'

export type SealedField = 'name' | 'phone' | 'note' | 'reason'
export const volunteerPlace = (field: SealedField, id: unknown) => `volunteers.${field}|${id}`

/** A sealed field of an offer; empty where it has none. */
export const said = (volunteer: VolunteerDocument, field: SealedField): string => {
  const sealed = volunteer[field]
  return sealed ? unseal(volunteerPlace(field, volunteer._id), sealed) : ''
}

/** Offers as everybody concerned sees them. Whoever's role has run out or was taken away helps no more. */
async function viewOffers(volunteers: readonly VolunteerDocument[]) {
  const staff = await staffOf(volunteers.flatMap(({ staffId }) => (staffId ? [String(staffId)] : [])))
  return Promise.all(
    volunteers.map(async (volunteer) => {
      const { _id, communityId, state, helps, times, staffId, scope, at } = volunteer
      const account = staff.get(String(staffId))
      const grant = account?.grants.find((one) => one.role === 'volunteer' && one.scope === scope)
      const serving = !!grant && live(grant, now().getTime())
      return {
        id: String(_id),
        state: state === 'accepted' && !serving ? ('ended' as const) : state,
        name: said(volunteer, 'name'),
        helps,
        times,
        note: said(volunteer, 'note') || null,
        reason: said(volunteer, 'reason') || null,
        login: account?.login ?? null,
        place: (scope && (await nameInside(String(communityId), scope))) || null,
        until: grant?.until ?? null,
        at: at.toISOString(),
      }
    }),
  )
}

/** Whether an offer stands in the way of another: it waits, or the person helps already. */
export const isOpen = async (volunteer: VolunteerDocument) =>
  (await viewOffers([volunteer])).some(({ state }) => state === 'waiting' || state === 'accepted')

export async function viewOwn(volunteers: readonly VolunteerDocument[]): Promise<OwnVolunteering[]> {
  const views = await viewOffers(volunteers)
  return Promise.all(
    volunteers.map(async ({ communityId }, i) => ({
      ...(views[i] as (typeof views)[number]),
      community: (await readNode(String(communityId)))?.name ?? '',
    })),
  )
}

export async function viewVolunteers(volunteers: readonly VolunteerDocument[]): Promise<Volunteer[]> {
  const views = await viewOffers(volunteers)
  return volunteers.map((volunteer, i) => ({
    ...(views[i] as (typeof views)[number]),
    phone: said(volunteer, 'phone') || null,
  }))
}
