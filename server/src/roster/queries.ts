import type { Ability } from '@loumen/shared/abilities'
import type { Parsed } from '@loumen/shared/endpoint'
import { personView } from '@loumen/shared/masking'
import { Refused } from '@loumen/shared/refusals'
import type * as api from '@loumen/shared/roster/api'
import type { PipelineStage, Types } from 'mongoose'
import type { Actor } from '../base/actor'
import { record } from '../base/change'
import { oid } from '../base/db'
import type { EntranceDocument } from '../community/model'
import { pathOfScope } from '../community/paths'
import { entrancesOf, readEntrance, readEntrances } from '../community/queries'
import { type HouseholdDocument, HouseholdModel, living, type ResidentDocument, ResidentModel } from './model'
import { documentIndexes, openResident, sealReason } from './personal'
import { presentHousehold, presentHouseholdRow, presentResident } from './present'
import { spokenFor } from './roommates'

const pageSize = 50

/** Where a household lies in the tree: its entrance's path and itself. */
export async function householdPath(id: string) {
  const household = await HouseholdModel.findById(oid(id)).lean()
  return household ? [...(await pathOfScope(String(household.entranceId))), id] : undefined
}

/** The households of a community that the actor's roles cover, by entrance and door. */
export async function listHouseholds(
  { communityId, entranceId, door, page }: Parsed<typeof api.listHouseholds>,
  actor: Actor,
) {
  const entrances = [...(await entrancesFor(actor, 'roster.read', communityId)).values()].map(
    ({ entrance }) => entrance,
  )
  const wanted = entrances.filter((entrance) => !entranceId || String(entrance._id) === entranceId)
  const filter = { entranceId: { $in: wanted.map((entrance) => entrance._id) }, ...(door ? { door } : {}) }
  const total = await HouseholdModel.countDocuments(filter)
  const households = await HouseholdModel.find(filter)
    .sort({ entranceId: 1, floor: 1, door: 1 })
    .skip((page - 1) * pageSize)
    .limit(pageSize)
    .lean()
  const counts = await countPeople(households)
  return {
    households: households.map((household) =>
      presentHouseholdRow(
        { ...household, ...(counts.get(String(household._id)) ?? { people: 0, toVerify: 0 }) },
        entrances.find((entrance) => String(entrance._id) === String(household.entranceId)),
      ),
    ),
    total,
    pageSize,
  }
}

/** How many live in each household, and how many of them are to be verified. */
export async function countPeople(households: readonly HouseholdDocument[]) {
  const pipeline: PipelineStage[] = [
    { $match: { householdId: { $in: households.map((household) => household._id) }, ...living } },
    { $group: { _id: '$householdId', people: { $sum: 1 }, toVerify: { $sum: { $cond: ['$toVerify', 1, 0] } } } },
  ]
  const rows = await ResidentModel.aggregate<{ _id: unknown; people: number; toVerify: number }>(pipeline)
  return new Map(rows.map(({ _id, people, toVerify }) => [String(_id), { people, toVerify }]))
}

export async function readHousehold({ householdId }: Parsed<typeof api.readHousehold>, actor: Actor) {
  const path = await pathOfScope(householdId)
  if (!actor.may('households.own', path)) actor.must('roster.read', path)
  const household = await HouseholdModel.findById(oid(householdId)).lean()
  const entrance = household && (await readEntrance(String(household.entranceId)))
  if (!household || !entrance) throw new Refused('notFound')
  const own = await spokenFor(actor, household)
  const linked = await readHouseholds((household.comesWith ?? []).map(String))
  const entrances = await readEntrances(linked.map((one) => String(one.entranceId)))
  return presentHousehold(
    household,
    entrance,
    (await residentsOf([householdId])).filter(({ _id }) => !own || own.has(String(_id))),
    actor.view(path),
    linked.map((one) => ({
      id: String(one._id),
      entrance: entrances.find(({ _id }) => _id.equals(one.entranceId))?.label ?? '',
      door: one.door,
    })),
  )
}

/** Shows one person's full number and phone, and leaves the reason in the history. */
export async function revealResident({ residentId, reason }: Parsed<typeof api.revealResident>, actor: Actor) {
  const resident = await ResidentModel.findById(oid(residentId)).lean()
  if (!resident) {
    actor.must('roster.reveal', [])
    throw new Refused('notFound')
  }
  actor.must('roster.reveal', await pathOfScope(String(resident.householdId)))
  await noteRevealed(resident, reason, actor)
  return presentResident(resident, { ...personView(['resident']), document: 'full', phone: 'full', tags: true })
}

/** Leaves in the history that somebody looked at a person in full, and why. */
export const noteRevealed = (
  { _id, householdId, communityId }: Pick<ResidentDocument, '_id' | 'householdId' | 'communityId'>,
  reason: string,
  actor: Actor,
) =>
  record(
    actor,
    'resident.revealed',
    [String(_id), String(householdId), String(communityId)],
    sealReason(communityId, String(_id), reason),
  )

/** The entrances of a community that an ability of the actor reaches, with their paths. Refuses with auth.forbidden when there are none. */
export async function entrancesFor(actor: Actor, ability: Ability, communityId: string) {
  const above = await pathOfScope(communityId)
  const reached = new Map<string, { entrance: EntranceDocument; path: string[] }>()
  for (const entrance of await entrancesOf(communityId)) {
    const id = String(entrance._id)
    const path = [...above, ...(entrance.gridId ? [String(entrance.gridId)] : []), id]
    if (actor.may(ability, path)) reached.set(id, { entrance, path })
  }
  if (!reached.size && !actor.may(ability, above)) throw new Refused('auth.forbidden')
  return reached
}

export const residentsOf = (householdIds: readonly string[]) =>
  ResidentModel.find({ householdId: { $in: householdIds.map(oid) }, ...living })
    .sort({ _id: 1 })
    .lean()

/** People by id, for views that carry their names. */
export const readResidents = (ids: readonly string[]) => ResidentModel.find({ _id: { $in: ids.map(oid) } }).lean()

/** What these people are called, whether they still live here or not. */
export async function readNames(residentIds: readonly Types.ObjectId[]): Promise<(residentId: string) => string> {
  const found = await ResidentModel.find({ _id: { $in: residentIds } }, { name: 1 }).lean()
  const residents = new Map(found.map((resident) => [String(resident._id), resident]))
  return (residentId) => {
    const resident = residents.get(residentId)
    return resident ? openResident(resident, 'name') : ''
  }
}

export const readHouseholds = (ids: readonly string[]) => HouseholdModel.find({ _id: { $in: ids.map(oid) } }).lean()

/** The people whose document this number is. */
export const findByDocument = (communityIds: readonly Types.ObjectId[], number: string) =>
  ResidentModel.find({ communityId: { $in: communityIds }, documentIndex: { $in: documentIndexes(number) }, ...living })
    .limit(5)
    .lean()

/** The households behind a door number, in these communities or behind one entrance. */
export const findDoors = (communityIds: readonly Types.ObjectId[], door: string, entranceId?: string) =>
  HouseholdModel.find({
    communityId: { $in: communityIds },
    door,
    ...(entranceId ? { entranceId: oid(entranceId) } : {}),
  })
    .limit(200)
    .lean()

/** Every person of these communities in the roster's order, with their household: who is expected in a round. */
export async function everybody(communityIds: readonly string[]) {
  const ids = communityIds.map(oid)
  const households = await HouseholdModel.find(
    { communityId: { $in: ids } },
    { communityId: 1, entranceId: 1, floor: 1, door: 1, tags: 1 },
  ).lean()
  const residents = await ResidentModel.find({ communityId: { $in: ids }, ...living }, { householdId: 1 })
    .sort({ _id: 1 })
    .lean()
  return { households, residents }
}

/** Counts of people to be verified, for the overview. */
export const toVerify = (communityIds: readonly Types.ObjectId[]) =>
  ResidentModel.countDocuments({ communityId: { $in: communityIds }, toVerify: true, ...living })

/** The households of some communities that have one of these tags, themselves or one of their people. */
export async function householdsWithTags(communityIds: readonly Types.ObjectId[], tags: readonly string[]) {
  const tagged = await ResidentModel.find(
    { communityId: { $in: communityIds }, tags: { $in: tags }, ...living },
    { householdId: 1 },
  ).lean()
  return HouseholdModel.find({
    communityId: { $in: communityIds },
    $or: [{ tags: { $in: tags } }, { _id: { $in: tagged.map((resident) => resident.householdId) } }],
  })
    .limit(2000)
    .lean<HouseholdDocument[]>()
}
