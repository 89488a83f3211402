import { seeCall } from '@loumen/shared/calls/api'
import type { HouseholdTickets } from '@loumen/shared/tickets/schema'
import { useEffect } from 'react'
import { keep, readKept } from '../../platform/storage'
import { callAs } from '../../remote/call'

/** Tells once for each call that this phone has shown it: what the captain's reach counts as seen. */
export function useSeen({ roundId, householdId, calledAt, times }: HouseholdTickets, shown: boolean) {
  const mark = shown && calledAt ? `${roundId} ${householdId} ${calledAt} ${times}` : undefined
  useEffect(() => {
    if (!mark || readKept('seen') === mark) return
    callAs.resident(seeCall, { roundId, householdId }).then(
      () => keep('seen', mark),
      // Whoever is called comes whether or not this was counted.
      () => {},
    )
  }, [mark, roundId, householdId])
}
