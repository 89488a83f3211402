import type { Expression } from '../aggregate/compiler'
import { compileExpression } from '../aggregate/expressions'
import { CommandError } from '../errors'
import { compileFilter, type MatchOptions } from './matcher'
import type { Found } from './path'
import { type Document, isDocument, isNumber, toNumber } from './values'

/** Shapes a document for an answer; `found` says where the filter matched, for the positional `$`. */
export type Projector = (document: Document, found?: Found) => Document

type Transform = (value: unknown, found?: Found) => unknown
interface Node {
  children: Map<string, Node>
  leaf?: 'keep' | 'drop' | { transform: Transform } | { compute: Expression }
}

function place(root: Node, path: string, leaf: NonNullable<Node['leaf']>): void {
  if (path === '' || path.startsWith('.') || path.endsWith('.'))
    throw new CommandError(40353, 'FieldPath must not be empty or end with a dot')
  let node = root
  for (const part of path.split('.')) {
    if (part.startsWith('$'))
      throw new CommandError(
        16410,
        `FieldPath field names may not start with '$'. Consider using $getField or $setField.`,
      )
    if (node.leaf) throw new CommandError(31249, `Path collision at ${path}`)
    let next = node.children.get(part)
    if (!next) {
      next = { children: new Map() }
      node.children.set(part, next)
    }
    node = next
  }
  if (node.leaf || node.children.size > 0) throw new CommandError(31250, `Path collision at ${path}`)
  node.leaf = leaf
}

function slice(spec: unknown): Transform {
  const [first, second] = Array.isArray(spec) ? spec : [spec, undefined]
  if (!isNumber(first) || (Array.isArray(spec) && (spec.length !== 2 || !isNumber(second))))
    throw new CommandError(28667, 'Invalid $slice syntax')
  const from = Math.trunc(toNumber(first))
  if (second !== undefined && toNumber(second) <= 0)
    throw new CommandError(28724, 'Third argument to $slice must be positive')
  return (value) => {
    if (!Array.isArray(value)) return value
    if (second === undefined) return from < 0 ? value.slice(from) : value.slice(0, from)
    const start = from < 0 ? Math.max(0, value.length + from) : from
    return value.slice(start, start + Math.trunc(toNumber(second)))
  }
}

function elemMatch(spec: unknown, options: MatchOptions): Transform {
  const match = compileFilter({ list: { $elemMatch: spec } }, options)
  return (value) => {
    const item = Array.isArray(value) ? value.find((one) => match({ list: [one] })) : undefined
    return item === undefined ? undefined : [item]
  }
}

/** The element that the filter matched in the array at the path, or in any array above it. */
export function matchedIndex(path: string, found: Found | undefined): number | undefined {
  const exact = found?.get(path)
  if (exact !== undefined) return exact
  const related = [...(found ?? [])].filter(([key]) => key.startsWith(`${path}.`) || path.startsWith(`${key}.`))
  return related[0]?.[1] ?? [...(found?.values() ?? [])].at(-1)
}

interface Reading {
  mode: 'keep' | 'drop' | undefined
  id: boolean | undefined
  positional: boolean
}

function read(
  root: Node,
  prefix: string,
  spec: Document,
  forFind: boolean,
  options: MatchOptions,
  state: Reading,
): void {
  const setMode = (mode: 'keep' | 'drop', path: string): void => {
    if (state.mode && state.mode !== mode)
      throw mode === 'drop'
        ? new CommandError(31254, `Cannot do exclusion on field ${path} in inclusion projection`)
        : new CommandError(31253, `Cannot do inclusion on field ${path} in exclusion projection`)
    state.mode = mode
  }
  for (const [name, value] of Object.entries(spec)) {
    const path = `${prefix}${name}`
    if (typeof value === 'boolean' || isNumber(value)) {
      const keep = value === true || (value !== false && toNumber(value) !== 0)
      if (path === '_id') {
        state.id = keep
        continue
      }
      if (forFind && keep && path.endsWith('.$')) {
        const array = path.slice(0, -2)
        if (state.positional)
          throw new CommandError(31276, 'Cannot specify more than one positional projection per query.')
        state.positional = true
        setMode('keep', path)
        place(root, array, {
          transform: (list, found) => {
            const index = matchedIndex(array, found)
            if (!Array.isArray(list)) return list
            if (index === undefined)
              throw new CommandError(
                51246,
                "Executor error during find command :: caused by :: positional operator '.$' couldn't find a matching element in the array",
              )
            return list.slice(index, index + 1)
          },
        })
        continue
      }
      setMode(keep ? 'keep' : 'drop', path)
      place(root, path, keep ? 'keep' : 'drop')
      continue
    }
    const first = isDocument(value) ? Object.keys(value)[0] : undefined
    if (isDocument(value) && first !== undefined && !first.startsWith('$'))
      read(root, `${path}.`, value, forFind, options, state)
    else if (isDocument(value) && first === undefined)
      throw new CommandError(51270, 'An empty sub-projection is not a valid value. Found empty object at path')
    else if (
      forFind &&
      isDocument(value) &&
      first === '$slice' &&
      !(Array.isArray(value.$slice) && typeof value.$slice[0] !== 'number')
    )
      place(root, path, { transform: slice(value.$slice) })
    else if (forFind && isDocument(value) && first === '$elemMatch') {
      setMode('keep', path)
      place(root, path, { transform: elemMatch(value.$elemMatch, options) })
    } else if (isDocument(value) && first === '$meta')
      throw new CommandError(17308, `Unsupported argument to $meta: ${String(value.$meta)}`)
    else {
      if (state.mode === 'drop')
        throw new CommandError(31310, `Cannot use an expression for ${path} in an exclusion projection`)
      state.mode = 'keep'
      place(root, path, { compute: compileExpression(value, options.variables) })
    }
  }
}

function apply(node: Node, value: Document, keeping: boolean, root: Document, found: Found | undefined): Document {
  const out: Document = {}
  for (const name of Object.keys(value)) {
    const child = node.children.get(name)
    const item = value[name]
    if (!child) {
      if (!keeping) out[name] = item
    } else if (child.leaf === 'keep') out[name] = item
    else if (child.leaf === undefined) {
      const inner = descend(child, item, keeping, root, found)
      if (inner !== undefined) out[name] = inner
    } else if (typeof child.leaf === 'object' && 'transform' in child.leaf) {
      const next = child.leaf.transform(item, found)
      if (next !== undefined) out[name] = next
    }
  }
  return computed(node, out, root)
}
function computed(node: Node, out: Document, root: Document): Document {
  for (const [name, child] of node.children) {
    if (typeof child.leaf === 'object' && 'compute' in child.leaf) {
      const next = child.leaf.compute({ root, vars: {} })
      if (next !== undefined) out[name] = next
    } else if (!child.leaf && !(name in out) && computes(child)) {
      out[name] = computed(child, {}, root)
    }
  }
  return out
}
const computes = (node: Node): boolean =>
  node.leaf ? typeof node.leaf === 'object' && 'compute' in node.leaf : [...node.children.values()].some(computes)

function descend(node: Node, value: unknown, keeping: boolean, root: Document, found: Found | undefined): unknown {
  if (Array.isArray(value)) {
    const items = value.map((item) => descend(node, item, keeping, root, found))
    return keeping ? items.filter((item) => item !== undefined) : items
  }
  if (isDocument(value)) return apply(node, value, keeping, root, found)
  return keeping ? (computes(node) ? computed(node, {}, root) : undefined) : value
}

/** Compiles a projection of `find` (with `$slice`, `$elemMatch`, `$`) or of a `$project` stage. */
export function compileProjection(spec: unknown, forFind: boolean, options: MatchOptions = {}): Projector {
  if (!isDocument(spec)) throw new CommandError(14, 'projection must be an object')
  const root: Node = { children: new Map() }
  const state: Reading = { mode: undefined, id: undefined, positional: false }
  read(root, '', spec, forFind, options, state)
  const keeping = state.mode === 'keep' || (state.mode === undefined && state.id === true)
  if (!root.children.has('_id')) {
    if (keeping && state.id !== false) root.children.set('_id', { children: new Map(), leaf: 'keep' })
    if (!keeping && state.id === false) root.children.set('_id', { children: new Map(), leaf: 'drop' })
  }
  if (root.children.size === 0 && !keeping) return (document) => document
  return (document, found) => apply(root, document, keeping, document, found)
}
