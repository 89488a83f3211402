import { oid } from '../base/db'
import { publish } from '../realtime/publish'
import { touchBoard } from './board'
import { type CallDocument, CallModel } from './model'

const listeners: ((roundId: string) => void)[] = []

/** Hears of rounds in which a person called, or changed anything that decides whom to call. The pace knows its own calls. */
export const whenCallsChange = (listener: (roundId: string) => void) => listeners.push(listener)

const ofCalls: ((calls: readonly CallDocument[]) => void)[] = []

/** Hears of the calls themselves, whoever made, changed or took them back. */
export const whenCalled = (listener: (calls: readonly CallDocument[]) => void) => ofCalls.push(listener)

/** Tells everybody who follows these calls, and answers them as they are now. */
export async function callsChanged(callIds: readonly string[], by: 'person' | 'pace'): Promise<CallDocument[]> {
  const calls = await CallModel.find({ _id: { $in: callIds.map(oid) } }).lean()
  for (const { _id, roundId, entranceId, siteId } of calls) {
    touchBoard(String(roundId), 'now')
    publish.changed('entrance', String(entranceId), 'calls', String(_id))
    publish.changed('site', String(siteId), 'calls', String(_id))
  }
  for (const listener of ofCalls) listener(calls)
  if (by === 'person') for (const roundId of new Set(calls.map((call) => String(call.roundId)))) tellListeners(roundId)
  return calls
}

/** Tells of a round whose way of calling changed: order, modes, what is held, counts. */
export function callingChanged(roundId: string, siteIds: readonly string[]) {
  touchBoard(roundId, 'now')
  for (const siteId of siteIds) publish.changed('site', siteId, 'calls')
  tellListeners(roundId)
}

function tellListeners(roundId: string) {
  for (const listener of listeners) listener(roundId)
}
