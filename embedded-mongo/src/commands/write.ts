import { ObjectId } from 'bson'
import { asCommandError, CommandError, codeName } from '../errors'
import { typeName } from '../query/types'
import { Class, classOf, type Document, isDocument, isNumber, toNumber } from '../query/values'
import { find } from '../store/search'
import { checkNamespace } from '../store/store'
import { Blocked, Unit } from '../store/unit'
import { type Command, languageOf, listField, namespaceOf, type Request } from './request'
import { applyUpdate, withId } from './update'

/** Runs one statement: within its transaction, or on its own as often as other transactions stand in its way. */
export async function statement<T>(request: Request, body: (unit: Unit) => T): Promise<T> {
  if (request.unit) return body(request.unit)
  for (;;) {
    const unit = new Unit(request.engine.store, false)
    try {
      const result = body(unit)
      unit.commit()
      return result
    } catch (error) {
      if (!(error instanceof Blocked)) {
        // What a statement had done before it failed stays, as MongoDB keeps it.
        unit.commit()
        throw error
      }
      unit.rollback()
      await patiently(request, error.by.ended)
    }
  }
}

/** Waits for another transaction, but no longer than the command's `maxTimeMS`. */
async function patiently(request: Request, ended: Promise<void>): Promise<void> {
  const limit = toNumber(request.command.maxTimeMS ?? 0)
  if (!limit) return ended
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new CommandError(50, 'operation exceeded time limit')), limit)
  })
  await Promise.race([ended, late]).finally(() => clearTimeout(timer))
}

/** An error as it stands among `writeErrors`; a conflict ends the whole transaction instead. */
function writeError(request: Request, index: number, thrown: unknown): Document {
  const error = asCommandError(thrown)
  if (request.unit && error.code === 112) throw error
  return {
    index,
    code: error.code,
    ...(error.code === 11000 ? error.details : {}),
    errmsg: error.message,
    codeName: codeName(error.code),
  }
}
function readOrdered(command: Document): boolean {
  const { ordered } = command
  if (ordered !== undefined && typeof ordered !== 'boolean')
    throw new CommandError(14, `BSON field 'ordered' is the wrong type '${typeName(ordered)}', expected type 'bool'`)
  return ordered !== false
}
function checkBatch(list: Document[], field: string): void {
  if (list.length === 0 || list.length > 100_000)
    throw new CommandError(
      16,
      `Write batch sizes must be between 1 and 100000. Got ${list.length} operations in '${field}'.`,
    )
}

async function insert(request: Request): Promise<Document> {
  const namespace = namespaceOf(request)
  const documents = listField(request.command, 'documents')
  checkBatch(documents, 'documents')
  checkNamespace(namespace)
  const ordered = readOrdered(request.command)
  return statement(request, (unit) => {
    const errors: Document[] = []
    let n = 0
    const collection = request.engine.store.ensure(namespace, unit)
    for (const [index, document] of documents.entries()) {
      try {
        unit.insert(
          collection,
          withId(document, () => new ObjectId()),
        )
        n++
      } catch (error) {
        if (error instanceof Blocked) throw error
        errors.push(writeError(request, index, error))
        if (ordered || request.unit) break
      }
    }
    return { n, ...(errors.length > 0 ? { writeErrors: errors } : {}) }
  })
}

const UPDATE_FIELDS = new Set([
  'q',
  'u',
  'c',
  'multi',
  'upsert',
  'arrayFilters',
  'collation',
  'hint',
  'sort',
  'upsertSupplied',
  'sampleId',
  'allowShardKeyUpdatesWithoutFullShardKeyInQuery',
])
const DELETE_FIELDS = new Set(['q', 'limit', 'collation', 'hint', 'sampleId'])
function checkStatement(part: Document, known: Set<string>, name: string): Document {
  for (const field of Object.keys(part))
    if (!known.has(field)) throw new CommandError(40415, `BSON field '${name}.${field}' is an unknown field.`)
  if (!isDocument(part.q))
    throw new CommandError(part.q === undefined ? 40414 : 14, `BSON field '${name}.q' is missing or not an object`)
  return part.q
}

async function each(
  request: Request,
  parts: Document[],
  run: (part: Document, index: number) => Promise<void>,
): Promise<Document[]> {
  const ordered = readOrdered(request.command)
  const errors: Document[] = []
  for (const [index, part] of parts.entries()) {
    try {
      await run(part, index)
    } catch (error) {
      errors.push(writeError(request, index, error))
      if (ordered || request.unit) break
    }
  }
  return errors
}

async function update(request: Request): Promise<Document> {
  const namespace = namespaceOf(request)
  const parts = listField(request.command, 'updates')
  checkBatch(parts, 'updates')
  checkNamespace(namespace)
  for (const part of parts) checkStatement(part, UPDATE_FIELDS, 'update.updates')
  let [n, nModified] = [0, 0]
  const upserted: Document[] = []
  const errors = await each(request, parts, async (part, index) => {
    const result = await statement(request, (unit) =>
      applyUpdate(request, unit, namespace, {
        filter: part.q as Document,
        update: part.u,
        multi: part.multi === true,
        upsert: part.upsert === true,
        constants: part.c as Document | undefined,
        arrayFilters: part.arrayFilters,
        hint: part.hint,
        sort: part.sort as Document | undefined,
        ...languageOf(part, request.command),
      }),
    )
    n += result.matched
    nModified += result.modified
    if (result.upsertedId !== undefined) {
      n++
      upserted.push({ index, _id: result.upsertedId })
    }
  })
  return {
    n,
    ...(upserted.length > 0 ? { upserted } : {}),
    nModified,
    ...(errors.length > 0 ? { writeErrors: errors } : {}),
  }
}

async function remove(request: Request): Promise<Document> {
  const namespace = namespaceOf(request)
  const parts = listField(request.command, 'deletes')
  checkBatch(parts, 'deletes')
  for (const part of parts) {
    checkStatement(part, DELETE_FIELDS, 'delete.deletes')
    if (!isNumber(part.limit))
      throw new CommandError(40414, "BSON field 'delete.deletes.limit' is missing but a required field")
    if (![0, 1].includes(toNumber(part.limit)))
      throw new CommandError(9, `The limit field in delete objects must be 0 or 1. Got ${toNumber(part.limit)}`)
  }
  let n = 0
  const errors = await each(request, parts, async (part) => {
    n += await statement(request, (unit) => {
      const collection = request.engine.store.get(namespace, unit)
      const hits = find(
        collection,
        {
          filter: part.q as Document,
          limit: toNumber(part.limit),
          hint: part.hint,
          ...languageOf(part, request.command),
        },
        unit,
      )
      if (collection) for (const hit of hits) unit.write(collection, hit.record, null)
      return hits.length
    })
  })
  return { n, ...(errors.length > 0 ? { writeErrors: errors } : {}) }
}

/** `_id` must be a value that can be looked up. */
export function checkId(id: unknown): void {
  const kind = classOf(id)
  if (kind === Class.array || kind === Class.regex)
    throw new CommandError(53, `The '_id' value cannot be of type ${typeName(id)}`)
  if (isDocument(id))
    for (const name of Object.keys(id))
      if (name.startsWith('$') && !['$ref', '$id', '$db'].includes(name))
        throw new CommandError(52, `_id fields may not contain '$'-prefixed fields: ${name} is not valid for storage.`)
}

const SHARED = ['ordered', 'bypassDocumentValidation', 'let', 'collation']

export const WRITES: Record<string, Command> = {
  insert: { run: insert, fields: [...SHARED, 'documents'], inTransaction: true, writes: true },
  update: { run: update, fields: [...SHARED, 'updates'], inTransaction: true, writes: true },
  delete: { run: remove, fields: [...SHARED, 'deletes'], inTransaction: true, writes: true },
}
