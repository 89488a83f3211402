import { readFileSync } from 'node:fs'
import { createServer, type Server as HttpServer } from 'node:http'
import { createServer as createSecureServer } from 'node:https'
import type { Ability } from '@loumen/shared/abilities'
import { can } from '@loumen/shared/abilities'
import Koa from 'koa'
import helmet from 'koa-helmet'
import mongoose from 'mongoose'
import { configureAccounts } from './accounts/commands'
import { configureNotices } from './accounts/notices'
import { accounts } from './accounts/routes'
import { configureWechat } from './accounts/wechat'
import { log } from './base/log'
import { startNotices } from './base/notices'
import { boxes } from './boxes/routes'
import { startBeats } from './calls/board'
import { followOthers } from './calls/elsewhere'
import { startPace } from './calls/pace/runner'
import { calls } from './calls/routes'
import { certificates } from './certificates/routes'
import { now } from './clock'
import { pathOfScope } from './community/paths'
import { community } from './community/routes'
import { type Config, StartError } from './config'
import { forgetLedgers } from './coverage/ledger'
import { forgetMissing } from './coverage/missing'
import { stopOverviews } from './coverage/overview'
import { coverage } from './coverage/routes'
import { helping } from './helping/routes'
import { errors } from './http/errors'
import { measure, metricsText } from './http/metrics'
import { openApi } from './http/openapi'
import { session } from './http/session'
import { statics } from './http/statics'
import { abandonUnread } from './imports/preview'
import { stopReader } from './imports/reader'
import { imports } from './imports/routes'
import { stopWriter } from './imports/writer'
import { startAlerts } from './incidents/alerts'
import { incidents } from './incidents/routes'
import { configureAlerts } from './incidents/sender'
import { joining } from './joining/routes'
import { startMusterEnds } from './muster/end'
import { musters } from './muster/routes'
import { operations } from './operations/routes'
import { connectSockets, type MayHear } from './realtime/connect'
import { type HouseServer, publishTo } from './realtime/publish'
import { sweepWaiting } from './results/commands'
import { results } from './results/routes'
import { forgetLastFours } from './roster/last-four'
import { forgetNames } from './roster/names'
import { roster } from './roster/routes'
import { rounds } from './rounds/routes'
import { shifts } from './shifts/routes'
import { sweeps } from './sweeps/routes'
import { tickets } from './tickets/routes'
import { tubes } from './tubes/routes'
import { forgetSilences } from './tubes/silences'
import { forgetWork } from './tubes/work'
import { visits } from './visits/routes'
import { volunteers } from './volunteers/routes'
import { wire } from './wiring'

export interface House {
  http: HttpServer
  io: HouseServer
  /** Stops taking requests, says goodbye to sockets and ends timers. */
  close(): Promise<void>
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
  const stopMusterEnds = startMusterEnds()
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
      await stopMusterEnds()
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
