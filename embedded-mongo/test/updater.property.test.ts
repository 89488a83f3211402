import fc from 'fast-check'
import { CommandError } from '../src/errors'
import { compileUpdate } from '../src/query/updater'
import { change, document } from './arbitrary'
import { changed, Refused } from './model'

/** Milliseconds that a busy machine may need. */
const SLOW = 120_000

describe('The updater', () => {
  test(
    'agrees with the model on random documents and changes, refusals included, and leaves the stored one alone',
    () => {
      fc.assert(
        fc.property(document, change, (given, [operator, path, argument]) => {
          const before = JSON.stringify(given)
          let expected: unknown
          let actual: unknown
          try {
            expected = changed(given, operator, path, argument)
          } catch (error) {
            if (!(error instanceof Refused)) throw error
            expected = 'refused'
          }
          try {
            actual = compileUpdate({ [operator]: { [path]: argument } })(given, new Map(), false)
          } catch (error) {
            if (!(error instanceof CommandError)) throw error
            actual = 'refused'
          }
          expect(actual).toEqual(expected)
          expect(JSON.stringify(given)).toBe(before)
        }),
        { numRuns: 10_000 },
      )
    },
    SLOW,
  )
  test(
    'the same object comes back exactly when nothing changes',
    () => {
      fc.assert(
        fc.property(document, change, (given, [operator, path, argument]) => {
          let next: unknown
          try {
            next = compileUpdate({ [operator]: { [path]: argument } })(given, new Map(), false)
          } catch {
            return
          }
          expect(next === given).toBe(JSON.stringify(next) === JSON.stringify(given))
        }),
        { numRuns: 5000 },
      )
    },
    SLOW,
  )
})
