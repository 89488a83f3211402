import { type Ability, canSomewhere } from '@loumen/shared/abilities'
import type * as api from '@loumen/shared/community/api'
import type { Entrance } from '@loumen/shared/community/schema'
import type { Parsed } from '@loumen/shared/endpoint'
import { Refused } from '@loumen/shared/refusals'
import { everything } from '@loumen/shared/roles'
import type { Types } from 'mongoose'
import type { Actor } from '../base/actor'
import { oid } from '../base/db'
import { now } from '../clock'
import { type EntranceDocument, EntranceModel, GridModel, NodeModel } from './model'
import { pathOfScope } from './paths'
import { presentEntrance, presentGrid, presentNode } from './present'

export async function listCommunities() {
  const nodes = await NodeModel.find({ kind: 'community' }).sort({ name: 1 }).limit(1000).lean()
  return { communities: nodes.map((node) => ({ id: String(node._id), name: node.name })) }
}

/** The communities that one of the actor's roles lies in or covers. */
export async function myCommunities(_input: Parsed<typeof api.myCommunities>, actor: Actor) {
  actor.self()
  const scopes = actor.grants.map((grant) => grant.scope)
  if (scopes.includes(everything)) {
    const all = await NodeModel.find({ kind: 'community' }).sort({ name: 1 }).lean()
    return { communities: all.map(presentNode) }
  }
  const paths = await Promise.all(scopes.map((scope) => pathOfScope(scope).catch((): string[] => [])))
  const ids = [...new Set(paths.flat())].map(oid)
  const under = scopes.map(oid)
  const nodes = await NodeModel.find({ kind: 'community', $or: [{ _id: { $in: ids } }, { above: { $in: under } }] })
    .sort({ name: 1 })
    .lean()
  return { communities: nodes.map(presentNode) }
}

export async function listEntrances({ communityId }: Parsed<typeof api.listEntrances>, actor: Actor) {
  const path = await pathOfScope(communityId)
  if (!actor.may('communities.read', path) && !(await worksInside(actor, communityId)))
    throw new Refused('auth.forbidden')
  const entrances = await entrancesOf(communityId)
  const grids = await GridModel.find({ communityId: oid(communityId) })
    .sort({ name: 1 })
    .lean()
  return { entrances: await viewEntrances(entrances, actor), grids: grids.map((grid) => presentGrid(grid, entrances)) }
}

/** Entrances as the actor may see them. */
export const viewEntrances = (entrances: readonly EntranceDocument[], actor: Actor): Promise<Entrance[]> =>
  Promise.all(
    entrances.map(async (entrance) =>
      presentEntrance(
        entrance,
        !!entrance.contact && actor.may('contacts.read', await pathOfScope(String(entrance._id))),
      ),
    ),
  )

/** Whether one of the actor's roles is for a part of this community. */
export async function worksInside(actor: Actor, communityId: string): Promise<boolean> {
  for (const { scope, role } of actor.grants) {
    if (role === 'resident' || scope === everything) continue
    if ((await pathOfScope(scope).catch((): string[] => [])).includes(communityId)) return true
  }
  return false
}

/** Whether one of the actor's roles gives the ability for a part of this community. */
export async function mayInside(actor: Actor, ability: Ability, communityId: string): Promise<boolean> {
  for (const grant of actor.grants) {
    if (grant.scope === everything || !canSomewhere([grant], ability, now().getTime())) continue
    if ((await pathOfScope(grant.scope).catch((): string[] => [])).includes(communityId)) return true
  }
  return false
}

/** A community's entrances in its own order. */
export const entrancesOf = (communityId: string) =>
  EntranceModel.find({ communityId: oid(communityId) })
    .sort({ order: 1 })
    .lean()

export const readNode = (id: string) => NodeModel.findById(oid(id)).lean()
export const readNodes = (ids: readonly string[]) => NodeModel.find({ _id: { $in: ids.map(oid) } }).lean()
export const readEntrance = (id: string) => EntranceModel.findById(oid(id)).lean()
export const readEntrances = (ids: readonly string[]) => EntranceModel.find({ _id: { $in: ids.map(oid) } }).lean()

/** What a community itself, one of its grids or one of its entrances is called; undefined when the scope is none of these. */
export async function nameInside(communityId: string, scope: string): Promise<string | undefined> {
  if (scope === communityId) return (await readNode(communityId))?.name
  const here = { _id: oid(scope), communityId: oid(communityId) }
  return (await GridModel.findOne(here).lean())?.name ?? (await EntranceModel.findOne(here).lean())?.label
}

/** What lies in these communities, as scopes of roles: they themselves, their grids and their entrances. */
export async function scopesInside(communityIds: readonly Types.ObjectId[]): Promise<string[]> {
  const inside = { communityId: { $in: communityIds } }
  const [grids, entrances] = await Promise.all([
    GridModel.find(inside, { _id: 1 }).lean(),
    EntranceModel.find(inside, { _id: 1 }).lean(),
  ])
  return [...communityIds, ...[...grids, ...entrances].map(({ _id }) => _id)].map(String)
}

/** Those of these entrances and groups that agreed to hours. */
export const entrancesWithHours = (ids: readonly string[]) =>
  EntranceModel.find({ _id: { $in: ids.map(oid) }, 'hours.0': { $exists: true } }, { hours: 1 }).lean()
