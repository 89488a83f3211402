import type { Sheet } from '@loumen/shared/imports/rows'
import type { Archive } from './archive'
import { maxCellLength, maxColumns, maxLetters, maxRows, unreadable } from './sheet'
import { parseXml } from './xml'

/** What the cells of a sheet refer to: shared strings, styles that mean dates, and the day that dates count from. */
export interface Book {
  strings: readonly string[]
  dateStyles: ReadonlySet<number>
  from1904: boolean
}

/** The cells of one sheet as text, by row and column, merged cells filled down, and what of them is hidden. */
export async function readSheetXml(archive: Archive, path: string, book: Book): Promise<Omit<Sheet, 'name'>> {
  const rows: string[][] = []
  const hidden = { rows: new Set<number>(), columns: new Set<number>() }
  const merges: string[] = []
  let row = -1
  let column = -1
  let filled = 0
  let letters = 0
  let type = ''
  let style = -1
  let text = ''
  let take = false
  let inPhonetic = false
  await parseXml(archive, path, {
    open: (tag, attributes) => {
      if (tag === 'row') {
        row = attributes.r ? Number(attributes.r) - 1 : row + 1
        column = -1
        if (isTrue(attributes.hidden) && row <= maxRows) hidden.rows.add(row)
      } else if (tag === 'c') {
        column = attributes.r ? columnOf(attributes.r) : column + 1
        type = attributes.t ?? 'n'
        style = attributes.s ? Number(attributes.s) : -1
        text = ''
      } else if (tag === 'v' || tag === 't') take = !inPhonetic
      else if (tag === 'rPh') inPhonetic = true
      else if (tag === 'col' && isTrue(attributes.hidden)) {
        for (let at = Number(attributes.min); at <= Math.min(Number(attributes.max), maxColumns); at++)
          hidden.columns.add(at - 1)
      } else if (tag === 'mergeCell' && merges.length < maxRows * 4) merges.push(attributes.ref ?? '')
    },
    text: (part) => {
      if (take && text.length < maxCellLength) text += part
    },
    close: (tag) => {
      if (tag === 'v' || tag === 't') take = false
      else if (tag === 'rPh') inPhonetic = false
      else if (tag === 'c' && text) {
        const cell = cellText(text, type, style, book).slice(0, maxCellLength)
        if (!cell || !(column >= 0 && column < maxColumns) || !(row >= 0)) return
        if (row > maxRows + 50) throw unreadable('tooManyRows')
        while (rows.length <= row) rows.push([])
        letters += cell.length
        if (letters > maxLetters) throw unreadable('suspicious')
        const cells = rows[row]
        if (!cells) return
        if (cells.length === 0) filled++
        if (filled > maxRows) throw unreadable('tooManyRows')
        while (cells.length < column) cells.push('')
        cells[column] = cell
      }
    },
  })
  fillDown(rows, merges)
  return { rows, ...(hidden.rows.size + hidden.columns.size > 0 && { hidden }) }
}

const isTrue = (attribute: string | undefined) => attribute === '1' || attribute === 'true'

function columnOf(reference: string): number {
  let column = 0
  for (const letter of reference) {
    const value = letter.charCodeAt(0) - 64
    if (value < 1 || value > 26) break
    column = column * 26 + value
  }
  return column - 1
}

function cellText(text: string, type: string, style: number, book: Book): string {
  if (type === 's') return book.strings[Number(text)] ?? ''
  if (type === 'inlineStr' || type === 'str') return text
  if (type === 'd') return text.slice(0, 10)
  if (type === 'b') return text === '1' ? '是' : '否'
  if (type === 'e') return ''
  return numberText(text, book.dateStyles.has(style), book.from1904)
}

/** A number as a person sees it. From 16 digits on the spreadsheet has lost some: then the kept ones with their exponent. */
function numberText(text: string, isDate: boolean, from1904: boolean): string {
  const number = Number(text)
  if (!Number.isFinite(number)) return text
  if (isDate && number >= 1 && number < 2_958_466) {
    const days = Math.floor(number) + (from1904 ? 1462 : 0)
    return new Date(Date.UTC(1899, 11, 30 + days)).toISOString().slice(0, 10)
  }
  if (Math.abs(number) >= 1e15) return number.toExponential(14).replace('e+', 'E+')
  return Number.isInteger(number) ? String(number) : String(Number(number.toPrecision(15)))
}

/** Copies the first cell of each merged range down its first column, into rows that hold something of their own. */
function fillDown(rows: string[][], merges: readonly string[]): void {
  const own = rows.map((cells) => cells.some((cell) => cell.trim()))
  let steps = 0
  for (const merge of merges) {
    const [from, to] = merge.split(':')
    const column = columnOf(from ?? '')
    const top = rowOf(from)
    const cell = rows[top]?.[column]
    if (!cell || column >= maxColumns) continue
    for (let row = top + 1; row <= Math.min(rowOf(to), rows.length - 1); row++) {
      if (++steps > maxRows * 50) throw unreadable('suspicious')
      const cells = rows[row]
      if (!cells || !own[row] || cells[column]) continue
      while (cells.length < column) cells.push('')
      cells[column] = cell
    }
  }
}

function rowOf(reference: string | undefined): number {
  return Number(/\d+$/.exec(reference ?? '')?.[0] ?? 0) - 1
}
