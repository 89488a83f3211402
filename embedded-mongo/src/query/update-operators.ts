import { Timestamp } from 'bson'
import { CommandError } from '../errors'
import { arithmetic } from './decimal'
import { compileFilter, isOperators, type MatchOptions } from './matcher'
import { compileSort } from './sorter'
import { equalTest, regexTest } from './tests'
import { typeName } from './types'
import { Class, classOf, compare, type Document, isDocument, isNumber, nextClusterTime, toNumber } from './values'

/** A change of one value. `missing` says whether it creates what is not there; undefined as a result takes it away. */
export interface Leaf {
  missing: 'create' | 'leave'
  apply(value: unknown): unknown
}
type LeafMaker = (argument: unknown, path: string, options: MatchOptions) => Leaf

const create = (apply: (value: unknown) => unknown): Leaf => ({ missing: 'create', apply })
const leave = (apply: (value: unknown) => unknown): Leaf => ({ missing: 'leave', apply })

const counting =
  (kind: 'add' | 'multiply', name: string): LeafMaker =>
  (argument, path) => {
    if (!isNumber(argument))
      throw new CommandError(
        14,
        `Cannot ${kind === 'add' ? 'increment' : 'multiply'} with non-numeric argument: {${path}: ${typeName(argument)}}`,
      )
    return create((value) => {
      if (value === undefined) return kind === 'add' ? argument : arithmetic('multiply', argument, 0)
      if (!isNumber(value))
        throw new CommandError(
          14,
          `Cannot apply ${name} to a value of non-numeric type. {_id: …} has the field '${path}' of non-numeric type ${typeName(value)}`,
        )
      const result = arithmetic(kind, value, argument)
      if (result === undefined)
        throw new CommandError(2, `Failed to apply ${name} operations to current value for document`)
      return result
    })
  }

const bound =
  (sign: 1 | -1): LeafMaker =>
  (argument, _path, options) =>
    create((value) =>
      value === undefined || compare(argument, value, options.collation?.compare) * sign < 0 ? argument : value,
    )

function listOf(value: unknown, path: string, name: string, code = 2): unknown[] {
  if (value === undefined) return []
  if (!Array.isArray(value))
    throw new CommandError(
      code,
      `The field '${path}' must be an array but is of type ${typeName(value)} in document (${name})`,
    )
  return value
}

const PUSH_MODIFIERS = new Set(['$each', '$slice', '$sort', '$position'])

function wholeNumber(value: unknown, name: string): number | undefined {
  if (value === undefined) return undefined
  if (!isNumber(value) || !Number.isInteger(toNumber(value)))
    throw new CommandError(2, `The value for ${name} must be an integer value but was given type: ${typeName(value)}`)
  return toNumber(value)
}

function elementOrder(spec: unknown): ((a: unknown, b: unknown) => number) | undefined {
  if (spec === undefined) return undefined
  if (isNumber(spec) && Math.abs(toNumber(spec)) === 1) return (a, b) => compare(a, b) * toNumber(spec)
  if (!isDocument(spec))
    throw new CommandError(
      2,
      'The $sort is invalid: use 1/-1 to sort the whole element, or {field:1/-1} to sort embedded fields',
    )
  if (Object.keys(spec).length === 0)
    throw new CommandError(2, 'The sort pattern is empty when it should be a set of fields.')
  if (Object.values(spec).some((direction) => !isNumber(direction) || Math.abs(toNumber(direction)) !== 1))
    throw new CommandError(2, 'The sort element value must be either 1 or -1')
  const order = compileSort(spec)
  return (a, b) => order(isDocument(a) ? a : {}, isDocument(b) ? b : {})
}

const push: LeafMaker = (argument, path) => {
  const modified = isDocument(argument) && '$each' in argument
  const spec: Document = modified ? argument : { $each: [argument] }
  if (modified)
    for (const name of Object.keys(spec))
      if (!PUSH_MODIFIERS.has(name)) throw new CommandError(2, `Unrecognized clause in $push: ${name}`)
  if (!Array.isArray(spec.$each))
    throw new CommandError(
      2,
      `The argument to $each in $push must be an array but it was of type: ${typeName(spec.$each)}`,
    )
  const each: unknown[] = spec.$each
  const [position, slice] = [wholeNumber(spec.$position, '$position'), wholeNumber(spec.$slice, '$slice')]
  const order = elementOrder(spec.$sort)
  return create((value) => {
    const list = listOf(value, path, '$push')
    const at =
      position === undefined
        ? list.length
        : position < 0
          ? Math.max(0, list.length + position)
          : Math.min(position, list.length)
    let next = [...list.slice(0, at), ...each, ...list.slice(at)]
    if (order) next.sort(order)
    if (slice !== undefined) next = slice === 0 ? [] : slice < 0 ? next.slice(slice) : next.slice(0, slice)
    return next
  })
}

const addToSet: LeafMaker = (argument, path, options) => {
  const modified = isDocument(argument) && Object.keys(argument)[0] === '$each'
  if (modified && !Array.isArray(argument.$each))
    throw new CommandError(
      14,
      `The argument to $each in $addToSet must be an array but it was of type ${typeName(argument.$each)}`,
    )
  if (modified && Object.keys(argument).length > 1)
    throw new CommandError(
      2,
      `Found unexpected fields after $each in $addToSet: ${Object.keys(argument).slice(1).join(', ')}`,
    )
  const each = modified ? (argument.$each as unknown[]) : [argument]
  return create((value) => {
    const list = listOf(value, path, '$addToSet')
    const next = [...list]
    for (const item of each)
      if (!next.some((known) => compare(known, item, options.collation?.compare) === 0)) next.push(item)
    return next.length === list.length && value !== undefined ? value : next
  })
}

/** The elements that `$pull` takes away: a value, operators on the element, or a filter on its fields. */
function pullTest(argument: unknown, options: MatchOptions): (item: unknown) => boolean {
  if (isOperators(argument)) {
    const match = compileFilter({ item: argument }, options)
    return (item) => match({ item: Array.isArray(item) ? [item] : item })
  }
  if (isDocument(argument)) {
    const match = compileFilter(argument, options)
    return (item) => isDocument(item) && match(item)
  }
  return classOf(argument) === Class.regex
    ? regexTest(argument)
    : argument === null
      ? (item) => item === null
      : equalTest(argument, options.collation)
}
const pull: LeafMaker = (argument, path, options) => {
  const test = pullTest(argument, options)
  return leave((value) => {
    if (!Array.isArray(value)) throw new CommandError(2, `Cannot apply $pull to a non-array value (${path})`)
    return value.filter((item) => !test(item))
  })
}
const pullAll: LeafMaker = (argument, path, options) => {
  if (!Array.isArray(argument))
    throw new CommandError(2, `$pullAll requires an array argument but was given a ${typeName(argument)}`)
  return leave((value) => {
    if (!Array.isArray(value)) throw new CommandError(2, `Cannot apply $pullAll to a non-array value (${path})`)
    return value.filter((item) => !argument.some((other) => compare(item, other, options.collation?.compare) === 0))
  })
}

const pop: LeafMaker = (argument, path) => {
  if (!isNumber(argument) || Math.abs(toNumber(argument)) !== 1)
    throw new CommandError(9, `$pop expects 1 or -1, found: ${String(argument)}`)
  return leave((value) => {
    if (!Array.isArray(value))
      throw new CommandError(14, `Path '${path}' contains an element of non-array type '${typeName(value)}'`)
    return toNumber(argument) === 1 ? value.slice(0, -1) : value.slice(1)
  })
}

const currentDate: LeafMaker = (argument, path) => {
  const type = isDocument(argument) ? argument.$type : argument
  if (isDocument(argument) && (Object.keys(argument).length !== 1 || !['date', 'timestamp'].includes(String(type))))
    throw new CommandError(
      2,
      "The '$type' string field is required to be 'date' or 'timestamp': {$currentDate: {field : {$type: 'date'}}}",
    )
  if (!isDocument(argument) && typeof type !== 'boolean')
    throw new CommandError(
      2,
      `${typeName(argument)} is not valid type for $currentDate. Please use a boolean ('true') or a $type expression for '${path}'`,
    )
  return create(() => (type === 'timestamp' ? nextClusterTime() : new Date()))
}

const BITS: Record<string, (a: bigint, b: bigint) => bigint> = {
  and: (a, b) => a & b,
  or: (a, b) => a | b,
  xor: (a, b) => a ^ b,
}
const isWhole = (value: unknown): boolean => typeName(value) === 'int' || typeName(value) === 'long'

const bit: LeafMaker = (argument, path) => {
  if (!isDocument(argument) || Object.keys(argument).length === 0)
    throw new CommandError(
      2,
      `You must pass in at least one bitwise operation. The format is: {$bit: {field: {and/or/xor: #}}}`,
    )
  for (const [name, operand] of Object.entries(argument)) {
    if (!BITS[name])
      throw new CommandError(
        2,
        `The $bit modifier only supports 'and', 'or', and 'xor', not '${name}' which is an unknown operator`,
      )
    if (!isWhole(operand))
      throw new CommandError(
        2,
        `The $bit modifier field must be an Integer(32/64 bit); a '${typeName(operand)}' is not supported here`,
      )
  }
  return create((value) => {
    if (value !== undefined && !isWhole(value))
      throw new CommandError(
        2,
        `Cannot apply $bit to a value of non-integral type. The field '${path}' has type ${typeName(value)}`,
      )
    let result = BigInt((value as number | bigint | undefined) ?? 0)
    for (const [name, operand] of Object.entries(argument))
      result = BITS[name]?.(result, BigInt(operand as number)) ?? result
    const long = typeof value === 'bigint' || Object.values(argument).some((operand) => typeof operand === 'bigint')
    return long ? BigInt.asIntN(64, result) : Number(BigInt.asIntN(32, result))
  })
}

/** The update operators but `$rename` and `$setOnInsert`, which change more than one value or depend on more. */
export const OPERATORS: Record<string, LeafMaker> = {
  $set: (argument) => create(() => (argument instanceof Timestamp && argument.isZero() ? nextClusterTime() : argument)),
  $unset: () => leave(() => undefined),
  $inc: counting('add', '$inc'),
  $mul: counting('multiply', '$mul'),
  $min: bound(1),
  $max: bound(-1),
  $push: push,
  $addToSet: addToSet,
  $pull: pull,
  $pullAll: pullAll,
  $pop: pop,
  $currentDate: currentDate,
  $bit: bit,
}
