import { CommandError } from '../errors'
import { sortDocuments } from '../query/sorter'
import { compare, type Document, isDocument, isNumber, keyOf, toNumber } from '../query/values'
import { average, deviation, extreme, sum } from './arithmetic'
import { type Expression, isNothing, named } from './compiler'
import { compileExpression } from './expressions'
import { mergeObjects } from './objects'
import type { StageContext } from './pipeline'

/** Makes one value out of what the documents of a group give. */
type Finish = (values: unknown[]) => unknown
interface Accumulator {
  input: Expression
  finish: Finish
}

const distinct = (values: unknown[]): unknown[] => {
  const seen = new Map<string, unknown>()
  for (const value of values) if (value !== undefined && !seen.has(keyOf(value))) seen.set(keyOf(value), value)
  return [...seen.values()]
}

const SIMPLE: Record<string, Finish> = {
  $sum: sum,
  $avg: average,
  $min: (values) => extreme(values, 1),
  $max: (values) => extreme(values, -1),
  $first: (values) => values[0] ?? null,
  $last: (values) => values.at(-1) ?? null,
  $push: (values) => values.filter((value) => value !== undefined),
  $addToSet: distinct,
  $stdDevPop: (values) => deviation(values, false),
  $stdDevSamp: (values) => deviation(values, true),
  $mergeObjects: mergeObjects,
}
const N_OF: Record<string, (values: unknown[], n: number) => unknown[]> = {
  $firstN: (values, n) => values.slice(0, n),
  $lastN: (values, n) => values.slice(-n),
  $minN: (values, n) =>
    values
      .filter((value) => !isNothing(value))
      .sort(compare)
      .slice(0, n),
  $maxN: (values, n) =>
    values
      .filter((value) => !isNothing(value))
      .sort((a, b) => compare(b, a))
      .slice(0, n),
}
const SORTED: Record<string, boolean> = { $top: false, $bottom: false, $topN: true, $bottomN: true }

function countOf(n: unknown, variables: Document | undefined): number {
  const value = compileExpression(n, variables)({ root: {}, vars: {} })
  if (!isNumber(value) || !Number.isInteger(toNumber(value)) || toNumber(value) < 1)
    throw new CommandError(5787908, "'n' must be greater than 0, and a whole number")
  return toNumber(value)
}

function accumulator(name: string, argument: unknown, variables: Document | undefined): Accumulator {
  const simple = SIMPLE[name]
  if (simple) {
    if (Array.isArray(argument)) throw new CommandError(40237, `The ${name} accumulator is a unary operator`)
    return { input: compileExpression(argument, variables), finish: simple }
  }
  if (name === '$count') {
    if (!isDocument(argument) || Object.keys(argument).length > 0)
      throw new CommandError(9, '$count takes no arguments, i.e. $count:{}')
    return { input: () => 1, finish: sum }
  }
  const some = N_OF[name]
  if (some) {
    const given = named(argument, name, ['input', 'n'])
    const n = countOf(given.n, variables)
    const input = compileExpression(given.input, variables)
    return { input: (scope) => input(scope) ?? null, finish: (values) => some(values, n) }
  }
  const many = SORTED[name]
  if (many !== undefined) {
    const given = named(argument, name, many ? ['sortBy', 'output', 'n'] : ['sortBy', 'output'])
    const n = many ? countOf(given.n, variables) : 1
    const output = compileExpression(given.output, variables)
    return {
      input: (scope) => ({ document: scope.root, output: output(scope) ?? null }),
      finish: (values) => {
        const ordered = sortDocuments(
          values as { document: Document; output: unknown }[],
          (item) => item.document,
          given.sortBy,
        ).map((item) => item.output)
        const kept = name.startsWith('$top') ? ordered.slice(0, n) : ordered.slice(-n)
        return many ? kept : (kept[0] ?? null)
      },
    }
  }
  throw new CommandError(15952, `unknown group operator '${name}'`)
}

/** `$group`; `ids` are the group of each document when the caller has decided it. */
export function group(
  documents: Document[],
  argument: unknown,
  context: Pick<StageContext, 'variables' | 'collation'>,
  ids?: unknown[],
): Document[] {
  if (!isDocument(argument)) throw new CommandError(15947, "a group's fields must be specified in an object")
  if (!('_id' in argument)) throw new CommandError(15955, 'a group specification must include an _id')
  const { variables, collation } = context
  const id = compileExpression(argument._id, variables)
  const fields = Object.entries(argument)
    .filter(([name]) => name !== '_id')
    .map(([name, spec]) => {
      if (name.includes('.')) throw new CommandError(40235, `The field name '${name}' cannot contain '.'`)
      if (!isDocument(spec)) throw new CommandError(40234, `The field '${name}' must be an accumulator object`)
      const operators = Object.keys(spec)
      if (operators.length !== 1) throw new CommandError(40238, `The field '${name}' must specify one accumulator`)
      return { name, ...accumulator(operators[0] as string, spec[operators[0] as string], variables) }
    })
  const groups = new Map<string, { id: unknown; values: unknown[][] }>()
  documents.forEach((document, at) => {
    const scope = { root: document, vars: {} }
    const value = (ids ? ids[at] : id(scope)) ?? null
    const key = typeof value === 'string' && !collation ? `s${value}` : keyOf(value, collation?.fold)
    let entry = groups.get(key)
    if (!entry) {
      entry = { id: value, values: fields.map(() => []) }
      groups.set(key, entry)
    }
    for (let i = 0; i < fields.length; i++) entry.values[i]?.push(fields[i]?.input(scope))
  })
  return [...groups.values()].map((entry) => {
    const out: Document = { _id: entry.id }
    fields.forEach((field, i) => {
      const value = field.finish(entry.values[i] ?? [])
      if (value !== undefined) out[field.name] = value
    })
    return out
  })
}
