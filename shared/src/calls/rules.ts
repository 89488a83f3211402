import type { CallState, UnitState } from './schema'

/** The life of a call; buttons, refusals and filters derive from it. */
export const callSteps: Record<CallState, readonly CallState[]> = {
  granted: ['called', 'withdrawn'],
  called: ['cleared', 'withdrawn'],
  cleared: [],
  withdrawn: [],
}

/**
 * The board's state of each entrance of a call order. Granted entrances are next; when none is granted and calling has
 * begun, the first entrance that still waits is next.
 */
export function unitStates(order: readonly string[], calls: ReadonlyMap<string, CallState>): Map<string, UnitState> {
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
  const first = order.find((entranceId) => states.get(entranceId) === 'waiting')
  if (begun && !granted && first) states.set(first, 'next')
  return states
}
