import { aggregate } from '../aggregate/pipeline'
import { CommandError } from '../errors'
import { leavesAt, partsOf } from '../query/path'
import { compileProjection } from '../query/projector'
import { typeName } from '../query/types'
import { type Document, isDocument, isNumber, keyOf, toNumber } from '../query/values'
import { find, planOf, type Search } from '../store/search'
import {
  type Command,
  collectionOf,
  countField,
  documentField,
  languageOf,
  listField,
  namespaceOf,
  type Request,
} from './request'

function readFind(request: Request): Search {
  const { command } = request
  const limit = countField(command, 'limit') ?? 0
  if (command.tailable === true || command.awaitData === true)
    throw new CommandError(2, 'error processing query: tailable cursor requested on non capped collection')
  for (const field of ['min', 'max', 'returnKey', 'showRecordId', 'allowPartialResults'])
    if (command[field] !== undefined && command[field] !== false && field !== 'allowPartialResults')
      throw new CommandError(303, `'${field}' of find is not supported`)
  return {
    filter: documentField(command, 'filter') ?? {},
    sort: documentField(command, 'sort'),
    skip: countField(command, 'skip') ?? 0,
    limit,
    hint: command.hint,
    ...languageOf(command),
  }
}

function runFind(request: Request): Document {
  const { command } = request
  const search = readFind(request)
  const projection = documentField(command, 'projection')
  const positions = projection !== undefined && Object.keys(projection).some((path) => path.endsWith('.$'))
  const hits = find(collectionOf(request), { ...search, positions }, request.unit)
  const project =
    projection && Object.keys(projection).length > 0 ? compileProjection(projection, true, search) : undefined
  const documents = project
    ? mapped(hits, (hit) => project(hit.document, hit.found))
    : mapped(hits, (hit) => hit.document)
  return request.engine.cursors.start(namespaceOf(request), documents, {
    batchSize: countField(command, 'batchSize'),
    single: command.singleBatch === true,
    session: request.session,
    keep: command.noCursorTimeout === true,
  })
}
function* mapped<T>(items: T[], shape: (item: T) => Document): Generator<Document> {
  for (const item of items) yield shape(item)
}

async function runAggregate(request: Request): Promise<Document> {
  const { command, database } = request
  const pipeline = listField(command, 'pipeline')
  const alone = isNumber(command.aggregate) && toNumber(command.aggregate) === 1
  const namespace = alone ? `${database}.$cmd.aggregate` : namespaceOf(request)
  const options = documentField(command, 'cursor')
  if (!options && command.explain !== true)
    throw new CommandError(9, "The 'cursor' option is required, except for aggregate with the explain argument")
  const documents = await aggregate(request, alone ? undefined : namespace, pipeline)
  if (command.explain === true) return { stages: pipeline }
  return request.engine.cursors.start(namespace, documents, {
    batchSize: countField(options ?? {}, 'batchSize'),
    session: request.session,
  })
}

function count(request: Request): Document {
  const { command } = request
  const filter = documentField(command, 'query') ?? {}
  const collection = collectionOf(request)
  const skip = countField(command, 'skip') ?? 0
  const limit = Math.abs(countField(command, 'limit', Number.NEGATIVE_INFINITY) ?? 0)
  if (Object.keys(filter).length === 0 && !request.unit && command.hint === undefined) {
    const n = Math.max(0, (collection?.size ?? 0) - skip)
    return { n: limit ? Math.min(limit, n) : n }
  }
  return {
    n: find(collection, { filter, skip, limit, hint: command.hint, ...languageOf(command) }, request.unit).length,
  }
}

function distinct(request: Request): Document {
  const { command } = request
  if (typeof command.key !== 'string')
    throw new CommandError(
      14,
      `BSON field 'distinct.key' is the wrong type '${typeName(command.key)}', expected type 'string'`,
    )
  const language = languageOf(command)
  const hits = find(
    collectionOf(request),
    { filter: documentField(command, 'query') ?? {}, hint: command.hint, ...language },
    request.unit,
  )
  const values = new Map<string, unknown>()
  const parts = partsOf(command.key)
  for (const hit of hits)
    for (const value of leavesAt(hit.document, parts)) {
      const key = keyOf(value, language.collation?.fold)
      if (!values.has(key)) values.set(key, value)
    }
  return { values: [...values].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, value]) => value) }
}

function getMore(request: Request): Document {
  const id = request.command.getMore
  if (typeof id !== 'bigint')
    throw new CommandError(14, `BSON field 'getMore.getMore' is the wrong type '${typeName(id)}', expected type 'long'`)
  const name = request.command.collection
  if (typeof name !== 'string')
    throw new CommandError(40414, "BSON field 'getMore.collection' is missing but a required field")
  return request.engine.cursors.more(id, `${request.database}.${name}`, countField(request.command, 'batchSize'))
}

function killCursors(request: Request): Document {
  const ids = request.command.cursors
  if (!Array.isArray(ids))
    throw new CommandError(14, "BSON field 'killCursors.cursors' is the wrong type, expected type 'array'")
  const killed = ids.filter((id) => request.engine.cursors.kill(BigInt(id)))
  return {
    cursorsKilled: killed,
    cursorsNotFound: ids.filter((id) => !killed.includes(id)),
    cursorsAlive: [],
    cursorsUnknown: [],
  }
}

function explain(request: Request): Document {
  const inner = request.command.explain
  if (!isDocument(inner))
    throw new CommandError(14, "BSON field 'explain.explain' is the wrong type, expected type 'object'")
  const name = Object.keys(inner)[0] as string
  if (!['find', 'count', 'distinct', 'aggregate'].includes(name))
    throw new CommandError(59, `Explain failed due to unknown command: ${name}`)
  const asked: Request = { ...request, name, command: inner }
  const collection = collectionOf(asked)
  const [first] = Array.isArray(inner.pipeline) ? (inner.pipeline as Document[]) : []
  const filter =
    documentField(inner, 'filter') ?? documentField(inner, 'query') ?? (isDocument(first?.$match) ? first.$match : {})
  const plan =
    collection &&
    planOf(collection, { filter, sort: documentField(inner, 'sort'), limit: countField(inner, 'limit') ?? 0 })
  const stage = plan?.index
    ? {
        stage: 'FETCH',
        inputStage: { stage: 'IXSCAN', indexName: plan.index.spec.name, keyPattern: plan.index.spec.key },
      }
    : { stage: collection ? 'COLLSCAN' : 'EOF' }
  return {
    explainVersion: '1',
    queryPlanner: { namespace: namespaceOf(asked), parsedQuery: filter, winningPlan: stage, rejectedPlans: [] },
    command: inner,
    serverInfo: { version: '7.0.0' },
  }
}

export const READS: Record<string, Command> = {
  find: {
    run: runFind,
    fields: [
      'filter',
      'sort',
      'projection',
      'hint',
      'skip',
      'limit',
      'batchSize',
      'singleBatch',
      'max',
      'min',
      'returnKey',
      'showRecordId',
      'tailable',
      'oplogReplay',
      'noCursorTimeout',
      'awaitData',
      'allowPartialResults',
      'collation',
      'allowDiskUse',
      'let',
    ],
    inTransaction: true,
  },
  aggregate: {
    run: runAggregate,
    fields: ['pipeline', 'explain', 'allowDiskUse', 'cursor', 'bypassDocumentValidation', 'collation', 'hint', 'let'],
    inTransaction: true,
  },
  count: { run: count, fields: ['query', 'limit', 'skip', 'hint', 'collation', 'fields'] },
  distinct: { run: distinct, fields: ['key', 'query', 'collation', 'hint'], inTransaction: true },
  getMore: { run: getMore, fields: ['collection', 'batchSize'], inTransaction: true },
  killCursors: { run: killCursors, fields: ['cursors'], inTransaction: true },
  explain: { run: explain, fields: ['verbosity'] },
}
