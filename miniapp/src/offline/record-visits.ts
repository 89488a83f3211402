import type { Input } from '@loumen/shared/endpoint'
import type { Fact } from '@loumen/shared/operations/schema'
import { before } from '@loumen/shared/rounds/rules'
import type { failVisit, finishVisit, sampleAtDoor, startVisit } from '@loumen/shared/visits/api'
import { visitSteps } from '@loumen/shared/visits/rules'
import type { Visit, VisitState } from '@loumen/shared/visits/schema'
import { journal, keepEntry } from './journal'
import { roundPackKept } from './pack'
import { type Recorder, type Recording, refuse } from './recording'
import { type Truth, truthsOf } from './truths'
import { type VisitsAt, visitsWith } from './visits'

const visitsNow = ({ value, at }: Truth<VisitsAt>) => visitsWith(value, journal(), at).visits

const found = (visitId: string) =>
  truthsOf<VisitsAt>('visits')
    .flatMap(visitsNow)
    .find(({ id }) => id === visitId)

async function keep({ id: visitId, roundId, entrance, door }: Visit, id: string, fact: Fact): Promise<Recording> {
  await keepEntry({ roundId, id, fact, place: `${entrance} ${door}` }, roundPackKept(roundId)?.journalKey)
  return { output: found(visitId) }
}

const wrongState = ({ state, mine }: Visit, to: VisitState) =>
  before(visitSteps, to).includes(state) && (to === 'underWay' || mine || state !== 'underWay')
    ? undefined
    : refuse('visit.state', { state })

/** A team goes from door to door without a network; what a phone can know by itself is checked. */
export const visitRecorders: Record<string, Recorder> = {
  async startVisit({ visitId }: Input<typeof startVisit>, id) {
    const visit = found(visitId)
    if (!visit) return undefined
    if (visit.team && !visit.team.own) return refuse('visit.otherTeam', { team: visit.team.name })
    return wrongState(visit, 'underWay') ?? keep(visit, id, { kind: 'startVisit', visitId })
  },
  async sampleAtDoor({ visitId, barcode, residentIds }: Input<typeof sampleAtDoor>, id) {
    const visit = found(visitId)
    if (!visit) return undefined
    if (visit.single && residentIds.length > 1) return refuse('visit.singleTube')
    if (visit.people.some(({ residentId, sampled }) => sampled && residentIds.includes(residentId)))
      return refuse('visit.state', { state: visit.state })
    if (journal().some(({ operation: { fact } }) => fact.kind === 'sampleAtDoor' && fact.barcode === barcode))
      return refuse('tube.barcodeUsed', { barcode })
    const fact = { kind: 'sampleAtDoor' as const, visitId, barcode, residentIds }
    return wrongState(visit, 'done') ?? keep(visit, id, fact)
  },
  async finishVisit({ visitId, proof }: Input<typeof finishVisit>, id) {
    const visit = found(visitId)
    if (!visit) return undefined
    return wrongState(visit, 'done') ?? keep(visit, id, { kind: 'finishVisit', visitId, ...(proof ? { proof } : {}) })
  },
  async failVisit({ visitId, reason }: Input<typeof failVisit>, id) {
    const visit = found(visitId)
    if (!visit) return undefined
    return wrongState(visit, 'failed') ?? keep(visit, id, { kind: 'failVisit', visitId, reason })
  },
}
