import type { Input } from '@loumen/shared/endpoint'
import type { Fact } from '@loumen/shared/operations/schema'
import { before } from '@loumen/shared/rounds/rules'
import type {
  closeCarried,
  failVisit,
  finishVisit,
  removeCarried,
  sampleAtDoor,
  startVisit,
} from '@loumen/shared/visits/api'
import { visitSteps } from '@loumen/shared/visits/rules'
import type { Visit, VisitState } from '@loumen/shared/visits/schema'
import { journal, keepEntry } from './journal'
import { roundPackKept } from './pack'
import { type Recorder, type Recording, refuse } from './recording'
import { type Truth, truthsOf } from './truths'
import { type VisitsAt, visitsWith } from './visits'

const now = ({ value, at }: Truth<VisitsAt>) => visitsWith(value, journal(), at)
const visitsNow = (truth: Truth<VisitsAt>) => now(truth).visits

/** What this phone knows of the tubes that its team carries in a round. */
const doorsOf = (roundId: string) => {
  const here = truthsOf<VisitsAt>('visits')
    .map(now)
    .find(({ visits }) => visits.some((one) => one.roundId === roundId))
  return { carried: here?.carried ?? [], pooling: here?.pooling ?? false, poolSize: here?.poolSize ?? 20 }
}

const found = (visitId: string) =>
  truthsOf<VisitsAt>('visits')
    .flatMap(visitsNow)
    .find(({ id }) => id === visitId)

async function keepOf({ id: visitId, roundId, entrance, door }: Visit, id: string, fact: Fact): Promise<Recording> {
  await keepEntry({ roundId, id, fact, place: `${entrance} ${door}` }, roundPackKept(roundId))
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
    return wrongState(visit, 'underWay') ?? keepOf(visit, id, { kind: 'startVisit', visitId })
  },
  async sampleAtDoor({ visitId, barcode, residentIds, keep = false }: Input<typeof sampleAtDoor>, id) {
    const visit = found(visitId)
    if (!visit) return undefined
    const { carried, pooling, poolSize } = doorsOf(visit.roundId)
    const tube = carried.find((one) => one.barcode === barcode)
    if (carried[0] && !tube && keep) return refuse('visit.tubeOpen', { barcode: carried[0].barcode })
    if ((keep || tube) && !pooling) return refuse('visit.noPooling')
    if (visit.single && (keep || tube || residentIds.length > 1)) return refuse('visit.singleTube')
    if (visit.people.some(({ residentId, sampled }) => sampled && residentIds.includes(residentId)))
      return refuse('visit.state', { state: visit.state })
    if (!tube && journal().some(({ operation: { fact } }) => fact.kind === 'sampleAtDoor' && fact.barcode === barcode))
      return refuse('tube.barcodeUsed', { barcode })
    const capacity = tube?.capacity ?? poolSize
    const room = capacity - (tube?.people ?? 0)
    if (residentIds.length > room) return refuse('tube.full', { capacity, room })
    const fact = { kind: 'sampleAtDoor' as const, visitId, barcode, residentIds, keep }
    return wrongState(visit, 'done') ?? keepOf(visit, id, fact)
  },
  async removeCarried({ roundId, barcode, residentId, reason }: Input<typeof removeCarried>, id) {
    const tube = doorsOf(roundId).carried.find((one) => one.barcode === barcode)
    if (!tube) return undefined
    if (!tube.inside.some((one) => one.residentId === residentId)) return refuse('person.notInTube')
    const fact = { kind: 'removeCarried' as const, barcode, residentId, reason }
    await keepEntry({ roundId, id, fact, place: barcode }, roundPackKept(roundId))
    return { output: { barcode } }
  },
  async closeCarried({ roundId, barcode, count }: Input<typeof closeCarried>, id) {
    const tube = doorsOf(roundId).carried.find((one) => one.barcode === barcode)
    if (!tube) return undefined
    if (tube.people !== count) return refuse('tube.countDiffers', { count: tube.people })
    const fact = { kind: 'closeCarried' as const, barcode, count }
    await keepEntry({ roundId, id, fact, place: barcode }, roundPackKept(roundId))
    return { output: { barcode } }
  },
  async finishVisit({ visitId, proof }: Input<typeof finishVisit>, id) {
    const visit = found(visitId)
    if (!visit) return undefined
    return wrongState(visit, 'done') ?? keepOf(visit, id, { kind: 'finishVisit', visitId, ...(proof ? { proof } : {}) })
  },
  async failVisit({ visitId, why, note }: Input<typeof failVisit>, id) {
    const visit = found(visitId)
    if (!visit) return undefined
    if (why === 'other' && !note) return refuse('visit.whyMissing')
    const fact = { kind: 'failVisit' as const, visitId, why, ...(note ? { note } : {}) }
    return wrongState(visit, 'failed') ?? keepOf(visit, id, fact)
  },
}
