import { gapsIn, goesFirst, readScan, useOf } from './rules'

test.each([
  ['4821 王', { kind: 'name', last4: '4821', surname: '王' }],
  ['482x欧阳', { kind: 'name', last4: '482X', surname: '欧阳' }],
  ['4821 Smith', { kind: 'name', last4: '4821', surname: 'Smith' }],
  ['4821 3-2-501', { kind: 'door', last4: '4821', door: '3-2-501' }],
  ['4821,501', { kind: 'door', last4: '4821', door: '501' }],
  ['+3-2-501', { kind: 'home', door: '3-2-501' }],
  ['＋501', { kind: 'home', door: '501' }],
  ['110105 19491231 002x', { kind: 'document', number: '11010519491231002X' }],
  ['好', undefined],
])('"%s" is read as what it is', (text, scan) => {
  expect(readScan(text)).toEqual(scan && expect.objectContaining(scan))
})

test('elderly, small children, pregnant and disabled people go first', () => {
  expect(['elderly', 'infant', 'pregnant', 'disabled'].every((tag) => goesFirst([tag]))).toBe(true)
  expect(goesFirst(['hearing', 'away'])).toBe(false)
})

test('codes that were skipped are found, those not reached yet are not', () => {
  const range = { from: 'A001', to: 'A099' }
  expect(gapsIn(range, ['A001', 'A002', 'A005', 'B003', 'A009'])).toEqual([
    { from: 'A003', to: 'A004', count: 2 },
    { from: 'A006', to: 'A008', count: 3 },
  ])
  expect(gapsIn(range, [])).toEqual([])
})

test.each([
  ['nothing', [], { used: 0, size: 99, last: null }],
  ['some, one of them twice', ['A002', 'A010', 'A002'], { used: 2, size: 99, last: 'A010' }],
  ['codes of other series', ['B002', 'A100', 'A0002'], { used: 0, size: 99, last: null }],
])('a range of which %s was used', (_what, codes, use) => {
  expect(useOf({ from: 'A001', to: 'A099' }, codes)).toEqual(use)
})
