import { randomInt } from 'node:crypto'
import { isOver } from '@loumen/shared/abilities'
import type { Grant } from '@loumen/shared/roles'
import type { Types } from 'mongoose'
import type { Change } from '../base/change'
import { newId, oid } from '../base/db'
import { blind, seal, unseal } from '../base/personal'
import { now } from '../clock'
import { type AccountDocument, AccountModel } from './model'
import { namePlace, workPhonePlace } from './present'
import { accountsKey } from './residents'

/** Who a new staff account is for; the password is a hash, and has to be changed at the first sign-in. */
export interface NewStaff {
  login: string
  name: string
  grants: Grant[]
  password: string
}

/** Makes a staff account as part of a change; answers its id. A login that is taken is a duplicate key. */
export async function addStaff({ login, name, grants, password }: NewStaff, tx: Change): Promise<string> {
  const _id = newId()
  await AccountModel.create(
    [
      {
        _id,
        kind: 'staff',
        login,
        name: seal(accountsKey, namePlace(_id), name),
        password,
        mustChangePassword: true,
        grants,
        createdAt: now(),
      },
    ],
    { session: tx.session },
  )
  await tx.note('staff.created', [String(_id)])
  return String(_id)
}

/** Makes an account for work that is opened by codes sent to a phone, as part of a change; answers its id. */
export async function addHand(
  { name, phone, grants }: { name: string; phone: string; grants: Grant[] },
  tx: Change,
): Promise<string> {
  const _id = newId()
  await AccountModel.create(
    [
      {
        _id,
        kind: 'staff',
        login: `zc${String(randomInt(1e8)).padStart(8, '0')}`,
        name: seal(accountsKey, namePlace(_id), name),
        workPhone: seal(accountsKey, workPhonePlace(_id), phone),
        workPhoneIndex: blind('phone', phone),
        mustChangePassword: false,
        grants,
        createdAt: now(),
      },
    ],
    { session: tx.session },
  )
  await tx.note('staff.created', [String(_id)])
  return String(_id)
}

/** The accounts for work that have these phones. */
export async function handsByPhone(phones: readonly string[]): Promise<Map<string, AccountDocument>> {
  const byIndex = new Map(phones.map((phone) => [blind('phone', phone), phone]))
  const accounts = await AccountModel.find({ kind: 'staff', workPhoneIndex: { $in: [...byIndex.keys()] } }).lean()
  return new Map(accounts.map((account) => [byIndex.get(account.workPhoneIndex ?? '') ?? '', account]))
}

/** The phones of accounts for work by their ids. */
export async function workPhonesOf(ids: readonly Types.ObjectId[]): Promise<Map<string, string>> {
  const accounts = await AccountModel.find({ _id: { $in: ids }, workPhone: { $exists: true } }, { workPhone: 1 }).lean()
  return new Map(
    accounts.map(({ _id, workPhone = '' }) => [String(_id), unseal(workPhonePlace(_id), workPhone)] as const),
  )
}

/** Which of these accounts for work have a number that messages reach. */
export const withWorkPhone = async (ids: readonly string[], { session }: Pick<Change, 'session'>) =>
  new Set(
    (
      await AccountModel.find({ _id: { $in: ids.map(oid) }, workPhoneIndex: { $exists: true } }, { _id: 1 })
        .session(session)
        .lean()
    ).map(({ _id }) => String(_id)),
  )

/** Gives roles for a time beside those that somebody has for longer; answers the ones that were given. */
export async function giveRoles<G extends Grant & { until: string }>(
  { _id, grants }: Pick<AccountDocument, '_id' | 'grants'>,
  wanted: readonly G[],
  { session }: Pick<Change, 'session'>,
): Promise<G[]> {
  const given = wanted.filter(
    ({ role, scope, until }) =>
      !grants.some((grant) => grant.role === role && grant.scope === scope && (!grant.until || grant.until >= until)),
  )
  await AccountModel.updateOne({ _id }, { $push: { grants: { $each: given } } }, { session })
  return given
}

/** Takes roles away that were given until just then. */
export async function takeRoles(
  accountId: Types.ObjectId,
  given: readonly (Grant & { until: string })[],
  { session }: Pick<Change, 'session'>,
) {
  for (const { role, scope, until } of given)
    await AccountModel.updateOne({ _id: accountId }, { $pull: { grants: { role, scope, until } } }, { session })
}

/** Forgets the number of an account for work once no role of it is left: nobody is to be called or let in by it any more. */
export async function forgetWorkPhone(accountId: Types.ObjectId, { session }: Pick<Change, 'session'>) {
  const account = await AccountModel.findById(accountId).session(session).lean()
  if (account?.grants.some((grant) => !isOver(grant, now().getTime()))) return
  await AccountModel.updateOne({ _id: accountId }, { $unset: { workPhone: 1, workPhoneIndex: 1 } }, { session })
}

/** Takes one role of a staff account away; whoever does it forgets the account's sessions afterwards. */
export const dropGrant = (accountId: Types.ObjectId, { role, scope }: Grant, { session }: Pick<Change, 'session'>) =>
  AccountModel.updateOne({ _id: accountId }, { $pull: { grants: { role, scope } } }, { session })

/** The logins and roles of staff accounts by id. */
export async function staffOf(ids: readonly string[]) {
  const accounts = await AccountModel.find(
    { _id: { $in: ids.map(oid) }, kind: 'staff' },
    { login: 1, grants: 1 },
  ).lean()
  return new Map(accounts.map((account) => [String(account._id), account]))
}

/** Everybody who has a role for one of these scopes, or will have it. */
export async function staffAt(scopes: readonly string[]): Promise<AccountDocument[]> {
  const accounts = await AccountModel.find({ kind: 'staff', 'grants.scope': { $in: scopes } })
    .limit(5000)
    .lean<AccountDocument[]>()
  const [here, at] = [new Set(scopes), now().getTime()]
  return accounts.filter(({ grants }) => grants.some((grant) => here.has(grant.scope) && !isOver(grant, at)))
}

/** Makes two changes of the same people's shifts one after the other. */
export const holdStaff = (ids: readonly string[], { session }: Pick<Change, 'session'>) =>
  AccountModel.updateMany({ _id: { $in: ids.map(oid) } }, { $inc: { held: 1 } }, { session })
