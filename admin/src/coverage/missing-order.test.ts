import type { MissingHousehold } from '@loumen/shared/coverage/schema'
import { byEntrance, chosen } from './missing-order'

const home = (door: string, more: Partial<MissingHousehold> = {}): MissingHousehold => ({
  householdId: door,
  entranceId: 'e1',
  gridId: 'g1',
  entrance: '1号楼1单元',
  building: '1号楼',
  colour: 0,
  floor: Number(door[0]),
  door,
  missing: 2,
  expected: 3,
  inQueue: 0,
  tags: [],
  needsDoor: false,
  lastTry: { channel: 'none', at: null, outcome: null },
  visit: null,
  refusal: null,
  neverCame: 0,
  ...more,
})

it('puts doors under their floors and floors under their entrances', () => {
  const [first, second] = byEntrance([home('101'), home('102'), home('201'), home('101', { entranceId: 'e2' })])
  expect(first).toMatchObject({ people: 6 })
  expect(first?.floors.map(({ floor, households }) => [floor, households.length])).toEqual([
    [1, 2],
    [2, 1],
  ])
  expect(second?.people).toBe(2)
})

it('keeps what the address asks for', () => {
  const refusal = { since: '2022-01-09T00:00:00Z', toldTo: ['gridLeader' as const] }
  const all = [home('101'), home('201', { neverCame: 2 }), home('301', { gridId: null, refusal })]
  expect(chosen(all, {}).length).toBe(3)
  expect(chosen(all, { grid: 'g1' }).map(({ door }) => door)).toEqual(['101', '201'])
  expect(chosen(all, { only: 'never' }).map(({ door }) => door)).toEqual(['201'])
  expect(chosen(all, { only: 'refusals' }).map(({ door }) => door)).toEqual(['301'])
})
