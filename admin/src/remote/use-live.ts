import type { Changed } from '@loumen/shared/events'
import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useSyncExternalStore } from 'react'
import { isLive, lastHeard, onChanged, onReturn, onStatus, watch } from './live'

/** What has to be read again when something of a kind has changed. */
const touched: Record<Changed['what'], readonly string[]> = {
  coverage: ['readMissing', 'readOverview'],
  desk: ['readOverview', 'listResults', 'listRounds', 'readRound'],
  tubes: ['readOverview', 'listResults', 'readHouseholdCoverage', 'listTubeClaims', 'listOpenOperations'],
  calls: [
    'listCalls',
    'readMissing',
    'readOverview',
    'readBoard',
    'listRounds',
    'readCalling',
    'readPace',
    'followEntrance',
    'readReach',
  ],
  pace: ['readPace', 'readCalling'],
  visits: ['listVisits', 'listTeams', 'readMissing', 'readOverview', 'readHouseholdCoverage'],
  results: ['listResults', 'listUploads', 'listRecalls', 'readRecall', 'listUntold', 'readOverview'],
  household: ['readMissing', 'readHousehold', 'readHouseholdCoverage', 'listClaims', 'readOverview'],
  roster: [
    'listHouseholds',
    'listEntrances',
    'listClaims',
    'listMembers',
    'readImport',
    'listImports',
    'listImportEntries',
    'readHousehold',
    'readOverview',
  ],
  posts: ['listPosts', 'readPlan', 'listMuster'],
  applications: ['listApplications'],
  volunteers: ['listVolunteers'],
  shifts: ['listShifts', 'listMuster', 'listLoans'],
  muster: ['listMuster', 'listShifts', 'myMuster', 'readJoinCode', 'listLoans', 'listLoanPeople'],
  neighbours: ['listNeighbours'],
  round: ['listRounds', 'readRound', 'readOverview', 'listCalls'],
}

/** Hears these rooms while the screen is shown. */
export function useRooms(names: readonly (string | undefined)[]) {
  const key = names.filter(Boolean).join(' ')
  useEffect(() => {
    const leave = key.split(' ').filter(Boolean).map(watch)
    return () => {
      for (const stop of leave) stop()
    }
  }, [key])
}

/** Reads again what an event says has changed, and everything after a reconnect or a wake-up. */
export function useFreshness() {
  const queries = useQueryClient()
  useEffect(() => {
    const stopChanged = onChanged(({ what }) => {
      for (const name of touched[what] ?? []) void queries.invalidateQueries({ queryKey: [name] })
    })
    const stopReturn = onReturn(() => void queries.invalidateQueries())
    return () => {
      stopChanged()
      stopReturn()
    }
  }, [queries])
}

function subscribe(changed: () => void) {
  const stop = onStatus(changed)
  const timer = setInterval(changed, 1_000)
  return () => {
    stop()
    clearInterval(timer)
  }
}

/** Whether frames arrive, and when the last one did (real time). */
export function useLiveness(): { live: boolean; since: number } {
  const live = useSyncExternalStore(subscribe, isLive)
  return { live, since: lastHeard() }
}
