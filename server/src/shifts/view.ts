import {
  type Attendance,
  atWorkSince,
  isLate,
  isOverdue,
  minutesOf,
  relieved,
  worked,
} from '@loumen/shared/shifts/rules'
import type { OwnShift, Shift } from '@loumen/shared/shifts/schema'
import { namesOf } from '../accounts/queries'
import { unseal } from '../base/personal'
import { now } from '../clock'
import { readEntrance, readNode } from '../community/queries'
import { type PostDocument, PostModel } from '../rounds/post-model'
import { findRound, sitesOf } from '../rounds/queries'
import { type ShiftDocument, ShiftModel } from './model'

export const notePlace = (id: unknown) => `shifts.note|${id}`
export const reasonPlace = (id: unknown) => `shifts.reason|${id}`

const halfADay = 12 * 3_600_000

/** A shift as the rules read it. */
export const attendance = ({ state, from, until, arrivedAt, leftAt }: ShiftDocument): Attendance => ({
  state,
  from: from.getTime(),
  until: until.getTime(),
  arrivedAt: arrivedAt?.getTime() ?? null,
  leftAt: leftAt?.getTime() ?? null,
})

const minutes = (shift: ShiftDocument) => minutesOf(worked(attendance(shift), now().getTime()))

const facts = (shift: ShiftDocument, post: Pick<PostDocument, 'name' | 'kind'> | undefined) => ({
  id: String(shift._id),
  roundId: String(shift.roundId),
  postId: String(shift.postId),
  post: post?.name ?? '',
  kind: post?.kind ?? ('other' as const),
  state: shift.state,
  from: shift.from.toISOString(),
  until: shift.until.toISOString(),
  arrivedAt: shift.arrivedAt?.toISOString() ?? null,
  leftAt: shift.leftAt?.toISOString() ?? null,
  minutes: minutes(shift),
})

async function postsOf(shifts: readonly ShiftDocument[]) {
  const posts = await PostModel.find({ _id: { $in: shifts.map(({ postId }) => postId) } }).lean()
  return new Map(posts.map((post) => [String(post._id), post]))
}

/** Shifts for who plans and keeps the hours. */
export async function viewShifts(shifts: readonly ShiftDocument[]): Promise<Shift[]> {
  const posts = await postsOf(shifts)
  const names = await namesOf(
    shifts.flatMap(({ accountId, handover, corrections }) => [
      accountId,
      ...(handover?.to ? [handover.to] : []),
      ...corrections.map(({ by }) => by),
    ]),
  )
  const name = (id: unknown) => names.get(String(id)) ?? ''
  const at = now().getTime()
  const since = await workingSince(shifts)
  return shifts.map((shift) => ({
    ...facts(shift, posts.get(String(shift.postId))),
    accountId: String(shift.accountId),
    name: name(shift.accountId),
    late: isLate(attendance(shift), at),
    overdue: isOverdue(attendance(shift), at),
    since: shift.state === 'here' ? (since.get(String(shift.accountId)) ?? null) : null,
    handover: shift.handover
      ? {
          note: noteOf(shift),
          at: shift.handover.at.toISOString(),
          to: shift.handover.to ? name(shift.handover.to) : null,
        }
      : null,
    corrections: shift.corrections.map(({ arrivedAt, leftAt, reason, by, at: when }) => ({
      arrivedAt: arrivedAt?.toISOString() ?? null,
      leftAt: leftAt?.toISOString() ?? null,
      reason: unseal(reasonPlace(shift._id), reason),
      by: name(by),
      at: when.toISOString(),
    })),
    rev: shift.rev,
  }))
}

const noteOf = ({ _id, handover }: ShiftDocument) => (handover?.note ? unseal(notePlace(_id), handover.note) : null)

/** Since when those who stand somewhere have been at work without a rest, at whatever post. */
async function workingSince(shifts: readonly ShiftDocument[]) {
  const here = shifts.filter(({ state }) => state === 'here').map(({ accountId }) => accountId)
  if (!here.length) return new Map<string, string>()
  const at = now().getTime()
  const all = await ShiftModel.find({
    accountId: { $in: here },
    state: { $in: ['here', 'left'] },
    from: { $gte: new Date(at - 2 * halfADay) },
  }).lean()
  const found = new Map<string, string>()
  for (const id of new Set(here.map(String))) {
    const own = all.filter(({ accountId }) => String(accountId) === id).map(attendance)
    const since = atWorkSince(own, at)
    if (since !== undefined) found.set(id, new Date(since).toISOString())
  }
  return found
}

/** A shift as who works it sees it: where, whom they relieve, what was left to do, who comes next. */
export async function viewOwnShifts(shifts: readonly ShiftDocument[]): Promise<OwnShift[]> {
  const posts = await postsOf(shifts)
  return Promise.all(
    shifts.map(async (shift) => {
      const post = posts.get(String(shift.postId))
      const round = await findRound(String(shift.roundId))
      const beside = await ShiftModel.find({
        postId: shift.postId,
        _id: { $ne: shift._id },
        state: { $ne: 'cancelled' },
        until: { $gte: new Date(shift.from.getTime() - halfADay) },
        from: { $lte: new Date(shift.until.getTime() + halfADay) },
      })
        .sort({ from: 1 })
        .lean()
      const names = await namesOf(beside.map(({ accountId }) => accountId))
      const before = relievedBy(shift, beside)
      const next = beside.find(({ state, from }) => state === 'planned' && from >= shift.until)
      return {
        ...facts(shift, post),
        community: (await readNode(String(round.nodeId)))?.name ?? '',
        round: round.name,
        where: await whereIs(post),
        relieves: before ? (names.get(String(before.accountId)) ?? null) : null,
        next: next ? { name: names.get(String(next.accountId)) ?? '', from: next.from.toISOString() } : null,
        leftToDo: leftBefore(shift, beside),
      }
    }),
  )
}

/** Whom a shift relieves once it is taken up. */
export function relievedBy(shift: ShiftDocument, beside: readonly ShiftDocument[]) {
  if (shift.state !== 'planned') return undefined
  const found = relieved(
    attendance(shift),
    beside.map((one) => ({ ...attendance(one), one })),
  )
  return found?.one
}

/** What the one before left to do: the last thing said at this post that was not said by oneself. */
function leftBefore(shift: ShiftDocument, beside: readonly ShiftDocument[]) {
  const said = beside
    .filter(({ handover, accountId }) => handover?.note && !accountId.equals(shift.accountId))
    .filter(({ handover }) => !shift.leftAt || (handover?.at ?? 0) <= shift.leftAt)
    .sort((a, b) => (a.handover?.at.getTime() ?? 0) - (b.handover?.at.getTime() ?? 0))
    .at(-1)
  return said ? noteOf(said) : null
}

async function whereIs(post: PostDocument | undefined) {
  if (post?.entranceId) return (await readEntrance(String(post.entranceId)))?.label ?? ''
  const site = post?.siteId && (await sitesOf(String(post.roundId))).find(({ _id }) => _id.equals(post.siteId ?? ''))
  return site ? `${site.name} ${site.place}` : ''
}
