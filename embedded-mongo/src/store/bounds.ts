import { isOperators } from '../query/matcher'
import { Class, classOf, type Document, isDocument } from '../query/values'

/** What a filter says about the values at a path: it holds only documents with such a value. */
export interface Bound {
  /** One of these values, when known. */
  equal?: unknown[]
  lower?: { value: unknown; inclusive: boolean }
  upper?: { value: unknown; inclusive: boolean }
  exists?: boolean
  /** The `$elemMatch` that it stands in: bounds of one group speak of the same array element. */
  group: number
}

/** The bounds of a filter by path. What it leaves out only makes the search wider. */
export function boundsOf(filter: Document): Map<string, Bound[]> {
  const bounds = new Map<string, Bound[]>()
  let groups = 0
  const add = (path: string, bound: Bound): void => void bounds.set(path, [...(bounds.get(path) ?? []), bound])

  const field = (path: string, spec: unknown, group: number): void => {
    const kind = classOf(spec)
    if (!isOperators(spec)) {
      if (kind === Class.regex) prefix(path, spec as { pattern?: string; options?: string }, group)
      else if (kind !== Class.array) add(path, { equal: [spec], group })
      return
    }
    const range: Bound = { group }
    for (const [name, value] of Object.entries(spec)) {
      if (name === '$eq' && !Array.isArray(value) && classOf(value) !== Class.regex)
        add(path, { equal: [value], group })
      else if (
        name === '$in' &&
        Array.isArray(value) &&
        !value.some((item) => Array.isArray(item) || classOf(item) === Class.regex)
      )
        add(path, { equal: value, group })
      else if ((name === '$gt' || name === '$gte') && ordered(value))
        range.lower = { value, inclusive: name === '$gte' }
      else if ((name === '$lt' || name === '$lte') && ordered(value))
        range.upper = { value, inclusive: name === '$lte' }
      else if (name === '$exists' && (value === true || value === 1)) range.exists = true
      else if (name === '$elemMatch' && isDocument(value)) {
        groups++
        if (isOperators(value)) {
          if (!['$and', '$or', '$nor', '$expr'].includes(Object.keys(value)[0] as string)) field(path, value, groups)
        } else whole(value, `${path}.`, groups)
      } else if (name === '$regex' && spec.$options === undefined)
        prefix(
          path,
          typeof value === 'string' ? { pattern: value } : (value as { pattern?: string; options?: string }),
          group,
        )
    }
    if (range.lower || range.upper || range.exists) add(path, range)
  }
  /** An anchored regular expression without flags begins with plain text: a range of strings. */
  const prefix = (path: string, regex: { pattern?: string; options?: string }, group: number): void => {
    const text = /^\^([A-Za-z0-9_ @:\-/]+)(.?)/.exec(regex.pattern ?? '')
    if (!text || regex.options || (regex.pattern ?? '').includes('|')) return
    const plain = /[*?{+]/.test(text[2] ?? '') ? text[1]?.slice(0, -1) : text[1]
    if (plain)
      add(path, {
        lower: { value: plain, inclusive: true },
        upper: { value: `${plain}\uffff`, inclusive: false },
        group,
      })
  }
  const whole = (document: Document, at: string, group: number): void => {
    for (const [name, spec] of Object.entries(document)) {
      if (name === '$and' && Array.isArray(spec)) for (const branch of spec) whole(branch as Document, at, group)
      else if (!name.startsWith('$')) field(`${at}${name}`, spec, group)
    }
  }
  whole(filter, '', 0)
  return bounds
}

const ordered = (value: unknown): boolean =>
  ![Class.null, Class.array, Class.minKey, Class.maxKey, Class.regex].some((kind) => kind === classOf(value))
