import { parseSlipCode, parseTicketCode } from '../tickets/code'
import type { CodeRange, Scan, TubeState } from './schema'

/** The life of a tube; a lab that works without boxes reports straight after closing. */
export const tubeSteps: Record<TubeState, readonly TubeState[]> = {
  open: ['closed', 'void'],
  closed: ['boxed', 'received', 'resulted', 'void'],
  boxed: ['received', 'resulted', 'void'],
  received: ['resulted', 'void'],
  resulted: [],
  void: [],
}

/** Tubes whose people count as sampled: closed and not void. Open ones only hold their people's places. */
export const validTubeStates: readonly TubeState[] = ['closed', 'boxed', 'received', 'resulted']

/**
 * Tells what one field's text is: the QR code of a ticket or a slip, a document number (a reader types it), or four digits
 * and a door ("4821 3-2-501", "4821 501"). Undefined when it is none of these.
 */
export function readScan(text: string, entranceId?: string): Scan | undefined {
  const clean = text.normalize('NFKC').trim()
  if (parseTicketCode(clean)) return { kind: 'ticket', code: clean }
  if (parseSlipCode(clean)) return { kind: 'slip', code: clean }
  const door = /^(\d{3}[\dXx])[\s,，、+]+(\S{1,20})$/.exec(clean)
  if (door?.[1] && door[2]) return { kind: 'door', last4: door[1].toUpperCase(), door: door[2], entranceId }
  const number = clean.replace(/[\s-]/g, '').toUpperCase()
  return /^[A-Z0-9]{5,25}$/.test(number) ? { kind: 'document', number } : undefined
}

const parts = (code: string) => /^(.*?)(\d+)$/.exec(code)

/** Whether a barcode lies in a table's range: the same letters in front and a number between the two ends. */
export function inRange(barcode: string, range: CodeRange): boolean {
  const [from, to, own] = [parts(range.from), parts(range.to), parts(barcode)]
  if (!from || !to || !own) return barcode === range.from || barcode === range.to
  if (own[1] !== from[1] || own[0].length !== from[0].length) return false
  const number = BigInt(own[2] ?? '')
  return number >= BigInt(from[2] ?? '') && number <= BigInt(to[2] ?? '')
}

/** A range that can hold codes: two codes of one series, the first not above the last. */
export function isRange({ from, to }: CodeRange): boolean {
  const [first, last] = [parts(from), parts(to)]
  return !!first && !!last && first[1] === last[1] && from.length === to.length && inRange(from, { from, to })
}
