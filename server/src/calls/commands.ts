import type * as api from '@loumen/shared/calls/api'
import { callSteps } from '@loumen/shared/calls/rules'
import type { Call, CallState } from '@loumen/shared/calls/schema'
import type { Parsed } from '@loumen/shared/endpoint'
import { Refused } from '@loumen/shared/refusals'
import { before } from '@loumen/shared/rounds/rules'
import type { UpdateQuery } from 'mongoose'
import type { Actor } from '../base/actor'
import { change } from '../base/change'
import { duplicateKey, newId, oid } from '../base/db'
import { now } from '../clock'
import { pathOfScope } from '../community/paths'
import { publish } from '../realtime/publish'
import { startRunning } from '../rounds/commands'
import { TableModel } from '../rounds/model'
import { findRound, findSite, mustBeLive } from '../rounds/queries'
import { touchBoard } from './board'
import { type CallDocument, CallModel } from './model'
import { presentCall } from './present'

/** The site grants an entrance to its captain. Refuses with site.noOpenTable and call.live. */
export async function grantCall({ siteId, entranceId }: Parsed<typeof api.grantCall>, actor: Actor) {
  const site = await findSite(siteId)
  actor.must('calls.grant', await pathOfScope(siteId))
  const round = await findRound(String(site.roundId))
  if (!round.entranceIds.some((id) => String(id) === entranceId)) throw new Refused('round.entrancesUnknown')
  const { callId } = await change(actor, async (tx) => {
    mustBeLive(round)
    if (!(await TableModel.exists({ siteId: site._id, state: 'open' }).session(tx.session)))
      throw new Refused('site.noOpenTable')
    const _id = newId()
    const call: CallDocument = {
      _id,
      roundId: round._id,
      siteId: site._id,
      entranceId: oid(entranceId),
      state: 'granted',
      live: true,
      grantedAt: now(),
      times: 0,
    }
    await CallModel.create([call], { session: tx.session })
    await tx.note('call.granted', [String(round._id), entranceId, String(_id)])
    return { callId: String(_id) }
  }).catch(async (error) => {
    if (!duplicateKey(error)) throw error
    const live = await CallModel.findOne({ roundId: round._id, entranceId: oid(entranceId), live: true }).lean()
    throw new Refused('call.live', { state: live?.state ?? 'granted' })
  })
  return tell(callId)
}

/** Calls a granted entrance down. Two captains at once: one calls, the other hears call.state. */
export const callEntrance = (input: Parsed<typeof api.callEntrance>, actor: Actor) =>
  step(input.callId, 'called', actor, () => ({ $set: { state: 'called', calledAt: now() }, $inc: { times: 1 } }))

/** Calls a called entrance once more. */
export const callAgain = (input: Parsed<typeof api.callAgain>, actor: Actor) =>
  step(input.callId, 'called', actor, () => ({ $set: { calledAt: now() }, $inc: { times: 1 } }), ['called'])

export const clearCall = (input: Parsed<typeof api.clearCall>, actor: Actor) =>
  step(input.callId, 'cleared', actor, () => ({ $set: { state: 'cleared', live: false, clearedAt: now() } }))

/** Takes a grant or a call back; the entrance waits again. */
export const withdrawCall = (input: Parsed<typeof api.withdrawCall>, actor: Actor) =>
  step(input.callId, 'withdrawn', actor, () => ({ $set: { state: 'withdrawn', live: false } }))

/** One step of a call's life: the states it may come from are the filter, so a race has one winner. */
async function step(
  callId: string,
  to: CallState,
  actor: Actor,
  update: () => UpdateQuery<CallDocument>,
  from: readonly CallState[] = before(callSteps, to),
): Promise<Call> {
  const call = await CallModel.findById(oid(callId)).lean()
  if (!call) {
    actor.must('calls.call', [])
    throw new Refused('notFound')
  }
  const path = [...(await pathOfScope(String(call.entranceId))), String(call.siteId)]
  actor.must('calls.call', path)
  await change(actor, async (tx) => {
    const after = await CallModel.findOneAndUpdate({ _id: call._id, state: { $in: from } }, update(), {
      session: tx.session,
    }).lean()
    if (!after) {
      const present = await CallModel.findById(call._id).session(tx.session).lean()
      throw new Refused('call.state', { state: present?.state ?? call.state })
    }
    if (to === 'called') await startRunning(String(call.roundId), tx)
    await tx.note(`call.${to}`, [String(call.roundId), String(call.entranceId), callId])
    return { callId }
  })
  return tell(callId)
}

async function tell(callId: string): Promise<Call> {
  const call = await CallModel.findById(oid(callId)).lean()
  if (!call) throw new Refused('notFound')
  touchBoard(String(call.roundId), 'now')
  publish.changed('entrance', String(call.entranceId), 'calls', callId)
  publish.changed('site', String(call.siteId), 'calls', callId)
  return presentCall(call)
}
