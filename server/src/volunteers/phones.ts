import type { Types } from 'mongoose'
import { VolunteerModel } from './model'

/** The accounts under which volunteers offered their help, by their accounts for work: messages reach them there. */
export async function residentAccountsOf(staffIds: readonly Types.ObjectId[]): Promise<Map<string, string>> {
  const offers = await VolunteerModel.find({ staffId: { $in: staffIds }, state: 'accepted' }).lean()
  return new Map(offers.map(({ staffId, accountId }) => [String(staffId), String(accountId)]))
}
