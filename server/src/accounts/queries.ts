import type { Types } from 'mongoose'
import { unseal } from '../base/personal'
import { AccountModel } from './model'
import { namePlace } from './present'

/** The names of staff accounts by id: for signatures and for who did what. */
export async function namesOf(ids: readonly Types.ObjectId[]): Promise<Map<string, string>> {
  const accounts = await AccountModel.find({ _id: { $in: ids } }, { name: 1 }).lean()
  return new Map(accounts.map(({ _id, name }) => [String(_id), name ? unseal(namePlace(_id), name) : '']))
}

/** How many people answer for a grid. */
export const countGridLeaders = (gridId: string) =>
  AccountModel.countDocuments({ kind: 'staff', grants: { $elemMatch: { role: 'gridLeader', scope: gridId } } }).exec()
