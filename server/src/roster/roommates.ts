import { sharesRoom } from '@loumen/shared/roster/place'
import type { Actor } from '../base/actor'
import { oid } from '../base/db'
import type { AccountClaim } from './claims'
import { ClaimModel, type HouseholdDocument } from './model'
import { readHouseholds } from './queries'

/**
 * For whom a phone speaks in a room that people share without being a family: its owner alone. Undefined where everybody of
 * the household is meant: for families, and for staff.
 */
export async function spokenFor(
  actor: Actor,
  household: Pick<HouseholdDocument, '_id' | 'kind'>,
): Promise<ReadonlySet<string> | undefined> {
  if (!speaksForOne(actor, household)) return undefined
  const claims = await ClaimModel.find(
    { accountId: oid(actor.account.id), householdId: household._id, state: 'granted' },
    { residentId: 1 },
  ).lean()
  return new Set(claims.flatMap(({ residentId }) => (residentId ? [String(residentId)] : [])))
}

const speaksForOne = (actor: Actor, household: Pick<HouseholdDocument, 'kind'>) =>
  actor.account.kind === 'resident' && sharesRoom(household.kind)

/** The same by what the account's claims say, which were read already. */
export function spokenForBy(
  claims: readonly AccountClaim[],
  actor: Actor,
  household: Pick<HouseholdDocument, '_id' | 'kind'>,
): ReadonlySet<string> | undefined {
  if (!speaksForOne(actor, household)) return undefined
  const own = claims.filter(({ state, householdId }) => state === 'granted' && householdId?.equals(household._id))
  return new Set(own.flatMap(({ residentId }) => (residentId ? [String(residentId)] : [])))
}

/** The same for a household by its id. */
export async function spokenForIn(actor: Actor, householdId: string) {
  const [household] = actor.account.kind === 'resident' ? await readHouseholds([householdId]) : []
  return household && spokenFor(actor, household)
}
