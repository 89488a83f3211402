import type { Board, BoardUnit } from '@loumen/shared/calls/schema'
import type { HouseholdTickets } from '@loumen/shared/tickets/schema'

export type HomeSite = Pick<Board['sites'][number], 'id' | 'name' | 'place'> &
  Partial<Pick<Board['sites'][number], 'pause'>>

/**
 * Where a household goes: to the site that called it, else to its entrance's. Where several share the round and none is
 * settled yet, only a pause of all of them holds it up.
 */
export function siteOf(
  board: Board | undefined,
  household: HouseholdTickets,
  unit: BoardUnit | undefined,
): HomeSite | undefined {
  const settled = household.calledAt ? household.site?.id : (unit?.siteId ?? undefined)
  const found = board?.sites.find(({ id }) => id === (settled ?? household.site?.id))
  if (!found) return household.site ?? undefined
  if (settled || board?.sites.every(({ pause }) => pause)) return found
  return { ...found, pause: null }
}
