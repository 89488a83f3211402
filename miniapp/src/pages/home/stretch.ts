import type { BoardUnit } from '@loumen/shared/calls/schema'

/**
 * The stretch of the call order that matters to one entrance: from the one being called down to its own, at most
 * this many. The board page shows them all.
 */
export function stretchAround(units: readonly BoardUnit[], own: string, most: number): BoardUnit[] {
  const place = units.findIndex(({ entranceId }) => entranceId === own)
  if (place < 0) return units.slice(0, most)
  const begun = units.findIndex(({ state }) => state !== 'cleared')
  const from = Math.max(0, Math.min(begun < 0 ? place : begun, place))
  if (place - from < most) return units.slice(from, Math.max(place + 1, from + most)).slice(0, most)
  return [...units.slice(from, from + most - 4), ...units.slice(place - 3, place + 1)]
}
