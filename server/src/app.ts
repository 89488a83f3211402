import { readFileSync } from 'node:fs'
import { createServer, type Server as HttpServer } from 'node:http'
import { createServer as createSecureServer } from 'node:https'
import type { Ability } from '@loumen/shared/abilities'
import { can } from '@loumen/shared/abilities'
import Koa from 'koa'
import helmet from 'koa-helmet'
import mongoose from 'mongoose'
import { configureAccounts } from './accounts/commands'
import { keepForAccounts } from './accounts/leaving'
import { configureNotices } from './accounts/notices'
import { countGridLeaders } from './accounts/queries'
import { whenAccountsJoin } from './accounts/residents'
import { accounts } from './accounts/routes'
import { grantResidentsBy } from './accounts/sessions'
import { configureWechat } from './accounts/wechat'
import { log } from './base/log'
import { startNotices } from './base/notices'
import { boxes } from './boxes/routes'
import { startBeats, takeFiguresFrom, takeTimesFrom, touchBoard, whenBoardChanges } from './calls/board'
import { whenCalled, whenCallsChange } from './calls/changed'
import { followOthers, whenChangedElsewhere } from './calls/elsewhere'
import { noticeClaimed, noticeNext, takeHelpersFrom } from './calls/notices'
import { takeSilencesFrom, takeWorkFrom } from './calls/pace/record'
import { callTimes, startPace, touchPace } from './calls/pace/runner'
import { calls } from './calls/routes'
import { certificates } from './certificates/routes'
import { now } from './clock'
import { countLeadersBy } from './community/commands'
import { takeHomesFrom, whenEntrancesChange } from './community/entrances'
import { findPathsBy, pathOfScope } from './community/paths'
import { community } from './community/routes'
import { type Config, StartError } from './config'
import { forgetLedgers, ledgerOf, touchLedger } from './coverage/ledger'
import { forgetMissing } from './coverage/missing'
import { stopOverviews, touchOverview } from './coverage/overview'
import { coverage } from './coverage/routes'
import { helping } from './helping/routes'
import { helpersOf, tellHelpers } from './helping/told'
import { errors } from './http/errors'
import { measure, metricsText } from './http/metrics'
import { openApi } from './http/openapi'
import { session } from './http/session'
import { statics } from './http/statics'
import { abandonUnread } from './imports/preview'
import { stopReader } from './imports/reader'
import { imports } from './imports/routes'
import { countTicketsBy } from './imports/undo'
import { stopWriter } from './imports/writer'
import { startAlerts } from './incidents/alerts'
import { recordReached, sampleSingly } from './incidents/commands'
import { freezeRecalled, openOnOutcome } from './incidents/open'
import { incidents } from './incidents/routes'
import { configureAlerts } from './incidents/sender'
import { followClaims, followResults } from './incidents/told'
import { dropApplications, exportApplications, joinApplications } from './joining/applications'
import { joining } from './joining/routes'
import { musters } from './muster/routes'
import { takeRecallWorkBy } from './operations/others'
import { operations } from './operations/routes'

import { connectSockets, type MayHear, whenPresent } from './realtime/connect'
import { type HouseServer, publish, publishTo } from './realtime/publish'
import { whenResulted, whenResultsAreTold } from './results/apply'
import { applyWaiting, sweepWaiting } from './results/commands'
import { results } from './results/routes'
import { followRoster } from './roster/changes'
import { accountsOf, grantsOfResident, whenClaimed } from './roster/claims'
import { homesOfEntrances } from './roster/homes'
import { forgetLastFours } from './roster/last-four'
import { hinderMergesBy } from './roster/merges'
import { forgetNames } from './roster/names'
import { dropClaims, exportClaims, joinClaims } from './roster/phones'
import { householdPath } from './roster/queries'
import { roster } from './roster/routes'
import { whenOpened, whenRoundChanges } from './rounds/commands'
import { completeOrder } from './rounds/order'
import { liveRounds, sitePath } from './rounds/queries'
import { rounds } from './rounds/routes'
import { shifts } from './shifts/routes'
import { sweeps } from './sweeps/routes'
import { giveTickets, whenTicketsChange } from './tickets/commands'
import { followPeople, takeSampledFrom } from './tickets/follow'
import { countTicketed } from './tickets/queries'
import { tickets } from './tickets/routes'
import { whenTubeChanges } from './tubes/changed'
import { hindersJoining, isInTube } from './tubes/joining'
import { carriedTubes, oldestCarried } from './tubes/queries'
import { tubes } from './tubes/routes'
import { forgetSilences, hearAccount, hearTable, silencesOf } from './tubes/silences'
import { forgetWork, workOf } from './tubes/work'
import { takeMissingFrom, whenVisitsChange } from './visits/commands'
import { takeCarriedFrom, takeOpenFrom } from './visits/queries'
import { visits } from './visits/routes'
import { dropVolunteering, exportVolunteering, joinVolunteering } from './volunteers/leaving'
import { volunteers } from './volunteers/routes'

export interface House {
  http: HttpServer
  io: HouseServer
  /** Stops taking requests, says goodbye to sockets and ends timers. */
  close(): Promise<void>
}

let wired = false

/** Tells each domain what later ones add to it. Once for a process: the domains are modules. */
function wire() {
  if (wired) return
  wired = true
  grantResidentsBy(grantsOfResident)
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

const roomAbilities: Record<string, Ability> = {
  entrance: 'calls.follow',
  grid: 'visits.read',
  site: 'tubes.read',
  community: 'coverage.read',
}

/** Who may hear a room: boards are public, `resident` rooms are one's own, all others follow an ability. */
const mayHear: MayHear = async (kind, id, account) => {
  if (kind === 'board') return true
  if (!account) return false
  if (kind === 'resident') return account.id === id
  const ability = roomAbilities[kind]
  return !!ability && can(account.grants, ability, await pathOfScope(id), now().getTime())
}

/** The whole house on a connected database: middlewares, every domain's routes, and the socket. */
export async function createHouse(config: Config): Promise<House> {
  wire()
  configureAccounts(config)
  configureWechat(config)
  configureNotices(config)
  configureAlerts(config)
  await abandonUnread()
  const app = new Koa()
  app.proxy = config.trustProxy
  // Only what the proxy itself added counts: what stands before it in X-Forwarded-For came from the client.
  app.maxIpsCount = 1
  app.on('error', (error: Error) => log.warn({ error: error.name }, 'connection failed'))
  app.use(
    helmet({
      contentSecurityPolicy: {
        directives: {
          defaultSrc: ["'self'"],
          scriptSrc: ["'self'"],
          styleSrc: ["'self'", "'unsafe-inline'"],
          imgSrc: ["'self'", 'data:', 'blob:'],
          connectSrc: ["'self'", 'ws:', 'wss:'],
          objectSrc: ["'none'"],
          baseUri: ["'none'"],
          frameAncestors: ["'none'"],
          upgradeInsecureRequests: null,
        },
      },
      crossOriginOpenerPolicy: false,
      originAgentCluster: false,
      strictTransportSecurity: config.tls ? { maxAge: 31_536_000 } : false,
      referrerPolicy: { policy: 'no-referrer' },
    }),
  )
  app
    .use(measure)
    .use(errors)
    .use(plain)
    .use(statics)
    .use(session(config.publicOrigin) as Koa.Middleware)
  for (const router of [
    accounts,
    community,
    roster,
    imports,
    rounds,
    tickets,
    joining,
    calls,
    volunteers,
    visits,
    sweeps,
    shifts,
    musters,
    tubes,
    helping,
    boxes,
    operations,
    results,
    incidents,
    certificates,
    coverage,
  ]) {
    app.use(router.routes() as Koa.Middleware)
  }
  const http = config.tls ? createSecureServer(certificate(config.tls), app.callback()) : createServer(app.callback())
  const io = connectSockets(http, mayHear, config.publicOrigin)
  publishTo(io)
  const stopBeats = startBeats()
  const stopPace = startPace()
  const stopFollowing = followOthers()
  const stopNotices = startNotices()
  const stopAlerts = startAlerts()
  const swept = sweepWaiting().catch((error: Error) =>
    log.error({ error: error.name }, 'waiting results could not be applied'),
  )
  return {
    http,
    io,
    async close() {
      await stopPace()
      stopFollowing()
      stopBeats()
      await stopNotices()
      await stopAlerts()
      await swept
      stopOverviews()
      forgetLedgers()
      forgetNames()
      forgetMissing()
      forgetWork()
      forgetLastFours()
      forgetSilences()
      await stopWriter()
      await stopReader()
      publishTo(undefined)
      await io.close()
      await new Promise<void>((resolve) => http.close(() => resolve()))
    },
  }
}

function certificate({ certFile, keyFile }: NonNullable<Config['tls']>) {
  try {
    return { cert: readFileSync(certFile), key: readFileSync(keyFile) }
  } catch (cause) {
    throw new StartError(`The TLS certificate or key cannot be read (${(cause as NodeJS.ErrnoException).code}).`)
  }
}

let document: string | undefined

/** Addresses for machines: health, readiness, metrics, and the API's own description. */
const plain: Koa.Middleware = async (ctx, next) => {
  if (ctx.path.startsWith('/api/')) ctx.set('cache-control', 'no-store')
  switch (ctx.path) {
    case '/healthz':
      ctx.body = { ok: true }
      return
    case '/readyz': {
      const ready = mongoose.connection.readyState === 1
      ctx.status = ready ? 200 : 503
      ctx.body = { ready }
      return
    }
    case '/metrics':
      ctx.type = 'text/plain; version=0.0.4'
      ctx.body = await metricsText()
      return
    case '/api/v1/openapi.json':
      document ??= JSON.stringify(openApi())
      ctx.type = 'json'
      ctx.body = document
      return
    default:
      await next()
  }
}
