import type { Output, Parsed } from '@loumen/shared/endpoint'
import { Refused } from '@loumen/shared/refusals'
import type * as api from '@loumen/shared/tubes/api'
import type { Admission } from '@loumen/shared/tubes/schema'
import type { Actor } from '../base/actor'
import { change } from '../base/change'
import { duplicateKey } from '../base/db'
import { now, today } from '../clock'
import { pathOfScope } from '../community/paths'
import { readEntrances } from '../community/queries'
import { readHouseholds } from '../roster/queries'
import { findRound, findTable, heldTable, mustBeLive } from '../rounds/queries'
import { excuseUntil, ticketsChanged } from '../tickets/commands'
import { ensureDoorVisit, visitsMoved } from '../visits/commands'
import { admissible } from './admissible'
import { mustAsk, presentAdmission } from './admit'
import { tubesChanged } from './changed'
import { insertTube, newTube, tubeEntry } from './commands'
import { findTube, poolsOf } from './queries'
import { foreignTo } from './ranges'
import { choose, findScanned } from './scan'

/** One person alone in a tube that is closed at once: fever, a code, or the round's policy. They are not lost by it. */
export async function divert(
  { tableId, barcode, confirmed, scan, why, ...how }: Parsed<typeof api.divert>,
  actor: Actor,
): Promise<Admission> {
  const table = await findTable(tableId)
  const path = await pathOfScope(String(table.siteId))
  actor.must('tubes.fill', path)
  const view = actor.view(path)
  const round = await findRound(String(table.roundId))
  const found = await findScanned(scan, round)
  if (mustAsk(scan, found)) return choose(found, round, view)
  if (found.length > 1) throw new Refused('tube.full', { capacity: 1, room: 1 })
  const { tubeId } = await change(actor, async (tx) => {
    mustBeLive(round)
    const { state } = await heldTable(tableId, tx)
    if (state !== 'open') throw new Refused('table.state', { state })
    const foreign = await foreignTo(table, barcode)
    if (foreign && !confirmed) throw foreign
    const { people, lane } = await admissible(found, round, { reason: why, ...how }, scan)
    const { roundId, siteId, _id } = table
    const tube = newTube({ roundId, siteId, tableId: _id, visitId: null, barcode, capacity: 1 })
    const whom = { residentId: String(people[0]?.residentId) }
    await insertTube(
      {
        ...tube,
        people,
        lane,
        room: 0,
        diverted: why,
        state: 'closed',
        closedAt: now(),
        history: [
          tubeEntry(actor, foreign ? 'tube.openedWithForeignCode' : 'tube.opened'),
          tubeEntry(actor, 'person.diverted', whom),
          tubeEntry(actor, 'tube.closed'),
        ],
      },
      tx,
    )
    return { tubeId: String(tube._id) }
  }).catch(async (error) => {
    const fields = duplicateKey(error)
    if (fields?.includes('barcode')) throw new Refused('tube.barcodeUsed', { barcode })
    if (!fields) throw error
    const ids = found.map(({ resident }) => resident._id)
    const [pool] = await poolsOf(round._id, ids)
    const place = pool?.people.findIndex((person) => ids.some((id) => id.equals(person.residentId))) ?? 0
    throw new Refused('person.inTube', { barcode: pool?.barcode, place: place + 1 })
  })
  const tube = await findTube(tubeId)
  tubesChanged(tube)
  return presentAdmission(tube, found, view)
}

/** Sends people home without losing them: a visit at once, or an excuse until the swab may be taken. */
export async function sendHome(
  { tableId, scan, why }: Parsed<typeof api.sendHome>,
  actor: Actor,
): Promise<Output<typeof api.sendHome>> {
  const table = await findTable(tableId)
  actor.must('tubes.fill', await pathOfScope(String(table.siteId)))
  const round = await findRound(String(table.roundId))
  const found = await findScanned(scan, round)
  const concerned = why === 'doorOnly' ? found.filter(({ ticket }) => ticket.route === 'doorOnly') : found
  const [first] = concerned
  const [household] = first ? await readHouseholds([String(first.ticket.householdId)]) : []
  if (!first || !household) throw new Refused('scan.unknown')
  const own = concerned.filter(({ ticket }) => ticket.householdId.equals(household._id))
  const until = why === 'vaccinated' ? dayAfter(today(), 2) : null
  const { visitId } = await change(actor, async (tx): Promise<{ visitId: string }> => {
    mustBeLive(round)
    if (own.some(({ ticket }) => ticket.frozen)) throw new Refused('person.frozen')
    const ids = own.map(({ resident }) => String(resident._id))
    if (!until) return { visitId: await ensureDoorVisit(round._id, household, ids, tx) }
    await excuseUntil(
      own.map(({ ticket }) => ticket._id),
      { reason: 'medical', until, at: now(), accountId: actor.account.id },
      tx,
    )
    await tx.note('person.deferred', [String(round._id), String(household._id), ...ids])
    return { visitId: '' }
  })
  if (visitId) await visitsMoved(String(round._id), [household])
  else ticketsChanged(String(round._id), String(household._id))
  const [entrance] = await readEntrances([String(household.entranceId)])
  return { entrance: entrance?.label ?? '', door: household.door, people: own.length, until }
}

function dayAfter(day: string, days: number) {
  const date = new Date(`${day}T00:00:00Z`)
  date.setUTCDate(date.getUTCDate() + days)
  return date.toISOString().slice(0, 10)
}
