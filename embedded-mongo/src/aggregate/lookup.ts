import { CommandError } from '../errors'
import { leavesAt, partsOf } from '../query/path'
import { applyAt } from '../query/placement'
import { type Document, isDocument, isNumber, keyOf, toNumber } from '../query/values'
import { named } from './compiler'
import { compileExpression } from './expressions'
import type { StageContext } from './pipeline'

function text(value: unknown, name: string): string {
  if (typeof value !== 'string') throw new CommandError(9, `${name} must be a string`)
  return value
}
const put = (document: Document, path: string, value: unknown): Document =>
  applyAt(
    document,
    partsOf(path),
    0,
    { missing: 'create', apply: () => value },
    { filters: new Map(), found: new Map() },
  ) as Document

/** The filter for the foreign documents that equality finds: missing counts as null, arrays match by element. */
function equalityFilter(document: Document, localField: string, foreignField: string): Document {
  const values = leavesAt(document, partsOf(localField))
  return { [foreignField]: { $in: values.length > 0 ? values : [null] } }
}

/** `$lookup` by equality, by a pipeline with `let`, or both. */
export function lookup(documents: Document[], argument: unknown, context: StageContext): Document[] {
  const spec = named(argument, '$lookup', ['as'], ['from', 'localField', 'foreignField', 'let', 'pipeline'])
  const as = text(spec.as, "'as' option to $lookup")
  const from = text(spec.from, "'from' option to $lookup")
  const equal = spec.localField !== undefined || spec.foreignField !== undefined
  if (equal && (spec.localField === undefined || spec.foreignField === undefined))
    throw new CommandError(9, '$lookup requires both or neither of "localField" and "foreignField" to be specified')
  if (!equal && spec.pipeline === undefined)
    throw new CommandError(
      9,
      '$lookup requires either "pipeline" or both "localField" and "foreignField" to be specified',
    )
  const pipeline = spec.pipeline as Document[] | undefined
  if (pipeline !== undefined && !Array.isArray(pipeline))
    throw new CommandError(9, "'pipeline' option must be an array")
  const bindings = isDocument(spec.let)
    ? Object.entries(spec.let).map(([name, value]) => [name, compileExpression(value, context.variables)] as const)
    : []
  const everything = equal ? undefined : context.read(from)
  const known = new Map<string, Document[]>()
  return documents.map((document) => {
    let foreign = everything
    if (!foreign) {
      const filter = equalityFilter(
        document,
        text(spec.localField, 'localField'),
        text(spec.foreignField, 'foreignField'),
      )
      const key = keyOf(filter)
      foreign = known.get(key) ?? context.read(from, filter)
      known.set(key, foreign)
    }
    if (!pipeline) return put(document, as, foreign)
    const scope = { root: document, vars: {} }
    return put(
      document,
      as,
      context.run(foreign, pipeline, Object.fromEntries(bindings.map(([name, value]) => [name, value(scope)]))),
    )
  })
}

/** `$unionWith`: the documents of another collection after one's own. */
export function unionWith(documents: Document[], argument: unknown, context: StageContext): Document[] {
  const spec = typeof argument === 'string' ? { coll: argument } : named(argument, '$unionWith', ['coll'], ['pipeline'])
  const others = context.read(text((spec as Document).coll, "'coll' of $unionWith"))
  const pipeline = (spec as Document).pipeline
  return [...documents, ...(Array.isArray(pipeline) ? context.run(others, pipeline as Document[]) : others)]
}

/** `$graphLookup`: follows a field from document to document, each found once. */
export function graphLookup(documents: Document[], argument: unknown, context: StageContext): Document[] {
  const spec = named(
    argument,
    '$graphLookup',
    ['from', 'startWith', 'connectFromField', 'connectToField', 'as'],
    ['maxDepth', 'depthField', 'restrictSearchWithMatch'],
  )
  const start = compileExpression(spec.startWith, context.variables)
  const [fromField, toField] = [
    partsOf(text(spec.connectFromField, 'connectFromField')),
    text(spec.connectToField, 'connectToField'),
  ]
  const depth = isNumber(spec.maxDepth) ? toNumber(spec.maxDepth) : Number.POSITIVE_INFINITY
  const restrict = isDocument(spec.restrictSearchWithMatch) ? spec.restrictSearchWithMatch : {}
  return documents.map((document) => {
    const first = start({ root: document, vars: {} })
    let frontier = Array.isArray(first) ? first : [first ?? null]
    const found = new Map<string, Document>()
    for (let level = 0; level <= depth && frontier.length > 0; level++) {
      const next: unknown[] = []
      for (const other of context.read(text(spec.from, 'from'), {
        $and: [{ [toField]: { $in: frontier } }, restrict],
      })) {
        const key = keyOf(other._id)
        if (found.has(key)) continue
        found.set(key, typeof spec.depthField === 'string' ? put(other, spec.depthField, BigInt(level)) : other)
        next.push(...leavesAt(other, fromField))
      }
      frontier = next
    }
    return put(document, text(spec.as, 'as'), [...found.values()])
  })
}
