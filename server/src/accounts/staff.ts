import { live } from '@loumen/shared/abilities'
import type { Grant } from '@loumen/shared/roles'
import type { Types } from 'mongoose'
import type { Change } from '../base/change'
import { newId, oid } from '../base/db'
import { seal } from '../base/personal'
import { now } from '../clock'
import { type AccountDocument, AccountModel } from './model'
import { namePlace } from './present'
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

/** Everybody whose role for one of these scopes has not ended. */
export async function staffAt(scopes: readonly string[]): Promise<AccountDocument[]> {
  const accounts = await AccountModel.find({ kind: 'staff', 'grants.scope': { $in: scopes } })
    .limit(5000)
    .lean<AccountDocument[]>()
  const [here, at] = [new Set(scopes), now().getTime()]
  return accounts.filter(({ grants }) => grants.some((grant) => here.has(grant.scope) && live(grant, at)))
}

/** Makes two changes of the same people's shifts one after the other. */
export const holdStaff = (ids: readonly string[], { session }: Pick<Change, 'session'>) =>
  AccountModel.updateMany({ _id: { $in: ids.map(oid) } }, { $inc: { held: 1 } }, { session })
