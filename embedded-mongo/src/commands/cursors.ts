import { randomBytes } from 'node:crypto'
import { serialize } from 'bson'
import { CommandError } from '../errors'
import type { Document } from '../query/values'

const MOST_BATCH_BYTES = 16 * 1024 * 1024
const IDLE_MILLISECONDS = 10 * 60_000

/** Documents of an answer, each as its bytes. */
export class Batch {
  readonly documents: Uint8Array[] = []
}

interface Cursor {
  namespace: string
  next: () => Document | undefined
  ahead: Uint8Array | undefined
  session: string | undefined
  used: number
  keep: boolean
}

/** Open cursors: results that a client takes in batches. They end after ten idle minutes. */
export class Cursors {
  private readonly open = new Map<bigint, Cursor>()

  /** The first batch of a result, and a cursor for the rest if there is any. */
  start(
    namespace: string,
    documents: Iterable<Document>,
    options: { batchSize?: number | undefined; single?: boolean; session?: string | undefined; keep?: boolean },
  ): Document {
    const iterator = documents[Symbol.iterator]()
    const cursor: Cursor = {
      namespace,
      next: () => {
        const step = iterator.next()
        return step.done ? undefined : step.value
      },
      ahead: undefined,
      session: options.session,
      used: Date.now(),
      keep: options.keep ?? false,
    }
    const batch = this.fill(cursor, options.batchSize ?? 101)
    let id = 0n
    if (!options.single && this.peek(cursor)) {
      do id = randomBytes(8).readBigUInt64BE() >> 1n
      while (id === 0n || this.open.has(id))
      this.open.set(id, cursor)
    }
    return { cursor: { firstBatch: batch, id, ns: namespace } }
  }

  more(id: bigint, namespace: string, batchSize: number | undefined): Document {
    const cursor = this.open.get(id)
    if (!cursor) throw new CommandError(43, `cursor id ${id} not found`)
    if (cursor.namespace !== namespace)
      throw new CommandError(
        13,
        `Requested getMore on namespace '${namespace}', but cursor belongs to a different namespace ${cursor.namespace}`,
      )
    cursor.used = Date.now()
    let batch: Batch
    try {
      batch = this.fill(cursor, batchSize || Number.POSITIVE_INFINITY)
      if (this.peek(cursor)) return { cursor: { nextBatch: batch, id, ns: namespace } }
    } catch (error) {
      this.open.delete(id)
      throw error
    }
    this.open.delete(id)
    return { cursor: { nextBatch: batch, id: 0n, ns: namespace } }
  }

  kill(id: bigint): boolean {
    return this.open.delete(id)
  }
  killSession(session: string): void {
    for (const [id, cursor] of this.open) if (cursor.session === session) this.open.delete(id)
  }
  killNamespace(namespace: string): void {
    for (const [id, cursor] of this.open) if (cursor.namespace === namespace) this.open.delete(id)
  }
  sweep(): void {
    for (const [id, cursor] of this.open)
      if (!cursor.keep && Date.now() - cursor.used > IDLE_MILLISECONDS) this.open.delete(id)
  }
  get count(): number {
    return this.open.size
  }

  private peek(cursor: Cursor): boolean {
    if (!cursor.ahead) {
      const document = cursor.next()
      cursor.ahead = document && serialize(document, { ignoreUndefined: false })
    }
    return cursor.ahead !== undefined
  }
  private fill(cursor: Cursor, most: number): Batch {
    const batch = new Batch()
    let bytes = 0
    while (batch.documents.length < most && this.peek(cursor)) {
      const document = cursor.ahead as Uint8Array
      bytes += document.length + 16
      if (bytes > MOST_BATCH_BYTES && batch.documents.length > 0) break
      batch.documents.push(document)
      cursor.ahead = undefined
    }
    return batch
  }
}
