import { setImmediate as rest } from 'node:timers/promises'
import { native, oid } from '../base/db'
import { real } from '../clock'
import { NodeModel } from '../community/model'
import { type ResidentDocument, ResidentModel } from './model'
import { openResident } from './personal'

interface Kept {
  rosterRev: number
  readAt: Date
  /** Bare names by the id of their person. */
  people: Map<string, string>
}

const keptFor = 15 * 60_000
/** Edits may be written a little before they can be read: the last seconds are read again. */
const overlap = 5_000
/** People opened in one turn, so that others are answered in between. */
const turn = 500
const stretch = 2_000
const fields = { name: 1, leftAt: 1 }

const kept = new Map<string, Promise<Kept>>()

/** Forgets every name: at the end of the house, and to measure the first search. */
export const forgetNames = () => kept.clear()

const onlyHan = /^[\u4e00-\u9fff]+$/

/** A name without spaces, dots and case. */
export const bareName = (name: string) =>
  onlyHan.test(name)
    ? name
    : name
        .normalize('NFKC')
        .replace(/[\s·•]/g, '')
        .toLowerCase()

/** The names of a community, opened on first use and forgotten after a quarter of an hour; never older than the last edit. */
export async function namesIn(communityId: string): Promise<Map<string, string>> {
  const rosterRev = (await NodeModel.findById(oid(communityId), { rosterRev: 1 }).lean())?.rosterRev ?? 0
  const before = await kept.get(communityId)?.catch(() => undefined)
  if (!before || before.rosterRev !== rosterRev) return (await open(communityId, rosterRev)).people
  const readAt = new Date(real())
  const since = new Date(before.readAt.getTime() - overlap)
  const edited = await ResidentModel.find({ communityId: oid(communityId), editedAt: { $gte: since } }, fields).lean<
    ResidentDocument[]
  >()
  for (const resident of edited) keep(before.people, resident)
  before.readAt = readAt
  return before.people
}

function open(communityId: string, rosterRev: number): Promise<Kept> {
  const reading = read(communityId, rosterRev)
  kept.set(communityId, reading)
  const forget = () => {
    if (kept.get(communityId) === reading) kept.delete(communityId)
  }
  reading.then(() => setTimeout(forget, keptFor).unref(), forget)
  return reading
}

/** The next names are on their way while those before them are opened. */
async function read(communityId: string, rosterRev: number): Promise<Kept> {
  const people = new Map<string, string>()
  const readAt = new Date(real())
  const found = native(ResidentModel).find(
    { communityId: oid(communityId), leftAt: null as never },
    { projection: fields, batchSize: stretch },
  )
  let more = found.hasNext()
  while (await more) {
    const residents = found.readBufferedDocuments()
    more = found.hasNext()
    more.catch(() => {})
    for (const [at, resident] of residents.entries()) {
      keep(people, resident)
      if ((at + 1) % turn === 0) await rest()
    }
  }
  return { rosterRev, readAt, people }
}

function keep(people: Map<string, string>, resident: Pick<ResidentDocument, '_id' | 'name' | 'leftAt'>) {
  const id = String(resident._id)
  if (resident.leftAt) people.delete(id)
  else people.set(id, bareName(openResident(resident, 'name')))
}
