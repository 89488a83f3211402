import { readScan } from '../tubes/rules'
import type { Pack, PackPerson } from './pack'
import { behindDoor, fitsMask, rowsOf } from './pack-search'
import type { Fact, Recorded } from './schema'

/** Rows of one sheet of paper. */
export const paperRows = 20

/** How many tubes one sheet has room for. */
export const tubesOnPaper = (poolSize: number) => Math.max(1, Math.floor(paperRows / poolSize))

// Neither I, L, O nor U: letters that a hand writes like digits, or like each other.
const letters = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const check = (body: string) => letters[[...body].reduce((sum, letter) => (sum * 3 + letters.indexOf(letter)) % 31, 7)]

/** The number of a sheet: seven letters from these random bytes, and one that tells a slip of the pen. */
export function paperNumber(random: Uint8Array): string {
  const body = Array.from(random.slice(0, 7), (byte) => letters[byte % 32]).join('')
  return body + check(body)
}

/** A number as people read it: K3M7 9Q2T. */
export const sayPaperNumber = (number: string) => `${number.slice(0, 4)} ${number.slice(4)}`

/** Which sheet it is, and what was printed for: its round, table and entrance where they were known. */
export interface PaperCode {
  number: string
  roundId?: string
  tableId?: string
  entranceId?: string
}

/** What the sheet's QR code says. */
export const paperCode = ({ number, roundId = '', tableId, entranceId }: PaperCode) =>
  ['LF1', number, roundId, tableId ?? '-', entranceId ?? '-'].join('.')

const coded = /^LF1\.([0-9A-Z]{8})\.([0-9a-f]{24})\.([0-9a-f]{24}|-)\.([0-9a-f]{24}|-)$/

/** Reads a sheet's QR code or its number as somebody typed it; undefined when it is neither, or mistyped. */
export function readPaperCode(text: string): PaperCode | undefined {
  const clean = text.normalize('NFKC').trim()
  const [, number, roundId, tableId, entranceId] = coded.exec(clean) ?? []
  const typed = number ?? clean.replace(/[\s-]/g, '').toUpperCase().replace(/[IL]/g, '1').replace(/O/g, '0')
  if (typed.length !== 8 || check(typed.slice(0, 7)) !== typed[7]) return undefined
  const named = (id: string | undefined) => (id && id !== '-' ? id : undefined)
  return { number: typed, roundId, tableId: named(tableId), entranceId: named(entranceId) }
}

/** Whom a row of the sheet means. */
export type PaperPerson =
  | { kind: 'one'; who: Recorded; row?: PackPerson }
  | { kind: 'several'; rows: PackPerson[] }
  /** Nobody of the pack: it is kept as it was written, and a person decides. */
  | { kind: 'nobody'; who: Recorded }

/** A person of the pack as a row names them. */
export const namedIn = ([residentId]: PackPerson): Recorded => ({ kind: 'known', residentIds: [residentId] })

/**
 * Reads what somebody typed of a row: a document number, four digits with surname or door, door and name, a ticket's
 * number or the last four digits alone within the sheet's entrance, or a code. Undefined for an empty row.
 */
export function readPaperRow(text: string, pack: Pack, entranceId?: string): PaperPerson | undefined {
  const clean = text.normalize('NFKC').trim()
  if (!clean) return undefined
  const found = (rows: PackPerson[], who: Recorded): PaperPerson => {
    const [row] = rows
    if (!row) return { kind: 'nobody', who }
    return rows.length > 1 ? { kind: 'several', rows } : { kind: 'one', who: namedIn(row), row }
  }
  const near = entranceId ? pack.people.filter((row) => pack.entrances[row[4]]?.id === entranceId) : pack.people
  if (/^#?\d{1,4}$/.test(clean) || /^\d{3}X$/i.test(clean)) {
    const last4 = near.filter((row) => row[3] === clean.toUpperCase())
    const byNumber = entranceId ? near.filter((row) => row[6] === Number(clean.replace('#', ''))) : []
    const ways = [last4, byNumber, entranceId ? behindDoor(pack, clean, entranceId) : []]
    return found(ways.find((rows) => rows.length) ?? [], { kind: 'said', name: clean })
  }
  const scan = readScan(clean, entranceId)
  // The server checks a whole number; who it may be is shown when only one has these four digits.
  if (scan?.kind === 'document') {
    const rows = rowsOf(pack, scan)
    return { kind: 'one', who: scan, row: rows.length === 1 ? rows[0] : undefined }
  }
  if (scan?.kind === 'slip') return { kind: 'one', who: scan }
  if (scan?.kind === 'ticket') return found(rowsOf(pack, scan), scan)
  if (scan?.kind === 'name') {
    const { last4, surname } = scan
    const rows = pack.people.filter((row) => row[3] === last4 && fitsMask(row[2], surname))
    return found(rows, { kind: 'said', name: surname, last4 })
  }
  if (scan?.kind === 'door') {
    const { last4, door } = scan
    return found(rowsOf(pack, scan), { kind: 'said', name: door, last4, door })
  }
  const words = clean.split(/[\s,，、+]+/).filter(Boolean)
  const place = words.find((word) => /\d/.test(word))
  const name = words.filter((word) => word !== place).join(' ')
  if (!place || !name) {
    const rows = place ? behindDoor(pack, place, entranceId) : []
    return found(rows, { kind: 'said', name: clean.slice(0, 40) })
  }
  const rows = behindDoor(pack, place, entranceId).filter((row) => fitsMask(row[2], name))
  return found(rows, { kind: 'said', name: name.slice(0, 40), door: place.slice(0, 20) })
}

/** One tube of a sheet: when it was opened and closed, and who stands on its rows. Times are instants, milliseconds. */
export interface PaperTube {
  barcode: string
  from: number
  to: number
  rows: readonly (Recorded | undefined)[]
}

/** An operation of a sheet, before its recorder is named. */
export interface PaperOperation {
  id: string
  recordedAt: string
  fact: Fact
}

/**
 * What a sheet says, as operations. Their ids come from the sheet's number and the row, so that a sheet handed in again, by
 * whomever, happens once; people are spread evenly between the tube's two times.
 */
export function paperOperations(
  number: string,
  tableId: string,
  tubes: readonly (PaperTube | undefined)[],
): PaperOperation[] {
  return tubes.flatMap((tube, at) => {
    if (!tube) return []
    const { barcode, from, to, rows } = tube
    const step = (to - from) / (rows.length + 1)
    const count = rows.filter(Boolean).length
    const operation = (part: string, when: number, fact: Fact): PaperOperation => ({
      id: paperOperationId(number, at, part),
      recordedAt: new Date(Math.round(when)).toISOString(),
      fact,
    })
    return [
      operation('open', from, { kind: 'openTube', tableId, barcode }),
      ...rows.flatMap((who, row) =>
        who ? [operation(String(row + 1), from + step * (row + 1), { kind: 'admit', tableId, barcode, who })] : [],
      ),
      operation('close', to, { kind: 'closeTube', tableId, barcode, count }),
    ]
  })
}

/** The id of one operation of a sheet: the tube's place from 0, and a row from 1, `open` or `close`. */
export const paperOperationId = (number: string, tube: number, part: string) => `paper-${number}-${tube + 1}-${part}`

/** A time of day as written on paper, `0915`, `9:15` or `9：15`, in milliseconds from midnight; undefined for anything else. */
export function readDayTime(text: string): number | undefined {
  const [, hour, minute] = /^(\d{1,2}?)[:：.]?(\d{2})$/.exec(text.normalize('NFKC').trim()) ?? []
  if (hour === undefined || Number(hour) > 23 || Number(minute) > 59) return undefined
  return (Number(hour) * 60 + Number(minute)) * 60_000
}
