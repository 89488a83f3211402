import { hostname } from 'node:os'
import { CommandError } from '../errors'
import { type Document, isNumber, toNumber } from '../query/values'
import type { Collection } from '../store/collection'
import { sizeOf } from '../store/unit'
import { type Command, collectionOf, namespaceOf, type Request } from './request'

const VERSION = '7.0.0'

/** Shaped like a replica set of one, so that drivers use sessions, transactions and retryable writes. */
export function hello(request: Request): Document {
  const { address } = request.engine
  return {
    helloOk: true,
    isWritablePrimary: true,
    ...(request.name === 'hello' ? {} : { ismaster: true }),
    secondary: false,
    setName: 'embedded',
    setVersion: 1,
    hosts: [address],
    me: address,
    primary: address,
    maxBsonObjectSize: 16 * 1024 * 1024,
    maxMessageSizeBytes: 48_000_000,
    maxWriteBatchSize: 100_000,
    localTime: new Date(),
    logicalSessionTimeoutMinutes: 30,
    connectionId: 1,
    minWireVersion: 0,
    maxWireVersion: 21,
    readOnly: false,
  }
}

function statsOf(collection: Collection | undefined): { count: number; size: number; indexes: number } {
  let size = 0
  for (const record of collection?.records.values() ?? []) if (record.document) size += sizeOf(record.document)
  return { count: collection?.size ?? 0, size, indexes: collection?.indexes.length ?? 0 }
}

function collStats(request: Request): Document {
  const { count, size, indexes } = statsOf(collectionOf(request))
  return {
    ns: namespaceOf(request),
    count,
    size,
    avgObjSize: count ? Math.round(size / count) : 0,
    storageSize: size,
    nindexes: indexes,
    capped: false,
  }
}
function dbStats(request: Request): Document {
  const all = request.engine.store
    .list()
    .filter((collection) => collection.database === request.database)
    .map(statsOf)
  const total = (field: 'count' | 'size' | 'indexes'): number => all.reduce((sum, stats) => sum + stats[field], 0)
  return {
    db: request.database,
    collections: all.length,
    views: 0,
    objects: total('count'),
    dataSize: total('size'),
    storageSize: total('size'),
    indexes: total('indexes'),
  }
}

function getParameter(request: Request): Document {
  const { parameters } = request.engine
  const known: Document = {
    ...parameters,
    featureCompatibilityVersion: { version: '7.0' },
    transactionLifetimeLimitSeconds: 60,
  }
  if (request.command.getParameter === '*') return known
  const asked = Object.keys(request.command).filter((name) => name in known)
  if (asked.length === 0) throw new CommandError(72, 'no option found to get')
  return Object.fromEntries(asked.map((name) => [name, known[name]]))
}
function setParameter(request: Request): Document {
  const seconds = request.command.ttlMonitorSleepSecs
  if (!isNumber(seconds) || toNumber(seconds) <= 0)
    throw new CommandError(72, 'The only parameter that can be set is ttlMonitorSleepSecs')
  const was = request.engine.parameters.ttlMonitorSleepSecs
  request.engine.parameters.ttlMonitorSleepSecs = toNumber(seconds)
  return { was }
}

function killAll(request: Request): Document {
  request.engine.sessions.abortAll()
  return {}
}
function endSessions(request: Request): Document {
  const list = request.command[request.name]
  if (!Array.isArray(list))
    throw new CommandError(14, `BSON field '${request.name}' is the wrong type, expected type 'array'`)
  for (const lsid of list) {
    const id = sessionId(lsid)
    if (!id) continue
    request.engine.sessions.end(id)
    request.engine.cursors.killSession(id)
  }
  return {}
}
/** A session's id as text. */
export function sessionId(lsid: unknown): string | undefined {
  const id = (lsid as { id?: { toString(encoding?: string): string } } | undefined)?.id
  return id === undefined ? undefined : id.toString('hex')
}

export const DIAGNOSTICS: Record<string, Command> = {
  hello: {
    run: hello,
    fields: [
      'helloOk',
      'client',
      'compression',
      'loadBalanced',
      'backpressure',
      'topologyVersion',
      'maxAwaitTimeMS',
      'saslSupportedMechs',
      'speculativeAuthenticate',
      'hostInfo',
    ],
  },
  ping: { run: () => ({}), fields: [] },
  buildInfo: {
    run: () => ({
      version: VERSION,
      versionArray: [7, 0, 0, 0],
      gitVersion: 'embedded-mongo',
      modules: ['embedded-mongo'],
      bits: 64,
      debug: false,
      maxBsonObjectSize: 16 * 1024 * 1024,
      storageEngines: ['lmdb'],
    }),
    fields: [],
  },
  serverStatus: {
    run: ({ engine }) => ({
      host: hostname(),
      version: VERSION,
      process: 'embedded-mongo',
      pid: process.pid,
      uptime: Math.floor((Date.now() - engine.startedAt) / 1000),
      localTime: new Date(),
      metrics: { cursor: { open: { total: engine.cursors.count } } },
      mem: { resident: Math.round(process.memoryUsage().rss / 2 ** 20) },
      storageEngine: { name: 'lmdb', persistent: true },
    }),
    fields: ['repl', 'metrics', 'locks'],
  },
  hostInfo: { run: () => ({ system: { hostname: hostname() } }), fields: [] },
  connectionStatus: {
    run: () => ({ authInfo: { authenticatedUsers: [], authenticatedUserRoles: [] } }),
    fields: ['showPrivileges'],
  },
  collStats: { run: collStats, fields: ['scale'] },
  dbStats: { run: dbStats, fields: ['scale', 'freeStorage'] },
  getParameter: { run: getParameter, fields: ['*'] },
  setParameter: { run: setParameter, fields: ['ttlMonitorSleepSecs'] },
  endSessions: { run: endSessions, fields: [] },
  killSessions: { run: endSessions, fields: [] },
  refreshSessions: { run: () => ({}), fields: [] },
  killAllSessions: { run: killAll, fields: [] },
  getLog: { run: () => ({ totalLinesWritten: 0, log: [] }), fields: [] },
}
