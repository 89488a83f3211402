import { type ProblemCode, rosterProblems } from '../words/roster-problems'
import type { ReadPerson } from './person'
import { estateKey, hasDoor, type Place, placeKey } from './place'
import type { Problem, ReadHousehold } from './reading'
import { findRepeats } from './repeats'
import type { RosterRow, Sheet, TableReading } from './rows'

/** The households of all tables together: people without an address found by their household, repeated people joined. */
export function settle(tables: readonly TableReading[], sheets: readonly Sheet[]) {
  const rows = tables.flatMap((table) => table.rows)
  oneSpelling([...rows, ...tables.flatMap((table) => table.vacant)].map(({ place }) => place))
  findHomes(rows)
  const doors = rows.map((row) => (hasDoor(row.place) ? placeKey(row.place) : ''))
  const found = findRepeats(rows.map((row, index) => ({ person: row.person, door: doors[index] ?? '' })))
  const problems = new Problems(tables, sheets)
  const households = new Map<string, ReadHousehold>()
  const original = (index: number): number => {
    const earlier = found.repeats.get(index)
    return earlier === undefined ? index : original(earlier)
  }
  rows.forEach((row, index) => {
    const key = doors[index] || (row.hint ? `${row.sheet}?${row.hint}` : `${row.sheet}?${row.row}`)
    const household = households.get(key) ?? { place: row.place, people: [] }
    households.set(key, household)
    if (row.grid) household.grid ??= row.grid
    if (found.repeats.has(index)) {
      const kept = original(index)
      join(rows[kept]?.person, row.person)
      const elsewhere = Boolean(doors[index]) && doors[kept] !== doors[index]
      problems.add(row, elsewhere ? 'repeatedElsewhere' : 'repeated', elsewhere ? row.addressColumn : undefined)
      if (!doors[index] && household.people.length === 0) households.delete(key)
      return
    }
    if (found.shared.has(index)) {
      row.person.documentState = 'toVerify'
      row.faults.push({ code: 'documentShared', column: documentColumn(tables, row) })
    }
    if (found.possible.has(index)) row.faults.push({ code: 'possibleRepeat', column: nameColumn(tables, row) })
    if (!doors[index]) {
      const known = row.place.estate || row.place.building
      row.faults.push({ code: known ? 'addressNoDoor' : 'addressMissing', column: row.addressColumn })
    }
    row.person.faults = row.faults.map((fault) => fault.code)
    for (const fault of row.faults) problems.add(row, fault.code, fault.column)
    household.people.push(row.person)
  })
  for (const table of tables) {
    for (const { row, place, column } of table.vacant) {
      const key = placeKey(place)
      if (!households.has(key)) households.set(key, { place, people: [] })
      problems.add({ row, sheet: table.sheet }, 'vacantDoor', column)
    }
    for (const { row, said } of table.dropped) if (said) problems.add({ row, sheet: table.sheet }, 'notAPerson')
  }
  const duplicates = found.repeats.size
  return { households: [...households.values()], problems: problems.sorted(), duplicates }
}

/** One spelling for each estate of a file, its first; 窑上 and 窑上小区 are one estate, too. */
function oneSpelling(places: readonly Place[]): void {
  const spellings = new Map<string, string>()
  for (const { estate } of places) if (!spellings.has(estateKey(estate))) spellings.set(estateKey(estate), estate)
  for (const place of places) {
    const key = estateKey(place.estate)
    place.estate = (key && spellings.get(`${key}小区`)) || (spellings.get(key) ?? place.estate)
  }
}

/** Gives people without a door the one of their household number or of a head that lives behind a single door. */
function findHomes(rows: readonly RosterRow[]): void {
  const homes = new Map<string, Place | undefined>()
  for (const { sheet, hint, place } of rows) {
    if (!hint || !hasDoor(place)) continue
    const key = `${sheet} ${hint}`
    const known = homes.get(key)
    if (!homes.has(key)) homes.set(key, place)
    else if (known && placeKey(known) !== placeKey(place)) homes.set(key, undefined)
  }
  for (const row of rows) {
    if (!row.hint || hasDoor(row.place)) continue
    const home = homes.get(`${row.sheet} ${row.hint}`)
    if (home && fits(row.place, home)) row.place = { ...home }
  }
}

function fits(place: Place, home: Place): boolean {
  return (!place.estate || place.estate === home.estate) && (!place.building || place.building === home.building)
}

/** Adds what a repeated row knows and the kept person lacks. */
function join(kept: ReadPerson | undefined, repeated: ReadPerson): void {
  if (!kept) return
  if (!kept.name && repeated.name) kept.name = repeated.name
  if (
    repeated.document &&
    (!kept.document || (kept.documentState === 'toVerify' && repeated.documentState === 'verified'))
  ) {
    kept.document = repeated.document
    kept.documentState = repeated.documentState
  }
  if (!kept.phone && repeated.phone) kept.phone = repeated.phone
  kept.relation ??= repeated.relation
  kept.sex ??= repeated.sex
  kept.birthDate ??= repeated.birthDate
  kept.tags = [...new Set([...kept.tags, ...repeated.tags])]
  if (repeated.note && !kept.note?.includes(repeated.note))
    kept.note = kept.note ? `${kept.note}；${repeated.note}` : repeated.note
}

function tableOf(tables: readonly TableReading[], sheet: number): TableReading | undefined {
  return tables.find((table) => table.sheet === sheet)
}

function documentColumn(tables: readonly TableReading[], row: RosterRow): number {
  return tableOf(tables, row.sheet)?.header.mapping.document?.[0] ?? 0
}

function nameColumn(tables: readonly TableReading[], row: { sheet: number }): number {
  const mapping = tableOf(tables, row.sheet)?.header.mapping
  return (mapping?.name ?? mapping?.head)?.[0] ?? 0
}

class Problems {
  private readonly found: (Problem & { at: number })[] = []

  constructor(
    private readonly tables: readonly TableReading[],
    private readonly sheets: readonly Sheet[],
  ) {}

  add(at: { row: number; sheet: number }, code: ProblemCode, column = nameColumn(this.tables, at)): void {
    const label = tableOf(this.tables, at.sheet)?.header.labels[column]
    const named = this.tables.length > 1 ? { sheet: this.sheets[at.sheet]?.name ?? '' } : {}
    const message = rosterProblems[code][0]
    this.found.push({ row: at.row, column: label || columnLetters(column), code, message, ...named, at: at.sheet })
  }

  sorted(): Problem[] {
    return this.found.sort((a, b) => a.at - b.at || a.row - b.row).map(({ at: _, ...problem }) => problem)
  }
}

/** A column's letters as spreadsheets show them: 0 → A, 26 → AA. */
export function columnLetters(column: number): string {
  const rest = Math.floor(column / 26)
  return (rest > 0 ? columnLetters(rest - 1) : '') + String.fromCharCode(65 + (column % 26))
}
