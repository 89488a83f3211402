import '../zod-config'
import { z } from 'zod'
import { Id, line } from '../fields'
import { type DocumentReading, type DocumentType, documentTypes, readDocument, type Sex } from './document'
import { phoneNumber } from './phone'
import { calendarDate } from './resident-number'
import { DocumentNumber, PersonName } from './schema'
import { type Tag, tags } from './tags'

/** Who acts for somebody: a person of the same household, or somebody else by name and phone. */
export const Guardian = z.union([
  z.object({ residentId: Id }),
  z.object({ name: PersonName, phone: line(40).nullable() }),
])
export type Guardian = z.infer<typeof Guardian>

export const TagName = z.enum(tags as readonly [Tag, ...Tag[]])

/** What is said of a person. A field that is left out stays as it is; null takes it away. */
export const PersonChange = z.object({
  name: PersonName.optional(),
  relation: line(20).nullable().optional(),
  document: z
    .object({ type: z.enum(documentTypes), number: DocumentNumber })
    .nullable()
    .optional(),
  phone: line(40).nullable().optional(),
  birthDate: z.iso.date().nullable().optional(),
  sex: z.enum(['male', 'female']).nullable().optional(),
  guardian: Guardian.nullable().optional(),
  tags: z.array(TagName).max(30).optional(),
  /** Vaccinated on this day: a swab may have to wait (R37). */
  vaccinatedOn: z.iso.date().nullable().optional(),
  note: line(500).nullable().optional(),
})
export type PersonChange = z.infer<typeof PersonChange>

/** The fields of a person as their history names them. */
export const personFields = [
  'name',
  'relation',
  'document',
  'phone',
  'birthDate',
  'sex',
  'guardian',
  'tags',
  'vaccinatedOn',
  'note',
] as const
export type PersonField = (typeof personFields)[number]

/** What a change means once it is read: numbers in their stored form, and what a sound document says of its owner. */
export interface PersonRead extends Omit<PersonChange, 'document'> {
  document?: DocumentReading | null
  /** Known only when the change names a document: whether it has to be looked at again. */
  toVerify?: boolean
}

export type PersonFault =
  | 'resident.documentUnreadable'
  | 'resident.documentReason'
  | 'resident.phoneWrong'
  | 'resident.birthDateWrong'

/**
 * Reads a change as the server takes it. A document number that cannot be right is kept and its owner stays to be verified;
 * birth date and sex follow a sound one. A document of no known kind needs the reason why it is taken.
 */
export function readPersonChange(
  change: PersonChange,
  reason: string | undefined,
  today: string,
): { read: PersonRead } | { fault: PersonFault } {
  const { document, ...rest } = change
  const read: PersonRead = { ...rest }
  if (typeof rest.phone === 'string') {
    const phone = phoneNumber(rest.phone)
    if (!phone) return { fault: 'resident.phoneWrong' }
    read.phone = phone
  }
  if (rest.guardian && 'phone' in rest.guardian && rest.guardian.phone) {
    const phone = phoneNumber(rest.guardian.phone)
    if (!phone) return { fault: 'resident.phoneWrong' }
    read.guardian = { ...rest.guardian, phone }
  }
  for (const date of [rest.birthDate, rest.vaccinatedOn])
    if (date && !isPast(date, today)) return { fault: 'resident.birthDateWrong' }
  if (document === null) Object.assign(read, { document: null, toVerify: true })
  else if (document) {
    const reading = readDocument(document.number, document.type, today)
    if (!reading) return { fault: 'resident.documentUnreadable' }
    if (reading.type === 'other' && !reason) return { fault: 'resident.documentReason' }
    Object.assign(read, { document: reading, toVerify: !!reading.fault }, reading.fault ? {} : saidBy(reading))
  }
  return { read }
}

const isPast = (date: string, today: string) =>
  calendarDate(Number(date.slice(0, 4)), Number(date.slice(5, 7)), Number(date.slice(8, 10)), today) === date

/** What a sound document says of its owner. */
function saidBy({ birthDate, sex }: DocumentReading): { birthDate?: string; sex?: Sex } {
  return { ...(birthDate && { birthDate }), ...(sex && { sex }) }
}

/** Whether a type of document carries its owner's birth date and sex, so that nobody is asked for them. */
export const saysBirth = (type: DocumentType) => type === 'residentId' || type === 'residencePermit'
