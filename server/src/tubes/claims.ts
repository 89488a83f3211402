import type { Parsed } from '@loumen/shared/endpoint'
import { maskName, type PersonView } from '@loumen/shared/masking'
import { Refused } from '@loumen/shared/refusals'
import { everything } from '@loumen/shared/roles'
import type * as api from '@loumen/shared/tubes/claims'
import type { TubeClaim } from '@loumen/shared/tubes/claims'
import type { Types } from 'mongoose'
import { namesOf } from '../accounts/queries'
import { Actor } from '../base/actor'
import { change } from '../base/change'
import { duplicateKey, oid } from '../base/db'
import { seal, unseal } from '../base/personal'
import { now, real } from '../clock'
import { roundKey } from '../rounds/keys'
import { findRound, roundPath, sitesOf, tablesOf } from '../rounds/queries'
import { ticketsChanged } from '../tickets/commands'
import { makeVisit } from '../visits/commands'
import { peopleOf } from './admissible'
import { tubesChanged } from './changed'
import { tubeEntry } from './commands'
import { type TubeClaimDocument, type TubeDocument, TubeModel, type TubePersonDocument } from './model'
import { sealPerson } from './present'
import { findTube, poolsOf, tubePath } from './queries'
import { findScanned } from './scan'
import { findOrAdd } from './walk-in'

const shown = 500

const claimPlace = (claimId: unknown) => `tubes.claim|${claimId}`
const reasonPlace = (claimId: unknown) => `tubes.claimReason|${claimId}`

/** Who a claim is about, as a device recorded it, under the round's key. */
export const sealClaimant = (roundId: unknown, claimId: unknown, name: string, last4: string) =>
  seal(roundKey(roundId), claimPlace(claimId), JSON.stringify([name, last4]))

/** Why a claim was decided, under the round's key. */
export const claimReason = (roundId: unknown, claimId: unknown, reason: string) =>
  seal(roundKey(roundId), reasonPlace(claimId), reason)

const openClaimant = (claim: TubeClaimDocument) =>
  JSON.parse(unseal(claimPlace(claim._id), claim.person)) as [name: string, last4: string]

/** The claims of a round, those that wait first. */
export async function listTubeClaims({ roundId }: Parsed<typeof api.listTubeClaims>, actor: Actor) {
  const round = await findRound(roundId)
  const sites = await sitesOf(roundId)
  const path = [...(await roundPath(round)), ...sites.map((site) => String(site._id))]
  actor.must('tubeClaims.decide', path)
  const tubes = await TubeModel.find({ roundId: round._id, 'claims.0': { $exists: true } }).lean()
  const own = await Promise.all(tubes.map(async (tube) => actor.may('tubeClaims.decide', await pathOfTube(tube))))
  const views = await presentClaims(
    tubes.filter((_, at) => own[at]),
    actor.view(path),
  )
  const rank = (claim: TubeClaim) => `${claim.decision ? 1 : 0}${claim.recordedAt}`
  return { claims: views.sort((a, b) => (rank(a) < rank(b) ? -1 : 1)).slice(0, shown) }
}

async function presentClaims(tubes: readonly TubeDocument[], view: PersonView): Promise<TubeClaim[]> {
  const roundIds = [...new Set(tubes.map((tube) => String(tube.roundId)))]
  const [sites, tables] = await Promise.all([
    Promise.all(roundIds.map(sitesOf)).then((lists) => lists.flat()),
    Promise.all(roundIds.map(tablesOf)).then((lists) => lists.flat()),
  ])
  const accounts = tubes.flatMap(({ claims = [] }) =>
    claims.flatMap(({ recorderId, decision }) => [recorderId, ...(decision ? [decision.accountId] : [])]),
  )
  const names = await namesOf([...new Set(accounts)].filter(Boolean).map(oid))
  return tubes.flatMap((tube) =>
    (tube.claims ?? []).map((claim) => {
      const [name, last4] = openClaimant(claim)
      return {
        id: String(claim._id),
        tubeId: String(tube._id),
        barcode: tube.barcode,
        tubeState: tube.state,
        table: tables.find((table) => String(table._id) === String(tube.tableId))?.number ?? null,
        site: sites.find((site) => String(site._id) === String(tube.siteId))?.name ?? null,
        residentId: claim.residentId ? String(claim.residentId) : null,
        name: claim.residentId ? maskName(name, view.name) : name,
        last4: claim.residentId && view.document === 'none' ? null : last4 || null,
        entrance: claim.entrance,
        door: claim.door,
        why: { code: claim.why.code, details: claim.why.details ?? {} },
        recorder: names.get(claim.recorderId) ?? '',
        recordedAt: claim.recordedAt.toISOString(),
        decision: claim.decision && {
          kind: claim.decision.kind,
          by: names.get(claim.decision.accountId) ?? '',
          at: claim.decision.at.toISOString(),
          reason: unseal(reasonPlace(claim._id), claim.decision.reason),
        },
      }
    }),
  )
}

/** Decides claims of a tube: a member joins its people by a correction, also beyond its capacity, because it happened. */
export async function decideTubeClaims(input: Parsed<typeof api.decideTubeClaims>, actor: Actor) {
  const { tubeId, claimIds, decision, reason } = input
  const tube = await findTube(tubeId)
  const path = await pathOfTube(tube)
  actor.must('tubeClaims.decide', path)
  const round = await findRound(String(tube.roundId))
  const [named] = input.scan ? await findScanned(input.scan, round) : []
  let [namedPerson] = named ? await peopleOf([named], round) : []
  const { walkIn } = input
  if ((input.scan || walkIn) && claimIds.length > 1) throw new Refused('claim.who')
  await change(actor, async (tx) => {
    const present = await TubeModel.findById(tube._id).session(tx.session).lean()
    const chosen = (present?.claims ?? []).filter((claim) => claimIds.includes(String(claim._id)))
    if (!present || chosen.length !== new Set(claimIds).size) throw new Refused('notFound')
    if (chosen.some((claim) => claim.decision)) throw new Refused('claim.state')
    if (walkIn && decision === 'member' && chosen.every((claim) => !claim.residentId))
      [namedPerson] = await peopleOf([await findOrAdd(walkIn, round, tx)], round)
    const people = decision === 'member' ? chosen.map((claim) => memberOf(present, claim, namedPerson)) : []
    if (people.length && (present.state === 'resulted' || present.state === 'void'))
      throw new Refused('tube.state', { state: present.state })
    const decided = (present.claims ?? []).map((claim) =>
      chosen.includes(claim) ? { ...withPerson(claim, namedPerson), decision: verdict(present, claim) } : claim,
    )
    await TubeModel.updateOne(
      { _id: tube._id },
      {
        $set: { claims: decided, changedAt: new Date(real()) },
        $inc: { openClaims: -chosen.length, room: -people.length },
        $push: {
          people: { $each: people },
          history: {
            $each: chosen.map((claim) =>
              tubeEntry(actor, `claim.${decision}`, {
                ...(claim.residentId ? { residentId: String(claim.residentId) } : {}),
                reason: claimReason(tube.roundId, claim._id, reason),
              }),
            ),
          },
        },
      },
      { session: tx.session },
    )
    return { tubeId }
  }).catch(async (error) => {
    if (!duplicateKey(error)?.includes('people.residentId')) throw error
    const ids = (tube.claims ?? []).flatMap((claim) =>
      claimIds.includes(String(claim._id)) && claim.residentId ? [claim.residentId] : [],
    )
    const wanted = namedPerson ? [...ids, namedPerson.residentId] : ids
    const [pool] = await poolsOf(tube.roundId, wanted)
    const place = pool?.people.findIndex((person) => wanted.some((id) => id.equals(person.residentId))) ?? 0
    throw new Refused('person.inTube', { barcode: pool?.barcode, place: place + 1 })
  })
  const after = await findTube(tubeId)
  tubesChanged(after)
  if (walkIn && namedPerson) ticketsChanged(String(round._id), String(namedPerson.householdId))
  if (decision === 'resample' && actor.outcome === 'applied') await sampleAgain(after, claimIds, actor)
  return { claims: await presentClaims([after], actor.view(path)) }

  function verdict(present: TubeDocument, claim: TubeClaimDocument): TubeClaimDocument['decision'] {
    const sealed = claimReason(present.roundId, claim._id, reason)
    return { kind: decision, accountId: actor.account.id, at: now(), reason: sealed }
  }
}

/** Where a tube lies; one whose people are all claimants lies where their household does. */
async function pathOfTube(tube: TubeDocument) {
  const path = await tubePath(tube)
  return path.length ? path : roundPath(await findRound(String(tube.roundId)))
}

/** Claimants who have to be sampled again, singly, get a visit; a household in a recall has its own. */
export async function sampleAgain(tube: TubeDocument, claimIds: readonly string[], { account, from }: Actor) {
  const decider = new Actor({ ...account, grants: [{ role: 'communityLead', scope: everything }] }, from)
  const chosen = (tube.claims ?? []).filter((claim) => claimIds.includes(String(claim._id)))
  for (const { residentId, householdId } of chosen) {
    if (!residentId || !householdId) continue
    const visit = { roundId: String(tube.roundId), householdId: String(householdId), kind: 'sampling' as const }
    await makeVisit({ ...visit, residentIds: [String(residentId)] }, decider).catch((error) => {
      if (!(error instanceof Refused)) throw error
    })
  }
}

function memberOf(
  tube: TubeDocument,
  claim: TubeClaimDocument,
  named: TubePersonDocument | undefined,
): TubePersonDocument {
  if (!claim.residentId) {
    if (!named) throw new Refused('claim.who')
    return { ...named, admittedAt: claim.recordedAt }
  }
  const [name, last4] = openClaimant(claim)
  return {
    residentId: claim.residentId,
    householdId: claim.householdId as Types.ObjectId,
    communityId: claim.communityId as Types.ObjectId,
    entranceId: claim.entranceId as Types.ObjectId,
    person: sealPerson(tube.roundId, claim.residentId, name, last4),
    entrance: claim.entrance,
    colour: claim.colour,
    door: claim.door,
    number: claim.number,
    admittedAt: claim.recordedAt,
  }
}

const withPerson = (claim: TubeClaimDocument, named: TubePersonDocument | undefined): TubeClaimDocument =>
  claim.residentId || !named
    ? claim
    : {
        ...claim,
        residentId: named.residentId,
        householdId: named.householdId,
        communityId: named.communityId,
        entranceId: named.entranceId,
      }

/**
 * Which of these people have a claim in a round that keeps a negative from them: one that waits, or one decided as a
 * single re-sampling that has not happened since.
 */
export async function claimants(roundId: Types.ObjectId, residentIds: readonly Types.ObjectId[]) {
  return claimantsOf(
    await TubeModel.find(
      { roundId, openClaims: { $exists: true }, 'claims.residentId': { $in: residentIds } },
      { claims: 1 },
    ).lean(),
  )
}

/** The same of tubes of one round that were read already. */
export function claimantsOf(tubes: readonly { claims?: Pick<TubeClaimDocument, 'residentId' | 'decision'>[] }[]) {
  const found = new Map<string, 'open' | Date>()
  for (const { residentId, decision } of tubes.flatMap((tube) => tube.claims ?? [])) {
    if (!residentId) continue
    if (!decision) found.set(String(residentId), 'open')
    else if (decision.kind === 'resample' && !found.has(String(residentId))) found.set(String(residentId), decision.at)
  }
  return found
}

export const openClaims = async (roundId: string) => {
  const tubes = await TubeModel.find({ roundId: oid(roundId), openClaims: { $gt: 0 } }, { openClaims: 1 }).lean()
  return tubes.reduce((sum, tube) => sum + (tube.openClaims ?? 0), 0)
}
