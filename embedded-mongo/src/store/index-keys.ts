import { CommandError } from '../errors'
import { fieldOf, isIndex } from '../query/path'
import { type Document, EMPTY_ARRAY_KEY, isDocument, keyOf } from '../query/values'

export interface IndexField {
  path: string
  parts: readonly string[]
  descending: boolean
}

/** Turns the order of a key around. */
export function inverted(key: string): string {
  let out = ''
  for (let i = 0; i < key.length; i++) out += String.fromCharCode(255 - key.charCodeAt(i))
  return `${out}\xff`
}

const component = (value: unknown, field: IndexField): string => {
  const key = value === EMPTY_ARRAY_KEY ? EMPTY_ARRAY_KEY : keyOf(value)
  return field.descending ? inverted(key) : key
}
/** The part of a compound key that one value of a field gives. */
export const keyOfField = (value: unknown, field: IndexField): string => {
  const key = keyOf(value)
  return field.descending ? inverted(key) : key
}

interface Walk {
  value: unknown
  rest: readonly string[]
}

/** Goes down a path until it ends or meets an array. */
function descend(walk: Walk): Walk {
  let { value, rest } = walk
  while (rest.length > 0 && !Array.isArray(value)) {
    value = fieldOf(value, rest[0] as string)
    rest = rest.slice(1)
    if (value === undefined) return { value, rest: [] }
  }
  return { value, rest }
}

export interface Keys {
  keys: string[]
  multikey: boolean
}

/** Every key that a document has in an index; arrays give one for each element. */
export function keysOf(document: Document, fields: readonly IndexField[]): Keys {
  const plain = plainKey(document, fields)
  if (plain !== undefined) return { keys: [plain], multikey: false }
  const keys = new Set<string>()
  const multikey = expand(
    fields.map((field) => ({ value: document, rest: field.parts })),
    fields,
    keys,
  )
  return { keys: [...keys], multikey }
}

/** The key of a document whose indexed fields are its own and no arrays, which most are; undefined for all others. */
function plainKey(document: Document, fields: readonly IndexField[]): string | undefined {
  let key = ''
  for (const field of fields) {
    if (field.parts.length > 1) return undefined
    const value = fieldOf(document, field.path)
    if (Array.isArray(value)) return undefined
    key += component(value, field)
  }
  return key
}

function expand(walks: Walk[], fields: readonly IndexField[], out: Set<string>): boolean {
  const reached = walks.map(descend)
  const first = reached.find((walk) => Array.isArray(walk.value))
  if (!first) {
    out.add(reached.map((walk, i) => component(walk.value, fields[i] as IndexField)).join(''))
    return false
  }
  const list = first.value as unknown[]
  const other = reached.find((walk) => Array.isArray(walk.value) && walk.value !== list)
  if (other)
    throw new CommandError(171, `cannot index parallel arrays [${fields.map((field) => field.path).join('] [')}]`)
  const branch = (pick: (walk: Walk) => Walk): void => {
    const next = reached.map((walk) => (walk.value === list ? pick(walk) : walk))
    // A nested array at the end of a path is indexed as a whole.
    if (next.some((walk) => walk.rest.length === 0 && Array.isArray(walk.value))) {
      const closed = next.map((walk) => (walk.rest.length === 0 ? walk : descend(walk)))
      if (closed.some((walk) => walk.rest.length > 0)) expandClosed(closed, fields, out)
      else out.add(closed.map((walk, i) => component(walk.value, fields[i] as IndexField)).join(''))
    } else expand(next, fields, out)
  }
  if (list.length === 0) branch((walk) => ({ value: walk.rest.length === 0 ? EMPTY_ARRAY_KEY : undefined, rest: [] }))
  const positions = new Set(
    reached.flatMap((walk) =>
      walk.value === list && walk.rest.length > 0 && isIndex(walk.rest[0] as string) ? [walk.rest[0] as string] : [],
    ),
  )
  if (
    positions.size > 0 &&
    reached.every((walk) => walk.value !== list || (walk.rest.length > 0 && isIndex(walk.rest[0] as string)))
  ) {
    branch((walk) => ({ value: list[Number(walk.rest[0])], rest: walk.rest.slice(1) }))
    return true
  }
  for (const item of list)
    branch((walk) =>
      walk.rest.length === 0
        ? { value: item, rest: [] }
        : { value: isDocument(item) ? item : undefined, rest: isDocument(item) ? walk.rest : [] },
    )
  return true
}
function expandClosed(walks: Walk[], fields: readonly IndexField[], out: Set<string>): void {
  const keys = new Set<string>()
  const open = walks.findIndex((walk) => walk.rest.length > 0)
  expand([walks[open] as Walk], [fields[open] as IndexField], keys)
  for (const key of keys)
    out.add(walks.map((walk, i) => (i === open ? key : component(walk.value, fields[i] as IndexField))).join(''))
}
