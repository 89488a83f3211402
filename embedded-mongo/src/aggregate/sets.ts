import { CommandError } from '../errors'
import { typeName } from '../query/types'
import { keyOf } from '../query/values'
import { isNothing, type OperatorCompiler, strict } from './compiler'
import { truthy } from './expressions'

function setOf(value: unknown, name: string): Map<string, unknown> {
  if (!Array.isArray(value))
    throw new CommandError(17044, `All operands of ${name} must be arrays. One argument is of type: ${typeName(value)}`)
  const set = new Map<string, unknown>()
  for (const item of value) if (!set.has(keyOf(item))) set.set(keyOf(item), item)
  return set
}
const many = (apply: (sets: Map<string, unknown>[]) => unknown): OperatorCompiler =>
  strict([1, Number.POSITIVE_INFINITY], (args, name) =>
    args.some(isNothing) ? null : apply(args.map((arg) => setOf(arg, name))),
  )
const ordered = (set: Map<string, unknown>): unknown[] =>
  [...set].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, value]) => value)

/** Lists taken as sets: no order, nothing twice. */
export const SETS: Record<string, OperatorCompiler> = {
  $setUnion: many((sets) => ordered(new Map(sets.flatMap((set) => [...set])))),
  $setIntersection: many(([first, ...rest]) =>
    ordered(new Map([...(first ?? [])].filter(([key]) => rest.every((set) => set.has(key))))),
  ),
  $setDifference: strict(2, ([a, b], name) => {
    if (isNothing(a) || isNothing(b)) return null
    const without = setOf(b, name)
    return [...setOf(a, name)].filter(([key]) => !without.has(key)).map(([, value]) => value)
  }),
  $setEquals: strict([2, Number.POSITIVE_INFINITY], (args, name) => {
    const [first, ...rest] = args.map((arg) => setOf(arg, name))
    return rest.every((set) => set.size === first?.size && [...set.keys()].every((key) => first.has(key)))
  }),
  $setIsSubset: strict(2, ([a, b], name) => {
    const outer = setOf(b, name)
    return [...setOf(a, name).keys()].every((key) => outer.has(key))
  }),
  $anyElementTrue: strict(1, ([list], name) => [...setOf(list, name).values()].some(truthy)),
  $allElementsTrue: strict(1, ([list], name) => [...setOf(list, name).values()].every(truthy)),
}
