import type * as api from '@loumen/shared/accounts/api'
import { type ConsentKind, type Consents, consentVersions } from '@loumen/shared/accounts/consent'
import type { Parsed } from '@loumen/shared/endpoint'
import { Refused } from '@loumen/shared/refusals'
import type { Actor } from '../base/actor'
import { change } from '../base/change'
import { oid } from '../base/db'
import { now } from '../clock'
import { ConsentModel } from './model'

const entriesOf = (accountId: string, kind: ConsentKind) =>
  ConsentModel.find({ accountId: oid(accountId), kind })
    .sort({ _id: 1 })
    .lean()

/** Where a resident's consents stand, with every answer they gave. */
export async function consentsOf(accountId: string): Promise<Consents> {
  const entries = await entriesOf(accountId, 'healthData')
  const last = entries.at(-1)
  const current = last?.version === consentVersions.healthData
  return {
    healthData: {
      state: last && !last.given ? 'withdrawn' : last && current ? 'given' : 'unasked',
      history: entries.map(({ given, version, at }) => ({ given, version, at: at.toISOString() })),
    },
  }
}

/** Whether somebody took back that their phone shows results. */
export const hasWithdrawn = async (accountId: string) => (await withdrawnAmong([accountId])).has(accountId)

/** Who of these accounts did. */
export async function withdrawnAmong(accountIds: readonly string[]): Promise<ReadonlySet<string>> {
  const entries = await ConsentModel.find(
    { accountId: { $in: accountIds.map(oid) }, kind: 'healthData' satisfies ConsentKind },
    { accountId: 1, given: 1 },
  )
    .sort({ _id: 1 })
    .lean()
  const last = new Map(entries.map(({ accountId, given }) => [String(accountId), given]))
  return new Set(accountIds.filter((id) => last.get(id) === false))
}

export async function readConsents(_input: Parsed<typeof api.readConsents>, actor: Actor) {
  return consentsOf(actor.self())
}

/** Writes an answer down; one to a wording that is not asked any more is refused as bad input. */
export async function setConsent({ kind, given, version }: Parsed<typeof api.setConsent>, actor: Actor) {
  const accountId = actor.self()
  if (actor.account.kind !== 'resident') throw new Refused('auth.forbidden')
  if (version !== consentVersions[kind]) throw new Refused('input.invalid', { fields: 'version' })
  await change(actor, async (tx) => {
    await ConsentModel.create([{ accountId: oid(accountId), kind, version, given, at: now() }], {
      session: tx.session,
    })
    await tx.note(given ? 'consent.given' : 'consent.withdrawn', [accountId])
    return { accountId }
  })
  return consentsOf(accountId)
}
