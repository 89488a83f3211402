import type * as api from '@loumen/shared/community/api'
import { type Entrance, type EntranceFields, entranceLabel } from '@loumen/shared/community/schema'
import type { UnitKind } from '@loumen/shared/community/units'
import type { Parsed } from '@loumen/shared/endpoint'
import { Refused } from '@loumen/shared/refusals'
import type { ClientSession, Types } from 'mongoose'
import type { Actor } from '../base/actor'
import { type Change, change, replayed } from '../base/change'
import { duplicateKey, newId, oid } from '../base/db'
import { seal } from '../base/personal'
import { publish } from '../realtime/publish'
import { type EntranceDocument, EntranceModel, NodeModel } from './model'
import { pathOfScope } from './paths'
import { contactPlace } from './present'
import { entrancesOf, readEntrance, viewEntrances } from './queries'

/** What the roster, which stands to the right, knows of an entrance and does with it. */
interface Homes {
  count(entranceId: Types.ObjectId, session: ClientSession): Promise<number>
  /** The kind of an entrance changed: its doors follow. */
  follow(entranceId: Types.ObjectId, kind: UnitKind, session: ClientSession): Promise<void>
}
let homes: Homes = { count: async () => 0, follow: async () => {} }

const listeners: ((communityId: string) => void)[] = []

/** Hears of communities whose entrances or groups changed: names, hours, places. */
export const whenEntrancesChange = (listener: (communityId: string) => void) => listeners.push(listener)

/** Tells that a community's entrances or groups changed. */
export function entrancesChanged(communityId: string) {
  publish.changed('community', communityId, 'roster')
  for (const listener of listeners) listener(communityId)
}

export const takeHomesFrom = (source: Homes) => {
  homes = source
}

/** Adds an entrance or a group, with the next colour of the cycle. Refuses with entrance.nameTaken, entrance.noName. */
export async function addEntrance({ communityId, ...fields }: Parsed<typeof api.addEntrance>, actor: Actor) {
  actor.must('entrances.edit', await pathOfScope(communityId))
  const { entranceId } = await change(actor, async (tx) => {
    const known = await EntranceModel.find({ communityId: oid(communityId) }, null, { session: tx.session }).lean()
    const order = known.reduce((most, entrance) => Math.max(most, entrance.order + 1), 0)
    const entrance: EntranceDocument = {
      _id: newId(),
      communityId: oid(communityId),
      order,
      colour: order % 12,
      gridId: null,
      rev: 1,
      ...stored(fields, known),
    }
    Object.assign(entrance, contactOf(entrance, fields))
    await EntranceModel.create([entrance], { session: tx.session })
    await changedRoster(communityId, tx)
    await tx.note('entrance.added', [communityId, String(entrance._id)])
    return { entranceId: String(entrance._id) }
  }).catch(named)
  return told(entranceId, actor)
}

/** Changes an entrance or group as somebody saw it. Refuses with entrance.changed, entrance.nameTaken, entrance.noName. */
export async function changeEntrance({ entranceId, rev, ...fields }: Parsed<typeof api.changeEntrance>, actor: Actor) {
  const entrance = await find(entranceId, actor)
  const communityId = String(entrance.communityId)
  await change(actor, async (tx) => {
    const { session } = tx
    const known = await EntranceModel.find({ communityId: entrance.communityId }, null, { session }).lean()
    const names = stored(fields, known)
    const { modifiedCount } = await EntranceModel.updateOne(
      { _id: entrance._id, ...(rev ? { rev } : { rev: { $in: [null, 0] } }) },
      { $set: { ...names, ...contactOf(entrance, fields) }, $inc: { rev: 1 }, ...renamed(entrance, names) },
      { session },
    )
    if (!modifiedCount) throw new Refused('entrance.changed')
    if (fields.kind !== (entrance.kind ?? 'entrance')) await homes.follow(entrance._id, fields.kind, session)
    await changedRoster(communityId, tx)
    await tx.note('entrance.changed', [communityId, entranceId])
    return { entranceId }
  }).catch(named)
  return told(entranceId, actor)
}

/** Pins an entrance on the site plan, or takes it off. */
export async function placeEntrance({ entranceId, place }: Parsed<typeof api.placeEntrance>, actor: Actor) {
  const entrance = await find(entranceId, actor)
  await change(actor, async (tx) => {
    await EntranceModel.updateOne({ _id: entrance._id }, { $set: { place } }, { session: tx.session })
    await tx.note('entrance.placed', [String(entrance.communityId), entranceId])
    return { entranceId }
  })
  return told(entranceId, actor)
}

/** Removes an entrance behind which nobody lives. Refuses with entrance.notEmpty. */
export async function removeEntrance({ entranceId }: Parsed<typeof api.removeEntrance>, actor: Actor) {
  if (await replayed(actor)) return { entranceId }
  const entrance = await find(entranceId, actor)
  const communityId = String(entrance.communityId)
  await change(actor, async (tx) => {
    const count = await homes.count(entrance._id, tx.session)
    if (count) throw new Refused('entrance.notEmpty', { count })
    const { deletedCount } = await EntranceModel.deleteOne({ _id: entrance._id }, { session: tx.session })
    if (!deletedCount) throw new Refused('notFound')
    await changedRoster(communityId, tx)
    await tx.note('entrance.removed', [communityId, entranceId])
    return { entranceId }
  })
  entrancesChanged(communityId)
  return { entranceId }
}

/** Renames an estate, or one building of it. Refuses with entrance.nameTaken; notFound when there is none of that name. */
export async function renamePlace({ communityId, estate, building, to }: Parsed<typeof api.renamePlace>, actor: Actor) {
  actor.must('entrances.edit', await pathOfScope(communityId))
  await change(actor, async (tx) => {
    const { session } = tx
    const known = await EntranceModel.find({ communityId: oid(communityId) }, null, { session }).lean()
    const meant = known.filter((one) => one.estate === estate && (building === undefined || one.building === building))
    if (!meant.length) throw new Refused('notFound')
    const after = known.map((one) =>
      meant.includes(one) ? { ...one, ...(building === undefined ? { estate: to } : { building: to }) } : one,
    )
    const [before, several] = [severalEstates(known), severalEstates(after)]
    for (const [i, entrance] of after.entries()) {
      const old = known[i]
      if (!old) continue
      const label = old.label === entranceLabel(old, before) ? entranceLabel(entrance, several) : old.label
      const names = { estate: entrance.estate, building: entrance.building, name: entrance.name, label }
      if (old.label === label && !meant.includes(old)) continue
      await EntranceModel.updateOne(
        { _id: old._id },
        { $set: names, $inc: { rev: 1 }, ...renamed(old, names) },
        { session },
      )
    }
    await changedRoster(communityId, tx)
    await tx.note('place.renamed', [communityId, ...meant.map(({ _id }) => String(_id))])
    return { communityId }
  }).catch(named)
  entrancesChanged(communityId)
  return { entrances: await viewEntrances(await entrancesOf(communityId), actor) }
}

/** An entrance that the actor may change. */
async function find(entranceId: string, actor: Actor): Promise<EntranceDocument> {
  const entrance = await readEntrance(entranceId)
  if (!entrance) {
    actor.must('entrances.edit', [])
    throw new Refused('notFound')
  }
  actor.must('entrances.edit', await pathOfScope(String(entrance.communityId)))
  return entrance
}

const severalEstates = (entrances: readonly { estate: string }[]) =>
  new Set(entrances.map(({ estate }) => estate)).size > 1

function stored(fields: EntranceFields, known: readonly EntranceDocument[]) {
  const { kind, estate, building, name, label, lift, hours } = fields
  if (!estate && !building && !name) throw new Refused('entrance.noName')
  const made = entranceLabel(fields, severalEstates([...known, fields]))
  return { kind, estate, building, name, label: label || made, lift, hours }
}

const contactOf = ({ _id, communityId }: EntranceDocument, { contact }: EntranceFields) => {
  const sealed = (field: 'name' | 'phone', text: string) =>
    seal(`community-${communityId}`, contactPlace(field, _id), text)
  return {
    contact: contact && {
      name: sealed('name', contact.name),
      phone: contact.phone ? sealed('phone', contact.phone) : null,
    },
  }
}

/** Keeps the names that an entrance had, so that the next file of the roster still finds it. */
function renamed(
  { estate, building, name }: EntranceDocument,
  to: { estate: string; building: string; name: string },
): { $addToSet?: Record<string, unknown> } {
  if (estate === to.estate && building === to.building && name === to.name) return {}
  return { $addToSet: { formerly: { estate, building, name } } }
}

/** A preview that was made before is told stale. */
const changedRoster = (communityId: string, { session }: Change) =>
  NodeModel.updateOne({ _id: oid(communityId) }, { $inc: { rosterRev: 1 } }, { session })

function named(error: unknown): never {
  if (duplicateKey(error)) throw new Refused('entrance.nameTaken')
  throw error
}

async function told(entranceId: string, actor: Actor): Promise<Entrance> {
  const entrance = await readEntrance(entranceId)
  if (!entrance) throw new Refused('notFound')
  entrancesChanged(String(entrance.communityId))
  const [view] = await viewEntrances([entrance], actor)
  return view as Entrance
}
