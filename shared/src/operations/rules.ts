import type { RefusalCode } from '../refusals'
import type { TubeState } from '../tubes/schema'
import type { Fact, RecordedOperation } from './schema'

/** What is signed of an operation, and compared when it is handed in again. */
export const operationText = ({ id, recordedAt, recorderId, fact }: Omit<RecordedOperation, 'signature'>) =>
  JSON.stringify([id, recordedAt, recorderId, fact])

/** Facts about tubes at a table. */
export type TableFact = Extract<Fact, { kind: 'openTube' | 'admit' | 'removePerson' | 'closeTube' | 'voidTube' }>
/** Facts about tubes, at a table or a door; the others belong to boxes, visits and sweeps. */
export type TubeFact = TableFact | Extract<Fact, { kind: 'sampleAtDoor' | 'removeCarried' | 'closeCarried' }>

export const isTableFact = (fact: Fact): fact is TableFact => 'tableId' in fact

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

/** Which rule a sampling at a door breaks for one person; `person` is as this operation finds them now. */
export function brokenAtDoor({
  tube,
  person,
}: {
  tube: { barcode: string; capacity: number; room: number; used: boolean }
  person: { ofVisit: boolean; frozen: boolean; alone: boolean; inTube: Situation['person']['inTube'] }
}): { code: RefusalCode; details: Record<string, unknown> } | undefined {
  const broken = (code: RefusalCode, details: Record<string, unknown> = {}) => ({ code, details })
  if (tube.used) return broken('tube.barcodeUsed', { barcode: tube.barcode })
  if (!person.ofVisit) return broken('visit.peopleElsewhere')
  if (person.frozen) return broken('person.frozen')
  if (person.inTube) return broken('person.inTube', person.inTube)
  if (!person.alone) return broken('visit.singleTube')
  if (tube.room < 1) return broken('tube.full', { capacity: tube.capacity, room: 0 })
  return undefined
}
