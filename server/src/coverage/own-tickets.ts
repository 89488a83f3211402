import { onFloor } from '@loumen/shared/calls/rules'
import { excuseHolds } from '@loumen/shared/coverage/rules'
import { heldUntil } from '@loumen/shared/roster/times'
import type { HouseholdTickets, OwnResult, Progress, Ticket } from '@loumen/shared/tickets/schema'
import { validTubeStates } from '@loumen/shared/tubes/rules'
import { now, today } from '../clock'
import { outcomeOf } from '../results/apply'
import { speakingTube } from '../results/own'
import type { HouseholdDocument } from '../roster/model'
import type { RoundDocument } from '../rounds/model'
import type { TicketDocument } from '../tickets/model'
import { ticketCode } from '../tickets/queries'
import { claimantsOf } from '../tubes/claims'
import type { TubeOfPeople } from '../tubes/queries'
import type { Homes } from './homes'

/** A household's tickets in a round, of `own` people alone where that is given; undefined when it has none. */
export function householdTickets(
  homes: Homes,
  round: RoundDocument,
  household: HouseholdDocument,
  own: ReadonlySet<string> | undefined,
): HouseholdTickets | undefined {
  const roundId = String(round._id)
  const householdId = String(household._id)
  const tickets = homes.ticketsOf(roundId, householdId).filter(({ residentId }) => !own || own.has(String(residentId)))
  if (!tickets.length) return undefined
  const { entrance, community } = homes.placeOf(household)
  const unit = homes.unitOf(roundId, household)
  const { part, calledAt, againAt, reply } = homes.asked(roundId, householdId)
  const siteId = part ? String(part.siteId) : unit?.siteId
  const sites = homes.sitesOf(roundId)
  const site = sites.find((one) => String(one._id) === siteId) ?? sites[0]
  // An entrance that is done was asked as a whole; before, each household waits for its own call.
  const unitState = calledAt ? 'called' : unit && onFloor(unit, household.floor).state
  return {
    householdId,
    roundId,
    round: round.name,
    roundState: round.state,
    community,
    communityId: String(household.communityId),
    entranceId: String(household.entranceId),
    entrance: entrance?.label ?? '',
    colour: entrance?.colour ?? 0,
    floor: household.floor,
    door: household.door,
    code: ticketCode(roundId, householdId),
    registered: tickets.some((ticket) => ticket.answer),
    frozen: tickets.some((ticket) => ticket.frozen),
    calledAt,
    againAt,
    times: part?.times ?? 0,
    apart: tickets.some((ticket) => ticket.route === 'separate'),
    reply,
    notBefore:
      heldUntil(
        tickets.map(({ notBefore }) => notBefore),
        household.times ?? [],
        now(),
      )?.toISOString() ?? null,
    site: site ? { id: String(site._id), name: site.name, place: site.place } : null,
    tickets: tickets.map((ticket) => ownTicket(homes, ticket, unitState ?? 'waiting')),
  }
}

function ownTicket(homes: Homes, ticket: TicketDocument, unit: string): Ticket {
  const residentId = String(ticket.residentId)
  const around = homes.tubesOf(String(ticket.roundId), residentId)
  const tubes = around.filter(({ people }) => people.some((person) => person.residentId.equals(ticket.residentId)))
  const inRecall = homes.isHeld(ticket)
  const tube = speakingTube(tubes)
  const sampled = !!tube && validTubeStates.includes(tube.state)
  const excused = excuseHolds(ticket.excuse, today())
  const result = withoutDoubt(ownResult(tube, tubes, inRecall), claimantsOf(around).get(residentId), tube)
  const shown = result === 'negative'
  return {
    id: String(ticket._id),
    residentId,
    name: homes.nameOf(ticket.residentId),
    number: ticket.number,
    answer: ticket.answer ?? null,
    excuse: ticket.excuse ? { reason: ticket.excuse.reason, until: ticket.excuse.until } : null,
    progress: progress({ ticket, sampled, inTube: !!tube, excused, inRecall, unit }),
    result,
    sampledAt: sampled ? (tube?.closedAt?.toISOString() ?? null) : null,
    testedAt: shown ? (tube?.testedAt?.toISOString() ?? null) : null,
    lab: shown ? (tube?.lab ?? null) : null,
    method: shown ? (tube?.method ?? null) : null,
  }
}

function progress(p: {
  ticket: TicketDocument
  sampled: boolean
  inTube: boolean
  excused: boolean
  inRecall: boolean
  unit: string
}): Progress {
  if (p.inRecall || p.ticket.frozen) return 'resampling'
  if (p.sampled) return 'sampled'
  if (p.inTube) return 'admitted'
  if (p.excused) return 'excused'
  if (p.ticket.route === 'doorOnly' || p.ticket.answer === 'needsDoor') return 'door'
  if (p.unit === 'called' || p.unit === 'cleared') return 'called'
  return p.unit === 'next' ? 'next' : 'waiting'
}

/** A claimant sees no negative until a person has decided, and after a re-sampling was ordered not before it (I3). */
function withoutDoubt(result: OwnResult, claimed: 'open' | Date | undefined, tube: TubeOfPeople | undefined) {
  if (!claimed || result !== 'negative') return result
  if (claimed === 'open') return 'pending'
  return tube?.closedAt && tube.closedAt > claimed ? result : 'again'
}

/** Nobody of a pool in recall sees a negative (I6); a positive is said only of a tube that held one person. */
function ownResult(tube: TubeOfPeople | undefined, tubes: readonly TubeOfPeople[], inRecall: boolean): OwnResult {
  const outcome = tube && outcomeOf(tube)
  if (tube && outcome === 'positive' && tube.people.length === 1) return 'positive'
  if (inRecall) return 'resampling'
  if (!tube) return tubes.some((one) => one.state === 'void' || one.state === 'resulted') ? 'again' : 'none'
  if (!outcome) return tube.state === 'open' ? 'none' : 'pending'
  return outcome === 'negative' ? 'negative' : 'resampling'
}
