import type * as api from '@loumen/shared/calls/api'
import type { CallState } from '@loumen/shared/calls/schema'
import type { Parsed } from '@loumen/shared/endpoint'
import { Refused } from '@loumen/shared/refusals'
import type { Actor } from '../base/actor'
import { oid } from '../base/db'
import { worksInside } from '../community/queries'
import { findRound, roundPath } from '../rounds/queries'
import { type CallDocument, CallModel } from './model'
import { presentCall } from './present'

export async function listCalls({ roundId }: Parsed<typeof api.listCalls>, actor: Actor) {
  const round = await findRound(roundId)
  if (!actor.may('calls.follow', await roundPath(round)) && !(await worksInside(actor, String(round.nodeId))))
    throw new Refused('auth.forbidden')
  return { calls: [...(await latestCalls(roundId)).values()].map(presentCall) }
}

/** The call that counts for each entrance of a round: the newest one that was not taken back. */
export async function latestCalls(roundId: string): Promise<Map<string, CallDocument>> {
  const calls = await CallModel.find({ roundId: oid(roundId), state: { $ne: 'withdrawn' satisfies CallState } })
    .sort({ grantedAt: 1, _id: 1 })
    .lean()
  return new Map(calls.map((call) => [String(call.entranceId), call]))
}
