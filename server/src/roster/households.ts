import type { Parsed } from '@loumen/shared/endpoint'
import { Refused } from '@loumen/shared/refusals'
import { plain } from '@loumen/shared/roster/cell'
import type * as api from '@loumen/shared/roster/people-api'
import { floorOf, placeKey } from '@loumen/shared/roster/place'
import type { Types } from 'mongoose'
import type { Actor } from '../base/actor'
import type { Change } from '../base/change'
import { newId, oid } from '../base/db'
import { EntranceModel } from '../community/model'
import { pathOfScope } from '../community/paths'
import { atRev, changeRoster, stale } from './changes'
import { doorKind } from './homes'
import { type HouseholdDocument, HouseholdModel, living, ResidentModel } from './model'
import { openNote, sealDetails, sealNote } from './personal'
import { readHousehold } from './queries'

/** Changes a household's own tags, note, times and links. Tags that its people need stay. */
export async function editHousehold(input: Parsed<typeof api.editHousehold>, actor: Actor) {
  const { householdId, rev, tags, note, times, comesWith } = input
  const household = await findHousehold(householdId)
  const { _id, communityId } = household
  actor.must('roster.edit', await pathOfScope(householdId))
  await mustBeNear(household, comesWith ?? [])
  const fields = (['tags', 'note', 'times', 'comesWith'] as const).filter((field) => input[field] !== undefined)
  await changeRoster(actor, communityId, async (tx, follow) => {
    const { session } = tx
    const needed = await neededTags(household, tx)
    const before = await HouseholdModel.findOneAndUpdate(
      { _id, ...atRev(rev) },
      {
        $set: {
          ...(tags && { tags: [...new Set([...tags, ...needed])] }),
          ...(note && { note: sealNote(communityId, householdId, note) }),
          ...(times && { times }),
          ...(comesWith && { comesWith: comesWith.map(oid) }),
        },
        ...(note === null ? { $unset: { note: 1 } } : {}),
        $inc: { rev: 1 },
      },
      { session },
    ).lean()
    if (!before) throw stale()
    if (comesWith) await linkBack(before, comesWith, tx)
    const after = await HouseholdModel.findById(_id, null, { session }).lean()
    if (after && (tags || times || comesWith)) await follow({ kind: 'needs', household: after })
    for (const other of comesWith ? await readHouseholdsIn(relinked(before, comesWith), tx) : [])
      await follow({ kind: 'needs', household: other })
    const said = {
      tags: before.tags,
      note: before.note ? openNote(_id, before.note) : '',
      times: before.times ?? [],
      comesWith: (before.comesWith ?? []).map(String),
    }
    await tx.note(
      'household.edited',
      [householdId, String(communityId)],
      sealDetails(communityId, householdId, {
        fields,
        before: Object.fromEntries(fields.map((field) => [field, said[field]])),
      }),
    )
    return { householdId }
  })
  return readHousehold({ householdId }, actor)
}

export async function findHousehold(householdId: string): Promise<HouseholdDocument> {
  const household = await HouseholdModel.findById(oid(householdId)).lean()
  if (!household) throw new Refused('notFound')
  return household
}

/** Only households of the same community come down together. */
async function mustBeNear({ _id, communityId }: HouseholdDocument, ids: readonly string[]) {
  if (!ids.length) return
  const near = await HouseholdModel.countDocuments({ _id: { $in: ids.map(oid), $ne: _id }, communityId })
  if (near !== new Set(ids).size) throw new Refused('notFound')
}

/** Each of two linked households names the other. */
async function linkBack({ _id, comesWith = [] }: HouseholdDocument, ids: readonly string[], tx: Change) {
  const gone = comesWith.filter((id) => !ids.includes(String(id)))
  const come = ids.filter((id) => !comesWith.some((known) => String(known) === id)).map(oid)
  const { session } = tx
  if (gone.length)
    await HouseholdModel.updateMany(
      { _id: { $in: gone } },
      { $pull: { comesWith: _id }, $inc: { rev: 1 } },
      { session },
    )
  if (come.length)
    await HouseholdModel.updateMany(
      { _id: { $in: come } },
      { $addToSet: { comesWith: _id }, $inc: { rev: 1 } },
      { session },
    )
}

/** Households that were linked to one or are so no more. */
const relinked = ({ comesWith = [] }: HouseholdDocument, ids: readonly string[]) => [
  ...comesWith.filter((id) => !ids.includes(String(id))),
  ...ids.filter((id) => !comesWith.some((known) => String(known) === id)).map(oid),
]

const readHouseholdsIn = (ids: readonly Types.ObjectId[], { session }: Change) =>
  HouseholdModel.find({ _id: { $in: ids } }, null, { session }).lean()

const neededTags = async ({ _id }: Pick<HouseholdDocument, '_id'>, tx: Change) =>
  ResidentModel.distinct('tags', { householdId: _id, ...living }).session(tx.session)

/**
 * What people need is their household's as well: it takes the tags of its people, and loses one that the last of them lost.
 * Answers whether its tags changed.
 */
export async function keepTags(household: HouseholdDocument, had: readonly string[], tx: Change): Promise<boolean> {
  const needed = await neededTags(household, tx)
  const lost = had.filter((tag) => !needed.includes(tag))
  const tags = [...new Set([...household.tags.filter((tag) => !lost.includes(tag)), ...needed])]
  if (tags.length === household.tags.length && tags.every((tag) => household.tags.includes(tag))) return false
  await HouseholdModel.updateOne({ _id: household._id }, { $set: { tags }, $inc: { rev: 1 } }, { session: tx.session })
  return true
}

/** The household behind a door, made when nobody lived there. */
export async function homeAt(entranceId: string, written: string, floor: number | undefined, tx: Change) {
  const { session } = tx
  const entrance = await EntranceModel.findById(oid(entranceId), null, { session }).lean()
  if (!entrance) throw new Refused('notFound')
  const door = plain(written).toUpperCase()
  const neighbour = await HouseholdModel.findOne({ entranceId: entrance._id }, null, { session }).lean()
  const front = neighbour
    ? neighbour.placeKey.slice(0, neighbour.placeKey.lastIndexOf('|'))
    : placeKey({ ...placeOf(entrance), door: '', kind: 'flat' }).slice(0, -1)
  const key = { communityId: entrance.communityId, placeKey: `${front}|${door}` }
  const known = await HouseholdModel.findOne(key, null, { session }).lean()
  if (known) return known
  const household: HouseholdDocument = {
    _id: newId(),
    ...key,
    entranceId: entrance._id,
    floor: floor ?? floorOf(door) ?? 0,
    door,
    kind: doorKind(entrance.kind),
    tags: [],
    rev: 1,
  }
  await HouseholdModel.create([household], { session })
  await tx.note('household.made', [String(household._id), String(household.communityId)])
  return household
}

/** An entrance's words as bare labels: 3号楼 → 3, 2单元 → 2; anything else is a group. */
function placeOf({ estate, building, name }: { estate: string; building: string; name: string }) {
  const entrance = /^(.+)单元$/.exec(name)?.[1]
  return {
    estate,
    building: building.replace(/号楼$/, ''),
    ...(entrance ? { entrance } : name ? { group: name } : {}),
  }
}
