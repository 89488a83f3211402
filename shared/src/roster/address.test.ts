import { readAddress } from './address'
import { placeKey, placeLabel } from './place'

const key = (written: string) => placeKey(readAddress(written).place)

test.each([
  '招商局小区3号楼2单元501',
  '招商局小区 3号楼 2单元 501室',
  '招商局小区3-2-501',
  '招商局小区3栋2门501',
  '招商局小区3幢2梯501房',
  '招商局小区３号楼２单元５０１',
  '招商局小区3、2、501',
  '招商局小区3号楼2-501',
  '招商局小区3#2单元501',
  '招商局小区3#楼-2-501室',
  '招商局小区3-2单元501',
  '招商局小区三号楼二单元五〇一室',
  '招商局小区03-02-0501',
  '招商局小区第3栋2单元5层501',
  '招商局小区3-2-5-501',
  '招商局小区—3—2—501',
  '招商局小區3號樓2單元501室',
  '招商局小区，3号楼，2单元，501',
  '山西省晋中市榆次区新华街道尧晨社区招商局小区3号楼2单元501',
])('%s is the same door', (written) => {
  expect(readAddress(written).place).toEqual({
    estate: '招商局小区',
    building: '3',
    entrance: '2',
    floor: 5,
    door: '501',
    kind: 'flat',
  })
})

test.each([
  ['北合流棚户区37号', { estate: '北合流棚户区', door: '37', kind: 'house' }],
  ['北合流棚户区3排12号', { estate: '北合流棚户区', group: '3排', door: '12', kind: 'house' }],
  ['李庄村二组8号', { estate: '李庄村', group: '2组', door: '8', kind: 'house' }],
  ['和平路12号', { estate: '和平路', door: '12', kind: 'house' }],
  [
    '和平路12号3号楼2单元501',
    { estate: '和平路12号', building: '3', entrance: '2', floor: 5, door: '501', kind: 'flat' },
  ],
  ['A座1203', { estate: '', building: 'A', floor: 12, door: '1203', kind: 'flat' }],
  ['A区3号楼2单元1203', { estate: 'A区', building: '3', entrance: '2', floor: 12, door: '1203', kind: 'flat' }],
  [
    '锦绣花园二期3-2-501',
    { estate: '锦绣花园二期', building: '3', entrance: '2', floor: 5, door: '501', kind: 'flat' },
  ],
  ['三门峡小区三号楼501', { estate: '三门峡小区', building: '3', floor: 5, door: '501', kind: 'flat' }],
  ['水利局宿舍4-1-502', { estate: '水利局宿舍', building: '4', entrance: '1', floor: 5, door: '502', kind: 'flat' }],
  ['恒达制衣厂宿舍301', { estate: '恒达制衣厂宿舍', floor: 3, door: '301', kind: 'dormitory' }],
  ['恒达制衣厂2号宿舍楼305室', { estate: '恒达制衣厂', building: '2', floor: 3, door: '305', kind: 'dormitory' }],
  ['恒达制衣厂装配车间', { estate: '恒达制衣厂', group: '装配车间', door: '', kind: 'workplace' }],
  ['3号楼2单元5楼东户', { estate: '', building: '3', entrance: '2', floor: 5, door: '5东', kind: 'flat' }],
  ['3号楼2单元', { estate: '', building: '3', entrance: '2', door: '', kind: 'flat' }],
  ['6号楼1单元地下室', { estate: '', building: '6', entrance: '1', door: '地下室', kind: 'flat' }],
  ['窑上小区', { estate: '窑上小区', door: '', kind: 'house' }],
  ['窑上小区3-2-501（租）', { estate: '窑上小区', building: '3', entrance: '2', floor: 5, door: '501', kind: 'flat' }],
  [
    '窑上小区（西区）3-2-501',
    { estate: '窑上小区西区', building: '3', entrance: '2', floor: 5, door: '501', kind: 'flat' },
  ],
  [
    'Sunny Garden, Building 3, Unit 2, Room 501',
    { estate: 'Sunny Garden', building: '3', entrance: '2', floor: 5, door: '501', kind: 'flat' },
  ],
  ['2单元3楼502', { estate: '', entrance: '2', floor: 3, door: '502', kind: 'flat' }],
  ['友谊路2单元3楼右', { estate: '友谊路', entrance: '2', floor: 3, door: '3右', kind: 'flat' }],
  ['1单元地下室3号', { estate: '', entrance: '1', door: '地下室3', kind: 'flat' }],
  ['廿一号楼贰单元502', { estate: '', building: '21', entrance: '2', floor: 5, door: '502', kind: 'flat' }],
  ['3。2。502', { estate: '', building: '3', entrance: '2', floor: 5, door: '502', kind: 'flat' }],
  ['青年公寓A305室', { estate: '青年公寓', floor: 3, door: 'A305', kind: 'flat' }],
  ['建设路15号付1号', { estate: '建设路', door: '15号附1', kind: 'house' }],
  ['张杨路123弄45号601室', { estate: '张杨路123弄', building: '45', floor: 6, door: '601', kind: 'flat' }],
])('%s is read down to the door', (written, place) => {
  expect(readAddress(written).place).toEqual(place)
})

test('what the address leaves out comes from its surroundings', () => {
  expect(readAddress('2-501', { estate: '招商局小区', building: '3' }).place).toMatchObject({
    estate: '招商局小区',
    building: '3',
    entrance: '2',
    door: '501',
  })
})

test('different doors have different keys', () => {
  const doors = [
    '窑上小区1-1-101',
    '窑上小区1-1-102',
    '窑上小区1-2-101',
    '窑上小区11-1-101',
    '窑上小区1-11-01',
    '东区1-1-101',
  ]
  expect(new Set(doors.map(key)).size).toBe(doors.length)
})

test('only odd characters count as repaired, not the way of writing', () => {
  expect(readAddress('窑上小区 1号楼 1单元 102室').repaired).toBe(false)
  expect(readAddress('窑上小区１-１-１０２').repaired).toBe(true)
})

test('a place is said as people say it', () => {
  expect(placeLabel(readAddress('招商局小区3-2-501').place)).toBe('招商局小区3号楼2单元501')
  expect(placeLabel(readAddress('北合流棚户区37').place)).toBe('北合流棚户区37号')
})
