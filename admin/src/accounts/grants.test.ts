import { draftsOf, grantsOf } from './grants'

const site = 'a'.repeat(24)

test('a role with an end keeps it through the form', () => {
  const grants = [{ role: 'sampler' as const, scope: site, until: '2026-03-01T10:00:00.000Z' }]
  expect(grantsOf(draftsOf(grants))).toEqual(grants)
})

test('a role without an end has none', () => {
  expect(grantsOf([{ role: 'captain', scope: site }])).toEqual([{ role: 'captain', scope: site }])
})

test('a line without a role or a place is no role', () => {
  expect(grantsOf([{}, { role: 'captain' }, { scope: site }])).toEqual([])
})
