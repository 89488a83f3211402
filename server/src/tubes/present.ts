import { maskName, type PersonView } from '@loumen/shared/masking'
import type { Tube, TubePerson } from '@loumen/shared/tubes/schema'
import { seal, unseal } from '../base/personal'
import { roundKey } from '../rounds/keys'
import type { TubeDocument, TubePersonDocument } from './model'

const place = (residentId: unknown) => `tubes.person|${residentId}`
export const reasonPlace = (residentId: unknown) => `tubes.reason|${residentId}`
export const vouchPlace = (residentId: unknown) => `tubes.vouch|${residentId}`

/** A person's name and last four digits as a tube keeps them, under the round's key. */
export const sealPerson = (roundId: unknown, residentId: unknown, name: string, last4: string) =>
  seal(roundKey(roundId), place(residentId), JSON.stringify([name, last4]))

export const openPerson = (person: TubePersonDocument) =>
  JSON.parse(unseal(place(person.residentId), person.person)) as [string, string]

export function presentPerson(person: TubePersonDocument, view: PersonView): TubePerson {
  const [name, last4] = openPerson(person)
  return {
    residentId: String(person.residentId),
    name: maskName(name, view.name),
    last4: view.document === 'none' ? null : last4 || null,
    entrance: person.entrance,
    colour: person.colour,
    door: person.door,
    number: person.number,
    admittedAt: person.admittedAt.toISOString(),
    reason: person.reason ? unseal(reasonPlace(person.residentId), person.reason) : null,
    care: view.tags ? (person.care ?? []) : [],
    vouch: person.vouch ? unseal(vouchPlace(person.residentId), person.vouch) : null,
  }
}

export const presentTube = (tube: TubeDocument, view: PersonView): Tube => ({
  id: String(tube._id),
  roundId: String(tube.roundId),
  siteId: tube.siteId ? String(tube.siteId) : null,
  tableId: tube.tableId ? String(tube.tableId) : null,
  visitId: tube.visitId ? String(tube.visitId) : null,
  barcode: tube.barcode,
  capacity: tube.capacity,
  state: tube.state,
  lane: tube.lane ?? null,
  diverted: tube.diverted ?? null,
  people: tube.people.map((person) => presentPerson(person, view)),
  openedAt: tube.openedAt.toISOString(),
  closedAt: tube.closedAt?.toISOString() ?? null,
})
