import type { Box, BoxedTube } from '@loumen/shared/boxes/schema'
import type { RoundPack } from '@loumen/shared/operations/pack'
import type { Fact } from '@loumen/shared/operations/schema'
import { sessionOf } from '../remote/session'
import type { Entry } from './journal'

/** What the boxes page knows: the boxes of a round, and the site where one stands. */
export interface BoxesAt {
  roundId: string
  siteId: string | undefined
  boxes: Box[]
}

type BoxFact = Extract<Fact, { kind: 'openBox' | 'packTube' | 'unpackTube' | 'sealBox' | 'handOver' }>
const kinds: readonly Fact['kind'][] = ['openBox', 'packTube', 'unpackTube', 'sealBox', 'handOver']
const isBoxFact = (fact: Fact): fact is BoxFact => kinds.includes(fact.kind)

/** Boxes as they are with what this phone recorded on top of the last truth from the server. */
export function boxesWith(known: BoxesAt, entries: readonly Entry[], at: number, pack: RoundPack | undefined): Box[] {
  return entries
    .filter(
      ({ roundId, sentAt, answer }) =>
        roundId === known.roundId && (!sentAt || sentAt > at) && answer?.outcome !== 'rejected',
    )
    .reduce((boxes, entry) => withEntry(known, boxes, entry, tubeFacts(pack, entries)), known.boxes)
}

type Tubes = Map<string, Pick<BoxedTube, 'people' | 'firstSampleAt'>>

/** What is known of closed tubes: from the pack, and what this phone itself closed. */
function tubeFacts(pack: RoundPack | undefined, entries: readonly Entry[]): Tubes {
  const tubes: Tubes = new Map(pack?.tubes.map(([code, people, firstSampleAt]) => [code, { people, firstSampleAt }]))
  for (const { operation } of entries) {
    const { fact, recordedAt } = operation
    if (fact.kind === 'closeTube') tubes.set(fact.barcode, { people: fact.count, firstSampleAt: recordedAt })
    if (fact.kind === 'sampleAtDoor')
      tubes.set(fact.barcode, { people: fact.residentIds.length, firstSampleAt: recordedAt })
    if (fact.kind === 'sampleSingly')
      for (const { barcode } of fact.samples) tubes.set(barcode, { people: 1, firstSampleAt: recordedAt })
  }
  return tubes
}

const underWay = (boxes: readonly Box[], code: string) =>
  boxes.find((box) => box.code === code && box.state !== 'received')

/** A box of which this phone knows the label only. */
export const boxByLabel = (
  { roundId, siteId = '' }: Pick<BoxesAt, 'roundId' | 'siteId'>,
  code: string,
  more: Partial<Box>,
): Box => ({
  id: `label-${code}`,
  roundId,
  siteId,
  site: '',
  community: '',
  round: '',
  code,
  state: 'sealed',
  tubes: [],
  people: 0,
  firstSampleAt: null,
  openedAt: new Date(0).toISOString(),
  stray: null,
  seal: null,
  differences: [],
  handovers: [],
  receipt: null,
  ...more,
})

function withEntry(known: BoxesAt, boxes: Box[], { operation }: Entry, tubes: Tubes): Box[] {
  const { fact, recordedAt: at, id, recorderId } = operation
  if (!isBoxFact(fact)) return boxes
  const me = sessionOf('staff')?.me
  const by = recorderId === me?.id ? me.name : ''
  const box = underWay(boxes, fact.code)
  const set = (change: (box: Box) => Partial<Box>) =>
    boxes.map((one) => (one === box ? counted({ ...one, ...change(one) }) : one))
  switch (fact.kind) {
    case 'openBox':
      return box ? boxes : [boxByLabel(known, fact.code, { id, state: 'open', openedAt: at }), ...boxes]
    case 'packTube': {
      if (box?.tubes.some(({ barcode }) => barcode === fact.barcode)) return boxes
      const inside = tubes.get(fact.barcode) ?? { people: 0, firstSampleAt: null }
      const tube = { tubeId: id, barcode: fact.barcode, site: '', table: null, doubtful: null, ...inside }
      return set((one) => ({ tubes: [...one.tubes, tube] }))
    }
    case 'unpackTube':
      return set((one) => ({ tubes: one.tubes.filter(({ barcode }) => barcode !== fact.barcode) }))
    case 'sealBox': {
      if (box?.state !== 'open') return boxes
      const { number, counted: hand, witness, differences } = fact
      return set(() => ({ state: 'sealed', differences, seal: { number, counted: hand, by, witness, at } }))
    }
    case 'handOver': {
      const [from, to] = fact.side === 'give' ? [by, fact.other] : [fact.other, by]
      const signed = { from, to, at }
      if (!box) return [boxByLabel(known, fact.code, { state: 'inTransit', handovers: [signed] }), ...boxes]
      if (box.handovers.some((one) => one.at === at)) return boxes
      return set((one) => ({ state: 'inTransit', handovers: [...one.handovers, signed] }))
    }
  }
}

function counted(box: Box): Box {
  const firsts = box.tubes.flatMap(({ firstSampleAt }) => firstSampleAt ?? []).sort()
  return {
    ...box,
    people: box.tubes.reduce((sum, { people }) => sum + people, 0),
    firstSampleAt: firsts[0] ?? null,
  }
}
