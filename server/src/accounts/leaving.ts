import type * as api from '@loumen/shared/accounts/api'
import type { Parsed } from '@loumen/shared/endpoint'
import { Refused } from '@loumen/shared/refusals'
import type { ClientSession } from 'mongoose'
import type { Actor } from '../base/actor'
import { change } from '../base/change'
import { oid } from '../base/db'
import { NoticeModel } from '../base/notices'
import { unseal } from '../base/personal'
import { now } from '../clock'
import { consentsOf } from './consents'
import { AccountModel, ConsentModel, SessionModel } from './model'
import { phonePlace } from './present'
import { forget } from './sessions'

type Exports = (accountId: string) => Promise<unknown>
type Leaves = (accountId: string, session: ClientSession) => Promise<void>
const exports = new Map<string, Exports>()
const onLeave: Leaves[] = []

/** Adds what another domain keeps of a resident's account to its export, and its end to the account's. */
export function keepForAccounts(part: string, read: Exports, leave: Leaves) {
  exports.set(part, read)
  onLeave.push(leave)
}

function resident(actor: Actor): string {
  const accountId = actor.self()
  if (actor.account.kind !== 'resident') throw new Refused('auth.forbidden')
  return accountId
}

/** Everything that is kept of the account, whole: it is its owner who asks. */
export async function exportMe(_input: Parsed<typeof api.exportMe>, actor: Actor) {
  const accountId = resident(actor)
  const account = await AccountModel.findById(oid(accountId)).lean()
  if (!account) throw new Refused('auth.required')
  const sessions = await SessionModel.find({ accountId: account._id }).lean()
  const notices = await NoticeModel.find({ accountId: account._id }).sort({ at: 1 }).lean()
  const parts: Record<string, unknown> = {
    account: {
      phone: account.phone ? unseal(phonePlace(account._id), account.phone) : null,
      wechat: !!account.wechat,
      since: account.createdAt.toISOString(),
    },
    consents: await consentsOf(accountId),
    sessions: sessions.map(({ expiresAt }) => ({ endsAt: expiresAt.toISOString() })),
    notices: notices.map(({ kind, at, outcomes }) => ({
      kind,
      at: at.toISOString(),
      outcomes: outcomes.map(({ channel, outcome }) => ({ channel, outcome })),
    })),
  }
  for (const [part, read] of exports) parts[part] = await read(accountId)
  return { exportedAt: now().toISOString(), parts }
}

/** Deletes the account and all that belongs to it alone; the history keeps that it happened, without saying whose it was. */
export async function deleteMe(_input: Parsed<typeof api.deleteMe>, actor: Actor) {
  const accountId = resident(actor)
  await change(actor, async (tx) => {
    const { session } = tx
    for (const leave of onLeave) await leave(accountId, session)
    await ConsentModel.deleteMany({ accountId: oid(accountId) }, { session })
    await NoticeModel.deleteMany({ accountId: oid(accountId) }, { session })
    await SessionModel.deleteMany({ accountId: oid(accountId) }, { session })
    await AccountModel.deleteOne({ _id: oid(accountId), kind: 'resident' }, { session })
    await tx.note('account.deleted', [accountId])
    return { accountId }
  })
  forget(accountId)
  return { deleted: true as const }
}
