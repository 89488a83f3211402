import type { Output } from '@loumen/shared/endpoint'
import { saidToday } from '@loumen/shared/operations/former'
import type { Fact } from '@loumen/shared/operations/schema'
import type { listVisits } from '@loumen/shared/visits/api'
import { staysOpen } from '@loumen/shared/visits/rules'
import type { CarriedTube, Visit } from '@loumen/shared/visits/schema'
import { sessionOf } from '../remote/session'
import type { Entry } from './journal'

/** What the visits page knows of a round. */
export type VisitsAt = Output<typeof listVisits>

/** Visits as they are with what this phone recorded on top of the last truth from the server. */
export function visitsWith(known: VisitsAt, entries: readonly Entry[], at: number): VisitsAt {
  const fresh = entries.filter(({ sentAt, answer }) => (!sentAt || sentAt > at) && answer?.outcome !== 'rejected')
  return {
    ...known,
    // What an older version of the app kept on this phone says nothing of carried tubes.
    carried: fresh.reduce(
      (carried, entry) => carriedWith(carried, entry, known),
      (known.carried ?? []).map((tube) => ({ ...tube, inside: tube.inside ?? [] })),
    ),
    visits: known.visits.map((visit) => fresh.reduce(withEntry, visit)),
    carriedSince:
      known.carriedSince ??
      fresh.find(({ operation }) => operation.fact.kind === 'sampleAtDoor')?.operation.recordedAt ??
      null,
  }
}

function carriedWith(carried: readonly CarriedTube[], { operation }: Entry, known: VisitsAt): CarriedTube[] {
  const { id, fact, recordedAt } = operation
  if (fact.kind === 'removeCarried')
    return carried.map((tube) => (tube.barcode === fact.barcode ? without(tube, fact) : tube))
  if (fact.kind !== 'sampleAtDoor' && fact.kind !== 'closeCarried') return [...carried]
  const others = carried.filter(({ barcode }) => barcode !== fact.barcode)
  if (fact.kind === 'closeCarried') return others
  const { barcode, residentIds, keep } = fact
  const begun = { tubeId: id, barcode, people: 0, capacity: known.poolSize, inside: [], since: recordedAt }
  const tube = carried.find((one) => one.barcode === barcode) ?? begun
  const { entrance = '', door = '', people: home = [] } = known.visits.find(({ id }) => id === fact.visitId) ?? {}
  const inside = home
    .filter(({ residentId }) => residentIds.includes(residentId))
    .map(({ residentId, name, last4 }) => ({ residentId, name, last4, entrance, door }))
  const people = tube.people + residentIds.length
  const open = staysOpen({
    keep,
    room: tube.capacity - people,
    since: Date.parse(tube.since),
    at: Date.parse(recordedAt),
  })
  return open ? [...others, { ...tube, people, inside: [...tube.inside, ...inside] }] : others
}

const without = (tube: CarriedTube, { residentId }: { residentId: string }): CarriedTube => {
  const inside = tube.inside.filter((person) => person.residentId !== residentId)
  return { ...tube, inside, people: tube.people - (tube.inside.length - inside.length) }
}

function withEntry(visit: Visit, { roundId, operation }: Entry): Visit {
  const { recordedAt, recorderId } = operation
  const fact = saidToday(operation.fact) as Fact
  if (fact.kind === 'removeCarried' && roundId === visit.roundId) return takenOutOf(visit, fact.residentId)
  if (!('visitId' in fact) || fact.visitId !== visit.id) return visit
  const me = sessionOf('staff')?.me
  const mine = recorderId === me?.id
  switch (fact.kind) {
    case 'startVisit':
      return {
        ...visit,
        state: 'underWay',
        mine,
        workerName: mine ? me.name : visit.workerName,
        failure: null,
        endedAt: null,
      }
    case 'sampleAtDoor': {
      const people = visit.people.map((person) => ({
        ...person,
        sampled: person.sampled || fact.residentIds.includes(person.residentId),
      }))
      const left = people.some(({ sampled }) => !sampled)
      return { ...visit, people, ...(left ? {} : { state: 'done', endedAt: recordedAt }) }
    }
    case 'finishVisit':
      return { ...visit, state: 'done', endedAt: recordedAt, proof: fact.proof?.kind ?? null }
    case 'failVisit':
      return { ...visit, state: 'failed', endedAt: recordedAt, failure: { why: fact.why, note: fact.note ?? null } }
  }
}

/** A visit of which somebody was taken out of the tube again: it is under way until they are sampled or it fails. */
function takenOutOf(visit: Visit, residentId: string): Visit {
  const out = ({ residentId: id, sampled }: Visit['people'][number]) => sampled && id === residentId
  if (visit.kind !== 'sampling' || !visit.people.some(out)) return visit
  const people = visit.people.map((person) => (out(person) ? { ...person, sampled: false } : person))
  return { ...visit, people, ...(visit.state === 'done' ? { state: 'underWay' as const, endedAt: null } : {}) }
}
