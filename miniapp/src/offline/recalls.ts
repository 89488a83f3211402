import type { Output } from '@loumen/shared/endpoint'
import type { myRecalls } from '@loumen/shared/incidents/api'
import type { Recall, RecallPerson } from '@loumen/shared/incidents/schema'
import { sessionOf } from '../remote/session'
import type { Entry } from './journal'

/** What a phone knows of the recalls that its owner works on. */
export type RecallsAt = Output<typeof myRecalls>

/** Recalls as they are with what this phone recorded on top of the last truth from the server. */
export function recallsWith({ recalls }: RecallsAt, entries: readonly Entry[], at: number): Recall[] {
  const fresh = entries.filter(({ sentAt, answer }) => (!sentAt || sentAt > at) && answer?.outcome !== 'rejected')
  return recalls.map((recall) => ({
    ...recall,
    people: recall.people.map((person) => fresh.reduce((known, entry) => withEntry(recall.id, known, entry), person)),
  }))
}

function withEntry(recallId: string, person: RecallPerson, { operation }: Entry): RecallPerson {
  const { id, fact, recordedAt, recorderId } = operation
  if (!('recallId' in fact) || fact.recallId !== recallId || fact.residentId !== person.residentId) return person
  const me = sessionOf('staff')?.me
  if (fact.kind === 'recordReached') {
    const { where, place = null, how, toldBy = recorderId === me?.id ? me.name : '' } = fact
    return { ...person, reached: { at: recordedAt, where, place, how, toldBy } }
  }
  const samples = fact.samples.map(({ barcode, lab }, i) => ({
    tubeId: `${id}-${i}`,
    barcode,
    lab,
    at: recordedAt,
    state: 'closed',
    outcome: null,
  }))
  return { ...person, samples: [...person.samples, ...samples] }
}
