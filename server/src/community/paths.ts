import { Refused } from '@loumen/shared/refusals'
import { oid } from '../base/db'
import { real } from '../clock'
import { EntranceModel, GridModel, NodeModel } from './model'

type Finder = (id: string) => Promise<string[] | undefined>

const finders: Finder[] = [nodePath, entrancePath, gridPath]
const cache = new Map<string, { path: string[]; until: number }>()
const cachedFor = 5_000

/** Lets a later domain say where its own scopes lie (households, sites). */
export const findPathsBy = (finder: Finder) => finders.push(finder)

/** The ids from the top of the tree down to a node, grid, entrance, site or household. Refuses with notFound. */
export async function pathOfScope(id: string): Promise<string[]> {
  const known = cache.get(id)
  if (known && known.until > real()) return known.path
  for (const find of finders) {
    const path = await find(id)
    if (!path) continue
    if (cache.size > 50_000) cache.clear()
    cache.set(id, { path, until: real() + cachedFor })
    return path
  }
  throw new Refused('notFound')
}

/** Entrances moved between grids: what was known of paths is forgotten. */
export const forgetPaths = () => cache.clear()

async function nodePath(id: string) {
  const node = await NodeModel.findById(oid(id)).lean()
  return node ? [...node.above.map(String), id] : undefined
}

async function entrancePath(id: string) {
  const entrance = await EntranceModel.findById(oid(id)).lean()
  if (!entrance) return undefined
  const path = await pathOfScope(String(entrance.communityId))
  return [...path, ...(entrance.gridId ? [String(entrance.gridId)] : []), id]
}

async function gridPath(id: string) {
  const grid = await GridModel.findById(oid(id)).lean()
  return grid ? [...(await pathOfScope(String(grid.communityId))), id] : undefined
}
