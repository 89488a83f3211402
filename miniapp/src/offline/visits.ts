import type { Output } from '@loumen/shared/endpoint'
import type { listVisits } from '@loumen/shared/visits/api'
import type { Visit } from '@loumen/shared/visits/schema'
import { sessionOf } from '../remote/session'
import type { Entry } from './journal'

/** What the visits page knows of a round. */
export type VisitsAt = Output<typeof listVisits>

/** Visits as they are with what this phone recorded on top of the last truth from the server. */
export function visitsWith(known: VisitsAt, entries: readonly Entry[], at: number): VisitsAt {
  const fresh = entries.filter(({ sentAt, answer }) => (!sentAt || sentAt > at) && answer?.outcome !== 'rejected')
  return {
    ...known,
    visits: known.visits.map((visit) => fresh.reduce(withEntry, visit)),
    carriedSince:
      known.carriedSince ??
      fresh.find(({ operation }) => operation.fact.kind === 'sampleAtDoor')?.operation.recordedAt ??
      null,
  }
}

function withEntry(visit: Visit, { operation }: Entry): Visit {
  const { fact, recordedAt, recorderId } = operation
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
      return { ...visit, state: 'failed', endedAt: recordedAt, failure: fact.reason }
  }
}
