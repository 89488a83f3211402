import { createHash, randomBytes } from 'node:crypto'
import type { Grant } from '@loumen/shared/roles'
import type { Types } from 'mongoose'
import type { Account } from '../base/actor'
import { oid } from '../base/db'
import { real } from '../clock'
import { AccountModel, SessionModel } from './model'

export interface Session {
  id: string
  /** A laboratory's key is no session of a person: it reaches only what says so (`keys`). */
  kind: 'cookie' | 'bearer' | 'key'
  account: Account
}

type Opened = Exclude<Session['kind'], 'key'>

export const sessionLasts = { cookie: 12 * 3_600_000, bearer: 30 * 86_400_000 }
const cachedFor = 5_000

const cache = new Map<string, { session: Session; until: number }>()
let grantsOfResident: (accountId: string) => Promise<Grant[]> = async () => []
const onRevoked: ((accountId: string) => void)[] = []

/** How a resident's own households become grants; the roster knows them. */
export const grantResidentsBy = (source: typeof grantsOfResident) => {
  grantsOfResident = source
}

/** Hears of accounts whose roles or sessions changed, so that sockets can leave rooms. */
export const whenRevoked = (listener: (accountId: string) => void) => onRevoked.push(listener)

const digest = (token: string) => createHash('sha256').update(token).digest('base64url')

/** Opens a session and answers its token: 256 random bits, stored only as a hash. */
export async function openSession(accountId: Types.ObjectId, kind: Opened): Promise<string> {
  const token = randomBytes(32).toString('base64url')
  await SessionModel.create({ _id: digest(token), accountId, kind, expiresAt: new Date(real() + sessionLasts[kind]) })
  return token
}

/** The session of a token, cached for five seconds. A cookie's token is never taken as a bearer token or the reverse. */
export async function readSession(token: string, kind: Opened): Promise<Session | undefined> {
  const id = digest(token)
  const known = cache.get(id)
  if (known && known.until > real()) return known.session.kind === kind ? known.session : undefined
  const found = await SessionModel.findOne({ _id: id, kind, expiresAt: { $gt: new Date(real()) } }).lean()
  const account = found && (await readAccount(String(found.accountId)))
  if (!account) {
    cache.delete(id)
    return undefined
  }
  const session = { id, kind, account }
  if (cache.size > 20_000) cache.clear()
  cache.set(id, { session, until: real() + cachedFor })
  return session
}

/** An account with its grants as they are now. */
export async function readAccount(accountId: string): Promise<Account | undefined> {
  const account = await AccountModel.findById(oid(accountId)).lean()
  if (!account) return undefined
  return {
    id: accountId,
    kind: account.kind,
    grants: account.kind === 'resident' ? await grantsOfResident(accountId) : account.grants,
    mustChangePassword: account.mustChangePassword,
  }
}

/** Whether a session has neither ended nor been ended. */
export const sessionLives = async (id: string) =>
  !!(await SessionModel.exists({ _id: id, expiresAt: { $gt: new Date(real()) } }))

/** Ends one session. */
export async function closeSession({ id, account }: Session) {
  await SessionModel.deleteOne({ _id: id })
  forget(account.id)
}

/** Ends all sessions of an account but one. */
export async function closeOtherSessions(accountId: string, keep: string) {
  await SessionModel.deleteMany({ accountId: oid(accountId), _id: { $ne: keep } })
  forget(accountId)
}

/** Drops what is cached of an account and tells its sockets: its grants have changed. */
export function forget(accountId: string) {
  for (const [id, { session }] of cache) if (session.account.id === accountId) cache.delete(id)
  for (const listener of onRevoked) listener(accountId)
}
