import type { TubeFact } from '@loumen/shared/operations/rules'
import type { Fact } from '@loumen/shared/operations/schema'
import { Refused } from '@loumen/shared/refusals'
import { everything } from '@loumen/shared/roles'
import { Actor } from '../base/actor'
import * as boxes from '../boxes/commands'
import { BoxModel } from '../boxes/model'
import { asRecorded } from '../clock'
import { sampleAtDoor } from '../tubes/at-door'
import * as visits from '../visits/commands'
import { findVisit } from '../visits/queries'
import type { Taken } from './intake'
import type { Verdict } from './tubes'

type OtherFact = Exclude<Fact, TubeFact>

/** Does what was recorded of boxes and visits by the ordinary commands, at its own time and under its recorder's name. */
export async function doOther(fact: OtherFact, taken: Taken): Promise<Verdict> {
  const { recorder, fingerprint, id } = taken
  const account = taken.signed
    ? { ...recorder, grants: [...recorder.grants, { role: 'sampler' as const, scope: everything }] }
    : recorder
  const actor = new Actor(account, 'offline', { id, endpoint: fact.kind, fingerprint })
  try {
    await asRecorded(taken.recordedAt, () => run(fact, actor))
    return { outcome: 'applied', why: null, whoId: null, claims: [] }
  } catch (error) {
    if (!(error instanceof Refused)) throw error
    if (await alreadySo(fact, error, actor)) return { outcome: 'applied', why: null, whoId: null, claims: [] }
    const rejected = error.code === 'auth.forbidden' || error.code === 'notFound'
    const why = { code: error.code, details: error.details }
    return { outcome: rejected ? 'rejected' : 'conflict', why, whoId: null, claims: [] }
  }
}

async function run(fact: OtherFact, actor: Actor): Promise<unknown> {
  switch (fact.kind) {
    case 'openBox':
      return boxes.openBox(fact, actor)
    case 'packTube':
      return boxes.packTube({ ...fact, boxId: await boxIdOf(fact.code) }, actor)
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
    case 'sampleAtDoor':
      return sampleAtDoor(fact, actor)
  }
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
