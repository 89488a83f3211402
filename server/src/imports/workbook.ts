import type { Sheet } from '@loumen/shared/imports/rows'
import { type Archive, openArchive } from './archive'
import { maxRows, unreadable } from './sheet'
import { readSheetXml } from './sheet-xml'
import { parseXml } from './xml'

/** More different texts than the cells of the longest roster could show. */
const maxStrings = 400_000

interface SheetPart {
  name: string
  path: string
  hidden: boolean
}

interface Book {
  parts: SheetPart[]
  from1904: boolean
  strings?: string
  styles?: string
}

/** Parts that only Word, ODF and binary workbooks have. */
const otherDocuments = ['word/document.xml', 'content.xml', 'xl/workbook.bin', 'Contents/content.xml']

/** The sheets of a workbook (xlsx), hidden ones set apart. Formulas give the value they were saved with and are never evaluated. */
export async function readWorkbook(bytes: Buffer): Promise<Sheet[]> {
  const archive = await openArchive(bytes)
  if (otherDocuments.some((part) => archive.has(part))) throw unreadable('otherDocument')
  const book = await readBook(archive)
  const allHidden = book.parts.every((part) => part.hidden)
  const strings = await sharedStrings(archive, book.strings)
  const dateStyles = await dateStylesOf(archive, book.styles)
  const sheets: Sheet[] = []
  for (const { name, path, hidden } of book.parts) {
    const { from1904 } = book
    const apart = hidden && !allHidden
    if (!archive.has(path)) continue
    const read = readSheetXml(archive, path, { strings, dateStyles, from1904 })
    const sheet = apart ? await read.catch(() => undefined) : await read
    if (sheet) sheets.push({ name, ...sheet, ...(apart && { apart }) })
  }
  if (!sheets.some(({ apart }) => !apart)) throw unreadable('damaged')
  const shown = sheets.filter(({ apart }) => !apart)
  const filled = shown.reduce((sum, sheet) => sum + sheet.rows.filter((cells) => cells.length > 0).length, 0)
  if (filled > maxRows) throw unreadable('tooManyRows')
  return sheets
}

async function readBook(archive: Archive): Promise<Book> {
  const targets = new Map<string, string>()
  const book: Book = { parts: [], from1904: false }
  await parseXml(archive, 'xl/_rels/workbook.xml.rels', {
    open: (tag, { Id = '', Type = '', Target = '' }) => {
      if (tag !== 'Relationship') return
      if (Type.endsWith('/worksheet')) targets.set(Id, partPath(Target))
      else if (Type.endsWith('/sharedStrings')) book.strings = partPath(Target)
      else if (Type.endsWith('/styles')) book.styles = partPath(Target)
    },
  })
  await parseXml(archive, 'xl/workbook.xml', {
    open: (tag, attributes) => {
      if (tag === 'workbookPr') book.from1904 = /^(1|true)$/.test(attributes.date1904 ?? '')
      if (tag !== 'sheet') return
      const relation = Object.keys(attributes).find((key) => /(^|:)id$/.test(key))
      const path = targets.get(attributes[relation ?? ''] ?? '')
      if (path && !book.parts.some((part) => part.path === path))
        book.parts.push({ name: attributes.name ?? '', path, hidden: /hidden/i.test(attributes.state ?? '') })
    },
  })
  return book
}

function partPath(target: string): string {
  return target.startsWith('/') ? target.slice(1) : `xl/${target.replace(/^\.\//, '')}`
}

async function sharedStrings(archive: Archive, path = 'xl/sharedStrings.xml'): Promise<string[]> {
  const strings: string[] = []
  if (!archive.has(path)) return strings
  let text = ''
  let inText = false
  let inPhonetic = false
  await parseXml(archive, path, {
    open: (tag) => {
      if (tag === 'si') text = ''
      else if (tag === 'rPh') inPhonetic = true
      else if (tag === 't') inText = !inPhonetic
    },
    text: (part) => {
      if (inText) text += part
    },
    close: (tag) => {
      if (tag === 'si' && strings.push(text) > maxStrings) throw unreadable('suspicious')
      else if (tag === 'rPh') inPhonetic = false
      else if (tag === 't') inText = false
    },
  })
  return strings
}

/** Indexes of the cell styles that show a number as a date. */
async function dateStylesOf(archive: Archive, path = 'xl/styles.xml'): Promise<ReadonlySet<number>> {
  const dates = new Set<number>()
  if (!archive.has(path)) return dates
  const formats = new Map<string, string>()
  let style = -1
  let inCells = false
  await parseXml(archive, path, {
    open: (tag, attributes) => {
      if (tag === 'numFmt') formats.set(attributes.numFmtId ?? '', attributes.formatCode ?? '')
      else if (tag === 'cellXfs') inCells = true
      else if (tag === 'xf' && inCells) {
        style++
        const id = attributes.numFmtId ?? '0'
        if (isDateFormat(Number(id), formats.get(id))) dates.add(style)
      }
    },
    close: (tag) => {
      if (tag === 'cellXfs') inCells = false
    },
  })
  return dates
}

function isDateFormat(id: number, code: string | undefined): boolean {
  if (code === undefined) return (id >= 14 && id <= 17) || id === 22 || (id >= 27 && id <= 36) || (id >= 50 && id <= 58)
  return (
    /[ymd]/i.test(code.replace(/"[^"]*"|\[[^\]]*\]|\\./g, '')) && !/[0#?]/.test(code.replace(/"[^"]*"|\[[^\]]*\]/g, ''))
  )
}
