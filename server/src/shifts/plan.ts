import type { Parsed } from '@loumen/shared/endpoint'
import { Refused } from '@loumen/shared/refusals'
import type * as api from '@loumen/shared/shifts/api'
import { type Span, shiftFault } from '@loumen/shared/shifts/rules'
import type { Shift } from '@loumen/shared/shifts/schema'
import { namesOf } from '../accounts/queries'
import { holdStaff, staffAt } from '../accounts/staff'
import type { Actor } from '../base/actor'
import { type Change, change } from '../base/change'
import { newId, oid } from '../base/db'
import { now } from '../clock'
import { pathOfScope } from '../community/paths'
import { mayInside, scopesInside } from '../community/queries'
import { publish } from '../realtime/publish'
import type { RoundDocument } from '../rounds/model'
import { type PostDocument, PostModel } from '../rounds/post-model'
import { findRound, mustBeLive, roundPath, sitesOf } from '../rounds/queries'
import { type ShiftDocument, ShiftModel, ThanksModel } from './model'
import { noticeStaff } from './notices'
import { viewShifts } from './view'

const mostListed = 2000

/** The shifts that the actor plans or keeps the hours of, and who could stand there. */
export async function listShifts({ roundId, only }: Parsed<typeof api.listShifts>, actor: Actor) {
  const round = await findRound(roundId)
  const all = await mustPlanInside(actor, round)
  const own = {
    roundId: round._id,
    state: { $ne: 'cancelled' as const },
    ...(all ? {} : { postId: { $in: await postsOf(round, actor) } }),
  }
  const shifts = await ShiftModel.find({ ...own, ...(only ? underWay(now()) : {}) })
    .sort({ from: 1 })
    .limit(mostListed)
    .lean()
  const people = only ? [] : await staffOfRound(round)
  const names = await namesOf(people.map(({ _id }) => _id))
  return {
    shifts: await viewShifts(shifts),
    planned: shifts.length > 0 || (!!only && !!(await ShiftModel.exists(own))),
    people: people
      .map(({ _id, grants }) => ({
        accountId: String(_id),
        name: names.get(String(_id)) ?? '',
        role: grants[0]?.role ?? '',
      }))
      .sort((a, b) => a.name.localeCompare(b.name, 'zh')),
    thanks: (await ThanksModel.findById(round._id).lean())?.text ?? null,
    now: now().toISOString(),
  }
}

/** Refuses unless the actor plans somewhere in the round; whether it is everywhere. */
export async function mustPlanInside(actor: Actor, round: RoundDocument): Promise<boolean> {
  if (actor.may('shifts.plan', await roundPath(round))) return true
  for (const id of round.communityIds) if (await mayInside(actor, 'shifts.plan', String(id))) return false
  throw new Refused('auth.forbidden')
}

/** Whoever is at a post, and those whose time there has come. */
const underWay = (at: Date) => ({
  $or: [{ state: 'here' as const }, { state: 'planned' as const, from: { $lte: at }, until: { $gt: at } }],
})

/** The posts of a round that the actor plans. */
async function postsOf(round: RoundDocument, actor: Actor) {
  const posts = await PostModel.find({ roundId: round._id }).lean()
  const own: typeof posts = []
  for (const post of posts) if (actor.may('shifts.plan', await postPath(post))) own.push(post)
  return own.map(({ _id }) => _id)
}

/** Where a post lies: its round's node, its site, its entrance with the grid. */
export async function postPath(post: PostDocument): Promise<string[]> {
  return [
    ...(await pathOfScope(String(post.nodeId))),
    ...(post.siteId ? [String(post.siteId)] : []),
    ...(post.entranceId ? await pathOfScope(String(post.entranceId)).catch((): string[] => []) : []),
  ]
}

async function mustPlan(postId: string, actor: Actor): Promise<PostDocument> {
  const post = await PostModel.findOne({ _id: oid(postId), removed: false }).lean()
  actor.must('shifts.plan', post ? await postPath(post) : [])
  if (!post) throw new Refused('notFound')
  return post
}

/** People one after the other at a post, all of them or none. */
export async function planShifts(input: Parsed<typeof api.planShifts>, actor: Actor) {
  const { postId, accountIds, minutes } = input
  const post = await mustPlan(postId, actor)
  const round = await findRound(String(post.roundId))
  const length = minutes * 60_000
  const from = Date.parse(input.from)
  const wanted = accountIds.map((accountId, i) => ({
    _id: newId(),
    accountId,
    span: { from: from + i * length, until: from + (i + 1) * length },
  }))
  await mustWorkHere(accountIds, round)
  const made = await change(actor, async (tx) => {
    mustBeLive(round)
    await holdStaff(accountIds, tx)
    for (const { _id, accountId, span } of wanted) {
      await mustBeFree(accountId, span, undefined, tx)
      const shift: ShiftDocument = {
        _id,
        roundId: round._id,
        nodeId: round.nodeId,
        postId: post._id,
        accountId: oid(accountId),
        state: 'planned',
        from: new Date(span.from),
        until: new Date(span.until),
        corrections: [],
        rev: 1,
      }
      await ShiftModel.create([shift], { session: tx.session })
      await tx.note('shift.planned', [String(round._id), String(_id), accountId])
    }
    const [first] = wanted
    if (first) await noticeStaff(tx, changed(round, first._id, 1), accountIds)
    return Object.fromEntries(wanted.map(({ _id }, i) => [`shift${i}`, String(_id)]))
  })
  tellShift({ nodeId: round.nodeId, accountId: '', siteId: post.siteId }, accountIds)
  const shifts = await ShiftModel.find({ _id: { $in: Object.values(made).map(oid) } })
    .sort({ from: 1 })
    .lean()
  return { shifts: await viewShifts(shifts) }
}

/** Gives a planned shift another person, post or other times; of two at once one does. */
export async function changeShift(input: Parsed<typeof api.changeShift>, actor: Actor): Promise<Shift> {
  const { shiftId, rev, accountId } = input
  const shift = await findShift(shiftId, actor)
  await mustPlan(String(shift.postId), actor)
  const post = await mustPlan(input.postId ?? String(shift.postId), actor)
  if (!post.roundId.equals(shift.roundId)) throw new Refused('notFound')
  const round = await findRound(String(shift.roundId))
  const span = { from: Date.parse(input.from), until: Date.parse(input.until) }
  await mustWorkHere([accountId], round)
  await change(actor, async (tx) => {
    mustBeLive(round)
    await holdStaff([...new Set([accountId, String(shift.accountId)])], tx)
    await mustBeFree(accountId, span, shiftId, tx)
    const { modifiedCount } = await ShiftModel.updateOne(
      { _id: shift._id, rev, state: 'planned' },
      {
        $set: { postId: post._id, accountId: oid(accountId), from: new Date(span.from), until: new Date(span.until) },
        $inc: { rev: 1 },
      },
      { session: tx.session },
    )
    if (!modifiedCount) throw new Refused('shift.changed')
    await noticeStaff(tx, changed(round, shiftId, rev + 1), [accountId, String(shift.accountId)])
    await tx.note('shift.changed', [String(round._id), shiftId, accountId])
    return { shiftId }
  })
  return tellPlanned(shiftId, [accountId, String(shift.accountId)])
}

export async function cancelShift({ shiftId }: Parsed<typeof api.cancelShift>, actor: Actor): Promise<Shift> {
  const shift = await findShift(shiftId, actor)
  await mustPlan(String(shift.postId), actor)
  await change(actor, async (tx) => {
    const { modifiedCount } = await ShiftModel.updateOne(
      { _id: shift._id, state: 'planned' },
      { $set: { state: 'cancelled' }, $inc: { rev: 1 } },
      { session: tx.session },
    )
    if (!modifiedCount) throw new Refused('shift.state')
    await noticeStaff(tx, changed({ _id: shift.roundId }, shiftId, 'cancelled'), [String(shift.accountId)])
    await tx.note('shift.cancelled', [String(shift.roundId), shiftId, String(shift.accountId)])
    return { shiftId }
  })
  return tellPlanned(shiftId, [String(shift.accountId)])
}

/** Everybody with a role in the round's communities, in a part of them or at one of its sites. */
const staffOfRound = async (round: RoundDocument) =>
  staffAt([
    ...(await scopesInside(round.communityIds)),
    ...(await sitesOf(String(round._id))).map(({ _id }) => String(_id)),
  ])

/** Everybody of these has a role in the round. Refuses with shift.notHere. */
async function mustWorkHere(accountIds: readonly string[], round: RoundDocument) {
  const here = new Set((await staffOfRound(round)).map(({ _id }) => String(_id)))
  if (!accountIds.every((id) => here.has(id))) throw new Refused('shift.notHere')
}

/** Refuses unless somebody can have this shift beside their others, in whatever round. */
async function mustBeFree(accountId: string, span: Span, besides: string | undefined, tx: Change) {
  const day = 86_400_000
  const own = await ShiftModel.find({
    accountId: oid(accountId),
    state: { $ne: 'cancelled' },
    from: { $gte: new Date(span.from - day), $lte: new Date(span.until + day) },
  })
    .session(tx.session)
    .lean()
  const others = own.filter(({ _id }) => String(_id) !== besides)
  const spans = others.map(({ from, until }) => ({ from: from.getTime(), until: until.getTime() }))
  const fault = shiftFault(span, spans)
  if (!fault) return
  const name = (await namesOf([oid(accountId)])).get(accountId) ?? ''
  const at = spans.findIndex((other) => shiftFault(span, [other]) === 'overlap')
  const post = at < 0 ? undefined : await PostModel.findById(others[at]?.postId).lean()
  throw new Refused(`shift.${fault}`, { name, post: post?.name ?? '' })
}

/** A shift by its id; who plans nowhere hears no difference. */
export async function findShift(shiftId: string, actor: Actor): Promise<ShiftDocument> {
  const shift = await ShiftModel.findById(oid(shiftId)).lean()
  if (shift) return shift
  actor.must('shifts.plan', [])
  throw new Refused('notFound')
}

/** The message about a shift as it has become. */
const changed = ({ _id: roundId }: Pick<RoundDocument, '_id'>, shiftId: unknown, turn: number | 'cancelled') => ({
  cause: `shift ${shiftId} ${turn}`,
  kind: 'shiftChanged' as const,
  roundId,
})

interface ToldShift {
  nodeId: unknown
  accountId: unknown
  siteId?: unknown
}

/** Tells who plans, who leads the site, and the phones of those concerned. */
export function tellShift({ nodeId, accountId, siteId }: ToldShift, accountIds: string[] = []) {
  publish.changed('community', String(nodeId), 'shifts')
  if (siteId) publish.changed('site', String(siteId), 'shifts')
  for (const id of new Set([String(accountId), ...accountIds])) if (id) publish.changed('resident', id, 'shifts')
}

/** The site of a shift's post, if it has one. */
export const siteOf = async ({ postId }: ShiftDocument) => (await PostModel.findById(postId).lean())?.siteId

export async function tellPlanned(shiftId: string, accountIds: string[] = []): Promise<Shift> {
  const shift = await ShiftModel.findById(oid(shiftId)).lean()
  const [view] = shift ? await viewShifts([shift]) : []
  if (!shift || !view) throw new Refused('notFound')
  tellShift({ ...shift, siteId: await siteOf(shift) }, accountIds)
  return view
}
