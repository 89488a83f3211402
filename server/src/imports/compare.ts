import type { ReadPerson } from '@loumen/shared/imports/person'
import type { ReadHousehold } from '@loumen/shared/imports/reading'
import { type ComparedField, comparedFields, fileTexts, merge } from '@loumen/shared/imports/rules'
import type { ImportChanges, ImportField } from '@loumen/shared/imports/schema'
import type { Types } from 'mongoose'
import { newId } from '../base/db'
import type { HouseholdDocument, ResidentDocument } from '../roster/model'
import { openNote, openResident } from '../roster/personal'
import type { Known } from './known'
import type { Entrances } from './places'
import type { Prints } from './prints'
import { Turns } from './turns'

/** A field that a file changes. `kept`: edited by hand, so that it stays unless the file's is chosen. */
export interface FieldChange {
  field: ImportField
  before: string
  after: string
  kept: boolean
}

export interface HouseholdChange {
  at: number
  read: ReadHousehold
  key: string
  id: Types.ObjectId
  before: HouseholdDocument | undefined
  note: FieldChange | undefined
  list: 'added' | 'changed' | 'unchanged'
}

export interface PersonChange {
  at: number
  household: HouseholdChange
  person: ReadPerson
  texts: Record<ComparedField, string>
  before: ResidentDocument | undefined
  fields: FieldChange[]
  list: 'added' | 'changed' | 'unchanged'
  /** A resident who may be the same person; both entries are kept. */
  perhaps: ResidentDocument | undefined
}

/** A file against the roster: what applying it does. */
export interface Comparison {
  people: PersonChange[]
  households: HouseholdChange[]
  /** People and households behind entrances that the file covers, and that it does not name. */
  gone: ResidentDocument[]
  goneHouseholds: HouseholdDocument[]
  /** Households that are not the importer's to change. */
  elsewhere: ReadHousehold[]
  known: Known
  entrances: Entrances
}

/** Compares what was read with the roster, in short turns. People are found again by document, else by door and name. */
export async function compare(
  read: AsyncIterable<ReadHousehold[]> | Iterable<ReadHousehold[]>,
  known: Known,
  entrances: Entrances,
  prints: Prints,
): Promise<Comparison> {
  const turns = new Turns()
  const households: HouseholdChange[] = []
  const people: PersonChange[] = []
  const elsewhere: ReadHousehold[] = []
  const byKey = new Map<string, HouseholdChange>()
  const covered = new Set<string>()
  for await (const part of read)
    for (const household of part) {
      if (turns.over) await turns.rest()
      const entrance = entrances.find(household.place)
      if (entrance && !entrances.mayChange(entrance._id)) {
        elsewhere.push(household)
        continue
      }
      if (entrance) covered.add(String(entrance._id))
      const key = known.keyOf(household.place, household.people)
      const before = known.household(key)
      const change: HouseholdChange = byKey.get(key) ?? {
        at: households.length,
        read: household,
        key,
        id: before?._id ?? newId(),
        before,
        note: undefined,
        list: before ? 'unchanged' : 'added',
      }
      if (!byKey.has(key)) households.push(change)
      byKey.set(key, change)
      for (const person of household.people)
        people.push({
          at: people.length,
          household: change,
          person,
          texts: fileTexts(person, key),
          before: undefined,
          fields: [],
          list: 'added',
          perhaps: undefined,
        })
    }
  const found: Comparison = { people, households, gone: [], goneHouseholds: [], elsewhere, known, entrances }
  if (known.residents.length) await findAgain(found, turns)
  found.people = found.people.filter(({ before, person }) => before || !known.joinedTo(person))
  for (const change of found.people) {
    if (turns.over) await turns.rest()
    if (change.before) compareFields(change, change.before, found, prints)
    if (change.list !== 'unchanged' && change.household.list === 'unchanged') change.household.list = 'changed'
  }
  for (const household of households) compareNote(household, prints)
  if (known.households.size) await findGone(found, covered, turns)
  return found
}

async function findAgain({ people, known, entrances }: Comparison, turns: Turns) {
  for (const change of people) {
    if (turns.over) await turns.rest()
    const resident = known.byNumber(change.person)
    const home = resident && known.households.get(String(resident.householdId))
    if (resident && entrances.mayChange(home?.entranceId) && known.claim(resident)) change.before = resident
    else if (resident) change.perhaps = resident
  }
  for (const change of people) {
    if (turns.over) await turns.rest()
    if (change.before || change.perhaps || !change.household.before) continue
    const resident = known.byName(change.person, change.household.id)
    if (resident && known.claim(resident)) change.before = resident
  }
  const byPhone = known.unclaimedByPhone()
  for (const change of people) {
    if (turns.over) await turns.rest()
    if (change.before || change.perhaps) continue
    const { phone, name, birthDate } = change.person
    change.perhaps =
      (phone ? byPhone(phone).find((resident) => known.name(resident) === name) : undefined) ??
      known
        .members(change.household.id)
        .find(
          (resident) =>
            !known.isClaimed(resident) &&
            (known.name(resident) === name || (birthDate && openResident(resident, 'birthDate') === birthDate)),
        )
  }
}

/** What the roster says of a person, as the file's texts are written. */
function rosterText(resident: ResidentDocument, field: ComparedField, known: Known): string {
  switch (field) {
    case 'name':
      return known.name(resident)
    case 'document': {
      const number = openResident(resident, 'document')
      return number ? `${resident.documentType ?? ''} ${number}` : ''
    }
    case 'phone':
    case 'birthDate':
    case 'note':
      return openResident(resident, field)
    case 'relation':
      return resident.relation ?? ''
    case 'sex':
      return resident.sex ?? ''
    case 'tags':
      return [...resident.tags].sort().join(' ')
    case 'place':
      return known.households.get(String(resident.householdId))?.placeKey ?? ''
  }
}

function compareFields(change: PersonChange, before: ResidentDocument, { known }: Comparison, prints: Prints) {
  for (const field of comparedFields) {
    const file = change.texts[field]
    if (!file) continue
    const base = prints.base(before._id, before.imported?.said, field)
    if (base !== 'never' && base(file)) continue
    const current = rosterText(before, field, known)
    const what = merge(current, file, base)
    if (what === 'same' || (field === 'document' && worse(change.person, before))) continue
    change.fields.push({ field, before: current, after: file, kept: what === 'conflict' })
  }
  if (before.leftAt) change.fields.push({ field: 'leaving', before: 'left', after: '', kept: false })
  change.list = change.fields.some(({ kept }) => !kept) ? 'changed' : 'unchanged'
}

/** A number that cannot be right never takes the place of one that is. */
const worse = (person: ReadPerson, before: ResidentDocument) =>
  person.documentState === 'toVerify' && !before.toVerify && !!before.documentIndex

function compareNote(household: HouseholdChange, prints: Prints) {
  const { before, read, id } = household
  const file = read.note ?? ''
  if (!before || !file) return
  const current = before.note ? openNote(before._id, before.note) : ''
  const what = merge(current, file, prints.base(id, before.imported?.said, 'note'))
  if (what === 'same') return
  household.note = { field: 'note', before: current, after: file, kept: what === 'conflict' }
  if (what === 'update' && household.list === 'unchanged') household.list = 'changed'
}

async function findGone(found: Comparison, covered: ReadonlySet<string>, turns: Turns) {
  const { known, households } = found
  const named = new Set(households.map(({ id }) => String(id)))
  for (const [id, household] of known.households) {
    if (turns.over) await turns.rest()
    if (!covered.has(String(household.entranceId))) continue
    const members = known.members(id)
    const staying = members.filter((resident) => !resident.leftAt)
    const missing = staying.filter((resident) => !known.isClaimed(resident))
    found.gone.push(...missing)
    if (!named.has(id) && staying.length > 0 && missing.length === staying.length) found.goneHouseholds.push(household)
  }
}

/** What applying does, in numbers. */
export function countChanges(
  { people, households, gone, goneHouseholds, elsewhere }: Comparison,
  doubtful: number,
): ImportChanges {
  const nothing = { added: 0, changed: 0, unchanged: 0 }
  const changes: ImportChanges = {
    people: { ...nothing, gone: gone.length },
    households: { ...nothing, gone: goneHouseholds.length },
    doubtful,
    moved: 0,
    conflicts: 0,
    elsewhere: elsewhere.reduce((sum, { people: members }) => sum + members.length, 0),
  }
  for (const { list } of households) changes.households[list]++
  for (const { list, fields } of people) {
    changes.people[list]++
    if (fields.some(({ field, kept }) => field === 'place' && !kept)) changes.moved++
    if (fields.some(({ kept }) => kept)) changes.conflicts++
  }
  return changes
}
