import type { Ability } from '@loumen/shared/abilities'
import type { Parsed } from '@loumen/shared/endpoint'
import { Refused } from '@loumen/shared/refusals'
import type * as visitApi from '@loumen/shared/visits/api'
import { poolsDoors, staysOpen } from '@loumen/shared/visits/rules'
import type { Visit } from '@loumen/shared/visits/schema'
import type { Actor } from '../base/actor'
import { type Change, change } from '../base/change'
import { duplicateKey, oid } from '../base/db'
import { now, real } from '../clock'
import { pathOfScope } from '../community/paths'
import { readResidents } from '../roster/queries'
import type { RoundDocument } from '../rounds/model'
import { policyOf } from '../rounds/present'
import { findRound, mustBeLive, roundPath } from '../rounds/queries'
import { ticketsOfHousehold } from '../tickets/queries'
import { isSingle, markSampled, tellVisit } from '../visits/commands'
import type { VisitDocument } from '../visits/model'
import { findVisit } from '../visits/queries'
import { peopleOf } from './admissible'
import { tubesChanged } from './changed'
import { closeTube, insertTube, newTube, removePerson, tubeEntry } from './commands'
import { type TubeDocument, TubeModel, type TubePersonDocument } from './model'
import { carriersOf, findTube, firstSwab, openCarried, poolsOf, tubePath } from './queries'

/**
 * Sampling at the door: the named people go into a new tube, or into the open one that the team carries from door to door;
 * the visit is done when nobody of it is left.
 */
export async function sampleAtDoor(input: Parsed<typeof visitApi.sampleAtDoor>, actor: Actor): Promise<Visit> {
  const { visitId, barcode, residentIds, keep } = input
  const visit = await findVisit(visitId)
  actor.must('visits.sample', await pathOfScope(String(visit.householdId)))
  const round = await findRound(String(visit.roundId))
  const carried = await openCarried(round._id, actor.account.id)
  const into = carried.find((tube) => tube.barcode === barcode)
  if (carried[0] && !into && keep) throw new Refused('visit.tubeOpen', { barcode: carried[0].barcode })
  const [capacity, room] = into ? [into.capacity, into.room] : [round.policy.poolSize, round.policy.poolSize]
  if (residentIds.length > room) throw new Refused('tube.full', { capacity, room })
  const ids = visit.people.map((person) => String(person.residentId))
  if (residentIds.some((id) => !ids.includes(id))) throw new Refused('visit.peopleElsewhere')
  const tickets = (await ticketsOfHousehold(String(round._id), String(visit.householdId))).filter((ticket) =>
    residentIds.includes(String(ticket.residentId)),
  )
  const shares = keep || into !== undefined
  if (shares && !poolsDoors(policyOf(round))) throw new Refused('visit.noPooling')
  if ((shares || residentIds.length > 1) && isSingle(tickets, residentIds)) throw new Refused('visit.singleTube')
  const residents = await readResidents(residentIds)
  const found = tickets.flatMap((ticket) => {
    const resident = residents.find((one) => String(one._id) === String(ticket.residentId))
    return resident ? [{ ticket, resident }] : []
  })
  const people = await peopleOf(found, round)
  const at = now().getTime()
  const since = into ? firstSwab(into).getTime() : at
  const stays = staysOpen({ keep, room: room - people.length, since, at })
  const { tubeId } = await change(actor, async (tx) => {
    mustBeLive(round)
    if (tickets.some((ticket) => ticket.frozen)) throw new Refused('person.frozen')
    const tubeId = into
      ? await fillCarried(into, people, stays, actor, tx)
      : await newAtDoor({ round, visit, barcode }, people, stays, actor, tx)
    const sampled = new Set(
      (
        await poolsOf(
          round._id,
          visit.people.map((person) => person.residentId),
        )
      ).flatMap((pool) => pool.people.map((person) => String(person.residentId))),
    )
    const left = ids.filter((id) => !residentIds.includes(id) && !sampled.has(id))
    await markSampled(visit, actor.account.id, residentIds, left.length === 0, tx)
    await tx.note('visit.sampled', [String(round._id), String(visit.householdId), visitId, tubeId])
    return { tubeId }
  }).catch(async (error) => {
    const fields = duplicateKey(error)
    if (fields?.includes('barcode')) throw new Refused('tube.barcodeUsed', { barcode })
    if (!fields) throw error
    // A mate, or the same account on another phone, has opened one meanwhile.
    if (fields.includes('carriers')) {
      const [open] = await openCarried(round._id, actor.account.id)
      throw new Refused('visit.tubeOpen', { barcode: open?.barcode })
    }
    const [pool] = await poolsOf(round._id, residentIds.map(oid))
    throw new Refused('person.inTube', { barcode: pool?.barcode, place: 1 })
  })
  tubesChanged(await findTube(tubeId))
  return tellVisit(visitId, actor)
}

const admitted = (people: readonly TubePersonDocument[], actor: Actor) =>
  people.map((person) => tubeEntry(actor, 'person.admitted', { residentId: String(person.residentId) }))

/** A tube that begins at this door: closed at once, or carried on to the next. */
async function newAtDoor(
  { round, visit, barcode }: { round: RoundDocument; visit: VisitDocument; barcode: string },
  people: TubePersonDocument[],
  stays: boolean,
  actor: Actor,
  tx: Change,
) {
  const tube = newTube({
    roundId: round._id,
    siteId: null,
    tableId: null,
    visitId: visit._id,
    barcode,
    capacity: round.policy.poolSize,
  })
  const document: TubeDocument = {
    ...tube,
    people,
    room: tube.capacity - people.length,
    ...(stays
      ? { carriers: await carriersOf(round._id, actor.account.id) }
      : { state: 'closed' as const, closedAt: now() }),
    history: [
      tubeEntry(actor, 'tube.opened'),
      ...admitted(people, actor),
      ...(stays ? [] : [tubeEntry(actor, 'tube.closed')]),
    ],
  }
  await insertTube(document, tx)
  return String(tube._id)
}

/** Another door's people go into the open tube that the sampler carries. Refuses with tube.state, tube.full, person.inTube. */
async function fillCarried(
  { _id, capacity, barcode }: TubeDocument,
  people: TubePersonDocument[],
  stays: boolean,
  actor: Actor,
  tx: Change,
) {
  const ids = people.map((person) => person.residentId)
  const closing = stays ? {} : { state: 'closed', closedAt: now() }
  const { matchedCount } = await TubeModel.updateOne(
    { _id, state: 'open', room: { $gte: people.length }, 'people.residentId': { $nin: ids } },
    {
      $set: { ...closing, changedAt: new Date(real()) },
      $inc: { room: -people.length },
      $push: {
        people: { $each: people },
        history: { $each: [...admitted(people, actor), ...(stays ? [] : [tubeEntry(actor, 'tube.closed')])] },
      },
    },
    { session: tx.session },
  )
  if (matchedCount) return String(_id)
  const present = await TubeModel.findById(_id).session(tx.session).lean()
  if (present?.state !== 'open') throw new Refused('tube.state', { state: present?.state ?? 'void' })
  const inside = present.people.findIndex((person) => ids.some((id) => id.equals(person.residentId)))
  if (inside >= 0) throw new Refused('person.inTube', { barcode, place: inside + 1 })
  throw new Refused('tube.full', { capacity, room: present.room })
}

/** A tube that is or was carried from door to door, by its label, for somebody who has the ability where it was filled. */
async function carriedTube(roundId: string, barcode: string, ability: Ability, actor: Actor) {
  const tube = await TubeModel.findOne({ roundId: oid(roundId), barcode }).lean<TubeDocument>()
  actor.must(ability, tube ? await tubePath(tube) : await roundPath(await findRound(roundId)))
  if (!tube?.carriers) throw new Refused('tube.unknown', { barcode })
  return tube
}

/** Closes a tube that was carried from door to door; with nobody inside it is void. */
export async function closeCarried(
  { roundId, barcode, count }: Parsed<typeof visitApi.closeCarried>,
  actor: Actor,
): Promise<{ barcode: string }> {
  const tube = await carriedTube(roundId, barcode, 'tubes.close', actor)
  if (count) await closeTube({ tubeId: String(tube._id), count }, actor)
  else await putAway(tube, actor)
  return { barcode }
}

async function putAway({ _id, capacity }: TubeDocument, actor: Actor) {
  await change(actor, async (tx) => {
    const { modifiedCount } = await TubeModel.updateOne(
      { _id, state: 'open', room: capacity },
      {
        $set: { state: 'void', live: false, changedAt: new Date(real()) },
        $push: { history: tubeEntry(actor, 'tube.void') },
      },
      { session: tx.session },
    )
    if (modifiedCount) return {}
    const { state, people } = await findTube(String(_id))
    if (state !== 'open') throw new Refused('tube.state', { state })
    throw new Refused('tube.countDiffers', { count: people.length })
  })
  tubesChanged(await findTube(String(_id)))
}

/** Takes somebody out of an open tube that is carried from door to door. */
export async function removeCarried(
  { roundId, barcode, residentId, reason }: Parsed<typeof visitApi.removeCarried>,
  actor: Actor,
): Promise<{ barcode: string }> {
  const { _id, state } = await carriedTube(roundId, barcode, 'visits.sample', actor)
  if (state !== 'open') throw new Refused('tube.state', { state })
  await removePerson({ tubeId: String(_id), residentId, reason }, actor)
  return { barcode }
}
