import { CommandError } from '../errors'
import type { Collation } from './collation'
import { Class, classOf, compare, isNumber, keyOf, tagOf, toNumber } from './values'

/** A question about one value; undefined is a missing field. */
export type Test = (value: unknown) => boolean

/** Equality as `$eq` means it: null is also missing, a regular expression is only itself. */
export function equalTest(wanted: unknown, collation?: Collation): Test {
  const kind = classOf(wanted)
  if (kind === Class.null) return (value) => value === undefined || value === null
  if (collation) return (value) => classOf(value) === kind && compare(value, wanted, collation.compare) === 0
  if (typeof wanted === 'string' || typeof wanted === 'boolean')
    return (value) =>
      value === wanted || (typeof value === 'object' && classOf(value) === kind && compare(value, wanted) === 0)
  if (kind === Class.number)
    return (value) =>
      typeof value === 'number' && typeof wanted === 'number' && !Number.isNaN(wanted)
        ? value === wanted
        : isNumber(value) && compare(value, wanted) === 0
  const key = keyOf(wanted)
  return (value) => classOf(value) === kind && keyOf(value) === key
}

/** A test for `$in`; regular expressions match strings. */
export function inTest(list: unknown, collation?: Collation): Test {
  if (!Array.isArray(list)) throw new CommandError(2, '$in needs an array')
  const patterns = list.filter((item) => classOf(item) === Class.regex).map((item) => regexTest(item))
  const keys = new Set(list.map((item) => keyOf(item ?? null, collation?.fold)))
  return (value) => keys.has(keyOf(value ?? null, collation?.fold)) || patterns.some((test) => test(value))
}

const holds = {
  $gt: (n: number) => n > 0,
  $gte: (n: number) => n >= 0,
  $lt: (n: number) => n < 0,
  $lte: (n: number) => n <= 0,
}
export type RangeOperator = keyof typeof holds
export const isRange = (name: string): name is RangeOperator => name in holds

/** Comparison within one type, as queries compare: 5 is neither above nor below 'a'. */
export function rangeTest(operator: RangeOperator, bound: unknown, collation?: Collation): Test {
  const kind = classOf(bound)
  const fits = holds[operator]
  if (kind === Class.null) return fits(0) ? (value) => value === undefined || value === null : () => false
  if (kind === Class.minKey || kind === Class.maxKey)
    return (value) => value !== undefined && fits(compare(value, bound))
  if (kind === Class.regex) throw new CommandError(2, `Can't have RegEx as arg to predicate over field '${operator}'.`)
  const bare = kind === Class.number && Number.isNaN(toNumber(bound))
  return (value) => {
    if (classOf(value) !== kind) return false
    if (kind === Class.number && Number.isNaN(toNumber(value)) !== bare) return false
    return fits(compare(value, bound, collation?.compare))
  }
}

const compiled = new Map<string, RegExp>()
/** A BSON regular expression as JavaScript's; options i, m, s and u are known, others refused. */
export function readRegex(source: unknown, options?: unknown): RegExp {
  const given = source as { pattern?: string; options?: string; source?: string; flags?: string }
  let pattern = typeof source === 'string' ? source : (given.pattern ?? given.source ?? '')
  let flags = String(options ?? (typeof source === 'string' ? '' : (given.options ?? given.flags ?? '')))
  const inline = /^\(\?([ims]+)\)/.exec(pattern)
  if (inline) {
    pattern = pattern.slice(inline[0].length)
    flags += inline[1]
  }
  const wrong = [...flags].find((flag) => !'imsu'.includes(flag))
  if (wrong) throw new CommandError(wrong === 'x' ? 2 : 51108, `invalid flag in regex options: ${wrong}`)
  const key = `${[...new Set(flags)].join('')}/${pattern}`
  let regex = compiled.get(key)
  if (!regex) {
    try {
      regex = new RegExp(pattern, [...new Set(flags)].join(''))
    } catch (error) {
      throw new CommandError(51091, `Regular expression is invalid: ${(error as Error).message}`)
    }
    if (compiled.size > 1000) compiled.clear()
    compiled.set(key, regex)
  }
  return regex
}

/** A test for a regular expression: strings that match it, or the same expression stored. */
export function regexTest(source: unknown, options?: unknown): Test {
  const regex = readRegex(source, options)
  const key = classOf(source) === Class.regex ? keyOf(source) : undefined
  return (value) => {
    if (typeof value === 'string') return regex.test(value)
    if (tagOf(value) === 'BSONSymbol') return regex.test(String(value))
    return key !== undefined && classOf(value) === Class.regex && keyOf(value) === key
  }
}

/** A test for `$mod: [divisor, remainder]`. */
export function modTest(spec: unknown): Test {
  if (!Array.isArray(spec)) throw new CommandError(2, 'malformed mod, needs to be an array')
  if (spec.length < 2) throw new CommandError(2, 'malformed mod, not enough elements')
  if (spec.length > 2) throw new CommandError(2, 'malformed mod, too many elements')
  const [divisor, remainder] = spec.map((item) => (isNumber(item) ? Math.trunc(toNumber(item)) : Number.NaN)) as [
    number,
    number,
  ]
  if (!Number.isFinite(divisor) || !Number.isFinite(remainder))
    throw new CommandError(2, 'malformed mod, divisor and remainder must be numbers')
  if (divisor === 0) throw new CommandError(2, 'divisor cannot be 0')
  return (value) => {
    if (typeof value === 'bigint') return value % BigInt(divisor) === BigInt(remainder)
    return isNumber(value) && Number.isFinite(toNumber(value)) && Math.trunc(toNumber(value)) % divisor === remainder
  }
}

const BITS = {
  $bitsAllSet: (value: bigint, mask: bigint) => (value & mask) === mask,
  $bitsAllClear: (value: bigint, mask: bigint) => (value & mask) === 0n,
  $bitsAnySet: (value: bigint, mask: bigint) => (value & mask) !== 0n,
  $bitsAnyClear: (value: bigint, mask: bigint) => (value & mask) !== mask,
}
export const isBits = (name: string): name is keyof typeof BITS => name in BITS

/** A test for `$bitsAllSet` and its kin; the mask is a number or a list of positions. */
export function bitsTest(operator: keyof typeof BITS, spec: unknown): Test {
  let mask = 0n
  if (Array.isArray(spec)) for (const position of spec) mask |= 1n << BigInt(Number(position))
  else if (isNumber(spec) && Number.isInteger(toNumber(spec)) && toNumber(spec) >= 0) mask = BigInt(toNumber(spec))
  else throw new CommandError(2, `${operator} takes a non-negative number or an array of positions`)
  return (value) => isNumber(value) && Number.isInteger(toNumber(value)) && BITS[operator](BigInt(String(value)), mask)
}
