import type { Parsed } from '@loumen/shared/endpoint'
import { maskName } from '@loumen/shared/masking'
import { Refused } from '@loumen/shared/refusals'
import { toCsv, toSheetXml } from '@loumen/shared/roster/export'
import type * as api from '@loumen/shared/shifts/api'
import { hoursColumns, hoursRows } from '@loumen/shared/shifts/hours'
import { overlaps, worked } from '@loumen/shared/shifts/rules'
import type { Shift } from '@loumen/shared/shifts/schema'
import { holdStaff, staffOf } from '../accounts/staff'
import type { Actor } from '../base/actor'
import { change } from '../base/change'
import { oid } from '../base/db'
import { seal } from '../base/personal'
import { now, today } from '../clock'
import { pathOfScope } from '../community/paths'
import { mayInside, readNode } from '../community/queries'
import { publish } from '../realtime/publish'
import { sealReason } from '../roster/personal'
import { workbookFile } from '../roster/workbook-file'
import { roundKey } from '../rounds/keys'
import type { RoundDocument } from '../rounds/model'
import { PostModel } from '../rounds/post-model'
import { findRound, roundPath } from '../rounds/queries'
import { type ShiftDocument, ShiftModel, ThanksModel } from './model'
import { findShift, postPath, tellPlanned } from './plan'
import { attendance, reasonPlace, viewShifts } from './view'

/** Hours are kept by who answers for the post, or for where the person has a role. */
async function mayKeep({ postId, accountId }: ShiftDocument, actor: Actor): Promise<boolean> {
  const post = await PostModel.findById(postId).lean()
  if (post && actor.may('hours.keep', await postPath(post))) return true
  const account = (await staffOf([String(accountId)])).get(String(accountId))
  for (const { scope } of account?.grants ?? [])
    if (actor.may('hours.keep', await pathOfScope(scope).catch((): string[] => []))) return true
  return false
}

/** Puts somebody's hours right, with what they were and why kept beside them. */
export async function correctHours(input: Parsed<typeof api.correctHours>, actor: Actor): Promise<Shift> {
  const { shiftId, rev, reason } = input
  const shift = await findShift(shiftId, actor)
  if (!(await mayKeep(shift, actor))) throw new Refused('auth.forbidden')
  const [arrivedAt, leftAt] = [new Date(input.arrivedAt), new Date(input.leftAt)]
  const span = { from: arrivedAt.getTime(), until: leftAt.getTime() }
  const day = 86_400_000
  if (span.until < span.from || span.until - span.from > day || span.until > now().getTime())
    throw new Refused('shift.hours')
  await change(actor, async (tx) => {
    await holdStaff([String(shift.accountId)], tx)
    const own = await ShiftModel.find({ accountId: shift.accountId, _id: { $ne: shift._id } })
      .session(tx.session)
      .lean()
    const other = own.find((one) => {
      const did = worked(attendance(one), now().getTime())
      return did && overlaps(span, did)
    })
    if (other) {
      const [said] = await viewShifts([other])
      throw new Refused('shift.overlap', { name: said?.name ?? '', post: said?.post ?? '' })
    }
    const before = { arrivedAt: shift.arrivedAt ?? null, leftAt: shift.leftAt ?? null }
    const sealed = seal(roundKey(shift.roundId), reasonPlace(shift._id), reason)
    const { modifiedCount } = await ShiftModel.updateOne(
      { _id: shift._id, rev, state: { $ne: 'cancelled' } },
      {
        $set: { state: 'left', arrivedAt, leftAt },
        $push: { corrections: { ...before, reason: sealed, by: oid(actor.account.id), at: now() } },
        $inc: { rev: 1 },
      },
      { session: tx.session },
    )
    if (!modifiedCount) throw new Refused('shift.changed')
    await tx.note('shift.corrected', [String(shift.roundId), shiftId, String(shift.accountId)])
    return { shiftId }
  })
  return tellPlanned(shiftId, [String(shift.accountId)])
}

/** The hours of a round as a file, for the shifts that the actor keeps and that are over. */
export async function exportHours(input: Parsed<typeof api.exportHours>, actor: Actor) {
  const { roundId, format, full, reason } = input
  const round = await findRound(roundId)
  if (full) actor.must('hours.exportFull', await roundPath(round))
  else await mustKeepInside(actor, round)
  if (full && !reason) throw new Refused('roster.reasonNeeded')
  const shifts = await ShiftModel.find({ roundId: round._id, state: 'left' }).sort({ from: 1 }).lean()
  const mine: ShiftDocument[] = []
  for (const shift of shifts) if (await mayKeep(shift, actor)) mine.push(shift)
  const views = (await viewShifts(mine)).map((shift) => ({
    ...shift,
    name: maskName(shift.name, full ? 'full' : 'masked'),
    corrections: full ? shift.corrections : shift.corrections.map((one) => ({ ...one, reason: '' })),
  }))
  const communityId = String(round.communityIds[0])
  const people = new Set(views.map(({ accountId }) => accountId)).size
  await change(actor, async (tx) => {
    const what = full ? 'hours.hoursExportedFull' : 'hours.hoursExported'
    const said = JSON.stringify({ people, reason })
    await tx.note(what, [communityId, roundId], sealReason(communityId, communityId, said))
    return { roundId }
  })
  const table = [[...hoursColumns], ...hoursRows(views)]
  const content = format === 'csv' ? Buffer.from(toCsv(table)) : workbookFile(toSheetXml(table))
  const node = await readNode(communityId)
  return {
    name: `${node?.name ?? ''}服务时长${full ? '' : '（脱敏）'}${today()}.${format}`,
    content: content.toString('base64'),
    people,
  }
}

async function mustKeepInside(actor: Actor, round: RoundDocument) {
  if (actor.may('hours.keep', await roundPath(round))) return
  for (const id of round.communityIds) if (await mayInside(actor, 'hours.keep', String(id))) return
  throw new Refused('auth.forbidden')
}

/** The words that everybody who helped reads; a later text takes the place of an earlier one. */
export async function thankHelpers({ roundId, text }: Parsed<typeof api.thankHelpers>, actor: Actor) {
  const round = await findRound(roundId)
  actor.must('rounds.close', await roundPath(round))
  await change(actor, async (tx) => {
    await ThanksModel.updateOne(
      { _id: round._id },
      { $set: { text, by: oid(actor.account.id), at: now() } },
      { upsert: true, session: tx.session },
    )
    await tx.note('round.thanked', [roundId])
    return { roundId }
  })
  publish.changed('community', String(round.nodeId), 'shifts')
  return { text }
}
