import type * as api from '@loumen/shared/calls/api'
import type { Parsed } from '@loumen/shared/endpoint'
import { Refused } from '@loumen/shared/refusals'
import type { Actor } from '../base/actor'
import { change } from '../base/change'
import { oid } from '../base/db'
import { now } from '../clock'
import { pathOfScope } from '../community/paths'
import { publish } from '../realtime/publish'
import { readHouseholds } from '../roster/queries'
import { findRound, mustBeLive } from '../rounds/queries'
import { findCall } from './commands'
import { CallModel, type CallNoteDocument, CallNoteModel } from './model'

/** What happened at a door that was knocked for a call. The last outcome counts. */
export async function recordKnock({ callId, householdId, outcome }: Parsed<typeof api.recordKnock>, actor: Actor) {
  const call = await findCall(callId, actor)
  if (!call.households?.some((id) => String(id) === householdId)) throw new Refused('call.notCalled')
  const at = now()
  await note(String(call.roundId), householdId, { knock: { outcome, at } }, `call.knocked.${outcome}`, actor)
  return { householdId, outcome, at: at.toISOString() }
}

/** What a household answers to its call. */
export async function replyToCall({ roundId, householdId, reply }: Parsed<typeof api.replyToCall>, actor: Actor) {
  actor.must('registrations.edit', await pathOfScope(householdId))
  const called = await CallModel.exists({ roundId: oid(roundId), households: oid(householdId) })
  if (!called && reply !== 'cannotCome') throw new Refused('call.notCalled')
  const at = now()
  await note(roundId, householdId, { reply: { kind: reply, at } }, `call.answered.${reply}`, actor)
  return { kind: reply, at: at.toISOString() }
}

/** A phone has shown its household's call. */
export async function seeCall({ roundId, householdId }: Parsed<typeof api.seeCall>, actor: Actor) {
  actor.must('registrations.edit', await pathOfScope(householdId))
  const at = now()
  await note(roundId, householdId, { seenAt: at }, 'call.seen', actor)
  return { at: at.toISOString() }
}

async function note(roundId: string, householdId: string, set: Partial<CallNoteDocument>, what: string, actor: Actor) {
  const round = await findRound(roundId)
  const [household] = await readHouseholds([householdId])
  if (!household) throw new Refused('notFound')
  await change(actor, async (tx) => {
    mustBeLive(round)
    await CallNoteModel.updateOne(
      { roundId: round._id, householdId: household._id },
      { $set: { ...set, entranceId: household.entranceId } },
      { upsert: true, session: tx.session },
    )
    await tx.note(what, [roundId, householdId])
    return { householdId }
  })
  publish.changed('entrance', String(household.entranceId), 'calls')
}
