import type { CoverageChange, CoverageEntrance, CoverageWindow, Overview } from '@loumen/shared/coverage/schema'
import { applyChange } from './apply-change'

const figures = { expected: 4, sampled: 0, excused: 0, missing: 4, inQueue: 0 }
const window = (householdId: string, sampled = 0): CoverageWindow => ({
  householdId,
  door: householdId,
  floor: 1,
  state: sampled ? 'lit' : 'waiting',
  people: [2, sampled, 0],
})
const entrance = (entranceId: string, windows: CoverageWindow[]): CoverageEntrance => ({
  entranceId,
  estate: '',
  building: '1',
  label: entranceId,
  colour: 0,
  gridId: null,
  unit: 'waiting',
  figures,
  windows,
})
const overview: Overview = {
  roundId: 'round',
  rev: 7,
  at: '2026-01-01T00:00:00.000Z',
  figures,
  lastHour: 0,
  tableRate: 100,
  tables: [],
  alarms: [],
  entrances: [entrance('north', [window('101'), window('102')]), entrance('south', [window('201')])],
}
const change = (parts: Partial<CoverageChange>): CoverageChange => {
  const { entrances: _, ...rest } = overview
  return { ...rest, communityId: 'community', from: 7, rev: 8, entrances: [], windows: [], ...parts }
}

test('a change that follows the shown overview replaces its windows and figures', () => {
  const after = applyChange(
    overview,
    change({ windows: [window('102', 2)], figures: { ...figures, sampled: 2, missing: 2 } }),
  )
  expect(after?.rev).toBe(8)
  expect(after?.figures.sampled).toBe(2)
  expect(after?.entrances[0]?.windows.map(({ state }) => state)).toEqual(['waiting', 'lit'])
})

test('an entrance that did not change stays the same object', () => {
  const after = applyChange(overview, change({ windows: [window('102', 2)] }))
  expect(after?.entrances[1]).toBe(overview.entrances[1])
  expect(after?.entrances[0]).not.toBe(overview.entrances[0])
})

test('the figures of an entrance change while its windows stay', () => {
  const { windows: _, ...south } = entrance('south', [])
  const after = applyChange(overview, change({ entrances: [{ ...south, unit: 'called' }] }))
  expect(after?.entrances[1]?.unit).toBe('called')
  expect(after?.entrances[1]?.windows).toBe(overview.entrances[1]?.windows)
})

test('an older change and one of another round leave the overview alone', () => {
  expect(applyChange(overview, change({ from: 6, rev: 7 }))).toBe(overview)
  expect(applyChange(overview, change({ roundId: 'another' }))).toBe(overview)
})

test('a gap asks for the whole', () => {
  expect(applyChange(overview, change({ from: 8, rev: 9 }))).toBeUndefined()
})

test('windows of households that the person may not see are not added', () => {
  const after = applyChange(overview, change({ windows: [window('999', 2)] }))
  expect(after?.entrances.flatMap((one) => one.windows)).toHaveLength(3)
})
