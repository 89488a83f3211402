import { plain } from '../roster/cell'
import { type ColumnMapping, findHeader, type Header, headerAt, isRosterMapping } from './header'
import { inferColumns, inferHeader } from './infer'
import { fieldOf, labelOf } from './labels'

/**
 * The headers of a sheet from top to bottom: the first one, and later ones that arrange their columns differently
 * (the same header again is a page break). Columns that a person assigned go before all of them.
 */
export function headersOf(rows: readonly string[][], given: GivenHeader = {}): Header[] {
  const found = given.last === undefined ? findHeader(rows) : headerEndingAt(rows, given.last)
  if (given.mapping) {
    if (!isRosterMapping(given.mapping)) return []
    return [{ ...(found ?? { from: -1, to: -1, labels: [] }), mapping: given.mapping }]
  }
  const first = found && isRosterMapping(found.mapping) ? completed(found, rows) : inferHeader(rows)
  if (!first) return []
  const headers = [first]
  let current = first
  let looks = 0
  for (let at = first.to + 1; at < rows.length && looks < maxLooks; at++) {
    if (!rows[at]?.some((cell) => cell.length <= 30 && nameLike.test(cell) && fieldOf(labelOf(cell)) === 'name'))
      continue
    if (rows[at]?.join('|') === rows[current.to]?.join('|')) continue
    looks++
    const next = headerAt(rows, at)
    if (!next || !isRosterMapping(next.mapping) || Object.keys(next.mapping).length < 3) continue
    if (JSON.stringify(headerColumns(next)) === JSON.stringify(headerColumns(current))) continue
    current = next
    headers.push(completed(next, rows))
    at = next.to
  }
  return headers
}

/** A header as a person gave it: what its columns mean, and which row of the table is its last. */
export interface GivenHeader {
  mapping?: ColumnMapping | undefined
  last?: number
}

/** The header whose last row a person chose, in that row or in two. */
function headerEndingAt(rows: readonly string[][], last: number): Header | undefined {
  if (last < 0 || last >= rows.length) return undefined
  const two = last > 0 ? headerAt(rows, last - 1) : undefined
  if (two?.to === last) return two
  const one = headerAt(rows, last)
  return one?.to === last
    ? one
    : { mapping: {}, from: last, to: last, labels: (rows[last] ?? []).map((cell) => plain(cell)) }
}

/** No roster changes its columns more often; looking at every row of a file of headers would take minutes. */
const maxLooks = 300

const nameLike = /^[\s*]*(.{0,6}姓\s*名.{0,3}|名\s*字|居民|住户|人员|家庭成员|.{0,9}name)[\s*:：]*$/i

function headerColumns({ labels }: Header) {
  return labels.map((label) => fieldOf(labelOf(label)) ?? null)
}

/** A header with the columns that it labels strangely, told from their contents. */
function completed(header: Header, rows: readonly string[][]): Header {
  const taken = new Set(Object.values(header.mapping).flat())
  header.labels.forEach((label, column) => {
    if (fieldOf(labelOf(label)) === null) taken.add(column)
  })
  const { document, phone, address } = inferColumns(rows.slice(header.to + 1), taken)
  const { mapping } = header
  const placed = mapping.address ?? mapping.door ?? mapping.building ?? mapping.group
  return {
    ...header,
    mapping: {
      ...mapping,
      ...(document && !mapping.document && { document }),
      ...(phone && !mapping.phone && { phone }),
      ...(address && !placed && { address }),
    },
  }
}
