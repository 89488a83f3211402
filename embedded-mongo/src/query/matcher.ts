import { compileExpression, truthy } from '../aggregate/expressions'
import { CommandError } from '../errors'
import type { Collation } from './collation'
import { anyAt, type Found, partsOf } from './path'
import { bitsTest, equalTest, inTest, isBits, isRange, modTest, rangeTest, regexTest, type Test } from './tests'
import { typeTest } from './types'
import { Class, classOf, type Document, isDocument, isNumber, toNumber } from './values'

/** Whether a document fits; `found` collects where arrays matched. */
export type Matcher = (document: Document, found?: Found) => boolean

export interface MatchOptions {
  collation?: Collation | undefined
  variables?: Document | undefined
}

/** One condition on the values at a path. `expand` looks into an array at the end of the path. */
type Condition = { test: Test; expand: boolean } | { not: Condition[] }

const onField = (parts: readonly string[], condition: Condition): Matcher => {
  if ('not' in condition) {
    const inner = condition.not.map((one) => onField(parts, one))
    return (document) => !inner.every((match) => match(document))
  }
  const { test, expand } = condition
  return (document, found) => anyAt(document, parts, 0, test, expand, found)
}
const onValue = (condition: Condition): Test => {
  if (!('not' in condition)) return condition.test
  const inner = condition.not.map(onValue)
  return (value) => !inner.every((test) => test(value))
}

/** Whether a document is a set of operators ($gt …) and not a value to compare with. */
export function isOperators(value: unknown): value is Document {
  if (!isDocument(value)) return false
  const first = Object.keys(value)[0]
  return first?.startsWith('$') === true && !['$ref', '$id', '$db'].includes(first)
}

function elemMatch(spec: unknown, options: MatchOptions): Test {
  if (!isDocument(spec)) throw new CommandError(2, '$elemMatch needs an Object')
  if (isOperators(spec) && !['$and', '$or', '$nor', '$expr'].includes(Object.keys(spec)[0] as string)) {
    const tests = conditions(spec, options).map(onValue)
    return (item) => tests.every((test) => test(item))
  }
  const match = compileFilter(spec, options)
  return (item) => (isDocument(item) || Array.isArray(item)) && match(item as Document)
}

function all(list: unknown, options: MatchOptions): Condition[] {
  if (!Array.isArray(list)) throw new CommandError(2, '$all needs an array')
  if (list.length === 0) return [{ test: () => false, expand: false }]
  return list.flatMap((item): Condition[] => {
    if (isDocument(item) && Object.keys(item)[0] === '$elemMatch') return conditions(item, options)
    if (isOperators(item)) throw new CommandError(2, 'no $ expressions in $all')
    return [
      { test: classOf(item) === Class.regex ? regexTest(item) : equalTest(item, options.collation), expand: true },
    ]
  })
}

function size(spec: unknown): Test {
  if (!isNumber(spec) || !Number.isInteger(toNumber(spec)))
    throw new CommandError(2, 'Failed to parse $size. Expected an integer')
  if (toNumber(spec) < 0) throw new CommandError(2, 'Failed to parse $size. Expected a non-negative number')
  return (value) => Array.isArray(value) && value.length === toNumber(spec)
}

function negation(spec: unknown, options: MatchOptions): Condition {
  if (classOf(spec) === Class.regex) return { not: [{ test: regexTest(spec), expand: true }] }
  if (!isDocument(spec)) throw new CommandError(2, '$not needs a regex or a document')
  if (!isOperators(spec)) throw new CommandError(2, '$not needs a document with operators')
  return { not: conditions(spec, options) }
}

function conditions(spec: Document, options: MatchOptions): Condition[] {
  return Object.entries(spec).flatMap(([name, value]): Condition[] => {
    const plain = (test: Test, expand = true): Condition[] => [{ test, expand }]
    if (isRange(name)) return plain(rangeTest(name, value, options.collation))
    if (isBits(name)) return plain(bitsTest(name, value))
    switch (name) {
      case '$eq':
        return plain(equalTest(value, options.collation))
      case '$ne':
        if (classOf(value) === Class.regex) throw new CommandError(2, "Can't have regex as arg to $ne.")
        return [{ not: plain(equalTest(value, options.collation)) }]
      case '$in':
      case '$nin': {
        if (Array.isArray(value) && value.some(isOperators)) throw new CommandError(2, `cannot nest $ under ${name}`)
        const inside = plain(inTest(value, options.collation))
        return name === '$in' ? inside : [{ not: inside }]
      }
      case '$not':
        return [negation(value, options)]
      case '$exists': {
        const exists = plain((found) => found !== undefined, false)
        return truthy(value) ? exists : [{ not: exists }]
      }
      case '$type':
        return plain(typeTest(value))
      case '$mod':
        return plain(modTest(value))
      case '$size':
        return plain(size(value), false)
      case '$all':
        return all(value, options)
      case '$elemMatch': {
        const test = elemMatch(value, options)
        return plain((list) => Array.isArray(list) && list.some(test), false)
      }
      case '$regex':
        if (typeof value !== 'string' && classOf(value) !== Class.regex)
          throw new CommandError(2, '$regex has to be a string')
        return plain(regexTest(value, spec.$options))
      case '$options':
        if (!('$regex' in spec)) throw new CommandError(2, '$options needs a $regex')
        return []
      case '$comment':
        return []
      default:
        throw new CommandError(2, `unknown operator: ${name}`)
    }
  })
}

/** `$elemMatch` also tells where it matched, for the positional `$`. */
function fieldMatcher(path: string, spec: unknown, options: MatchOptions): Matcher[] {
  const parts = partsOf(path)
  if (!isOperators(spec)) {
    const test = classOf(spec) === Class.regex ? regexTest(spec) : equalTest(spec, options.collation)
    return [onField(parts, { test, expand: true })]
  }
  const { $elemMatch, ...rest } = spec
  const matchers = conditions(rest, options).map((condition) => onField(parts, condition))
  if ($elemMatch !== undefined) matchers.push(elementMatcher(path, elemMatch($elemMatch, options)))
  return matchers
}

function elementMatcher(path: string, test: Test): Matcher {
  const parts = partsOf(path)
  return (document, found) =>
    anyAt(
      document,
      parts,
      0,
      (list) => {
        const index = Array.isArray(list) ? list.findIndex(test) : -1
        if (index >= 0) found?.set(path, index)
        return index >= 0
      },
      false,
      found,
    )
}

function branches(name: string, spec: unknown, options: MatchOptions): Matcher[] {
  if (!Array.isArray(spec)) throw new CommandError(2, `${name} must be an array`)
  if (spec.length === 0) throw new CommandError(2, '$and/$or/$nor must be a nonempty array')
  return spec.map((branch) => {
    if (!isDocument(branch)) throw new CommandError(2, '$or/$and/$nor entries need to be full objects')
    return compileFilter(branch, options)
  })
}

function topLevel(name: string, spec: unknown, options: MatchOptions): Matcher[] {
  switch (name) {
    case '$and':
      return branches(name, spec, options)
    case '$or': {
      const any = branches(name, spec, options)
      return [(document, found) => any.some((match) => match(document, found))]
    }
    case '$nor': {
      const none = branches(name, spec, options)
      return [(document) => !none.some((match) => match(document))]
    }
    case '$expr': {
      const expression = compileExpression(spec, options.variables)
      return [(document) => truthy(expression({ root: document, vars: {} }))]
    }
    case '$comment':
      return []
    case '$text':
      throw new CommandError(27, 'text index required for $text query')
    default:
      throw new CommandError(
        2,
        `unknown top level operator: ${name}. If you have a field name that starts with a '$' symbol, consider using $getField or $setField.`,
      )
  }
}

/** Compiles a filter once, so that it can be asked of many documents. Whatever it does not know is an error. */
export function compileFilter(filter: unknown, options: MatchOptions = {}): Matcher {
  if (!isDocument(filter)) throw new CommandError(14, "Expected field 'filter' to be of type object")
  const matchers = Object.entries(filter).flatMap(([name, spec]) =>
    name.startsWith('$') ? topLevel(name, spec, options) : fieldMatcher(name, spec, options),
  )
  if (matchers.length === 1) return matchers[0] as Matcher
  return (document, found) => {
    for (const match of matchers) if (!match(document, found)) return false
    return true
  }
}
