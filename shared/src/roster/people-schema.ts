import '../zod-config'
import { z } from 'zod'
import { Id, Instant } from '../fields'

/** One entry of a household's history: who did what and when; fields by name, never what they said before. */
export const RosterEntry = z.object({
  id: Id,
  at: Instant,
  what: z.string(),
  /** Who did it; null for the house itself. */
  by: z.string().nullable(),
  /** The person that it is about, as the asking role may see them. */
  person: z.string().nullable(),
  fields: z.array(z.string()),
  reason: z.string().nullable(),
})
export type RosterEntry = z.infer<typeof RosterEntry>

/** A person in a list: where they live, and as much of them as the asking role may see. */
export const PersonRow = z.object({
  residentId: Id,
  householdId: Id,
  entranceId: Id,
  entrance: z.string(),
  floor: z.number().int(),
  door: z.string(),
  name: z.string(),
  documentType: z.string().nullable(),
  document: z.string().nullable(),
  phone: z.string().nullable(),
})
export type PersonRow = z.infer<typeof PersonRow>

export const PersonToVerify = PersonRow.extend({
  rev: z.number().int(),
  fault: z.string().nullable(),
  word: z.enum(['captain', 'guardian']).nullable(),
})
export type PersonToVerify = z.infer<typeof PersonToVerify>

/** Where a search found something. */
export const SearchResult = z.object({
  /** What the text was taken for. */
  by: z.enum(['name', 'phone', 'document', 'door']),
  people: z.array(PersonRow),
  households: z.array(
    z.object({
      id: Id,
      entranceId: Id,
      entrance: z.string(),
      floor: z.number().int(),
      door: z.string(),
      people: z.number().int(),
    }),
  ),
  /** There are more than are shown. */
  more: z.boolean(),
})
export type SearchResult = z.infer<typeof SearchResult>

/** Why two entries may be one person. */
export const DuplicateCause = z.enum(['document', 'nameAndDoor', 'nameAndBirth', 'nameAndPhone'])
export type DuplicateCause = z.infer<typeof DuplicateCause>

export const DuplicatePair = z.object({ causes: z.array(DuplicateCause), people: z.tuple([PersonRow, PersonRow]) })
export type DuplicatePair = z.infer<typeof DuplicatePair>

/** The fields in which two entries are put side by side before they are joined. */
export const mergeFields = ['name', 'relation', 'document', 'phone', 'birthDate', 'guardian', 'note', 'home'] as const
export const MergeField = z.enum(mergeFields)
export type MergeField = z.infer<typeof MergeField>

/** What joining two entries would do. */
export const MergePreview = z.object({
  keepId: Id,
  dropId: Id,
  revs: z.tuple([z.number().int(), z.number().int()]),
  people: z.tuple([PersonRow, PersonRow]),
  fields: z.array(
    z.object({
      field: MergeField,
      keep: z.string(),
      drop: z.string(),
      /** Which of the two is proposed. */
      from: z.enum(['keep', 'drop']),
    }),
  ),
  tags: z.array(z.string()),
  /** Why they cannot be joined now, as the code of a refusal. */
  obstacle: z.string().nullable(),
})
export type MergePreview = z.infer<typeof MergePreview>

export const Merge = z.object({
  id: Id,
  state: z.enum(['merged', 'undone', 'distinct']),
  at: Instant,
  by: z.string().nullable(),
  kept: PersonRow.nullable(),
  dropped: PersonRow.nullable(),
})
export type Merge = z.infer<typeof Merge>

/** A look at what was masked, or a list that was taken out: who, when, why. */
export const Disclosure = z.object({
  id: Id,
  at: Instant,
  what: z.enum(['revealed', 'signatureRevealed', 'exported', 'exportedFull', 'hoursExported', 'hoursExportedFull']),
  by: z.string().nullable(),
  person: PersonRow.nullable(),
  people: z.number().int().nullable(),
  reason: z.string().nullable(),
})
export type Disclosure = z.infer<typeof Disclosure>
