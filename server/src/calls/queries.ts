import type * as api from '@loumen/shared/calls/api'
import type { CallState } from '@loumen/shared/calls/schema'
import type { Parsed } from '@loumen/shared/endpoint'
import { Refused } from '@loumen/shared/refusals'
import type { Types } from 'mongoose'
import type { Actor } from '../base/actor'
import { oid } from '../base/db'
import { worksInside } from '../community/queries'
import { findRound, roundPath } from '../rounds/queries'
import {
  type CallDocument,
  type CallingDocument,
  CallingModel,
  CallModel,
  CallNoteModel,
  type CallPartDocument,
  QueueCountModel,
} from './model'
import { presentCalls } from './present'

export async function listCalls({ roundId }: Parsed<typeof api.listCalls>, actor: Actor) {
  const round = await findRound(roundId)
  if (!actor.may('calls.follow', await roundPath(round)) && !(await worksInside(actor, String(round.nodeId))))
    throw new Refused('auth.forbidden')
  return { calls: await presentCalls([...(await latestCalls(roundId)).values()]) }
}

/** The call that counts for each entrance of a round: the newest one that was not taken back. */
export async function latestCalls(roundId: string): Promise<Map<string, CallDocument>> {
  const calls = await CallModel.find({ roundId: oid(roundId), state: { $ne: 'withdrawn' satisfies CallState } })
    .sort({ grantedAt: 1, _id: 1 })
    .lean()
  return new Map(calls.map((call) => [String(call.entranceId), call]))
}

/** Everybody of a round who was asked down, in the order of calls; calls taken back left out. */
export const callsOf = (roundId: string) =>
  CallModel.find({ roundId: oid(roundId), households: { $exists: true } })
    .sort({ grantedAt: 1 })
    .lean<CallDocument[]>()

export const countsOf = (roundId: string) =>
  QueueCountModel.find({ roundId: oid(roundId) })
    .sort({ at: 1 })
    .lean()

/** When each of these households was asked down, and what became of it. */
export async function askedOf(roundId: string, householdIds: readonly string[]) {
  const asked = await askedIn([oid(roundId)], householdIds.map(oid))
  return (householdId: string) => asked(roundId, householdId)
}

/** The same for several rounds by one reading. */
export async function askedIn(roundIds: readonly Types.ObjectId[], householdIds: readonly Types.ObjectId[]) {
  const roundId = { $in: roundIds }
  const [calls, notes] = await Promise.all([
    CallModel.find({ roundId, households: { $in: householdIds } }, { roundId: 1, parts: 1 }).lean<
      Pick<CallDocument, 'roundId' | 'parts'>[]
    >(),
    CallNoteModel.find({ roundId, householdId: { $in: householdIds } }).lean(),
  ])
  const wanted = new Set(householdIds.map(String))
  const keyOf = (roundId: unknown, householdId: unknown) => `${roundId}:${householdId}`
  const parts = new Map<string, CallPartDocument>()
  for (const call of calls)
    for (const part of call.parts)
      for (const id of part.householdIds) if (wanted.has(String(id))) parts.set(keyOf(call.roundId, id), part)
  const noted = new Map(notes.map((note) => [keyOf(note.roundId, note.householdId), note]))
  return (roundId: string, householdId: string) => {
    const part = parts.get(keyOf(roundId, householdId))
    const note = noted.get(keyOf(roundId, householdId))
    // What was said of an earlier call, which was taken back, says nothing of this one.
    const since = part?.calledAt ?? new Date(0)
    const knock = note?.knock && note.knock.at >= since ? note.knock : undefined
    const reply = note?.reply && (note.reply.kind === 'cannotCome' || note.reply.at >= since) ? note.reply : undefined
    const seenAt = note?.seenAt && note.seenAt >= since ? note.seenAt : undefined
    return {
      part,
      calledAt: part?.calledAt.toISOString() ?? null,
      againAt: part?.againAt?.toISOString() ?? null,
      reply: reply ? { kind: reply.kind, at: reply.at.toISOString() } : null,
      knock: knock ? { outcome: knock.outcome, at: knock.at.toISOString() } : null,
      seen: !!seenAt,
    }
  }
}

/** How a round's people are called. */
export const callingOf = async (roundId: string): Promise<CallingDocument> =>
  (await CallingModel.findById(oid(roundId)).lean()) ?? { _id: oid(roundId), held: [], modes: [] }

/** How each household of a round was reached last by calling: asked down, told, seen, answered, knocked for. */
export async function triesOf(roundId: string) {
  const [calls, notes] = await Promise.all([callsOf(roundId), CallNoteModel.find({ roundId: oid(roundId) }).lean()])
  const tries = new Map<
    string,
    { channel: 'call' | 'chat' | 'loudspeaker' | 'seen' | 'reply' | 'knock'; at: Date; outcome: string | null }
  >()
  for (const part of calls.flatMap((call) => call.parts)) {
    const channel = part.channels.includes('loudspeaker')
      ? 'loudspeaker'
      : part.channels.includes('chat')
        ? 'chat'
        : 'call'
    for (const id of part.householdIds)
      tries.set(String(id), { channel, at: part.againAt ?? part.calledAt, outcome: null })
  }
  for (const { householdId, seenAt, reply, knock } of notes) {
    const id = String(householdId)
    const later = (at: Date) => (tries.get(id)?.at ?? at) <= at
    if (seenAt && later(seenAt)) tries.set(id, { channel: 'seen', at: seenAt, outcome: null })
    if (reply && later(reply.at)) tries.set(id, { channel: 'reply', at: reply.at, outcome: reply.kind })
    if (knock && later(knock.at)) tries.set(id, { channel: 'knock', at: knock.at, outcome: knock.outcome })
  }
  return tries
}
