import { type Binary, type Decimal128, type ObjectId, Timestamp } from 'bson'
import { compareDecimal, decimalKey } from './decimal'

/** A stored document. It is never changed in place: whoever changes something copies the way to it first. */
export type Document = Record<string, unknown>

/** BSON's order of types; values of one class compare with each other. */
export const Class = {
  minKey: 1,
  undefined: 2,
  null: 3,
  number: 4,
  string: 5,
  object: 6,
  array: 7,
  binary: 8,
  objectId: 9,
  boolean: 10,
  date: 11,
  timestamp: 12,
  regex: 13,
  code: 14,
  codeWithScope: 15,
  maxKey: 127,
} as const

const TAGGED: Record<string, number> = {
  ObjectId: Class.objectId,
  Decimal128: Class.number,
  Double: Class.number,
  Int32: Class.number,
  Long: Class.number,
  Binary: Class.binary,
  Timestamp: Class.timestamp,
  BSONRegExp: Class.regex,
  BSONSymbol: Class.string,
  MinKey: Class.minKey,
  MaxKey: Class.maxKey,
  DBRef: Class.object,
}

/** The name of a BSON class (ObjectId, Decimal128 …), or undefined for plain values and documents. */
export function tagOf(value: unknown): string | undefined {
  if (typeof value !== 'object' || value === null || Object.getPrototypeOf(value) === Object.prototype) return undefined
  const tag = (value as { _bsontype?: unknown })._bsontype
  return typeof tag === 'string' ? tag : undefined
}

/** Whether a value is an embedded document (not an array, not a BSON class). */
export function isDocument(value: unknown): value is Document {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false
  if (Object.getPrototypeOf(value) === Object.prototype) return true
  return (
    !(value instanceof Date) &&
    !(value instanceof Uint8Array) &&
    !(value instanceof RegExp) &&
    tagOf(value) === undefined
  )
}

/** A value's place in BSON's order of types; a missing value counts as null. */
export function classOf(value: unknown): number {
  switch (typeof value) {
    case 'number':
    case 'bigint':
      return Class.number
    case 'string':
      return Class.string
    case 'boolean':
      return Class.boolean
    case 'object':
      break
    default:
      return Class.null
  }
  if (value === null) return Class.null
  if (Array.isArray(value)) return Class.array
  if (Object.getPrototypeOf(value) === Object.prototype) return Class.object
  if (value instanceof Date) return Class.date
  const tag = tagOf(value)
  if (tag === 'Code') return (value as { scope?: unknown }).scope ? Class.codeWithScope : Class.code
  if (tag !== undefined) return TAGGED[tag] ?? Class.object
  if (value instanceof Uint8Array) return Class.binary
  return value instanceof RegExp ? Class.regex : Class.object
}

export const isNumber = (value: unknown): boolean => classOf(value) === Class.number
export const isDecimal = (value: unknown): value is Decimal128 => tagOf(value) === 'Decimal128'

/** A number of any BSON type as a JavaScript number (large longs and decimals lose digits). */
export const toNumber = (value: unknown): number => (typeof value === 'number' ? value : Number(String(value)))

const scratch = Buffer.alloc(8)
function numberKey(value: unknown): string {
  if (isDecimal(value)) return decimalKey(value)
  const double = Number(value)
  if (Number.isNaN(double)) return '\x00'
  const head = doubleKey(double)
  if (typeof value !== 'bigint' || BigInt(double) === value) return `${head}\x80`
  const rest = value - BigInt(double)
  return `${head}${rest < 0 ? '\x7f' : '\x81'}${longKey(rest)}`
}
/** Eight characters that sort like the double. */
export function doubleKey(double: number): string {
  scratch.writeDoubleBE(double === 0 ? 0 : double)
  if ((scratch[0] as number) & 0x80) for (let i = 0; i < 8; i++) scratch[i] = 255 - (scratch[i] as number)
  else scratch[0] = (scratch[0] as number) | 0x80
  return `\x01${scratch.toString('latin1', 0, 8)}`
}
function longKey(value: bigint): string {
  scratch.writeBigUInt64BE(BigInt.asUintN(64, value + (1n << 63n)))
  return scratch.toString('latin1', 0, 8)
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: the range is ASCII.
const ASCII = /^[\x01-\x7f]*$/
function textKey(text: string): string {
  if (ASCII.test(text)) return `${text}\x00\x00`
  // Bytes of UTF-8 as characters: they sort as MongoDB sorts, and a NUL inside cannot be taken for the end.
  return `${Buffer.from(text, 'utf8').toString('latin1').replaceAll('\x00', '\x00\xff')}\x00\x00`
}
const bytesKey = (bytes: Uint8Array): string =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1')

function payload(value: unknown, kind: number, fold: ((text: string) => string) | undefined): string {
  switch (kind) {
    case Class.number:
      return numberKey(tagOf(value) === 'Double' || tagOf(value) === 'Int32' ? Number(value) : value)
    case Class.string: {
      const text = String(value)
      return textKey(fold ? fold(text) : text)
    }
    case Class.object: {
      let key = ''
      const fields = documentOf(value)
      for (const name of Object.keys(fields)) {
        const inner = classOf(fields[name])
        key += `${String.fromCharCode(inner)}${textKey(name)}${payload(fields[name], inner, fold)}`
      }
      return `${key}\x00`
    }
    case Class.array: {
      let key = ''
      for (const item of value as unknown[]) key += keyOf(item, fold)
      return `${key}\x00`
    }
    case Class.binary: {
      const bytes =
        value instanceof Uint8Array ? value : (value as Binary).buffer.subarray(0, (value as Binary).position)
      const subtype = value instanceof Uint8Array ? 0 : (value as Binary).sub_type
      scratch.writeUInt32BE(bytes.length)
      return scratch.toString('latin1', 0, 4) + String.fromCharCode(subtype) + bytesKey(bytes)
    }
    case Class.objectId:
      return bytesKey((value as ObjectId).id)
    case Class.boolean:
      return value ? '\x01' : '\x00'
    case Class.date:
      return doubleKey((value as Date).getTime())
    case Class.timestamp:
      return longKey(BigInt.asIntN(64, (value as Timestamp).toBigInt() - (1n << 63n)))
    case Class.regex: {
      const regex = value as { pattern?: string; options?: string; source?: string; flags?: string }
      return textKey(regex.pattern ?? regex.source ?? '') + textKey(regex.options ?? regex.flags ?? '')
    }
    case Class.code:
    case Class.codeWithScope:
      return (
        textKey(String((value as { code: unknown }).code)) + keyOf((value as { scope?: unknown }).scope ?? null, fold)
      )
    default:
      return ''
  }
}

/** The fields of an embedded document; a DBRef shows its $ref, $id and $db. */
export function documentOf(value: unknown): Document {
  if (tagOf(value) !== 'DBRef') return value as Document
  const ref = value as { collection: string; oid: unknown; db?: string; fields: Document }
  return { $ref: ref.collection, $id: ref.oid, ...(ref.db ? { $db: ref.db } : {}), ...ref.fields }
}

/** A string that sorts as BSON sorts the value, the same for equal values of different number types. */
export function keyOf(value: unknown, fold?: (text: string) => string): string {
  const kind = classOf(value)
  return String.fromCharCode(kind) + payload(value, kind, fold)
}

/** The key of an empty array in an index: below null, as MongoDB keeps it. */
export const EMPTY_ARRAY_KEY = String.fromCharCode(Class.undefined)

const SURROGATE = /[\ud800-\udfff]/

/** Compares two values in BSON's order; strings by the collator when one is given. */
export function compare(a: unknown, b: unknown, collator?: (a: string, b: string) => number): number {
  if (typeof a === 'number' && typeof b === 'number') {
    if (a < b) return -1
    if (a > b) return 1
    if (a === b) return 0
    return Number.isNaN(a) ? (Number.isNaN(b) ? 0 : -1) : 1
  }
  if (typeof a === 'string' && typeof b === 'string') {
    if (collator) return collator(a, b)
    if (a === b) return 0
    if (!SURROGATE.test(a) && !SURROGATE.test(b)) return a < b ? -1 : 1
  }
  const kindA = classOf(a)
  const kindB = classOf(b)
  if (kindA !== kindB) return kindA - kindB
  if (kindA === Class.number && (isDecimal(a) || isDecimal(b))) return compareDecimal(a, b)
  if (collator && kindA === Class.array) return compareLists(a as unknown[], b as unknown[], collator)
  const keyA = String(payload(a, kindA, undefined))
  const keyB = String(payload(b, kindB, undefined))
  return keyA < keyB ? -1 : keyA > keyB ? 1 : 0
}

function compareLists(a: unknown[], b: unknown[], collator: (a: string, b: string) => number): number {
  for (let i = 0; i < Math.min(a.length, b.length); i++) {
    const order = compare(a[i], b[i], collator)
    if (order !== 0) return order
  }
  return a.length - b.length
}

/** Whether two values are the same in every bit that is stored: 5 and NumberLong(5) differ, {a,b} and {b,a} differ. */
export function identical(a: unknown, b: unknown): boolean {
  if (a === b) return true
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null)
    return Number.isNaN(a) && Number.isNaN(b)
  if (Array.isArray(a))
    return Array.isArray(b) && a.length === b.length && a.every((item, index) => identical(item, b[index]))
  if (isDocument(a) && isDocument(b)) {
    const names = Object.keys(a)
    const others = Object.keys(b)
    return names.length === others.length && names.every((name, i) => name === others[i] && identical(a[name], b[name]))
  }
  if (isDecimal(a) || isDecimal(b)) return tagOf(a) === tagOf(b) && String(a) === String(b)
  return classOf(a) === classOf(b) && compare(a, b) === 0
}

/** The next cluster time: rises with every call, in this process and across restarts. */
let clusterTime = Timestamp.fromBits(0, 0)
export function nextClusterTime(): Timestamp {
  const seconds = Math.floor(Date.now() / 1000)
  clusterTime =
    seconds > clusterTime.t
      ? new Timestamp({ t: seconds, i: 1 })
      : new Timestamp({ t: clusterTime.t, i: clusterTime.i + 1 })
  return clusterTime
}
