import type { Parsed } from '@loumen/shared/endpoint'
import { Refused } from '@loumen/shared/refusals'
import type * as api from '@loumen/shared/tubes/api'
import type { Admission, WalkIn } from '@loumen/shared/tubes/schema'
import type { Actor } from '../base/actor'
import { type Change, change } from '../base/change'
import { readEntrance } from '../community/queries'
import { addResident, householdBehind, householdElsewhere } from '../roster/newcomers'
import { findByDocument, readHouseholds, readResidents } from '../roster/queries'
import { countOneMore } from '../rounds/commands'
import type { RoundDocument } from '../rounds/model'
import { policyOf } from '../rounds/present'
import { findRound, mustBeLive } from '../rounds/queries'
import { giveTicket, ticketsChanged } from '../tickets/commands'
import { ticketsOfResidents } from '../tickets/queries'
import { bindWithin, readSlip, type ScannedSlip } from '../tickets/slips'
import { admissible } from './admissible'
import { homeOf, presentAdmission, put } from './admit'
import { tubesChanged } from './changed'
import { findTube } from './queries'
import type { Found } from './scan'

/**
 * Nobody is turned away: who is on no list becomes a provisional resident with a ticket, and goes into the tube. The number of a
 * blank slip in their hand becomes theirs.
 */
export async function admitWalkIn(
  { tubeId, walkIn, slip: code, ...how }: Parsed<typeof api.admitWalkIn>,
  actor: Actor,
): Promise<Admission> {
  const { roundId, path } = await homeOf(tubeId)
  actor.must('tubes.fill', path)
  const round = await findRound(roundId)
  const { residentId } = await change(actor, async (tx) => {
    mustBeLive(round)
    const slip = code === undefined ? undefined : await blankSlip(code, round)
    if (!walkIn.document && !how.vouch) throw new Refused('person.voucherNeeded')
    const person = await findOrAdd(walkIn, round, tx)
    const found = slip ? { ...person, ticket: await bindWithin(slip, person.ticket, tx) } : person
    // Who is on no list has no turn to wait for.
    const people = await admissible([found], round, { reason: 'walkIn', ...how })
    if (policyOf(round).codedSingly && people.lane === 'separate') throw new Refused('person.single')
    await put(tubeId, people, actor, tx.session)
    await tx.note('person.walkedIn', [roundId, String(found.ticket.householdId), String(found.resident._id), tubeId])
    return { residentId: String(found.resident._id) }
  })
  const tube = await findTube(tubeId)
  const inside = tube.people.find((person) => String(person.residentId) === residentId)
  if (inside) ticketsChanged(roundId, String(inside.householdId))
  tubesChanged(tube)
  const [resident] = await readResidents([residentId])
  const found = resident ? [{ resident }] : []
  return presentAdmission(tube, found, actor.view(path))
}

/** Somebody of the round with this document number, or a provisional resident with a ticket. */
export const findOrAdd = async (walkIn: WalkIn, round: RoundDocument, tx: Change): Promise<Found> =>
  (await known(walkIn, round)) ?? (await newcomer(walkIn, round, tx))

/** A slip that belongs to nobody yet. Refuses with slip.taken, and as readSlip does. */
async function blankSlip(code: string, round: RoundDocument): Promise<ScannedSlip> {
  const slip = await readSlip(code, round)
  if (slip.ticket) throw new Refused('slip.taken', { entrance: slip.entrance.label, number: slip.code.number })
  return slip
}

/** Somebody of the round with this document number. */
async function known({ document }: WalkIn, round: RoundDocument): Promise<Found | undefined> {
  const [resident] = document ? await findByDocument(round.communityIds, document) : []
  const [ticket] = resident ? await ticketsOfResidents(round._id, [resident._id]) : []
  return resident && ticket && { resident, ticket }
}

async function newcomer({ home, ...person }: WalkIn, round: RoundDocument, tx: Change): Promise<Found> {
  const [communityId] = round.communityIds
  if (!communityId) throw new Refused('notFound')
  // Lives here, but came after the round was opened.
  const [settled] = person.document ? await findByDocument(round.communityIds, person.document) : []
  const [own] = settled ? await readHouseholds([String(settled.householdId)]) : []
  const household = own ?? (await homeFor(home, round, tx))
  const resident = settled ?? (await addResident(household, person, tx))
  const ticket = await giveTicket(round, household, resident, tx)
  await countOneMore(round._id, household.entranceId, tx)
  return { resident, ticket }
}

async function homeFor(home: WalkIn['home'], round: RoundDocument, tx: Change) {
  const [communityId] = round.communityIds
  if (!communityId) throw new Refused('notFound')
  if (home.kind === 'elsewhere') return (await householdElsewhere(communityId, home.address, tx)).household
  const entrance = await readEntrance(home.entranceId)
  if (!entrance || !round.communityIds.some((id) => id.equals(entrance.communityId))) throw new Refused('notFound')
  return householdBehind(entrance, home.door, tx)
}
