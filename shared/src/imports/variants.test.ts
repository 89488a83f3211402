import { checkCharacter } from '../roster/resident-number'
import { type RosterReading, readRoster } from './reading'
import type { Sheet } from './rows'

let serial = 0
/** A sound document number, each time another one. */
const id = () => {
  const digits = `1499991960010${1 + (++serial % 9)}${String(serial % 1000).padStart(3, '0')}`
  return digits + checkCharacter(digits)
}
const sheet = (text: string, name = '表'): Sheet => ({
  name,
  rows: text
    .replace(/@/g, id)
    .split('\n')
    .map((line) => line.split('|')),
})
const read = (...sheets: Sheet[]) => readRoster(sheets, { today: '2026-11-24' })
const doors = ({ households }: RosterReading) =>
  households.map(({ place: { estate, building = '', entrance = '', group = '', door }, people }) => [
    [estate, building, entrance, group, door].filter(Boolean).join(' '),
    people.map(({ name }) => name).join(' '),
  ])

describe('one door written in many ways', () => {
  test.each([
    '3-2-501',
    '3栋2门501',
    '3号楼二单元501室',
    '三号楼2单元5楼501',
    '三号楼2单元五楼501',
    '三栋二单元五零一',
    '3#2-501',
    '3幢2单元501',
    '3—2—501',
    '03-02-0501',
    '3/2/501',
    '3.2.501',
    '3号楼2门5层1号',
    '３－２－５０１',
    '3号楼2单元501(租)',
    '3-2-5-501',
  ])('%s', (address) => {
    const { households } = read(sheet(`姓名|身份证号|住址\n张三|@|${address}`))
    expect(households[0]?.place).toMatchObject({ building: '3', entrance: '2', door: '501', floor: 5 })
  })
})

test.each([
  ['3号楼2单元负一层01', { building: '3', entrance: '2', door: '负101' }],
  ['3号楼2单元-1层', { building: '3', entrance: '2', door: '负1' }],
  ['3号楼2单元B1', { building: '3', entrance: '2', door: 'B1' }],
  ['3号楼2单元地下室', { building: '3', entrance: '2', door: '地下室' }],
  ['北合流棚户区37号', { estate: '北合流棚户区', door: '37', kind: 'house' }],
  ['窑子头村第三村民组12号', { estate: '窑子头村', group: '3组', door: '12' }],
  ['窑子头村第三村民小组12号', { estate: '窑子头村', group: '3组', door: '12' }],
  ['窑子头村三组12号', { estate: '窑子头村', group: '3组', door: '12' }],
  ['2号宿舍楼306-4床', { building: '2', door: '306', kind: 'dormitory' }],
  ['2号宿舍楼306室4号床', { building: '2', door: '306', kind: 'dormitory' }],
])('the address %s', (address, place) => {
  const { households, problems } = read(sheet(`姓名|身份证号|住址\n张三|@|${address}`))
  expect(households[0]?.place).toMatchObject(place)
  expect(problems).toEqual([])
})

test('a bed is kept in the note of who sleeps in it; the room is the door', () => {
  const reading = read(sheet('姓名|身份证号|宿舍\n张三|@|2号宿舍楼306-4床\n李四|@|2号宿舍楼306-3床'))
  expect(reading.totals).toMatchObject({ people: 2, households: 1 })
  expect(reading.households[0]?.people.map(({ note }) => note)).toEqual(['4床', '3床'])
})

test('grades and classes, workshops and shifts in columns of their own are one group', () => {
  expect(doors(read(sheet('学校|年级|班级|姓名|身份证号\n一小|3|2|张三|@\n一小|4|2|李四|@')))).toEqual([
    ['一小 3年级2班', '张三'],
    ['一小 4年级2班', '李四'],
  ])
  expect(
    doors(read(sheet('单位|车间|班组|姓名|身份证号\n华能厂|一车间|甲班|张三|@\n华能厂|一车间|乙班|李四|@'))),
  ).toEqual([
    ['华能厂 一车间甲班', '张三'],
    ['华能厂 一车间乙班', '李四'],
  ])
})

test('heads and members under a header of two rows are all there, each with their own number', () => {
  const reading = read(
    sheet(
      [
        '序号|户主信息|||家庭成员|||住址',
        '|姓名|身份证号|电话|姓名|与户主关系|身份证号|',
        '1|张一|@|19900000001|李二|妻|@|3-2-501',
        '||||张三|子|@|',
        '2|王四|@|19900000002||||3-2-502',
      ].join('\n'),
    ),
  )
  expect(reading.totals).toMatchObject({ people: 4, households: 2, verified: 4 })
  expect(doors(reading)).toEqual([
    ['3 2 501', '张一 李二 张三'],
    ['3 2 502', '王四'],
  ])
})

test('several people in one cell are people each, and nobody gets another one’s number', () => {
  const reading = read(
    sheet('房号|姓名|身份证号|人数\n3-2-501|张三、李四|@|2\n3-2-502|赵六,钱七||2\n3-2-503|王 芳|@|1'),
  )
  expect(doors(reading).map(([, names]) => names)).toEqual(['张三 李四', '赵六 钱七', '王芳'])
  expect(reading.households[0]?.people.map(({ documentState }) => documentState)).toEqual(['verified', 'toVerify'])
})

test('同上 and 〃 are what stands above, but never a name or number', () => {
  const reading = read(
    sheet('姓名|身份证号|住址|电话\n张一|@|窑上小区1号楼1单元101|19900000001\n李二|@|同上|同上\n王三|同上|〃|'),
  )
  expect(doors(reading)).toEqual([['窑上小区 1 1 101', '张一 李二 王三']])
  expect(reading.households[0]?.people.map(({ phone, document }) => [phone, !!document])).toEqual([
    ['19900000001', true],
    ['19900000001', true],
    [undefined, false],
  ])
})

test('a sheet for each building: its name says which', () => {
  const reading = read(
    sheet('房号|姓名|身份证号\n101|张一|@\n201|张二|@', '1号楼'),
    sheet('单元|房号|姓名|身份证号\n1|101|李一|@', '2号楼'),
    sheet('填写说明\n请如实填写', '说明'),
  )
  expect(doors(reading).map(([door]) => door)).toEqual(['1 101', '1 201', '2 1 101'])
})

test('lost digits, masks and old numbers are verified later, never invented', () => {
  const reading = read(
    sheet(
      '姓名|身份证号|住址\n张一|1.49999E+17|3-2-501\n张二|149999********1234|3-2-502\n张三|149999600101011|3-2-503\n张四|无|3-2-504',
    ),
  )
  expect(reading.problems.map(({ code }) => code)).toEqual([
    'documentLostDigits',
    'documentMasked',
    'documentOldFormat',
    'documentMissing',
  ])
  expect(reading.totals).toMatchObject({ people: 4, verified: 0, toVerify: 4 })
})

test.each([
  ['33000', '1990-05-07'],
  ['1990.5.6', '1990-05-06'],
  ['19900506', '1990-05-06'],
  ['1990年5月6日', '1990-05-06'],
])('the birth date %s', (written, birthDate) => {
  expect(read(sheet(`姓名|出生日期|住址\n张三|${written}|3-2-501`)).households[0]?.people[0]).toMatchObject({
    birthDate,
  })
})

test('titles, repeated headers, subtotals and signatures are nobody', () => {
  const reading = read(
    sheet(
      [
        '尧晨社区居民花名册',
        '填表日期：2022年1月8日',
        '序号|姓名|身份证号|住址',
        '1|张一|@|3-2-501',
        '小计|1人||',
        '|||',
        '序号|姓名|身份证号|住址',
        '2|张二|@|3-2-502',
        '合计：2人|||',
        '审核人：王某|||',
      ].join('\n'),
    ),
  )
  expect(reading.totals).toMatchObject({ rows: 7, people: 2, households: 2, dropped: 5 })
})
