import { ObjectId } from 'bson'
import type { Request } from '../commands/request'
import { withId } from '../commands/update'
import { statement } from '../commands/write'
import { CommandError } from '../errors'
import { partsOf, valueAt } from '../query/path'
import { type Document, isDocument, keyOf } from '../query/values'
import { find } from '../store/search'
import { checkNamespace } from '../store/store'
import { named } from './compiler'
import { updatePipeline } from './update-pipeline'

function namespaceOf(request: Request, spec: unknown, name: string): string {
  const { database } = request
  const namespace =
    typeof spec === 'string'
      ? `${database}.${spec}`
      : isDocument(spec) && typeof spec.coll === 'string'
        ? `${String(spec.db ?? database)}.${spec.coll}`
        : undefined
  if (!namespace) throw new CommandError(16990, `${name} needs the name of a collection`)
  checkNamespace(namespace)
  return namespace
}

/** Writes a pipeline's results: `$out` replaces a collection as a whole, `$merge` joins them into one. */
export async function writeOut(request: Request, name: string, argument: unknown, results: Document[]): Promise<void> {
  if (name === '$out') {
    const namespace = namespaceOf(request, argument, '$out')
    await statement(request, (unit) => {
      const collection = request.engine.store.ensure(namespace, unit)
      for (const hit of find(collection, { filter: {} }, unit)) unit.write(collection, hit.record, null)
      for (const document of results)
        unit.insert(
          collection,
          withId(document, () => new ObjectId()),
        )
    })
    return
  }
  const spec =
    typeof argument === 'string'
      ? { into: argument }
      : named(argument, '$merge', ['into'], ['on', 'let', 'whenMatched', 'whenNotMatched'])
  await merge(request, spec as Document, results)
}

async function merge(request: Request, spec: Document, results: Document[]): Promise<void> {
  const namespace = namespaceOf(request, spec.into, '$merge')
  const on = spec.on === undefined ? ['_id'] : Array.isArray(spec.on) ? (spec.on as string[]) : [String(spec.on)]
  const { whenMatched = 'merge', whenNotMatched = 'insert' } = spec
  if (!Array.isArray(whenMatched) && !['merge', 'replace', 'keepExisting', 'fail'].includes(String(whenMatched)))
    throw new CommandError(51181, `Unknown whenMatched mode: ${String(whenMatched)}`)
  if (!['insert', 'discard', 'fail'].includes(String(whenNotMatched)))
    throw new CommandError(51190, `Unknown whenNotMatched mode: ${String(whenNotMatched)}`)
  await statement(request, (unit) => {
    const collection = request.engine.store.ensure(namespace, unit)
    const backed = collection.indexes.some(
      (index) =>
        index.unique && !index.incomplete && keyOf(Object.keys(index.spec.key).sort()) === keyOf([...on].sort()),
    )
    if (!backed) throw new CommandError(51183, 'Cannot find index to verify that join fields will be unique')
    for (const result of results) {
      const document = on.includes('_id') ? withId(result, () => new ObjectId()) : result
      const filter = Object.fromEntries(on.map((path) => [path, { $eq: valueAt(document, partsOf(path)) ?? null }]))
      const [hit] = find(collection, { filter, limit: 1 }, unit)
      if (!hit) {
        if (whenNotMatched === 'fail')
          throw new CommandError(
            13113,
            '$merge could not find a matching document in the target collection for at least one document in the source collection',
          )
        if (whenNotMatched === 'insert')
          unit.insert(
            collection,
            withId(document, () => new ObjectId()),
          )
      } else if (whenMatched === 'fail')
        throw new CommandError(11000, `E11000 duplicate key error collection: ${namespace}`, {
          keyPattern: Object.fromEntries(on.map((path) => [path, 1])),
          keyValue: Object.fromEntries(on.map((path) => [path, valueAt(document, partsOf(path))])),
        })
      else if (Array.isArray(whenMatched)) {
        const variables = isDocument(spec.let) ? spec.let : {}
        unit.write(
          collection,
          hit.record,
          updatePipeline(whenMatched, { ...variables, new: document })(hit.document, new Map(), false),
        )
      } else if (whenMatched === 'replace')
        unit.write(
          collection,
          hit.record,
          withId({ ...document, _id: hit.document._id }, () => hit.document._id),
        )
      else if (whenMatched === 'merge')
        unit.write(collection, hit.record, { ...hit.document, ...document, _id: hit.document._id })
    }
  })
}
