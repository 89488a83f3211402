import { entranceKey, hasDoor, type Place, placeKey } from '../roster/place'
import { nameHidden } from './hidden'
import { findHomes, nameEstates } from './homes'
import type { ReadPerson } from './person'
import { columnOf, Problems } from './problems'
import type { Problem, ReadHousehold } from './reading'
import { findRepeats, findShared, type Placed, type Repeats, tellingKey } from './repeats'
import type { RosterRow, Sheet, TableReading } from './rows'

/** What the tables of a file amount to. */
export interface Settled {
  households: ReadHousehold[]
  problems: Problem[]
  duplicates: number
  /** Different doors, or families in a file that names no door at all, and different building entrances. */
  doors: number
  entrances: number
}

/** The households of all tables together, in steps: people without an address found by their household, repeated people joined. */
export function* settle(tables: readonly TableReading[], sheets: readonly Sheet[]): Generator<number, Settled> {
  const rows = tables.flatMap(withHeads)
  const vacant = tables.flatMap((table) => table.vacant.map(({ place }) => ({ sheet: table.sheet, place })))
  yield 1
  yield* nameEstates(vacant.length > 0 ? [...rows, ...vacant] : rows)
  yield 1
  findHomes(rows)
  yield 1
  const keys = new Map<Place, string>()
  const doorOf = ({ place }: RosterRow) => {
    const known = keys.get(place) ?? (hasDoor(place) ? placeKey(place) : '')
    keys.set(place, known)
    return known
  }
  const placed: Placed[] = []
  for (const row of rows) {
    if (placed.length % 2000 === 0) yield 1
    placed.push({ person: row.person, door: doorOf(row) })
  }
  const found = yield* findRepeats(placed)
  const problems = new Problems(sheets, new Set(tables.map((table) => table.sheet)).size > 1)
  joinRepeats(rows, found, doorOf, problems)
  const shared = yield* findShared(rows.flatMap((row, index) => (found.repeats.has(index) ? [] : [row.person])))
  yield 1
  const households = new Map<string, ReadHousehold>()
  for (const [index, row] of rows.entries()) {
    if (index % 1000 === 999) yield 1
    const repeated = found.repeats.has(index)
    const door = doorOf(row)
    if (repeated && !door) continue
    const key = door || `${row.sheet}?${row.hint || row.row}`
    const household = households.get(key) ?? { place: row.place, people: [] }
    households.set(key, household)
    if (row.grid) household.grid ??= row.grid
    if (repeated) continue
    nameDoubts(row, shared.has(row.person), found.possible.has(index), Boolean(door))
    for (const fault of row.faults) problems.add(row, fault.code, fault.column)
    if (row.sheet > 0) row.person.sheet = row.sheet
    household.people.push(row.person)
  }
  for (const table of tables) {
    const { header, sheet, vacant, dropped } = table
    for (const { row, place, column, beside } of vacant) {
      if (beside && households.has(placeKey(place))) continue
      if (!households.has(placeKey(place))) households.set(placeKey(place), { place, people: [] })
      problems.add({ row, sheet, header }, 'vacantDoor', column)
    }
    for (const { row, said } of dropped) if (said) problems.add({ row, sheet, header }, 'notAPerson')
    const from = sheets[sheet]
    if (from) nameHidden(table, from, problems)
  }
  yield 1
  for (const household of households.values()) shareNote(household)
  const entrances = new Set<string>()
  let doors = 0
  let families = 0
  for (const [key, { place }] of households) {
    if (hasDoor(place)) doors++
    else if (/\?[fhn]/.test(key)) families++
    if (place.building || place.entrance) entrances.add(entranceKey(place))
  }
  yield 1
  return {
    households: [...households.values()],
    problems: problems.sorted(),
    duplicates: found.repeats.size,
    doors: doors || families,
    entrances: entrances.size,
  }
}

/** A note that stands beside everybody of a household is the household's: its cell was merged. Tags stay with the people. */
function shareNote(household: ReadHousehold): void {
  const [first, ...others] = household.people
  const note = first?.note
  if (!note || others.length === 0 || others.some((person) => person.note !== note)) return
  household.note = note
  for (const person of household.people) delete person.note
}

/** The rows of a table in their order, with the heads that no row of their own describes. */
function withHeads(table: TableReading): RosterRow[] {
  const heads = unlistedHeads(table)
  return heads.length > 0 ? [...heads, ...table.rows].sort((a, b) => a.row - b.row) : table.rows
}

/** Heads of households that only their own columns name: not those who have a row as well. */
function unlistedHeads(table: TableReading): RosterRow[] {
  if (table.heads.length === 0) return []
  const listed = new Set(table.rows.flatMap((row) => namesOf(row)))
  return table.heads.filter((head) => {
    const names = namesOf(head)
    if (names.some((name) => listed.has(name))) return false
    for (const name of names) listed.add(name)
    return true
  })
}

function namesOf({ person, place }: RosterRow): string[] {
  const named = person.name ? [`${placeKey(place)} ${person.name}`] : []
  const number = tellingKey(person)
  return number ? [number, ...named] : named
}

/** Adds to the kept people what their repeated rows know, a door included, and names the repeated rows. */
function joinRepeats(rows: RosterRow[], found: Repeats, doorOf: (row: RosterRow) => string, problems: Problems): void {
  const original = (index: number): number => {
    const earlier = found.repeats.get(index)
    return earlier === undefined ? index : original(earlier)
  }
  for (const index of found.repeats.keys()) {
    const row = rows[index]
    const kept = rows[original(index)]
    if (!row || !kept) continue
    if (!doorOf(kept) && doorOf(row)) kept.place = row.place
    const elsewhere = Boolean(doorOf(row)) && doorOf(row) !== doorOf(kept)
    problems.add(row, elsewhere ? 'repeatedElsewhere' : 'repeated', elsewhere ? row.addressColumn : undefined)
    joinPerson(kept, row.person)
  }
}

function joinPerson(row: RosterRow, repeated: ReadPerson): void {
  const kept = row.person
  const better = kept.documentState === 'toVerify' && repeated.documentState === 'verified'
  if (repeated.document && (!kept.document || better)) {
    kept.document = repeated.document
    kept.documentState = repeated.documentState
    const ofRepeated = repeated.faults.filter((code) => code.startsWith('document'))
    row.faults = row.faults.filter((fault) => !fault.code.startsWith('document'))
    row.faults.push(...ofRepeated.map((code) => ({ code, column: columnOf(row, 'document') })))
  }
  if (!kept.name && repeated.name) {
    kept.name = repeated.name
    row.faults = row.faults.filter((fault) => fault.code !== 'nameMissing')
  }
  if (!kept.phone && repeated.phone) kept.phone = repeated.phone
  kept.relation ??= repeated.relation
  kept.sex ??= repeated.sex
  kept.birthDate ??= repeated.birthDate
  kept.tags = [...new Set([...kept.tags, ...repeated.tags])]
  const { note } = repeated
  if (note && !kept.note?.includes(note)) kept.note = kept.note ? `${kept.note}；${note}` : note
}

/** The doubts that only the whole file shows. */
function nameDoubts(row: RosterRow, shared: boolean, possible: boolean, placed: boolean): void {
  if (shared) {
    row.person.documentState = 'toVerify'
    row.faults.push({ code: 'documentShared', column: columnOf(row, 'document') })
  }
  if (possible) row.faults.push({ code: 'possibleRepeat', column: columnOf(row, 'name') })
  if (!placed) {
    const known = row.place.estate || row.place.building || row.place.group
    row.faults.push({ code: known ? 'addressNoDoor' : 'addressMissing', column: row.addressColumn })
  }
  row.person.faults = row.faults.map((fault) => fault.code)
}
