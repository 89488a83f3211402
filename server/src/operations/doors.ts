import type { Fact } from '@loumen/shared/operations/schema'
import type { ClientSession } from 'mongoose'
import { Actor } from '../base/actor'
import { changeIn } from '../base/change'
import { asRecorded } from '../clock'
import { pathOfScope } from '../community/paths'
import { readResidents } from '../roster/queries'
import { markRecorded, unmarkSampled } from '../visits/commands'
import type { VisitDocument } from '../visits/model'
import { findVisit } from '../visits/queries'
import type { Taken } from './intake'
import type { Rack } from './rack'

export type DoorFact = Extract<Fact, { kind: 'sampleAtDoor' }>

/** Where somebody sampled at a door: the visit's household, or that of who was sampled when the visit is gone. */
export async function pathOfDoor({ visitId, residentIds }: DoorFact) {
  const visit = await findVisit(visitId).catch(() => undefined)
  const [resident] = visit ? [] : await readResidents(residentIds.slice(0, 1))
  const householdId = visit?.householdId ?? resident?.householdId
  return householdId ? pathOfScope(String(householdId)).catch((): string[] => []) : []
}

/** Marks on its visit what was sampled at a door, in the batch's transaction, at its own time and under its recorder's name. */
export async function markDoor(
  { visitId, residentIds }: DoorFact,
  { id, recorder, recordedAt, fingerprint }: Taken,
  { visits, rack, session }: { visits: ReadonlyMap<string, VisitDocument>; rack: Rack; session: ClientSession },
) {
  const visit = visits.get(visitId)
  if (!visit) return
  const nobodyLeft = visit.people.every(({ residentId, sampled }) => {
    const who = String(residentId)
    return sampled || residentIds.includes(who) || rack.holds(who)
  })
  const actor = new Actor(recorder, 'offline', { id, endpoint: 'sampleAtDoor', fingerprint })
  await asRecorded(recordedAt, () =>
    markRecorded(visit, { workerId: recorder.id, residentIds, nobodyLeft }, changeIn(actor, session)),
  )
}

/** Takes back on their visit that somebody was sampled whom a record takes out of a carried tube, in the batch's transaction. */
export async function unmarkDoor(
  { residentId }: Extract<Fact, { kind: 'removeCarried' }>,
  { id, recorder, recordedAt, fingerprint }: Taken,
  { visits, session }: { visits: ReadonlyMap<string, VisitDocument>; session: ClientSession },
) {
  const sampled = (visit: VisitDocument) =>
    visit.kind === 'sampling' && visit.people.some((one) => one.sampled && String(one.residentId) === residentId)
  const visit = [...visits.values()].findLast(sampled)
  if (!visit) return
  const actor = new Actor(recorder, 'offline', { id, endpoint: 'removeCarried', fingerprint })
  await asRecorded(recordedAt, () => unmarkSampled(visit.roundId, residentId, changeIn(actor, session)))
  for (const person of visit.people) person.sampled &&= String(person.residentId) !== residentId
  if (visit.state === 'done') visit.state = 'underWay'
}
