import type { OwnNeighbour } from '@loumen/shared/helping/schema'
import { maskName } from '@loumen/shared/masking'
import type { Actor } from '../base/actor'
import { askedOf } from '../calls/queries'
import { pathOfScope } from '../community/paths'
import { readEntrances } from '../community/queries'
import { openResident } from '../roster/personal'
import { readHouseholds, readResidents } from '../roster/queries'
import { findRound, sitesOf } from '../rounds/queries'
import { ticketsOfResidents } from '../tickets/queries'
import { poolsOf } from '../tubes/queries'
import type { HelpDocument } from './model'

/** Helps of one round with what both the helper and the office see, and what each adds; people without a ticket are left out. */
export async function viewHelps(helps: readonly HelpDocument[], actor: Actor) {
  const [first] = helps
  if (!first) return []
  const roundId = String(first.roundId)
  const residentIds = helps.map((help) => help.residentId)
  const [residents, households, entrances, tickets, pools, asked] = await Promise.all([
    readResidents(residentIds.map(String)),
    readHouseholds([...new Set(helps.map((help) => String(help.householdId)))]),
    readEntrances([...new Set(helps.map((help) => String(help.entranceId)))]),
    ticketsOfResidents(first.roundId, residentIds),
    poolsOf(first.roundId, residentIds),
    askedOf(
      roundId,
      helps.map((help) => String(help.householdId)),
    ),
  ])
  const held = new Set(pools.flatMap((tube) => tube.people.map((person) => String(person.residentId))))
  return Promise.all(
    helps.map(async (help) => {
      const resident = residents.find(({ _id }) => _id.equals(help.residentId))
      const household = households.find(({ _id }) => _id.equals(help.householdId))
      const entrance = entrances.find(({ _id }) => _id.equals(help.entranceId))
      const ticket = tickets.find((one) => one.residentId.equals(help.residentId))
      if (!resident || !household || !entrance || !ticket) return []
      const { calledAt, againAt, part } = asked(String(help.householdId))
      const view = actor.view(await pathOfScope(String(help.entranceId)))
      return {
        help,
        ticket,
        siteId: part ? String(part.siteId) : null,
        shown: {
          id: String(help._id),
          roundId,
          entranceId: String(entrance._id),
          entrance: entrance.label,
          colour: entrance.colour,
          floor: household.floor,
          door: household.door,
          name: maskName(openResident(resident, 'name'), view.name),
          number: ticket.number,
          slip: help.slip,
          calledAt,
          againAt,
          come: held.has(String(help.residentId)),
          at: help.at.toISOString(),
        },
      }
    }),
  ).then((views) => views.flat())
}

/** Helps of one round as their helper sees them. */
export async function viewOwn(helps: readonly HelpDocument[], actor: Actor): Promise<OwnNeighbour[]> {
  const [first] = helps
  if (!first) return []
  const [round, sites] = await Promise.all([findRound(String(first.roundId)), sitesOf(String(first.roundId))])
  return (await viewHelps(helps, actor)).map(({ shown, ticket, siteId }) => {
    const site = sites.find(({ _id }) => String(_id) === siteId)
    return {
      ...shown,
      round: round.name,
      answer: ticket.answer ?? null,
      site: site ? `${site.name} ${site.place}` : null,
    }
  })
}
