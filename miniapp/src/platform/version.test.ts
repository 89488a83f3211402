import { isAtLeast } from './version'

test.each([
  ['2.21.3', true],
  ['2.21.4', true],
  ['2.100.0', true],
  ['3.0.0', true],
  ['2.21.2', false],
  ['2.9.9', false],
  ['', false],
  ['unknown', false],
])('%s is at least 2.21.3: %s', (version, expected) => {
  expect(isAtLeast(version, '2.21.3')).toBe(expected)
})
