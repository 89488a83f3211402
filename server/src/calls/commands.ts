import type * as api from '@loumen/shared/calls/api'
import { callSteps } from '@loumen/shared/calls/rules'
import type { Call, CallState } from '@loumen/shared/calls/schema'
import type { Parsed } from '@loumen/shared/endpoint'
import { Refused } from '@loumen/shared/refusals'
import { before } from '@loumen/shared/rounds/rules'
import type { UpdateQuery } from 'mongoose'
import type { Actor } from '../base/actor'
import { type Change, change } from '../base/change'
import { duplicateKey, newId, oid } from '../base/db'
import { now } from '../clock'
import { pathOfScope } from '../community/paths'
import { findRound, findSite, mustBeLive } from '../rounds/queries'
import { dropVisits, type VisitMade, visitsMoved } from '../visits/commands'
import { callsChanged } from './changed'
import { visitCause } from './contact'
import { type CallDocument, CallingModel, CallModel } from './model'
import { noticeCalled } from './notices'
import { callHouseholds, mustBeOpen } from './parts'
import { presentCalls } from './present'
import { callingOf } from './queries'

/** The site grants an entrance to its captain. Refuses with site.noOpenTable and call.live. */
export async function grantCall({ siteId, entranceId }: Parsed<typeof api.grantCall>, actor: Actor) {
  const site = await findSite(siteId)
  actor.must('calls.grant', await pathOfScope(siteId))
  const round = await findRound(String(site.roundId))
  if (!round.entranceIds.some((id) => String(id) === entranceId)) throw new Refused('round.entrancesUnknown')
  const { callId } = await change(actor, async (tx) => {
    mustBeLive(round)
    await mustBeOpen(site, tx)
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
      parts: [],
    }
    await CallModel.create([call], { session: tx.session })
    await tx.note('call.granted', [String(round._id), entranceId, String(_id)])
    return { callId: String(_id) }
  }).catch(async (error) => {
    if (!duplicateKey(error)) throw error
    const live = await CallModel.findOne({ roundId: round._id, entranceId: oid(entranceId), live: true }).lean()
    throw new Refused('call.live', { state: live?.state ?? 'granted' })
  })
  return told(callId)
}

/** Calls floors of a granted entrance, or everybody who is left. Two captains at once: one calls, the other hears it. */
export async function callEntrance(
  { callId, floors, outsideHours }: Parsed<typeof api.callEntrance>,
  actor: Actor,
): Promise<Call> {
  const call = await findCall(callId, actor)
  if (!call.live) throw new Refused('call.state', { state: call.state })
  const site = await findSite(String(call.siteId))
  await callHouseholds(site, [{ entranceId: String(call.entranceId), floors }], 'person', actor, outsideHours).catch(
    (error) => {
      // Everybody is called already: whoever tapped second is told so.
      if (!floors && error instanceof Refused && error.code === 'call.floorsCalled')
        throw new Refused('call.state', { state: 'called' })
      throw error
    },
  )
  return told(callId)
}

/** Grants and calls in one step: entrances, floors or households that are left. All of them or none. */
export async function callDown({ siteId, units, outsideHours }: Parsed<typeof api.callDown>, actor: Actor) {
  const site = await findSite(siteId)
  actor.must('calls.grant', await pathOfScope(siteId))
  const callIds = await callHouseholds(site, units, 'person', actor, outsideHours)
  return { calls: await presentCalls(await callsChanged(callIds, 'person')) }
}

/** Calls called people once more: one part, or the latest. */
export async function callAgain({ callId, partId }: Parsed<typeof api.callAgain>, actor: Actor): Promise<Call> {
  const call = await findCall(callId, actor)
  const part = partId ? call.parts.find(({ _id }) => String(_id) === partId) : call.parts.at(-1)
  await step(
    call,
    ['called'],
    actor,
    'call.again',
    part && { 'parts._id': part._id },
    {
      $set: { calledAt: now(), ...(part ? { 'parts.$.againAt': now() } : {}) },
      $inc: { times: 1, ...(part ? { 'parts.$.times': 1 } : {}) },
    },
    async (tx) => {
      if (part) await noticeCalled(await findRound(String(call.roundId)), { ...part, times: part.times + 1 }, tx)
    },
  )
  return told(callId)
}

export async function clearCall({ callId }: Parsed<typeof api.clearCall>, actor: Actor): Promise<Call> {
  const call = await findCall(callId, actor)
  await step(call, before(callSteps, 'cleared'), actor, 'call.cleared', undefined, {
    $set: { state: 'cleared', live: false, clearedAt: now() },
  })
  return told(callId)
}

/** Takes a grant or a call back; the entrance waits again, and the pace leaves it alone until somebody releases it. */
export async function withdrawCall({ callId }: Parsed<typeof api.withdrawCall>, actor: Actor): Promise<Call> {
  const call = await findCall(callId, actor)
  const left: VisitMade['household'][] = []
  await step(
    call,
    before(callSteps, 'withdrawn'),
    actor,
    'call.withdrawn',
    undefined,
    {
      $set: { state: 'withdrawn', live: false, parts: [] },
      $unset: { households: 1 },
    },
    async (tx) =>
      void left.push(
        ...(await dropVisits(
          call.parts.map(({ _id }) => visitCause(_id)),
          tx,
        )),
      ),
  )
  await visitsMoved(String(call.roundId), left)
  return told(callId)
}

/** Takes one part back (undo): its people wait again. With its last part the whole call is taken back. */
export async function withdrawPart({ callId, partId }: Parsed<typeof api.withdrawPart>, actor: Actor): Promise<Call> {
  const call = await findCall(callId, actor)
  const part = call.parts.find(({ _id }) => String(_id) === partId)
  if (!part) throw new Refused('notFound')
  if (call.parts.length === 1) return withdrawCall({ callId }, actor)
  const left: VisitMade['household'][] = []
  await step(
    call,
    ['called'],
    actor,
    'call.partWithdrawn',
    { 'parts._id': part._id, parts: { $size: call.parts.length } },
    {
      $pull: { parts: { _id: part._id } },
      $pullAll: { households: part.householdIds },
    },
    async (tx) => void left.push(...(await dropVisits([visitCause(part._id)], tx))),
  )
  await visitsMoved(String(call.roundId), left)
  return told(callId)
}

/** Ticks a channel as done for a part (R9). */
export async function tickChannel(
  { callId, partId, channel }: Parsed<typeof api.tickChannel>,
  actor: Actor,
): Promise<Call> {
  const call = await findCall(callId, actor)
  if (!call.parts.some(({ _id }) => String(_id) === partId)) throw new Refused('notFound')
  await step(
    call,
    ['called', 'cleared'],
    actor,
    `call.told.${channel}`,
    { 'parts._id': oid(partId) },
    {
      $addToSet: { 'parts.$.channels': channel },
    },
  )
  return told(callId)
}

/** A call that the actor may work with. */
export async function findCall(callId: string, actor: Actor): Promise<CallDocument> {
  const call = await CallModel.findById(oid(callId)).lean()
  if (!call) {
    actor.must('calls.call', [])
    throw new Refused('notFound')
  }
  actor.must('calls.call', [...(await pathOfScope(String(call.entranceId))), String(call.siteId)])
  return call
}

/** One step of a call's life: the states it may come from are the filter, so a race has one winner. */
async function step(
  call: CallDocument,
  from: readonly CallState[],
  actor: Actor,
  what: string,
  filter: Record<string, unknown> = {},
  update: UpdateQuery<CallDocument>,
  also: (tx: Change) => Promise<void> = async () => {},
) {
  const callId = String(call._id)
  await change(actor, async (tx) => {
    const { matchedCount } = await CallModel.updateOne({ _id: call._id, state: { $in: from }, ...filter }, update, {
      session: tx.session,
    })
    if (!matchedCount) {
      const present = await CallModel.findById(call._id).session(tx.session).lean()
      throw new Refused('call.state', { state: present?.state ?? call.state })
    }
    if (what.endsWith('ithdrawn')) await keepFromPace(call, tx)
    await also(tx)
    await tx.note(what, [String(call.roundId), String(call.entranceId), callId])
    return { callId }
  })
}

/** What a person takes back at an automatic site, the pace would call again at once: it is held until somebody releases it. */
async function keepFromPace({ roundId, siteId, entranceId }: CallDocument, tx: Change) {
  const { modes } = await callingOf(String(roundId))
  if (modes.find((one) => siteId.equals(one.siteId))?.mode !== 'automatic') return
  await CallingModel.updateOne({ _id: roundId }, { $addToSet: { held: entranceId } }, { session: tx.session })
}

async function told(callId: string): Promise<Call> {
  const [call] = await presentCalls(await callsChanged([callId], 'person'))
  if (!call) throw new Refused('notFound')
  return call
}
