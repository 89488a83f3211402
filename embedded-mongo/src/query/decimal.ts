import { Decimal128 } from 'bson'
import { doubleKey, isDecimal } from './values'

interface Parts {
  digits: bigint
  exponent: number
}

function parse(value: unknown): Parts | undefined {
  const match = /^(-?)(\d+)(?:\.(\d*))?(?:[eE]([+-]?\d+))?$/.exec(String(value))
  if (!match) return undefined
  const fraction = match[3] ?? ''
  let digits = BigInt(`${match[2]}${fraction}`)
  if (match[1]) digits = -digits
  return { digits, exponent: Number(match[4] ?? 0) - fraction.length }
}

function aligned(a: Parts, b: Parts): [bigint, bigint, number] {
  const exponent = Math.min(a.exponent, b.exponent)
  return [a.digits * 10n ** BigInt(a.exponent - exponent), b.digits * 10n ** BigInt(b.exponent - exponent), exponent]
}

/** Compares numbers of which at least one is a Decimal128, by their decimal digits. */
export function compareDecimal(a: unknown, b: unknown): number {
  const keyA = decimalKey(a)
  const keyB = decimalKey(b)
  return keyA < keyB ? -1 : keyA > keyB ? 1 : 0
}

/** The sort key of a number by its decimal digits: its nearest double, then what the double leaves out. */
export function decimalKey(value: unknown): string {
  const double = Number(String(value))
  if (Number.isNaN(double)) return '\x00'
  const head = doubleKey(double)
  const exact = parse(value)
  const near = parse(double)
  if (!exact || !near) return `${head}\x80`
  const [left, right] = aligned(exact, near)
  if (left === right) return `${head}\x80`
  const rest = left - right
  const scale = String(rest < 0 ? -rest : rest).padStart(80, '0')
  const text = `${scale}`
  return rest < 0 ? `${head}\x7f${[...text].map((digit) => 9 - Number(digit)).join('')}` : `${head}\x81${text}`
}

const text = (parts: Parts): Decimal128 => Decimal128.fromStringWithRounding(`${parts.digits}E${parts.exponent}`)

/** Adds or multiplies numbers of which at least one is a Decimal128; undefined when one is not finite. */
export function decimalArithmetic(kind: 'add' | 'multiply', a: unknown, b: unknown): Decimal128 {
  const left = parse(a)
  const right = parse(b)
  if (!left || !right) {
    const sum = kind === 'add' ? Number(String(a)) + Number(String(b)) : Number(String(a)) * Number(String(b))
    return Decimal128.fromString(String(sum))
  }
  if (kind === 'multiply') return text({ digits: left.digits * right.digits, exponent: left.exponent + right.exponent })
  const [x, y, exponent] = aligned(left, right)
  return text({ digits: x + y, exponent })
}

const INT_MAX = 2147483647
const LONG_MAX = (1n << 63n) - 1n
const isInt = (value: unknown): boolean =>
  typeof value === 'number' && Number.isInteger(value) && Math.abs(value) <= INT_MAX

/** Adds or multiplies as MongoDB does: ints that outgrow 32 bits become longs, longs that outgrow 64 bits give undefined. */
export function arithmetic(kind: 'add' | 'multiply', a: unknown, b: unknown): unknown {
  if (isDecimal(a) || isDecimal(b)) return decimalArithmetic(kind, a, b)
  const whole = (isInt(a) || typeof a === 'bigint') && (isInt(b) || typeof b === 'bigint')
  if (!whole) return kind === 'add' ? Number(a) + Number(b) : Number(a) * Number(b)
  const exact = kind === 'add' ? BigInt(a as number) + BigInt(b as number) : BigInt(a as number) * BigInt(b as number)
  if (exact > LONG_MAX || exact < -LONG_MAX - 1n) return undefined
  if (typeof a !== 'bigint' && typeof b !== 'bigint' && exact <= INT_MAX && exact >= -INT_MAX - 1) return Number(exact)
  return exact
}

/** Divides; a Decimal128 when one of the two is, to its 34 digits. */
export function divide(a: unknown, b: unknown): unknown {
  if (!isDecimal(a) && !isDecimal(b)) return Number(a) / Number(b)
  const left = parse(a)
  const right = parse(b)
  if (!left || !right) return Decimal128.fromString(String(Number(String(a)) / Number(String(b))))
  const EXTRA = 70
  let [digits, exponent] = [(left.digits * 10n ** BigInt(EXTRA)) / right.digits, left.exponent - right.exponent - EXTRA]
  while (digits !== 0n && digits % 10n === 0n) [digits, exponent] = [digits / 10n, exponent + 1]
  return text({ digits, exponent })
}
