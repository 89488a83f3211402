import { CommandError } from '../errors'
import { compileFilter } from '../query/matcher'
import { partsOf, valueAt } from '../query/path'
import { applyAt } from '../query/placement'
import { compileProjection } from '../query/projector'
import { sortDocuments } from '../query/sorter'
import { typeName } from '../query/types'
import { compare, type Document, isDocument, isNumber, toNumber } from '../query/values'
import { named } from './compiler'
import { compileExpression, truthy } from './expressions'
import { addFields } from './fields'
import { group } from './group'
import { graphLookup, lookup, unionWith } from './lookup'
import type { StageContext } from './pipeline'

type Stage = (documents: Document[], argument: unknown, context: StageContext) => Document[]

function whole(argument: unknown, name: string, least: number): number {
  if (!isNumber(argument) || !Number.isInteger(toNumber(argument)) || toNumber(argument) < least)
    throw new CommandError(
      name === '$limit' ? (isNumber(argument) && toNumber(argument) === 0 ? 15958 : 5107201) : 5107200,
      `invalid argument to ${name} stage: expected a ${least > 0 ? 'positive' : 'non-negative'} whole number`,
    )
  return toNumber(argument)
}

function unwind(documents: Document[], argument: unknown): Document[] {
  const spec =
    typeof argument === 'string'
      ? { path: argument }
      : named(argument, '$unwind', ['path'], ['includeArrayIndex', 'preserveNullAndEmptyArrays'])
  const { path, includeArrayIndex: indexField, preserveNullAndEmptyArrays: preserve } = spec as Document
  if (typeof path !== 'string' || !path.startsWith('$') || path.length < 2)
    throw new CommandError(28818, `path option to $unwind stage should be prefixed with a '$': ${String(path)}`)
  const parts = partsOf(path.slice(1))
  const put = (document: Document, way: readonly string[], value: unknown): Document =>
    applyAt(
      document,
      way,
      0,
      value === undefined ? { missing: 'leave', apply: () => undefined } : { missing: 'create', apply: () => value },
      { filters: new Map(), found: new Map() },
    ) as Document
  const numbered = (document: Document, index: bigint | null): Document =>
    typeof indexField === 'string' ? put(document, partsOf(indexField), index) : document
  return documents.flatMap((document) => {
    const value = valueAt(document, parts)
    if (Array.isArray(value) && value.length > 0)
      return value.map((item, index) => numbered(put(document, parts, item ?? null), BigInt(index)))
    if (Array.isArray(value)) return preserve === true ? [numbered(put(document, parts, undefined), null)] : []
    if (value === undefined || value === null) return preserve === true ? [numbered(document, null)] : []
    return [numbered(document, null)]
  })
}

function replaceRoot(documents: Document[], expression: unknown, context: StageContext): Document[] {
  const compute = compileExpression(expression, context.variables)
  return documents.map((document) => {
    const root = compute({ root: document, vars: {} })
    if (!isDocument(root))
      throw new CommandError(
        40228,
        `'newRoot' expression must evaluate to an object, but resulting value was of type: ${typeName(root)}`,
      )
    return root
  })
}

function bucket(documents: Document[], argument: unknown, context: StageContext): Document[] {
  const spec = named(argument, '$bucket', ['groupBy', 'boundaries'], ['default', 'output'])
  const boundaries = spec.boundaries
  if (!Array.isArray(boundaries) || boundaries.length < 2)
    throw new CommandError(40192, 'The $bucket boundaries field must have at least 2 values')
  for (let i = 1; i < boundaries.length; i++)
    if (compare(boundaries[i - 1], boundaries[i]) >= 0)
      throw new CommandError(40194, "The 'boundaries' option to $bucket must be sorted in ascending order")
  const by = compileExpression(spec.groupBy, context.variables)
  const placed = documents.map((document) => {
    const value = by({ root: document, vars: {} })
    const at = boundaries.findIndex(
      (bound, i) =>
        i + 1 < boundaries.length &&
        compare(value ?? null, bound) >= 0 &&
        compare(value ?? null, boundaries[i + 1]) < 0,
    )
    if (at < 0 && !('default' in spec))
      throw new CommandError(
        40066,
        '$switch could not find a matching branch for an input, and no default was specified.',
      )
    return { id: at < 0 ? spec.default : boundaries[at], document }
  })
  const output = isDocument(spec.output) ? spec.output : { count: { $sum: 1 } }
  const results = group(
    placed.map(({ document }) => document),
    { _id: { $literal: null }, ...output },
    context,
    placed.map(({ id }) => id),
  )
  return sortDocuments(results, (document) => document, { _id: 1 })
}

function sample(documents: Document[], argument: unknown): Document[] {
  const { size } = named(argument, '$sample', ['size'])
  const rest = [...documents]
  const out: Document[] = []
  for (let n = whole(size, '$sample', 1); n > 0 && rest.length > 0; n--) {
    const at = Math.floor(Math.random() * rest.length)
    out.push(rest[at] as Document)
    rest[at] = rest[rest.length - 1] as Document
    rest.pop()
  }
  return out
}

function redact(documents: Document[], expression: unknown, context: StageContext): Document[] {
  const decide = compileExpression(expression, {
    ...context.variables,
    DESCEND: 'descend',
    PRUNE: 'prune',
    KEEP: 'keep',
  })
  const visit = (value: unknown, root: Document): unknown => {
    if (Array.isArray(value))
      return value
        .map((item) => (isDocument(item) || Array.isArray(item) ? visit(item, root) : item))
        .filter((item) => item !== undefined)
    if (!isDocument(value)) return value
    const choice = decide({ root, vars: { CURRENT: value } })
    if (choice === 'keep') return value
    if (choice === 'prune') return undefined
    if (choice !== 'descend')
      throw new CommandError(17053, '$redact must evaluate to one of $$DESCEND, $$PRUNE or $$KEEP')
    return Object.fromEntries(
      Object.entries(value)
        .map(([name, item]) => [name, visit(item, root)])
        .filter(([, item]) => item !== undefined),
    )
  }
  return documents.map((document) => visit(document, document)).filter(isDocument)
}

function unset(documents: Document[], argument: unknown): Document[] {
  const paths = Array.isArray(argument) ? argument : [argument]
  if (paths.length === 0 || !paths.every((path) => typeof path === 'string' && path !== ''))
    throw new CommandError(31002, '$unset specification must be a string or an array of strings')
  const project = compileProjection(Object.fromEntries(paths.map((path) => [path, 0])), false)
  return documents.map((document) => project(document))
}

function facet(documents: Document[], argument: unknown, context: StageContext): Document[] {
  if (!isDocument(argument) || Object.keys(argument).length === 0)
    throw new CommandError(40169, 'the $facet specification must be a non-empty object')
  return [
    Object.fromEntries(
      Object.entries(argument).map(([name, pipeline]) => {
        if (!Array.isArray(pipeline))
          throw new CommandError(40170, `arguments to $facet must be arrays, ${name} is type ${typeName(pipeline)}`)
        return [name, context.run(documents, pipeline as Document[])]
      }),
    ),
  ]
}

function count(documents: Document[], argument: unknown): Document[] {
  if (typeof argument !== 'string' || argument === '' || argument.startsWith('$') || argument.includes('.'))
    throw new CommandError(40156, 'the count field must be a non-empty string without $ or dots')
  return documents.length > 0 ? [{ [argument]: documents.length }] : []
}

/** The stages of a pipeline. They never change a document that reaches them: stored ones come by reference. */
export const STAGES: Record<string, Stage> = {
  $match: (documents, argument, { variables, collation }) => {
    if (!isDocument(argument)) throw new CommandError(15959, 'the match filter must be an expression in an object')
    const match = compileFilter(argument, { variables, collation })
    return documents.filter((document) => match(document))
  },
  $sort: (documents, argument, { collation }) => {
    if (!isDocument(argument) || Object.keys(argument).length === 0)
      throw new CommandError(15976, '$sort stage must have at least one sort key')
    return sortDocuments(documents, (document) => document, argument, collation)
  },
  $limit: (documents, argument) => documents.slice(0, whole(argument, '$limit', 1)),
  $skip: (documents, argument) => documents.slice(whole(argument, '$skip', 0)),
  $project: (documents, argument, { variables, collation }) => {
    if (!isDocument(argument) || Object.keys(argument).length === 0)
      throw new CommandError(
        51272,
        'Invalid $project :: caused by :: projection specification must have at least one field',
      )
    const project = compileProjection(argument, false, { variables, collation })
    return documents.map((document) => project(document))
  },
  $addFields: addFields,
  $set: addFields,
  $unset: unset,
  $group: (documents, argument, context) => group(documents, argument, context),
  $unwind: unwind,
  $lookup: lookup,
  $graphLookup: graphLookup,
  $unionWith: unionWith,
  $replaceRoot: (documents, argument, context) =>
    replaceRoot(documents, named(argument, '$replaceRoot', ['newRoot']).newRoot, context),
  $replaceWith: replaceRoot,
  $count: count,
  $facet: facet,
  $bucket: bucket,
  $sortByCount: (documents, argument, context) =>
    sortDocuments(group(documents, { _id: argument, count: { $sum: 1 } }, context), (document) => document, {
      count: -1,
    }),
  $sample: sample,
  $redact: redact,
}
export { truthy }
