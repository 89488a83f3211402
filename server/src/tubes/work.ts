import type { Types } from 'mongoose'
import { oid } from '../base/db'
import { real } from '../clock'
import { TubeModel } from './model'

interface TubeWork {
  _id: Types.ObjectId
  live: boolean
  siteId: Types.ObjectId | null
  tableId: Types.ObjectId | null
  closedAt: Date | null
  people: { residentId: Types.ObjectId; householdId: Types.ObjectId; admittedAt: Date }[]
}

interface Known {
  tubes: Map<string, TubeWork>
  readAt: Date
}

/** Changes may be written a little before they can be read: the last seconds are read again. */
const overlap = 5_000
const known = new Map<string, Known>()

/** What a round's tubes tell of its day: who was scanned where and when, when tubes were closed, who was sampled at a door. */
export async function workOf(roundId: string) {
  const before = known.get(roundId)
  const readAt = new Date(real())
  const since = before && new Date(before.readAt.getTime() - overlap)
  const changed = await TubeModel.find(
    { roundId: oid(roundId), ...(since ? { changedAt: { $gte: since } } : {}) },
    {
      live: 1,
      siteId: 1,
      tableId: 1,
      closedAt: 1,
      'people.residentId': 1,
      'people.householdId': 1,
      'people.admittedAt': 1,
    },
  ).lean<TubeWork[]>()
  const tubes = before?.tubes ?? new Map<string, TubeWork>()
  for (const tube of changed) tubes.set(String(tube._id), tube)
  known.set(roundId, { tubes, readAt })
  return gather(tubes.values())
}

function gather(tubes: Iterable<TubeWork>) {
  const scans: { siteId: string; tableId: string; householdId: string; at: Date }[] = []
  const closes: { tableId: string; at: Date }[] = []
  const atDoors = new Set<string>()
  for (const { live, siteId, tableId, closedAt, people } of tubes) {
    if (!live) continue
    if (!siteId || !tableId) {
      for (const { residentId } of people) atDoors.add(String(residentId))
      continue
    }
    const table = String(tableId)
    const site = String(siteId)
    for (const { householdId, admittedAt } of people)
      scans.push({ siteId: site, tableId: table, householdId: String(householdId), at: admittedAt })
    if (closedAt) closes.push({ tableId: table, at: closedAt })
  }
  return { scans, closes, atDoors }
}

/** For a house that closes: what was read belongs to its database. */
export const forgetWork = () => known.clear()
