import { oid } from '../base/db'
import { log } from '../base/log'
import type { CallDocument } from '../calls/model'
import { publish } from '../realtime/publish'
import { residentAccountsOf } from '../volunteers/phones'
import { HelpModel } from './model'

/** Tells the phones of those who help behind these entrances that somebody was called, or a call was taken back. */
export function tellHelpers(calls: readonly Pick<CallDocument, 'roundId' | 'entranceId'>[]) {
  const tell = async () => {
    for (const { roundId, entranceId } of calls)
      for (const accountId of await HelpModel.distinct('accountId', { roundId, entranceId, state: 'live' }))
        publish.changed('resident', String(accountId), 'neighbours')
  }
  tell().catch((error: Error) => log.warn({ error: error.name }, 'helpers could not be told'))
}

/** By household, the accounts outside work of those who help there: where a message reaches a volunteer. */
export async function helpersOf(roundId: string, householdIds: readonly string[]): Promise<Map<string, string[]>> {
  const helps = await HelpModel.find({
    roundId: oid(roundId),
    householdId: { $in: householdIds.map(oid) },
    state: 'live',
  }).lean()
  const accounts = await residentAccountsOf(helps.map(({ accountId }) => accountId))
  const found = new Map<string, string[]>()
  for (const { householdId, accountId } of helps) {
    const own = accounts.get(String(accountId))
    const known = found.get(String(householdId)) ?? []
    if (own && !known.includes(own)) found.set(String(householdId), [...known, own])
  }
  return found
}
