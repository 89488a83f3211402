import type { Types } from 'mongoose'
import { unseal } from '../base/personal'
import { LabKeyModel } from './key-model'
import { AccountModel } from './model'
import { namePlace } from './present'

/** The names of staff accounts, and of laboratories by their key, by id: for signatures and for who did what. */
export async function namesOf(ids: readonly Types.ObjectId[]): Promise<Map<string, string>> {
  const accounts = await AccountModel.find({ _id: { $in: ids } }, { name: 1 }).lean()
  const names = new Map(accounts.map(({ _id, name }) => [String(_id), name ? unseal(namePlace(_id), name) : '']))
  if (ids.every((id) => names.has(String(id)))) return names
  for (const { _id, lab } of await LabKeyModel.find({ _id: { $in: ids } }, { lab: 1 }).lean())
    names.set(String(_id), lab)
  return names
}

/** How many people answer for a grid. */
export const countGridLeaders = (gridId: string) =>
  AccountModel.countDocuments({ kind: 'staff', grants: { $elemMatch: { role: 'gridLeader', scope: gridId } } }).exec()
