import { residentNumber as number, table } from '../../test/numbers'
import { homes, read } from '../../test/readings'

describe('where the header is', () => {
  test('under title lines and over two rows, with totals and remarks around', () => {
    const reading = read(
      table(`
        尧晨社区网格员责任区居民登记表|||||||||
        填表单位：尧晨社区居委会|||填表时间：2022年4月5日||||||
        序号|住址||||姓名|性别|身份证号码|联系电话|
        |小区|楼号|单元|房号||||本人|家属
        1|窑上小区|3|2|501|张三|男|${number(1)}|13900001111|
        2|窑上小区|3|2|502|李四|女|${number(2)}||0354-1234567
        小计||||2人|||||
        3|东风小区|A|1|1203|王五|男|${number(3)}|13900001111/13800002222|
        合计：3人|||||||||
        填表人：赵六||审核人：钱七|||||||`),
    )
    expect(reading.headerRow).toBe(4)
    expect(homes(reading)).toEqual(['窑上小区 3-2-501: 张三', '窑上小区 3-2-502: 李四', '东风小区 A-1-1203: 王五'])
    expect(reading.totals).toMatchObject({ rows: 6, people: 3, households: 3, entrances: 2, dropped: 3 })
    expect(reading.households[1]?.people[0]?.phone).toBe('0354-1234567')
    expect(reading.households[2]?.people[0]?.otherPhones).toEqual(['13800002222'])
  })

  test('nowhere: columns are told from what stands in them', () => {
    const reading = read(
      table(`
        张三|男|${number(1)}|13900000001|招商局小区3号楼2单元501
        李梅|女|${number(2)}|13900000002|招商局小区3号楼2单元501
        王五|男|${number(3)}|13900000003|招商局小区3号楼2单元502`),
    )
    expect(homes(reading)).toEqual(['招商局小区 3-2-501: 张三 李梅', '招商局小区 3-2-502: 王五'])
  })

  test('with labels nobody knows: columns are told from what stands in them', () => {
    const reading = read(
      table(`
        编号|人员|证号|方式|位置
        1|张三|${number(1)}|13900000001|招商局小区3号楼2单元501
        2|李梅|${number(2)}|13900000002|招商局小区3号楼2单元502`),
    )
    expect(homes(reading)).toEqual(['招商局小区 3-2-501: 张三', '招商局小区 3-2-502: 李梅'])
  })

  test('in English or in traditional characters', () => {
    const english = read(
      table(`
        No.|Estate|Building|Unit|Room|Full Name|Gender|ID Number|Mobile|Remarks
        1|Sunny Garden|3|2|501|John Smith|M|E12345678|+86 139-0000-1111|wheelchair`),
    )
    expect(homes(english)).toEqual(['Sunny Garden 3-2-501: John Smith'])
    expect(english.households[0]?.people[0]).toMatchObject({ phone: '13900001111', tags: ['wheelchair'] })
    const traditional = read(
      table(`
        姓名|身份證號|聯繫電話|樓棟|單元|房號
        陳大文|H12345678|13900001111|3號樓|2單元|501室`),
    )
    expect(homes(traditional)).toEqual([' 3-2-501: 陳大文'])
  })

  test('again on every page, and changed half-way down', () => {
    const reading = read(
      table(`
        窑上小区1号楼||
        房号|姓名|身份证号
        101|甲一|${number(1)}
        房号|姓名|身份证号
        102|甲二|${number(3)}
        小计|2|
        窑上小区2号楼||
        姓名|房号|身份证号
        乙一|101|${number(5)}`),
    )
    expect(homes(reading)).toEqual(['窑上小区 1-101: 甲一', '窑上小区 1-102: 甲二', '窑上小区 2-101: 乙一'])
  })

  test('columns that a person assigned go before what the header says', () => {
    const rows = table(`
      姓名|曾用名|身份证号|住址
      旧名|张三|${number(1)}|1-1-101`)
    const reading = read(rows, { mapping: { name: [1], document: [2], address: [3] } })
    expect(homes(reading)).toEqual([' 1-1-101: 张三'])
  })

  test('in two languages', () => {
    const reading = read(
      table(`
        序号 No.|姓名 Name|证件类型 Type of ID|证件号码 ID No.|电话 Tel|楼号 Bldg|房号 Room
        1|John Smith|护照|E12345678|13900000001|3|501`),
    )
    expect(homes(reading)).toEqual([' 3-501: John Smith'])
  })

  test('a table without names and places is no roster', () => {
    const reading = read(table('物资|数量\n口罩|500\n防护服|20'))
    expect(reading).toMatchObject({ headerRow: 0, households: [] })
    expect(reading.totals.people).toBe(0)
  })
})
