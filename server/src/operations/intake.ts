import { type Ability, can, type Path } from '@loumen/shared/abilities'
import { operationText } from '@loumen/shared/operations/rules'
import { Fact, type RecordedOperation } from '@loumen/shared/operations/schema'
import type { RefusalCode } from '@loumen/shared/refusals'
import { readAccount } from '../accounts/sessions'
import type { Account } from '../base/actor'
import { blind } from '../base/personal'
import { present } from '../clock'
import { pathOfScope } from '../community/paths'
import type { RoundDocument } from '../rounds/model'

/** An operation as the house takes it in. */
export interface Taken {
  id: string
  fact: Fact
  recordedAt: Date
  recorder: Account
  fingerprint: string
  /** Recorded before the round was closed, handed in after it. */
  late: boolean
  /** A site's pack key signed it: its recorder worked there when the pack was given, whatever their roles are now. */
  signed: boolean
}

export interface Turned {
  id: string
  code: RefusalCode
}

/** The key by which one person's device signs what it records for a round, so that another may hand it in. */
export const journalKey = (accountId: string, roundId: string) => blind('journal', `${accountId}|${roundId}`)
/** The same for whoever goes with boxes or from door to door: it says who recorded, and nothing of their role. */
export const ownKey = (accountId: string, roundId: string) => blind('journal', `${accountId}|${roundId}|own`)

export const fingerprintOf = (operation: RecordedOperation) => blind('operation', operationText(operation))

/** Checks each operation of a batch by itself: its recorder, its signature, its shape. */
export async function takeIn(
  operations: readonly RecordedOperation[],
  round: RoundDocument,
  sender: Account | undefined,
  sign: (key: string, text: string) => string,
): Promise<(Taken | Turned)[]> {
  const roundId = String(round._id)
  const accounts = new Map<string, Account | undefined>(sender ? [[sender.id, sender]] : [])
  for (const { recorderId } of operations)
    if (!accounts.has(recorderId)) accounts.set(recorderId, await readAccount(recorderId))
  return operations.map((operation): Taken | Turned => {
    const { id, recorderId, signature } = operation
    const recorder = accounts.get(recorderId)
    const text = operationText(operation)
    const signedBy = (key: string) => !!signature && signature === sign(key, text)
    const signed = signedBy(journalKey(recorderId, roundId))
    const theirs = recorderId === sender?.id || signed || signedBy(ownKey(recorderId, roundId))
    if (recorder?.kind !== 'staff' || !theirs) return { id, code: 'auth.forbidden' }
    const fact = Fact.safeParse(operation.fact)
    if (!fact.success) return { id, code: 'input.invalid' }
    if (round.state === 'sealed' || round.state === 'purged') return { id, code: 'round.state' }
    const recordedAt = new Date(Math.min(Date.parse(operation.recordedAt), present().getTime()))
    return {
      id,
      fact: fact.data,
      recordedAt,
      recorder,
      fingerprint: fingerprintOf(operation),
      late: round.state === 'closed',
      signed,
    }
  })
}

/** Whether the recorder had the ability there when they recorded it. */
export const mayRecord = ({ recorder, recordedAt, signed }: Taken, ability: Ability, path: Path) =>
  signed || can(recorder.grants, ability, path, recordedAt.getTime())

export const pathOfSite = (siteId: unknown) => pathOfScope(String(siteId))
