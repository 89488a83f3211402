import { setImmediate as turn } from 'node:timers/promises'
import mongoose, { type AnyBulkWriteOperation, type ClientSession, type Types } from 'mongoose'
import { native } from '../base/db'

const batch = 250

/** What is on its way to the database: a transaction takes one batch after the other. */
export interface Line {
  underWay: Promise<unknown>
}

/** Writes documents in batches, one on its way while the next is made; keeps those that are replaced. */
export class Batches<T extends { _id: Types.ObjectId }> {
  readonly before: T[] = []
  written = 0
  private readonly collection: ReturnType<typeof native<T>>
  private inserts: T[] = []
  private replacements: AnyBulkWriteOperation<T>[] = []

  constructor(
    model: Parameters<typeof native<T>>[0],
    private readonly session: ClientSession,
    private readonly line: Line,
  ) {
    this.collection = native<T>(model)
  }

  async insert(document: T) {
    this.written++
    if (this.inserts.push(document) >= batch) await this.flush()
  }

  /** Replaces a document, or leaves it alone when there is nothing to write. */
  async replace(before: T, after: T | undefined) {
    if (!after) return
    this.written++
    this.before.push(before)
    const replacement = { replaceOne: { filter: { _id: before._id }, replacement: after } }
    if (this.replacements.push(replacement as AnyBulkWriteOperation<T>) >= batch) await this.flush()
  }

  /** Sends what is left; `line.underWay` ends when it is written. */
  end = () => this.flush()

  private async flush() {
    const { inserts, replacements, session } = this
    await this.line.underWay
    this.inserts = []
    this.replacements = []
    await turn()
    const options = { session, ignoreUndefined: true }
    this.line.underWay = (async () => {
      if (inserts.length) await insert(this.collection.collectionName, inserts, this.session)
      if (replacements.length) await this.collection.bulkWrite(replacements as never, options)
    })()
    this.line.underWay.catch(() => {})
  }
}

/** Inserts by the bare command: the driver's insertMany measures every document once more before it sends it. */
async function insert(collection: string, documents: readonly object[], session: ClientSession) {
  const reply = await mongoose.connection.db?.command(
    { insert: collection, documents, ordered: true },
    { session, ignoreUndefined: true },
  )
  const [fault] = (reply?.writeErrors ?? []) as { errmsg?: string; code?: number }[]
  if (fault) throw Object.assign(new Error(fault.errmsg ?? 'a document was not written'), fault)
}
