import type { Parsed } from '@loumen/shared/endpoint'
import { Refused } from '@loumen/shared/refusals'
import type * as api from '@loumen/shared/shifts/api'
import { earliestArrival, minutesOf, worked } from '@loumen/shared/shifts/rules'
import type { OwnShift, Service } from '@loumen/shared/shifts/schema'
import type { Types } from 'mongoose'
import { holdStaff } from '../accounts/staff'
import type { Actor } from '../base/actor'
import { change } from '../base/change'
import { oid } from '../base/db'
import { seal } from '../base/personal'
import { now } from '../clock'
import { readNode } from '../community/queries'
import { roundKey } from '../rounds/keys'
import { PostModel } from '../rounds/post-model'
import { findRound, mustBeLive } from '../rounds/queries'
import { countDone } from '../visits/queries'
import { type ShiftDocument, ShiftModel, ThanksModel } from './model'
import { siteOf, tellShift } from './plan'
import { attendance, notePlace, relievedBy, viewOwnShifts } from './view'

const mostShown = 300
const shownAfter = 12 * 3_600_000

/** One's own shifts that are to come, under way or just over, and what one gave in each round. */
export async function myShifts(_input: Parsed<typeof api.myShifts>, actor: Actor) {
  const accountId = actor.self()
  const own = await ShiftModel.find({ accountId: oid(accountId), state: { $ne: 'cancelled' } })
    .sort({ from: -1 })
    .limit(mostShown)
    .lean()
  const since = now().getTime() - shownAfter
  const shown = own.filter(({ state, until }) => state === 'here' || until.getTime() >= since).reverse()
  return { shifts: await viewOwnShifts(shown), services: await servicesOf(accountId, own) }
}

/** What somebody gave, round by round, the newest first; visits that they finished count as tasks. */
async function servicesOf(accountId: string, own: readonly ShiftDocument[]): Promise<Service[]> {
  const tasks = await countDone(accountId)
  const at = now().getTime()
  const byRound = new Map<string, ShiftDocument[]>([...tasks.keys()].map((id) => [id, []]))
  for (const shift of own) {
    const id = String(shift.roundId)
    byRound.set(id, [...(byRound.get(id) ?? []), shift])
  }
  const services: (Service & { at: number })[] = []
  for (const [roundId, shifts] of byRound) {
    const round = await findRound(roundId)
    const spans = shifts.flatMap((shift) => worked(attendance(shift), at) ?? [])
    if (!spans.length && !tasks.get(roundId)) continue
    services.push({
      roundId,
      round: round.name,
      community: (await readNode(String(round.nodeId)))?.name ?? '',
      over: ['closed', 'sealed'].includes(round.state),
      minutes: spans.reduce((sum, span) => sum + minutesOf(span), 0),
      shifts: spans.length,
      tasks: tasks.get(roundId) ?? 0,
      thanks: (await ThanksModel.findById(round._id).lean())?.text ?? null,
      at: round.openedAt.getTime(),
    })
  }
  return services.sort((a, b) => b.at - a.at).map(({ at: _, ...service }) => service)
}

async function findOwn(shiftId: string, actor: Actor): Promise<ShiftDocument> {
  const accountId = actor.self()
  const shift = await ShiftModel.findById(oid(shiftId)).lean()
  if (!shift || String(shift.accountId) !== accountId) throw new Refused('auth.forbidden')
  return shift
}

const handover = (
  shift: Pick<ShiftDocument, '_id' | 'roundId'>,
  left: string | null,
  to: Types.ObjectId | null,
): ShiftDocument['handover'] => ({
  note: left ? seal(roundKey(shift.roundId), notePlace(shift._id), left) : null,
  at: now(),
  to,
})

/** Takes up one's shift; whom it relieves leaves in the same change. */
export async function takeUpShift({ shiftId, left }: Parsed<typeof api.takeUpShift>, actor: Actor): Promise<OwnShift> {
  const shift = await findOwn(shiftId, actor)
  const round = await findRound(String(shift.roundId))
  let before: ShiftDocument | undefined
  await change(actor, async (tx) => {
    mustBeLive(round)
    const at = now()
    if (at.getTime() < shift.from.getTime() - earliestArrival) throw new Refused('shift.early')
    await holdStaff([actor.account.id], tx)
    const elsewhere = await ShiftModel.findOne({ accountId: shift.accountId, state: 'here', _id: { $ne: shift._id } })
      .session(tx.session)
      .lean()
    if (elsewhere) {
      const post = await PostModel.findById(elsewhere.postId).lean()
      throw new Refused('shift.elsewhere', { post: post?.name ?? '' })
    }
    const { modifiedCount } = await ShiftModel.updateOne(
      { _id: shift._id, state: 'planned', accountId: shift.accountId, until: { $gt: at } },
      { $set: { state: 'here', arrivedAt: at }, $inc: { rev: 1 } },
      { session: tx.session },
    )
    if (!modifiedCount) throw new Refused('shift.state')
    const there = await ShiftModel.find({ postId: shift.postId, state: 'here', _id: { $ne: shift._id } })
      .session(tx.session)
      .lean()
    before = relievedBy(shift, there)
    if (before) {
      await ShiftModel.updateOne(
        { _id: before._id, state: 'here' },
        {
          $set: { state: 'left', leftAt: at, handover: handover(before, left, shift.accountId) },
          $inc: { rev: 1 },
        },
        { session: tx.session },
      )
      await tx.note('shift.relieved', [String(round._id), String(before._id), String(before.accountId)])
    }
    await tx.note('shift.takenUp', [String(round._id), shiftId, String(shift.accountId)])
    return { shiftId }
  })
  return tellOwn(shiftId, before && String(before.accountId))
}

/** Leaves one's post, also when nobody has come to take over. */
export async function leaveShift({ shiftId, left }: Parsed<typeof api.leaveShift>, actor: Actor): Promise<OwnShift> {
  const shift = await findOwn(shiftId, actor)
  await change(actor, async (tx) => {
    const { modifiedCount } = await ShiftModel.updateOne(
      { _id: shift._id, state: 'here' },
      { $set: { state: 'left', leftAt: now(), handover: handover(shift, left, null) }, $inc: { rev: 1 } },
      { session: tx.session },
    )
    if (!modifiedCount) throw new Refused('shift.state')
    await tx.note('shift.left', [String(shift.roundId), shiftId, String(shift.accountId)])
    return { shiftId }
  })
  return tellOwn(shiftId)
}

async function tellOwn(shiftId: string, other?: string): Promise<OwnShift> {
  const shift = await ShiftModel.findById(oid(shiftId)).lean()
  const [view] = shift ? await viewOwnShifts([shift]) : []
  if (!shift || !view) throw new Refused('notFound')
  const coming = await ShiftModel.find({ postId: shift.postId, state: 'planned' }).lean()
  tellShift({ ...shift, siteId: await siteOf(shift) }, [
    ...(other ? [other] : []),
    ...coming.map(({ accountId }) => String(accountId)),
  ])
  return view
}
