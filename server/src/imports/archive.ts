import type { Readable } from 'node:stream'
import { Refused } from '@loumen/shared/refusals'
import yauzl from 'yauzl'
import { unreadable } from './sheet'

const maxEntries = 50
const maxUnpacked = 40 * 1024 * 1024
const maxRatio = 100
/** Below this nothing can be a bomb: a small sheet of equal rows packs better than any ratio allows. */
const harmless = 1024 * 1024

/** A zip file whose declared sizes were found harmless; reading more than was declared fails. Paths differ by more than case. */
export interface Archive {
  has(path: string): boolean
  open(path: string): Promise<Readable>
}

/** Opens a zip after looking at its directory only: few entries, small inside, no encryption, macros or links to other files. */
export async function openArchive(bytes: Buffer): Promise<Archive> {
  const zip = await directory(bytes)
  const entries = new Map<string, yauzl.Entry>()
  let unpacked = 0
  try {
    await new Promise<void>((resolve, reject) => {
      zip.on('error', reject)
      zip.on('end', resolve)
      zip.on('entry', (entry: yauzl.Entry) => {
        unpacked += entry.uncompressedSize
        try {
          check(entry, entries.size, unpacked, bytes.length)
        } catch (error) {
          reject(error)
          return
        }
        entries.set(entry.fileName.toLowerCase(), entry)
        zip.readEntry()
      })
      zip.readEntry()
    })
  } catch (error) {
    throw error instanceof Refused ? error : unreadable('damaged')
  }
  return {
    has: (path) => entries.has(path.toLowerCase()),
    open: (path) => opened(zip, entries.get(path.toLowerCase())),
  }
}

function directory(bytes: Buffer): Promise<yauzl.ZipFile> {
  return new Promise((resolve, reject) => {
    yauzl.fromBuffer(bytes, { lazyEntries: true, validateEntrySizes: true }, (error, zip) =>
      error ? reject(unreadable('damaged')) : resolve(zip),
    )
  })
}

function check(entry: yauzl.Entry, count: number, unpacked: number, packed: number): void {
  if (entry.isEncrypted()) throw unreadable('encrypted')
  if (/vbaProject/i.test(entry.fileName)) throw unreadable('macros')
  if (/externalLinks\//i.test(entry.fileName)) throw unreadable('externalLinks')
  const grown = (unpackedSize: number, packedSize: number) =>
    unpackedSize > harmless && unpackedSize > Math.max(packedSize, 1) * maxRatio
  if (count >= maxEntries || unpacked > maxUnpacked) throw unreadable('suspicious')
  if (grown(entry.uncompressedSize, entry.compressedSize) || grown(unpacked, packed)) throw unreadable('suspicious')
}

function opened(zip: yauzl.ZipFile, entry: yauzl.Entry | undefined): Promise<Readable> {
  return new Promise((resolve, reject) => {
    if (!entry) reject(unreadable('damaged'))
    else zip.openReadStream(entry, (error, stream) => (error ? reject(unreadable('damaged')) : resolve(stream)))
  })
}
