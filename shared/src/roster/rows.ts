import { Above, blankMeansAbove, cellOf } from './above'
import type { AddressContext } from './address'
import { plain } from './cell'
import { type PlaceCells, readPlace } from './columns'
import { contextOf } from './context'
import { type ColumnMapping, findHeader, type Header, isRosterMapping } from './header'
import { type Fault, type ReadPerson, readPerson } from './person'
import { hasDoor, type Place } from './place'
import { rowKind } from './row-kind'

/** A table as it was in the file: cells as text, merged cells filled down. `firstRow` is the row number of rows[0], 1 if not given. */
export interface Sheet {
  name: string
  rows: string[][]
  firstRow?: number
}

/** One row of people, placed. `hint` joins rows without an address to their household: its number or its head. */
export interface RosterRow {
  row: number
  sheet: number
  person: ReadPerson
  place: Place
  hint: string
  grid: string
  faults: Fault[]
  addressColumn: number
}

/** What became of the rows of one sheet. */
export interface TableReading {
  sheet: number
  header: Header
  rows: RosterRow[]
  vacant: { row: number; place: Place; column: number }[]
  /** Rows that are no people: blank ones, totals, headings, repeated headers, remarks. */
  dropped: { row: number; said: boolean }[]
}

/** Reads one sheet, or undefined when it holds no roster. */
export function readTable(sheet: Sheet, index: number, today: string, given?: ColumnMapping): TableReading | undefined {
  const header = headerOf(sheet, given)
  if (!header) return undefined
  const first = sheet.firstRow ?? 1
  let end = sheet.rows.length
  while (end > header.to + 1 && sheet.rows[end - 1]?.every((cell) => !cell.trim())) end--
  const kinds = sheet.rows.slice(0, end).map((cells, at) => (at > header.to ? rowKind(cells, header) : 'header'))
  const body = sheet.rows.filter((_, at) => kinds[at] === 'data' && at > header.to)
  const above = new Above(header.mapping, blankMeansAbove(body, header.mapping))
  const reading: TableReading = { sheet: index, header, rows: [], vacant: [], dropped: [] }
  let context = titleContext(sheet, header)
  const places = new Map<string, ReturnType<typeof readPlace>>()
  for (let at = header.to + 1; at < end; at++) {
    const cells = sheet.rows[at] ?? []
    const row = first + at
    if (kinds[at] !== 'data') {
      reading.dropped.push({ row, said: kinds[at] === 'remark' })
      if (kinds[at] === 'heading') context = contextOf(cells.find((cell) => cell.trim()) ?? '', context)
      if (kinds[at] === 'heading' || kinds[at] === 'total') above.forget()
      continue
    }
    const { mapping } = header
    const read = readPerson(cells, header, row, today)
    const carried = above.fill(cells, read?.person.relation ?? '')
    const { place, repaired } = remembered(places, { ...carried, floor: cellOf(cells, mapping.floor) }, context)
    const addressColumn = (mapping.door ?? mapping.address ?? mapping.building ?? mapping.name ?? [0])[0] ?? 0
    if (!read) {
      const own = [mapping.door, mapping.address].some((columns) => cellOf(cells, columns))
      if (own && hasDoor(place)) reading.vacant.push({ row, place, column: addressColumn })
      reading.dropped.push({ row, said: !own })
      continue
    }
    if (repaired) read.person.repaired.push('address')
    const hint = carried.householdNumber
      ? `n${plain(carried.householdNumber)}`
      : carried.head
        ? `h${plain(carried.head).replace(/\s/g, '')}`
        : ''
    reading.rows.push({
      row,
      sheet: index,
      ...read,
      place,
      hint,
      grid: plain(cellOf(cells, mapping.grid)),
      addressColumn,
    })
  }
  return reading
}

function headerOf(sheet: Sheet, given: ColumnMapping | undefined): Header | undefined {
  const found = findHeader(sheet.rows)
  if (!given) return found
  if (!isRosterMapping(given)) return undefined
  return found ? { ...found, mapping: given } : { mapping: given, from: -1, to: -1, labels: [] }
}

function titleContext(sheet: Sheet, header: Header): AddressContext {
  const titles = sheet.rows
    .slice(0, Math.max(header.from, 0))
    .flatMap((cells) => cells.filter((cell) => cell.trim()).slice(0, 1))
  return [sheet.name.replace(/\.\w{2,4}$/, ''), ...titles].reduce<AddressContext>(
    (context, title) => contextOf(title, context),
    {},
  )
}

function remembered(places: Map<string, ReturnType<typeof readPlace>>, cells: PlaceCells, context: AddressContext) {
  const key = [
    cells.estate,
    cells.building,
    cells.entrance,
    cells.floor,
    cells.group,
    cells.door,
    cells.address,
    context.estate,
    context.building,
    context.entrance,
  ].join('\u0000')
  const known = places.get(key) ?? readPlace(cells, context)
  places.set(key, known)
  return { place: { ...known.place }, repaired: known.repaired }
}
