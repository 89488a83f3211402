import type { Parsed } from '@loumen/shared/endpoint'
import { Refused } from '@loumen/shared/refusals'
import type * as api from '@loumen/shared/tickets/api'
import type { HouseholdTickets } from '@loumen/shared/tickets/schema'
import { hasWithdrawn, withdrawnAmong } from '../accounts/consents'
import type { Actor } from '../base/actor'
import { gathering } from '../base/gathering'
import { claimsOf } from '../roster/claims'
import { readHouseholds } from '../roster/queries'
import { spokenFor, spokenForBy } from '../roster/roommates'
import { findRound } from '../rounds/queries'
import { registerHousehold } from '../tickets/commands'
import { readHomes, readRounds } from './homes'
import { householdTickets } from './own-tickets'

/** All households of the signed-in resident, with their tickets, the newest round first. */
export async function myTickets(_input: Parsed<typeof api.myTickets>, actor: Actor) {
  actor.self()
  return refresh(actor)
}

/**
 * Thousands of phones refresh at once, and no scan at a desk may wait behind them: two readings at a time, however many
 * phones wait, each for all of up to forty who wait, so that no phone waits for long either.
 */
const refresh = gathering({ atOnce: 2, together: 40 }, async (actors: Actor[]) => {
  const accountIds = [...new Set(actors.map(({ account }) => account.id))]
  const [all, withdrawn] = await Promise.all([claimsOf(accountIds), withdrawnAmong(accountIds)])
  const granted = all.filter(({ state, householdId }) => state === 'granted' && householdId)
  const homes = await readHomes(
    granted.flatMap(({ householdId }) => householdId ?? []),
    granted.map(({ communityId }) => communityId),
  )
  return actors.map(async (actor) => {
    const claims = all.filter(({ accountId }) => String(accountId) === actor.account.id)
    const mine = new Set(
      claims.flatMap(({ state, householdId }) => (state === 'granted' && householdId ? [String(householdId)] : [])),
    )
    const households = homes.households.filter(({ _id }) => mine.has(String(_id)))
    const rounds = households.flatMap((household) => {
      const own = spokenForBy(claims, actor, household)
      return homes.roundsOf(household).flatMap((round) => householdTickets(homes, round, household, own) ?? [])
    })
    return {
      households: households.map((household) => ({
        householdId: String(household._id),
        community: homes.placeOf(household).community,
        entrance: homes.placeOf(household).entrance?.label ?? '',
        door: household.door,
      })),
      rounds: withdrawn.has(actor.account.id) ? rounds.map(withoutResults) : rounds,
      claims: claims.filter(({ state }) => state === 'waiting').length,
    }
  })
})

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
  const round = await findRound(input.roundId)
  const homes = await readRounds([household], () => [round])
  const view = householdTickets(homes, round, household, await spokenFor(actor, household))
  if (!view) throw new Refused('notFound')
  return (await hasWithdrawn(actor.account.id)) ? withoutResults(view) : view
}
