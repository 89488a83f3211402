import type { ReadPerson } from './person'
import type { ImportField, ImportState } from './schema'

/** The life of an import; what a command puts into its filter derives from it. */
export const importSteps: Record<ImportState, readonly ImportState[]> = {
  reading: ['ready', 'failed', 'abandoned'],
  ready: ['reading', 'applied', 'abandoned'],
  applying: ['applied'],
  applied: ['undone'],
  undone: [],
  failed: ['reading', 'abandoned'],
  abandoned: [],
}

/** The fields that are compared one by one, in the order of their prints. */
export const comparedFields = [
  'name',
  'relation',
  'document',
  'phone',
  'birthDate',
  'sex',
  'tags',
  'note',
  'place',
] as const satisfies readonly ImportField[]
export type ComparedField = (typeof comparedFields)[number]

/** What a file says of a person, as comparable text; empty where it says nothing. Birth date and sex follow a sound document. */
export function fileTexts(person: ReadPerson, place: string): Record<ComparedField, string> {
  const own = person.documentState === 'toVerify'
  return {
    name: person.name,
    relation: person.relation ?? '',
    document: person.document ? `${person.document.type} ${person.document.number}` : '',
    phone: person.phone ?? '',
    birthDate: own ? (person.birthDate ?? '') : '',
    sex: own ? (person.sex ?? '') : '',
    tags: [...person.tags].sort().join(' '),
    note: noteOf(person),
    place,
  }
}

/** A person's note; further phones of the cell are kept in it. */
export function noteOf(person: ReadPerson): string {
  const phones = person.otherPhones?.length ? `其他电话：${person.otherPhones.join('、')}` : ''
  return [person.note, phones].filter(Boolean).join('；')
}

/**
 * What becomes of a field that an updated file names. `base` tells whether a text is what the last file said, `never` when no
 * file said anything: nothing is blanked, a file that says the same as before changes nothing, and what a person edited
 * by hand stays unless the file's is chosen.
 */
export function merge(
  current: string,
  file: string,
  base: ((text: string) => boolean) | 'never',
): 'same' | 'update' | 'conflict' {
  if (!file || file === current) return 'same'
  if (base === 'never') return current ? 'conflict' : 'update'
  if (base(file)) return 'same'
  return base(current) ? 'update' : 'conflict'
}
