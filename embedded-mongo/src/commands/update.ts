import { ObjectId } from 'bson'
import { updatePipeline } from '../aggregate/update-pipeline'
import { CommandError } from '../errors'
import type { Collation } from '../query/collation'
import { isOperators } from '../query/matcher'
import { applyAt } from '../query/placement'
import { typeName } from '../query/types'
import { compileReplacement, compileUpdate, type Updater } from '../query/updater'
import { Class, classOf, type Document, isDocument } from '../query/values'
import { find, type Hit } from '../store/search'
import type { Unit } from '../store/unit'
import type { Request } from './request'
import { checkId } from './write'

export interface UpdateSpec {
  filter: Document
  update: unknown
  multi: boolean
  upsert: boolean
  constants?: Document | undefined
  arrayFilters?: unknown
  hint?: unknown
  sort?: Document | undefined
  collation: Collation | undefined
  variables: Document | undefined
}
export interface UpdateResult {
  matched: number
  modified: number
  upsertedId?: unknown
  before?: Document | undefined
  after?: Document | undefined
  found?: Hit['found']
}

/** A document with its `_id` first, made when it has none. */
export function withId(document: Document, make: () => unknown): Document {
  const id = Object.hasOwn(document, '_id') ? document._id : make()
  checkId(id)
  if (Object.keys(document)[0] === '_id') return document
  const { _id: _, ...rest } = document
  return { _id: id, ...rest }
}

function readUpdate(spec: UpdateSpec): Updater {
  const { update, constants } = spec
  if (Array.isArray(update)) {
    if (spec.arrayFilters !== undefined) throw new CommandError(9, 'Cannot specify arrayFilters and a pipeline update')
    return updatePipeline(update, { ...spec.variables, ...constants })
  }
  if (!isDocument(update))
    throw new CommandError(9, `Update argument must be either an object or an array, not ${typeName(update)}`)
  if (constants !== undefined)
    throw new CommandError(51198, 'Constant values may only be specified for pipeline updates')
  if (Object.keys(update)[0]?.startsWith('$')) return compileUpdate(update, spec)
  if (spec.multi) throw new CommandError(9, 'multi update is not supported for replacement-style update')
  if (spec.arrayFilters !== undefined)
    throw new CommandError(9, 'Cannot specify arrayFilters and a replacement document')
  return compileReplacement(update)
}

/** What an upsert starts with: the values that the filter fixes. */
function fixedBy(filter: Document): Document {
  let out: Document = {}
  const set = (path: string, value: unknown): void => {
    const placement = { filters: new Map(), found: new Map() }
    out = applyAt(out, path.split('.'), 0, { missing: 'create', apply: () => value }, placement) as Document
  }
  for (const [name, spec] of Object.entries(filter)) {
    if (name === '$and' || (name === '$or' && Array.isArray(spec) && spec.length === 1)) {
      for (const branch of spec as Document[])
        for (const [path, value] of Object.entries(flat(fixedBy(branch)))) set(path, value)
    } else if (!name.startsWith('$')) {
      if (!isOperators(spec)) {
        if (classOf(spec) !== Class.regex) set(name, spec)
      } else if ('$eq' in spec) set(name, spec.$eq)
      else if (Array.isArray(spec.$in) && spec.$in.length === 1 && classOf(spec.$in[0]) !== Class.regex)
        set(name, spec.$in[0])
      else if (Array.isArray(spec.$all) && spec.$all.length === 1 && !isOperators(spec.$all[0])) set(name, spec.$all[0])
    }
  }
  return out
}
const flat = (document: Document): Document => document

/** Applies an update to what its filter finds, or inserts when it may and finds nothing. */
export function applyUpdate(request: Request, unit: Unit, namespace: string, spec: UpdateSpec): UpdateResult {
  const updater = readUpdate(spec)
  if (spec.sort && spec.multi) throw new CommandError(9, 'Cannot specify sort with multi=true')
  const known = request.engine.store.get(namespace, unit)
  const { filter, sort, collation, variables, hint } = spec
  const hits = find(
    known,
    { filter, sort, collation, variables, hint, limit: spec.multi ? 0 : 1, positions: true },
    unit,
  )
  if (known && hits.length > 0) {
    let modified = 0
    let after: Document | undefined
    for (const hit of hits) {
      after = updater(hit.document, hit.found, false)
      if (after === hit.document) {
        // Nothing changes, but a transaction that is changing it must be waited for all the same.
        if (hit.record.pending && hit.record.pending.unit !== unit) unit.write(known, hit.record, after)
        continue
      }
      unit.write(known, hit.record, after)
      modified++
    }
    return {
      matched: hits.length,
      modified,
      before: hits[0]?.document,
      after,
      ...(hits[0] ? { found: hits[0].found } : {}),
    }
  }
  if (!spec.upsert) return { matched: 0, modified: 0 }
  const replacing = isDocument(spec.update) && !Object.keys(spec.update)[0]?.startsWith('$')
  const start = fixedBy(filter)
  const seed = replacing ? ('_id' in start ? { _id: start._id } : {}) : start
  const document = withId(updater(seed, new Map(), true), () => new ObjectId())
  unit.insert(request.engine.store.ensure(namespace, unit), document)
  return { matched: 0, modified: 0, upsertedId: document._id, after: document }
}
