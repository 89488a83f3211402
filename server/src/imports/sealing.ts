import type { ReadHousehold } from '@loumen/shared/imports/reading'
import { fileTexts } from '@loumen/shared/imports/rules'
import type { KeyStore } from '../base/keys'
import { useKeys } from '../base/personal'
import { documentIndex, phoneIndex, sealResident } from '../roster/personal'
import { Prints } from './prints'
import { unsqueeze } from './squeeze'

/** People whose personal fields a thread of its own seals: what was read, an id for each, and the keys that it needs. */
export interface SealTask {
  kind: 'seal'
  communityId: string
  packed: Uint8Array
  /** One id of 24 digits after the other. */
  ids: string
  keys: { data: Uint8Array; blind: Record<string, Uint8Array> }
}

/** The sealed fields of a person; empty where there is nothing to seal. */
export type SealedPerson = Record<
  'name' | 'document' | 'documentIndex' | 'phone' | 'phoneIndex' | 'birthDate' | 'note' | 'said',
  string
>

/** Between two fields of a part: sealed values, blind indexes and prints have no such character. */
const between = '\n'

/** The people of a part that was sealed. */
export function sealedPeople(packed: string): SealedPerson[] {
  const fields = packed.split(between)
  const people: SealedPerson[] = []
  for (let at = 0; at + 8 <= fields.length; at += 8) {
    const [name = '', document = '', documentIndex = '', phone = ''] = fields.slice(at, at + 4)
    const [phoneIndex = '', birthDate = '', note = '', said = ''] = fields.slice(at + 4, at + 8)
    people.push({ name, document, documentIndex, phone, phoneIndex, birthDate, note, said })
  }
  return people
}

/** Seals the people of one part; their fields one after the other, person by person, as one text: many texts are slow to hand over. */
export function sealPart({ communityId, packed, ids, keys }: SealTask): string {
  const blind = new Map(Object.entries(keys.blind).map(([kind, key]) => [kind, Buffer.from(key)]))
  const data = Buffer.from(keys.data)
  useKeys({ dataKey: () => data, blindKey: (kind: string) => blind.get(kind) } as unknown as KeyStore)
  const prints = new Prints(communityId)
  const fields: string[] = []
  let at = 0
  for (const { people } of unsqueeze(packed) as ReadHousehold[])
    for (const person of people) {
      const id = ids.slice(at, at + 24)
      at += 24
      const seal = (field: 'name' | 'document' | 'phone' | 'birthDate' | 'note', text: string | undefined) =>
        text ? sealResident(communityId, id, field, text) : ''
      const texts = fileTexts(person, '')
      fields.push(
        sealResident(communityId, id, 'name', person.name),
        seal('document', person.document?.number),
        person.document ? documentIndex(person.document) : '',
        seal('phone', person.phone),
        person.phone ? phoneIndex(person.phone) : '',
        seal('birthDate', person.birthDate),
        seal('note', texts.note),
        prints.of(id, texts),
      )
    }
  return fields.join(between)
}
