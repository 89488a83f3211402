import { CommandError } from '../errors'
import { compileFilter, type Matcher } from '../query/matcher'
import { partsOf, valueAt } from '../query/path'
import { type Document, isDocument, isNumber, toNumber } from '../query/values'
import { type IndexField, keysOf } from './index-keys'
import { OrderedKeys } from './ordered'
import type { RecordEntry } from './record'

/** An index as `createIndexes` describes it. */
export interface IndexSpec extends Document {
  name: string
  key: Document
  unique?: boolean
  sparse?: boolean
  partialFilterExpression?: Document
  expireAfterSeconds?: number
}

/** The fields that a filter speaks of at the top of a document. */
function fieldsOfFilter(filter: Document): string[] {
  return Object.entries(filter).flatMap(([name, value]) =>
    name.startsWith('$')
      ? Array.isArray(value)
        ? value.flatMap((branch) => fieldsOfFilter(branch as Document))
        : []
      : [partsOf(name)[0] as string],
  )
}

/** One index: which records have which key, among all versions of a record that somebody can still see. */
export class Index {
  readonly fields: readonly IndexField[]
  readonly filter: Matcher | undefined
  /** For a sparse index: whether any of its fields is there, in arrays too. */
  private readonly exists: Matcher | undefined
  multikey = false
  private readonly postings = new Map<string, RecordEntry | Set<RecordEntry>>()
  private readonly tops: readonly string[]
  private sorted: OrderedKeys | undefined

  constructor(readonly spec: IndexSpec) {
    this.fields = Object.entries(spec.key).map(([path, direction]) => {
      if (!isNumber(direction) || toNumber(direction) === 0)
        throw new CommandError(
          67,
          `Values in v:2 index key pattern must be numbers other than 0 here; '${String(direction)}' indexes are not supported. Index key: ${path}`,
        )
      if (path === '' || path.split('.').some((part) => part === ''))
        throw new CommandError(67, `Index keys cannot be an empty field: '${path}'`)
      if (path.startsWith('$') || path.includes('$**'))
        throw new CommandError(67, `Index key contains an illegal field name: field name starts with '$': ${path}`)
      return { path, parts: partsOf(path), descending: toNumber(direction) < 0 }
    })
    const partial = spec.partialFilterExpression
    this.filter = partial ? compileFilter(partial) : undefined
    this.exists = spec.sparse
      ? compileFilter({ $or: this.fields.map(({ path }) => ({ [path]: { $exists: true } })) })
      : undefined
    this.tops = [
      ...new Set([
        ...this.fields.map((field) => field.parts[0] as string),
        ...(partial ? fieldsOfFilter(partial) : []),
      ]),
    ]
  }

  get unique(): boolean {
    return this.spec.unique === true || this.spec.name === '_id_'
  }
  /** Whether documents can be missing from this index. */
  get incomplete(): boolean {
    return this.spec.sparse === true || this.filter !== undefined
  }

  /** Whether a change can move a document in this index. Unchanged parts of a copy are the same objects. */
  touchedBy(before: Document, after: Document): boolean {
    return this.tops.some((name) => before[name] !== after[name])
  }

  /** The keys of a document here; none when a partial or sparse index leaves it out. */
  keysOf(document: Document): string[] {
    if (this.filter && !this.filter(document)) return []
    if (
      this.spec.sparse &&
      this.fields.every((field) => valueAt(document, field.parts) === undefined) &&
      !this.exists?.(document)
    )
      return []
    const { keys, multikey } = keysOf(document, this.fields)
    if (multikey) this.multikey = true
    return keys
  }

  add(key: string, record: RecordEntry): void {
    const held = this.postings.get(key)
    if (held === undefined) {
      this.postings.set(key, record)
      this.sorted?.add(key)
    } else if (held instanceof Set) held.add(record)
    else if (held !== record) this.postings.set(key, new Set([held, record]))
  }
  remove(key: string, record: RecordEntry): void {
    const held = this.postings.get(key)
    if (held instanceof Set) {
      held.delete(record)
      if (held.size > 0) return
    } else if (held !== record) return
    this.postings.delete(key)
    this.sorted?.delete(key)
  }

  /** The records that have, or in some version had, the key. */
  at(key: string): Iterable<RecordEntry> {
    const held = this.postings.get(key)
    if (held === undefined) return []
    return held instanceof Set ? [...held] : [held]
  }
  count(key: string): number {
    const held = this.postings.get(key)
    return held instanceof Set ? held.size : held ? 1 : 0
  }
  /** The keys in a range, in order; the order is kept from the first time somebody asks. */
  range(from: string, to: string, backwards: boolean): Iterable<string> {
    this.sorted ??= new OrderedKeys(this.postings.keys())
    return this.sorted.range(from, to, backwards)
  }

  /** The values that made a duplicate, as error 11000 shows them. */
  valuesOf(document: Document): Document {
    return Object.fromEntries(
      this.fields.map((field) => {
        const value = valueAt(document, field.parts)
        return [field.path, value === undefined && isDocument(document) ? null : value]
      }),
    )
  }
}
