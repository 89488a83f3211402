import { recallOutcomes, repeatOutcomes } from '@loumen/shared/results/rules'
import type { Outcome } from '@loumen/shared/results/schema'
import { before } from '@loumen/shared/rounds/rules'
import { tubeSteps } from '@loumen/shared/tubes/rules'
import type { Actor } from '../base/actor'
import type { Change } from '../base/change'
import { newId } from '../base/db'
import { seal, unseal } from '../base/personal'
import { now, real } from '../clock'
import { publish } from '../realtime/publish'
import { accountsOf } from '../roster/claims'
import { roundKey } from '../rounds/keys'
import { setFrozen } from '../tickets/commands'
import { tubesChanged } from '../tubes/changed'
import { tubeEntry } from '../tubes/commands'
import { type TubeDocument, TubeModel } from '../tubes/model'
import { RecallModel } from './model'

/** What a laboratory says of a tube. */
export interface LabResult {
  outcome: Outcome
  lab: string
  method: string
  testedAt: string
}

const place = (tubeId: unknown) => `tubes.outcome|${tubeId}`

export const outcomeOf = (tube: Pick<TubeDocument, '_id' | 'outcome'>): Outcome | undefined =>
  tube.outcome ? (unseal(place(tube._id), tube.outcome) as Outcome) : undefined

/**
 * Writes an outcome on a tube that waits for one, or corrects it (`reason` sealed). A positive, grey or single-target
 * pool opens its recall and freezes its households in the same transaction; an insufficient one makes its people
 * missing again. Answers false when the tube is not in a state to take it.
 */
export async function applyResult(
  tube: TubeDocument,
  result: LabResult,
  actor: Actor,
  tx: Change,
  reason?: string,
): Promise<boolean> {
  const { session } = tx
  const from = reason ? (['resulted'] as const) : before(tubeSteps, 'resulted')
  const { modifiedCount } = await TubeModel.updateOne(
    { _id: tube._id, state: { $in: from }, outcome: tube.outcome },
    {
      $set: {
        state: 'resulted',
        live: !repeatOutcomes.includes(result.outcome),
        outcome: seal(roundKey(tube.roundId), place(tube._id), result.outcome),
        lab: result.lab,
        method: result.method,
        testedAt: new Date(result.testedAt),
        changedAt: new Date(real()),
      },
      $push: { history: tubeEntry(actor, reason ? 'result.corrected' : 'result.reported', { reason }) },
    },
    { session },
  )
  if (!modifiedCount) return false
  if (recallOutcomes.includes(result.outcome)) await openRecall(tube, result.outcome, tx)
  return true
}

async function openRecall(tube: TubeDocument, outcome: Outcome, tx: Change) {
  const _id = newId()
  const householdIds = [
    ...new Map(tube.people.map((person) => [String(person.householdId), person.householdId])).values(),
  ]
  await RecallModel.updateOne(
    { tubeId: tube._id, state: 'open' },
    {
      $setOnInsert: {
        _id,
        roundId: tube.roundId,
        barcode: tube.barcode,
        outcome: seal(roundKey(tube.roundId), `recalls.outcome|${tube._id}`, outcome),
        openedAt: now(),
        residentIds: tube.people.map((person) => person.residentId),
        householdIds,
      },
    },
    { upsert: true, session: tx.session },
  )
  await setFrozen(householdIds, true, tx)
  await tx.note('recall.opened', [String(tube.roundId), String(tube._id)])
}

/** Part of opening a round: households in an open recall stay frozen in it, too. */
export async function freezeRecalled(tx: Change) {
  const recalls = await RecallModel.find({ state: 'open' }, { householdIds: 1 }, { session: tx.session }).lean()
  if (recalls.length)
    await setFrozen(
      recalls.flatMap((recall) => recall.householdIds),
      true,
      tx,
    )
}

/** Tells the phones of everybody in these tubes that a result is there; the outcome itself stays behind sign-in. */
export async function tellResults(tubes: readonly TubeDocument[]) {
  for (const tube of tubes) tubesChanged(tube)
  const households = [...new Set(tubes.flatMap((tube) => tube.people.map((person) => String(person.householdId))))]
  for (const accountId of await accountsOf(households)) publish.changed('resident', accountId, 'results')
}
