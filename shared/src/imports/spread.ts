import type { ColumnMapping, Header } from './header'
import { fieldOf, labelOf } from './labels'

/** Columns that repeat side by side, each group a person: 姓名 身份证 电话 | 姓名 身份证 电话. */
interface Groups {
  starts: number[]
  length: number
  /** Columns of the first group, which may know more of its person than the others do. */
  firstLength: number
  /** Whether each group says where its person lives: two columns of doors side by side. */
  placed: boolean
  /** What the doors of the groups are called where only the header says so: 东户, 西户. */
  doors?: string[]
}

/** Cells that were read in place of others: the columns from `from` on, `by` columns to their right in the file. */
export interface Moved {
  from: number
  to: number
  by: number
}

/** A row of one person, and the number of the group of columns that it stood in; `empty` for a door with nobody in its columns. */
export interface Spread {
  cells: string[]
  group: number
  moved?: Moved
  empty?: boolean
}

/** Where a column that was read stands in the file. */
export const writtenAt = (column: number, moved: Moved | undefined) =>
  moved && column >= moved.from && column < moved.to ? column + moved.by : column

/** More people abreast, or in one cell, are no household. */
const maxAbreast = 12

/** The groups of a header that names people several times, or undefined when it does so once. */
function groupsOf(header: Header): Groups | undefined {
  const fields = header.labels.map((label) => fieldOf(labelOf(label)))
  const named = fields.includes('name') ? 'name' : 'head'
  const [first, second, ...more] = fields.flatMap((field, column) => (field === named ? [column] : []))
  if (first === undefined || second === undefined || header.mapping.name?.[0] !== first) return undefined
  const nameColumns = [first, second, ...more]
  if (nameColumns.length > maxAbreast) return undefined
  const head = fields.indexOf('head')
  // 户主 身份证号 | 成员2姓名 成员2身份证号 | …: a head with a number of their own is the first person of the row.
  if (head >= 0 && head < first && fields.slice(head, first).includes('document')) {
    const starts = [head, ...nameColumns]
    const gaps = starts.slice(1).map((at, place) => at - (starts[place] ?? 0))
    return { starts, length: Math.min(...gaps), firstLength: first - head, placed: false }
  }
  let before = 0
  while (
    before < first &&
    fields[first - before - 1] &&
    nameColumns.every((at) => fields[at - before - 1] === fields[first - before - 1])
  )
    before++
  const length = second - first
  const repeated = fields.slice(second - before, second - before + length)
  const alike = repeated.some(
    (field, at) => (field === 'document' || field === 'phone') && fields[first - before + at] === field,
  )
  const placed = repeated.some(
    (field, at) => (field === 'door' || field === 'address') && fields[first - before + at] === field,
  )
  if (!alike && more.length === 0) return undefined
  const starts = nameColumns.map((at) => at - before)
  const doors = placed || header.mapping.door || header.mapping.address ? undefined : doorsOver(header, starts)
  return { starts, length, firstLength: length, placed: placed || !!doors, ...(doors && { doors }) }
}

/** The doors that stand above groups of columns: each a side of the landing, and all of them different. */
function doorsOver({ bands }: Header, starts: readonly number[]): string[] | undefined {
  const doors = starts.map((start) => /^[东西南北中左右]{1,3}户$/.exec(bands?.[start] ?? '')?.[0])
  const named = doors.filter((door) => door !== undefined)
  return named.length === starts.length && new Set(named).size === starts.length ? named : undefined
}

/** The mapping of the first group and of the columns that all groups share. */
function ownMapping({ head, ...mapping }: ColumnMapping, { starts, length }: Groups): ColumnMapping {
  const end = (starts.at(-1) ?? 0) + length
  const second = starts[1] ?? 0
  const named = head?.[0] === starts[0] ? { ...mapping, name: head } : { ...mapping, head }
  const kept = Object.entries(named).flatMap(([field, columns]) => {
    const own = (columns ?? []).filter((column) => column < second || column >= end)
    return own.length > 0 ? [[field, own]] : []
  })
  return Object.fromEntries(kept)
}

/**
 * For tables with several people in a row: the header of the first group, and how a row becomes one row a person.
 * Groups side by side become rows, and so do the lines of cells that hold as many names as numbers.
 */
export function spreading(header: Header): {
  header: Header
  /** Whether the header names the doors of a landing, so that a floor is enough to name them all. */
  landing: boolean
  /** The columns of doors that stand beside the first one. */
  doorsBeside: number[]
  spread: (cells: string[]) => Spread[]
} {
  const groups = groupsOf(header)
  const mapping = groups ? ownMapping(header.mapping, groups) : header.mapping
  const { doors } = groups ?? {}
  const side = header.labels.length
  const own = { ...header, mapping: doors ? { ...mapping, door: [side] } : mapping }
  const nameColumn = own.mapping.name?.[0] ?? own.mapping.head?.[0]
  const documentColumn = own.mapping.document?.[0]
  return {
    header: own,
    landing: !!doors,
    doorsBeside: groups?.placed ? besideOf(own.mapping.door ?? own.mapping.address, groups) : [],
    spread: (cells) => {
      const rows: Spread[] = groups ? sideBySide(cells, groups, own.mapping) : [{ cells, group: 0 }]
      if (doors) for (const row of rows) row.cells = withCell(row.cells, side, doors[row.group] ?? '')
      if (nameColumn === undefined) return rows
      return rows.flatMap((row) =>
        lineByLine(row.cells, nameColumn, documentColumn, own.mapping.phone?.[0]).map((line) => ({
          ...row,
          cells: line,
        })),
      )
    },
  }
}

function besideOf(columns: readonly number[] = [], { starts }: Groups): number[] {
  return starts.slice(1).flatMap((start) => columns.slice(0, 1).map((column) => column + start - (starts[0] ?? 0)))
}

function withCell(cells: readonly string[], column: number, text: string): string[] {
  const copy = Array.from({ length: Math.max(cells.length, column + 1) }, (_, at) => cells[at] ?? '')
  copy[column] = text
  return copy
}

function sideBySide(
  cells: string[],
  { starts, length, firstLength, placed, doors }: Groups,
  { name, head, document, door }: ColumnMapping,
): Spread[] {
  const first = starts[0] ?? 0
  const moved = starts.slice(1).map((start, at) => {
    const copy = [...cells]
    for (let place = 0; place < firstLength; place++)
      copy[first + place] = (place < length ? cells[start + place] : '') ?? ''
    const moved = { from: first, to: first + length, by: start - first }
    return { cells: copy, group: placed ? at + 1 : 0, moved }
  })
  const said = (row: readonly string[]) =>
    [name?.[0] ?? head?.[0], document?.[0]].some((column) => column !== undefined && row[column]?.trim())
  const all: Spread[] = [{ cells, group: 0 }, ...moved]
  const people = all.filter((row) => said(row.cells))
  if (!placed) return people.length > 0 ? people : all.slice(0, 1)
  const doorOf = (row: Spread) => doors ?? (door?.[0] === undefined ? '' : row.cells[door[0]]?.trim())
  const empty = all.filter((row) => !people.includes(row) && doorOf(row)).map((row) => ({ ...row, empty: true }))
  return people.length + empty.length > 0 ? [...people, ...empty] : all.slice(0, 1)
}

function lineByLine(
  cells: string[],
  nameColumn: number,
  documentColumn: number | undefined,
  phoneColumn: number | undefined,
): string[][] {
  const names = namesIn(cells[nameColumn])
  if (names.length < 2 || names.length > maxAbreast) return [cells]
  const numbers = lines(documentColumn === undefined ? '' : cells[documentColumn])
  if (numbers.length !== names.length && !names.every(isFullName)) return [cells]
  return names.map((name, at) =>
    cells.map((cell, column) => {
      if (column === nameColumn) return name
      const parts = lines(cell)
      if (parts.length === names.length) return parts[at] ?? ''
      if (column === documentColumn) return parts[at] ?? ''
      return column === phoneColumn && at > 0 ? '' : cell
    }),
  )
}

const isFullName = (name: string) =>
  /^[\u3400-\u9fff](?:[\u3400-\u9fff]{1,3}|[\u3400-\u9fff·]{1,11})$/.test(name.trim())

/** The names of a cell, in its lines or between its marks: 张三、李四. */
function namesIn(cell: string | undefined): string[] {
  const byLine = lines(cell)
  if (byLine.length > 1) return byLine
  const byMark = (cell ?? '').split(/[,，;；/]/).map((name) => name.trim())
  return byMark.length > 1 && byMark.every(isFullName) ? byMark : byLine
}

function lines(cell: string | undefined): string[] {
  return (cell ?? '').split(/\r?\n|、/).filter((line) => line.trim())
}
