import { CommandError } from '../errors'
import type { Collation } from '../query/collation'
import { compileFilter } from '../query/matcher'
import type { Found } from '../query/path'
import { sortDocuments } from '../query/sorter'
import { type Document, isDocument } from '../query/values'
import type { Collection } from './collection'
import { type Plan, plan } from './planner'
import type { RecordEntry } from './record'
import type { Unit } from './unit'

export interface Search {
  filter: Document
  sort?: Document | undefined
  skip?: number
  limit?: number
  collation?: Collation | undefined
  variables?: Document | undefined
  hint?: unknown
  /** Whether to keep where arrays matched, for the positional `$`. */
  positions?: boolean
}
export interface Hit {
  record: RecordEntry
  document: Document
  found: Found
}
const NOWHERE: Found = new Map()

/** An index that a command names must be there. */
export function checkHint(collection: Collection | undefined, hint: unknown): void {
  if (hint === undefined) return
  if (typeof hint !== 'string' && !isDocument(hint)) throw new CommandError(9, 'Hint must be a string or an object')
  if (isDocument(hint) && ('$natural' in hint || Object.keys(hint).length === 0)) return
  const wanted =
    typeof hint === 'string'
      ? undefined
      : JSON.stringify(Object.entries(hint).map(([path, sign]) => [path, Number(sign)]))
  const fits = collection?.indexes.some((index) =>
    wanted === undefined
      ? index.spec.name === hint
      : JSON.stringify(Object.entries(index.spec.key).map(([path, sign]) => [path, Number(sign)])) === wanted,
  )
  if (collection && !fits)
    throw new CommandError(
      2,
      'error processing query: planner returned error :: caused by :: hint provided does not correspond to an existing index',
    )
}

/** How a search would be done, for `explain`. */
export function planOf(collection: Collection, search: Search): Plan {
  return plan(collection, search.filter, {
    sort: search.sort,
    limited: (search.limit ?? 0) > 0,
    collation: search.collation,
  })
}

/** The documents that a reader sees and the filter holds, in order. */
export function find(collection: Collection | undefined, search: Search, unit: Unit | undefined): Hit[] {
  const match = compileFilter(search.filter, { collation: search.collation, variables: search.variables })
  if (search.sort) sortDocuments([], (item) => item, search.sort)
  checkHint(collection, search.hint)
  if (!collection) return []
  const chosen = planOf(collection, search)
  const skip = search.skip ?? 0
  const most = search.limit ? skip + search.limit : Number.POSITIVE_INFINITY
  const sorting = search.sort !== undefined && Object.keys(search.sort).length > 0 && !chosen.sorted
  const hits: Hit[] = []
  for (const { record, key } of chosen.candidates()) {
    const document = record.seenBy(unit)
    if (!document) continue
    // An ordered walk may meet a record under the key of a version that this reader does not see.
    if (
      chosen.sorted &&
      key !== undefined &&
      (record.pending || record.older) &&
      !chosen.index?.keysOf(document).includes(key)
    )
      continue
    const found: Found = search.positions ? new Map() : NOWHERE
    if (!match(document, search.positions ? found : undefined)) continue
    hits.push({ record, document, found })
    if (!sorting && hits.length >= most) break
  }
  const ordered = sorting ? sortDocuments(hits, (hit) => hit.document, search.sort, search.collation, most) : hits
  return skip > 0 ? ordered.slice(skip) : ordered
}
