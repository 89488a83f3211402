import type { AddressContext, AddressReading } from '../roster/address'
import { plain } from '../roster/cell'
import { isHead } from '../roster/person-cells'
import { hasDoor } from '../roster/place'
import { Above, blankMeansAbove, cellOf } from './above'
import { type PlaceCells, readPlace } from './columns'
import { contextOf } from './context'
import type { ColumnMapping, Header } from './header'
import { withHeadsOwn } from './heads'
import { type LabelledLevel, labelledContext, labelledPlace } from './labelled'
import { readPerson } from './person'
import type { ReadOptions } from './reading'
import { type RowKind, rowKind } from './row-kind'
import type { Sheet, TableReading } from './rows'
import { type Spread, spreading, writtenAt } from './spread'
import { buildingsArePlates, withStreets } from './streets'
import { withoutDitto, withoutLostDigits } from './unwritten'

/** Cells between two pauses. */
const stretch = 800

interface Line extends Spread {
  at: number
  kind: RowKind
}

/** One table of a sheet: the rows under one header. */
export class Table {
  readonly reading: TableReading
  private readonly header: Header
  private readonly spread: (cells: string[]) => Spread[]
  private readonly places = new Map<string, AddressReading>()
  private readonly plates: boolean
  private readonly landing: boolean
  private readonly doorsBeside: readonly number[]
  private floor = ''
  /** Row of the last head of a household. */
  private family = 0
  private context: AddressContext = {}

  constructor(
    private readonly sheet: Sheet,
    index: number,
    written: Header,
    private readonly options: Pick<ReadOptions, 'today' | 'heard'>,
  ) {
    const { header, spread, landing, doorsBeside } = spreading(withHeadsOwn(written, sheet.rows.slice(written.to + 1)))
    this.header = header
    this.spread = spread
    this.landing = landing
    this.doorsBeside = doorsBeside
    this.plates = buildingsArePlates(header)
    this.reading = { sheet: index, header, rows: [], heads: [], vacant: [], dropped: [] }
  }

  /** Reads the rows under the header, to `end`, and returns what the last heading said. */
  *read(
    end: number,
    before: AddressContext,
    given: Partial<Record<LabelledLevel, string>>,
  ): Generator<number, AddressContext> {
    const lines = yield* this.lines(end)
    yield this.header.to + 1
    const aboves = new Map<number, Above>()
    for (const group of new Set(lines.map((line) => line.group))) {
      const body = lines.flatMap((line) => (line.kind === 'data' && line.group === group ? [line.cells] : []))
      aboves.set(group, new Above(this.header.mapping, blankMeansAbove(body, this.header.mapping)))
    }
    if (given.address || given.door) for (const each of aboves.values()) each.give(given)
    yield this.header.to + 1
    let context = before
    let work = 0
    for (const line of lines) {
      const { cells, at, kind, group } = line
      work += cells.length
      if (work > stretch) {
        yield at
        work = 0
      }
      const row = (this.sheet.firstRow ?? 1) + at
      const above = aboves.get(group)
      if (kind === 'data' && above) this.readRow(line, row, context, above)
      else this.reading.dropped.push({ row, said: kind === 'remark' })
      if (kind === 'heading' || kind === 'total') for (const each of aboves.values()) each.forget()
      if (kind !== 'heading') continue
      const text = cells.find((cell) => cell.trim()) ?? ''
      const labelled = labelledPlace(cells)
      if (labelled) for (const each of aboves.values()) each.give(labelled)
      context = labelled ? labelledContext(labelled, context) : contextOf(text, context)
    }
    return context
  }

  /** The rows with what they are, one for each person. */
  private *lines(end: number): Generator<number, Line[]> {
    const start = this.header.to + 1
    const lines: Line[] = []
    let work = 0
    let above: string[] = []
    for (const [index, written] of withoutLostDigits(
      this.sheet.rows.slice(start, end),
      this.header.mapping,
    ).entries()) {
      work += written.length
      if (work > stretch) {
        yield start
        work = 0
      }
      const said = rowKind(written, this.header)
      const kind = this.isDoor(written, said) ? 'data' : said
      const row = kind === 'data' ? withoutDitto(written, above, this.header.mapping) : written
      if (kind === 'data') above = row
      const all =
        kind === 'data' ? this.spread(withStreets(grouped(row, this.header), this.header)) : [{ cells: row, group: 0 }]
      for (const each of all) lines.push({ ...each, at: start + index, kind })
    }
    return lines
  }

  private readRow({ cells, moved, empty }: Line, row: number, context: AddressContext, above: Above): void {
    const { mapping, labels } = this.header
    const floor = cellOf(cells, mapping.floor) || (this.landing ? this.floor : '')
    this.floor = floor
    const bed = bedOf(cells, mapping)
    const read = readPerson(cells, this.header, row, this.options.today)
    const filled = above.fill(cells, read?.person.relation ?? '')
    const carried = this.plates && !filled.door ? { ...filled, building: '', door: filled.building } : filled
    const { place, repaired } = this.place({ ...carried, floor }, context)
    const placed = [mapping.door, mapping.address, mapping.building, mapping.name].map((columns) => columns?.[0])
    const addressColumn = writtenAt(placed.find((column) => column !== undefined && column < labels.length) ?? 0, moved)
    if (empty) {
      if (hasDoor(place)) this.reading.vacant.push({ row, place, column: addressColumn, beside: true })
      return
    }
    const { sheet } = this.reading
    const common = {
      row,
      sheet,
      header: this.header,
      hint: hintOf(carried) || this.familyOf(row, read?.person.relation),
      grid: plain(cellOf(cells, mapping.grid)),
      addressColumn,
      ...(moved && { moved }),
    }
    const alone = !read && cellOf(cells, mapping.head)
    const head =
      mapping.headDocument || alone ? readPerson(cells, headOf(this.header), row, this.options.today) : undefined
    if (head) this.reading.heads.push({ ...common, ...head, place })
    if (read) {
      if (repaired) read.person.repaired.push('address')
      if (bed) read.person.note = [read.person.note, bed].filter(Boolean).join('；')
      for (const fault of read.faults) fault.column = writtenAt(fault.column, moved)
      this.reading.rows.push({ ...common, ...read, place })
      this.options.heard?.(read.person)
      return
    }
    if (head?.person.name) return
    const own = [mapping.door, mapping.address].some((columns) => cellOf(cells, columns))
    if (own && hasDoor(place)) this.reading.vacant.push({ row, place, column: addressColumn })
    this.reading.dropped.push({ row, said: !own && this.saysMore(cells) })
  }

  /** Where nothing says who lives together, each head of a household begins one. */
  private familyOf(row: number, relation: string | undefined): string {
    const { relation: told, address, door, building, householdNumber, head } = this.header.mapping
    if (!told || address || door || building || householdNumber || head) return ''
    if (relation && isHead(relation)) this.family = row
    return this.family ? `f${this.family}` : ''
  }

  /** A row with nothing but its floor, where the doors of every floor are known, or but a door beside the first column of doors. */
  private isDoor(cells: readonly string[], kind: RowKind): boolean {
    if (kind === 'heading') return this.doorsBeside.some((column) => cells[column]?.trim())
    if (kind !== 'remark') return false
    const said = cells.filter((cell) => cell.trim())
    return (
      this.landing &&
      said.length === 1 &&
      /^[\d一二三四五六七八九十]{1,3}[层楼]?$/.test(plain(cellOf(cells, this.header.mapping.floor)))
    )
  }

  /** Whether a row says anything beyond its number and place. */
  private saysMore(cells: string[]): boolean {
    const { serial, estate, street, building, entrance, floor, group, grid } = this.header.mapping
    const quiet = new Set(
      [serial, estate, street, building, entrance, floor, group, grid].flatMap((columns) => columns ?? []),
    )
    return cells.some((cell, column) => cell.trim() && !quiet.has(column))
  }

  /** The place of a row. Rows with equal cells share it, unless its estate is still to be named from the rows around. */
  private place(cells: PlaceCells, context: AddressContext): AddressReading {
    if (context !== this.context) {
      this.places.clear()
      this.context = context
    }
    const { estate, building, entrance, floor, group, door, address } = cells
    const key = `${estate}\n${building}\n${entrance}\n${floor}\n${group}\n${door}\n${address}`
    const known = this.places.get(key) ?? readPlace(cells, context)
    this.places.set(key, known)
    return known.place.estate ? known : { ...known, place: { ...known.place } }
  }
}

/** Workshop and shift, or grade and class, in columns of their own are one group: 一年级2班. */
function grouped(cells: string[], { mapping, labels }: Header): string[] {
  const columns = mapping.group ?? []
  const [first] = columns
  if (first === undefined || columns.length < 2) return cells
  const parts = columns.map((column) => {
    const cell = plain(cells[column] ?? '').replace(/\s/g, '')
    if (!/^[\d一二三四五六七八九十甲乙丙丁A-Z]{1,2}$/i.test(cell)) return cell
    return cell + (/年级|车间|班|排|队/.exec(labels[column] ?? '')?.[0] ?? '组')
  })
  const all = parts.reduce((text, part) => (part.startsWith(text) ? part : text + part), '')
  return all ? cells.map((cell, column) => (column === first ? all : cell)) : cells
}

/** The bed that an address of a dormitory names: part of the person's note, as the room is the door. */
function bedOf(cells: readonly string[], mapping: ColumnMapping): string {
  const cell = cellOf(cells, mapping.door) || cellOf(cells, mapping.address)
  if (!/[床铺鋪]/.test(cell)) return ''
  const written = plain(cell)
  return /(?:[\dA-Z]{1,2}|[上下])号?[床铺]位?$/i.exec(written.replace(/\s/g, ''))?.[0] ?? ''
}

function hintOf({ householdNumber, head }: { householdNumber: string; head: string }): string {
  if (householdNumber) return `n${plain(householdNumber)}`
  return head ? `h${plain(head).replace(/\s/g, '')}` : ''
}

/** The columns that describe the head of a household in each row, as if they were the person's. */
function headOf(header: Header): Header {
  const { head, headDocument, headPhone } = header.mapping
  const mapping = {
    ...(head && { name: head }),
    ...(headDocument && { document: headDocument }),
    ...(headPhone && { phone: headPhone }),
  }
  return { ...header, mapping }
}
