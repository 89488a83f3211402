import { identityKey } from '../roster/document'
import { isHead } from '../roster/person-cells'
import type { ReadPerson } from './person'

/** A person with the door it was read at ('' when unknown). */
export interface Placed {
  person: ReadPerson
  door: string
}

/** What the comparison of all rows found. */
export interface Repeats {
  /** Row index → index of the row whose person it repeats. */
  repeats: Map<number, number>
  /** Rows that are perhaps the same person as an earlier one, and were kept apart. */
  possible: Set<number>
}

const stretch = 2000
/** Of people with one name behind one door, how many each is compared with: more of them are no family. */
const compared = 20

/**
 * Finds the rows that repeat a person: the same document number and name; or the same name at the same door when
 * nothing contradicts it and at most one of the two has a number (or one number is a slip of the other).
 * Doubt keeps two people apart: nobody may be lost.
 */
export function* findRepeats(rows: readonly Placed[]): Generator<number, Repeats> {
  const found: Repeats = { repeats: new Map(), possible: new Set() }
  const byNumber = new Map<string, Map<string, number>>()
  for (const [index, { person }] of rows.entries()) {
    if (index % stretch === 0) yield 1
    const key = tellingKey(person)
    if (!key) continue
    const names = byNumber.get(key) ?? new Map<string, number>()
    byNumber.set(key, names)
    const [anybody] = names.values()
    const name = nameKey(person.name)
    const twin = name ? (names.get(name) ?? names.get('')) : anybody
    if (twin !== undefined) found.repeats.set(index, twin)
    else names.set(name, index)
  }
  yield* repeatsAtDoor(rows, found)
  return found
}

/** John Smith and JOHN  SMITH are one name. */
function nameKey(name: string): string {
  return name.replace(/\s/g, '').toUpperCase()
}

/** What a person's number says across doors; nothing when it is a stump, masked, or a text that many may share. */
export function tellingKey({ document, documentState }: ReadPerson): string | undefined {
  if (!document || /[?*]/.test(document.number)) return undefined
  if (document.type === 'other' && !/\d{4}/.test(document.number)) return undefined
  return documentState === 'verified' || document.number.length >= 15 ? identityKey(document) : undefined
}

/**
 * People of different names who share a document number. Where the written sex fits only one of them the number is
 * theirs; else it is nobody's for sure.
 */
export function* findShared(people: readonly ReadPerson[]): Generator<number, Set<ReadPerson>> {
  const byNumber = new Map<string, ReadPerson[]>()
  for (const [index, person] of people.entries()) {
    if (index % stretch === 0) yield 1
    const key = tellingKey(person)
    if (!key) continue
    const same = byNumber.get(key)
    if (same) same.push(person)
    else byNumber.set(key, [person])
  }
  const shared = new Set<ReadPerson>()
  for (const same of byNumber.values()) {
    if (same.length < 2) continue
    const fitting = same.filter((person) => !person.faults.includes('sexMismatch'))
    for (const person of same) if (fitting.length !== 1 || fitting[0] !== person) shared.add(person)
  }
  return shared
}

function* repeatsAtDoor(rows: readonly Placed[], found: Repeats): Generator<number, void> {
  const byNameAndDoor = new Map<string, number[]>()
  for (const [index, { person, door }] of rows.entries()) {
    if (index % stretch === 0) yield 1
    if (!person.name || !door || found.repeats.has(index)) continue
    const key = `${door}\n${nameKey(person.name)}`
    const same = byNameAndDoor.get(key) ?? []
    byNameAndDoor.set(key, same)
    const twin = same.slice(-compared).find((other) => isRepeat(person, rows[other]?.person))
    if (twin !== undefined) found.repeats.set(index, twin)
    else {
      if (same.length > 0) found.possible.add(index)
      same.push(index)
    }
  }
}

function isRepeat(person: ReadPerson, other: ReadPerson | undefined): boolean {
  if (!other || differentPhone(person, other) || differentHead(person, other)) return false
  if (!person.document || !other.document) return !differentBirth(person, other)
  if (person.documentState === 'verified' && other.documentState === 'verified') return false
  return isSlip(person.document.number, other.document.number)
}

function differentPhone(person: ReadPerson, other: ReadPerson): boolean {
  if (!person.phone || !other.phone) return false
  const phones = [other.phone, ...(other.otherPhones ?? [])]
  return ![person.phone, ...(person.otherPhones ?? [])].some((phone) => phones.includes(phone))
}

function differentHead(person: ReadPerson, other: ReadPerson): boolean {
  return Boolean(person.relation && other.relation && isHead(person.relation) !== isHead(other.relation))
}

function differentBirth(person: ReadPerson, other: ReadPerson): boolean {
  const dates = person.birthDate && other.birthDate && person.birthDate !== other.birthDate
  return Boolean(dates || (person.sex && other.sex && person.sex !== other.sex))
}

/** Whether one number becomes the other by one slip: a character more, less, different or two neighbours swapped. */
function isSlip(one: string, other: string): boolean {
  if (one === other) return true
  if (one.includes('?') || other.includes('?')) {
    const lost = one.includes('?') ? one : other
    const known = lost.slice(0, lost.indexOf('?'))
    return known.length >= 14 && one.startsWith(known) && other.startsWith(known)
  }
  let start = 0
  while (start < one.length && one[start] === other[start]) start++
  let end = 0
  while (end < Math.min(one.length, other.length) - start && one.at(-1 - end) === other.at(-1 - end)) end++
  const left = one.slice(start, one.length - end)
  const right = other.slice(start, other.length - end)
  if (left.length <= 1 && right.length <= 1) return true
  return left.length === 2 && right.length === 2 && left[0] === right[1] && left[1] === right[0]
}
