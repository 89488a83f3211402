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
 * Tells what one field's text is: the QR code of a ticket or a slip, a document number (a reader types it), four digits
 * and a door ("4821 3-2-501", "4821 501") or a surname ("4821 王"), or a door after "+" for people without any document
 * ("+3-2-501"). Undefined when it is none of these.
 */
export function readScan(text: string, entranceId?: string): Scan | undefined {
  const clean = text.normalize('NFKC').trim()
  if (parseTicketCode(clean)) return { kind: 'ticket', code: clean }
  if (parseSlipCode(clean)) return { kind: 'slip', code: clean }
  const home = /^\+\s*(\S{1,20})$/.exec(clean)?.[1]
  if (home) return { kind: 'home', door: home, entranceId }
  const named = /^(\d{3}[\dXx])[\s,，、+]*([\u4e00-\u9fff·]{1,8})$/.exec(clean)
  if (named?.[1] && named[2]) return { kind: 'name', last4: named[1].toUpperCase(), surname: named[2] }
  const door = /^(\d{3}[\dXx])[\s,，、+]+(\S{1,20})$/.exec(clean)
  if (door?.[1] && door[2]) {
    const last4 = door[1].toUpperCase()
    return /\d/.test(door[2])
      ? { kind: 'door', last4, door: door[2], entranceId }
      : { kind: 'name', last4, surname: door[2] }
  }
  const number = clean.replace(/[\s-]/g, '').toUpperCase()
  return /^[A-Z0-9]{5,25}$/.test(number) ? { kind: 'document', number } : undefined
}

const green: readonly string[] = [
  'elderly',
  'elderlyAlone',
  'infant',
  'pregnant',
  'disabled',
  'wheelchair',
  'oldAndYoung',
]

/** Whether a person goes first and need not have been called (R12): elderly, small children, pregnant, disabled. */
export const goesFirst = (tags: readonly string[]) => tags.some((tag) => green.includes(tag))

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

/** How many codes a range holds. */
export function sizeOf({ from, to }: CodeRange): number {
  const [first, last] = [parts(from), parts(to)]
  return first && last ? Number(BigInt(last[2] ?? '') - BigInt(first[2] ?? '')) + 1 : 0
}

/** How many codes of a range are used, and the highest of them. */
export function useOf(range: CodeRange, used: readonly string[]) {
  const own = [...new Set(used)].filter((code) => inRange(code, range)).sort()
  return { used: own.length, size: sizeOf(range), last: own.at(-1) ?? null }
}

/** The stretches of a range that were skipped: below the highest used code and never scanned. */
export function gapsIn(range: CodeRange, used: readonly string[]): { from: string; to: string; count: number }[] {
  const first = parts(range.from)
  if (!first) return []
  const numbers = used
    .filter((code) => inRange(code, range))
    .map((code) => BigInt(parts(code)?.[2] ?? ''))
    .sort((a, b) => (a < b ? -1 : 1))
  const say = (number: bigint) => `${first[1]}${String(number).padStart(first[2]?.length ?? 0, '0')}`
  const gaps: { from: string; to: string; count: number }[] = []
  let next = BigInt(first[2] ?? '')
  for (const number of numbers) {
    if (number > next) gaps.push({ from: say(next), to: say(number - 1n), count: Number(number - next) })
    if (number >= next) next = number + 1n
  }
  return gaps
}
