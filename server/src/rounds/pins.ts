import type { Types } from 'mongoose'
import { PostModel } from './post-model'

/** Where the sites of a round are on their community's plan: in the middle of those of its posts that are pinned. */
export async function sitePins(
  roundId: Types.ObjectId,
): Promise<{ siteId: string; communityId: string; place: { x: number; y: number } }[]> {
  const posts = await PostModel.find({ roundId, removed: false, siteId: { $ne: null }, place: { $ne: null } }).lean()
  const bySite = new Map<string, typeof posts>()
  for (const post of posts) {
    const key = `${post.siteId} ${post.nodeId}`
    bySite.set(key, [...(bySite.get(key) ?? []), post])
  }
  return [...bySite.values()].flatMap((there) => {
    const [first] = there
    if (!first) return []
    const middle = (axis: 'x' | 'y') => there.reduce((sum, { place }) => sum + (place?.[axis] ?? 0), 0) / there.length
    return [
      { siteId: String(first.siteId), communityId: String(first.nodeId), place: { x: middle('x'), y: middle('y') } },
    ]
  })
}
