import type { Parsed } from '@loumen/shared/endpoint'
import { Refused } from '@loumen/shared/refusals'
import type * as visitApi from '@loumen/shared/visits/api'
import type { Visit } from '@loumen/shared/visits/schema'
import type { Actor } from '../base/actor'
import { change } from '../base/change'
import { duplicateKey, oid } from '../base/db'
import { now } from '../clock'
import { pathOfScope } from '../community/paths'
import { readResidents } from '../roster/queries'
import { findRound, mustBeLive } from '../rounds/queries'
import { ticketsOfHousehold } from '../tickets/queries'
import { isSingle, markSampled, tellVisit } from '../visits/commands'
import { findVisit } from '../visits/queries'
import { peopleOf } from './admissible'
import { tubesChanged } from './changed'
import { insertTube, newTube, tubeEntry } from './commands'
import type { TubeDocument } from './model'
import { findTube, poolsOf } from './queries'

/** Sampling at the door: one new closed tube with the named people; the visit is done when nobody of it is left. */
export async function sampleAtDoor(
  { visitId, barcode, residentIds }: Parsed<typeof visitApi.sampleAtDoor>,
  actor: Actor,
): Promise<Visit> {
  const visit = await findVisit(visitId)
  actor.must('visits.sample', await pathOfScope(String(visit.householdId)))
  const round = await findRound(String(visit.roundId))
  if (residentIds.length > round.policy.poolSize) throw new Refused('tube.full', { capacity: round.policy.poolSize })
  const ids = visit.people.map((person) => String(person.residentId))
  if (residentIds.some((id) => !ids.includes(id))) throw new Refused('visit.peopleElsewhere')
  const tickets = (await ticketsOfHousehold(String(round._id), String(visit.householdId))).filter((ticket) =>
    residentIds.includes(String(ticket.residentId)),
  )
  if (residentIds.length > 1 && isSingle(tickets, residentIds)) throw new Refused('visit.singleTube')
  const residents = await readResidents(residentIds)
  const found = tickets.flatMap((ticket) => {
    const resident = residents.find((one) => String(one._id) === String(ticket.residentId))
    return resident ? [{ ticket, resident }] : []
  })
  const people = await peopleOf(found, round)
  const { tubeId } = await change(actor, async (tx) => {
    mustBeLive(round)
    if (tickets.some((ticket) => ticket.frozen)) throw new Refused('person.frozen')
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
      state: 'closed',
      closedAt: now(),
      history: [
        tubeEntry(actor, 'tube.opened'),
        ...people.map((person) => tubeEntry(actor, 'person.admitted', { residentId: String(person.residentId) })),
        tubeEntry(actor, 'tube.closed'),
      ],
    }
    await insertTube(document, tx)
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
    await tx.note('visit.sampled', [String(round._id), String(visit.householdId), visitId, String(tube._id)])
    return { tubeId: String(tube._id) }
  }).catch(async (error) => {
    const fields = duplicateKey(error)
    if (fields?.includes('barcode')) throw new Refused('tube.barcodeUsed', { barcode })
    if (!fields) throw error
    const [pool] = await poolsOf(round._id, residentIds.map(oid))
    throw new Refused('person.inTube', { barcode: pool?.barcode, place: 1 })
  })
  tubesChanged(await findTube(tubeId))
  return tellVisit(visitId, actor)
}
