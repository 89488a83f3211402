import type { Parsed } from '@loumen/shared/endpoint'
import { Refused } from '@loumen/shared/refusals'
import type * as api from '@loumen/shared/rounds/api'
import type { Post, PostFields } from '@loumen/shared/rounds/posts'
import type { Types } from 'mongoose'
import type { Actor } from '../base/actor'
import { type Change, change } from '../base/change'
import { newId, oid } from '../base/db'
import { seal, unseal } from '../base/personal'
import { worksInside } from '../community/queries'
import { publish } from '../realtime/publish'
import { roundKey } from './keys'
import type { RoundDocument } from './model'
import { type PostDocument, PostModel } from './post-model'
import { findRound, findSite, mustBeLive, roundPath } from './queries'

const namePlace = (id: unknown) => `posts.name|${id}`
const phonePlace = (id: unknown) => `posts.phone|${id}`

/** The posts of a round: everybody who works in it has to know who stands where, with the phone. */
export async function listPosts({ roundId }: Parsed<typeof api.listPosts>, actor: Actor) {
  const round = await findRound(roundId)
  if (!actor.may('posts.read', await roundPath(round)) && !(await worksInside(actor, String(round.nodeId))))
    throw new Refused('auth.forbidden')
  const posts = await PostModel.find({ roundId: round._id, removed: false }).sort({ _id: 1 }).limit(1000).lean()
  return { posts: posts.map(presentPost) }
}

/** Adds a post to a round. Refuses with round.state, post.times. */
export async function addPost({ roundId, ...fields }: Parsed<typeof api.addPost>, actor: Actor): Promise<Post> {
  const round = await findRound(roundId)
  await mustEdit(actor, round, fields.siteId)
  const { postId } = await change(actor, async (tx) => {
    mustBeLive(round)
    const _id = newId()
    const post = {
      _id,
      roundId: round._id,
      nodeId: round.nodeId,
      rev: 1,
      removed: false,
      ...stored(round, _id, fields),
    }
    await PostModel.create([post], { session: tx.session })
    await tx.note('post.added', [roundId, String(_id)])
    return { postId: String(_id) }
  })
  return told(postId)
}

/** Changes a post as somebody saw it. Refuses with post.changed when it is another meanwhile. */
export async function changePost({ postId, rev, ...fields }: Parsed<typeof api.changePost>, actor: Actor) {
  const post = await findPost(postId, actor)
  const round = await findRound(String(post.roundId))
  await mustEdit(actor, round, post.siteId ? String(post.siteId) : null)
  if (fields.siteId !== (post.siteId ? String(post.siteId) : null)) await mustEdit(actor, round, fields.siteId)
  await change(actor, async (tx) => {
    mustBeLive(round)
    const { modifiedCount } = await PostModel.updateOne(
      { _id: post._id, rev, removed: false },
      { $set: stored(round, post._id, fields), $inc: { rev: 1 } },
      { session: tx.session },
    )
    if (!modifiedCount) throw new Refused('post.changed')
    await tx.note('post.changed', [String(round._id), postId])
    return { postId }
  })
  return told(postId)
}

/** Pins a post on the plan, or takes it off. */
export async function placePost({ postId, place }: Parsed<typeof api.placePost>, actor: Actor): Promise<Post> {
  const post = await findPost(postId, actor)
  const round = await findRound(String(post.roundId))
  await mustEdit(actor, round, post.siteId ? String(post.siteId) : null)
  await change(actor, async (tx) => {
    mustBeLive(round)
    const { matchedCount } = await PostModel.updateOne(
      { _id: post._id, removed: false },
      { $set: { place }, $inc: { rev: 1 } },
      { session: tx.session },
    )
    if (!matchedCount) throw new Refused('notFound')
    await tx.note('post.placed', [String(round._id), postId])
    return { postId }
  })
  return told(postId)
}

export async function removePost({ postId }: Parsed<typeof api.removePost>, actor: Actor) {
  const post = await findPost(postId, actor)
  const round = await findRound(String(post.roundId))
  await mustEdit(actor, round, post.siteId ? String(post.siteId) : null)
  await change(actor, async (tx) => {
    mustBeLive(round)
    const { modifiedCount } = await PostModel.updateOne(
      { _id: post._id, removed: false },
      { $set: { removed: true } },
      { session: tx.session },
    )
    if (!modifiedCount) throw new Refused('notFound')
    await tx.note('post.removed', [String(round._id), postId])
    return { postId }
  })
  publish.changed('community', String(round.nodeId), 'posts', postId)
  return { postId }
}

/** Posts are the leads' of the round; a site's own are its lead's, too. Refuses with notFound for another round's site. */
async function mustEdit(actor: Actor, round: RoundDocument, siteId: string | null) {
  const site = siteId ? await findSite(siteId) : null
  if (site && !site.roundId.equals(round._id)) throw new Refused('notFound')
  actor.must('posts.edit', [...(await roundPath(round)), ...(siteId ? [siteId] : [])])
}

async function findPost(postId: string, actor: Actor): Promise<PostDocument> {
  const post = await PostModel.findById(oid(postId)).lean()
  if (post) return post
  actor.must('posts.edit', [])
  throw new Refused('notFound')
}

function stored(round: RoundDocument, id: unknown, fields: PostFields) {
  const { holder, from, until, siteId, entranceId, ...rest } = fields
  if (from && until && until <= from) throw new Refused('post.times')
  const key = roundKey(round._id)
  return {
    ...rest,
    siteId: siteId ? oid(siteId) : null,
    entranceId: entranceId ? oid(entranceId) : null,
    holder: holder && {
      accountId: holder.accountId ? oid(holder.accountId) : null,
      name: seal(key, namePlace(id), holder.name),
      phone: holder.phone ? seal(key, phonePlace(id), holder.phone) : null,
    },
    from: from ? new Date(from) : null,
    until: until ? new Date(until) : null,
  }
}

/** The posts of a round for the next one, at its sites, their times moved by whole days. */
export async function copyPosts(
  from: RoundDocument,
  to: RoundDocument,
  siteOf: ReadonlyMap<string, Types.ObjectId | undefined>,
  tx: Change,
) {
  const posts = await PostModel.find({ roundId: from._id, removed: false }).session(tx.session).lean()
  const days = Math.round((to.openedAt.getTime() - from.openedAt.getTime()) / 86_400_000)
  const later = (at: string | null) => at && new Date(Date.parse(at) + days * 86_400_000).toISOString()
  for (const post of posts) {
    const { id: _, roundId: __, rev: ___, ...fields } = presentPost(post)
    const _id = newId()
    const siteId = fields.siteId && String(siteOf.get(fields.siteId) ?? '')
    const moved = { ...fields, siteId: siteId || null, from: later(fields.from), until: later(fields.until) }
    await PostModel.create(
      [{ _id, roundId: to._id, nodeId: to.nodeId, rev: 1, removed: false, ...stored(to, _id, moved) }],
      { session: tx.session },
    )
  }
}

async function told(postId: string): Promise<Post> {
  const post = await PostModel.findById(oid(postId)).lean()
  if (!post) throw new Refused('notFound')
  publish.changed('community', String(post.nodeId), 'posts', postId)
  return presentPost(post)
}

export const presentPost = (post: PostDocument): Post => ({
  id: String(post._id),
  roundId: String(post.roundId),
  rev: post.rev,
  name: post.name,
  kind: post.kind,
  siteId: post.siteId ? String(post.siteId) : null,
  entranceId: post.entranceId ? String(post.entranceId) : null,
  place: post.place ?? null,
  holder: post.holder
    ? {
        accountId: post.holder.accountId ? String(post.holder.accountId) : null,
        name: unseal(namePlace(post._id), post.holder.name),
        phone: post.holder.phone ? unseal(phonePlace(post._id), post.holder.phone) : null,
      }
    : null,
  from: post.from?.toISOString() ?? null,
  until: post.until?.toISOString() ?? null,
  materials: post.materials.map(({ what, count }) => ({ what, count })),
})
