import type { ComparedField } from '@loumen/shared/imports/rules'
import { entranceKey, floorOf } from '@loumen/shared/roster/place'
import type { ClientSession, Types } from 'mongoose'
import { native, newId, oid } from '../base/db'
import { now } from '../clock'
import { ensureEntrances } from '../community/commands'
import { EntranceModel } from '../community/model'
import { type HouseholdDocument, HouseholdModel, type ResidentDocument, ResidentModel } from '../roster/model'
import { documentIndex, phoneIndex, sealNote, sealResident } from '../roster/personal'
import { Batches, type Line } from './batches'
import type { Comparison, HouseholdChange, PersonChange } from './compare'
import { PieceModel } from './model'
import { nameOf } from './places'
import { markOf, type Prints } from './prints'
import type { SealedPerson } from './sealing'
import { Turns } from './turns'

interface Writing {
  communityId: string
  importId: string
  /** The same two as documents have them: made once, not for each of thousands. */
  community: Types.ObjectId
  by: Types.ObjectId
  /** The grid that new entrances join. */
  gridId: Types.ObjectId | undefined
  prints: Prints
  /** New people whose fields were sealed elsewhere, in the file's order; sealed here when left out. */
  sealed: Iterator<SealedPerson> | undefined
  choices: { gone: 'keep' | 'left'; takes: (entryId: string) => boolean }
  session: ClientSession
  tell: (share: number) => void
}

const beforeBatch = 500

/** Writes what a comparison found, and keeps what it replaces. */
export async function write(
  found: Comparison,
  given: Omit<Writing, 'community' | 'by'>,
): Promise<{ entranceIds: Types.ObjectId[]; written: number }> {
  const writing: Writing = { ...given, community: oid(given.communityId), by: oid(given.importId) }
  const { entranceOf, entranceIds } = await writeEntrances(found, writing)
  const line: Line = { underWay: Promise.resolve() }
  const households = new Batches(HouseholdModel, writing.session, line)
  const residents = new Batches(ResidentModel, writing.session, line)
  const turns = new Turns()
  const steps = found.households.length + found.people.length + found.gone.length
  let step = 0
  const next = async () => {
    if (++step % 100 === 0) writing.tell(step / steps)
    if (turns.over) await turns.rest()
  }
  const tags = tagsOf(found.people)
  for (const household of found.households) {
    await next()
    const { before } = household
    if (!before)
      await households.insert(newHousehold(household, entranceOf(household), tags.get(household) ?? [], writing))
    else await households.replace(before, changedHousehold(household, before, tags.get(household) ?? [], writing))
  }
  await households.end()
  for (const person of found.people) {
    await next()
    if (!person.before) await residents.insert(residentOf(person, writing))
    else await residents.replace(person.before, changedResident(person, person.before, writing))
  }
  if (writing.choices.gone === 'left')
    for (const resident of found.gone) {
      await next()
      await residents.replace(resident, marked({ ...resident, leftAt: now() }, resident.imported?.said ?? '', writing))
    }
  await residents.end()
  await line.underWay
  await keepBefore(households.before, residents.before, writing)
  return { entranceIds, written: households.written + residents.written }
}

async function writeEntrances(found: Comparison, { communityId, gridId, session }: Writing) {
  const names = new Map(found.households.map(({ read: { place } }) => [entranceKey(place), nameOf(place)]))
  const known = new Set(
    (await EntranceModel.find({ communityId: oid(communityId) }, { _id: 1 }, { session }).lean()).map(({ _id }) =>
      String(_id),
    ),
  )
  const find = await ensureEntrances(communityId, [...names.values()], session)
  const made = new Map<string, Types.ObjectId>()
  for (const name of names.values()) if (!known.has(String(find(name)))) made.set(String(find(name)), find(name))
  const entranceIds = [...made.values()]
  if (gridId && entranceIds.length)
    await EntranceModel.updateMany({ _id: { $in: entranceIds } }, { $set: { gridId } }, { session })
  return { entranceIds, entranceOf: ({ read }: HouseholdChange) => find(nameOf(read.place)) }
}

/** What the people of each household need, which is the household's as well. */
function tagsOf(people: readonly PersonChange[]) {
  const tags = new Map<HouseholdChange, string[]>()
  for (const { household, person } of people)
    if (person.tags.length) tags.set(household, [...new Set([...(tags.get(household) ?? []), ...person.tags])])
  return tags
}

const silent: Record<ComparedField, string> = {
  name: '',
  relation: '',
  document: '',
  phone: '',
  birthDate: '',
  sex: '',
  tags: '',
  note: '',
  place: '',
}

function newHousehold(
  { id, key, read: { place, note } }: HouseholdChange,
  entranceId: Types.ObjectId,
  tags: string[],
  writing: Writing,
): HouseholdDocument {
  const { communityId, prints } = writing
  return marked(
    {
      _id: id,
      communityId: writing.community,
      entranceId,
      floor: place.floor ?? floorOf(place.door) ?? 0,
      door: place.door,
      placeKey: key,
      kind: place.kind,
      tags,
      ...(note && { note: sealNote(communityId, id, note) }),
    },
    prints.of(id, { ...silent, note: note ?? '' }),
    writing,
  )
}

function changedHousehold(
  { id, read, note, at }: HouseholdChange,
  before: HouseholdDocument,
  tags: readonly string[],
  writing: Writing,
): HouseholdDocument | undefined {
  const taken = note && (!note.kept || writing.choices.takes(`h${at}`))
  const more = tags.filter((tag) => !before.tags.includes(tag))
  if (!note && !more.length) return undefined
  return marked(
    {
      ...before,
      rev: (before.rev ?? 0) + 1,
      tags: [...before.tags, ...more],
      ...(taken && { note: sealNote(writing.communityId, id, note.after) }),
    },
    writing.prints.of(id, { ...silent, note: read.note ?? '' }, before.imported?.said),
    writing,
  )
}

function residentOf(change: PersonChange, writing: Writing): ResidentDocument {
  const next = writing.sealed?.next()
  return next && !next.done ? sealedResident(change, next.value, writing) : newResident(change, writing)
}

/** One field after the other: thousands of documents made by spreading are slow. */
function sealedResident(
  { household, person, texts }: PersonChange,
  sealed: SealedPerson,
  writing: Writing,
): ResidentDocument {
  const { id, name, documentIndex, document, phone, phoneIndex, birthDate, note, said } = sealed
  const _id = oid(id)
  const resident: ResidentDocument = {
    _id,
    communityId: writing.community,
    householdId: household.id,
    name,
    toVerify: person.documentState === 'toVerify',
    tags: person.tags,
  }
  if (person.relation) resident.relation = person.relation
  if (person.document) {
    resident.documentType = person.document.type
    resident.document = document
    resident.documentIndex = documentIndex
  }
  if (phone) {
    resident.phone = phone
    resident.phoneIndex = phoneIndex
  }
  if (birthDate) resident.birthDate = birthDate
  if (person.sex) resident.sex = person.sex
  if (note) resident.note = note
  return marked(resident, writing.prints.placed(_id, said, texts.place), writing)
}

function newResident({ household, person, texts }: PersonChange, writing: Writing): ResidentDocument {
  const _id = newId()
  const { communityId, prints } = writing
  return marked(
    {
      _id,
      communityId: writing.community,
      householdId: household.id,
      name: sealResident(communityId, _id, 'name', person.name),
      ...(person.relation && { relation: person.relation }),
      ...documentFields(_id, person, communityId),
      ...phoneFields(_id, person, communityId),
      ...born(_id, person, communityId),
      toVerify: person.documentState === 'toVerify',
      tags: person.tags,
      ...(texts.note && { note: sealResident(communityId, _id, 'note', texts.note) }),
    },
    prints.of(_id, texts),
    writing,
  )
}

const documentFields = (_id: Types.ObjectId, { document }: PersonChange['person'], communityId: string) =>
  document
    ? {
        documentType: document.type,
        document: sealResident(communityId, _id, 'document', document.number),
        documentIndex: documentIndex(document),
      }
    : {}

const phoneFields = (_id: Types.ObjectId, { phone }: PersonChange['person'], communityId: string) =>
  phone ? { phone: sealResident(communityId, _id, 'phone', phone), phoneIndex: phoneIndex(phone) } : {}

const born = (_id: Types.ObjectId, { birthDate, sex }: PersonChange['person'], communityId: string) => ({
  ...(birthDate && { birthDate: sealResident(communityId, _id, 'birthDate', birthDate) }),
  ...(sex && { sex }),
})

/** A resident with the fields that the file changes; undefined when nothing is to be written. */
function changedResident(
  { fields, person, household, texts, at }: PersonChange,
  before: ResidentDocument,
  writing: Writing,
): ResidentDocument | undefined {
  if (!fields.length) return undefined
  const { communityId, prints, choices } = writing
  const { _id } = before
  const { leftAt, ...after } = { ...before, rev: (before.rev ?? 0) + 1 }
  if (leftAt && !fields.some(({ field }) => field === 'leaving')) Object.assign(after, { leftAt })
  for (const { field, kept } of fields) {
    if (kept && !choices.takes(`p${at}`)) continue
    if (field === 'name') after.name = sealResident(communityId, _id, 'name', person.name)
    else if (field === 'relation') after.relation = texts.relation
    else if (field === 'phone') Object.assign(after, phoneFields(_id, person, communityId))
    else if (field === 'birthDate' || field === 'sex') Object.assign(after, born(_id, person, communityId))
    else if (field === 'tags') after.tags = person.tags
    else if (field === 'note') after.note = sealResident(communityId, _id, 'note', texts.note)
    else if (field === 'place') after.householdId = household.id
    else if (field === 'document') {
      Object.assign(after, documentFields(_id, person, communityId), born(_id, person, communityId))
      after.toVerify = person.documentState === 'toVerify'
      delete after.word
    }
  }
  return marked(after, prints.of(_id, texts, before.imported?.said), writing)
}

/** Marks a document that was made to be written. */
function marked<T extends HouseholdDocument | ResidentDocument>(document: T, said: string, { by }: Writing): T {
  document.imported = { by, said, mark: markOf(document) }
  return document
}

async function keepBefore(
  households: HouseholdDocument[],
  residents: ResidentDocument[],
  { importId, session }: Writing,
) {
  const parts = Math.max(households.length, residents.length) / beforeBatch
  for (let at = 0; at < parts; at++)
    await native(PieceModel).insertOne(
      {
        _id: newId(),
        importId: oid(importId),
        kind: 'before',
        at,
        households: households.slice(at * beforeBatch, (at + 1) * beforeBatch) as never,
        residents: residents.slice(at * beforeBatch, (at + 1) * beforeBatch) as never,
      },
      { session },
    )
}
