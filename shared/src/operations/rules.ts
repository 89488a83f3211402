import type { RefusalCode } from '../refusals'
import type { TubeState } from '../tubes/schema'
import type { Fact, RecordedOperation } from './schema'

/** What is signed of an operation, and compared when it is handed in again. */
export const operationText = ({ id, recordedAt, recorderId, fact }: Omit<RecordedOperation, 'signature'>) =>
  JSON.stringify([id, recordedAt, recorderId, fact])

/** Facts about tubes at a table; the others belong to boxes and visits. */
export type TubeFact = Extract<Fact, { kind: 'openTube' | 'admit' | 'removePerson' | 'closeTube' | 'voidTube' }>

const ofTubes: readonly Fact['kind'][] = ['openTube', 'admit', 'removePerson', 'closeTube', 'voidTube']
export const isTubeFact = (fact: Fact): fact is TubeFact => ofTubes.includes(fact.kind)

/** A tube and a person as an admission that was recorded earlier finds them now. */
export interface Situation {
  tube: {
    barcode: string
    /** Known by its label only: nobody recorded that it was opened. */
    found: boolean
    sameRound: boolean
    state: TubeState
    /** The number of the table that has it, when that is another one. */
    otherTable: number | undefined
    lane: 'ordinary' | 'separate' | null
    capacity: number
    room: number
  }
  person: {
    cancelled: boolean
    frozen: boolean
    route: 'ordinary' | 'separate' | 'doorOnly'
    /** The live tube that has them. */
    inTube: { barcode: string; place: number } | undefined
  }
}

/** Which rule an admission breaks that nobody could check when it happened; undefined when it breaks none. */
export function brokenRule({
  tube,
  person,
}: Situation): { code: RefusalCode; details: Record<string, unknown> } | undefined {
  const broken = (code: RefusalCode, details: Record<string, unknown> = {}) => ({ code, details })
  if (!tube.sameRound) return broken('tube.barcodeUsed', { barcode: tube.barcode })
  if (tube.found) return broken('tube.unknown', { barcode: tube.barcode })
  if (tube.otherTable !== undefined) return broken('tube.otherTable', { barcode: tube.barcode, table: tube.otherTable })
  if (tube.state !== 'open') return broken('tube.state', { state: tube.state })
  if (person.cancelled) return broken('ticket.cancelled')
  if (person.frozen) return broken('person.frozen')
  if (person.route === 'doorOnly') return broken('person.doorOnly')
  if (person.inTube) return broken('person.inTube', person.inTube)
  if (tube.lane && tube.lane !== person.route) return broken('person.otherLane', { lane: tube.lane })
  if (tube.room < 1) return broken('tube.full', { capacity: tube.capacity, room: 0 })
  return undefined
}
