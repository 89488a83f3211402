import type { Types } from 'mongoose'
import { real } from '../clock'
import { living, type ResidentDocument, ResidentModel } from './model'
import { openResident } from './personal'

interface Known {
  readAt: number
  people: Map<string, Types.ObjectId[]>
}

const keptFor = 15 * 60_000
/** A community that was just read is not read again for somebody who was not found. */
const tooFresh = 20_000
const atOnce = 200
const known = new Map<string, Known>()
const reading = new Map<string, Promise<Known>>()

/**
 * People whose document ends with these four and whose name begins with this surname. Which four belong to whom is kept
 * in memory for a quarter of an hour, because numbers are encrypted; the people themselves are read anew.
 */
export async function findByLastFour(
  communityIds: readonly Types.ObjectId[],
  last4: string,
  surname: string,
): Promise<ResidentDocument[]> {
  const found: ResidentDocument[] = []
  for (const communityId of communityIds) {
    const index = await indexOf(String(communityId), communityId, keptFor)
    const fitting = await matching(index, last4, surname)
    if (fitting.length || real() - index.readAt < tooFresh) found.push(...fitting)
    else found.push(...(await matching(await indexOf(String(communityId), communityId, 0), last4, surname)))
  }
  return found
}

async function matching({ people }: Known, last4: string, surname: string) {
  const ids = people.get(last4)
  if (!ids) return []
  const residents = await ResidentModel.find({ _id: { $in: ids }, ...living }).lean()
  return residents.filter(
    (resident) =>
      lastFour(resident) === last4 && openResident(resident, 'name').toUpperCase().startsWith(surname.toUpperCase()),
  )
}

const lastFour = (resident: Pick<ResidentDocument, '_id' | 'document'>) =>
  openResident(resident, 'document').slice(-4).toUpperCase()

async function indexOf(id: string, communityId: Types.ObjectId, freshFor: number): Promise<Known> {
  const time = real()
  for (const [other, { readAt }] of known) if (time - readAt > keptFor) known.delete(other)
  const kept = known.get(id)
  if (kept && time - kept.readAt < freshFor) return kept
  const running = reading.get(id)
  if (running) return running
  const work = read(communityId).finally(() => reading.delete(id))
  reading.set(id, work)
  known.set(id, await work)
  return work
}

async function read(communityId: Types.ObjectId): Promise<Known> {
  const readAt = real()
  const people = new Map<string, Types.ObjectId[]>()
  const residents = await ResidentModel.find(
    { communityId, document: { $exists: true }, ...living },
    { document: 1 },
  ).lean()
  for (const [at, resident] of residents.entries()) {
    // Opening thousands of numbers must not hold up the scans of others.
    if (at % atOnce === atOnce - 1) await new Promise(setImmediate)
    const four = lastFour(resident)
    if (four.length !== 4) continue
    const others = people.get(four)
    if (others) others.push(resident._id)
    else people.set(four, [resident._id])
  }
  return { readAt, people }
}

/** For a house that closes: what was read belongs to its database. */
export const forgetLastFours = () => known.clear()
