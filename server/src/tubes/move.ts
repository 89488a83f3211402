import type { Parsed } from '@loumen/shared/endpoint'
import { Refused } from '@loumen/shared/refusals'
import type * as api from '@loumen/shared/tubes/api'
import type { Tube } from '@loumen/shared/tubes/schema'
import type { Actor } from '../base/actor'
import { change } from '../base/change'
import { oid } from '../base/db'
import { seal } from '../base/personal'
import { real } from '../clock'
import { roundKey } from '../rounds/keys'
import { findRound, mustBeLive } from '../rounds/queries'
import { tubesChanged } from './changed'
import { tubeEntry } from './commands'
import { TubeModel } from './model'
import { presentTube, reasonPlace } from './present'
import { findTube, tubePath } from './queries'

const movable = ['open', 'closed'] as const

/** Moves a person between two tubes that have not left the table; both keep the reason (I4). */
export async function movePerson(
  { tubeId, residentId, barcode, reason }: Parsed<typeof api.movePerson>,
  actor: Actor,
): Promise<Tube> {
  const from = await findTube(tubeId)
  const path = await tubePath(from)
  actor.must('tubes.fill', path)
  const to = await TubeModel.findOne({ barcode, roundId: from.roundId }).lean()
  if (!to || to._id.equals(from._id)) throw new Refused('tube.unknown', { barcode })
  actor.must('tubes.fill', await tubePath(to))
  if (from.state !== 'open' || to.state !== 'open') {
    actor.must('tubes.close', path)
    actor.must('tubes.close', await tubePath(to))
  }
  const round = await findRound(String(from.roundId))
  await change(actor, async (tx) => {
    mustBeLive(round)
    const { session } = tx
    const [source, target] = await Promise.all(
      [from._id, to._id].map((_id) => TubeModel.findById(_id).session(session).lean()),
    )
    const person = source?.people.find((one) => one.residentId.equals(oid(residentId)))
    if (!source || !target || !person) throw new Refused('person.notInTube')
    for (const { state } of [source, target])
      if (!movable.some((one) => one === state)) throw new Refused('tube.state', { state })
    if (source.state === 'closed' && source.people.length === 1) throw new Refused('tube.lastPerson')
    if (target.lane && source.lane && target.lane !== source.lane)
      throw new Refused('person.otherLane', { lane: target.lane })
    if (target.home && !target.home.equals(person.householdId)) throw new Refused('tube.otherHousehold')
    if (target.room < 1) throw new Refused('tube.full', { capacity: target.capacity, room: target.room })
    const sealed = seal(roundKey(from.roundId), reasonPlace(residentId), reason)
    const entry = (what: string) => tubeEntry(actor, what, { residentId, reason: sealed })
    const changedAt = new Date(real())
    const empty = source.people.length === 1
    await TubeModel.updateOne(
      { _id: source._id },
      {
        $pull: { people: { residentId: person.residentId } },
        $inc: { room: 1 },
        $push: { history: entry('person.movedOut') },
        $set: { changedAt, ...(empty ? { lane: null, home: null } : {}) },
      },
      { session },
    )
    await TubeModel.updateOne(
      { _id: target._id },
      {
        $push: { people: { ...person, reason: sealed }, history: entry('person.movedIn') },
        $inc: { room: -1 },
        $set: { changedAt, lane: target.lane ?? source.lane },
      },
      { session },
    )
    return { tubeId }
  })
  const [source, target] = [await findTube(tubeId), await findTube(String(to._id))]
  tubesChanged(target)
  tubesChanged({ ...source, people: from.people })
  return presentTube(source, actor.view(path))
}
