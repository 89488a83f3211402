import { waitingStates } from '@loumen/shared/visits/rules'
import type { Types } from 'mongoose'
import type { Change } from '../base/change'
import { now } from '../clock'
import { VisitModel } from './model'

/** Ends every ordinary visit of these households in every round: a recall has its own. Part of its transaction. */
export async function stopVisits(householdIds: readonly Types.ObjectId[], tx: Change) {
  const visits = await VisitModel.find(
    { householdId: { $in: householdIds }, state: { $in: waitingStates } },
    { roundId: 1 },
    { session: tx.session },
  ).lean()
  for (const { _id, roundId } of visits) {
    await VisitModel.updateOne(
      { _id },
      { $set: { state: 'failed', endedAt: now(), why: 'recalled', failure: null } },
      { session: tx.session },
    )
    await tx.note('visit.stopped', [String(roundId), String(_id)])
  }
}
