import { keepForAccounts } from './accounts/leaving'
import { countGridLeaders } from './accounts/queries'
import { whenAccountsJoin } from './accounts/residents'
import { grantResidentsBy } from './accounts/sessions'
import { log } from './base/log'
import { takeFiguresFrom, takeTimesFrom, touchBoard, whenBoardChanges } from './calls/board'
import { whenCalled, whenCallsChange } from './calls/changed'
import { whenChangedElsewhere } from './calls/elsewhere'
import { noticeClaimed, noticeNext, takeHelpersFrom } from './calls/notices'
import { takeSilencesFrom, takeWorkFrom } from './calls/pace/record'
import { callTimes, touchPace } from './calls/pace/runner'
import { countLeadersBy } from './community/commands'
import { takeHomesFrom, whenEntrancesChange } from './community/entrances'
import { findPathsBy } from './community/paths'
import { ledgerOf, touchLedger } from './coverage/ledger'
import { touchOverview } from './coverage/overview'
import { helpersOf, tellHelpers } from './helping/told'
import { countTicketsBy } from './imports/undo'
import { recordReached, sampleSingly } from './incidents/commands'
import { freezeRecalled, openOnOutcome } from './incidents/open'
import { followClaims, followResults } from './incidents/told'
import { dropApplications, exportApplications, joinApplications } from './joining/applications'
import { takeRecallWorkBy } from './operations/others'
import { whenPresent } from './realtime/connect'
import { publish } from './realtime/publish'
import { whenResulted, whenResultsAreTold } from './results/apply'
import { applyWaiting } from './results/commands'
import { followRoster } from './roster/changes'
import { accountsOf, grantsOfResidents, whenClaimed } from './roster/claims'
import { homesOfEntrances } from './roster/homes'
import { hinderMergesBy } from './roster/merges'
import { dropClaims, exportClaims, joinClaims } from './roster/phones'
import { householdPath } from './roster/queries'
import { whenOpened, whenRoundChanges } from './rounds/commands'
import { completeOrder } from './rounds/order'
import { liveRounds, sitePath } from './rounds/queries'
import { giveTickets, whenTicketsChange } from './tickets/commands'
import { followPeople, takeSampledFrom } from './tickets/follow'
import { countTicketed } from './tickets/queries'
import { whenTubeChanges } from './tubes/changed'
import { hindersJoining, isInTube } from './tubes/joining'
import { carriedTubes, oldestCarried, oldestOfTeams } from './tubes/queries'
import { hearAccount, hearTable, silencesOf } from './tubes/silences'
import { workOf } from './tubes/work'
import { takeMissingFrom, whenVisitsChange } from './visits/commands'
import { takeCarriedFrom, takeOldestFrom, takeOpenFrom } from './visits/queries'
import { dropVolunteering, exportVolunteering, joinVolunteering } from './volunteers/leaving'

let wired = false

/** Tells each domain what later ones add to it. Once for a process: the domains are modules. */
export function wire() {
  if (wired) return
  wired = true
  grantResidentsBy(grantsOfResidents)
  whenAccountsJoin(joinClaims)
  whenAccountsJoin(joinVolunteering)
  whenAccountsJoin(joinApplications)
  keepForAccounts('households', exportClaims, dropClaims)
  keepForAccounts('applications', exportApplications, dropApplications)
  keepForAccounts('volunteering', exportVolunteering, dropVolunteering)
  countLeadersBy(countGridLeaders)
  takeHomesFrom(homesOfEntrances)
  findPathsBy(householdPath)
  findPathsBy(sitePath)
  countTicketsBy(countTicketed)
  followRoster(followPeople)
  hinderMergesBy(hindersJoining)
  takeSampledFrom(isInTube)
  whenOpened(giveTickets)
  whenOpened((_round, _people, tx) => freezeRecalled(tx))
  whenResulted(openOnOutcome)
  whenResultsAreTold(followResults)
  takeRecallWorkBy((fact, actor) =>
    fact.kind === 'recordReached' ? recordReached(fact, actor) : sampleSingly(fact, actor),
  )
  const changed = (roundId: string) => {
    touchLedger(roundId)
    touchBoard(roundId, 'soon')
    touchOverview(roundId)
  }
  whenRoundChanges((roundId) => {
    touchBoard(roundId, 'now')
    changed(roundId)
    touchPace(roundId)
  })
  whenEntrancesChange((communityId) => {
    const tell = async () => {
      await completeOrder(communityId)
      for (const { _id, communityIds } of await liveRounds()) {
        if (!communityIds.some((id) => String(id) === communityId)) continue
        changed(String(_id))
        touchPace(String(_id))
      }
    }
    tell().catch((error: Error) => log.warn({ error: error.name }, 'rounds could not be told'))
  })
  whenCallsChange(touchPace)
  whenCalled(tellHelpers)
  takeHelpersFrom(helpersOf)
  whenChangedElsewhere(changed)
  takeWorkFrom(workOf)
  takeSilencesFrom(silencesOf)
  takeTimesFrom(callTimes)
  whenPresent(hearAccount)
  whenBoardChanges(touchOverview)
  whenClaimed((householdId) => {
    noticeClaimed(householdId).catch((error: Error) =>
      log.warn({ householdId, error: error.name }, 'who sees a household now could not be told'),
    )
  })
  whenBoardChanges((roundId) => {
    noticeNext(roundId).catch((error: Error) =>
      log.warn({ roundId, error: error.name }, 'who is next could not be told'),
    )
  })
  whenTicketsChange((roundId, householdId) => {
    changed(roundId)
    tellHousehold(householdId).catch((error: Error) => log.warn({ error: error.name }, 'phones could not be told'))
  })
  whenVisitsChange(changed)
  takeCarriedFrom(oldestCarried)
  takeOpenFrom(carriedTubes)
  takeOldestFrom(oldestOfTeams)
  whenTubeChanges((tube) => {
    changed(String(tube.roundId))
    hearTable(tube)
    followClaims(tube)
    applyWaiting(tube).catch((error: Error) => log.error({ error: error.name }, 'a waiting result failed'))
  })
  takeMissingFrom(async (roundId, householdId) =>
    (await ledgerOf(roundId))
      .household(householdId)
      .filter((person) => person.standing === 'missing')
      .map((person) => person.residentId),
  )
  takeFiguresFrom(async (roundId) => {
    const ledger = await ledgerOf(roundId)
    const { expected, sampled } = ledger.figures
    return {
      expected,
      sampled,
      missingBehind: new Map([...ledger.byEntrance()].map(([id, figures]) => [id, figures.missing])),
      lastHour: [...ledger.lastHour()].reduce((sum, [table, people]) => (table ? sum + people : sum), 0),
    }
  })
}

/** The other phones of a household follow what one of them answered. */
async function tellHousehold(householdId: string) {
  for (const accountId of await accountsOf([householdId])) publish.changed('resident', accountId, 'household')
}
