import { maskDocument, maskName, type PersonView } from '@loumen/shared/masking'
import { Refused } from '@loumen/shared/refusals'
import type { Admission, Candidate, Scan, SlipBearer } from '@loumen/shared/tubes/schema'
import { readEntrances } from '../community/queries'
import { findByLastFour } from '../roster/last-four'
import type { ResidentDocument } from '../roster/model'
import { openResident } from '../roster/personal'
import { findByDocument, findDoors, readResidents, residentsOf } from '../roster/queries'
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
 * Finds the people behind a scan: those who are named in it, or all who fit. Refuses with scan.unknown, scan.otherRound,
 * scan.forged.
 */
export async function findScanned(scan: Scan, round: RoundDocument): Promise<Found[]> {
  if (scan.kind === 'slip') {
    const [found] = await findOnSlip(scan, round)
    if (!found.length) throw new Refused('scan.unknown')
    return found
  }
  const all = await findAll(scan, round)
  const wanted = scan.residentIds && new Set(scan.residentIds)
  const found = wanted ? all.filter(({ resident }) => wanted.has(String(resident._id))) : all
  if (!found.length || (wanted && found.length !== wanted.size)) throw new Refused('scan.unknown')
  return found
}

async function findAll(scan: Exclude<Scan, { kind: 'slip' }>, round: RoundDocument): Promise<Found[]> {
  if (scan.kind === 'ticket') {
    const code = readTicketCode(scan.code)
    if (code.roundId !== String(round._id)) throw new Refused('scan.otherRound')
    const tickets = await ticketsOfHousehold(code.roundId, code.householdId)
    return pair(await readResidents(tickets.map((ticket) => String(ticket.residentId))), tickets)
  }
  const residents = await residentsBy(scan, round)
  const tickets = await ticketsOfResidents(
    round._id,
    residents.map((resident) => resident._id),
  )
  return pair(residents, tickets)
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

/** The one person who brings a slip. Refuses with scan.unknown, scan.ambiguous. */
export async function findBearer(bearer: SlipBearer, round: RoundDocument): Promise<Found[]> {
  const residents =
    bearer.kind === 'resident' ? await readResidents([bearer.residentId]) : await residentsBy(bearer, round)
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

type WithoutCode = Exclude<Scan, { kind: 'ticket' | 'slip' }>

function residentsBy(scan: WithoutCode, round: RoundDocument): Promise<ResidentDocument[]> {
  switch (scan.kind) {
    case 'document':
      return findByDocument(round.communityIds, scan.number)
    case 'name':
      return findByLastFour(round.communityIds, scan.last4, scan.surname)
    case 'door':
      return findByDoor(scan, round).then((residents) =>
        residents.filter((resident) => openResident(resident, 'document').toUpperCase().endsWith(scan.last4)),
      )
    case 'home':
      return findByDoor(scan, round)
  }
}

const pair = (residents: readonly ResidentDocument[], tickets: readonly TicketDocument[]): Found[] =>
  tickets.flatMap((ticket) => {
    const resident = residents.find((one) => String(one._id) === String(ticket.residentId))
    return resident ? [{ resident, ticket }] : []
  })

/** Who lives behind a door: "501" behind one entrance, or "3-2-501" with building and entrance in front. */
async function findByDoor(scan: { door: string; entranceId?: string }, round: RoundDocument) {
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
  return residentsOf(near.map((household) => String(household._id)))
}

/** Asks who brings a blank slip. */
export const askBearer = ({ code, entrance }: ScannedSlip): Admission => ({
  kind: 'bind',
  entranceId: code.entranceId,
  entrance: entrance.label,
  colour: entrance.colour,
  number: code.number,
})

/** Asks who of those found is here, and says why somebody cannot be admitted now. */
export async function choose(found: readonly Found[], round: RoundDocument, view: PersonView): Promise<Admission> {
  const [pools, entrances] = await Promise.all([
    poolsOf(
      round._id,
      found.map(({ resident }) => resident._id),
    ),
    readEntrances([...new Set(found.map(({ ticket }) => String(ticket.entranceId)))]),
  ])
  const labels = new Map(entrances.map((entrance) => [String(entrance._id), entrance.label]))
  const held = new Set(pools.flatMap((tube) => tube.people.map((person) => String(person.residentId))))
  const homes = new Set(found.map(({ ticket }) => String(ticket.householdId)))
  const candidates = found.map(
    ({ resident, ticket }): Candidate => ({
      residentId: String(resident._id),
      name: maskName(openResident(resident, 'name'), view.name),
      last4: maskDocument(openResident(resident, 'document'), view.document === 'none' ? 'none' : 'last4') ?? null,
      number: ticket.number,
      entrance: labels.get(String(ticket.entranceId)) ?? '',
      door: ticket.door,
      obstacle: held.has(String(resident._id)) ? 'inTube' : ticket.state === 'cancelled' ? 'cancelled' : null,
    }),
  )
  const [first] = candidates
  return {
    kind: 'choose',
    household: homes.size === 1,
    entrance: first?.entrance ?? '',
    door: homes.size === 1 ? (first?.door ?? '') : '',
    candidates,
  }
}
