import { type ProblemCode, rosterProblems } from '../words/roster-problems'
import type { Header } from './header'
import type { Problem } from './reading'
import type { Sheet } from './rows'
import { type Moved, writtenAt } from './spread'

/** Where a problem is: a row of a sheet, under a header. */
export interface Spot {
  row: number
  sheet: number
  header: Header
  moved?: Moved
}

/** The column of a field in a row's table, the first one if nothing is mapped to it. */
export function columnOf({ header, moved }: Spot, field: 'name' | 'document'): number {
  return writtenAt(header.mapping[field]?.[0] ?? 0, moved)
}

/** Collects the problems of a file in the order of its rows. */
export class Problems {
  private readonly found: (Problem & { at: number })[] = []

  constructor(
    private readonly sheets: readonly Sheet[],
    private readonly several: boolean,
  ) {}

  add(spot: Spot, code: ProblemCode, column = columnOf(spot, 'name')): void {
    this.found.push({
      row: spot.row,
      column: spot.header.labels[column] || columnLetters(column),
      code,
      message: rosterProblems[code][0],
      cell: { sheet: spot.sheet, column },
      ...(this.several && { sheet: this.sheets[spot.sheet]?.name ?? '' }),
      at: spot.sheet,
    })
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
