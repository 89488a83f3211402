import { plain } from '../roster/cell'
import {
  type DocumentReading,
  type DocumentType,
  documentTypeOf,
  readDocument,
  type Sex,
  saysNoDocument,
} from '../roster/document'
import { readDate, readName, readSex } from '../roster/person-cells'
import { readPhones } from '../roster/phone'
import { readTags, type Tag } from '../roster/tags'
import type { ProblemCode } from '../words/roster-problems'
import { cellOf } from './above'
import type { Header } from './header'
import { flagOf, labelOf } from './labels'

/** A person of one row. `repaired` names the fields that were written in another form and read safely. */
export interface ReadPerson {
  row: number
  /** Number of the sheet, left out for the first. */
  sheet?: number
  name: string
  relation?: string
  document?: { type: DocumentType; number: string }
  documentState: 'verified' | 'toVerify'
  phone?: string
  otherPhones?: string[]
  sex?: Sex
  birthDate?: string
  tags: Tag[]
  note?: string
  repaired: string[]
  faults: ProblemCode[]
}

/** A fault found in a person's cells and the column (0 is the first) it is in. */
export interface Fault {
  code: ProblemCode
  column: number
}

/** Reads the person of a row, or undefined when the row has neither a name nor a document. */
export function readPerson(
  cells: readonly string[],
  header: Header,
  row: number,
  today: string,
): { person: ReadPerson; faults: Fault[] } | undefined {
  const { mapping } = header
  const named = readName(cellOf(cells, mapping.name ?? mapping.head))
  const document = readDocuments(cells, header, today)
  if (!named.name && !document) return undefined
  const faults: Fault[] = []
  const found = (code: ProblemCode, columns: readonly number[] | undefined) =>
    faults.push({ code, column: columns?.[0] ?? 0 })
  const repaired: string[] = []
  if (named.name && named.repaired) repaired.push('name')
  if (!named.name) found('nameMissing', mapping.name)
  if (!document) found('documentMissing', mapping.document ?? mapping.name)
  else if (document.fault) faults.push({ code: document.fault, column: document.column })
  if (document?.repaired) repaired.push('document')
  const phones = readAllPhones(cells, mapping.phone)
  if (phones.wrong.length > 0) found('phoneWrong', mapping.phone)
  const ownPhone = mapping.phone?.[0] !== mapping.headPhone?.[0]
  if (phones.repaired && ownPhone) repaired.push('phone')
  const sex = readSex(cellOf(cells, mapping.sex))
  const born = cellOf(cells, mapping.birthDate)
  const birthDate = readDate(born, today)
  const trusted = document && !document.fault
  if (trusted && sex && document.sex && sex !== document.sex) found('sexMismatch', mapping.sex)
  if (trusted && birthDate && document.birthDate && birthDate !== document.birthDate)
    found('birthDateMismatch', mapping.birthDate)
  if (/\d/.test(born) && !birthDate && /^\D*\d{4}\D*\d{1,2}\D*\d{1,2}\D*$/.test(born))
    found('birthDateWrong', mapping.birthDate)
  const relation = plain(cellOf(cells, mapping.relation)) || named.relation
  const unread = document ? [] : unreadDocuments(cells, mapping.document)
  const note = notes(cells, header, [named.remark, ...phones.wrong.map((text) => `电话：${text}`), ...unread])
  const [phone, ...otherPhones] = phones.numbers
  const person: ReadPerson = {
    row,
    name: named.name,
    documentState: document && !document.fault ? 'verified' : 'toVerify',
    tags: allTags(cells, header, note),
    repaired,
    faults: faults.map((fault) => fault.code),
  }
  if (relation) person.relation = relation
  if (document) person.document = { type: document.type, number: document.number }
  if (phone) person.phone = phone
  if (otherPhones.length > 0) person.otherPhones = otherPhones
  const knownSex = (trusted ? document.sex : undefined) ?? sex ?? document?.sex
  if (knownSex) person.sex = knownSex
  const knownBirth = (trusted ? document.birthDate : undefined) ?? birthDate ?? document?.birthDate
  if (knownBirth) person.birthDate = knownBirth
  if (note) person.note = note
  return { person, faults }
}

function readDocuments(
  cells: readonly string[],
  { mapping, labels }: Header,
  today: string,
): (DocumentReading & { column: number }) | undefined {
  const declared = documentTypeOf(cellOf(cells, mapping.documentType))
  let first: (DocumentReading & { column: number }) | undefined
  for (const column of mapping.document ?? []) {
    const cell = cells[column] ?? ''
    if (!cell.trim()) continue
    const byLabel = /护照|通行证|台胞|居住证|passport/i.test(labels[column] ?? '')
      ? documentTypeOf(labels[column] ?? '')
      : undefined
    const reading = readDocument(cell, declared ?? byLabel, today)
    if (reading && !reading.fault) return { ...reading, column }
    if (reading) first ??= { ...reading, column }
  }
  return first
}

/** What document cells say instead of a number: 出生证明丢失. */
function unreadDocuments(cells: readonly string[], columns: readonly number[] | undefined): string[] {
  return (columns ?? []).flatMap((column) => {
    const cell = cells[column] ?? ''
    return saysNoDocument(cell) ? [] : [`证件：${plain(cell.slice(0, 60))}`]
  })
}

function readAllPhones(
  cells: readonly string[],
  columns: readonly number[] | undefined,
): { numbers: string[]; wrong: string[]; repaired: boolean } {
  const numbers = new Set<string>()
  const wrong: string[] = []
  let repaired = false
  for (const column of columns ?? []) {
    const cell = cells[column] ?? ''
    if (!cell.trim()) continue
    const reading = readPhones(cell)
    for (const phone of reading.phones) numbers.add(phone)
    if (reading.wrong) wrong.push(plain(cell).slice(0, 60))
    repaired ||= reading.repaired
  }
  return { numbers: [...numbers], wrong, repaired }
}

function notes(cells: readonly string[], { mapping }: Header, more: readonly (string | undefined)[]): string {
  const written = (mapping.note ?? []).map((column) => plain(cells[column] ?? '').slice(0, 500))
  const said = [...written, ...more].filter((text) => text && !/^(无|没有|正常|否|[-/—]+|none|no|0)$/i.test(text))
  return [...new Set(said)].join('；')
}

function allTags(cells: readonly string[], { mapping, labels }: Header, note: string): Tag[] {
  const found = new Set(note ? readTags(note) : [])
  for (const column of mapping.flag ?? []) {
    const said = plain(cells[column] ?? '')
    const tag = flagOf(labelOf(labels[column] ?? ''))
    if (tag && /^(是|有|√|✓|✔|☑|1|y|yes|true|v|o|●)$/i.test(said)) found.add(tag)
    else if (said && !/^(否|无|×|x|0|n|no|false)$/i.test(said)) for (const other of readTags(said)) found.add(other)
  }
  return [...found]
}
