import type { AddressContext } from '../roster/address'
import type { Place } from '../roster/place'
import { contextOf, sheetContext } from './context'
import type { Header } from './header'
import { type LabelledLevel, labelledContext, labelledPlace } from './labelled'
import { headersOf } from './layout'
import type { Fault, ReadPerson } from './person'
import type { ReadOptions } from './reading'
import type { Moved } from './spread'
import { Table } from './table'

/** A table as it was in the file: cells as text, merged cells filled down. `firstRow` is the row number of rows[0], 1 if not given. */
export interface Sheet {
  name: string
  rows: string[][]
  firstRow?: number
  /** Rows and columns (0 is the first) that the file hides; they are read like the others, and said. */
  hidden?: { rows: ReadonlySet<number>; columns: ReadonlySet<number> }
  /** A sheet that the file hides: it is read only when it is asked for. */
  apart?: boolean
}

/** One row of people, placed. `hint` joins rows without an address to their household: its number or its head. */
export interface RosterRow {
  row: number
  sheet: number
  header: Header
  person: ReadPerson
  place: Place
  hint: string
  grid: string
  faults: Fault[]
  addressColumn: number
  moved?: Moved
}

/** What became of the rows of one table: the part of a sheet under one header. */
export interface TableReading {
  sheet: number
  header: Header
  rows: RosterRow[]
  /** Heads of households that their own columns describe; people unless they are among the rows as well. */
  heads: RosterRow[]
  vacant: { row: number; place: Place; column: number; beside?: boolean }[]
  /** Rows that are no people: blank ones, totals, headings, repeated headers, remarks. */
  dropped: { row: number; said: boolean }[]
}

/**
 * Reads the tables of one sheet, usually one; none when it holds no roster. Pauses every few thousand cells, each time
 * with the number of rows read so far.
 */
export function* readTables(sheet: Sheet, index: number, options: ReadOptions): Generator<number, TableReading[]> {
  let end = sheet.rows.length
  while (end > 0 && isEmpty(sheet.rows[end - 1])) end--
  const headers = headersOf(sheet.rows.slice(0, end), {
    mapping: options.mapping,
    ...(options.headerRow !== undefined && { last: options.headerRow - (sheet.firstRow ?? 1) }),
  })
  const { given, ...titled } = titleContext(sheet, headers[0])
  let context: AddressContext = titled.context
  const readings: TableReading[] = []
  for (const [at, header] of headers.entries()) {
    const table = new Table(sheet, index, header, options)
    context = yield* table.read(headers[at + 1]?.from ?? end, context, at === 0 ? given : {})
    readings.push(table.reading)
  }
  return readings
}

/** Nothing at all, or only the number that a blank form puts in front. */
function isEmpty(cells: string[] | undefined): boolean {
  const said = (cells ?? []).filter((cell) => cell.trim())
  return said.length === 0 || (said.length === 1 && /^\d{1,5}$/.test(said[0]?.trim() ?? ''))
}

function titleContext(
  sheet: Sheet,
  header: Header | undefined,
): { context: AddressContext; given: Partial<Record<LabelledLevel, string>> } {
  let context = sheetContext(sheet.name, header?.mapping ?? {})
  let given: Partial<Record<LabelledLevel, string>> = {}
  for (const cells of sheet.rows.slice(0, Math.max(header?.from ?? 0, 0))) {
    const labelled = labelledPlace(cells)
    if (labelled) {
      context = labelledContext(labelled, context)
      given = { ...given, ...labelled }
    } else context = contextOf(cells.find((cell) => cell.trim()) ?? '', context)
  }
  return { context, given }
}
