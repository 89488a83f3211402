import type { BoardUnit, CallState, UnitState } from './schema'

/** The life of a call; buttons, refusals and filters derive from it. */
export const callSteps: Record<CallState, readonly CallState[]> = {
  granted: ['called', 'withdrawn'],
  called: ['cleared', 'withdrawn'],
  cleared: [],
  withdrawn: [],
}

/**
 * The board's state of each entrance of a call order. Granted entrances are next; when none is granted and calling has
 * begun, the first entrance that still waits and is not held back is next.
 */
export function unitStates(
  order: readonly string[],
  calls: ReadonlyMap<string, CallState>,
  held: ReadonlySet<string> = new Set(),
): Map<string, UnitState> {
  const states = new Map<string, UnitState>()
  for (const entranceId of order) {
    const call = calls.get(entranceId)
    states.set(
      entranceId,
      call === 'called' ? 'called' : call === 'cleared' ? 'cleared' : call === 'granted' ? 'next' : 'waiting',
    )
  }
  const begun = [...states.values()].some((state) => state === 'called' || state === 'cleared')
  const granted = [...states.values()].includes('next')
  const first = order.find((entranceId) => states.get(entranceId) === 'waiting' && !held.has(entranceId))
  if (begun && !granted && first) states.set(first, 'next')
  return states
}

/**
 * What the board means for the people of one floor: those of floors that nobody asked yet are next while others of
 * their entrance are called, and their time lies between that of the first and of the last floor.
 */
export function onFloor(unit: BoardUnit, floor: number): { state: UnitState; minutes: BoardUnit['minutes'] } {
  const place = unit.left.indexOf(floor)
  if (place < 0) return { state: unit.state, minutes: unit.minutes }
  const { minutes: first, minutesLast: last, left } = unit
  const share = left.length > 1 ? place / (left.length - 1) : 0
  const between = (a: number, b: number) => Math.round((a + (b - a) * share) / 5) * 5
  return {
    state: unit.state === 'called' ? 'next' : unit.state,
    minutes: first && last ? [between(first[0], last[0]), Math.max(5, between(first[1], last[1]))] : first,
  }
}
