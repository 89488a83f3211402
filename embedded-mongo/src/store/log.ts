import { crc32 } from 'node:zlib'
import type { Database } from 'lmdb'

interface Change {
  key: Buffer
  value: Buffer | null
}

/** The first byte of every key in the store says what it holds. */
export const DOCUMENT = 0x64
export const COLLECTION = 0x63
export const FORMAT = 0x66
export const SESSION = 0x73

export function documentKey(collection: number, record: number): Buffer {
  const key = Buffer.alloc(11)
  key[0] = DOCUMENT
  key.writeUInt32BE(collection, 1)
  key.writeUIntBE(record, 5, 6)
  return key
}

/** Bytes with their checksum in front, so that damage is seen when they are read. */
export function sealed(bytes: Uint8Array): Buffer {
  const out = Buffer.allocUnsafe(bytes.length + 4)
  out.writeUInt32LE(crc32(bytes), 0)
  out.set(bytes, 4)
  return out
}
/** The bytes without their checksum; undefined when they do not agree. */
export function unsealed(value: Buffer): Buffer | undefined {
  if (value.length < 4) return undefined
  const bytes = value.subarray(4)
  return crc32(bytes) === value.readUInt32LE(0) ? bytes : undefined
}

/** How long the first change after a pause waits for company: many at once then share one trip to the disk. */
const GATHERING_MILLISECONDS = 1

/** Group commit: whatever gathers while one commit is on its way to disk goes with the next, in order. */
export class Log {
  private changes: Change[] = []
  private waiting: { resolve: () => void; reject: (error: unknown) => void }[] = []
  private running = false
  failure: Error | undefined

  constructor(private readonly database: Database<Buffer, Buffer>) {}

  /** `value`: the document's bytes, sealed. */
  put(collection: number, record: number, value: Buffer): void {
    this.changes.push({ key: documentKey(collection, record), value })
  }
  remove(collection: number, record: number): void {
    this.changes.push({ key: documentKey(collection, record), value: null })
  }
  set(key: Buffer, bytes: Uint8Array | null): void {
    this.changes.push({ key, value: bytes && sealed(bytes) })
  }

  /** Resolves when everything handed over so far is on disk. */
  flush(): Promise<void> {
    if (this.failure) return Promise.reject(this.failure)
    if (this.changes.length === 0 && !this.running) return Promise.resolve()
    const done = new Promise<void>((resolve, reject) => this.waiting.push({ resolve, reject }))
    if (!this.running) {
      this.running = true
      setTimeout(() => void this.run(), GATHERING_MILLISECONDS)
    }
    return done
  }

  private async run(): Promise<void> {
    while (this.waiting.length > 0) {
      const [changes, waiting] = [this.changes, this.waiting]
      this.changes = []
      this.waiting = []
      try {
        await this.database.batch(() => {
          for (const { key, value } of changes) value ? this.database.put(key, value) : this.database.remove(key)
        })
        for (const one of waiting) one.resolve()
      } catch (error) {
        // What memory holds is now ahead of the disk: nothing may be answered any more.
        this.failure = new Error(`The data directory could not be written: ${(error as Error).message}`)
        for (const one of [...waiting, ...this.waiting]) one.reject(this.failure)
        this.waiting = []
      }
    }
    this.running = false
  }
}
