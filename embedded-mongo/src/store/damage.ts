import { accessSync, closeSync, constants, existsSync, fstatSync, mkdirSync, openSync, readSync } from 'node:fs'
import { join } from 'node:path'
import { OpenError } from '../errors'

// The layout of LMDB's pages, as its mdb.c describes them: a header of 24 bytes, then offsets of nodes of 8 bytes and their key.
const HEADER = 24
const META_MAGIC = 0xbeefc0de
const META = { magic: 24, pageSize: 48, freeRoot: 88, mainRoot: 136, transaction: 152 }
const FLAGS = 18
const LOWER = 20
const BRANCH = 1
const LEAF = 2
const OVERFLOW = 4
const BIG_DATA = 1
const NO_PAGE = 0xffffffffffffffffn

/**
 * Looks at the store's file before it is mapped into memory, where a file cut short or overwritten would end the process.
 * Answers whether the directory is new.
 */
export function checkFile(directory: string): boolean {
  const unwritable = (error: unknown): OpenError =>
    new OpenError(
      'DATA_DIRECTORY_NOT_WRITABLE',
      `The data directory ${directory} cannot be written: ${(error as Error).message}.`,
    )
  try {
    mkdirSync(directory, { recursive: true, mode: 0o700 })
    accessSync(directory, constants.R_OK | constants.W_OK | constants.X_OK)
  } catch (error) {
    throw unwritable(error)
  }
  const path = join(directory, 'data.mdb')
  if (!existsSync(path)) return true
  let file: number
  try {
    file = openSync(path, 'r+')
  } catch (error) {
    throw unwritable(error)
  }
  try {
    checkPages(file, directory)
  } finally {
    closeSync(file)
  }
  return false
}

export const damaged = (directory: string, reason: string): OpenError =>
  new OpenError(
    'DATA_DIRECTORY_DAMAGED',
    `The data directory ${directory} is damaged (${reason}) and was left as it is; restore a backup.`,
  )

function checkPages(file: number, directory: string): void {
  const { size } = fstatSync(file)
  const read = (position: number, length: number): Buffer => {
    const bytes = Buffer.alloc(length)
    if (position + length > size || readSync(file, bytes, 0, length, position) !== length)
      throw damaged(directory, 'data.mdb is cut short')
    return bytes
  }
  const first = read(0, 512)
  const pageSize = first.readUInt32LE(META.pageSize)
  if (first.readUInt32LE(META.magic) !== META_MAGIC || ![4096, 8192, 16384, 32768, 65536].includes(pageSize))
    throw damaged(directory, 'data.mdb is not a store')
  const second = read(pageSize, 512)
  if (second.readUInt32LE(META.magic) !== META_MAGIC) throw damaged(directory, 'data.mdb is not a store')
  const newest = first.readBigUInt64LE(META.transaction) > second.readBigUInt64LE(META.transaction) ? first : second
  const waiting = [newest.readBigUInt64LE(META.freeRoot), newest.readBigUInt64LE(META.mainRoot)].filter(
    (page) => page !== NO_PAGE,
  )
  const seen = new Set<bigint>(waiting)
  const follow = (page: bigint): void => {
    if (seen.has(page)) throw damaged(directory, `page ${page} is used twice`)
    seen.add(page)
    waiting.push(page)
  }
  for (let page = waiting.pop(); page !== undefined; page = waiting.pop()) {
    const bytes = read(Number(page) * pageSize, pageSize)
    const flags = bytes.readUInt16LE(FLAGS) & (BRANCH | LEAF | OVERFLOW)
    if (bytes.readBigUInt64LE(0) !== page || (flags !== BRANCH && flags !== LEAF))
      throw damaged(directory, `page ${page} is not what it should be`)
    const count = bytes.readUInt16LE(LOWER) >> 1
    if (HEADER + count * 2 > pageSize) throw damaged(directory, `page ${page} has too many entries`)
    for (let i = 0; i < count; i++) checkNode(bytes, bytes.readUInt16LE(HEADER + i * 2) + HEADER, flags === BRANCH)
  }

  function checkNode(bytes: Buffer, at: number, branch: boolean): void {
    if (at + 8 > bytes.length) throw damaged(directory, 'an entry lies outside its page')
    const [low, flags, data] = [bytes.readUInt32LE(at), bytes.readUInt16LE(at + 4), at + 8 + bytes.readUInt16LE(at + 6)]
    if (branch) {
      follow(BigInt(low) + (BigInt(flags) << 32n))
      return
    }
    const length = flags & BIG_DATA ? 8 : low
    if (data + length > bytes.length) throw damaged(directory, 'an entry lies outside its page')
    if (!(flags & BIG_DATA)) return
    const page = bytes.readBigUInt64LE(data)
    const pages = Math.floor((HEADER - 1 + low) / pageSize) + 1
    const start = Number(page) * pageSize
    if (start + pages * pageSize > size) throw damaged(directory, 'data.mdb is cut short')
    if (!(read(start, HEADER).readUInt16LE(FLAGS) & OVERFLOW))
      throw damaged(directory, `page ${page} is not what it should be`)
  }
}
