import type { ClientSession, Types } from 'mongoose'
import { forget } from '../accounts/sessions'
import { dropGrant } from '../accounts/staff'
import { oid } from '../base/db'
import { VolunteerModel } from './model'
import { said, viewOwn } from './view'

/** An account's offers as its owner may take them away. */
export async function exportVolunteering(accountId: string) {
  const offers = await VolunteerModel.find({ accountId: oid(accountId) })
    .sort({ at: 1 })
    .lean()
  const views = await viewOwn(offers)
  return views.map((view, i) => ({ ...view, phone: (offers[i] && said(offers[i], 'phone')) || null }))
}

/** Who deletes their account helps no more; what they did stays with the account for work. */
export async function dropVolunteering(accountId: string, session: ClientSession) {
  const mine = { accountId: oid(accountId) }
  for (const { staffId, scope } of await VolunteerModel.find({ ...mine, state: 'accepted' })
    .session(session)
    .lean()) {
    if (!staffId || !scope) continue
    await dropGrant(staffId, { role: 'volunteer', scope }, { session })
    forget(String(staffId))
  }
  await VolunteerModel.deleteMany(mine, { session })
}

/** Offers follow an account that becomes part of another; of two that wait for the same community one is enough. */
export async function joinVolunteering(from: Types.ObjectId, into: Types.ObjectId, session: ClientSession) {
  const waiting = await VolunteerModel.find({ accountId: into, state: 'waiting' }).session(session).lean()
  const communityId = { $in: waiting.map((offer) => offer.communityId) }
  await VolunteerModel.deleteMany({ accountId: from, state: 'waiting', communityId }, { session })
  await VolunteerModel.updateMany({ accountId: from }, { $set: { accountId: into } }, { session })
}
