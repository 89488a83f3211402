import { documentOf, isDocument } from './values'

/** Where array predicates matched: the path of the array and the index of the element, for the positional `$`. */
export type Found = Map<string, number>

const parsed = new Map<string, readonly string[]>()
/** A dotted path as its parts. */
export function partsOf(path: string): readonly string[] {
  let parts = parsed.get(path)
  if (!parts) {
    parts = path.split('.')
    if (parsed.size > 10_000) parsed.clear()
    parsed.set(path, parts)
  }
  return parts
}

/** Whether a part of a path can be the index of an array element. */
export const isIndex = (part: string): boolean => /^(0|[1-9]\d*)$/.test(part)

/** Whether any value at the path passes: arrays on the way are looked into, and at the end too when `expand`. */
export function anyAt(
  value: unknown,
  parts: readonly string[],
  at: number,
  test: (value: unknown) => boolean,
  expand: boolean,
  found?: Found,
): boolean {
  if (at === parts.length) {
    if (test(value)) return true
    if (!expand || !Array.isArray(value)) return false
    const index = value.findIndex(test)
    if (index < 0) return false
    found?.set(parts.join('.'), index)
    return true
  }
  const part = parts[at] as string
  if (Array.isArray(value)) {
    if (isIndex(part) && Number(part) < value.length && anyAt(value[Number(part)], parts, at + 1, test, expand, found))
      return true
    const index = value.findIndex((item) => isDocument(item) && anyAt(item, parts, at, test, expand, found))
    if (index < 0) return false
    found?.set(parts.slice(0, at).join('.'), index)
    return true
  }
  if (typeof value === 'object' && value !== null)
    return anyAt(fieldOf(value, part), parts, at + 1, test, expand, found)
  return test(undefined)
}

/** A field of a document; undefined for anything that has no fields. */
export function fieldOf(value: unknown, name: string): unknown {
  if (isDocument(value)) return Object.hasOwn(value, name) ? value[name] : undefined
  return typeof value === 'object' && value !== null ? fieldOfReference(value, name) : undefined
}
function fieldOfReference(value: object, name: string): unknown {
  const fields = documentOf(value)
  return fields === value ? undefined : fields[name]
}

/** The value at a path without looking into arrays other than by index. */
export function valueAt(value: unknown, parts: readonly string[]): unknown {
  let current = value
  for (const part of parts) {
    if (Array.isArray(current)) current = isIndex(part) ? current[Number(part)] : undefined
    else current = fieldOf(current, part)
    if (current === undefined) return undefined
  }
  return current
}

/** Every value that an index or `distinct` sees at a path: arrays are opened, at the end too. */
export function leavesAt(value: unknown, parts: readonly string[], at = 0, out: unknown[] = []): unknown[] {
  if (at === parts.length) {
    if (Array.isArray(value)) out.push(...value)
    else if (value !== undefined) out.push(value)
  } else if (Array.isArray(value)) {
    const part = parts[at] as string
    if (isIndex(part) && Number(part) < value.length) leavesAt(value[Number(part)], parts, at + 1, out)
    for (const item of value) if (isDocument(item)) leavesAt(item, parts, at, out)
  } else leavesAt(fieldOf(value, parts[at] as string), parts, at + 1, out)
  return out
}

/** Stands for an empty array where values are ordered: below null. */
export const EMPTY = Symbol('empty array')

/** Every value that orders a document by a path: missing counts as null, an empty array as less than null. */
export function orderingValues(value: unknown, parts: readonly string[], at = 0, out: unknown[] = []): unknown[] {
  if (at === parts.length) {
    if (!Array.isArray(value)) out.push(value ?? null)
    else if (value.length === 0) out.push(EMPTY)
    else out.push(...value)
  } else if (Array.isArray(value)) {
    const part = parts[at] as string
    if (isIndex(part)) orderingValues(value[Number(part)], parts, at + 1, out)
    else if (value.length === 0) out.push(null)
    else for (const item of value) orderingValues(isDocument(item) ? item : undefined, parts, at, out)
  } else orderingValues(fieldOf(value, parts[at] as string), parts, at + 1, out)
  return out
}
