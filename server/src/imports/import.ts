import { gzipSync } from 'node:zlib'
import type { Parsed } from '@loumen/shared/endpoint'
import type * as api from '@loumen/shared/imports/api'
import type { ReadPerson } from '@loumen/shared/imports/person'
import type { ReadHousehold, RosterReading } from '@loumen/shared/imports/reading'
import { maskDocument, maskName } from '@loumen/shared/masking'
import { Refused } from '@loumen/shared/refusals'
import { entranceKey, floorOf, hasDoor, type Place, placeKey, placeLabel } from '@loumen/shared/roster/place'
import type { ClientSession, Types } from 'mongoose'
import type { Actor } from '../base/actor'
import { type Change, change } from '../base/change'
import { native, newId, oid } from '../base/db'
import { log } from '../base/log'
import { blind, seal, sealBytes } from '../base/personal'
import { now, today } from '../clock'
import { type EntranceName, ensureEntrances } from '../community/commands'
import { NodeModel } from '../community/model'
import { pathOfScope } from '../community/paths'
import { readNode } from '../community/queries'
import { publish } from '../realtime/publish'
import { type HouseholdDocument, HouseholdModel, type ResidentDocument, ResidentModel } from '../roster/model'
import { documentIndex, openResident, phoneIndex, rosterKey, sealNote, sealResident } from '../roster/personal'
import { readRosterInTurns } from './in-turns'
import { type ImportDocument, ImportModel } from './model'
import { fileNamePlace, presentImport, unpack } from './present'
import { readSheets } from './sheet'

const sampleSize = 20
const batch = 200

/** How far the imports are that this process reads or writes; nothing of them is in the roster before all of it is. */
const inHand = new Map<string, number>()

/** Reads a roster file for a preview. The answer comes at once; reading goes on and the community's room is told. */
export async function previewImport({ communityId, file }: Parsed<typeof api.previewImport>, actor: Actor) {
  actor.must('roster.import', await pathOfScope(communityId))
  const { importId } = await change(actor, async (tx) => {
    const _id = newId()
    await ImportModel.create(
      [
        {
          _id,
          communityId: oid(communityId),
          fileName: seal(rosterKey(communityId), fileNamePlace(_id), file.name),
          state: 'reading',
          progress: 0,
          rosterRev: 0,
          problems: [],
          at: now(),
        },
      ],
      { session: tx.session },
    )
    await tx.note('import.previewed', [communityId, String(_id)])
    return { importId: String(_id) }
  })
  if (actor.outcome === 'applied')
    read(importId, communityId, Buffer.from(file.content, 'base64'), file.name).catch((error: Error) =>
      log.error({ importId, error: error.name }, 'an import could not be kept'),
    )
  return presentImport(await find(importId))
}

/** Reads the file and compares it with the roster; a fault becomes the import's failure, never a crash. */
async function read(importId: string, communityId: string, bytes: Buffer, name: string) {
  try {
    const sheets = await readSheets(bytes, name)
    const reading = await readRosterInTurns(sheets, { today: today() }, (share) => inHand.set(importId, share)).finally(
      () => inHand.delete(importId),
    )
    if (!reading.totals.people) throw new Refused('roster.notARoster')
    const rosterRev = (await readNode(communityId))?.rosterRev ?? 0
    const changes = await compare(communityId, reading)
    const seal = (field: 'reading' | 'sample', value: unknown) =>
      sealBytes(rosterKey(communityId), `imports.${field}|${importId}`, gzipSync(JSON.stringify(value)))
    await ImportModel.updateOne(
      { _id: oid(importId), state: 'reading' },
      {
        $set: {
          state: 'ready',
          progress: 1,
          reading: seal('reading', reading.households),
          sample: seal('sample', sampleOf(reading)),
          rosterRev,
          totals: reading.totals,
          changes,
          problems: reading.problems.map(({ row, column, code }) => ({ row, column, code })),
        },
      },
    )
  } catch (error) {
    const refusal = error instanceof Refused ? error : new Refused('roster.unreadable', { reason: '' })
    if (!(error instanceof Refused)) log.warn({ importId, error: (error as Error).name }, 'roster could not be read')
    await ImportModel.updateOne(
      { _id: oid(importId), state: 'reading' },
      { $set: { state: 'failed', failure: { code: refusal.code, details: refusal.details } } },
    )
  }
  publish.changed('community', communityId, 'roster', importId)
}

const sampleOf = (reading: RosterReading) =>
  reading.households
    .flatMap(({ place, people }) =>
      people.map((person) => ({
        row: person.row,
        entrance: placeLabel({ ...place, door: '' }),
        door: place.door,
        name: maskName(person.name, 'masked'),
        document: maskDocument(person.document?.number ?? '', 'masked') ?? '',
      })),
    )
    .slice(0, sampleSize)

export async function readImport({ importId }: Parsed<typeof api.readImport>, actor: Actor) {
  const document = await find(importId)
  actor.must('roster.import', await pathOfScope(String(document.communityId)))
  const progress = inHand.get(importId)
  if (progress === undefined) return presentImport(document)
  if (document.state === 'reading') return presentImport({ ...document, progress })
  return presentImport(document.state === 'ready' ? { ...document, state: 'applying', progress } : document)
}

/** Writes a previewed import into the roster: all of it or nothing. */
export async function applyImport({ importId }: Parsed<typeof api.applyImport>, actor: Actor) {
  const document = await find(importId)
  const communityId = String(document.communityId)
  actor.must('roster.import', await pathOfScope(communityId))
  await change(actor, async (tx) => {
    const claimed = await ImportModel.findOneAndUpdate(
      { _id: document._id, state: 'ready' },
      { $set: { state: 'applied', progress: 1 }, $unset: { reading: 1 } },
      { session: tx.session },
    ).lean()
    if (!claimed?.reading) throw new Refused('import.state', { state: (await find(importId)).state })
    const { modifiedCount } = await NodeModel.updateOne(
      { _id: document.communityId, rosterRev: claimed.rosterRev },
      { $inc: { rosterRev: 1 } },
      { session: tx.session },
    )
    if (!modifiedCount) throw new Refused('import.stale')
    const households = unpack(communityId, `imports.reading|${importId}`, claimed.reading) as ReadHousehold[]
    await write(communityId, households, tx, (share) => inHand.set(importId, share))
    await tx.note('import.applied', [communityId, importId])
    return { importId }
  }).finally(() => inHand.delete(importId))
  publish.changed('community', communityId, 'roster', importId)
  return presentImport(await find(importId))
}

async function find(importId: string): Promise<ImportDocument> {
  const document = await ImportModel.findById(oid(importId)).lean()
  if (!document) throw new Refused('notFound')
  return document
}

/** An import that a crash left half read must be uploaded again; nothing of it was written. */
export const abandonUnread = () => ImportModel.updateMany({ state: 'reading' }, { $set: { state: 'abandoned' } })

/** What a household is found by again: its door, or where a roster names none, the first of its people. */
function keyOf({ place, people: [first] }: ReadHousehold): string {
  if (hasDoor(place) || !first) return placeKey(place)
  return `${placeKey(place)}?${blind('import', first.document?.number ?? first.name).slice(0, 16)}`
}

const nameOf = (place: Place): EntranceName => ({
  estate: place.estate,
  building: place.building ? `${place.building}${/^\d+$|^[A-Z]$/i.test(place.building) ? '号楼' : ''}` : '',
  name: place.entrance ? `${place.entrance}${/^[\dA-Z]+$/i.test(place.entrance) ? '单元' : ''}` : (place.group ?? ''),
})

/** The people of a community whom a file may name again: by document, or by household and name where there is none. */
async function knownPeople(communityId: string, session?: ClientSession) {
  const households = await HouseholdModel.find({ communityId: oid(communityId) }, { placeKey: 1 }, { session }).lean()
  const byPlace = new Map(households.map((household) => [household.placeKey, household._id]))
  const residents = await ResidentModel.find({ communityId: oid(communityId) }, null, { session }).lean()
  const byDocument = new Map<string, ResidentDocument>()
  const byName = new Map<string, ResidentDocument>()
  for (const resident of residents) {
    if (resident.documentIndex && !resident.toVerify) byDocument.set(resident.documentIndex, resident)
    byName.set(`${resident.householdId}|${openResident(resident, 'name')}`, resident)
  }
  return {
    byPlace,
    find(person: ReadPerson, householdId: Types.ObjectId | undefined) {
      const index = person.document && person.documentState === 'verified' ? documentIndex(person.document) : undefined
      return (
        (index && byDocument.get(index)) || (householdId && byName.get(`${householdId}|${person.name}`)) || undefined
      )
    },
  }
}

async function compare(communityId: string, reading: RosterReading) {
  const known = await knownPeople(communityId)
  const changes = { peopleAdded: 0, peopleKnown: 0, householdsAdded: 0, householdsKnown: 0 }
  for (const household of reading.households) {
    const householdId = known.byPlace.get(keyOf(household))
    changes[householdId ? 'householdsKnown' : 'householdsAdded']++
    for (const person of household.people) changes[known.find(person, householdId) ? 'peopleKnown' : 'peopleAdded']++
  }
  return changes
}

async function write(
  communityId: string,
  households: readonly ReadHousehold[],
  tx: Change,
  tell: (share: number) => void,
) {
  const { session } = tx
  const known = await knownPeople(communityId, session)
  const entranceOf = await ensureEntrances(
    communityId,
    [...new Map(households.map(({ place }) => [entranceKey(place), nameOf(place)])).values()],
    session,
  )
  const newHouseholds: HouseholdDocument[] = []
  const people: { before: ResidentDocument | undefined; fields: ReturnType<typeof residentFields> }[] = []
  for (const [i, household] of households.entries()) {
    const { place, people: members, note } = household
    const key = keyOf(household)
    const householdId = known.byPlace.get(key) ?? newId()
    if (!known.byPlace.has(key)) {
      known.byPlace.set(key, householdId)
      newHouseholds.push({
        _id: householdId,
        communityId: oid(communityId),
        entranceId: entranceOf(nameOf(place)),
        floor: place.floor ?? floorOf(place.door) ?? 0,
        door: place.door,
        placeKey: key,
        kind: place.kind,
        tags: [...new Set(members.flatMap((person) => person.tags))],
        note: note ? sealNote(communityId, householdId, note) : undefined,
      })
    }
    for (const person of members) {
      const before = known.find(person, householdId)
      people.push({ before, fields: residentFields(communityId, before?._id ?? newId(), householdId, person) })
    }
    if (i % batch === 0) await new Promise(setImmediate)
  }
  const options = { session, ignoreUndefined: true }
  for (let at = 0; at < newHouseholds.length; at += batch)
    await native(HouseholdModel).insertMany(newHouseholds.slice(at, at + batch), options)
  for (let at = 0; at < people.length; at += batch) {
    const writes = people
      .slice(at, at + batch)
      .map(({ before, fields: { _id, ...fields } }) =>
        before
          ? { updateOne: { filter: { _id }, update: { $set: fields } } }
          : { insertOne: { document: { _id, ...fields } } },
      )
    await native(ResidentModel).bulkWrite(writes, { ...options, ordered: true })
    tell(Math.min(1, (at + batch) / people.length))
  }
}

function residentFields(communityId: string, _id: Types.ObjectId, householdId: Types.ObjectId, person: ReadPerson) {
  const sealed = (field: 'name' | 'document' | 'phone' | 'birthDate' | 'note', text: string | undefined) =>
    text ? sealResident(communityId, _id, field, text) : undefined
  return {
    _id,
    communityId: oid(communityId),
    householdId,
    name: sealResident(communityId, _id, 'name', person.name),
    relation: person.relation,
    documentType: person.document?.type,
    document: sealed('document', person.document?.number),
    documentIndex: person.document ? documentIndex(person.document) : undefined,
    phone: sealed('phone', person.phone),
    phoneIndex: person.phone ? phoneIndex(person.phone) : undefined,
    birthDate: sealed('birthDate', person.birthDate),
    sex: person.sex,
    toVerify: person.documentState === 'toVerify',
    tags: person.tags,
    note: sealed('note', person.note),
  }
}
