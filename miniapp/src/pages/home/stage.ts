import type { BoardUnit } from '@loumen/shared/calls/schema'
import { liveRoundStates } from '@loumen/shared/rounds/rules'
import type { HouseholdTickets, Ticket } from '@loumen/shared/tickets/schema'

/** What a household has to know now, the most urgent first. */
export type Stage =
  | 'positive'
  | 'resampling'
  | 'called'
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

/**
 * Where a household stands: its own tickets say who is left, the public board says whether its entrance is called.
 * A frozen household is never called down, whatever the board says.
 */
export function stageOf(household: HouseholdTickets, unit: BoardUnit | undefined): Stage {
  const { tickets } = household
  if (tickets.some(({ result }) => result === 'positive')) return 'positive'
  if (household.frozen || tickets.some((t) => t.progress === 'resampling' || t.result === 'resampling'))
    return 'resampling'
  const live = liveRoundStates.some((state) => state === household.roundState)
  if (live && comingDown(household).length) {
    if (unit?.state === 'called' || unit?.state === 'next') return unit.state
    return unit?.state === 'cleared' ? 'missed' : 'waiting'
  }
  if (live && tickets.some(({ progress }) => progress === 'admitted')) return 'admitted'
  if (live && tickets.some(({ progress }) => progress === 'door')) return 'door'
  const sampled = tickets.filter(({ progress }) => progress === 'sampled')
  if (sampled.length) return sampled.every(({ result }) => result === 'negative') ? 'results' : 'sampled'
  return tickets.length && tickets.every(({ progress }) => progress === 'excused') ? 'excused' : 'over'
}

/** Names one call of one entrance, so that a phone calls its people once for each. */
export const callMark = (roundId: string, { calledAt, times }: BoardUnit) => `${roundId} ${calledAt} ${times}`
