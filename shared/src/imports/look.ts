import { plain } from '../roster/cell'
import type { RosterField } from './fields'
import { columnLetters } from './problems'
import type { RosterReading } from './reading'
import type { Sheet } from './rows'

/** A file as it was understood, with texts of its cells: for the person who maps its columns. Masked before it is shown. */
export interface FileLook {
  sheets: { name: string; rows: number }[]
  sheet: number
  headerRow: number
  columns: { column: number; letters: string; header: string; field: RosterField | null; examples: string[] }[]
  head: { row: number; cells: string[] }[]
}

const shownColumns = 60
const shownRows = 12
const shownLetters = 60

/** What a reading took the columns of its first roster for, with three example cells each, and the sheet's first rows. */
export function lookAt(
  sheets: readonly Sheet[],
  reading: RosterReading,
  sheetAt = reading.sheet,
  headerRow = reading.headerRow,
): FileLook {
  const sheet = sheets[sheetAt] ?? { name: '', rows: [] }
  const first = sheet.firstRow ?? 1
  const body = sheet.rows.slice(Math.max(headerRow - first + 1, 0))
  const fields = new Map(
    Object.entries(reading.mapping).flatMap(([field, columns]) =>
      columns.map((column) => [column, field as RosterField] as const),
    ),
  )
  const width = Math.min(
    shownColumns,
    sheet.rows.slice(0, 500).reduce((most, cells) => Math.max(most, cells.length), reading.labels.length),
  )
  const shown = (text: string | undefined) => plain(text ?? '').slice(0, shownLetters)
  return {
    sheets: sheets.map(({ name, rows }) => ({ name, rows: rows.length })),
    sheet: sheetAt,
    headerRow,
    columns: Array.from({ length: width }, (_, column) => ({
      column,
      letters: columnLetters(column),
      header: shown(reading.labels[column] ?? sheet.rows[headerRow - first]?.[column]),
      field: fields.get(column) ?? null,
      examples: examplesOf(body, column).map(shown),
    })),
    head: sheet.rows
      .slice(0, shownRows)
      .map((cells, at) => ({ row: first + at, cells: cells.slice(0, width).map(shown) })),
  }
}

function examplesOf(rows: readonly string[][], column: number): string[] {
  const found = new Set<string>()
  for (const cells of rows.slice(0, 2000)) {
    const text = cells[column]?.trim()
    if (text) found.add(text)
    if (found.size === 3) break
  }
  return [...found]
}
