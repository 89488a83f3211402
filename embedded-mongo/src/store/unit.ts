import { calculateObjectSize, serialize } from 'bson'
import { CommandError } from '../errors'
import type { Document } from '../query/values'
import { type Collection, duplicate } from './collection'
import { sealed } from './log'
import type { RecordEntry } from './record'
import type { Store } from './store'

export const MOST_DOCUMENT_BYTES = 16 * 1024 * 1024

/** Thrown when a write outside a transaction meets a document that a transaction is changing: wait for it and try again. */
export class Blocked extends Error {
  constructor(readonly by: Unit) {
    super('blocked by a transaction')
  }
}

/** What the log gets of a change. It is made as the change is, so that committing many holds nobody up. */
interface Write {
  collection: Collection
  value: Buffer | null
}

/** A set of changes that become visible and durable together: a statement, or a transaction with its snapshot. */
export class Unit {
  readonly writes = new Map<RecordEntry, Write>()
  readonly created = new Set<Collection>()
  /** Takes back what is not a document, should the transaction end without a commit. */
  readonly undo: (() => void)[] = []
  readonly snapshot: number
  ended: Promise<void>
  private end: () => void = () => undefined

  constructor(
    private readonly store: Store,
    readonly explicit: boolean,
  ) {
    this.snapshot = store.time
    this.ended = explicit
      ? new Promise((resolve) => {
          this.end = resolve
        })
      : Promise.resolve()
    if (explicit) store.snapshots.add(this)
  }

  insert(collection: Collection, document: Document): RecordEntry {
    const record = collection.newRecord()
    try {
      this.write(collection, record, document)
    } catch (error) {
      collection.records.delete(record.id)
      throw error
    }
    return record
  }

  /** Prepares a change; null takes the document away. Nobody else sees it before `commit`. */
  write(collection: Collection, record: RecordEntry, document: Document | null): void {
    if (record.pending && record.pending.unit !== this) throw this.conflict(record.pending.unit)
    if (this.explicit && record.since > this.snapshot) throw this.conflict()
    const bytes = document && serialize(document, { ignoreUndefined: false })
    if (bytes && bytes.length > MOST_DOCUMENT_BYTES)
      throw new CommandError(
        10334,
        `BSONObj size: ${bytes.length} is invalid. Size must be between 0 and 16793600(16MB)`,
      )
    const before = record.seenBy(this)
    if (document) this.index(collection, record, document, before)
    const replaced = record.pending?.document
    record.pending = { unit: this, document }
    this.writes.set(record, { collection, value: bytes && sealed(bytes) })
    if (replaced) collection.forget(record, replaced)
  }

  private index(collection: Collection, record: RecordEntry, document: Document, before: Document | null): void {
    const added: [Collection['indexes'][number], string[]][] = []
    for (const index of collection.indexes) {
      if (before && !index.touchedBy(before, document)) continue
      const keys = index.keysOf(document)
      if (index.unique)
        for (const key of keys)
          for (const other of index.at(key))
            if (other !== record) this.checkUnique(collection, index, key, other, document)
      added.push([index, keys])
    }
    for (const [index, keys] of added) for (const key of keys) index.add(key, record)
  }

  private checkUnique(
    collection: Collection,
    index: Collection['indexes'][number],
    key: string,
    other: RecordEntry,
    document: Document,
  ): void {
    const has = (version: Document | null | undefined): boolean => !!version && index.keysOf(version).includes(key)
    if (other.pending?.unit === this) {
      if (has(other.pending.document)) throw duplicate(collection, index, document)
      return
    }
    if (other.pending && (has(other.pending.document) || has(other.document))) throw this.conflict(other.pending.unit)
    if (!has(other.document)) return
    if (this.explicit && other.since > this.snapshot) throw this.conflict()
    throw duplicate(collection, index, document)
  }

  /** What stands against a write: outside a transaction one waits for the other, inside it the whole is tried again. */
  conflict(by?: Unit): Error {
    if (!this.explicit && by) return new Blocked(by)
    return new CommandError(
      112,
      'Caused by :: Write conflict during plan execution and yielding is disabled. :: Please retry your operation or multi-document transaction.',
    )
  }

  /** Makes the changes visible and hands them to the log, whose `flush` tells when they are on disk. */
  commit(): void {
    const { store } = this
    const time = ++store.time
    this.finish()
    const keep = store.snapshots.size > 0
    for (const collection of this.created) {
      collection.owner = undefined
      store.save(collection)
    }
    for (const [record, { collection, value }] of this.writes) {
      const next = record.pending?.document ?? null
      const before = record.document
      record.pending = undefined
      if (keep && before) {
        record.older = { document: before, since: record.since, older: record.older }
        store.garbage.add({ collection, record })
      }
      record.document = next
      record.since = time
      collection.size += (next ? 1 : 0) - (before ? 1 : 0)
      if (before && !keep) collection.forget(record, before)
      if (!next && !record.older) collection.records.delete(record.id)
      if (value) store.log.put(collection.id, record.id, value)
      else store.log.remove(collection.id, record.id)
    }
  }

  /** Takes every prepared change back. */
  rollback(): void {
    this.finish()
    for (const [record, { collection }] of this.writes) {
      const dropped = record.pending?.document
      record.pending = undefined
      if (dropped) collection.forget(record, dropped)
      if (!record.document && !record.older) collection.records.delete(record.id)
    }
    this.writes.clear()
    for (const collection of this.created) this.store.collections.delete(collection.namespace)
    for (const undo of this.undo) undo()
  }

  private finish(): void {
    if (!this.explicit) return
    this.store.snapshots.delete(this)
    this.store.prune()
    this.end()
  }
}

/** The bytes that a document takes in an answer. */
export const sizeOf = (document: Document): number => calculateObjectSize(document)
