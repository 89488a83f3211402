import { maskDocument, maskName, type PersonView } from '@loumen/shared/masking'
import { Refused } from '@loumen/shared/refusals'
import type { Admission, Scan, SlipBearer } from '@loumen/shared/tubes/schema'
import { readEntrances } from '../community/queries'
import type { ResidentDocument } from '../roster/model'
import { openResident } from '../roster/personal'
import { findByDocument, findDoors, readHouseholds, readResidents, residentsOf } from '../roster/queries'
import type { RoundDocument } from '../rounds/model'
import type { TicketDocument } from '../tickets/model'
import { readTicketCode, ticketsOfHousehold, ticketsOfResidents } from '../tickets/queries'
import { readSlip, type ScannedSlip } from '../tickets/slips'
import { poolsOf } from './queries'

/** A person of the round whom a scan found. */
export interface Found {
  resident: ResidentDocument
  ticket: TicketDocument
}

/**
 * Finds the people behind a scan. Refuses with scan.unknown, scan.otherRound, scan.forged, scan.ambiguous. A household's
 * code without `residentIds` finds everybody of the household.
 */
export async function findScanned(scan: Scan, round: RoundDocument): Promise<Found[]> {
  if (scan.kind === 'slip') {
    const [found] = await findOnSlip(scan, round)
    if (!found.length) throw new Refused('scan.unknown')
    return found
  }
  if (scan.kind === 'ticket') {
    const code = readTicketCode(scan.code)
    if (code.roundId !== String(round._id)) throw new Refused('scan.otherRound')
    const tickets = await ticketsOfHousehold(code.roundId, code.householdId)
    const wanted = scan.residentIds
    const chosen = wanted ? tickets.filter((ticket) => wanted.includes(String(ticket.residentId))) : tickets
    if (!chosen.length || (wanted && chosen.length !== new Set(wanted).size)) throw new Refused('scan.unknown')
    return pair(await readResidents(chosen.map((ticket) => String(ticket.residentId))), chosen)
  }
  return findBearer(scan, round)
}

/**
 * A slip and whose it is: the one whom it belongs to, or who brings a blank one; nobody when that was not said. Refuses with
 * slip.*, scan.*, and with slip.taken when somebody else brings it.
 */
export async function findOnSlip(
  { code, bearer }: Extract<Scan, { kind: 'slip' }>,
  round: RoundDocument,
): Promise<[Found[], ScannedSlip]> {
  const slip = await readSlip(code, round)
  const { ticket, entrance } = slip
  const found = bearer
    ? await findBearer(bearer, round)
    : ticket
      ? pair(await readResidents([String(ticket.residentId)]), [ticket])
      : []
  if (ticket && found.some((one) => !one.ticket._id.equals(ticket._id)))
    throw new Refused('slip.taken', { entrance: entrance.label, number: slip.code.number })
  return [found, slip]
}

/** The one person of the round whom a document, a door or an id stands for. Refuses with scan.unknown, scan.ambiguous. */
async function findBearer(bearer: SlipBearer, round: RoundDocument): Promise<Found[]> {
  const residents =
    bearer.kind === 'document'
      ? await findByDocument(round.communityIds, bearer.number)
      : bearer.kind === 'door'
        ? await findByDoor(bearer, round)
        : await readResidents([bearer.residentId])
  const found = pair(
    residents,
    await ticketsOfResidents(
      round._id,
      residents.map((resident) => resident._id),
    ),
  )
  if (!found.length) throw new Refused('scan.unknown')
  if (found.length > 1) throw new Refused('scan.ambiguous')
  return found
}

const pair = (residents: readonly ResidentDocument[], tickets: readonly TicketDocument[]): Found[] =>
  tickets.flatMap((ticket) => {
    const resident = residents.find((one) => String(one._id) === String(ticket.residentId))
    return resident ? [{ resident, ticket }] : []
  })

/** Last four digits plus a door: "501" behind one entrance, or "3-2-501" with building and entrance in front. */
async function findByDoor(scan: Extract<Scan, { kind: 'door' }>, round: RoundDocument) {
  const parts = scan.door.split(/[-－—–\s]+|号楼|栋|幢|座|单元|门(?=.)/).filter(Boolean)
  const door = (parts.pop() ?? '').replace(/[室号]$/, '')
  const households = await findDoors(round.communityIds, door, scan.entranceId)
  const entrances = await readEntrances([...new Set(households.map((household) => String(household.entranceId)))])
  const fits = (entranceId: unknown) => {
    const entrance = entrances.find((one) => String(one._id) === String(entranceId))
    const [name, building] = [...parts].reverse()
    const digits = (text: string | undefined) => text?.replace(/\D/g, '') || text
    return (
      (!name || digits(entrance?.name) === digits(name)) &&
      (!building || digits(entrance?.building) === digits(building))
    )
  }
  const near = households.filter((household) => fits(household.entranceId))
  const residents = await residentsOf(near.map((household) => String(household._id)))
  return residents.filter((resident) => openResident(resident, 'document').toUpperCase().endsWith(scan.last4))
}

/** Asks who brings a blank slip. */
export const askBearer = ({ code, entrance }: ScannedSlip): Admission => ({
  kind: 'bind',
  entranceId: code.entranceId,
  entrance: entrance.label,
  colour: entrance.colour,
  number: code.number,
})

/** Asks which of a household is here: everybody with a ticket, and why somebody cannot be admitted now. */
export async function choose(found: readonly Found[], round: RoundDocument, view: PersonView): Promise<Admission> {
  const [first] = found
  const [household] = first ? await readHouseholds([String(first.ticket.householdId)]) : []
  const [entrance] = household ? await readEntrances([String(household.entranceId)]) : []
  const pools = await poolsOf(
    round._id,
    found.map(({ resident }) => resident._id),
  )
  const held = new Set(pools.flatMap((tube) => tube.people.map((person) => String(person.residentId))))
  return {
    kind: 'choose',
    entrance: entrance?.label ?? '',
    door: household?.door ?? '',
    candidates: found.map(({ resident, ticket }) => ({
      residentId: String(resident._id),
      name: maskName(openResident(resident, 'name'), view.name),
      last4: maskDocument(openResident(resident, 'document'), view.document === 'none' ? 'none' : 'last4') ?? null,
      number: ticket.number,
      obstacle: held.has(String(resident._id)) ? 'inTube' : ticket.state === 'cancelled' ? 'cancelled' : null,
    })),
  }
}
