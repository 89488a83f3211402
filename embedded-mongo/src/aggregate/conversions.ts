import { Decimal128, ObjectId } from 'bson'
import { CommandError } from '../errors'
import { typeName } from '../query/types'
import { isDecimal, isNumber, tagOf, toNumber } from '../query/values'
import { isNothing, named, type OperatorCompiler, strict } from './compiler'
import { truthy } from './expressions'

const failed = (value: unknown, type: string): never => {
  throw new CommandError(241, `Failed to parse or convert ${typeName(value)} to ${type} in $convert`)
}

function toText(value: unknown): string {
  if (value instanceof Date) return value.toISOString()
  if (tagOf(value) === 'ObjectId') return (value as ObjectId).toHexString()
  if (typeof value === 'object' && !isDecimal(value)) return failed(value, 'string')
  return String(value)
}
function numeric(value: unknown, type: string): number {
  if (typeof value === 'boolean') return Number(value)
  if (value instanceof Date) return value.getTime()
  if (isNumber(value)) return toNumber(value)
  if (typeof value === 'string' && /^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/.test(value)) return Number(value)
  return failed(value, type)
}
function toInt(value: unknown): number {
  if (typeof value === 'string' && !/^[+-]?\d+$/.test(value)) return failed(value, 'int')
  const number = Math.trunc(numeric(value, 'int'))
  return Math.abs(number) <= 2147483647 ? number : failed(value, 'int')
}
function toLong(value: unknown): bigint {
  if (typeof value === 'bigint') return value
  if (typeof value === 'string') return /^[+-]?\d+$/.test(value) ? BigInt(value) : failed(value, 'long')
  const number = Math.trunc(numeric(value, 'long'))
  return Number.isFinite(number) && Math.abs(number) < 2 ** 63 ? BigInt(number) : failed(value, 'long')
}
function toDate(value: unknown): Date {
  if (value instanceof Date) return value
  if (tagOf(value) === 'ObjectId') return (value as ObjectId).getTimestamp()
  if (tagOf(value) === 'Timestamp') return new Date((value as { t: number }).t * 1000)
  if (typeof value === 'string') {
    const date = new Date(/^\d{4}-\d\d-\d\d$/.test(value) || /(Z|[+-]\d\d:?\d\d)$/.test(value) ? value : `${value}Z`)
    return Number.isNaN(date.getTime()) ? failed(value, 'date') : date
  }
  return isNumber(value) ? new Date(toNumber(value)) : failed(value, 'date')
}
function toObjectId(value: unknown): ObjectId {
  if (tagOf(value) === 'ObjectId') return value as ObjectId
  return typeof value === 'string' && /^[0-9a-fA-F]{24}$/.test(value) ? new ObjectId(value) : failed(value, 'objectId')
}
function toDecimal(value: unknown): Decimal128 {
  if (isDecimal(value)) return value
  return Decimal128.fromStringWithRounding(
    typeof value === 'bigint' ? String(value) : String(numeric(value, 'decimal')),
  )
}

const TO: Record<string, (value: unknown) => unknown> = {
  string: toText,
  int: toInt,
  long: toLong,
  double: (value) => numeric(value, 'double'),
  decimal: toDecimal,
  bool: truthy,
  date: toDate,
  objectId: toObjectId,
}
const to = (type: string): OperatorCompiler => strict(1, ([value]) => (isNothing(value) ? null : TO[type]?.(value)))

/** From one type to another. */
export const CONVERSIONS: Record<string, OperatorCompiler> = {
  $type: strict(1, ([value]) => typeName(value)),
  $toString: to('string'),
  $toInt: to('int'),
  $toLong: to('long'),
  $toDouble: to('double'),
  $toDecimal: to('decimal'),
  $toBool: to('bool'),
  $toDate: to('date'),
  $toObjectId: to('objectId'),
  $convert: (argument, compiler) => {
    const given = named(argument, '$convert', ['input', 'to'], ['onError', 'onNull'])
    const [input, onError, onNull] = [given.input, given.onError, given.onNull].map((part) => compiler.compile(part))
    const convert = TO[String(given.to)]
    if (!convert) throw new CommandError(2, `Unknown type name: ${String(given.to)}`)
    return (scope) => {
      const value = input?.(scope)
      if (isNothing(value)) return onNull?.(scope) ?? null
      try {
        return convert(value)
      } catch (error) {
        if (!('onError' in given)) throw error
        return onError?.(scope)
      }
    }
  },
}
