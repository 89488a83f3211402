import { CommandError } from '../errors'
import type { Matcher } from './matcher'
import type { Found } from './path'
import { isIndex } from './path'
import { matchedIndex } from './projector'
import type { Leaf } from './update-operators'
import { type Document, identical, isDocument, tagOf } from './values'

/** What the dynamic parts of a path ($, $[], $[name]) refer to. */
export interface Placement {
  filters: Map<string, Matcher>
  found: Found
}

const MOST_PADDING = 1_500_000

const notViable = (part: string, parts: readonly string[], at: number): CommandError =>
  new CommandError(28, `Cannot create field '${part}' in element {${parts[at - 1] ?? ''}}`)

function inArray(list: unknown[], parts: readonly string[], at: number, leaf: Leaf, placement: Placement): unknown {
  const part = parts[at] as string
  let indexes: number[]
  if (part === '$') {
    const index = matchedIndex(parts.slice(0, at).join('.'), placement.found)
    if (index === undefined)
      throw new CommandError(2, 'The positional operator did not find the match needed from the query.')
    indexes = [index]
  } else if (part === '$[]') indexes = list.map((_, index) => index)
  else if (part.startsWith('$[')) {
    const match = placement.filters.get(part.slice(2, -1))
    indexes = list.flatMap((item, index) => (match?.(item as Document) ? [index] : []))
  } else if (isIndex(part)) indexes = [Number(part)]
  else {
    if (leaf.missing === 'leave') return list
    throw notViable(part, parts, at)
  }
  let out = list
  for (const index of indexes) {
    const before = list[index]
    const after = applyAt(before, parts, at + 1, leaf, placement)
    if (after === before || (after === undefined && before === null)) continue
    if (out === list) out = [...list]
    if (index > out.length + MOST_PADDING)
      throw new CommandError(2, `can't backfill more than ${MOST_PADDING} elements`)
    while (out.length < index) out.push(null)
    // Taking an element away leaves null in its place, so that the others keep theirs.
    out[index] = after === undefined ? null : after
  }
  return out
}

/** Applies a change at a path and returns the copy; the same value comes back when nothing changes. */
export function applyAt(
  value: unknown,
  parts: readonly string[],
  at: number,
  leaf: Leaf,
  placement: Placement,
): unknown {
  if (at === parts.length) {
    if (value === undefined && leaf.missing === 'leave') return undefined
    const next = leaf.apply(value)
    return identical(next, value) ? value : next
  }
  const part = parts[at] as string
  if (Array.isArray(value)) return inArray(value, parts, at, leaf, placement)
  if (part.startsWith('$') && (part === '$' || part.startsWith('$['))) {
    if (value === undefined && part !== '$')
      throw new CommandError(
        2,
        `The path '${parts.slice(0, at).join('.')}' must exist in the document in order to apply array updates.`,
      )
    if (part === '$' && matchedIndex(parts.slice(0, at).join('.'), placement.found) === undefined)
      throw new CommandError(2, 'The positional operator did not find the match needed from the query.')
    throw new CommandError(
      part === '$' ? 28 : 2,
      `Cannot apply array updates to non-array element ${parts.slice(0, at).join('.')}`,
    )
  }
  if (value === undefined) {
    if (leaf.missing === 'leave') return undefined
    const inner = applyAt(undefined, parts, at + 1, leaf, placement)
    return inner === undefined ? undefined : { [part]: inner }
  }
  if (!isDocument(value) && tagOf(value) !== 'DBRef') {
    if (leaf.missing === 'leave') return value
    throw notViable(part, parts, at)
  }
  const fields = value as Document
  const before = Object.hasOwn(fields, part) ? fields[part] : undefined
  const after = applyAt(before, parts, at + 1, leaf, placement)
  if (after === before) return value
  if (after === undefined) {
    const { [part]: _, ...rest } = fields
    return rest
  }
  return { ...fields, [part]: after }
}
