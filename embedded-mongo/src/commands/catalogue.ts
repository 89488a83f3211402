import { CommandError } from '../errors'
import { compileFilter } from '../query/matcher'
import { type Document, isDocument } from '../query/values'
import type { Collection } from '../store/collection'
import { checkNamespace } from '../store/store'
import { type Command, collectionOf, countField, documentField, namespaceOf, type Request } from './request'
import { statement } from './write'

const CREATE_REFUSED = [
  'capped',
  'viewOn',
  'pipeline',
  'validator',
  'timeseries',
  'clusteredIndex',
  'encryptedFields',
  'expireAfterSeconds',
  'changeStreamPreAndPostImages',
  'size',
  'max',
  'collation',
]
function create(request: Request): Promise<Document> {
  const namespace = namespaceOf(request)
  const { store } = request.engine
  for (const option of CREATE_REFUSED) {
    const value = request.command[option]
    if (
      value !== undefined &&
      value !== false &&
      !(isDocument(value) && (Object.keys(value).length === 0 || value.locale === 'simple'))
    )
      throw new CommandError(303, `The option '${option}' of create is not supported by this engine`)
  }
  return statement(request, (unit) => {
    if (store.get(namespace, unit)) throw new CommandError(48, `Collection ${namespace} already exists.`)
    store.ensure(namespace, unit)
    return {}
  })
}

/** Waits for transactions that are changing the collection, then takes it away. */
async function takeAway(request: Request, collection: Collection): Promise<void> {
  const { store } = request.engine
  for (;;) {
    const user = [...store.snapshots].find((unit) =>
      [...unit.writes.values()].some((write) => write.collection === collection),
    )
    if (!user) break
    await user.ended
  }
  request.engine.cursors.killNamespace(collection.namespace)
  store.forgetCollection(collection)
}

async function drop(request: Request): Promise<Document> {
  const collection = collectionOf(request)
  if (!collection) return {}
  await takeAway(request, collection)
  return { nIndexesWas: collection.indexes.length, ns: collection.namespace }
}
async function dropDatabase(request: Request): Promise<Document> {
  for (const collection of request.engine.store.list())
    if (collection.database === request.database) await takeAway(request, collection)
  return { dropped: request.database }
}

async function renameCollection(request: Request): Promise<Document> {
  const { store } = request.engine
  const [from, to] = [request.command.renameCollection, request.command.to]
  if (typeof from !== 'string' || typeof to !== 'string')
    throw new CommandError(14, "'renameCollection' and 'to' must be of type String")
  const collection = store.get(from)
  if (!collection) throw new CommandError(26, `Source collection ${from} does not exist`)
  const occupied = store.get(to)
  if (from === to) throw new CommandError(20, "Can't rename a collection to itself")
  if (occupied && request.command.dropTarget !== true) throw new CommandError(48, 'target namespace exists')
  checkNamespace(to)
  if (occupied) await takeAway(request, occupied)
  store.rename(collection, to)
  return {}
}

function listCollections(request: Request): Document {
  const match = compileFilter(documentField(request.command, 'filter') ?? {})
  const short = request.command.nameOnly === true
  const list = request.engine.store
    .list()
    .filter((collection) => collection.database === request.database)
    .map(
      (collection): Document => ({
        name: collection.name,
        type: 'collection',
        options: collection.options,
        info: { readOnly: false, uuid: collection.uuid },
        idIndex: collection.idIndex.spec,
      }),
    )
    .filter((entry) => match(entry))
    .map((entry) => (short ? { name: entry.name, type: entry.type } : entry))
  return request.engine.cursors.start(`${request.database}.$cmd.listCollections`, list, {
    batchSize: countField(documentField(request.command, 'cursor') ?? {}, 'batchSize'),
  })
}

function listDatabases(request: Request): Document {
  const match = compileFilter(documentField(request.command, 'filter') ?? {})
  const names = [...new Set(request.engine.store.list().map((collection) => collection.database))].sort()
  const databases = names
    .map((name): Document => ({ name, sizeOnDisk: 0, empty: false }))
    .filter((entry) => match(entry))
  return {
    databases: request.command.nameOnly === true ? databases.map(({ name }) => ({ name })) : databases,
    totalSize: 0,
  }
}

export const CATALOGUE: Record<string, Command> = {
  create: {
    run: create,
    fields: [
      'autoIndexId',
      'idIndex',
      'flags',
      'storageEngine',
      'validationLevel',
      'validationAction',
      'indexOptionDefaults',
      ...CREATE_REFUSED,
    ],
    inTransaction: true,
  },
  drop: { run: drop, fields: [] },
  dropDatabase: { run: dropDatabase, fields: [] },
  renameCollection: { run: renameCollection, fields: ['to', 'dropTarget'] },
  listCollections: { run: listCollections, fields: ['filter', 'nameOnly', 'cursor', 'authorizedCollections'] },
  listDatabases: { run: listDatabases, fields: ['filter', 'nameOnly', 'authorizedDatabases'] },
}
