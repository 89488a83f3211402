import type { Parsed } from '@loumen/shared/endpoint'
import { maskDocument, maskPhone } from '@loumen/shared/masking'
import { Refused } from '@loumen/shared/refusals'
import type { Grant } from '@loumen/shared/roles'
import type * as api from '@loumen/shared/roster/api'
import { sharesRoom } from '@loumen/shared/roster/place'
import type { HouseholdClaim } from '@loumen/shared/roster/schema'
import type { Types } from 'mongoose'
import { AccountModel } from '../accounts/model'
import { phonePlace } from '../accounts/present'
import { forget } from '../accounts/sessions'
import type { Actor } from '../base/actor'
import { change } from '../base/change'
import { duplicateKey, newId, oid } from '../base/db'
import { blind, seal, unseal } from '../base/personal'
import { now } from '../clock'
import { pathOfScope } from '../community/paths'
import { mayInside, readEntrances, readNode } from '../community/queries'
import { count } from '../http/limits'
import { publish } from '../realtime/publish'
import { type ClaimDocument, ClaimModel, HouseholdModel, type ResidentDocument, ResidentModel } from './model'
import { documentIndexes, openResident, rosterKey } from './personal'

const place = (field: 'name' | 'document', id: unknown) => `claims.${field}|${id}`

const mostListed = 200

/** The households of each of these residents as grants: what their phones may see. */
export async function grantsOfResidents(accountIds: readonly string[]): Promise<Map<string, Grant[]>> {
  const claims = await ClaimModel.find(
    { accountId: { $in: accountIds.map(oid) }, state: 'granted' },
    { accountId: 1, householdId: 1 },
  ).lean()
  const grants = new Map(accountIds.map((id): [string, Grant[]] => [id, []]))
  for (const { accountId, householdId } of claims)
    grants.get(String(accountId))?.push({ role: 'resident', scope: String(householdId) })
  return grants
}

type Claimed = (householdId: string) => void
const listeners: Claimed[] = []

/** Hears of households that one phone more may see. */
export const whenClaimed = (listener: Claimed) => listeners.push(listener)
export const claimed = (householdId: string) => {
  for (const listener of listeners) listener(householdId)
}

/**
 * Asks to see a household. Granted at once only when name and number match a person and the verified phone is the
 * household's in the roster; unknown people, mismatches and other phones all wait for a grid leader and look alike.
 */
export async function claimHousehold({ communityId, name, document }: Parsed<typeof api.claimHousehold>, actor: Actor) {
  const accountId = await mustClaim(actor)
  if ((await readNode(communityId))?.kind !== 'community') throw new Refused('notFound')
  const match = await matching(communityId, name, document)
  const granted = await phoneBelongs(accountId, match)
  const fingerprint = blind('import', [communityId, name.normalize('NFKC'), document].join('|'))
  return recordClaim({ communityId, fingerprint, match, granted, said: { name, document } }, actor)
}

/**
 * Opens the household of somebody whose slip this account holds; in a room that people share, its owner's part alone.
 * Nothing of the person is kept with it: the slip says no name.
 */
export async function claimByResident(resident: ResidentDocument, actor: Actor) {
  const communityId = String(resident.communityId)
  const fingerprint = blind('import', [communityId, 'slip', resident._id].join('|'))
  return recordClaim(
    { communityId, fingerprint, match: resident, granted: true, said: { name: '', document: '' } },
    actor,
  )
}

/** Residents ask, a few times an hour; answers the account. Refuses with auth.forbidden, rate.limited. */
export async function mustClaim(actor: Actor): Promise<string> {
  const accountId = actor.self()
  if (actor.account.kind !== 'resident') throw new Refused('auth.forbidden')
  await count('claimByAccount', accountId)
  return accountId
}

interface Claim {
  communityId: string
  fingerprint: string
  match: ResidentDocument | undefined
  granted: boolean
  said: { name: string; document: string }
}

/** The same request of an account twice is one claim; what was decided stays decided. */
async function recordClaim({ communityId, fingerprint, match, granted, said }: Claim, actor: Actor) {
  const accountId = actor.self()
  const before = await ClaimModel.findOne({ accountId: oid(accountId), fingerprint }).lean()
  const known = before && String(before.householdId) === String(match?.householdId)
  if (before && (before.state !== 'waiting' || (known && !granted))) return present(before)
  const { claimId } = await change(actor, async (tx) => {
    const _id = before?._id ?? newId()
    const fields: ClaimDocument = {
      _id,
      communityId: oid(communityId),
      accountId: oid(accountId),
      state: granted ? 'granted' : 'waiting',
      householdId: match?.householdId,
      residentId: match?._id,
      fingerprint,
      name: seal(rosterKey(communityId), place('name', _id), said.name),
      document: seal(rosterKey(communityId), place('document', _id), said.document),
      at: now(),
    }
    await ClaimModel.updateOne({ _id }, { $set: fields }, { upsert: true, session: tx.session })
    await tx.note(granted ? 'claim.granted' : 'claim.made', [
      communityId,
      String(_id),
      ...(match ? [String(match.householdId)] : []),
    ])
    return { claimId: String(_id) }
  }).catch(async (error) => {
    const same = duplicateKey(error) && (await ClaimModel.findOne({ accountId: oid(accountId), fingerprint }).lean())
    if (!same) throw error
    return { claimId: String(same._id) }
  })
  forget(accountId)
  if (!granted) publish.changed('community', communityId, 'household')
  else if (match) claimed(String(match.householdId))
  return present(await find(claimId))
}

const present = (claim: ClaimDocument): HouseholdClaim => ({
  id: String(claim._id),
  state: claim.state,
  at: claim.at.toISOString(),
})

async function find(claimId: string) {
  const claim = await ClaimModel.findById(oid(claimId)).lean()
  if (!claim) throw new Refused('notFound')
  return claim
}

async function matching(communityId: string, name: string, document: string): Promise<ResidentDocument | undefined> {
  const candidates = await ResidentModel.find({
    communityId: oid(communityId),
    documentIndex: { $in: documentIndexes(document) },
  }).lean()
  const said = bare(name)
  const matches = candidates.filter((resident) => bare(openResident(resident, 'name')) === said)
  return matches.length === 1 ? matches[0] : undefined
}

const bare = (name: string) =>
  name
    .normalize('NFKC')
    .replace(/[\s·•]/g, '')
    .toLowerCase()

/** Asks the same of the database whether or not somebody matched, so that the time says nothing. */
async function phoneBelongs(accountId: string, resident: ResidentDocument | undefined) {
  const account = await AccountModel.findById(oid(accountId), { phoneIndex: 1 }).lean()
  const householdId = resident?.householdId ?? newId()
  const phoneIndex = account?.phoneIndex ?? ''
  const known = await ResidentModel.find({ householdId, phoneIndex }, { _id: 1 }).lean()
  const household = await HouseholdModel.findById(householdId, { kind: 1 }).lean()
  if (!resident || !phoneIndex) return false
  // A room mate's phone says nothing of the others in the room.
  return known.some(({ _id }) => !sharesRoom(household?.kind ?? '') || _id.equals(resident._id))
}

/**
 * The claims that wait for a decision, with the household that each one matches. A grid leader gets those that match a
 * household of the grid.
 */
export async function listClaims({ communityId }: Parsed<typeof api.listClaims>, actor: Actor) {
  const whole = await pathOfScope(communityId)
  if (!actor.may('claims.decide', whole) && !(await mayInside(actor, 'claims.decide', communityId)))
    throw new Refused('auth.forbidden')
  const oldest = (matching: boolean) =>
    ClaimModel.find({ communityId: oid(communityId), state: 'waiting', householdId: matching ? { $ne: null } : null })
      .sort({ at: 1 })
      .limit(mostListed)
      .lean()
  // Apart, so that no flood of invented people hides those who do live here.
  const waiting = [...(await oldest(true)), ...(await oldest(false))]
  const paths = await Promise.all(
    waiting.map((claim) => (claim.householdId ? pathOfScope(String(claim.householdId)) : whole)),
  )
  const claims = waiting.flatMap((claim, i) => {
    const path = paths[i] ?? whole
    return actor.may('claims.decide', path) ? [{ ...claim, view: actor.view(path) }] : []
  })
  const households = await HouseholdModel.find({
    _id: { $in: claims.flatMap((claim) => claim.householdId ?? []) },
  }).lean()
  const entrances = await readEntrances(households.map((household) => String(household.entranceId)))
  const accounts = await AccountModel.find({ _id: { $in: claims.map((claim) => claim.accountId) } }).lean()
  return {
    claims: claims.map((claim) => {
      const household = households.find((one) => String(one._id) === String(claim.householdId))
      const account = accounts.find((one) => String(one._id) === String(claim.accountId))
      return {
        id: String(claim._id),
        name: unseal(place('name', claim._id), claim.name),
        document: maskDocument(unseal(place('document', claim._id), claim.document), claim.view.document) ?? '',
        phone: (account?.phone && maskPhone(unseal(phonePlace(account._id), account.phone), claim.view.phone)) ?? '',
        household: household
          ? {
              id: String(household._id),
              entrance: entrances.find((one) => String(one._id) === String(household.entranceId))?.label ?? '',
              door: household.door,
            }
          : null,
        at: claim.at.toISOString(),
      }
    }),
  }
}

/** Grants or refuses a waiting claim; two who decide at once: one decision stands. */
export async function decideClaim({ claimId, granted }: Parsed<typeof api.decideClaim>, actor: Actor) {
  const claim = await find(claimId)
  const path = await pathOfScope(claim.householdId ? String(claim.householdId) : String(claim.communityId))
  actor.must('claims.decide', path)
  if (granted && !claim.householdId) throw new Refused('notFound')
  await change(actor, async (tx) => {
    const { modifiedCount } = await ClaimModel.updateOne(
      { _id: claim._id, state: 'waiting' },
      { $set: { state: granted ? 'granted' : 'refused' } },
      { session: tx.session },
    )
    if (!modifiedCount) throw new Refused('claim.state')
    await tx.note(granted ? 'claim.granted' : 'claim.refused', [String(claim.communityId), claimId])
    return { claimId }
  })
  forget(String(claim.accountId))
  publish.changed('resident', String(claim.accountId), 'household')
  publish.changed('community', String(claim.communityId), 'household')
  if (granted) claimed(String(claim.householdId))
  return present(await find(claimId))
}

/** How many claims of a community wait for a decision. */
export const waitingClaims = (communityIds: readonly Types.ObjectId[]) =>
  ClaimModel.countDocuments({ communityId: { $in: communityIds }, state: 'waiting' })

/** The accounts that see each of these households. */
export async function accountsByHousehold(householdIds: readonly string[]): Promise<Map<string, string[]>> {
  const claims = await ClaimModel.find(
    { householdId: { $in: householdIds.map(oid) }, state: 'granted' },
    { accountId: 1, householdId: 1 },
  ).lean()
  const accounts = new Map<string, string[]>()
  for (const { accountId, householdId } of claims) {
    const known = accounts.get(String(householdId)) ?? []
    if (!known.includes(String(accountId))) accounts.set(String(householdId), [...known, String(accountId)])
  }
  return accounts
}

/** The accounts that may see a household: who is told of its results. */
export async function accountsOf(householdIds: readonly string[]): Promise<string[]> {
  const claims = await ClaimModel.find(
    { householdId: { $in: householdIds.map(oid) }, state: 'granted' },
    { accountId: 1 },
  ).lean()
  return [...new Set(claims.map((claim) => String(claim.accountId)))]
}

/** What these accounts claim, and what became of it. */
export const claimsOf = (accountIds: readonly string[]) =>
  ClaimModel.find(
    { accountId: { $in: accountIds.map(oid) } },
    { accountId: 1, communityId: 1, state: 1, householdId: 1, residentId: 1 },
  ).lean<AccountClaim[]>()

export type AccountClaim = Pick<ClaimDocument, 'accountId' | 'communityId' | 'state' | 'householdId' | 'residentId'>
