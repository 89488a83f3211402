import { residentNumber as number, table } from '../../test/numbers'
import { codes, homes, read } from '../../test/readings'

describe('forms of other kinds', () => {
  test('workers live in dormitories, pupils are called by class', () => {
    const workers = read(
      table(`
        单位|车间|宿舍|姓名|证件号码
        恒达制衣厂|一车间|宿舍楼301|张三|${number(1)}
        恒达制衣厂|二车间|宿舍楼301|李四|${number(3)}`),
    )
    expect(homes(workers)).toEqual(['恒达制衣厂宿舍楼 301: 张三 李四'])
    const pupils = read(table(`学校|班级|姓名|身份证号\n尧晨小学|三年级2班|张三|${number(5, '20140101')}`))
    expect(homes(pupils)).toEqual(['尧晨小学 三年级2班: 张三'])
    expect(pupils.totals.households).toBe(1)
  })

  test('a floor and a short door make a door number', () => {
    const reading = read(table(`楼|单元|层|号|姓名|身份证号\n3|1|5|1|张三|${number(1)}\n3|1|12|2|李四|${number(3)}`))
    expect(homes(reading)).toEqual([' 3-1-501: 张三', ' 3-1-1202: 李四'])
  })

  test('a building and entrance that a spreadsheet took for a date', () => {
    const reading = read(table(`小区|楼门号|房号|姓名|身份证号\n窑上小区|2022-03-02|501.0|张三|${number(1)}`))
    expect(homes(reading)).toEqual(['窑上小区 3-2-501: 张三'])
  })

  test('numbered columns, examples and blank numbered rows are no people', () => {
    const reading = read(
      table(`
        序号|姓名|身份证号|住址
        1|2|3|4
        例|（示例）张三|110101199003070000|1号楼1单元101
        1|王五|${number(1)}|1-1-101
        2|||
        3|赵六|${number(3)}|1-1-102
        4|||`),
    )
    expect(homes(reading)).toEqual([' 1-1-101: 王五', ' 1-1-102: 赵六'])
    expect(reading.totals).toMatchObject({ rows: 5, dropped: 3 })
  })

  test('an estate that only some addresses name is everybody’s between them', () => {
    const reading = read(
      table(`
        姓名|身份证号|住址
        甲|${number(1)}|招商局小区3号楼2单元501
        乙|${number(3)}|3-2-501
        丙|${number(5)}|3栋2门501
        丁|${number(7)}|招商局 3号楼2单元501室
        戊|${number(9)}|北合流棚户区37号
        己|${number(11)}|3号楼2单元502`),
    )
    expect(homes(reading)).toEqual(['招商局小区 3-2-501: 甲 乙 丙 丁', '北合流棚户区 37: 戊', '招商局小区 3-2-502: 己'])
  })

  test('a head without an address is nobody’s lodger', () => {
    const reading = read(
      table(`
        住址|姓名|关系|身份证号
        1-1-101|张三|户主|${number(1)}
        |李梅|妻|${number(2)}
        |王五|户主|${number(3)}`),
    )
    expect(codes(reading)).toEqual(['4 addressMissing'])
    expect(reading.households.map(({ people }) => people.length)).toEqual([2, 1])
  })
})
