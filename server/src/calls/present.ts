import type { Call } from '@loumen/shared/calls/schema'
import type { CallDocument } from './model'
import type { Group } from './pace/households'
import { townOf } from './pace/record'
import { callsOf } from './queries'

/** Floors that nobody asked down yet, in call order: none of their households was called. */
export function floorsLeft(groups: readonly Group[], called: ReadonlySet<string>): number[] {
  return groups.flatMap(({ floor, households }) =>
    floor !== null && floor !== 0 && households.some(({ id, frozen }) => !frozen && !called.has(id)) ? [floor] : [],
  )
}

/** Calls of one round as they are shown. */
export async function presentCalls(calls: readonly CallDocument[]): Promise<Call[]> {
  const [first] = calls
  if (!first) return []
  const roundId = String(first.roundId)
  const [town, all] = await Promise.all([townOf(roundId), callsOf(roundId)])
  const called = new Set(all.flatMap(({ households = [] }) => households.map(String)))
  return calls.map((call) => ({
    id: String(call._id),
    roundId,
    siteId: String(call.siteId),
    entranceId: String(call.entranceId),
    state: call.state,
    grantedAt: call.grantedAt.toISOString(),
    calledAt: call.calledAt?.toISOString() ?? null,
    clearedAt: call.clearedAt?.toISOString() ?? null,
    times: call.times,
    parts: call.parts.map((part) => ({
      id: String(part._id),
      siteId: String(part.siteId),
      floors: part.floors,
      households: part.householdIds.length,
      people: part.people,
      calledAt: part.calledAt.toISOString(),
      againAt: part.againAt?.toISOString() ?? null,
      times: part.times,
      by: part.by,
      channels: part.channels,
    })),
    left: floorsLeft(town.get(String(call.entranceId)) ?? [], called),
  }))
}
