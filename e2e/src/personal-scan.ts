import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { brotliDecompressSync, gunzipSync, inflateRawSync, inflateSync } from 'node:zlib'
import { ObjectId } from 'mongodb'
import type { RosterRow } from './roster'

/** Looks for the people of a roster where they must not be: names, document numbers and phones, plain or merely packed. */
export class PersonalScan {
  private readonly names: Set<string>
  private readonly numbers: Set<string>

  constructor(rows: readonly RosterRow[]) {
    this.names = new Set(rows.map((row) => row.name).filter(Boolean))
    this.numbers = new Set(rows.flatMap((row) => [row.document.toUpperCase(), row.phone]).filter(Boolean))
  }

  /** Every personal value in a text. */
  inText(text: string): string[] {
    const found = new Set<string>()
    for (const [run] of text.matchAll(/[\u4e00-\u9fff·]{2,}/g))
      for (const length of [2, 3, 4])
        for (let at = 0; at + length <= run.length; at++)
          if (this.names.has(run.slice(at, at + length))) found.add(run.slice(at, at + length))
    return [...found, ...this.numbersIn(text)]
  }

  private numbersIn(text: string): string[] {
    const found = new Set<string>()
    for (const [run] of text.matchAll(/\d{11,}[Xx]?/g))
      for (const length of [11, 18])
        for (let at = 0; at + length <= run.length; at++) {
          const number = run.slice(at, at + length).toUpperCase()
          if (this.numbers.has(number)) found.add(number)
        }
    return [...found]
  }

  /** Every personal value in bytes: as UTF-8 and UTF-16, in base64 and hexadecimal runs, and after unpacking. */
  inBytes(bytes: Buffer): string[] {
    const found = readings(bytes).flatMap((text) => this.inText(text))
    // Two letters of ASCII make one Chinese letter in UTF-16, so that any text has names in it: numbers only.
    const wide = [bytes, bytes.subarray(1)].flatMap((half) => this.numbersIn(half.toString('utf16le')))
    return [...new Set([...found, ...wide])]
  }

  /** Every personal value in any file below a folder, by file. */
  inFolder(folder: string): { file: string; found: string[] }[] {
    return readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => path.join(entry.parentPath, entry.name))
      .map((file) => ({ file, found: [...this.inText(file), ...this.inBytes(readFileSync(file))] }))
      .filter(({ found }) => found.length > 0)
  }

  /** Every personal value in a document of the database, binary fields unpacked. */
  inDocument(value: unknown): string[] {
    if (typeof value === 'string') return [value, ...fromBase64(value)].flatMap((text) => this.inText(text))
    if (typeof value === 'number' || typeof value === 'bigint') return this.inText(String(value))
    if (!value || typeof value !== 'object' || value instanceof ObjectId) return []
    const binary = value instanceof Uint8Array ? value : (value as { buffer?: unknown }).buffer
    if (binary instanceof Uint8Array) return this.inBytes(Buffer.from(binary))
    return Object.entries(value).flatMap(([key, inside]) => [...this.inText(key), ...this.inDocument(inside)])
  }
}

function readings(bytes: Buffer): string[] {
  const latin = bytes.toString('latin1')
  const packed = [
    ...[...latin.matchAll(/(?:[0-9A-Fa-f]{2}){6,}/g)].map(([run]) => Buffer.from(run, 'hex')),
    ...unpacked(bytes),
  ]
  return [
    bytes.toString('utf8'),
    escaped(latin),
    ...fromBase64(latin),
    ...packed.flatMap((inside) => [inside.toString('utf8'), escaped(inside.toString('latin1'))]),
  ]
}

const fromBase64 = (text: string) =>
  [...text.matchAll(/[A-Za-z0-9+/_-]{8,}/g)].map(([run]) => Buffer.from(run, 'base64').toString('utf8'))

/** %E5%91%A8, \u5468 and &#21608; as letters. */
const escaped = (text: string) =>
  text
    .replace(/\\u([0-9a-fA-F]{4})/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))
    .replace(/&#(\d{2,5});/g, (_, code: string) => String.fromCharCode(Number(code)))
    .replace(/(?:%[0-9a-fA-F]{2})+/g, (run) => Buffer.from(run.replaceAll('%', ''), 'hex').toString('utf8'))

/** What unpacks from the start of these bytes or from any compressed piece that announces itself inside them. */
function unpacked(bytes: Buffer): Buffer[] {
  const starts = [0, ...positions(bytes, Buffer.from([0x1f, 0x8b, 8])), ...positions(bytes, Buffer.from('PK\x03\x04'))]
  return starts.flatMap((start) => {
    const piece = bytes.subarray(start)
    const zipped =
      piece.toString('latin1', 0, 4) === 'PK\x03\x04' ? [attempt(() => inflateRawSync(localFile(piece)))] : []
    const plain = start === 0 ? [inflateSync, inflateRawSync, brotliDecompressSync] : []
    return [gunzipSync, ...plain]
      .map((unpack) => attempt(() => unpack(piece)))
      .concat(zipped)
      .filter((inside) => inside !== undefined)
  })
}

const localFile = (piece: Buffer) => piece.subarray(30 + piece.readUInt16LE(26) + piece.readUInt16LE(28))

function positions(bytes: Buffer, magic: Buffer): number[] {
  const found: number[] = []
  for (let at = bytes.indexOf(magic); at >= 0; at = bytes.indexOf(magic, at + 1)) found.push(at)
  return found
}

function attempt(work: () => Buffer): Buffer | undefined {
  try {
    return work()
  } catch {
    return undefined
  }
}
