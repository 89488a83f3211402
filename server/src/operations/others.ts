import type { TubeFact } from '@loumen/shared/operations/rules'
import type { Fact } from '@loumen/shared/operations/schema'
import { Refused } from '@loumen/shared/refusals'
import { Actor } from '../base/actor'
import { oid } from '../base/db'
import * as boxes from '../boxes/commands'
import { BoxModel } from '../boxes/model'
import { asRecorded } from '../clock'
import { sweepDoor } from '../sweeps/commands'
import { TubeModel } from '../tubes/model'
import * as visits from '../visits/commands'
import { findVisit } from '../visits/queries'
import type { Taken } from './intake'
import type { Verdict } from './rack'

type OtherFact = Exclude<Fact, TubeFact>
type RecallFact = Extract<Fact, { kind: 'recordReached' | 'sampleSingly' }>

let workOnRecall: (fact: RecallFact, actor: Actor) => Promise<unknown>

/** Does what was recorded of a recall; the incidents know how. */
export const takeRecallWorkBy = (source: typeof workOnRecall) => {
  workOnRecall = source
}

/** Does what was recorded of boxes, visits, sweeps and recalls by the ordinary commands, at its own time and under its recorder's name. */
export async function doOther(fact: OtherFact, taken: Taken, roundId: string): Promise<Verdict> {
  const { recorder, fingerprint, id } = taken
  const actor = new Actor(recorder, 'offline', { id, endpoint: fact.kind, fingerprint })
  try {
    await asRecorded(taken.recordedAt, () => run(fact, roundId, actor))
    return applied
  } catch (error) {
    if (!(error instanceof Refused)) throw error
    if (await alreadySo(fact, error, actor)) return applied
    if (fact.kind === 'sealBox' && error.code === 'box.differs')
      await asRecorded(taken.recordedAt, () => sealAsCounted(fact, error, actor))
    const rejected = error.code === 'auth.forbidden' || error.code === 'notFound'
    const why = { code: error.code, details: error.details }
    return { outcome: rejected ? 'rejected' : 'conflict', why, whoId: null, claims: [] }
  }
}

const applied: Verdict = { outcome: 'applied', why: null, whoId: null, claims: [] }

async function run(fact: OtherFact, roundId: string, actor: Actor): Promise<unknown> {
  switch (fact.kind) {
    case 'openBox':
      return boxes.openBox(fact, actor)
    case 'packTube':
      return boxes.packTube({ ...fact, boxId: await boxIdOf(fact.code) }, actor)
    case 'unpackTube':
      return boxes.unpackTube(await packedTube(fact), actor)
    case 'sealBox':
      return boxes.sealBox({ ...fact, boxId: await boxIdOf(fact.code) }, actor)
    case 'handOver':
      return boxes.handOver({ ...fact, boxId: await boxIdOf(fact.code) }, actor)
    case 'startVisit':
      return visits.startVisit(fact, actor)
    case 'finishVisit':
      return visits.finishVisit(fact, actor)
    case 'failVisit':
      return visits.failVisit(fact, actor)
    case 'sweepDoor':
      return sweepDoor({ ...fact, roundId }, actor)
    case 'recordReached':
    case 'sampleSingly':
      return workOnRecall(fact, actor)
  }
}

/**
 * A box was sealed by a count that does not agree with what the house knows to be inside, because a tube of it was not
 * taken: it is sealed with the difference on record, as it happened (I4), and a person looks for the tube.
 */
async function sealAsCounted(fact: Extract<OtherFact, { kind: 'sealBox' }>, { details }: Refused, actor: Actor) {
  const named = fact.differences.reduce(
    (sum, { kind }) => sum + (kind === 'extra' ? 1 : kind === 'missing' ? -1 : 0),
    0,
  )
  const over = fact.counted - (Number(details.packed) + named)
  const unnamed = { kind: over > 0 ? ('extra' as const) : ('missing' as const), barcode: null, note: null }
  const differences = [...fact.differences, ...Array.from({ length: Math.abs(over) }, () => unnamed)]
  await boxes.sealBox({ ...fact, differences, boxId: await boxIdOf(fact.code) }, actor)
}

async function packedTube({ code, barcode }: Extract<OtherFact, { kind: 'unpackTube' }>) {
  const boxId = await boxIdOf(code)
  const tube = await TubeModel.findOne({ barcode, boxId: oid(boxId) }, { _id: 1 }).lean()
  if (!tube) throw new Refused('tube.unknown', { barcode })
  return { boxId, tubeId: String(tube._id) }
}

async function boxIdOf(code: string) {
  const box = await BoxModel.findOne({ code, live: true }, { _id: 1 }).lean()
  if (!box) throw new Refused('box.unknown', { code })
  return String(box._id)
}

/** Whether the world is already as the fact says, by another device or an answer that was lost. */
async function alreadySo(fact: OtherFact, { code, details }: Refused, actor: Actor) {
  if (fact.kind === 'openBox' && code === 'box.codeUsed')
    return !!(await BoxModel.exists({ code: fact.code, siteId: fact.siteId, state: 'open', live: true }))
  if (fact.kind === 'packTube' && code === 'tube.inBox') return details.box === fact.code
  if (fact.kind === 'startVisit' && code === 'visit.state')
    return String((await findVisit(fact.visitId)).workerId) === actor.account.id
  return false
}
