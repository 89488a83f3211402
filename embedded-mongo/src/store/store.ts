import { deserialize, serialize, type UUID } from 'bson'
import { type Database, open, type RootDatabase } from 'lmdb'
import { CommandError, OpenError } from '../errors'
import type { Document } from '../query/values'
import { Collection, ID_INDEX } from './collection'
import { checkFile } from './damage'
import type { IndexSpec } from './index'
import { COLLECTION, DOCUMENT, FORMAT, Log, SESSION, unsealed } from './log'
import type { RecordEntry } from './record'
import type { Unit } from './unit'

export const FORMAT_VERSION = 1
export const BSON_OPTIONS = { useBigInt64: true, bsonRegExp: true, promoteBuffers: false } as const

/** Everything that a data directory holds: collections in memory, their changes in the log. */
export class Store {
  readonly collections = new Map<string, Collection>()
  readonly snapshots = new Set<Unit>()
  readonly garbage = new Set<{ collection: Collection; record: RecordEntry }>()
  readonly log: Log
  /** What was kept of clients' sessions when the store was opened, by their ids. */
  readonly savedSessions = new Map<string, Document>()
  /** Rises with every commit. */
  time = 1
  private nextCollection = 1

  private constructor(
    private readonly root: RootDatabase<Buffer, Buffer>,
    readonly directory: string,
  ) {
    this.log = new Log(root as Database<Buffer, Buffer>)
  }

  /** Opens a data directory and reads it; a damaged or newer one is named and left as it is. */
  static async open(directory: string): Promise<Store> {
    const fresh = checkFile(directory)
    let root: RootDatabase<Buffer, Buffer>
    try {
      root = open<Buffer, Buffer>({
        path: directory,
        noSubdir: false,
        encoding: 'binary',
        keyEncoding: 'binary',
        maxDbs: 1,
      })
    } catch (error) {
      throw new OpenError(
        fresh ? 'DATA_DIRECTORY_NOT_WRITABLE' : 'DATA_DIRECTORY_DAMAGED',
        `The data directory ${directory} could not be opened: ${(error as Error).message}.`,
      )
    }
    const store = new Store(root, directory)
    try {
      store.load(fresh)
    } catch (error) {
      await root.close()
      if (error instanceof OpenError) throw error
      throw new OpenError(
        'DATA_DIRECTORY_DAMAGED',
        `The data directory ${directory} is damaged: ${(error as Error).message}.`,
      )
    }
    await store.log.flush()
    return store
  }

  private load(fresh: boolean): void {
    const format = this.root.get(Buffer.from([FORMAT]))
    if (!format) {
      const first = [...this.root.getKeys({ limit: 1 })]
      if (!fresh && first.length > 0) throw new Error('it does not say its format')
      this.log.set(Buffer.from([FORMAT]), serialize({ version: FORMAT_VERSION }))
      return
    }
    const version = Number(this.read(format, 'its format').version)
    if (version > FORMAT_VERSION)
      throw new OpenError(
        'DATA_DIRECTORY_NEWER',
        `The data directory ${this.directory} has format ${version}, newer than the format ${FORMAT_VERSION} that this program reads.`,
      )
    const byId = new Map<number, Collection>()
    for (const { key, value } of this.root.getRange({
      start: Buffer.from([COLLECTION]),
      end: Buffer.from([COLLECTION + 1]),
    })) {
      const namespace = key.subarray(1).toString('utf8')
      const entry = this.read(value, `collection ${namespace}`)
      const collection = new Collection(
        namespace,
        Number(entry.id),
        entry.options as Document,
        entry.indexes as IndexSpec[],
        entry.uuid as UUID,
      )
      this.collections.set(namespace, collection)
      byId.set(collection.id, collection)
      this.nextCollection = Math.max(this.nextCollection, collection.id + 1)
    }
    for (const { key, value } of this.root.getRange({
      start: Buffer.from([DOCUMENT]),
      end: Buffer.from([DOCUMENT + 1]),
    })) {
      const collection = byId.get(key.readUInt32BE(1))
      const record = key.readUIntBE(5, 6)
      if (collection) collection.load(record, this.read(value, `a document of ${collection.namespace}`))
      else this.log.remove(key.readUInt32BE(1), record)
    }
    for (const { key, value } of this.root.getRange({
      start: Buffer.from([SESSION]),
      end: Buffer.from([SESSION + 1]),
    }))
      this.savedSessions.set(key.subarray(1).toString('utf8'), this.read(value, 'a session'))
  }
  /** Keeps what a client may ask for again after a crash, with the changes that it belongs to; null forgets it. */
  saveSession(id: string, session: Document | null): void {
    this.log.set(Buffer.concat([Buffer.from([SESSION]), Buffer.from(id, 'utf8')]), session && serialize(session))
  }
  private read(value: Buffer, what: string): Document {
    const bytes = unsealed(value)
    if (!bytes) throw new Error(`the checksum of ${what} is wrong`)
    return deserialize(bytes, BSON_OPTIONS)
  }

  /** A collection as a reader sees it: one that an open transaction has made is that transaction's alone. */
  get(namespace: string, unit?: Unit): Collection | undefined {
    const known = this.collections.get(namespace)
    return known?.owner && known.owner !== unit ? undefined : known
  }
  /** The collections that everybody sees. */
  list(): Collection[] {
    return [...this.collections.values()].filter((collection) => !collection.owner)
  }
  /** A collection to write to, made now when it is not there. */
  ensure(namespace: string, unit: Unit): Collection {
    const known = this.collections.get(namespace)
    if (known?.owner && known.owner !== unit) throw unit.conflict(known.owner)
    if (known) return known
    checkNamespace(namespace)
    const collection = new Collection(namespace, this.nextCollection++, {}, [ID_INDEX])
    this.collections.set(namespace, collection)
    unit.created.add(collection)
    if (unit.explicit) collection.owner = unit
    return collection
  }
  save(collection: Collection): void {
    this.log.set(catalogueKey(collection.namespace), serialize(collection.describe()))
  }

  /** Takes a collection with its documents away. */
  forgetCollection(collection: Collection): void {
    this.collections.delete(collection.namespace)
    this.log.set(catalogueKey(collection.namespace), null)
    for (const record of collection.records.values()) this.log.remove(collection.id, record.id)
  }
  rename(collection: Collection, namespace: string): void {
    checkNamespace(namespace)
    this.collections.delete(collection.namespace)
    this.log.set(catalogueKey(collection.namespace), null)
    collection.namespace = namespace
    this.collections.set(namespace, collection)
    this.save(collection)
  }

  /** Lets go of versions that no open transaction can see. */
  prune(): void {
    const oldest = Math.min(Number.POSITIVE_INFINITY, ...[...this.snapshots].map((unit) => unit.snapshot))
    for (const entry of this.garbage) {
      const { collection, record } = entry
      const needed = oldestNeeded(record, oldest)
      let version = needed.older
      needed.older = undefined
      for (; version; version = version.older) if (version.document) collection.forget(record, version.document)
      if (record.older) continue
      this.garbage.delete(entry)
      if (!record.document && !record.pending) collection.records.delete(record.id)
    }
  }

  async backup(path: string): Promise<void> {
    await this.log.flush()
    await this.root.backup(path, false)
  }
  async close(): Promise<void> {
    await this.log.flush().catch(() => undefined)
    await this.root.close()
  }
}

function oldestNeeded(record: RecordEntry, oldest: number): Pick<RecordEntry, 'older'> {
  let version: Pick<RecordEntry, 'older' | 'since'> = record
  while (version.since > oldest && version.older) version = version.older
  return version
}

const catalogueKey = (namespace: string): Buffer =>
  Buffer.concat([Buffer.from([COLLECTION]), Buffer.from(namespace, 'utf8')])

/** Refuses names that MongoDB refuses. */
export function checkNamespace(namespace: string): void {
  const dot = namespace.indexOf('.')
  const [database, name] = [namespace.slice(0, dot), namespace.slice(dot + 1)]
  if (
    dot < 1 ||
    name === '' ||
    name.startsWith('.') ||
    name.endsWith('.') ||
    name.includes('$') ||
    name.includes('\0') ||
    /[/\\ "$\0]/.test(database) ||
    Buffer.byteLength(namespace) > 255
  )
    throw new CommandError(73, `Invalid namespace specified '${namespace}'`)
  if (name.startsWith('system.')) throw new CommandError(73, `cannot write to '${namespace}'`)
}
