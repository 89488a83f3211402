/**
 * A naive reading of MongoDB's rules for small documents of numbers, strings, booleans, null, lists and documents.
 * It shares nothing with the engine: slow and plain on purpose, so that the two can be compared.
 */
export type Plain = number | string | boolean | null | Plain[] | { [name: string]: Plain }
export type PlainDocument = { [name: string]: Plain }

const rank = (value: Plain): number => {
  if (value === null) return 1
  if (typeof value === 'number') return 2
  if (typeof value === 'string') return 3
  if (typeof value === 'boolean') return 6
  return Array.isArray(value) ? 5 : 4
}
const isRecord = (value: unknown): value is PlainDocument =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** The order of values: by type, then within the type. */
export function order(a: Plain, b: Plain): number {
  if (rank(a) !== rank(b)) return rank(a) - rank(b)
  if (Array.isArray(a) && Array.isArray(b)) {
    for (let i = 0; i < a.length && i < b.length; i++)
      if (order(a[i] as Plain, b[i] as Plain) !== 0) return order(a[i] as Plain, b[i] as Plain)
    return a.length - b.length
  }
  if (isRecord(a) && isRecord(b)) {
    const [left, right] = [Object.entries(a), Object.entries(b)]
    for (let i = 0; i < left.length && i < right.length; i++) {
      const [[name, value], [otherName, otherValue]] = [left[i] as [string, Plain], right[i] as [string, Plain]]
      if (rank(value) !== rank(otherValue)) return rank(value) - rank(otherValue)
      if (name !== otherName) return name < otherName ? -1 : 1
      if (order(value, otherValue) !== 0) return order(value, otherValue)
    }
    return left.length - right.length
  }
  return a === b ? 0 : (a as number) < (b as number) ? -1 : 1
}

/** What a path leads to: every end, where a list on the way stands for each document in it; undefined is a missing end. */
export function ends(value: Plain | undefined, path: string[]): (Plain | undefined)[] {
  if (path.length === 0) return [value]
  const [head = '', ...rest] = path
  if (Array.isArray(value)) {
    const out: (Plain | undefined)[] = []
    if (/^\d+$/.test(head) && Number(head) < value.length) out.push(...ends(value[Number(head)], rest))
    for (const item of value) if (isRecord(item)) out.push(...ends(item, path))
    return out
  }
  return isRecord(value) ? ends(value[head], rest) : [undefined]
}

type Filter = { [name: string]: unknown }

function holdsOperator(found: (Plain | undefined)[], name: string, argument: unknown): boolean {
  const open = found.flatMap((value) => (Array.isArray(value) ? [value, ...value] : [value]))
  const wanted = argument as Plain
  const compared = (fits: (order: number) => boolean): boolean =>
    open.some((value) =>
      wanted === null
        ? (value === undefined || value === null) && fits(0)
        : value !== undefined && rank(value) === rank(wanted) && fits(order(value, wanted)),
    )
  switch (name) {
    case '$eq':
      return compared((result) => result === 0)
    case '$ne':
      return !holdsOperator(found, '$eq', argument)
    case '$gt':
      return compared((result) => result > 0)
    case '$gte':
      return compared((result) => result >= 0)
    case '$lt':
      return compared((result) => result < 0)
    case '$lte':
      return compared((result) => result <= 0)
    case '$in':
      return (argument as Plain[]).some((one) => holdsOperator(found, '$eq', one))
    case '$nin':
      return !holdsOperator(found, '$in', argument)
    case '$exists':
      return found.some((value) => value !== undefined) === argument
    case '$size':
      return found.some((value) => Array.isArray(value) && value.length === argument)
    case '$all':
      return (argument as Plain[]).length > 0 && (argument as Plain[]).every((one) => holdsOperator(found, '$eq', one))
    case '$not':
      return !Object.entries(argument as Filter).every(([inner, value]) => holdsOperator(found, inner, value))
    case '$type':
      return open.some(
        (value) =>
          value !== undefined && ['', 'null', 'number', 'string', 'object', 'array', 'bool'][rank(value)] === argument,
      )
    case '$elemMatch': {
      const inner = argument as Filter
      const test = (item: Plain): boolean =>
        Object.keys(inner)[0]?.startsWith('$')
          ? Object.entries(inner).every(([operator, value]) => elementHolds(item, operator, value))
          : (isRecord(item) || Array.isArray(item)) && holds(item as PlainDocument, inner)
      return found.some((value) => Array.isArray(value) && value.some(test))
    }
    default:
      throw new Error(`the model does not know ${name}`)
  }
}
/** Conditions on an element itself compare it with numbers, strings and the like: a list in a list never is one. */
const elementHolds = (item: Plain, operator: string, value: unknown): boolean =>
  !Array.isArray(item) && holdsOperator([item], operator, value)

/** Whether a document fits a filter. */
export function holds(document: PlainDocument, filter: Filter): boolean {
  return Object.entries(filter).every(([name, condition]) => {
    if (name === '$and') return (condition as Filter[]).every((branch) => holds(document, branch))
    if (name === '$or') return (condition as Filter[]).some((branch) => holds(document, branch))
    if (name === '$nor') return !(condition as Filter[]).some((branch) => holds(document, branch))
    const found = ends(document, name.split('.'))
    const operators = isRecord(condition) && Object.keys(condition)[0]?.startsWith('$')
    return operators
      ? Object.entries(condition as Filter).every(([operator, value]) => holdsOperator(found, operator, value))
      : holdsOperator(found, '$eq', condition)
  })
}

/** Thrown where MongoDB answers with an error. */
export class Refused extends Error {}

type Place = { get(): Plain | undefined; set(value: Plain): void; remove(): void }

/** The place of a plain path, making documents on the way when asked to; undefined where the path cannot exist. */
function placeOf(document: PlainDocument, path: string[], making: boolean): Place | undefined {
  let here: Plain = document
  for (const [depth, name] of path.entries()) {
    const last = depth === path.length - 1
    if (Array.isArray(here)) {
      if (!/^\d+$/.test(name)) {
        if (making) throw new Refused('28')
        return undefined
      }
      const [list, index]: [Plain[], number] = [here, Number(name)]
      const fill = (value: Plain): void => {
        while (list.length < index) list.push(null)
        list[index] = value
      }
      if (last) return { get: () => list[index], set: fill, remove: () => index < list.length && fill(null) }
      if (index >= list.length) {
        if (!making) return undefined
        fill({})
      }
      here = list[index] as Plain
    } else if (isRecord(here)) {
      const record: PlainDocument = here
      if (last)
        return {
          get: () => record[name],
          set: (value) => {
            record[name] = value
          },
          remove: () => void delete record[name],
        }
      if (!(name in record)) {
        if (!making) return undefined
        record[name] = {}
      }
      here = record[name] as Plain
    } else {
      if (making) throw new Refused('28')
      return undefined
    }
  }
  return undefined
}

const copy = <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T

/** Applies one operator to one path of a copy; Refused where MongoDB refuses. */
export function changed(document: PlainDocument, operator: string, path: string, argument: unknown): PlainDocument {
  const out = copy(document)
  const leaving = ['$unset', '$pull', '$pop', '$pullAll'].includes(operator)
  const place = placeOf(out, path.split('.'), !leaving)
  const value = place?.get()
  if (!place || (leaving && value === undefined)) return out
  const given = copy(argument) as Plain
  const list = (): Plain[] => {
    if (value === undefined) return []
    if (!Array.isArray(value)) throw new Refused('not a list')
    return value
  }
  switch (operator) {
    case '$set':
      place.set(given)
      break
    case '$unset':
      place.remove()
      break
    case '$inc':
    case '$mul':
      if (value !== undefined && typeof value !== 'number') throw new Refused('14')
      // Adding nothing turns -0 into 0, which is what is stored.
      place.set(operator === '$inc' ? (value ?? 0) + (given as number) : (value ?? 0) * (given as number) + 0)
      break
    case '$min':
      if (value === undefined || order(given, value) < 0) place.set(given)
      break
    case '$max':
      if (value === undefined || order(given, value) > 0) place.set(given)
      break
    case '$push':
      place.set([...list(), given])
      break
    case '$addToSet':
      place.set(list().some((item) => order(item, given) === 0) ? list() : [...list(), given])
      break
    case '$pop':
      place.set(given === 1 ? list().slice(0, -1) : list().slice(1))
      break
    case '$pull':
      place.set(
        list().filter((item) => !(isRecord(given) ? isRecord(item) && holds(item, given) : order(item, given) === 0)),
      )
      break
    case '$pullAll':
      place.set(list().filter((item) => !(given as Plain[]).some((one) => order(one, item) === 0)))
      break
    default:
      throw new Error(`the model does not know ${operator}`)
  }
  return out
}
