import { accessSync, closeSync, constants, existsSync, fstatSync, mkdirSync, openSync, readSync } from 'node:fs'
import { join } from 'node:path'
import { OpenError } from '../errors'

const MAGIC = 0xbeefc0de
const PAGE_HEADER = 16

/**
 * Looks at the store's file before it is mapped into memory, where a file cut short would end the process.
 * Answers whether the directory is new. The layout is that of LMDB's two meta pages.
 */
export function checkFile(directory: string): boolean {
  try {
    mkdirSync(directory, { recursive: true, mode: 0o700 })
    accessSync(directory, constants.R_OK | constants.W_OK | constants.X_OK)
  } catch (error) {
    throw new OpenError(
      'DATA_DIRECTORY_NOT_WRITABLE',
      `The data directory ${directory} cannot be written: ${(error as Error).message}.`,
    )
  }
  const path = join(directory, 'data.mdb')
  if (!existsSync(path)) return true
  let file: number
  try {
    file = openSync(path, 'r+')
  } catch (error) {
    throw new OpenError(
      'DATA_DIRECTORY_NOT_WRITABLE',
      `The data directory ${directory} cannot be written: ${(error as Error).message}.`,
    )
  }
  try {
    const size = fstatSync(file).size
    if (size === 0) return true
    const head = Buffer.alloc(PAGE_HEADER + 256)
    readSync(file, head, 0, head.length, 0)
    if (size < 8192 || head.readUInt32LE(PAGE_HEADER) !== MAGIC) throw damaged(directory, 'data.mdb is not a store')
  } finally {
    closeSync(file)
  }
  return false
}

export const damaged = (directory: string, reason: string): OpenError =>
  new OpenError(
    'DATA_DIRECTORY_DAMAGED',
    `The data directory ${directory} is damaged: ${reason}. Nothing was changed; restore a backup.`,
  )
