import type { DocumentType } from '@loumen/shared/roster/document'
import type { PersonChange } from '@loumen/shared/roster/person'
import type { Resident } from '@loumen/shared/roster/schema'
import type { Tag } from '@loumen/shared/roster/tags'

/** A person as the form holds them. */
export interface PersonValues {
  name: string
  type: DocumentType
  number?: string
  phone?: string
  relation?: string
  birthDate?: string
  vaccinatedOn?: string
  tags: Tag[]
  guardian: string
  guardianName?: string
  guardianPhone?: string
  note?: string
  reason?: string
}

/** What the form begins with; masked numbers stay empty. */
export const valuesOf = (resident?: Resident): PersonValues => ({
  name: resident?.name ?? '',
  type: (resident?.documentType as DocumentType | null) ?? 'residentId',
  relation: resident?.relation ?? '',
  vaccinatedOn: resident?.vaccinatedOn ?? '',
  tags: (resident?.tags ?? []) as Tag[],
  guardian: resident?.guardian ? (resident.guardian.residentId ?? 'other') : '',
  guardianName: resident?.guardian && !resident.guardian.residentId ? resident.guardian.name : '',
  note: resident?.note ?? '',
})

const text = (value: string | undefined) => value?.trim() ?? ''

/** What the form changes: a field that says what it said, or was left empty where it is masked, is not named. */
export function changeOf(values: PersonValues, resident?: Resident): PersonChange {
  const before = valuesOf(resident)
  const change: PersonChange = {}
  if (text(values.name) !== text(before.name)) change.name = text(values.name)
  for (const field of ['relation', 'vaccinatedOn', 'note'] as const)
    if (text(values[field]) !== text(before[field])) change[field] = text(values[field]) || null
  if (text(values.phone)) change.phone = text(values.phone)
  if (text(values.birthDate)) change.birthDate = text(values.birthDate)
  if (text(values.number)) change.document = { type: values.type, number: text(values.number) }
  if ([...values.tags].sort().join() !== [...before.tags].sort().join()) change.tags = values.tags
  const sameGuardian =
    values.guardian === before.guardian &&
    text(values.guardianName) === text(before.guardianName) &&
    !text(values.guardianPhone)
  if (!sameGuardian) change.guardian = guardianOf(values)
  return change
}

function guardianOf({ guardian, guardianName, guardianPhone }: PersonValues) {
  if (!guardian) return null
  return guardian === 'other'
    ? { name: text(guardianName), phone: text(guardianPhone) || null }
    : { residentId: guardian }
}
