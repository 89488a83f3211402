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
    carried: fresh.reduce((carried, entry) => carriedWith(carried, entry, known.poolSize), known.carried ?? []),
    visits: known.visits.map((visit) => fresh.reduce(withEntry, visit)),
    carriedSince:
      known.carriedSince ??
      fresh.find(({ operation }) => operation.fact.kind === 'sampleAtDoor')?.operation.recordedAt ??
      null,
  }
}

function carriedWith(carried: readonly CarriedTube[], { operation }: Entry, poolSize: number): CarriedTube[] {
  const { id, fact, recordedAt } = operation
  if (fact.kind !== 'sampleAtDoor' && fact.kind !== 'closeCarried') return [...carried]
  const others = carried.filter(({ barcode }) => barcode !== fact.barcode)
  if (fact.kind === 'closeCarried') return others
  const { barcode, residentIds, keep } = fact
  const begun = { tubeId: id, barcode, people: 0, capacity: poolSize, since: recordedAt }
  const tube = carried.find((one) => one.barcode === barcode) ?? begun
  const people = tube.people + residentIds.length
  const open = staysOpen({
    keep,
    room: tube.capacity - people,
    since: Date.parse(tube.since),
    at: Date.parse(recordedAt),
  })
  return open ? [...others, { ...tube, people }] : others
}

function withEntry(visit: Visit, { operation }: Entry): Visit {
  const { recordedAt, recorderId } = operation
  const fact = saidToday(operation.fact) as Fact
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
