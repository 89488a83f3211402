import type { Parsed } from '@loumen/shared/endpoint'
import { maskPhone } from '@loumen/shared/masking'
import { Refused } from '@loumen/shared/refusals'
import type * as api from '@loumen/shared/roster/api'
import type { HouseholdPhone } from '@loumen/shared/roster/schema'
import type { ClientSession, Types } from 'mongoose'
import { AccountModel } from '../accounts/model'
import { phonePlace } from '../accounts/present'
import { forget } from '../accounts/sessions'
import type { Actor } from '../base/actor'
import { change } from '../base/change'
import { oid } from '../base/db'
import { unseal } from '../base/personal'
import { pathOfScope } from '../community/paths'
import { readEntrances } from '../community/queries'
import { publish } from '../realtime/publish'
import { ClaimModel } from './model'
import { readHouseholds } from './queries'
import { spokenForIn } from './roommates'

/** The phones that see a household, each once, for those who see it themselves. */
export async function listHouseholdPhones({ householdId }: Parsed<typeof api.listHouseholdPhones>, actor: Actor) {
  actor.must('households.own', await pathOfScope(householdId))
  return { phones: await phonesOf(householdId, actor) }
}

async function phonesOf(householdId: string, actor: Actor): Promise<HouseholdPhone[]> {
  const own = actor.account.id
  const alone = await spokenForIn(actor, householdId)
  const mine = alone ? { accountId: oid(own) } : {}
  const claims = await ClaimModel.find({ householdId: oid(householdId), state: 'granted', ...mine })
    .sort({ at: 1 })
    .lean()
  const accounts = await AccountModel.find({ _id: { $in: claims.map((claim) => claim.accountId) } }).lean()
  return accounts.map((account) => {
    const first = claims.find((claim) => claim.accountId.equals(account._id))
    return {
      id: String(account._id),
      phone: account.phone ? (maskPhone(unseal(phonePlace(account._id), account.phone), 'masked') ?? null) : null,
      since: (first?.at ?? account.createdAt).toISOString(),
      own: String(account._id) === own,
    }
  })
}

/** Ends that a phone sees the household; it may ask again, and a number of the roster is granted again at once. */
export async function removeHouseholdPhone(
  { householdId, phoneId }: Parsed<typeof api.removeHouseholdPhone>,
  actor: Actor,
) {
  actor.must('households.own', await pathOfScope(householdId))
  const own = phoneId === actor.account.id
  if (!own && (await spokenForIn(actor, householdId))) throw new Refused('household.roommate')
  await change(actor, async (tx) => {
    const { deletedCount } = await ClaimModel.deleteMany(
      { householdId: oid(householdId), accountId: oid(phoneId), state: 'granted' },
      { session: tx.session },
    )
    if (!deletedCount) throw new Refused('notFound')
    await tx.note(own ? 'household.left' : 'household.phoneRemoved', [householdId, phoneId])
    return { phoneId }
  })
  forget(phoneId)
  publish.changed('resident', phoneId, 'household')
  return { phones: own ? [] : await phonesOf(householdId, actor), own }
}

/** The claims of an account that becomes part of another move along; one that both made stays once. */
export async function joinClaims(from: Types.ObjectId, into: Types.ObjectId, session: ClientSession) {
  const kept = new Set(
    (await ClaimModel.find({ accountId: into }, { fingerprint: 1 }).session(session).lean()).map(
      (claim) => claim.fingerprint,
    ),
  )
  for (const claim of await ClaimModel.find({ accountId: from }).session(session).lean()) {
    if (kept.has(claim.fingerprint)) await ClaimModel.deleteOne({ _id: claim._id }, { session })
    else await ClaimModel.updateOne({ _id: claim._id }, { $set: { accountId: into } }, { session })
  }
}

/** An account's claims as its owner may take them away: which household, since when. */
export async function exportClaims(accountId: string) {
  const claims = await ClaimModel.find({ accountId: oid(accountId) })
    .sort({ at: 1 })
    .lean()
  const granted = claims.flatMap((claim) =>
    claim.state === 'granted' && claim.householdId ? [String(claim.householdId)] : [],
  )
  const households = await readHouseholds(granted)
  const entrances = await readEntrances(households.map((household) => String(household.entranceId)))
  return claims.map((claim) => {
    const household =
      claim.state === 'granted' ? households.find((one) => one._id.equals(claim.householdId ?? '')) : undefined
    return {
      name: unseal(`claims.name|${claim._id}`, claim.name),
      document: unseal(`claims.document|${claim._id}`, claim.document),
      state: claim.state,
      at: claim.at.toISOString(),
      household: household
        ? { entrance: entrances.find((one) => one._id.equals(household.entranceId))?.label ?? '', door: household.door }
        : null,
    }
  })
}

export async function dropClaims(accountId: string, session: ClientSession) {
  await ClaimModel.deleteMany({ accountId: oid(accountId) }, { session })
}
