import { readAddress } from '../roster/address'
import { plain } from '../roster/cell'
import type { RosterField } from './fields'
import type { ColumnMapping, Header } from './header'

const tests: readonly [RosterField, (text: string) => boolean, number][] = [
  ['document', (text) => /^'?[1-9]\d{5}\s?\d{8}\s?\d{3}[\dX]$/i.test(text) || /^[1-9]\d{14}$/.test(text), 0.5],
  ['phone', (text) => /^(\+?86-?)?1[3-9]\d(-?\d{4}){2}$/.test(text.replace(/\s/g, '')), 0.4],
  ['sex', (text) => /^[男女]$/.test(text), 0.6],
  ['relation', (text) => /^(户主|配偶|妻子?|丈夫|[长次三]?[子女]|儿子|女儿|父亲?|母亲?|本人|子女)$/.test(text), 0.5],
  ['address', isAddress, 0.6],
  ['name', (text) => /^[\u3400-\u9fff][\u3400-\u9fff·\s]{1,9}$/.test(text) && text.replace(/\s/g, '').length <= 4, 0.7],
]

function isAddress(text: string): boolean {
  if (text.length < 5 || text.length > 60 || !/\d/.test(text)) return false
  const { building, entrance, group, door, estate } = readAddress(text).place
  return Boolean(door && (building || group || estate) && (entrance || estate || group))
}

/** Tells unlabelled columns by what stands in them; columns in `taken` are left alone. */
export function inferColumns(rows: readonly (readonly string[])[], taken: ReadonlySet<number>): ColumnMapping {
  const sample = rows.filter((cells) => cells.some((cell) => cell.trim())).slice(0, 100)
  const width = Math.min(60, Math.max(0, ...sample.map((cells) => cells.length)))
  const mapping: ColumnMapping = {}
  const used = new Set(taken)
  for (const [field, test, share] of tests) {
    const scores = Array.from({ length: width }, (_, column) => (used.has(column) ? 0 : scored(sample, column, test)))
    const best = scores.indexOf(Math.max(...scores))
    if (best < 0 || (scores[best] ?? 0) < share) continue
    if (field === 'name' && distinctShare(sample, best) < 0.5) continue
    mapping[field] = [best]
    used.add(best)
  }
  return mapping
}

function scored(rows: readonly (readonly string[])[], column: number, test: (text: string) => boolean): number {
  const texts = rows.map((cells) => plain(cells[column] ?? '')).filter(Boolean)
  return texts.length * 4 < rows.length ? 0 : texts.filter(test).length / texts.length
}

function distinctShare(rows: readonly (readonly string[])[], column: number): number {
  const texts = rows.map((cells) => plain(cells[column] ?? '')).filter(Boolean)
  return new Set(texts).size / Math.max(texts.length, 1)
}

/** A header for a table that has none, or none that can be understood: columns told from their contents. */
export function inferHeader(rows: readonly string[][]): Header | undefined {
  const mapping = inferColumns(rows, new Set())
  const name = mapping.name?.[0]
  const other = (mapping.document ?? mapping.address)?.[0]
  if (name === undefined || other === undefined) return undefined
  const test = mapping.document ? tests[0]?.[1] : isAddress
  const first = rows.findIndex((cells) => test?.(plain(cells[other] ?? '')) && plain(cells[name] ?? ''))
  const labels = first > 0 ? (rows[first - 1] ?? []).map(plain) : []
  return first < 0 ? undefined : { mapping, from: first - 1, to: first - 1, labels }
}
