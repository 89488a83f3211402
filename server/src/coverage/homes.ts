import type { Types } from 'mongoose'
import { unitsOf } from '../calls/board'
import { askedIn } from '../calls/queries'
import { readEntrances, readNodes } from '../community/queries'
import { heldByRecalls } from '../incidents/queries'
import type { HouseholdDocument } from '../roster/model'
import { readHouseholds, readNames } from '../roster/queries'
import type { RoundDocument } from '../rounds/model'
import { roundsOf, sitesIn } from '../rounds/queries'
import type { TicketDocument } from '../tickets/model'
import { ticketsOfHouseholds } from '../tickets/queries'
import { tubesAround } from '../tubes/queries'

/** How many rounds of the past a phone shows beside the running one. */
const roundsShown = 5

export type Homes = Awaited<ReturnType<typeof readRounds>>

/** Households with everything that is said to them of their latest rounds, read for all of them at once. */
export async function readHomes(householdIds: readonly Types.ObjectId[], communityIds: readonly Types.ObjectId[]) {
  const communities = [...new Map(communityIds.map((id) => [String(id), id])).values()]
  const [households, rounds] = await Promise.all([
    readHouseholds([...new Set(householdIds.map(String))]),
    Promise.all(communities.map(async (id) => [String(id), (await roundsOf(id)).slice(0, roundsShown)] as const)),
  ])
  const known = new Map(rounds)
  return readRounds(households, ({ communityId }) => known.get(String(communityId)) ?? [])
}

/** The same of chosen rounds. */
export async function readRounds(
  households: readonly HouseholdDocument[],
  roundsOf: (household: HouseholdDocument) => readonly RoundDocument[],
) {
  const ids = households.map(({ _id }) => _id)
  const tickets = await ticketsOf(households, roundsOf)
  const all = [...tickets.values()].flat()
  const residentIds = all.map(({ residentId }) => residentId)
  const rounds = new Map(all.map(({ roundId }) => [String(roundId), roundId]))
  const [entrances, nodes, names, units, asked, tubes, isHeld, sites] = await Promise.all([
    readEntrances([...new Set(households.map(({ entranceId }) => String(entranceId)))]),
    readNodes([...new Set(households.map(({ communityId }) => String(communityId)))]),
    readNames(residentIds),
    Promise.all([...rounds.keys()].map(async (roundId) => [roundId, await unitsOf(roundId)] as const)),
    askedIn([...rounds.values()], ids),
    tubesAround(residentIds, [...rounds.values()]),
    heldByRecalls(all),
    sitesIn([...rounds.values()]),
  ])
  const unitsIn = new Map(units)
  return {
    households,
    roundsOf,
    asked,
    isHeld,
    placeOf: ({ entranceId, communityId }: HouseholdDocument) => ({
      entrance: entrances.find(({ _id }) => _id.equals(entranceId)),
      community: nodes.find(({ _id }) => _id.equals(communityId))?.name ?? '',
    }),
    ticketsOf: (roundId: string, householdId: string) => tickets.get(`${roundId}:${householdId}`) ?? [],
    nameOf: (residentId: Types.ObjectId) => names(String(residentId)),
    unitOf: (roundId: string, { entranceId }: HouseholdDocument) => unitsIn.get(roundId)?.get(String(entranceId)),
    sitesOf: (roundId: string) => sites.filter((site) => String(site.roundId) === roundId),
    tubesOf: byPerson(tubes),
  }
}

/** Tickets by round and household, each in the order of their numbers. */
async function ticketsOf(
  households: readonly HouseholdDocument[],
  roundsOf: (household: HouseholdDocument) => readonly RoundDocument[],
) {
  const shown = new Set(
    households.flatMap((household) => roundsOf(household).map(({ _id }) => `${_id}:${household._id}`)),
  )
  const tickets = new Map<string, TicketDocument[]>()
  const all = await ticketsOfHouseholds(households.map(({ _id }) => _id))
  for (const ticket of all.sort((a, b) => a.number - b.number)) {
    const key = `${ticket.roundId}:${ticket.householdId}`
    if (!shown.has(key)) continue
    tickets.set(key, [...(tickets.get(key) ?? []), ticket])
  }
  return tickets
}

type Tube = Awaited<ReturnType<typeof tubesAround>>[number]

/** The tubes of a round that concern a person, as one of the people or as a claimant. */
function byPerson(tubes: readonly Tube[]) {
  const found = new Map<string, Tube[]>()
  for (const tube of tubes) {
    const people = [...tube.people, ...(tube.claims ?? [])].flatMap(({ residentId }) => residentId ?? [])
    for (const id of new Set(people.map(String))) {
      const key = `${tube.roundId}:${id}`
      found.set(key, [...(found.get(key) ?? []), tube])
    }
  }
  return (roundId: string, residentId: string) => found.get(`${roundId}:${residentId}`) ?? []
}
