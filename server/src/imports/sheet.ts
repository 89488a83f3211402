import type { Sheet } from '@loumen/shared/imports/rows'
import { Refused } from '@loumen/shared/refusals'
import type { RosterFileFault } from '@loumen/shared/words/roster-problems'
import { readDelimited } from './delimited'
import { readWorkbook } from './workbook'

export const maxFileBytes = 2 * 1024 * 1024
export const maxRows = 20_000
export const maxColumns = 256
export const maxCellLength = 2000
/** All cells of a sheet together: a roster of the most rows has a third of it; one text shared by a million cells has more. */
export const maxLetters = 10_000_000

/** How PNG, JPEG, GIF and PDF files begin. */
const pictures = ['89504e47', 'ffd8ff', '47494638', '25504446'].map((start) => Buffer.from(start, 'hex'))

/** WebP, and HEIC as phones take it. */
const isPhonePicture = (bytes: Buffer) =>
  ['WEBP', 'ftyp'].some((mark, at) => bytes.toString('latin1', at ? 4 : 8, at ? 8 : 12) === mark)

/** The refusal of a file; `reason` is a key of rosterFileFaults. */
export const unreadable = (reason: RosterFileFault) => new Refused('roster.unreadable', { reason })

/**
 * The tables of a file: every visible sheet of a workbook (xlsx), or the one table of a text (csv, tab-separated, pasted).
 * What a file is, is told from its bytes, never from its name. Refuses with roster.unreadable; gives way to other work as it goes.
 */
export async function readSheets(bytes: Buffer, name: string): Promise<Sheet[]> {
  if (bytes.length > maxFileBytes) throw unreadable('tooLarge')
  if (bytes.length === 0) throw unreadable('empty')
  if (bytes.subarray(0, 4).equals(Buffer.from([0x50, 0x4b, 3, 4]))) return readWorkbook(bytes)
  if (bytes.subarray(0, 4).equals(Buffer.from([0xd0, 0xcf, 0x11, 0xe0]))) throw unreadable('oldExcel')
  if (bytes.toString('latin1', 0, 5) === '{\\rtf') throw unreadable('otherDocument')
  if (pictures.some((start) => bytes.subarray(0, start.length).equals(start)) || isPhonePicture(bytes))
    throw unreadable('picture')
  if (/^\s*<(!doctype|html|\?xml|table|head|meta)/i.test(bytes.toString('utf8', 0, 200).replace('\ufeff', '')))
    throw unreadable('webPage')
  return [await readDelimited(bytes, name)]
}
