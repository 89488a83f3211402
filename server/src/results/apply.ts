import { repeatOutcomes } from '@loumen/shared/results/rules'
import type { Outcome } from '@loumen/shared/results/schema'
import { before } from '@loumen/shared/rounds/rules'
import { tubeSteps } from '@loumen/shared/tubes/rules'
import type { Actor } from '../base/actor'
import type { Change } from '../base/change'
import { queueNotices } from '../base/notices'
import { seal, unseal } from '../base/personal'
import { real } from '../clock'
import { publish } from '../realtime/publish'
import { accountsOf } from '../roster/claims'
import { roundKey } from '../rounds/keys'
import { tubesChanged } from '../tubes/changed'
import { tubeEntry } from '../tubes/commands'
import { type TubeDocument, TubeModel } from '../tubes/model'

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
 * Writes an outcome on a tube that waits for one, or corrects it (`reason` sealed). Whoever hears of outcomes (recalls)
 * writes in the same transaction; an insufficient one makes its people missing again. Answers false when the tube is not
 * in a state to take it.
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
  for (const listener of inside) await listener(tube, result.outcome, actor, tx)
  await queueNotices(tx, await noticesOf(tube, tubeRev(tube) + 1))
  return true
}

type Listener = (tube: TubeDocument, outcome: Outcome, actor: Actor, tx: Change) => Promise<void>
const inside: Listener[] = []
const after: ((tubes: readonly TubeDocument[]) => void)[] = []

/** Hears of every outcome inside its own transaction; `tube` is as it was before. */
export const whenResulted = (listener: Listener) => inside.push(listener)

/** Hears of tubes whose outcome has been written. */
export const whenResultsAreTold = (listener: (typeof after)[number]) => after.push(listener)

/** How often a tube's outcome has been written: a certificate stands for one of them. */
export const tubeRev = (tube: Pick<TubeDocument, 'history'>) =>
  tube.history.filter(({ what }) => what === 'result.reported' || what === 'result.corrected').length

/** One message for each phone of the people, without the outcome in it; again after a correction. */
async function noticesOf(tube: TubeDocument, rev: number) {
  const households = [...new Set(tube.people.map((person) => String(person.householdId)))]
  const notices = await Promise.all(
    households.map(async (householdId) =>
      (await accountsOf([householdId])).map((accountId) => ({
        cause: `result-${tube._id}-${rev}`,
        accountId,
        kind: 'resultsReady',
        about: { roundId: String(tube.roundId), householdId },
      })),
    ),
  )
  return notices.flat()
}

/** Tells the phones of everybody in these tubes that a result is there; the outcome itself stays behind sign-in. */
export async function tellResults(tubes: readonly TubeDocument[]) {
  for (const tube of tubes) tubesChanged(tube)
  for (const listener of after) listener(tubes)
  const households = [...new Set(tubes.flatMap((tube) => tube.people.map((person) => String(person.householdId))))]
  for (const accountId of await accountsOf(households)) publish.changed('resident', accountId, 'results')
}
