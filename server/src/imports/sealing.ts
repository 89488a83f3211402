import type { MessagePort } from 'node:worker_threads'
import type { ReadPerson } from '@loumen/shared/imports/person'
import { type ComparedField, comparedFields, fileTexts } from '@loumen/shared/imports/rules'
import type { DocumentType } from '@loumen/shared/roster/document'
import { newId } from '../base/db'
import type { KeyStore } from '../base/keys'
import { useKeys } from '../base/personal'
import { documentIndex, phoneIndex, sealResident } from '../roster/personal'
import { Prints } from './prints'
import { decode } from './squeeze'

/**
 * People whose personal fields a thread of its own seals, with the keys that it needs. Parts of their encoded texts come
 * through one port and leave sealed through the other; the last message of both is the order of the people.
 */
export interface SealTask {
  kind: 'seal'
  communityId: string
  people: MessagePort
  sealed: MessagePort
  keys: { data: Uint8Array; blind: Record<string, Uint8Array> }
}

/** The sealed fields of a new person, and the id that they are sealed for; empty where there is nothing to seal. */
export type SealedPerson = Record<(typeof sealedFields)[number], string>

const sealedFields = [
  'id',
  'name',
  'document',
  'documentIndex',
  'phone',
  'phoneIndex',
  'birthDate',
  'note',
  'said',
] as const

/** Between two fields of a part: sealed values, blind indexes and prints have no such character. */
const between = '\n'

/** Everything of a person that is sealed or printed; equal for a person of whom nothing of it has changed. */
export function textsToSeal(person: ReadPerson): string[] {
  const texts = fileTexts(person, '')
  return [person.birthDate ?? '', ...comparedFields.map((field) => texts[field])]
}

/** The people of a part that was sealed. */
export function sealedPeople(packed: string): SealedPerson[] {
  const fields = packed ? packed.split(between) : []
  const people: SealedPerson[] = []
  for (let at = 0; at < fields.length; at += sealedFields.length) {
    const [id = '', name = '', document = '', documentIndex = '', phone = ''] = fields.slice(at, at + 5)
    const [phoneIndex = '', birthDate = '', note = '', said = ''] = fields.slice(at + 5, at + 9)
    people.push({ id, name, document, documentIndex, phone, phoneIndex, birthDate, note, said })
  }
  return people
}

/** Seals people until there are no more; when their reader has ended early, the order never comes. */
export function sealPeople({ communityId, people, sealed, keys }: SealTask): Promise<void> {
  takeKeys(keys)
  const prints = new Prints(communityId)
  return new Promise((resolve) => {
    people.on('message', (part: Uint8Array | Uint32Array) =>
      sealed.postMessage(part instanceof Uint32Array ? part : sealPart(communityId, part, prints)),
    )
    people.on('close', () => {
      sealed.close()
      resolve()
    })
  })
}

function takeKeys(keys: SealTask['keys']) {
  const blind = new Map(Object.entries(keys.blind).map(([kind, key]) => [kind, Buffer.from(key)]))
  const data = Buffer.from(keys.data)
  useKeys({ dataKey: () => data, blindKey: (kind: string) => blind.get(kind) } as unknown as KeyStore)
}

/** Seals the people of one part; their fields one after the other, person by person, as one text: many texts are slow to hand over. */
function sealPart(communityId: string, people: Uint8Array, prints: Prints): string {
  const fields: string[] = []
  for (const [birthDate = '', ...said] of decode(people) as string[][]) {
    const id = newId().toHexString()
    const texts = Object.fromEntries(comparedFields.map((field, at) => [field, said[at] ?? ''])) as Record<
      ComparedField,
      string
    >
    const seal = (field: 'document' | 'phone' | 'birthDate' | 'note', text: string) =>
      text ? sealResident(communityId, id, field, text) : ''
    const [type, number] = split(texts.document)
    fields.push(
      id,
      sealResident(communityId, id, 'name', texts.name),
      seal('document', number),
      number ? documentIndex({ type, number }) : '',
      seal('phone', texts.phone),
      texts.phone ? phoneIndex(texts.phone) : '',
      seal('birthDate', birthDate),
      seal('note', texts.note),
      prints.of(id, texts),
    )
  }
  return fields.join(between)
}

/** A document's type and number as its text has them: the type is one word. */
function split(document: string): [DocumentType, string] {
  const end = document.indexOf(' ')
  return [document.slice(0, end) as DocumentType, document.slice(end + 1)]
}
