import { CommandError } from '../errors'
import { compileFilter } from '../query/matcher'
import { type Document, identical, isDocument, isNumber, toNumber } from '../query/values'
import type { Collection } from '../store/collection'
import type { Index, IndexSpec } from '../store/index'
import { checkNamespace } from '../store/store'
import { type Command, collectionOf, countField, documentField, listField, namespaceOf, type Request } from './request'
import { statement } from './write'

const INDEX_FIELDS = new Set([
  'v',
  'key',
  'name',
  'unique',
  'sparse',
  'partialFilterExpression',
  'expireAfterSeconds',
  'background',
  'hidden',
  'ns',
  'collation',
])

function readIndex(given: Document): IndexSpec {
  if (!isDocument(given.key))
    throw new CommandError(40414, "BSON field 'createIndexes.indexes.key' is missing but a required field")
  if (Object.keys(given.key).length === 0) throw new CommandError(67, 'Index keys cannot be empty.')
  if (typeof given.name !== 'string' || given.name === '')
    throw new CommandError(9, "The 'name' field is a required property of an index specification")
  for (const field of Object.keys(given))
    if (!INDEX_FIELDS.has(field))
      throw new CommandError(
        197,
        `The field '${field}' is not valid for an index specification. Specification: ${given.name}`,
      )
  if (isDocument(given.collation) && given.collation.locale !== 'simple')
    throw new CommandError(67, 'Indexes with a collation are not supported by this engine')
  const spec: IndexSpec = { v: 2, key: given.key, name: given.name }
  if (given.unique === true) spec.unique = true
  if (given.sparse === true) spec.sparse = true
  if (given.hidden === true) spec.hidden = true
  if (given.partialFilterExpression !== undefined) {
    if (spec.sparse) throw new CommandError(67, 'cannot mix "partialFilterExpression" and "sparse" options')
    if (!isDocument(given.partialFilterExpression))
      throw new CommandError(14, "The field 'partialFilterExpression' must be an object")
    compileFilter(given.partialFilterExpression)
    spec.partialFilterExpression = given.partialFilterExpression
  }
  if (given.expireAfterSeconds !== undefined) {
    if (!isNumber(given.expireAfterSeconds) || toNumber(given.expireAfterSeconds) < 0)
      throw new CommandError(67, 'TTL index expireAfterSeconds must be a non-negative number')
    if (Object.keys(given.key).length > 1)
      throw new CommandError(67, 'TTL indexes are single-field indexes, compound indexes do not support TTL')
    spec.expireAfterSeconds = toNumber(given.expireAfterSeconds)
  }
  return spec
}

/** Whether the index is there already; one that only looks alike is an error. */
function isThere(collection: Collection, spec: IndexSpec): boolean {
  for (const { spec: known } of collection.indexes) {
    const sameKey = identical(
      Object.entries(known.key).map(([path, sign]) => [path, Number(sign)]),
      Object.entries(spec.key).map(([path, sign]) => [path, Number(sign)]),
    )
    if (sameKey && known.name === '_id_') return true
    const same =
      sameKey &&
      ['unique', 'sparse', 'partialFilterExpression', 'expireAfterSeconds'].every((field) =>
        identical(known[field] ?? null, spec[field] ?? null),
      )
    if (known.name === spec.name) {
      if (same) return true
      throw new CommandError(
        86,
        `An existing index has the same name as the requested index. When index names are not specified, they are auto generated and can cause conflicts. Please refer to our documentation. Requested index: ${spec.name}`,
      )
    }
    const samePartial = identical(known.partialFilterExpression ?? null, spec.partialFilterExpression ?? null)
    if (sameKey && samePartial) throw new CommandError(85, `Index already exists with a different name: ${known.name}`)
  }
  return false
}

function createIndexes(request: Request): Promise<Document> {
  const namespace = namespaceOf(request)
  const { store } = request.engine
  const specs = listField(request.command, 'indexes').map(readIndex)
  if (specs.length === 0) throw new CommandError(2, 'Must specify at least one index to create')
  checkNamespace(namespace)
  return statement(request, (unit) => {
    const known = store.get(namespace, unit)
    if (request.unit && known && known.size > 0)
      throw new CommandError(
        263,
        `Cannot create new indexes on existing collection ${namespace} in a multi-document transaction.`,
      )
    const collection = store.ensure(namespace, unit)
    const before = collection.indexes.length
    const fresh = specs.filter((spec) => !isThere(collection, spec)).map((spec) => collection.build(spec))
    collection.indexes.push(...fresh)
    unit.undo.push(() => {
      for (const index of fresh) collection.indexes.splice(collection.indexes.indexOf(index), 1)
      if (known && fresh.length > 0) store.save(collection)
    })
    if (known && !collection.owner && fresh.length > 0) store.save(collection)
    return {
      numIndexesBefore: before,
      numIndexesAfter: collection.indexes.length,
      createdCollectionAutomatically: !known,
      ...(fresh.length === 0 ? { note: 'all indexes already exist' } : {}),
    }
  })
}

/** The collection that a command names, which must be there. */
function existing(request: Request): Collection {
  const collection = collectionOf(request)
  if (!collection) throw new CommandError(26, `ns not found ${namespaceOf(request)}`)
  return collection
}

function dropIndexes(request: Request): Document {
  const collection = existing(request)
  const { index } = request.command
  const before = collection.indexes.length
  const wanted = Array.isArray(index) ? index : [index]
  const chosen = index === '*' ? collection.indexes.slice(1) : wanted.map((one) => find(collection, one))
  for (const one of chosen) collection.indexes.splice(collection.indexes.indexOf(one), 1)
  request.engine.store.save(collection)
  return { nIndexesWas: before }
}

function find(collection: Collection, wanted: unknown): Index {
  const index = collection.indexes.find(
    ({ spec }) =>
      spec.name === wanted ||
      (isDocument(wanted) &&
        identical(
          Object.entries(spec.key).map(([path, sign]) => [path, Number(sign)]),
          Object.entries(wanted).map(([path, sign]) => [path, Number(sign)]),
        )),
  )
  if (!index)
    throw new CommandError(
      27,
      typeof wanted === 'string' ? `index not found with name [${wanted}]` : "can't find index with key",
    )
  if (index.spec.name === '_id_') throw new CommandError(72, 'cannot drop _id index')
  return index
}

function collMod(request: Request): Document {
  const collection = existing(request)
  const change = documentField(request.command, 'index')
  if (!change) return {}
  const index = find(collection, change.name ?? change.keyPattern)
  const out: Document = {}
  for (const field of Object.keys(change))
    if (!['name', 'keyPattern', 'expireAfterSeconds', 'hidden'].includes(field))
      throw new CommandError(303, `The option 'index.${field}' of collMod is not supported by this engine`)
  if (change.expireAfterSeconds !== undefined) {
    out.expireAfterSeconds_old = index.spec.expireAfterSeconds
    index.spec.expireAfterSeconds = toNumber(change.expireAfterSeconds)
    out.expireAfterSeconds_new = index.spec.expireAfterSeconds
  }
  request.engine.store.save(collection)
  return out
}

function listIndexes(request: Request): Document {
  const collection = existing(request)
  return request.engine.cursors.start(
    collection.namespace,
    collection.indexes.map((index) => index.spec),
    { batchSize: countField(documentField(request.command, 'cursor') ?? {}, 'batchSize') },
  )
}

export const INDEXES: Record<string, Command> = {
  createIndexes: {
    run: createIndexes,
    fields: ['indexes', 'commitQuorum', 'ignoreUnknownIndexOptions'],
    inTransaction: true,
  },
  dropIndexes: { run: dropIndexes, fields: ['index'] },
  collMod: { run: collMod, fields: ['index'] },
  listIndexes: { run: listIndexes, fields: ['cursor'] },
}
