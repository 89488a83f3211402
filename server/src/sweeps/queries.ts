import type { SweepEntry } from '@loumen/shared/sweeps/schema'
import type { Actor } from '../base/actor'
import { oid } from '../base/db'
import { unseal } from '../base/personal'
import { type SweepDocument, type SweepEntryDocument, SweepModel } from './model'

export const notePlace = (householdId: unknown) => `sweeps.note|${householdId}`

/** The last thing found at each door of a round, or of one of its entrances. */
export async function sweptDoors(roundId: string, entranceId?: string) {
  const sweeps = await SweepModel.find({
    roundId: oid(roundId),
    ...(entranceId ? { entranceId: oid(entranceId) } : {}),
  }).lean<SweepDocument[]>()
  return new Map(
    sweeps.flatMap(({ householdId, entries }) => {
      const last = entries.at(-1)
      return last ? [[String(householdId), last] as const] : []
    }),
  )
}

/** An entry as the actor may see it; its note only for those who may know, and for whoever wrote it. */
export function presentEntry(
  householdId: string,
  entry: SweepEntryDocument,
  actor: Actor,
  mayRead: boolean,
): SweepEntry {
  const mine = entry.accountId === actor.account.id
  return {
    outcome: entry.outcome,
    at: entry.at.toISOString(),
    laterAt: entry.laterAt?.toISOString() ?? null,
    need: entry.need ?? null,
    note: entry.note && (mine || mayRead) ? unseal(notePlace(householdId), entry.note) : null,
    mine,
  }
}
