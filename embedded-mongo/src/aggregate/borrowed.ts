import { Context } from 'mingo/core'
import * as library from 'mingo/operators/expression'
import { CommandError } from '../errors'
import { type Document, isDocument } from '../query/values'
import type { Expression } from './compiler'

/** Operators taken from mingo: dates, strings, trigonometry. They see evaluated arguments, copies, and nothing else. */
const NAMES = [
  '$dateAdd $dateDiff $dateFromParts $dateFromString $dateSubtract $dateToParts $dateToString $dateTrunc',
  '$dayOfMonth $dayOfWeek $dayOfYear $hour $isoDayOfWeek $isoWeek $isoWeekYear $millisecond $minute $month $second $week $year',
  '$concat $indexOfBytes $indexOfCP $ltrim $regexFind $regexFindAll $regexMatch $replaceAll $replaceOne $rtrim $split',
  '$strLenBytes $strLenCP $strcasecmp $substr $substrBytes $substrCP $toLower $toUpper $trim',
  '$acos $acosh $asin $asinh $atan $atan2 $atanh $cos $cosh $degreesToRadians $radiansToDegrees $sin $sinh $tan $tanh',
  '$bitAnd $bitNot $bitOr $bitXor',
]
  .join(' ')
  .split(' ')

type Operator = (document: unknown, expression: unknown, options: Document) => unknown
const operators = new Map<string, Operator>()
for (const [name, operator] of Object.entries(library))
  if (NAMES.includes(name)) operators.set(name, operator as unknown as Operator)

const OPTIONS = {
  idKey: '_id',
  processingMode: 0,
  useStrictMode: true,
  scriptEnabled: false,
  failOnError: true,
  context: Context.init({ expression: { $literal: library.$literal } }),
}

export const isBorrowed = (name: string): boolean => operators.has(name)

function plain(value: unknown): unknown {
  if (typeof value === 'bigint') return Number(value)
  if (value instanceof Date) return new Date(value)
  const regex = value as { _bsontype?: string; pattern?: string; options?: string } | null | undefined
  if (regex?._bsontype === 'BSONRegExp') return new RegExp(regex.pattern ?? '', regex.options)
  return value
}
function wrapped(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(wrapped)
  if (isDocument(value)) return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, wrapped(item)]))
  return typeof value === 'string' && value.startsWith('$') ? { $literal: value } : plain(value)
}

/** An operator of mingo over arguments that this engine evaluates. */
export function borrowed(name: string, argument: Expression): Expression {
  const operator = operators.get(name) as Operator
  return (scope) => {
    try {
      return operator({}, wrapped(argument(scope) ?? null), OPTIONS as unknown as Document)
    } catch (error) {
      throw error instanceof CommandError ? error : new CommandError(2, `${name}: ${(error as Error).message}`)
    }
  }
}
