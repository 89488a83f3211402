import type { Collation } from '../query/collation'
import { compileFilter } from '../query/matcher'
import { Class, classOf, compare, type Document, isDocument, isNumber, toNumber } from '../query/values'
import { type Bound, boundsOf } from './bounds'
import type { Collection } from './collection'
import type { Index } from './index'
import { type IndexField, inverted, keyOfField } from './index-keys'
import type { RecordEntry } from './record'

/** How candidates for a filter are found: by an index, or among all. */
export interface Plan {
  index?: Index
  /** Whether the candidates come in the order that was asked for. */
  sorted: boolean
  candidates(): Iterable<Candidate>
}
/** A record, and for an ordered walk the key it was met under. */
export interface Candidate {
  record: RecordEntry
  key?: string
}

const MOST_POINTS = 5000
const firstOf = (path: string): string => path.split('.')[0] as string

/** Whether every document that the filter holds is in a partial index. */
function implies(bounds: Map<string, Bound[]>, partial: Document): boolean {
  return Object.entries(partial).every(([path, spec]) => {
    if (path === '$and' && Array.isArray(spec)) return spec.every((branch) => implies(bounds, branch as Document))
    if (path.startsWith('$')) return false
    const test = compileFilter({ value: spec })
    const range = isDocument(spec) ? spec : {}
    return (bounds.get(path) ?? []).some((bound) => {
      if (bound.equal)
        return bound.equal.every((value) => test({ value: value ?? null }) && (value !== null || !('$exists' in range)))
      const names = Object.keys(range)
      if (names.length !== 1) return false
      if (range.$exists === true) return true
      const [floor, ceiling] = [range.$gt ?? range.$gte, range.$lt ?? range.$lte]
      if (floor !== undefined && bound.lower && classOf(floor) === classOf(bound.lower.value)) {
        const order = compare(bound.lower.value, floor)
        return order > 0 || (order === 0 && (names[0] === '$gte' || !bound.lower.inclusive))
      }
      if (ceiling !== undefined && bound.upper && classOf(ceiling) === classOf(bound.upper.value)) {
        const order = compare(bound.upper.value, ceiling)
        return order < 0 || (order === 0 && (names[0] === '$lte' || !bound.upper.inclusive))
      }
      return false
    })
  })
}

interface Use {
  index: Index
  prefixes: string[]
  equalities: number
  range?: [string, string]
}

const isText = (value: unknown): boolean =>
  [Class.string, Class.object, Class.array].some((kind) => kind === classOf(value))

/** The keys between a bound's ends, after what the fields before it have fixed. */
function rangeOf(prefix: string, field: IndexField, bound: Bound): [string, string] {
  const kind = classOf((bound.lower ?? bound.upper)?.value)
  const edge = (value: number): string => String.fromCharCode(field.descending ? 255 - value : value)
  const lower = bound.lower ? keyOfField(bound.lower.value, field) : undefined
  const upper = bound.upper ? keyOfField(bound.upper.value, field) : undefined
  // Ends are taken in: the filter itself is asked of every candidate afterwards.
  if (field.descending)
    return [prefix + (upper ?? edge(kind)), prefix + (lower === undefined ? edge(kind - 1) : `${lower}\u0100`)]
  return [prefix + (lower ?? edge(kind)), prefix + (upper === undefined ? edge(kind + 1) : `${upper}\u0100`)]
}

function useOf(index: Index, bounds: Map<string, Bound[]>, collation: Collation | undefined): Use | undefined {
  if (index.spec.partialFilterExpression && !implies(bounds, index.spec.partialFilterExpression)) return undefined
  let prefixes = ['']
  let equalities = 0
  const used: { path: string; group: number }[] = []
  for (const field of index.fields) {
    const clash = used.find((other) => firstOf(other.path) === firstOf(field.path))
    const bound = (bounds.get(field.path) ?? [])
      .filter((one) => !index.multikey || !clash || (one.group !== 0 && one.group === clash.group))
      .filter((one) => !collation || !(one.equal ?? [one.lower?.value, one.upper?.value]).some(isText))
      .sort((a, b) => (a.equal?.length ?? MOST_POINTS) - (b.equal?.length ?? MOST_POINTS))[0]
    if (!bound) break
    if (bound.equal) {
      if (equalities === 0 && index.spec.sparse && bound.equal.some((value) => value === null || value === undefined))
        return undefined
      if (prefixes.length * bound.equal.length > MOST_POINTS) break
      const keys = [...new Set(bound.equal.map((value) => keyOfField(value, field)))]
      prefixes = prefixes.flatMap((prefix) => keys.map((key) => prefix + key))
      equalities++
      used.push({ path: field.path, group: bound.group })
      continue
    }
    if (prefixes.length > 1 || (!bound.lower && !bound.upper)) break
    // An array may satisfy either end with another element: only one end can be used.
    const usable = index.multikey && bound.group === 0 && bound.lower ? { lower: bound.lower, group: 0 } : bound
    return { index, prefixes, equalities, range: rangeOf(prefixes[0] as string, field, usable) }
  }
  return equalities > 0 ? { index, prefixes, equalities } : undefined
}

/** How many documents an index leads to; unknown where only a part of its keys is fixed. */
const held = ({ index, prefixes, equalities, range }: Use): number =>
  range || equalities < index.fields.length
    ? Number.POSITIVE_INFINITY
    : prefixes.reduce((sum, key) => sum + index.count(key), 0)

function* walk(index: Index, from: string, to: string, backwards: boolean): Generator<Candidate> {
  for (const key of index.range(from, to, backwards)) for (const record of index.at(key)) yield { record, key }
}
function* unique(candidates: Iterable<Candidate>): Generator<Candidate> {
  const seen = new Set<RecordEntry>()
  for (const candidate of candidates) {
    if (seen.has(candidate.record)) continue
    seen.add(candidate.record)
    yield candidate
  }
}
function* points(use: Use): Generator<Candidate> {
  const whole = use.equalities === use.index.fields.length
  for (const prefix of use.prefixes) {
    if (whole) for (const record of use.index.at(prefix)) yield { record }
    else yield* walk(use.index, prefix, `${prefix}\u0100`, false)
  }
}

/** Whether walking an index from some field on gives the order; 1 forwards, -1 backwards. */
function direction(fields: readonly IndexField[], sort: [string, unknown][]): 1 | -1 | undefined {
  if (sort.length === 0 || sort.length > fields.length) return undefined
  const signs = sort.map(([path, sign], i) =>
    fields[i]?.path === path && isNumber(sign) ? toNumber(sign) * (fields[i].descending ? -1 : 1) : Number.NaN,
  )
  if (signs.every((sign) => sign === 1)) return 1
  return signs.every((sign) => sign === -1) ? -1 : undefined
}

function sortPlan(index: Index, use: Use | undefined, sort: [string, unknown][], limited: boolean): Plan | undefined {
  if (index.multikey || (!use && (index.incomplete || !limited))) return undefined
  if (use && use.prefixes.length > 1) return undefined
  const fixed = use?.equalities ?? 0
  const equalPaths = new Set(index.fields.slice(0, fixed).map((field) => field.path))
  const way = direction(
    index.fields.slice(fixed),
    sort.filter(([path]) => !equalPaths.has(path)),
  )
  if (!way) return undefined
  const prefix = use?.prefixes[0] ?? ''
  const [from, to] = use?.range ?? [prefix, `${prefix}\u0100`]
  return { index, sorted: true, candidates: () => walk(index, from, to, way === -1) }
}

export interface PlanOptions {
  sort?: Document | undefined
  limited?: boolean
  collation?: Collation | undefined
}

/** Chooses how to look for the documents of a filter. */
export function plan(collection: Collection, filter: Document, options: PlanOptions = {}): Plan {
  const bounds = boundsOf(filter)
  let best: Use | undefined
  const score = (use: Use): number =>
    (use.index.unique && use.equalities === use.index.fields.length ? 1000 : 0) +
    use.equalities * 2 +
    (use.range ? 1 : 0)
  for (const index of collection.indexes) {
    const use = useOf(index, bounds, options.collation)
    if (!use) continue
    const lead = best ? score(use) - score(best) : 1
    if (lead > 0 || (lead === 0 && best && held(use) < held(best))) best = use
  }
  const sort = Object.entries(options.sort ?? {})
  if (sort.length > 0 && !options.collation) {
    const inOrder = best
      ? sortPlan(best.index, best, sort, options.limited === true)
      : collection.indexes
          .map((index) => sortPlan(index, undefined, sort, options.limited === true))
          .find((found) => found)
    if (inOrder) return inOrder
  }
  if (best) {
    const use = best
    const { range } = use
    const simple = !range && use.prefixes.length === 1 && !use.index.multikey
    const find = (): Iterable<Candidate> => (range ? walk(use.index, range[0], range[1], false) : points(use))
    return {
      index: use.index,
      sorted: false,
      candidates: () => (simple && use.equalities === use.index.fields.length ? find() : unique(find())),
    }
  }
  const branches = Array.isArray(filter.$or)
    ? filter.$or.map((branch) => plan(collection, branch as Document, { collation: options.collation }))
    : []
  if (branches.length > 0 && branches.every((branch) => branch.index))
    return { index: branches[0]?.index as Index, sorted: false, candidates: () => unique(each(branches)) }
  return { sorted: false, candidates: () => all(collection) }
}
function* each(plans: Plan[]): Generator<Candidate> {
  for (const one of plans) yield* one.candidates()
}
function* all(collection: Collection): Generator<Candidate> {
  for (const record of collection.records.values()) yield { record }
}

/** For descending fields, whose keys are turned around. */
export { inverted }
