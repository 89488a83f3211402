import { Decimal128 } from 'bson'
import { CommandError } from '../errors'
import { arithmetic, divide as divided } from '../query/decimal'
import { typeName } from '../query/types'
import { compare, isDecimal, isNumber, toNumber } from '../query/values'
import { isNothing, type OperatorCompiler, strict } from './compiler'

function numberOf(value: unknown, name: string): number {
  if (!isNumber(value)) throw new CommandError(28765, `${name} only supports numeric types, not ${typeName(value)}`)
  return toNumber(value)
}
const unary = (apply: (value: number) => number): OperatorCompiler =>
  strict(1, ([value], name) => (isNothing(value) ? null : apply(numberOf(value, name))))

function checked(kind: 'add' | 'multiply', a: unknown, b: unknown): unknown {
  const result = arithmetic(kind, a, b)
  return result === undefined
    ? toNumber(a) * (kind === 'add' ? 1 : toNumber(b)) + (kind === 'add' ? toNumber(b) : 0)
    : result
}

/** Adds what is a number and leaves out the rest, as `$sum` does. */
export function sum(values: Iterable<unknown>): unknown {
  let total: unknown = 0
  for (const value of values) if (isNumber(value)) total = checked('add', total, value)
  return total
}
/** The mean of what is a number; null without one. */
export function average(values: Iterable<unknown>): unknown {
  const numbers = [...values].filter(isNumber)
  return numbers.length === 0 ? null : divided(sum(numbers), numbers.length)
}
/** The least or greatest value in BSON's order, null and missing left out; null without one. */
export function extreme(values: Iterable<unknown>, sign: 1 | -1): unknown {
  let best: unknown
  for (const value of values)
    if (!isNothing(value) && (best === undefined || compare(value, best) * sign < 0)) best = value
  return best ?? null
}
/** The spread of what is a number: of a whole population or of a sample. */
export function deviation(values: Iterable<unknown>, sample: boolean): unknown {
  const numbers = [...values].filter(isNumber).map(toNumber)
  const degrees = numbers.length - (sample ? 1 : 0)
  if (degrees <= 0) return null
  const mean = numbers.reduce((a, b) => a + b, 0) / numbers.length
  return Math.sqrt(numbers.reduce((total, value) => total + (value - mean) ** 2, 0) / degrees)
}

const fold =
  (apply: (values: unknown[]) => unknown): OperatorCompiler =>
  (argument, compiler) => {
    if (Array.isArray(argument)) {
      const items = argument.map((item) => compiler.compile(item))
      if (items.length === 1) return (scope) => spread(items[0]?.(scope), apply)
      return (scope) => apply(items.map((item) => item(scope)))
    }
    const item = compiler.compile(argument)
    return (scope) => spread(item(scope), apply)
  }
const spread = (value: unknown, apply: (values: unknown[]) => unknown): unknown =>
  apply(Array.isArray(value) ? value : [value])

function add(values: unknown[]): unknown {
  if (values.some(isNothing)) return null
  const dates = values.filter((value): value is Date => value instanceof Date)
  const numbers = values.filter((value) => !(value instanceof Date))
  const wrong = numbers.find((value) => !isNumber(value))
  if (wrong !== undefined)
    throw new CommandError(14, `$add only supports numeric or date types, not ${typeName(wrong)}`)
  if (dates.length > 1) throw new CommandError(16612, 'only one date allowed in an $add expression')
  const total = sum(numbers)
  return dates[0] ? new Date(dates[0].getTime() + Math.round(toNumber(total))) : total
}

function subtract(a: unknown, b: unknown): unknown {
  if (isNothing(a) || isNothing(b)) return null
  if (a instanceof Date && b instanceof Date) return BigInt(a.getTime() - b.getTime())
  if (a instanceof Date && isNumber(b)) return new Date(a.getTime() - toNumber(b))
  if (!isNumber(a) || !isNumber(b)) throw new CommandError(14, `can't $subtract ${typeName(b)} from ${typeName(a)}`)
  return checked('add', a, checked('multiply', b, -1))
}

function divide(a: unknown, b: unknown): unknown {
  if (isNothing(a) || isNothing(b)) return null
  if (!isNumber(a) || !isNumber(b))
    throw new CommandError(14, `$divide only supports numeric types, not ${typeName(a)} and ${typeName(b)}`)
  if (toNumber(b) === 0) throw new CommandError(2, "can't $divide by zero")
  return divided(a, b)
}

function modulo(a: unknown, b: unknown): unknown {
  if (isNothing(a) || isNothing(b)) return null
  if (!isNumber(a) || !isNumber(b))
    throw new CommandError(16611, `$mod only supports numeric types, not ${typeName(a)} and ${typeName(b)}`)
  if (toNumber(b) === 0) throw new CommandError(16610, "can't $mod by zero")
  return typeof a === 'bigint' && typeof b === 'bigint' ? a % b : toNumber(a) % toNumber(b)
}

function rounded(value: unknown, places: unknown, apply: (value: number) => number, name: string): unknown {
  if (isNothing(value)) return null
  const digits = isNothing(places) ? 0 : numberOf(places, name)
  if (!Number.isInteger(digits) || digits < -20 || digits > 100)
    throw new CommandError(51083, `cannot apply ${name} with precision value ${digits}`)
  if (typeof value === 'bigint' && digits >= 0) return value
  // Shifting by text keeps 1.005 from becoming 1.00499…
  const number = numberOf(value, name)
  const [mantissa = '0', exponent = '0'] = String(number).split('e')
  const shifted = apply(Number(`${mantissa}e${Number(exponent) + digits}`))
  const [back = '0', power = '0'] = String(shifted).split('e')
  const result = Number(`${back}e${Number(power) - digits}`)
  return isDecimal(value) ? Decimal128.fromString(String(result)) : result
}
const halfEven = (value: number): number =>
  Math.abs(value % 1) === 0.5 ? 2 * Math.round(value / 2) : Math.round(value)

/** Numbers, and what `$group` does with lists of them. */
export const ARITHMETIC: Record<string, OperatorCompiler> = {
  $add: (argument, compiler) => {
    const items = (Array.isArray(argument) ? argument : [argument]).map((item) => compiler.compile(item))
    return (scope) => add(items.map((item) => item(scope)))
  },
  $subtract: strict(2, ([a, b]) => subtract(a, b)),
  $multiply: (argument, compiler) => {
    const items = (Array.isArray(argument) ? argument : [argument]).map((item) => compiler.compile(item))
    return (scope) => {
      const values = items.map((item) => item(scope))
      if (values.some(isNothing)) return null
      const wrong = values.find((value) => !isNumber(value))
      if (wrong !== undefined)
        throw new CommandError(14, `$multiply only supports numeric types, not ${typeName(wrong)}`)
      return values.reduce((total, value) => checked('multiply', total, value), 1)
    }
  },
  $divide: strict(2, ([a, b]) => divide(a, b)),
  $mod: strict(2, ([a, b]) => modulo(a, b)),
  $abs: strict(1, ([value], name) =>
    isNothing(value)
      ? null
      : typeof value === 'bigint'
        ? value < 0n
          ? -value
          : value
        : Math.abs(numberOf(value, name)),
  ),
  $ceil: unary(Math.ceil),
  $floor: unary(Math.floor),
  $sqrt: unary((value) => {
    if (value < 0) throw new CommandError(28714, "$sqrt's argument must be greater than or equal to 0")
    return Math.sqrt(value)
  }),
  $exp: unary(Math.exp),
  $ln: unary((value) => {
    if (value <= 0) throw new CommandError(28766, `$ln's argument must be a positive number, but is ${value}`)
    return Math.log(value)
  }),
  $log10: unary((value) => {
    if (value <= 0) throw new CommandError(28761, `$log10's argument must be a positive number, but is ${value}`)
    return Math.log10(value)
  }),
  $log: strict(2, ([value, base], name) =>
    isNothing(value) || isNothing(base) ? null : Math.log(numberOf(value, name)) / Math.log(numberOf(base, name)),
  ),
  $pow: strict(2, ([base, power], name) =>
    isNothing(base) || isNothing(power) ? null : numberOf(base, name) ** numberOf(power, name),
  ),
  $round: strict([1, 2], ([value, places], name) => rounded(value, places, halfEven, name)),
  $trunc: strict([1, 2], ([value, places], name) => rounded(value, places, Math.trunc, name)),
  $sum: fold(sum),
  $avg: fold(average),
  $min: fold((values) => extreme(values, 1)),
  $max: fold((values) => extreme(values, -1)),
  $stdDevPop: fold((values) => deviation(values, false)),
  $stdDevSamp: fold((values) => deviation(values, true)),
  $isNumber: strict(1, ([value]) => isNumber(value) || isDecimal(value)),
}
