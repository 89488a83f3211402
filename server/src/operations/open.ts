import type { Parsed } from '@loumen/shared/endpoint'
import type * as api from '@loumen/shared/operations/api'
import type { OpenOperation } from '@loumen/shared/operations/schema'
import { Refused } from '@loumen/shared/refusals'
import { namesOf } from '../accounts/queries'
import type { Actor } from '../base/actor'
import { change } from '../base/change'
import { oid } from '../base/db'
import { seal } from '../base/personal'
import { now } from '../clock'
import { publish } from '../realtime/publish'
import { roundKey } from '../rounds/keys'
import { findRound, roundPath, sitesOf } from '../rounds/queries'
import { ReplayModel } from './model'

const shown = 500

async function mayDecide(roundId: string, actor: Actor) {
  const round = await findRound(roundId)
  const sites = await sitesOf(roundId)
  actor.must('tubeClaims.decide', [...(await roundPath(round)), ...sites.map((site) => String(site._id))])
  return round
}

/** Operations that a person has to look at, the oldest first. */
export async function listOpenOperations({ roundId }: Parsed<typeof api.listOpenOperations>, actor: Actor) {
  await mayDecide(roundId, actor)
  return { operations: await openOf(roundId) }
}

async function openOf(roundId: string): Promise<OpenOperation[]> {
  const open = await ReplayModel.find({ roundId: oid(roundId), open: true })
    .sort({ recordedAt: 1 })
    .limit(shown)
    .lean()
  const ids = [...new Set(open.flatMap(({ recorderId, whoId }) => [recorderId, ...(whoId ? [whoId] : [])]))]
  const names = await namesOf(ids.filter(Boolean).map(oid))
  return open.map((one) => ({
    id: one._id,
    kind: one.kind,
    outcome: one.outcome,
    labels: one.labels,
    why: { code: one.why?.code ?? 'internal', details: one.why?.details ?? {} },
    recorder: names.get(one.recorderId) ?? '',
    who: one.whoId && (names.get(one.whoId) ?? null),
    recordedAt: one.recordedAt.toISOString(),
    receivedAt: one.receivedAt.toISOString(),
  }))
}

/** Somebody has looked at it; what they did about it is kept under the round's key. */
export async function settleOperation(
  { roundId, operationId, note }: Parsed<typeof api.settleOperation>,
  actor: Actor,
) {
  const round = await mayDecide(roundId, actor)
  await change(actor, async (tx) => {
    const { modifiedCount } = await ReplayModel.updateOne(
      { _id: operationId, roundId: round._id, open: true },
      {
        $set: {
          open: false,
          settled: {
            accountId: actor.account.id,
            at: now(),
            note: seal(roundKey(roundId), `replays.note|${operationId}`, note),
          },
        },
      },
      { session: tx.session },
    )
    if (!modifiedCount)
      throw new Refused((await ReplayModel.exists({ _id: operationId })) ? 'operation.settled' : 'notFound')
    await tx.note('operation.settled', [roundId, operationId])
    return { operationId }
  })
  for (const communityId of round.communityIds) publish.changed('community', String(communityId), 'tubes')
  return { operations: await openOf(roundId) }
}

export const openOperations = (roundId: string) => ReplayModel.countDocuments({ roundId: oid(roundId), open: true })

/** What was recorded before a round was closed and handed in after it: how much, and what of it a person looks at. */
export async function lateRecords(roundId: string) {
  const late = { roundId: oid(roundId), late: true }
  const [records, conflicts, open] = await Promise.all([
    ReplayModel.countDocuments(late),
    ReplayModel.countDocuments({ ...late, outcome: 'conflict' }),
    ReplayModel.countDocuments({ ...late, open: true }),
  ])
  return { records, conflicts, open }
}
