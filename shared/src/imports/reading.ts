import type { Place } from '../roster/place'
import type { ProblemCode } from '../words/roster-problems'
import type { ColumnMapping } from './header'
import { unreadSheets } from './hidden'
import type { ReadPerson } from './person'
import { readTables, type Sheet, type TableReading } from './rows'
import { settle } from './settle'

/** One fault and the cell it is in; `sheet` is named when the file has several. The message is Chinese, for reports. */
export interface Problem {
  row: number
  column: string
  code: ProblemCode
  message: string
  sheet?: string
  /** The cell: number of the sheet and of the column, both from 0. */
  cell: { sheet: number; column: number }
}

export interface ReadHousehold {
  place: Place
  people: ReadPerson[]
  note?: string
  grid?: string
}

/**
 * rows = people + duplicates + dropped. people: different people; households: different doors (vacant ones too);
 * entrances: different building entrances; toVerify: people whose document number is missing or cannot be right.
 */
export interface RosterTotals {
  rows: number
  people: number
  households: number
  entrances: number
  verified: number
  toVerify: number
  repaired: number
  duplicates: number
  dropped: number
}

export interface RosterReading {
  mapping: ColumnMapping
  /** The first sheet that is a roster; 0 when there is none. */
  sheet: number
  /** Row number of the header's last row in the first sheet that is a roster; 0 when there is none. */
  headerRow: number
  /** What the columns of that sheet are called. */
  labels: string[]
  households: ReadHousehold[]
  problems: Problem[]
  totals: RosterTotals
}

export interface ReadOptions {
  /** The day that ages and birth dates are judged on, YYYY-MM-DD. */
  today: string
  /** Columns as a person assigned them, instead of what the header says. */
  mapping?: ColumnMapping
  /** Row number of the header's last row, as a person chose it; 0 for a table without one. */
  headerRow?: number
  /** The one sheet to read, counted from 0; all of them when left out. */
  sheet?: number
  /** Hears of everybody who stands in a row as soon as the row is read; what the whole file says may change them after. */
  heard?: (person: ReadPerson) => void
}

/** Reads households and people out of the sheets of a file, with every fault named. Without a roster in it nobody is read. */
export function readRoster(sheets: readonly Sheet[], options: ReadOptions): RosterReading {
  const steps = readRosterInSteps(sheets, options)
  for (;;) {
    const step = steps.next()
    if (step.done) return step.value
  }
}

/** The same in short steps, for a server that has other work: each pause gives the share of the file that is read, 0 to 1. */
export function* readRosterInSteps(sheets: readonly Sheet[], options: ReadOptions): Generator<number, RosterReading> {
  const rows = sheets.reduce((sum, sheet) => sum + sheet.rows.length, 1)
  const all: TableReading[] = []
  let before = 0
  for (const [index, sheet] of sheets.entries()) {
    if (options.sheet === undefined ? sheet.apart : options.sheet !== index) continue
    const steps = readTables(sheet, index, options)
    let step = steps.next()
    for (; !step.done; step = steps.next()) yield (before + step.value) / rows
    all.push(...step.value)
    before += sheet.rows.length
  }
  const placed = all.filter(isPlaced)
  const tables = placed.length > 0 ? placed : all
  const first = tables[0]
  if (!first) return { mapping: {}, sheet: 0, headerRow: 0, labels: [], households: [], problems: [], totals: nobody }
  const { households, problems, duplicates, doors, entrances } = yield* settle(tables, sheets)
  if (options.sheet === undefined) problems.push(...unreadSheets(sheets))
  const people = households.flatMap((household) => household.people)
  const verified = people.filter((person) => person.documentState === 'verified').length
  const dropped = tables.reduce((sum, table) => sum + table.dropped.length, 0)
  return {
    mapping: first.header.mapping,
    sheet: first.sheet,
    headerRow: (sheets[first.sheet]?.firstRow ?? 1) + first.header.to,
    labels: first.header.labels,
    households,
    problems,
    totals: {
      rows: people.length + duplicates + dropped,
      people: people.length,
      households: doors,
      entrances,
      verified,
      toVerify: people.length - verified,
      repaired: people.filter((person) => person.repaired.length > 0).length,
      duplicates,
      dropped,
    },
  }
}

/** Lists of staff or phone numbers in other sheets are no part of a roster that says where people live. */
function isPlaced({ header: { mapping } }: TableReading): boolean {
  return Boolean(
    mapping.address ?? mapping.door ?? mapping.building ?? mapping.estate ?? mapping.group ?? mapping.householdNumber,
  )
}

const nobody: RosterTotals = {
  rows: 0,
  people: 0,
  households: 0,
  entrances: 0,
  verified: 0,
  toVerify: 0,
  repaired: 0,
  duplicates: 0,
  dropped: 0,
}
