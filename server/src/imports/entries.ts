import type { Parsed } from '@loumen/shared/endpoint'
import type * as api from '@loumen/shared/imports/api'
import type { ReadHousehold } from '@loumen/shared/imports/reading'
import { placeLabel } from '@loumen/shared/roster/place'
import type { Actor } from '../base/actor'
import { real } from '../clock'
import { type Comparison, compare } from './compare'
import { type Doubt, residentSpot, spotOf } from './doubts'
import { Known } from './known'
import type { ImportDocument } from './model'
import { kept } from './pieces'
import { Entrances } from './places'
import { presentEntry } from './present'
import { Prints } from './prints'
import { findImport, viewOf } from './queries'
import { decode } from './squeeze'

const pageSize = 50
/** Turning pages should not compare the whole file each time; the roster may change meanwhile, so not for long. */
const keptFor = 60_000
const keptAtOnce = 3

const opened = new Map<string, { found: Promise<Comparison>; until: number }>()

type Entry = Parameters<typeof presentEntry>[0]
type Filter = Parsed<typeof api.listImportEntries>

/** One page of what an import would do, or of the rows to look at. */
export async function listImportEntries(input: Filter, actor: Actor) {
  const document = await findImport(input.importId, actor)
  const view = await viewOf(String(document.communityId), actor)
  const all = input.list === 'doubtful' ? await doubtful(document) : await compared(document, input, actor)
  const wanted = all.filter((entry) => isAbout(entry, input.about) && isWhere(entry, input.where))
  return {
    entries: wanted.slice((input.page - 1) * pageSize, input.page * pageSize).map((entry) => presentEntry(entry, view)),
    total: wanted.length,
    pageSize,
  }
}

const isAbout = ({ cells, fields }: Entry, about: string | undefined) =>
  !about || cells?.some(({ code }) => code === about) || fields?.some(({ field }) => field === about)

const isWhere = ({ entrance, door }: Entry, where: string | undefined) =>
  !where || `${entrance}${door}`.includes(where.replace(/\s/g, ''))

async function doubtful({ _id, communityId }: ImportDocument): Promise<Entry[]> {
  const all: Entry[] = []
  for await (const part of kept(String(communityId), String(_id), 'doubts'))
    for (const doubt of decode(part) as Doubt[]) all.push({ ...doubt, list: 'doubtful' })
  return all
}

async function compared(document: ImportDocument, { list, of }: Filter, actor: Actor): Promise<Entry[]> {
  if (document.state !== 'ready') return []
  const found = await comparisonOf(document, actor)
  return of === 'people' ? peopleOf(found, list) : householdsOf(found, list)
}

function peopleOf(found: Comparison, list: Filter['list']): Entry[] {
  if (list === 'gone')
    return found.gone.map((resident) => ({ ...residentSpot(resident, found), id: `g${resident._id}`, list }))
  return found.people
    .filter((change) => change.list === list)
    .map((change) => ({
      ...spotOf(change, null),
      id: `p${change.at}`,
      list,
      fields: change.fields.map((field) =>
        field.field === 'place'
          ? { ...field, ...placesOf(change.before?.householdId, change.household.read, found) }
          : field,
      ),
    }))
}

const placesOf = (householdId: unknown, { place }: ReadHousehold, { known, entrances }: Comparison) => {
  const home = known.households.get(String(householdId))
  return { before: `${entrances.label(home?.entranceId)}${home?.door ?? ''}`, after: placeLabel(place) }
}

function householdsOf(found: Comparison, list: Filter['list']): Entry[] {
  const nobody = { sheet: null, row: null, name: '', document: '' }
  if (list === 'gone')
    return found.goneHouseholds.map(({ _id, entranceId, door }) => ({
      ...nobody,
      entrance: found.entrances.label(entranceId),
      door,
      id: `g${_id}`,
      list,
      people: found.known.members(_id).length,
    }))
  return found.households
    .filter((household) => household.list === list)
    .map(({ at, read, note }) => ({
      ...nobody,
      entrance: placeLabel({ ...read.place, door: '' }),
      door: read.place.door,
      id: `h${at}`,
      list,
      people: read.people.length,
      fields: note ? [note] : [],
    }))
}

function comparisonOf(document: ImportDocument, actor: Actor): Promise<Comparison> {
  const time = real()
  for (const [key, { until }] of opened) if (until < time) opened.delete(key)
  const key = `${document._id} ${actor.account.id} ${JSON.stringify(document.given ?? '')}`
  const known = opened.get(key)
  if (known) return known.found
  const found = open(document, actor)
  opened.set(key, { found, until: time + keptFor })
  found.catch(() => opened.delete(key))
  const [oldest] = opened.keys()
  if (opened.size > keptAtOnce && oldest) opened.delete(oldest)
  return found
}

async function open({ _id, communityId: id }: ImportDocument, actor: Actor) {
  const communityId = String(id)
  const entrances = await Entrances.of(communityId, actor)
  return compare(readingOf(communityId, String(_id)), await Known.load(communityId), entrances, new Prints(communityId))
}

/** What was read of the file, part by part. */
export async function* readingOf(communityId: string, importId: string): AsyncGenerator<ReadHousehold[]> {
  for await (const part of kept(communityId, importId, 'reading')) yield decode(part)
}
