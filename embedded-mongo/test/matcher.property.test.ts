import fc from 'fast-check'
import { compileFilter } from '../src/query/matcher'
import { sortDocuments } from '../src/query/sorter'
import { compare, keyOf } from '../src/query/values'
import { Collection, ID_INDEX } from '../src/store/collection'
import { find } from '../src/store/search'
import { document, filter, path, value } from './arbitrary'
import { holds, order, type PlainDocument } from './model'

/** Milliseconds that a busy machine may need. */
const SLOW = 120_000

describe('The matcher', () => {
  test(
    'agrees with the model on random documents and filters',
    () => {
      fc.assert(
        fc.property(document, filter, (given, asked) => {
          expect(compileFilter(asked)(given)).toBe(holds(given, asked))
        }),
        { numRuns: 10_000 },
      )
    },
    SLOW,
  )
  test(
    'orders values as the model does, by comparison and by key',
    () => {
      fc.assert(
        fc.property(value, value, (a, b) => {
          const expected = Math.sign(order(a, b))
          expect(Math.sign(compare(a, b))).toBe(expected)
          expect(keyOf(a) < keyOf(b) ? -1 : keyOf(a) > keyOf(b) ? 1 : 0).toBe(expected)
        }),
        { numRuns: 10_000 },
      )
    },
    SLOW,
  )
  test(
    'finds the same through any index as through none, in the same order',
    () => {
      const key = fc.uniqueArray(path, { minLength: 1, maxLength: 2 })
      fc.assert(
        fc.property(
          fc.array(document, { maxLength: 12 }),
          fc.array(key, { minLength: 1, maxLength: 3 }),
          filter,
          path,
          fc.constantFrom(1, -1),
          fc.boolean(),
          (documents, keys, asked, by, direction, sparse) => {
            const load = (collection: Collection): Collection => {
              for (const [i, fields] of documents.entries()) collection.load(i + 1, { _id: i + 1, ...fields })
              return collection
            }
            const specs = keys.map((paths, i) => ({
              name: `i${i}`,
              key: Object.fromEntries(paths.map((one, at) => [one, (at + i) % 2 ? -1 : 1])),
              sparse,
            }))
            let indexed: Collection
            try {
              indexed = load(new Collection('t.indexed', 1, {}, [ID_INDEX, ...specs]))
            } catch (error) {
              // Two lists cannot be in one index.
              expect(error).toMatchObject({ code: 171 })
              return
            }
            const plain = load(new Collection('t.plain', 2, {}, [ID_INDEX]))
            const sort = { [by]: direction, _id: 1 }
            const ask = (collection: Collection, limit: number): unknown[] =>
              find(collection, { filter: asked, sort, limit }, undefined).map((hit) => hit.document._id)
            expect(ask(indexed, 0)).toEqual(ask(plain, 0))
            expect(ask(indexed, 3)).toEqual(ask(plain, 3))
            const unsorted = (collection: Collection): unknown[] =>
              find(collection, { filter: asked }, undefined)
                .map((hit) => Number(hit.document._id))
                .sort((a, b) => a - b)
            expect(unsorted(indexed)).toEqual(unsorted(plain))
          },
        ),
        { numRuns: 2000 },
      )
    },
    SLOW,
  )
  test(
    'a sort that keeps only the first few keeps the right ones',
    () => {
      fc.assert(
        fc.property(
          fc.array(document, { maxLength: 60 }),
          path,
          fc.integer({ min: 1, max: 5 }),
          (documents: PlainDocument[], by, most) => {
            const numbered = documents.map((fields, i) => ({ _id: i, ...fields }))
            const sort = { [by]: 1, _id: 1 }
            expect(sortDocuments(numbered, (item) => item, sort, undefined, most)).toEqual(
              sortDocuments(numbered, (item) => item, sort).slice(0, most),
            )
          },
        ),
        { numRuns: 1000 },
      )
    },
    SLOW,
  )
})
