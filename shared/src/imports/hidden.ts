import { rosterProblems } from '../words/roster-problems'
import { headersOf } from './layout'
import { columnLetters, type Problems } from './problems'
import type { Problem } from './reading'
import type { Sheet, TableReading } from './rows'

/** Says which people stand in hidden rows, once for each run of them, and which columns of a table are hidden. */
export function nameHidden(
  { sheet, header, rows }: TableReading,
  { hidden, firstRow = 1 }: Sheet,
  problems: Problems,
): void {
  if (!hidden) return
  let last = Number.NaN
  for (const { row } of rows) {
    if (!hidden.rows.has(row - firstRow) || row === last) continue
    if (row !== last + 1) problems.add({ row, sheet, header }, 'hiddenRow')
    last = row
  }
  for (const column of new Set(Object.values(header.mapping).flat()))
    if (hidden.columns.has(column))
      problems.add({ row: firstRow + Math.max(header.to, 0), sheet, header }, 'hiddenColumn', column)
}

/** Sheets that the file hides and that hold a roster: nobody in them was read. */
export function unreadSheets(sheets: readonly Sheet[]): Problem[] {
  return sheets.flatMap(({ name, rows, apart, firstRow = 1 }, sheet) => {
    const [header] = apart ? headersOf(rows.slice(0, 200)) : []
    if (!header) return []
    const column = header.mapping.name?.[0] ?? 0
    return [
      {
        row: firstRow + Math.max(header.to, 0),
        column: header.labels[column] || columnLetters(column),
        code: 'hiddenSheet' as const,
        message: rosterProblems.hiddenSheet[0],
        sheet: name,
        cell: { sheet, column },
      },
    ]
  })
}
