import { CommandError } from '../errors'
import { compileFilter, type Matcher, type MatchOptions } from './matcher'
import { type Found, isIndex, valueAt } from './path'
import { applyAt, type Placement } from './placement'
import { type Leaf, OPERATORS } from './update-operators'
import { type Document, identical, isDocument } from './values'

export interface UpdateOptions extends MatchOptions {
  arrayFilters?: unknown
}
/** Makes the changed document from the stored one; the same object comes back when nothing changed. */
export type Updater = (document: Document, found: Found, inserting: boolean) => Document

interface Change {
  path: string
  parts: string[]
  leaf: Leaf
  onInsertOnly: boolean
}

function checkPath(path: string, operator: string): string[] {
  if (path === '') throw new CommandError(56, `An empty update path is not valid.`)
  const parts = path.split('.')
  if (parts.some((part) => part === ''))
    throw new CommandError(56, `The update path '${path}' contains an empty field name, which is not allowed.`)
  if (parts.includes('__proto__')) throw new CommandError(2, `The update path '${path}' is not allowed`)
  const dollar = parts.find(
    (part) =>
      part.startsWith('$') && part !== '$' && !/^\$\[.*\]$/.test(part) && !['$ref', '$id', '$db'].includes(part),
  )
  if (dollar)
    throw new CommandError(
      52,
      `The dollar ($) prefixed field '${dollar}' in '${path}' is not allowed in the context of an update's replacement document. Consider using an aggregation pipeline with $replaceWith.`,
    )
  if (parts[0]?.startsWith('$'))
    throw new CommandError(2, `Cannot have positional (i.e. '$') element in the first position in path '${path}'`)
  if (operator === '$rename' && parts.some((part) => part.startsWith('$')))
    throw new CommandError(2, `The source field for $rename may not be dynamic: ${path}`)
  return parts
}

function readArrayFilters(spec: unknown, options: MatchOptions): Map<string, Matcher> {
  const filters = new Map<string, Matcher>()
  if (spec === undefined) return filters
  if (!Array.isArray(spec))
    throw new CommandError(14, "BSON field 'arrayFilters' is the wrong type, expected type 'array'")
  for (const filter of spec) {
    const names = new Set<string>()
    const collect = (part: unknown): void => {
      for (const [key, value] of Object.entries(part as Document)) {
        if (key.startsWith('$') && Array.isArray(value)) value.forEach(collect)
        else names.add(key.split('.')[0] as string)
      }
    }
    collect(filter)
    if (names.size === 0)
      throw new CommandError(9, 'Cannot use an expression without a top-level field name in arrayFilters')
    if (names.size > 1)
      throw new CommandError(
        9,
        `Error parsing array filter :: caused by :: Expected a single top-level field name, found '${[...names].join("' and '")}'`,
      )
    const [name] = names as Set<string> & { values(): never } as unknown as Iterable<string>
    const key = name as string
    if (!/^[a-z][A-Za-z0-9]*$/.test(key))
      throw new CommandError(
        2,
        `Error parsing array filter :: caused by :: The top-level field name must be an alphanumeric string beginning with a lowercase letter, found '${key}'`,
      )
    if (filters.has(key))
      throw new CommandError(9, `Found multiple array filters with the same top-level field name ${key}`)
    const match = compileFilter(filter, options)
    filters.set(key, (item) => match({ [key]: item }))
  }
  return filters
}

const byPart = (a: Change, b: Change): number => {
  for (let i = 0; i < Math.min(a.parts.length, b.parts.length); i++) {
    const [x, y] = [a.parts[i] as string, b.parts[i] as string]
    if (x === y) continue
    if (isIndex(x) && isIndex(y)) return Number(x) - Number(y)
    return x < y ? -1 : 1
  }
  return a.parts.length - b.parts.length
}

function checkConflicts(paths: string[]): void {
  const sorted = [...paths].sort()
  const seen = new Set<string>()
  for (const path of sorted) {
    if (seen.has(path)) throw new CommandError(40, `Updating the path '${path}' would create a conflict at '${path}'`)
    const parts = path.split('.')
    for (let i = 1; i < parts.length; i++) {
      const prefix = parts.slice(0, i).join('.')
      if (seen.has(prefix))
        throw new CommandError(40, `Updating the path '${path}' would create a conflict at '${prefix}'`)
    }
    seen.add(path)
  }
}

/** `$rename` takes one value away and sets another; both sides must be plain paths through documents. */
function rename(path: string, parts: string[], target: unknown): (document: Document) => Document {
  if (typeof target !== 'string') throw new CommandError(2, `The 'to' field for $rename must be a string: ${path}`)
  if (target === path)
    throw new CommandError(2, `The source and target field for $rename must differ: ${path}: "${target}"`)
  const targetParts = checkPath(target, '$rename')
  const throughArray = (document: Document, way: string[], side: string): void => {
    for (let i = 1; i < way.length; i++)
      if (Array.isArray(valueAt(document, way.slice(0, i))))
        throw new CommandError(2, `The ${side} field cannot be an array element, '${way.join('.')}' in doc`)
  }
  return (document) => {
    const value = valueAt(document, parts)
    if (value === undefined) return document
    throughArray(document, parts, 'source')
    throughArray(document, targetParts, 'destination')
    const placement: Placement = { filters: new Map(), found: new Map() }
    const without = applyAt(document, parts, 0, { missing: 'leave', apply: () => undefined }, placement) as Document
    return applyAt(without, targetParts, 0, { missing: 'create', apply: () => value }, placement) as Document
  }
}

/** Compiles an update of operators. Whatever it does not know is an error. */
export function compileUpdate(update: Document, options: UpdateOptions = {}): Updater {
  const filters = readArrayFilters(options.arrayFilters, options)
  const changes: Change[] = []
  const renames: ((document: Document) => Document)[] = []
  const paths: string[] = []
  for (const [operator, spec] of Object.entries(update)) {
    if (operator !== '$rename' && operator !== '$setOnInsert' && !Object.hasOwn(OPERATORS, operator))
      throw new CommandError(
        9,
        `Unknown modifier: ${operator}. Expected a valid update modifier or pipeline-style update specified as an array`,
      )
    if (!isDocument(spec))
      throw new CommandError(
        9,
        `Modifiers operate on fields but we found type ${typeof spec} instead. For example: {$mod: {<field>: ...}} not {${operator}: ...}`,
      )
    for (const [path, argument] of Object.entries(spec)) {
      const parts = checkPath(path, operator)
      paths.push(path)
      if (operator === '$rename') {
        renames.push(rename(path, parts, argument))
        paths.push(argument as string)
        continue
      }
      const make = OPERATORS[operator === '$setOnInsert' ? '$set' : operator] as NonNullable<(typeof OPERATORS)[string]>
      changes.push({ path, parts, leaf: make(argument, path, options), onInsertOnly: operator === '$setOnInsert' })
    }
  }
  checkConflicts(paths)
  const used = new Set(
    changes.flatMap((change) => change.parts.flatMap((part) => /^\$\[(.+)\]$/.exec(part)?.[1] ?? [])),
  )
  for (const name of used)
    if (!filters.has(name)) throw new CommandError(2, `No array filter found for identifier '${name}' in path`)
  for (const name of filters.keys())
    if (!used.has(name))
      throw new CommandError(9, `The array filter for identifier '${name}' was not used in the update`)
  changes.sort(byPart)
  return (document, found, inserting) => {
    let next: unknown = document
    for (const change of changes)
      if (inserting || !change.onInsertOnly) next = applyAt(next, change.parts, 0, change.leaf, { filters, found })
    for (const move of renames) next = move(next as Document)
    return keepId(document, next as Document)
  }
}

/** A replacement keeps the stored `_id`, which comes first. */
export function compileReplacement(replacement: Document): Updater {
  for (const name of Object.keys(replacement))
    if (name.startsWith('$'))
      throw new CommandError(
        52,
        `The dollar ($) prefixed field '${name}' in '${name}' is not allowed in the context of an update's replacement document. Consider using an aggregation pipeline with $replaceWith.`,
      )
  return (document) => {
    const next = '_id' in document ? { _id: document._id, ...replacement } : replacement
    return identical(next, document) ? document : keepId(document, next)
  }
}

/** `_id` never changes; the one exception is a document that has none yet. */
export function keepId(before: Document, after: Document): Document {
  if ('_id' in before && !identical(before._id, after._id))
    throw new CommandError(66, "Performing an update on the path '_id' would modify the immutable field '_id'")
  return after
}
