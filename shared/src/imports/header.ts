import { plain } from '../roster/cell'
import type { RosterField } from './fields'
import { labelledPlace } from './labelled'
import { fieldOf, labelOf, others } from './labels'
import { withPlates } from './streets'

/** Which columns (0 is the first) hold which field. Several columns may hold a phone, a document, a note or a flag. */
export type ColumnMapping = Partial<Record<RosterField, number[]>>

export interface Header {
  mapping: ColumnMapping
  /** Rows of the table (0 is the first) that the header stands in. */
  from: number
  to: number
  /** What each column is called in the file. */
  labels: string[]
  /** What stands above each column where the header has two rows: 东户 over 姓名 and 电话. */
  bands?: string[]
}

const several: ReadonlySet<RosterField> = new Set(['document', 'phone', 'note', 'flag', 'address', 'group', 'street'])

function mapped(labels: readonly string[]): ColumnMapping {
  let mapping: ColumnMapping = {}
  labels.forEach((label, column) => {
    const field = fieldOf(label)
    if (!field) return
    const columns = mapping[field]
    if (!columns || (field === 'name' && isOwner(labels[columns[0] ?? 0]))) mapping[field] = [column]
    else if (several.has(field)) columns.push(column)
  })
  mapping = withPlates(mapping, labels)
  if (mapping.street && !mapping.estate) mapping.estate = mapping.street.slice(0, 1)
  if (mapping.firm && !mapping.estate && !mapping.address && !mapping.building) mapping.estate = mapping.firm
  if (!mapping.phone && mapping.headPhone) mapping.phone = mapping.headPhone
  if (!mapping.name && mapping.head) {
    const { head, headDocument, headPhone, ...rest } = mapping
    return { ...rest, name: head, ...withoutHead(rest, headDocument, headPhone) }
  }
  return mapping
}

/** Where only the head of each household is listed, the head's document and phone are the row's. */
function withoutHead(rest: ColumnMapping, document: number[] | undefined, phone: number[] | undefined): ColumnMapping {
  return { ...(!rest.document && document && { document }), ...(!rest.phone && phone && { phone }) }
}

/** Owners and landlords do not live there: their name gives way to another one. */
function isOwner(label: string | undefined): boolean {
  return /房东|产权|业主|owner|landlord/.test(label ?? '')
}

/** Whether the mapped columns can make a roster: a name, and a document or a place beside it. */
export function isRosterMapping(mapping: ColumnMapping): boolean {
  const where =
    mapping.address ?? mapping.door ?? mapping.building ?? mapping.estate ?? mapping.group ?? mapping.householdNumber
  return Boolean((mapping.name ?? mapping.head) && (mapping.document ?? where))
}

const owners = new RegExp(`户主|${others}`)

function combined(upper: readonly string[], lower: readonly string[]): string[] {
  const width = Math.max(upper.length, lower.length)
  let parent = ''
  return Array.from({ length: width }, (_, column) => {
    const above = labelOf(upper[column] ?? '')
    const below = labelOf(lower[column] ?? '')
    if (above) parent = above.replace(/(?<=.)(基本)?(信息|情况|资料)$/, '')
    if (!below || below === above) return above
    if (owners.test(parent) && fieldOf(parent + below) !== undefined) return parent + below
    return fieldOf(below) === undefined && fieldOf(parent) ? parent : below
  })
}

/** A line of a form above its table: 楼栋 | 3号楼 | 单元 | 2单元. */
function namesPlace(cells: readonly string[]): boolean {
  const { estate: _, ...below } = labelledPlace(cells) ?? {}
  return Object.keys(below).length > 0
}

const looksLikeData = /\d{6,}|^1[3-9]\d|^\d{4}-\d|\d+单元\d/

/** The header that starts in a row, whether it can make a roster or not; undefined for a row of data. */
export function headerAt(rows: readonly string[][], at: number): Header | undefined {
  const upper = rows[at] ?? []
  if (upper.some((cell) => looksLikeData.test(cell) && cell.length < 30 && !/[\u4e00-\u9fff]{2}/.test(cell)))
    return undefined
  const alone = upper.map(labelOf)
  const single: Header = { mapping: mapped(alone), from: at, to: at, labels: upper.map((cell) => plain(cell)) }
  const lower = rows[at + 1] ?? []
  if (upper.filter((cell) => cell.trim()).length < 2) return single
  if (!isRosterMapping(single.mapping) && namesPlace(upper)) return undefined
  const hints = lower.filter((cell) => fieldOf(labelOf(cell)) !== undefined).length
  const filled = lower.filter((cell) => cell.trim()).length
  if (hints < 2 || hints * 2 < filled || lower.some((cell) => looksLikeData.test(cell))) return single
  const together = combined(upper, lower)
  const double: Header = { mapping: mapped(together), from: at, to: at + 1, labels: together, bands: alone }
  return fields(double.mapping) > fields(single.mapping) || !isRosterMapping(single.mapping) ? double : single
}

function fields(mapping: ColumnMapping): number {
  return Object.keys(mapping).length
}

/** Finds the header under title lines, in one row or two. Undefined when the first 50 rows hold none. */
export function findHeader(rows: readonly string[][]): Header | undefined {
  let best: Header | undefined
  for (let at = 0; at < Math.min(rows.length, 50); at++) {
    const header = headerAt(rows, at)
    if (header && isRosterMapping(header.mapping) && (!best || fields(header.mapping) > fields(best.mapping)))
      best = header
    if (best && at > best.to + 2) break
  }
  return best
}
