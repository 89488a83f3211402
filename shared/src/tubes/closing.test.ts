import { closingAdvice, longestWait } from './closing'

test.each([
  ['nobody inside', { people: 0, next: 3, quiet: longestWait }, undefined],
  ['it is full', { people: 10, next: 0, quiet: 0 }, 'full'],
  ['the next household does not fit', { people: 8, next: 3, quiet: 0 }, 'together'],
  ['the next household fits', { people: 8, next: 2, quiet: 0 }, undefined],
  ['the next household fits into no tube', { people: 8, next: 11, quiet: 0 }, undefined],
  ['nobody came for long', { people: 2, next: 0, quiet: longestWait }, 'waited'],
  ['nobody came for a moment', { people: 2, next: 0, quiet: longestWait - 1 }, undefined],
])('a tube when %s', (_when, tube, advice) => {
  expect(closingAdvice({ capacity: 10, ...tube })).toBe(advice)
})
