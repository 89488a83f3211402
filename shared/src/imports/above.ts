import { plain } from '../roster/cell'
import { isHead } from '../roster/person-cells'
import type { RosterField } from './fields'
import type { ColumnMapping } from './header'

const levels = ['estate', 'building', 'entrance', 'group', 'address', 'door'] as const satisfies readonly RosterField[]
const hints = ['householdNumber', 'head'] as const satisfies readonly RosterField[]
type Level = (typeof levels)[number] | (typeof hints)[number]

/** The cell of a field's first non-empty column. */
export function cellOf(cells: readonly string[], columns: readonly number[] | undefined): string {
  for (const column of columns ?? []) if (cells[column]?.trim()) return cells[column] ?? ''
  return ''
}

/**
 * Fields whose blank cells mean "as above": merged cells that lost their merging. A field that is mostly written
 * out in every row is not one of them; a blank there is a fault.
 */
export function blankMeansAbove(rows: readonly (readonly string[])[], mapping: ColumnMapping): ReadonlySet<Level> {
  const sparse = new Set<Level>()
  for (const level of [...levels, ...hints]) {
    let blanks = 0
    let repeats = 0
    let last = ''
    let first = true
    let blank = false
    for (const cells of rows) {
      const cell = plain(cellOf(cells, mapping[level]))
      if (!cell && !first) blanks++
      else if (cell && cell === last && !blank) repeats++
      blank = !cell
      if (cell) {
        last = cell
        first = false
      }
    }
    if (blanks > repeats && blanks * 5 >= rows.length) sparse.add(level)
  }
  return sparse
}

/** The cells above, carried down a table row by row. */
export class Above {
  private readonly values = new Map<Level, string>()
  /** Whether a line above the people said where they live. */
  private given = false

  constructor(
    private readonly mapping: ColumnMapping,
    private readonly sparse: ReadonlySet<Level>,
  ) {}

  /** Forgets what was above: a heading or a total ends a block. */
  forget(): void {
    this.given = false
    for (const level of ['address', 'door', ...hints] as const) this.values.delete(level)
  }

  /** Takes the address or door that a form names above its people. */
  give({ address, door }: { address?: string; door?: string }): void {
    this.forget()
    if (address) this.values.set('address', address)
    if (door) this.values.set('door', door)
    this.given = Boolean(address || door)
  }

  /** The levels of a row with blanks filled from above where they mean that. */
  fill(cells: readonly string[], relation: string): Record<Level, string> {
    const written = (level: Level) => cellOf(cells, this.mapping[level])
    const head = plain(written('head'))
    const member = Boolean(relation) && !isHead(relation)
    const sameHead = Boolean(head) && head === plain(this.values.get('head') ?? '')
    const own = levels.some((level) => written(level).trim())
    const unmerged = levels.some((level) => this.sparse.has(level))
    const carriesAll =
      !own && (this.given || member || sameHead || (unmerged && !isHead(relation))) && this.values.size > 0
    const result: Record<Level, string> = {
      estate: '',
      building: '',
      entrance: '',
      group: '',
      address: '',
      door: '',
      householdNumber: '',
      head: '',
    }
    let changed = false
    for (const level of levels) {
      const cell = written(level)
      const above = this.values.get(level) ?? ''
      if (cell) {
        if (plain(cell) !== plain(above)) changed = true
        result[level] = cell
      } else if (!changed && (carriesAll || this.sparse.has(level)))
        result[level] = (level === 'door' || level === 'address') && !this.given && isHead(relation) ? '' : above
    }
    for (const hint of hints) {
      const cell = written(hint)
      result[hint] = cell || (!changed && (carriesAll || this.sparse.has(hint)) ? (this.values.get(hint) ?? '') : '')
    }
    for (const level of [...levels, ...hints]) this.values.set(level, result[level])
    return result
  }
}
