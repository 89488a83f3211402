import { type DocumentType, documentTypes, identityKey } from '@loumen/shared/roster/document'
import { blind, seal, unseal } from '../base/personal'
import type { ResidentDocument } from './model'

/** Scope of a community's roster key. */
export const rosterKey = (communityId: unknown) => `community-${communityId}`

export type Field = 'name' | 'document' | 'phone' | 'birthDate' | 'note' | 'guardian'
const place = (field: Field, id: unknown) => `residents.${field}|${id}`

export const sealResident = (communityId: unknown, id: unknown, field: Field, text: string) =>
  seal(rosterKey(communityId), place(field, id), text)

export const openResident = <F extends Field>(resident: Pick<ResidentDocument, '_id' | F>, field: F): string => {
  const sealed = resident[field]
  return sealed ? unseal(place(field, resident._id), sealed) : ''
}

export const sealNote = (communityId: unknown, householdId: unknown, note: string) =>
  seal(rosterKey(communityId), `households.note|${householdId}`, note)
export const openNote = (householdId: unknown, sealed: string) => unseal(`households.note|${householdId}`, sealed)

export const documentIndex = (document: { type: DocumentType; number: string }) =>
  blind('document', identityKey(document))

/** Every index under which a number that somebody typed may be kept: the type is not always said. */
export const documentIndexes = (number: string) => [
  ...new Set(documentTypes.map((type) => documentIndex({ type, number }))),
]

export const phoneIndex = (phone: string) => blind('phone', phone)

/** The reason of a history entry about a subject, sealed. */
export const sealReason = (communityId: unknown, subject: string, reason: string) =>
  seal(rosterKey(communityId), `history.reason|${subject}`, reason)
export const openReason = (subject: string, sealed: string) => unseal(`history.reason|${subject}`, sealed)

/** What an edit changed: its fields by name and what they said before, sealed together. */
export interface EditDetails {
  fields: string[]
  before: Record<string, unknown>
  reason?: string
}

export const sealDetails = (communityId: unknown, subject: string, details: EditDetails) =>
  seal(rosterKey(communityId), `history.change|${subject}`, JSON.stringify(details))
export const openDetails = (subject: string, sealed: string) =>
  JSON.parse(unseal(`history.change|${subject}`, sealed)) as EditDetails
