import { createHash, randomBytes } from 'node:crypto'
import type { Grant } from '@loumen/shared/roles'
import type { Types } from 'mongoose'
import type { Account } from '../base/actor'
import { oid } from '../base/db'
import { gathering } from '../base/gathering'
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
let grantsOfResidents: (accountIds: readonly string[]) => Promise<ReadonlyMap<string, Grant[]>> = async () => new Map()
const onRevoked: ((accountId: string) => void)[] = []

/** How a resident's own households become grants; the roster knows them. */
export const grantResidentsBy = (source: typeof grantsOfResidents) => {
  grantsOfResidents = source
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
  const session = await findSession(id)
  if (!session) cache.delete(id)
  if (session?.kind !== kind) return undefined
  if (cache.size > 20_000) cache.clear()
  cache.set(id, { session, until: real() + cachedFor })
  return session
}

/** Thousands of phones come back after the five seconds: who comes meanwhile is looked up together. */
const findSession = gathering<string, Session | undefined>({ atOnce: 2, together: 200 }, async (ids) => {
  const found = await SessionModel.find({ _id: { $in: ids }, expiresAt: { $gt: new Date(real()) } }).lean()
  const accounts = await readAccounts([...new Set(found.map(({ accountId }) => String(accountId)))])
  const sessions = new Map(found.map((session) => [session._id, session]))
  return ids.map((id) => {
    const session = sessions.get(id)
    const account = session && accounts.get(String(session.accountId))
    return account && { id, kind: session.kind, account }
  })
})

/** An account with its grants as they are now. */
export const readAccount = async (accountId: string) => (await readAccounts([accountId])).get(accountId)

async function readAccounts(ids: readonly string[]): Promise<Map<string, Account>> {
  const found = await AccountModel.find({ _id: { $in: ids.map(oid) } }).lean()
  const residents = found.flatMap(({ _id, kind }) => (kind === 'resident' ? [String(_id)] : []))
  const grants = residents.length ? await grantsOfResidents(residents) : undefined
  return new Map(
    found.map(({ _id, kind, grants: given, mustChangePassword }) => {
      const id = String(_id)
      return [id, { id, kind, grants: kind === 'resident' ? (grants?.get(id) ?? []) : given, mustChangePassword }]
    }),
  )
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
