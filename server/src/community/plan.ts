import type * as api from '@loumen/shared/community/plan-api'
import type { SitePlan } from '@loumen/shared/community/plan-api'
import type { Parsed } from '@loumen/shared/endpoint'
import { Refused } from '@loumen/shared/refusals'
import mongoose, { Schema, type Types } from 'mongoose'
import type { Actor } from '../base/actor'
import { change } from '../base/change'
import { oid } from '../base/db'
import { sealBytes, unsealBytes } from '../base/personal'
import { now } from '../clock'
import { publish } from '../realtime/publish'
import { pathOfScope } from './paths'
import { type Picture, readPicture } from './picture'
import { readNode, worksInside } from './queries'

interface PlanDocument {
  /** The community's id. */
  _id: Types.ObjectId
  rev: number
  type: Picture['type']
  width: number
  height: number
  /** Metres that the picture's width is worth; null until two points have set it. */
  metres?: number | null
  at: Date
  picture: Buffer
}

const PlanModel = mongoose.model(
  'plans',
  new Schema<PlanDocument>({
    rev: Number,
    type: String,
    width: Number,
    height: Number,
    metres: Number,
    at: Date,
    picture: Buffer,
  }),
)

const key = (communityId: string) => `community-${communityId}`
const place = (communityId: string) => `plans.picture|${communityId}`

async function mustRead(communityId: string, actor: Actor) {
  const path = await pathOfScope(communityId)
  if (!actor.may('posts.read', path) && !(await worksInside(actor, communityId))) throw new Refused('auth.forbidden')
}

export async function readPlan({ communityId }: Parsed<typeof api.readPlan>, actor: Actor) {
  await mustRead(communityId, actor)
  return { plan: await planOf(communityId) }
}

/** The picture of a plan, opened. Refuses with notFound. */
export async function readPlanPicture({ communityId }: Parsed<typeof api.readPlanPicture>, actor: Actor) {
  await mustRead(communityId, actor)
  const plan = await PlanModel.findById(oid(communityId))
  if (!plan) throw new Refused('notFound')
  const bytes = unsealBytes(key(communityId), place(communityId), Buffer.from(plan.picture))
  return { rev: plan.rev, type: plan.type, content: bytes.toString('base64') }
}

/** Keeps a picture as the community's plan; pins stay where they are. Refuses with plan.notAPicture. */
export async function uploadPlan({ communityId, file }: Parsed<typeof api.uploadPlan>, actor: Actor) {
  actor.must('entrances.edit', await pathOfScope(communityId))
  if ((await readNode(communityId))?.kind !== 'community') throw new Refused('notFound')
  const { bytes, ...picture } = readPicture(Buffer.from(file.content, 'base64'))
  await change(actor, async (tx) => {
    const sealed = sealBytes(key(communityId), place(communityId), bytes)
    await PlanModel.updateOne(
      { _id: oid(communityId) },
      { $set: { ...picture, metres: null, at: now(), picture: sealed }, $inc: { rev: 1 } },
      { upsert: true, session: tx.session },
    )
    await tx.note('plan.uploaded', [communityId])
    return { communityId }
  })
  return told(communityId)
}

/** Two points and the metres between them give the plan its scale. */
export async function scalePlan({ communityId, from, to, metres }: Parsed<typeof api.scalePlan>, actor: Actor) {
  actor.must('entrances.edit', await pathOfScope(communityId))
  await change(actor, async (tx) => {
    const plan = await PlanModel.findById(oid(communityId), { width: 1, height: 1 }).session(tx.session).lean()
    if (!plan) throw new Refused('notFound')
    const share = Math.hypot(to.x - from.x, ((to.y - from.y) * plan.height) / plan.width)
    if (share < 0.01) throw new Refused('plan.tooNear')
    await PlanModel.updateOne({ _id: plan._id }, { $set: { metres: metres / share } }, { session: tx.session })
    await tx.note('plan.scaled', [communityId])
    return { communityId }
  })
  return told(communityId)
}

async function told(communityId: string) {
  publish.changed('community', communityId, 'posts')
  const plan = await planOf(communityId)
  if (!plan) throw new Refused('notFound')
  return plan
}

/** A community's site plan without its picture. */
export async function planOf(communityId: string): Promise<SitePlan | null> {
  const plan = await PlanModel.findById(oid(communityId), { picture: 0 }).lean()
  return plan && { rev: plan.rev, width: plan.width, height: plan.height, metres: plan.metres ?? null }
}
