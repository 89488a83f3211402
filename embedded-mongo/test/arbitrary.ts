import fc from 'fast-check'
import type { Plain, PlainDocument } from './model'

const name = fc.constantFrom('a', 'b', 'c')
const scalar: fc.Arbitrary<Plain> = fc.oneof(
  fc.integer({ min: -2, max: 4 }),
  fc.constantFrom(0.5, 1.5),
  fc.constantFrom('', 'a', 'b', 'ab', '1'),
  fc.boolean(),
  fc.constant(null),
)

/** Small values of few kinds, so that they often meet. */
export const { value, document } = fc.letrec<{ value: Plain; document: PlainDocument; list: Plain[] }>((tie) => ({
  value: fc.oneof({ maxDepth: 3, depthSize: 'small' }, scalar, tie('list'), tie('document')),
  list: fc.array(tie('value'), { maxLength: 3 }),
  document: fc.dictionary(name, tie('value'), { maxKeys: 3, noNullPrototype: true }),
}))

export const path = fc.oneof(
  name,
  fc.tuple(name, fc.constantFrom('a', 'b', '0', '1')).map((parts) => parts.join('.')),
  fc.tuple(name, fc.constantFrom('a', '0'), fc.constantFrom('b', '1')).map((parts) => parts.join('.')),
)

const notPattern = value.filter(
  (one) => !(typeof one === 'object' && one !== null && Object.keys(one).some((key) => key.startsWith('$'))),
)
const comparing = fc.tuple(fc.constantFrom('$eq', '$ne', '$gt', '$gte', '$lt', '$lte'), notPattern)
const listing = fc.tuple(fc.constantFrom('$in', '$nin', '$all'), fc.array(notPattern, { maxLength: 3 }))
const simple = fc
  .oneof(
    comparing,
    listing,
    fc.tuple(fc.constant('$exists'), fc.boolean()),
    fc.tuple(fc.constant('$size'), fc.nat(3)),
    fc.tuple(fc.constant('$type'), fc.constantFrom('number', 'string', 'object', 'array', 'bool', 'null')),
  )
  .map(([operator, argument]) => ({ [operator]: argument }))
const elementFilter = fc.oneof(
  fc.tuple(name, notPattern).map(([field, one]) => ({ [field]: one })),
  fc.tuple(fc.constantFrom('$gt', '$lt', '$eq'), scalar).map(([operator, one]) => ({ [operator]: one })),
)
const condition = fc.oneof(
  simple,
  simple,
  fc.tuple(simple, simple).map(([a, b]) => ({ ...a, ...b })),
  simple.map((one) => ({ $not: one })),
  elementFilter.map((one) => ({ $elemMatch: one })),
  notPattern,
)
const onePath = fc.tuple(path, condition).map(([at, one]) => ({ [at]: one }))

/** Filters of the operators that the model knows. */
export const filter: fc.Arbitrary<Record<string, unknown>> = fc.oneof(
  onePath,
  onePath,
  fc
    .tuple(fc.constantFrom('$and', '$or', '$nor'), fc.array(onePath, { minLength: 1, maxLength: 3 }))
    .map(([operator, branches]) => ({ [operator]: branches })),
  fc.tuple(onePath, onePath).map(([a, b]) => ({ ...a, ...b })),
)

/** One change: operator, path and argument. */
export const change = fc.oneof(
  fc.tuple(fc.constantFrom('$set', '$unset', '$min', '$max', '$push', '$addToSet'), path, notPattern),
  fc.tuple(fc.constantFrom('$inc', '$mul'), path, fc.integer({ min: -3, max: 3 })),
  fc.tuple(fc.constant('$pop'), path, fc.constantFrom(1, -1)),
  fc.tuple(
    fc.constant('$pull'),
    path,
    fc.oneof(
      scalar,
      fc.tuple(name, scalar).map(([field, one]) => ({ [field]: one })),
    ),
  ),
  fc.tuple(fc.constant('$pullAll'), path, fc.array(value, { maxLength: 2 })),
) as fc.Arbitrary<[string, string, unknown]>
