import { CommandError } from '../errors'
import { compileSort } from '../query/sorter'
import { typeName } from '../query/types'
import { compare, type Document, isDocument, isNumber, toNumber } from '../query/values'
import { isNothing, named, type OperatorCompiler, strict } from './compiler'
import { truthy } from './expressions'

function listOf(value: unknown, name: string, code: number): unknown[] {
  if (!Array.isArray(value))
    throw new CommandError(code, `The argument to ${name} must be an array, but was of type: ${typeName(value)}`)
  return value
}
function whole(value: unknown, name: string): number {
  if (!isNumber(value) || !Number.isInteger(toNumber(value)))
    throw new CommandError(28690, `${name} needs whole numbers, not ${typeName(value)}`)
  return toNumber(value)
}
const element = (list: unknown, index: number, name: string): unknown =>
  isNothing(list) ? null : listOf(list, name, 28689).at(index)

function slice(list: unknown, first: unknown, second: unknown): unknown {
  if (isNothing(list) || isNothing(first)) return null
  const items = listOf(list, '$slice', 28724)
  const from = whole(first, '$slice')
  if (second === undefined) return from >= 0 ? items.slice(0, from) : items.slice(from)
  const start = from < 0 ? Math.max(0, items.length + from) : from
  const count = whole(second, '$slice')
  if (count <= 0) throw new CommandError(28729, 'Third argument to $slice must be positive')
  return items.slice(start, start + count)
}

function range(start: unknown, end: unknown, step: unknown): number[] {
  const [from, to, by] = [whole(start, '$range'), whole(end, '$range'), step === undefined ? 1 : whole(step, '$range')]
  if (by === 0) throw new CommandError(34449, '$range requires a non-zero step value')
  if ((to - from) / by > 10_000_000) throw new CommandError(292, '$range would be too large')
  const out: number[] = []
  for (let value = from; by > 0 ? value < to : value > to; value += by) out.push(value)
  return out
}

/** Lists. */
export const ARRAYS: Record<string, OperatorCompiler> = {
  $arrayElemAt: strict(2, ([list, index], name) =>
    isNothing(list) || isNothing(index) ? null : listOf(list, name, 28689).at(whole(index, name)),
  ),
  $first: strict(1, ([list], name) => element(list, 0, name)),
  $last: strict(1, ([list], name) => element(list, -1, name)),
  $firstN: (argument, compiler) => takeN(argument, compiler, '$firstN', (list, n) => list.slice(0, n)),
  $lastN: (argument, compiler) => takeN(argument, compiler, '$lastN', (list, n) => list.slice(-n)),
  $minN: (argument, compiler) => takeN(argument, compiler, '$minN', (list, n) => sorted(list, 1).slice(0, n)),
  $maxN: (argument, compiler) => takeN(argument, compiler, '$maxN', (list, n) => sorted(list, -1).slice(0, n)),
  $size: strict(1, ([list], name) => listOf(list, name, 17124).length),
  $isArray: strict(1, ([value]) => Array.isArray(value)),
  $in: strict(2, ([value, list], name) => listOf(list, name, 40081).some((item) => compare(item, value ?? null) === 0)),
  $concatArrays: (argument, compiler) => {
    const lists = (Array.isArray(argument) ? argument : [argument]).map((item) => compiler.compile(item))
    return (scope) => {
      const values = lists.map((list) => list(scope))
      return values.some(isNothing) ? null : values.flatMap((value) => listOf(value, '$concatArrays', 28664))
    }
  },
  $slice: strict([2, 3], ([list, first, second]) => slice(list, first, second)),
  $reverseArray: strict(1, ([list], name) => (isNothing(list) ? null : [...listOf(list, name, 34435)].reverse())),
  $range: strict([2, 3], ([start, end, step]) => range(start, end, step)),
  $indexOfArray: strict([2, 4], ([list, wanted, start, end], name) => {
    if (isNothing(list)) return null
    const items = listOf(list, name, 40090)
    const [from, to] = [
      start === undefined ? 0 : whole(start, name),
      end === undefined ? items.length : whole(end, name),
    ]
    return items.findIndex((item, index) => index >= from && index < to && compare(item, wanted) === 0)
  }),
  $map: (argument, compiler) => {
    const given = named(argument, '$map', ['input', 'in'], ['as'])
    const name = String(given.as ?? 'this')
    const [input, body] = [compiler.compile(given.input), compiler.compile(given.in, [name])]
    return (scope) => {
      const list = input(scope)
      if (isNothing(list)) return null
      return listOf(list, '$map', 16883).map(
        (item) => body({ root: scope.root, vars: { ...scope.vars, [name]: item } }) ?? null,
      )
    }
  },
  $filter: (argument, compiler) => {
    const given = named(argument, '$filter', ['input', 'cond'], ['as', 'limit'])
    const name = String(given.as ?? 'this')
    const [input, test] = [compiler.compile(given.input), compiler.compile(given.cond, [name])]
    const limit = 'limit' in given ? compiler.compile(given.limit) : undefined
    return (scope) => {
      const list = input(scope)
      if (isNothing(list)) return null
      const kept = listOf(list, '$filter', 28651).filter((item) =>
        truthy(test({ root: scope.root, vars: { ...scope.vars, [name]: item } })),
      )
      const most = limit?.(scope)
      return isNothing(most) ? kept : kept.slice(0, whole(most, '$filter'))
    }
  },
  $reduce: (argument, compiler) => {
    const given = named(argument, '$reduce', ['input', 'initialValue', 'in'])
    const [input, initial, body] = [
      compiler.compile(given.input),
      compiler.compile(given.initialValue),
      compiler.compile(given.in, ['value', 'this']),
    ]
    return (scope) => {
      const list = input(scope)
      if (isNothing(list)) return null
      return listOf(list, '$reduce', 40080).reduce(
        (value: unknown, item) => body({ root: scope.root, vars: { ...scope.vars, value, this: item } }),
        initial(scope),
      )
    }
  },
  $sortArray: (argument, compiler) => {
    const given = named(argument, '$sortArray', ['input', 'sortBy'])
    const input = compiler.compile(given.input)
    const order = isDocument(given.sortBy)
      ? compileSort(given.sortBy)
      : (a: unknown, b: unknown) => compare(a, b) * toNumber(given.sortBy)
    return (scope) => {
      const list = input(scope)
      return isNothing(list)
        ? null
        : [...listOf(list, '$sortArray', 2942504)].sort((a, b) => order(a as Document, b as Document))
    }
  },
  $zip: (argument, compiler) => {
    const given = named(argument, '$zip', ['inputs'], ['useLongestLength', 'defaults'])
    const [inputs, defaults] = [compiler.compile(given.inputs), compiler.compile(given.defaults ?? [])]
    return (scope) => {
      const lists = listOf(inputs(scope), '$zip', 34461)
      if (lists.some(isNothing)) return null
      const rows = lists.map((list) => listOf(list, '$zip', 34468))
      const lengths = rows.map((row) => row.length)
      const length = given.useLongestLength === true ? Math.max(...lengths) : Math.min(...lengths)
      const fill = defaults(scope) as unknown[]
      return Array.from({ length }, (_, at) =>
        rows.map((row, column) => (at < row.length ? row[at] : (fill[column] ?? null))),
      )
    }
  },
}

const sorted = (list: unknown[], sign: number): unknown[] =>
  list.filter((item) => !isNothing(item)).sort((a, b) => compare(a, b) * sign)

const takeN = (
  argument: unknown,
  compiler: Parameters<OperatorCompiler>[1],
  name: string,
  take: (list: unknown[], n: number) => unknown[],
) => {
  const given = named(argument, name, ['input', 'n'])
  const [input, count] = [compiler.compile(given.input), compiler.compile(given.n)]
  return (scope: Parameters<typeof input>[0]) => take(listOf(input(scope), name, 5788200), whole(count(scope), name))
}
