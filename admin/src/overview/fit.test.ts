import type { CoverageEntrance } from '@loumen/shared/coverage/schema'
import type { Building } from './buildings'
import { streetScale } from './fit'

const entrance = (floors: number): CoverageEntrance => ({
  entranceId: 'entrance',
  estate: '',
  building: '1',
  label: '1号楼1单元',
  colour: 0,
  gridId: null,
  unit: 'waiting',
  figures: { expected: 0, sampled: 0, excused: 0, missing: 0, inQueue: 0 },
  windows: Array.from({ length: floors * 2 }, (_, index) => ({
    householdId: String(index),
    door: String(index),
    floor: Math.floor(index / 2) + 1,
    state: 'waiting',
    people: [2, 0, 0],
  })),
})
const street = (buildings: number, floors: number): Building[] =>
  Array.from({ length: buildings }, (_, index) => ({
    key: String(index),
    name: String(index),
    entrances: [entrance(floors), entrance(floors)],
  }))

test('ten buildings of twenty-five floors stand in one row of a desktop', () => {
  const scale = streetScale(street(10, 25), 850)
  expect(scale).toBeGreaterThanOrEqual(0.62)
  expect(scale * 20 * 54 + 10 * 4 + 9 * 12).toBeLessThanOrEqual(850)
})

test('a small estate is drawn larger, but never higher than the page', () => {
  expect(streetScale(street(3, 6), 860)).toBe(1.7)
  expect(streetScale(street(1, 33), 860)).toBeLessThan(1)
})

test('on a phone windows stay large enough for a finger', () => {
  expect(streetScale(street(10, 25), 340)).toBe(1.4)
})
