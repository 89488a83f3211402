import { rooms } from '@loumen/shared/events'
import { myTickets } from '@loumen/shared/tickets/api'
import type { HouseholdTickets } from '@loumen/shared/tickets/schema'
import { useSession } from './remote/session'
import { useRead } from './remote/use-read'
import { setSettings, useSettings } from './settings'

const nothing = {}

/** The signed-in resident's households and the tickets of the one that this phone looks at. */
export function useHousehold() {
  const session = useSession('resident')
  const { household: chosen } = useSettings()
  const reading = useRead('resident', myTickets, session ? nothing : undefined, {
    rooms: [session ? rooms.resident(session.me.id) : undefined],
    keepAs: 'tickets',
  })
  const newest = newestRounds(reading.value?.rounds ?? [])
  return {
    session,
    reading,
    households: newest,
    household: newest.find(({ householdId }) => householdId === chosen) ?? newest[0],
    choose: (householdId: string) => setSettings({ household: householdId }),
  }
}

/** The newest round of each household; the server answers the newest first. */
export function newestRounds(rounds: readonly HouseholdTickets[]): HouseholdTickets[] {
  const seen = new Set<string>()
  return rounds.filter(({ householdId }) => !seen.has(householdId) && seen.add(householdId))
}
