import type { CoverageEntrance } from '@loumen/shared/coverage/schema'
import { groupBuildings, splitLabel } from './buildings'

const entrance = (building: string, label: string, estate = ''): CoverageEntrance => ({
  entranceId: label,
  estate,
  building,
  label,
  colour: 0,
  gridId: null,
  unit: 'waiting',
  figures: { expected: 0, sampled: 0, excused: 0, missing: 0, inQueue: 0 },
  windows: [],
})

test('buildings stand in the order in which people count them, and so do their entrances', () => {
  const street = groupBuildings([
    entrance('10', '10号楼1单元'),
    entrance('2', '2号楼10单元'),
    entrance('2', '2号楼9单元'),
  ])
  expect(street.map(({ name, entrances }) => [name, entrances.map(({ label }) => label)])).toEqual([
    ['2号楼', ['2号楼9单元', '2号楼10单元']],
    ['10号楼', ['10号楼1单元']],
  ])
})

test('buildings of the same number in two estates stay apart', () => {
  const street = groupBuildings([entrance('1', '东区1号楼1单元', '东区'), entrance('1', '西区1号楼1单元', '西区')])
  expect(street.map(({ name }) => name)).toEqual(['东区1号楼', '西区1号楼'])
})

test('a label without a building is all entrance', () => {
  expect(splitLabel('二组')).toEqual({ building: '', entrance: '二组' })
  expect(splitLabel('A座2门')).toEqual({ building: 'A座', entrance: '2门' })
})
