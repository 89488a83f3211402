import { UUID } from 'bson'
import { CommandError } from '../errors'
import type { Document } from '../query/values'
import { Index, type IndexSpec } from './index'
import { RecordEntry } from './record'
import type { Unit } from './unit'

export const ID_INDEX: IndexSpec = { v: 2, key: { _id: 1 }, name: '_id_' }

/** A collection's documents and indexes in memory. */
export class Collection {
  readonly records = new Map<number, RecordEntry>()
  readonly indexes: Index[]
  /** How many documents are committed. */
  size = 0
  private nextRecord = 1
  /** The open transaction that made the collection: nobody else sees it yet. */
  owner: Unit | undefined

  constructor(
    public namespace: string,
    readonly id: number,
    readonly options: Document,
    specs: IndexSpec[],
    readonly uuid: UUID = new UUID(),
  ) {
    this.indexes = specs.map((spec) => new Index(spec))
  }

  get database(): string {
    return this.namespace.slice(0, this.namespace.indexOf('.'))
  }
  get name(): string {
    return this.namespace.slice(this.namespace.indexOf('.') + 1)
  }
  get idIndex(): Index {
    return this.indexes[0] as Index
  }

  newRecord(): RecordEntry {
    const record = new RecordEntry(this.nextRecord++)
    this.records.set(record.id, record)
    return record
  }

  /** Puts a document in its place when the store is opened. */
  load(id: number, document: Document): void {
    const record = new RecordEntry(id)
    record.document = document
    this.records.set(id, record)
    this.nextRecord = Math.max(this.nextRecord, id + 1)
    this.size++
    for (const index of this.indexes) for (const key of index.keysOf(document)) index.add(key, record)
  }

  /** Takes the keys of a document that nobody sees any more out of the indexes. */
  forget(record: RecordEntry, document: Document): void {
    const live = record.live()
    for (const index of this.indexes) {
      if (live.some((other) => !index.touchedBy(document, other))) continue
      const kept = new Set(live.flatMap((other) => index.keysOf(other)))
      for (const key of index.keysOf(document)) if (!kept.has(key)) index.remove(key, record)
    }
  }

  /** Builds an index over what is there; two documents with one key in a unique index refuse it. */
  build(spec: IndexSpec): Index {
    const index = new Index(spec)
    for (const record of this.records.values()) {
      for (const document of record.live()) {
        for (const key of index.keysOf(document)) {
          if (index.unique && document === record.document)
            for (const other of index.at(key))
              if (other !== record && other.document && index.keysOf(other.document).includes(key))
                throw duplicate(this, index, document)
          index.add(key, record)
        }
      }
    }
    return index
  }

  /** The names of the indexes with their specifications, as the catalogue keeps them. */
  describe(): Document {
    return { id: this.id, uuid: this.uuid, options: this.options, indexes: this.indexes.map((index) => index.spec) }
  }
}

/** Error 11000 with the pattern and the values that are there already. */
export function duplicate(collection: Collection, index: Index, document: Document): CommandError {
  const keyValue = index.valuesOf(document)
  const shown = Object.entries(keyValue).map(
    ([path, value]) => `${path}: ${typeof value === 'string' ? `"${value}"` : String(value)}`,
  )
  return new CommandError(
    11000,
    `E11000 duplicate key error collection: ${collection.namespace} index: ${index.spec.name} dup key: { ${shown.join(', ')} }`,
    { keyPattern: index.spec.key, keyValue },
  )
}
