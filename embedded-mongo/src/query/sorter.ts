import { CommandError } from '../errors'
import type { Collation } from './collation'
import { EMPTY, orderingValues, partsOf } from './path'
import { Class, classOf, compare, type Document, isNumber, toNumber } from './values'

interface Field {
  parts: readonly string[]
  sign: 1 | -1
}

/** Reads a sort specification; directions are 1 and -1, anything else is an error. */
export function readSort(spec: unknown): Field[] {
  return Object.entries(spec as Document).map(([path, direction]) => {
    if (!isNumber(direction) || Math.abs(toNumber(direction)) !== 1)
      throw new CommandError(
        classOf(direction) === Class.object ? 17312 : 15975,
        '$sort key ordering must be 1 (for ascending) or -1 (for descending)',
      )
    if (path === '' || path.startsWith('$'))
      throw new CommandError(16410, `FieldPath field names may not start with '$' or be empty: ${path}`)
    return { parts: partsOf(path), sign: toNumber(direction) as 1 | -1 }
  })
}

function order(a: unknown, b: unknown, collation?: Collation): number {
  if (a === EMPTY || b === EMPTY) {
    if (a === b) return 0
    if (a === EMPTY) return classOf(b) === Class.minKey ? 1 : -1
    return classOf(a) === Class.minKey ? -1 : 1
  }
  return compare(a, b, collation?.compare)
}

/** Of several values in an array the least counts upwards and the greatest downwards. */
function keyAt(document: unknown, field: Field, collation?: Collation): unknown {
  const values = orderingValues(document, field.parts)
  let best = values[0]
  for (let i = 1; i < values.length; i++) if (order(values[i], best, collation) * field.sign < 0) best = values[i]
  return best
}

/** A comparison of documents. */
export function compileSort(spec: unknown, collation?: Collation): (a: unknown, b: unknown) => number {
  const fields = readSort(spec)
  return (a, b) => {
    for (const field of fields) {
      const result = order(keyAt(a, field, collation), keyAt(b, field, collation), collation) * field.sign
      if (result !== 0) return result
    }
    return 0
  }
}

/** Documents in order; only the first `most` of them when that is all that is wanted. */
export function sortDocuments<T>(
  items: readonly T[],
  documentOf: (item: T) => unknown,
  spec: unknown,
  collation?: Collation,
  most = Number.POSITIVE_INFINITY,
): T[] {
  const fields = readSort(spec)
  if (fields.length === 0) return items.slice(0, most === Number.POSITIVE_INFINITY ? undefined : most)
  const keyed = items.map((item) => ({ item, keys: fields.map((field) => keyAt(documentOf(item), field, collation)) }))
  const before = (a: { keys: unknown[] }, b: { keys: unknown[] }): number => {
    for (let i = 0; i < fields.length; i++) {
      const result = order(a.keys[i], b.keys[i], collation) * (fields[i] as Field).sign
      if (result !== 0) return result
    }
    return 0
  }
  if (most >= keyed.length / 4)
    return keyed
      .sort(before)
      .slice(0, most)
      .map(({ item }) => item)
  // A short list kept in order: a page of a large collection needs no full sort.
  const best: typeof keyed = []
  for (const candidate of keyed) {
    if (best.length >= most && before(candidate, best[best.length - 1] as typeof candidate) >= 0) continue
    let [low, high] = [0, best.length]
    while (low < high) {
      const middle = (low + high) >> 1
      if (before(best[middle] as typeof candidate, candidate) <= 0) low = middle + 1
      else high = middle
    }
    best.splice(low, 0, candidate)
    if (best.length > most) best.pop()
  }
  return best.map(({ item }) => item)
}
