import type { Parsed } from '@loumen/shared/endpoint'
import { Refused } from '@loumen/shared/refusals'
import type * as api from '@loumen/shared/visits/api'
import type { Actor } from '../base/actor'
import { change } from '../base/change'
import { pathOfScope } from '../community/paths'
import { mayInside } from '../community/queries'
import { householdsWithTags } from '../roster/queries'
import { findRound, mustBeLive, roundPath } from '../rounds/queries'
import { ticketsOfHousehold } from '../tickets/queries'
import { openVisit, type Task, tellVisit, wantedOf } from './commands'

/** A visit to every missing household with one of these tags that the actor may send somebody to; frozen ones stay out. */
export async function makeVisitsByTags(input: Parsed<typeof api.makeVisitsByTags>, actor: Actor) {
  const { roundId, kind, tags, gridId, note } = input
  const round = await findRound(roundId)
  let allowed = actor.may('visits.make', await roundPath(round))
  for (const id of round.communityIds) allowed ||= await mayInside(actor, 'visits.make', String(id))
  if (!allowed) throw new Refused('auth.forbidden')
  const wanted: Task[] = []
  for (const household of await householdsWithTags(round.communityIds, tags)) {
    const householdId = String(household._id)
    const path = await pathOfScope(householdId)
    if (!actor.may('visits.make', path) || (gridId && !path.includes(gridId))) continue
    const tickets = await ticketsOfHousehold(roundId, householdId)
    const residentIds = await wantedOf(roundId, householdId)
    if (!residentIds.length || tickets.some((ticket) => ticket.frozen)) continue
    wanted.push({ round, household, kind, residentIds, note })
  }
  const made: string[] = []
  await change(actor, async (tx) => {
    mustBeLive(round)
    made.length = 0
    for (const task of wanted) {
      const visitId = await openVisit(task, tx)
      if (visitId) made.push(visitId)
    }
    return { roundId }
  })
  for (const visitId of made) await tellVisit(visitId, actor)
  return { made: made.length, already: wanted.length - made.length }
}
