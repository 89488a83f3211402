import { onFloor } from '@loumen/shared/calls/rules'
import { excuseHolds } from '@loumen/shared/coverage/rules'
import type { Parsed } from '@loumen/shared/endpoint'
import { Refused } from '@loumen/shared/refusals'
import { heldUntil } from '@loumen/shared/roster/times'
import type * as api from '@loumen/shared/tickets/api'
import type { HouseholdTickets, OwnResult, Progress, Ticket } from '@loumen/shared/tickets/schema'
import { validTubeStates } from '@loumen/shared/tubes/rules'
import { hasWithdrawn } from '../accounts/consents'
import type { Actor } from '../base/actor'
import { takingTurns } from '../base/turns'
import { unitsOf } from '../calls/board'
import { askedOf } from '../calls/queries'
import { now, today } from '../clock'
import type { EntranceDocument } from '../community/model'
import { readEntrances, readNode } from '../community/queries'
import { recalled } from '../incidents/queries'
import { outcomeOf } from '../results/apply'
import { speakingTube } from '../results/own'
import { claimsOf } from '../roster/claims'
import type { HouseholdDocument } from '../roster/model'
import { openResident } from '../roster/personal'
import { readHouseholds, readResidents } from '../roster/queries'
import { spokenFor } from '../roster/roommates'
import type { RoundDocument } from '../rounds/model'
import { findRound, roundsOf, sitesOf } from '../rounds/queries'
import { registerHousehold } from '../tickets/commands'
import type { TicketDocument } from '../tickets/model'
import { ticketCode, ticketsOfHousehold } from '../tickets/queries'
import { claimants } from '../tubes/claims'
import type { TubeDocument } from '../tubes/model'
import { tubesOf } from '../tubes/queries'

/** How many rounds of the past a phone shows beside the running one. */
const roundsShown = 5

/** Thousands of phones may refresh at once; a few take turns, so that no scan at a desk waits behind them. */
const refresh = takingTurns(6)

/** All households of the signed-in resident, with their tickets, the newest round first. */
export const myTickets = (_input: Parsed<typeof api.myTickets>, actor: Actor) => refresh(() => ownTickets(actor))

async function ownTickets(actor: Actor) {
  const accountId = actor.self()
  const claims = await claimsOf(accountId)
  const households = await readHouseholds(
    claims.flatMap((claim) => (claim.state === 'granted' && claim.householdId ? String(claim.householdId) : [])),
  )
  const places = await placesOf(households)
  // Phones ask for this again and again: side by side, and nothing twice.
  const views = await Promise.all(
    households.map(async (household) => {
      const rounds = (await roundsOf(household.communityId)).slice(0, roundsShown)
      return Promise.all(rounds.map((round) => householdTickets(round, household, places(household), actor)))
    }),
  )
  const rounds = views.flat().filter((view) => view !== undefined)
  return {
    households: households.map((household) => ({
      householdId: String(household._id),
      community: places(household).community,
      entrance: places(household).entrance?.label ?? '',
      door: household.door,
    })),
    rounds: (await hasWithdrawn(accountId)) ? rounds.map(withoutResults) : rounds,
    claims: claims.filter((claim) => claim.state === 'waiting').length,
  }
}

/** For a phone whose owner took the consent back: whoever has to stay at home is still told so, outcomes are not. */
const withoutResults = (household: HouseholdTickets): HouseholdTickets => ({
  ...household,
  tickets: household.tickets.map((ticket) => ({
    ...ticket,
    result: ticket.result === 'resampling' ? 'resampling' : 'withheld',
    testedAt: null,
    lab: null,
    method: null,
  })),
})

/** A household answers for a round; the view is the household's own. */
export async function register(input: Parsed<typeof api.register>, actor: Actor): Promise<HouseholdTickets> {
  await registerHousehold(input, actor)
  const [household] = await readHouseholds([input.householdId])
  if (!household) throw new Refused('notFound')
  const place = (await placesOf([household]))(household)
  const view = await householdTickets(await findRound(input.roundId), household, place, actor)
  if (!view) throw new Refused('notFound')
  return (await hasWithdrawn(actor.account.id)) ? withoutResults(view) : view
}

interface Place {
  entrance: EntranceDocument | undefined
  community: string
}

/** Where households are, read for all of them at once. */
async function placesOf(households: readonly HouseholdDocument[]) {
  const [entrances, nodes] = await Promise.all([
    readEntrances(households.map(({ entranceId }) => String(entranceId))),
    Promise.all([...new Set(households.map(({ communityId }) => String(communityId)))].map(readNode)),
  ])
  return ({ entranceId, communityId }: HouseholdDocument): Place => ({
    entrance: entrances.find(({ _id }) => _id.equals(entranceId)),
    community: nodes.find((node) => node?._id.equals(communityId))?.name ?? '',
  })
}

/** A household's tickets in a round: undefined when it has none. */
async function householdTickets(
  round: RoundDocument,
  household: HouseholdDocument,
  { entrance, community }: Place,
  actor: Actor,
): Promise<HouseholdTickets | undefined> {
  const roundId = String(round._id)
  const householdId = String(household._id)
  const own = await spokenFor(actor, household)
  const tickets = (await ticketsOfHousehold(roundId, householdId)).filter(
    ({ residentId }) => !own || own.has(String(residentId)),
  )
  if (!tickets.length) return undefined
  const residentIds = tickets.map((ticket) => ticket.residentId)
  const [residents, units, asked, tubes, inRecall, sites, claimed] = await Promise.all([
    readResidents(residentIds.map(String)),
    unitsOf(roundId),
    askedOf(roundId, [householdId]),
    tubesOf(residentIds, [round._id]),
    recalled(tickets),
    sitesOf(roundId),
    claimants(round._id, residentIds),
  ])
  const unit = units.get(String(household.entranceId))
  const { part, calledAt, againAt, reply } = asked(householdId)
  const siteId = part ? String(part.siteId) : unit?.siteId
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
    tickets: tickets.map((ticket) => {
      const resident = residents.find((one) => one._id.equals(ticket.residentId))
      const own = tubes.filter((tube) => tube.people.some((person) => person.residentId.equals(ticket.residentId)))
      return ownTicket(
        ticket,
        resident ? openResident(resident, 'name') : '',
        own,
        inRecall.has(String(ticket.residentId)),
        claimed.get(String(ticket.residentId)),
        unitState ?? 'waiting',
      )
    }),
  }
}

function ownTicket(
  ticket: TicketDocument,
  name: string,
  tubes: readonly TubeDocument[],
  inRecall: boolean,
  claimed: 'open' | Date | undefined,
  unit: string,
): Ticket {
  const tube = speakingTube(tubes)
  const sampled = !!tube && validTubeStates.includes(tube.state)
  const excused = excuseHolds(ticket.excuse, today())
  const result = withoutDoubt(ownResult(tube, tubes, inRecall), claimed, tube)
  const shown = result === 'negative'
  return {
    id: String(ticket._id),
    residentId: String(ticket.residentId),
    name,
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
function withoutDoubt(result: OwnResult, claimed: 'open' | Date | undefined, tube: TubeDocument | undefined) {
  if (!claimed || result !== 'negative') return result
  if (claimed === 'open') return 'pending'
  return tube?.closedAt && tube.closedAt > claimed ? result : 'again'
}

/** Nobody of a pool in recall sees a negative (I6); a positive is said only of a tube that held one person. */
function ownResult(tube: TubeDocument | undefined, tubes: readonly TubeDocument[], inRecall: boolean): OwnResult {
  const outcome = tube && outcomeOf(tube)
  if (tube && outcome === 'positive' && tube.people.length === 1) return 'positive'
  if (inRecall) return 'resampling'
  if (!tube) return tubes.some((one) => one.state === 'void' || one.state === 'resulted') ? 'again' : 'none'
  if (!outcome) return tube.state === 'open' ? 'none' : 'pending'
  return outcome === 'negative' ? 'negative' : 'resampling'
}
