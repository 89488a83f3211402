import '../zod-config'
import { z } from 'zod'
import { Id, Instant, line } from '../fields'

/** A place on the site plan: shares of the picture's width and height, from its upper left corner. */
export const PlanPoint = z.object({ x: z.number().min(0).max(1), y: z.number().min(0).max(1) })
export type PlanPoint = z.infer<typeof PlanPoint>

/** What somebody does at a post. */
export const PostKind = z.enum([
  'entry',
  'queue',
  'registration',
  'sampling',
  'entrance',
  'patrol',
  'transport',
  'supplies',
  'other',
])
export type PostKind = z.infer<typeof PostKind>

/** The three teams of a plan (R4): who samples, who guides and serves, who carries and supplies. */
export const teams = ['sampling', 'service', 'supply'] as const
export type Team = (typeof teams)[number]

const teamsByKind: Record<PostKind, Team> = {
  registration: 'sampling',
  sampling: 'sampling',
  entry: 'service',
  queue: 'service',
  entrance: 'service',
  patrol: 'service',
  other: 'service',
  transport: 'supply',
  supplies: 'supply',
}
/** The team that a post belongs to. */
export const teamOf = (kind: PostKind): Team => teamsByKind[kind]

/** Who stands at a post. An account when they have one; people who were lent for the day have none. */
export const PostHolder = z.object({
  accountId: Id.nullable().default(null),
  name: line(40),
  phone: line(20).nullable().default(null),
})
export type PostHolder = z.infer<typeof PostHolder>

/** What lies ready at a post: 防护服 × 20. */
export const PostMaterial = z.object({ what: line(40), count: z.number().int().min(1).max(100_000) })
export type PostMaterial = z.infer<typeof PostMaterial>

/** What a person writes about a post. */
export const PostFields = z.object({
  name: line(40),
  kind: PostKind,
  /** The site it belongs to; null for posts elsewhere in the community. */
  siteId: Id.nullable().default(null),
  /** The entrance it stands at. */
  entranceId: Id.nullable().default(null),
  place: PlanPoint.nullable().default(null),
  holder: PostHolder.nullable().default(null),
  /** From when to when it is manned, this round's shift; null where it is manned the whole day. */
  from: Instant.nullable().default(null),
  until: Instant.nullable().default(null),
  materials: z.array(PostMaterial).max(20).default([]),
})
export type PostFields = z.infer<typeof PostFields>

/** A post of a round: where somebody stands, who, from when to when. */
export const Post = PostFields.extend({
  id: Id,
  roundId: Id,
  /** Rises with every change. */
  rev: z.number().int(),
})
export type Post = z.infer<typeof Post>

/** Whether a post is manned at this moment, by its own times. */
export function isManned({ holder, from, until }: Pick<Post, 'holder' | 'from' | 'until'>, now: number): boolean {
  return !!holder && (!from || Date.parse(from) <= now) && (!until || now < Date.parse(until))
}
