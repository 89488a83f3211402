import type { handOver, openBox, packTube, sealBox, unpackTube } from '@loumen/shared/boxes/api'
import { boxSteps, explains } from '@loumen/shared/boxes/rules'
import type { Box, BoxState } from '@loumen/shared/boxes/schema'
import type { Input } from '@loumen/shared/endpoint'
import type { Fact } from '@loumen/shared/operations/schema'
import { type BoxesAt, boxByLabel, boxesWith } from './boxes'
import { journal, keepEntry, letGo } from './journal'
import { roundPackKept } from './pack'
import { type Recorder, type Recording, refuse } from './recording'
import { type Truth, truthsOf } from './truths'

type Known = Truth<BoxesAt>

const boxesNow = ({ value, at }: Known) => boxesWith(value, journal(), at, roundPackKept(value.roundId))

/** The box that a command names, in the list that shows it. */
function found(boxId: string): { known: Known; box: Box } | undefined {
  const all = truthsOf<BoxesAt>('boxes')
  for (const known of all) {
    const box = boxesNow(known).find(({ id }) => id === boxId)
    if (box) return { known, box }
  }
  const [known] = all
  // A courier takes a box whose list this phone never saw: its label is enough to sign for it.
  return known && boxId.startsWith('label-')
    ? { known, box: boxByLabel(known.value, boxId.slice('label-'.length), {}) }
    : undefined
}

async function keep(known: Known, id: string, fact: Fact & { code: string }): Promise<Recording> {
  const { roundId } = known.value
  await keepEntry({ roundId, id, fact, place: fact.code }, roundPackKept(roundId))
  const box = boxesNow(known).find(({ code, state }) => code === fact.code && state !== 'received')
  return { output: box }
}

const wrongState = ({ state }: Box, ...allowed: BoxState[]) =>
  allowed.includes(state) ? undefined : refuse('box.state', { state })

/** Boxes are filled, sealed and handed over without a network; what a phone can know by itself is checked. */
export const boxRecorders: Record<string, Recorder> = {
  async openBox({ siteId, code }: Input<typeof openBox>, id) {
    const known = truthsOf<BoxesAt>('boxes').find(({ value }) => value.siteId === siteId)
    if (!known) return undefined
    if (boxesNow(known).some((box) => box.code === code && box.state !== 'received'))
      return refuse('box.codeUsed', { code })
    return keep(known, id, { kind: 'openBox', siteId, code })
  },
  async packTube({ boxId, barcode }: Input<typeof packTube>, id) {
    const one = found(boxId)
    if (!one) return undefined
    const other = boxesNow(one.known).find(({ tubes }) => tubes.some((tube) => tube.barcode === barcode))
    if (other) return refuse('tube.inBox', { barcode, box: other.code })
    return wrongState(one.box, 'open') ?? keep(one.known, id, { kind: 'packTube', code: one.box.code, barcode })
  },
  async unpackTube({ boxId, tubeId }: Input<typeof unpackTube>, id) {
    const one = found(boxId)
    const barcode = one?.box.tubes.find((tube) => tube.tubeId === tubeId)?.barcode
    if (!one || !barcode) return undefined
    const own = journal().find(({ operation, answer }) => operation.id === tubeId && !answer)
    if (!own) return keep(one.known, id, { kind: 'unpackTube', code: one.box.code, barcode })
    await letGo(own.seq)
    return { output: boxesNow(one.known).find((box) => box.code === one.box.code) }
  },
  async sealBox({ boxId, number, counted, differences = [], witness }: Input<typeof sealBox>, id) {
    const one = found(boxId)
    if (!one) return undefined
    const packed = one.box.tubes.length
    if (!packed && !counted) return refuse('box.empty')
    if (!explains(packed, counted, differences)) return refuse('box.differs', { packed, counted })
    const fact = { kind: 'sealBox' as const, code: one.box.code, number, counted, differences, witness }
    return wrongState(one.box, 'open') ?? keep(one.known, id, fact)
  },
  async handOver({ boxId, side, other }: Input<typeof handOver>, id) {
    const one = found(boxId)
    if (!one) return undefined
    const from = (Object.keys(boxSteps) as BoxState[]).filter((state) => boxSteps[state].includes('inTransit'))
    return wrongState(one.box, ...from) ?? keep(one.known, id, { kind: 'handOver', code: one.box.code, side, other })
  },
}
