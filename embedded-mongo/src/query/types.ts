import { CommandError } from '../errors'
import { Class, classOf, isDecimal, tagOf } from './values'

const ALIASES: Record<string, number> = {
  double: 1,
  string: 2,
  object: 3,
  array: 4,
  binData: 5,
  undefined: 6,
  objectId: 7,
  bool: 8,
  date: 9,
  null: 10,
  regex: 11,
  dbPointer: 12,
  javascript: 13,
  symbol: 14,
  javascriptWithScope: 15,
  int: 16,
  timestamp: 17,
  long: 18,
  decimal: 19,
  minKey: -1,
  maxKey: 127,
}
const BY_CLASS: Record<number, string> = {
  [Class.minKey]: 'minKey',
  [Class.null]: 'null',
  [Class.string]: 'string',
  [Class.object]: 'object',
  [Class.array]: 'array',
  [Class.binary]: 'binData',
  [Class.objectId]: 'objectId',
  [Class.boolean]: 'bool',
  [Class.date]: 'date',
  [Class.timestamp]: 'timestamp',
  [Class.regex]: 'regex',
  [Class.code]: 'javascript',
  [Class.codeWithScope]: 'javascriptWithScope',
  [Class.maxKey]: 'maxKey',
}

/** MongoDB's name of a value's type, 'missing' for none. */
export function typeName(value: unknown): string {
  if (value === undefined) return 'missing'
  const kind = classOf(value)
  if (kind !== Class.number) return tagOf(value) === 'BSONSymbol' ? 'symbol' : (BY_CLASS[kind] ?? 'object')
  if (typeof value === 'bigint') return 'long'
  if (isDecimal(value)) return 'decimal'
  return Number.isInteger(value) && Math.abs(value as number) <= 2147483647 ? 'int' : 'double'
}

const NUMBERS = new Set(['int', 'long', 'double', 'decimal'])

/** A test for `$type`: an alias, a number, or a list of them. */
export function typeTest(spec: unknown): (value: unknown) => boolean {
  const wanted = (Array.isArray(spec) ? spec : [spec]).map((item) => {
    if (item === 'number') return 'number'
    const name =
      typeof item === 'string'
        ? item in ALIASES
          ? item
          : undefined
        : Object.keys(ALIASES).find((alias) => ALIASES[alias] === Number(item))
    if (name === undefined)
      throw new CommandError(
        2,
        typeof item === 'string' ? `Unknown type name alias: ${item}` : `Invalid numerical type code: ${String(item)}`,
      )
    return name
  })
  if (wanted.length === 0) throw new CommandError(9, '$type must match at least one type')
  return (value) => {
    if (value === undefined) return false
    const name = typeName(value)
    return wanted.some((one) => one === name || (one === 'number' && NUMBERS.has(name)))
  }
}
