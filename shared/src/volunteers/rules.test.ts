import { longestVolunteering, mayEndAt } from './rules'

const now = Date.parse('2022-01-09T07:00:00Z')

it.each([
  [-1, false],
  [0, false],
  [1, true],
  [longestVolunteering, true],
  [longestVolunteering + 1, false],
])('a role that ends %i ms from now is allowed: %s', (ms, allowed) => {
  expect(mayEndAt(now + ms, now)).toBe(allowed)
})
