import type * as api from '@loumen/shared/community/api'
import { entranceLabel } from '@loumen/shared/community/schema'
import type { UnitKind } from '@loumen/shared/community/units'
import type { Parsed } from '@loumen/shared/endpoint'
import { compareDoors } from '@loumen/shared/look/elevation'
import { Refused } from '@loumen/shared/refusals'
import type { ClientSession, Types } from 'mongoose'
import type { Actor } from '../base/actor'
import { change } from '../base/change'
import { duplicateKey, native, newId, oid } from '../base/db'
import { publish } from '../realtime/publish'
import { type EntranceDocument, EntranceModel, GridModel, NodeModel } from './model'
import { forgetPaths, pathOfScope } from './paths'
import { presentGrid, presentNode } from './present'
import { entrancesOf } from './queries'

/** Adds a community to the tree. Refuses with community.nameTaken. */
export async function createCommunity({ name, parentId }: Parsed<typeof api.createCommunity>, actor: Actor) {
  const above = parentId ? await pathOfScope(parentId) : []
  actor.must('communities.create', above)
  const { id } = await change(actor, async (tx) => {
    const _id = newId()
    await NodeModel.create(
      [
        {
          _id,
          kind: 'community',
          name,
          parentId: parentId ? oid(parentId) : null,
          above: above.map(oid),
          rosterRev: 0,
        },
      ],
      { session: tx.session },
    )
    await tx.note('community.created', [String(_id)])
    return { id: String(_id) }
  }).catch((error) => {
    if (duplicateKey(error)?.includes('name')) throw new Refused('community.nameTaken')
    throw error
  })
  const node = await NodeModel.findById(oid(id)).lean()
  if (!node) throw new Refused('notFound')
  return presentNode(node)
}

/** Draws a grid from entrances; they leave the grid they were in. */
export async function drawGrid({ communityId, name, entranceIds }: Parsed<typeof api.drawGrid>, actor: Actor) {
  actor.must('grids.edit', await pathOfScope(communityId))
  const { gridId } = await change(actor, async (tx) => {
    const grid = await GridModel.findOneAndUpdate(
      { communityId: oid(communityId), name },
      { $setOnInsert: { communityId: oid(communityId), name } },
      { upsert: true, returnDocument: 'after', session: tx.session },
    ).lean()
    const { matchedCount } = await EntranceModel.updateMany(
      { _id: { $in: entranceIds.map(oid) }, communityId: oid(communityId) },
      { $set: { gridId: grid._id } },
      { session: tx.session },
    )
    if (matchedCount !== new Set(entranceIds).size) throw new Refused('notFound')
    await tx.note('grid.drawn', [String(grid._id), ...entranceIds])
    return { gridId: String(grid._id) }
  })
  forgetPaths()
  publish.changed('community', communityId, 'roster')
  const grid = await GridModel.findById(oid(gridId)).lean()
  if (!grid) throw new Refused('notFound')
  return presentGrid(grid, await entrancesOf(communityId))
}

let countLeaders: (gridId: string) => Promise<number> = async () => 0

/** Who answers for a grid is known by the accounts, which stand to the right. */
export const countLeadersBy = (counter: typeof countLeaders) => {
  countLeaders = counter
}

/** Dissolves a grid: its entrances belong to none. Refuses with grid.hasLeader. */
export async function dissolveGrid({ communityId, gridId }: Parsed<typeof api.dissolveGrid>, actor: Actor) {
  actor.must('grids.edit', await pathOfScope(communityId))
  await change(actor, async (tx) => {
    const { session } = tx
    const leaders = await countLeaders(gridId)
    if (leaders) throw new Refused('grid.hasLeader', { count: leaders })
    const { deletedCount } = await GridModel.deleteOne({ _id: oid(gridId), communityId: oid(communityId) }, { session })
    if (!deletedCount) throw new Refused('notFound')
    await EntranceModel.updateMany({ gridId: oid(gridId) }, { $set: { gridId: null } }, { session })
    await tx.note('grid.dissolved', [communityId, gridId])
    return { gridId }
  })
  forgetPaths()
  publish.changed('community', communityId, 'roster')
  return { gridId }
}

/** An entrance as a roster names it. */
export interface EntranceName {
  estate: string
  building: string
  name: string
  /** An entrance with floors unless said. */
  kind?: UnitKind
}

const nameKey = (entrance: EntranceName) => [entrance.estate, entrance.building, entrance.name].join('\n')

/** Entrances by the names under which a roster's file finds them: those they had, and before these those they have. */
export function entrancesByName<E extends EntranceDocument>(
  entrances: readonly E[],
): (name: EntranceName) => E | undefined {
  const known = new Map<string, E>()
  for (const entrance of entrances) for (const name of entrance.formerly ?? []) known.set(nameKey(name), entrance)
  for (const entrance of entrances) known.set(nameKey(entrance), entrance)
  return (name) => known.get(nameKey(name))
}

/**
 * Makes the entrances that a roster names and does not know yet, in the order in which people count buildings. A new
 * entrance takes the next colour of the cycle; known ones keep theirs over all rounds.
 */
export async function ensureEntrances(communityId: string, names: readonly EntranceName[], session: ClientSession) {
  const known = await EntranceModel.find({ communityId: oid(communityId) }, null, { session }).lean()
  const existing = entrancesByName(known)
  const ids = new Map<string, Types.ObjectId>()
  const estates = new Set([...known, ...names].map((entrance) => entrance.estate))
  const fresh = [
    ...new Map(names.filter((name) => !existing(name)).map((name) => [nameKey(name), name])).values(),
  ].sort(
    (a, b) => compareDoors(a.estate, b.estate) || compareDoors(a.building, b.building) || compareDoors(a.name, b.name),
  )
  const start = known.reduce((most, entrance) => Math.max(most, entrance.order + 1), 0)
  const documents = fresh.map((name, i) => ({
    _id: newId(),
    communityId: oid(communityId),
    ...name,
    label: entranceLabel(name, estates.size > 1),
    order: start + i,
    colour: (start + i) % 12,
    gridId: null,
    hours: [],
    formerly: [],
  }))
  if (documents.length) await native(EntranceModel).insertMany(documents as never, { session })
  for (const document of documents) ids.set(nameKey(document), document._id)
  return (name: EntranceName) => {
    const id = existing(name)?._id ?? ids.get(nameKey(name))
    if (!id) throw new Error('an entrance of the roster was not made')
    return id
  }
}
