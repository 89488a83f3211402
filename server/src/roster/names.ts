import { setImmediate as rest } from 'node:timers/promises'
import { native, oid } from '../base/db'
import type { Sealed } from '../base/personal'
import { real } from '../clock'
import { NodeModel } from '../community/model'
import { type ResidentDocument, ResidentModel } from './model'
import { openResident } from './personal'

/** A person as names are kept in memory: what a search and a look for duplicates need. */
export interface Named {
  id: string
  householdId: string
  /** Without spaces, dots and case. */
  name: string
  document?: string
  documentType?: string
  phone?: string
  toVerify: boolean
  born?: Sealed
}

interface Kept {
  rosterRev: number
  readAt: Date
  people: Map<string, Named>
}

const keptFor = 15 * 60_000
/** Edits may be written a little before they can be read: the last seconds are read again. */
const overlap = 5_000
/** People opened in one turn, so that others are answered in between. */
const turn = 500
const fields = {
  householdId: 1,
  name: 1,
  documentIndex: 1,
  documentType: 1,
  phoneIndex: 1,
  toVerify: 1,
  birthDate: 1,
  leftAt: 1,
}

const kept = new Map<string, Promise<Kept>>()

/** Forgets every name: at the end of the house, and to measure the first search. */
export const forgetNames = () => kept.clear()

export const bareName = (name: string) =>
  name
    .normalize('NFKC')
    .replace(/[\s·•]/g, '')
    .toLowerCase()

/** The names of a community, opened on first use and forgotten after a quarter of an hour; never older than the last edit. */
export async function namesIn(communityId: string): Promise<Map<string, Named>> {
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

async function read(communityId: string, rosterRev: number): Promise<Kept> {
  const people = new Map<string, Named>()
  const readAt = new Date(real())
  const found = native(ResidentModel).find(
    { communityId: oid(communityId), leftAt: null as never },
    { projection: fields, batchSize: 2_000 },
  )
  let opened = 0
  for await (const resident of found) {
    keep(people, resident)
    if (++opened % turn === 0) await rest()
  }
  return { rosterRev, readAt, people }
}

function keep(people: Map<string, Named>, resident: ResidentDocument) {
  const id = String(resident._id)
  if (resident.leftAt) {
    people.delete(id)
    return
  }
  people.set(id, {
    id,
    householdId: String(resident.householdId),
    name: bareName(openResident(resident, 'name')),
    document: resident.documentIndex,
    documentType: resident.documentType,
    phone: resident.phoneIndex,
    toVerify: resident.toVerify,
    born: resident.birthDate,
  })
}
