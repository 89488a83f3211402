import type { Recorded } from '@loumen/shared/operations/schema'
import { Refused } from '@loumen/shared/refusals'
import { oid } from '../base/db'
import { seal } from '../base/personal'
import { readResidents } from '../roster/queries'
import { roundKey } from '../rounds/keys'
import type { RoundDocument } from '../rounds/model'
import { ticketsOfResidents } from '../tickets/queries'
import { peopleOf } from '../tubes/admissible'
import type { TubePersonDocument } from '../tubes/model'
import { reasonPlace } from '../tubes/present'
import { findScanned } from '../tubes/scan'

/** One person of a recorded admission: known with their ticket, or only what a device could note. */
export type Claimant =
  | {
      person: TubePersonDocument
      ticket: { cancelled: boolean; frozen: boolean; route: 'ordinary' | 'separate' | 'doorOnly' }
    }
  | { said: { name: string; last4: string; door: string }; why: Refused }

/** Finds the people of many recorded admissions, those that packs knew with few questions. */
export async function findRecorded(
  recorded: readonly { id: string; who: Recorded; reason?: string }[],
  round: RoundDocument,
): Promise<Map<string, Claimant[]>> {
  const ids = [...new Set(recorded.flatMap(({ who }) => (who.kind === 'known' ? who.residentIds : [])))]
  const [residents, tickets] = await Promise.all([readResidents(ids), ticketsOfResidents(round._id, ids.map(oid))])
  const resident = new Map(residents.map((one) => [String(one._id), one]))
  const pairs = tickets.flatMap((ticket) => {
    const one = resident.get(String(ticket.residentId))
    return one ? [{ resident: one, ticket }] : []
  })
  const known = new Map(
    (await claimantsOf(pairs, round, undefined)).map((one, at) => [String(pairs[at]?.resident._id), one]),
  )
  const found = new Map<string, Claimant[]>()
  for (const { id, who, reason } of recorded) {
    if (who.kind === 'said') {
      const { name, last4 = '', door = '' } = who
      found.set(id, [{ said: { name, last4, door }, why: new Refused('scan.unknown') }])
      continue
    }
    if (who.kind === 'known') {
      const unknown: Claimant = { said: { name: '', last4: '', door: '' }, why: new Refused('scan.unknown') }
      const people = who.residentIds.map((one) => known.get(one) ?? unknown)
      found.set(
        id,
        people.map((one) => ('person' in one ? { ...one, person: withReason(one.person, round, reason) } : one)),
      )
      continue
    }
    try {
      const people = await findScanned(who, round)
      // Nobody can be asked any more which of several was meant.
      if (people.length > 1 && who.kind !== 'ticket' && who.kind !== 'slip' && !who.residentIds)
        throw new Refused('scan.ambiguous')
      found.set(id, await claimantsOf(people, round, reason))
    } catch (error) {
      if (!(error instanceof Refused)) throw error
      found.set(id, [{ said: saidBy(who), why: error }])
    }
  }
  return found
}

async function claimantsOf(
  pairs: Parameters<typeof peopleOf>[0],
  round: RoundDocument,
  reason: string | undefined,
): Promise<Claimant[]> {
  const people = await peopleOf(pairs, round, { reason })
  return people.map((person, at) => {
    const { state, frozen, route } = pairs[at]?.ticket ?? { state: 'registered', frozen: false, route: 'ordinary' }
    return { person, ticket: { cancelled: state === 'cancelled', frozen, route } }
  })
}

const withReason = (person: TubePersonDocument, round: RoundDocument, reason: string | undefined) =>
  reason ? { ...person, reason: seal(roundKey(round._id), reasonPlace(person.residentId), reason) } : { ...person }

/** What a scan that finds nobody leaves for the person who decides. */
function saidBy(who: Exclude<Recorded, { kind: 'known' | 'said' }>) {
  if (who.kind === 'door') return { name: '', last4: who.last4, door: who.door }
  if (who.kind === 'name') return { name: who.surname, last4: who.last4, door: '' }
  if (who.kind === 'home') return { name: '', last4: '', door: who.door }
  if (who.kind === 'document') return { name: '', last4: who.number.slice(-4), door: '' }
  return { name: '', last4: '', door: '' }
}
