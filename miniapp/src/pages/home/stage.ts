import { onFloor } from '@loumen/shared/calls/rules'
import type { BoardUnit } from '@loumen/shared/calls/schema'
import { liveRoundStates } from '@loumen/shared/rounds/rules'
import type { HouseholdTickets, Ticket } from '@loumen/shared/tickets/schema'

/** What a household has to know now, the most urgent first. */
export type Stage =
  | 'positive'
  | 'resampling'
  | 'called'
  | 'paused'
  | 'moreTime'
  | 'next'
  | 'waiting'
  | 'missed'
  | 'admitted'
  | 'door'
  | 'sampled'
  | 'results'
  | 'excused'
  | 'over'

const comes: readonly Ticket['progress'][] = ['waiting', 'next', 'called']

/** The people of a household who still have to come down. */
export const comingDown = ({ tickets }: Pick<HouseholdTickets, 'tickets'>) =>
  tickets.filter((ticket) => comes.includes(ticket.progress))

/** People who were called so long ago and have not come are welcome still, but nobody shouts any more. */
const missedAfter = 30 * 60_000
/** Further away than so many minutes nobody needs to get ready yet, even when others of the entrance are called. */
const readyWithin = 15

/** What a household's stage depends on beside its tickets and its entrance. */
export interface Around {
  /** Its site stands still. */
  paused: boolean
  /** Domain time in milliseconds. */
  now: number
}

/**
 * When a household was last asked down: its own tickets know, and the board knows it sooner where its whole floor was
 * asked; a lane of its own is asked apart from the floor.
 */
export function askedAt(household: HouseholdTickets, unit: BoardUnit | undefined): number | undefined {
  const own = household.againAt ?? household.calledAt
  if (own) return Date.parse(own)
  const byBoard = unit?.state === 'called' && !household.apart && !unit.left.includes(household.floor)
  return byBoard && unit.calledAt ? Date.parse(unit.calledAt) : undefined
}

/**
 * Where a household stands: its own tickets say who is left and whether it was called, the board says how far its
 * entrance is. A frozen household is never called down, whatever the board says.
 */
export function stageOf(household: HouseholdTickets, unit: BoardUnit | undefined, around: Around): Stage {
  const { tickets } = household
  if (tickets.some(({ result }) => result === 'positive')) return 'positive'
  if (household.frozen || tickets.some((t) => t.progress === 'resampling' || t.result === 'resampling'))
    return 'resampling'
  const live = liveRoundStates.some((state) => state === household.roundState)
  if (live && comingDown(household).length) return comingStage(household, unit, around)
  if (live && tickets.some(({ progress }) => progress === 'admitted')) return 'admitted'
  if (live && tickets.some(({ progress }) => progress === 'door')) return 'door'
  const sampled = tickets.filter(({ progress }) => progress === 'sampled')
  if (sampled.length) return sampled.every(({ result }) => result === 'negative') ? 'results' : 'sampled'
  return tickets.length && tickets.every(({ progress }) => progress === 'excused') ? 'excused' : 'over'
}

function comingStage(household: HouseholdTickets, unit: BoardUnit | undefined, { paused, now }: Around): Stage {
  if (unit?.state === 'cleared') return 'missed'
  const asked = askedAt(household, unit)
  if (asked !== undefined) {
    if (paused) return 'paused'
    if (household.reply?.kind === 'moreTime') return 'moreTime'
    return now - asked > missedAfter ? 'missed' : 'called'
  }
  if (!unit || unit.held || (household.notBefore && Date.parse(household.notBefore) > now)) return 'waiting'
  const { state, minutes } = onFloor(unit, household.floor)
  const soon = unit.state === 'next' || !minutes || minutes[0] <= readyWithin
  return state === 'next' && soon ? 'next' : 'waiting'
}

/** Names one call of one household, so that a phone calls its people once for each. */
export const callMark = (household: HouseholdTickets, asked: number) =>
  `${household.roundId} ${household.householdId} ${asked}`
