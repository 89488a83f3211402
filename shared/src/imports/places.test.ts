import { residentNumber as number, table } from '../../test/numbers'
import { codes, homes, read, readSheets } from '../../test/readings'

describe('where people live', () => {
  test('merged cells that lost their merging mean as above', () => {
    const reading = read(
      table(`
        小区|楼栋|单元|房号|姓名|身份证号
        窑上|1|1|101|甲一|${number(1)}
        |||102|乙一|${number(3)}
        ||||乙二|${number(5)}
        ||2|101|丙一|${number(7)}
        |2|1|101|丁一|${number(9)}
        东区|1|1|101|己一|${number(11)}`),
    )
    expect(homes(reading)).toEqual([
      '窑上 1-1-101: 甲一',
      '窑上 1-1-102: 乙一 乙二',
      '窑上 1-2-101: 丙一',
      '窑上 2-1-101: 丁一',
      '东区 1-1-101: 己一',
    ])
  })

  test('members under a head without an address of their own live with the head', () => {
    const reading = read(
      table(`
        户主姓名|家庭地址|家庭成员姓名|与户主关系|身份证号
        张三|招商局小区3号楼2单元501|张三|户主|${number(1)}
        ||张小三|儿子|${number(3, '20150303')}
        ||李梅|妻|${number(4)}
        王五|3号楼2单元502|王五|户主|${number(5)}`),
    )
    expect(homes(reading)).toEqual(['招商局小区 3-2-501: 张三 张小三 李梅', '招商局小区 3-2-502: 王五'])
  })

  test('a single blank address among written ones is a fault, not the neighbour’s', () => {
    const rows = Array.from({ length: 12 }, (_, at) => [
      `人${at}`,
      number(at),
      at === 5 ? '' : `窑上小区1-1-${101 + at}`,
    ])
    const reading = read([['姓名', '身份证号', '住址'], ...rows])
    expect(codes(reading)).toEqual(['7 addressMissing'])
    expect(reading.totals).toMatchObject({ people: 12, households: 11 })
  })

  test('headings and names of sheets say the building', () => {
    const headed = read(
      table(`
        窑上小区居民花名册||
        房号|姓名|身份证号
        3号楼1单元||
        101|甲一|${number(1)}
        3号楼2单元||
        101|乙一|${number(3)}`),
    )
    expect(homes(headed)).toEqual(['窑上小区 3-1-101: 甲一', '窑上小区 3-2-101: 乙一'])
    const sheets = readSheets(
      { name: '3号楼', rows: table(`单元|房号|姓名|身份证号\n1|101|甲一|${number(1)}`) },
      { name: '4号楼', rows: table(`单元|房号|姓名|身份证号\n1|101|乙一|${number(3)}\n1|101|乙二|`) },
      { name: '统计', rows: table('楼号|户数\n3|1\n4|1') },
    )
    expect(homes(sheets)).toEqual([' 3-1-101: 甲一', ' 4-1-101: 乙一 乙二'])
    expect(sheets.problems).toMatchObject([{ sheet: '4号楼', row: 3, column: '身份证号', code: 'documentMissing' }])
  })

  test('a list of staff in another sheet is left out', () => {
    const reading = readSheets(
      { name: '通讯录', rows: table(`姓名|身份证号|电话\n孙某|${number(9)}|13900009999`) },
      { name: '居民', rows: table(`姓名|住址\n张三|1-1-101`) },
    )
    expect(homes(reading)).toEqual([' 1-1-101: 张三'])
  })

  test('villages, shanties, dormitories and workshops have doors without floors or groups', () => {
    const reading = read(
      table(`
        姓名|证件号码|地址
        张三|${number(1)}|北合流棚户区37号
        李四|${number(3)}|北合流棚户区３７号
        王五|${number(5)}|李庄村三组12号
        赵六|${number(7)}|恒达制衣厂宿舍301
        孙七|${number(9)}|恒达制衣厂装配车间`),
    )
    expect(reading.households.map(({ place }) => place.kind)).toEqual(['house', 'house', 'dormitory', 'workplace'])
    expect(reading.totals).toMatchObject({ people: 5, households: 4, entrances: 0, repaired: 1 })
  })

  test('household numbers are the doors where there are no addresses', () => {
    const reading = read(
      table(`
        户号|姓名|关系|身份证号
        1|张三|户主|${number(1)}
        1|李梅|妻|${number(2)}
        2|王五|户主|${number(3)}`),
    )
    expect(reading.households.map(({ people }) => people.length)).toEqual([2, 1])
    expect(reading.totals.households).toBe(2)
  })

  test('a vacant door is a door without people', () => {
    const reading = read(
      table(`
        小区|楼|单元|室|姓名|身份证
        窑上|1|1|101|张三|${number(1)}
        窑上|1|1|102|空户|`),
    )
    expect(homes(reading)).toEqual(['窑上 1-1-101: 张三', '窑上 1-1-102: '])
    expect(reading.totals).toMatchObject({ rows: 2, people: 1, households: 2, dropped: 1 })
  })
})

describe('streets, sheets and forms', () => {
  test('a lane, its house and a room in columns of their own', () => {
    const reading = read(
      table(`
        路|弄|号|室|姓名|身份证号
        张杨路|123|45|601|张一|${number(1)}
        张杨路|123|45|602|张二|${number(3)}
        张杨路|123|46||张三|${number(5)}`),
    )
    expect(homes(reading)).toEqual(['张杨路123弄 45-601: 张一', '张杨路123弄 45-602: 张二', '张杨路123弄 46: 张三'])
    const plated = read(table(`街路巷|门牌号|楼号|单元|室|姓名|身份证号\n新华街|18号|3|2|501|张一|${number(1)}`))
    expect(homes(plated)).toEqual(['新华街18号 3-2-501: 张一'])
  })

  test.each([
    ['3-1', ' 3-1-101: 张一'],
    ['3', ' 3-101: 张一'],
    ['B', ' B-101: 张一'],
    ['12#', ' 12-101: 张一'],
    ['平房区', '平房区 101: 张一'],
    ['三组', ' 3组-101: 张一'],
    ['常住人口', ' 101: 张一'],
    ['Sheet1', ' 101: 张一'],
  ])('the sheet %s says where its doors are', (name, home) => {
    expect(homes(readSheets({ name, rows: table(`门牌|姓名|身份证号\n101|张一|${number(1)}`) }))).toEqual([home])
  })

  test('a number for a sheet’s name is no building where the addresses say theirs', () => {
    expect(homes(readSheets({ name: '12', rows: table(`地址|姓名|身份证号\n3-501|张一|${number(1)}`) }))).toEqual([
      ' 3-501: 张一',
    ])
  })

  test('a form names the place above its people, label beside text', () => {
    const building = read(
      table(`
        楼栋|3号楼|单元|2单元|楼长|周某
        房号|姓名|身份证号|电话||
        501|张一|${number(1)}|13900000001||`),
    )
    expect(homes(building)).toEqual([' 3-2-501: 张一'])
    const families = read(
      table(`
        住址：窑上小区3-2-501||||
        姓名|与户主关系|身份证号|电话|
        张一|户主|${number(1)}|13900000001|
        李二|妻|${number(2)}||
        住址：|窑上小区3-2-502|||
        姓名|与户主关系|身份证号|电话|
        王一|户主|${number(3)}||`),
    )
    expect(homes(families)).toEqual(['窑上小区 3-2-501: 张一 李二', '窑上小区 3-2-502: 王一'])
    expect(families.totals).toMatchObject({ people: 3, toVerify: 0, dropped: 2 })
  })

  test('a line with nothing but a door is where the people under it live', () => {
    const reading = read(
      table(`
        姓名|身份证号|电话
        窑上小区3号楼2单元501室||
        张一|${number(1)}|
        李二|${number(2)}|
        窑上小区3号楼2单元502室||
        王一|${number(3)}|`),
    )
    expect(homes(reading)).toEqual(['窑上小区 3-2-501: 张一 李二', '窑上小区 3-2-502: 王一'])
  })

  test('in a list without doors each head of a household begins one', () => {
    const told = read(
      table(`
        组别|姓名|与户主关系|身份证号
        一组|张一|户主|${number(1)}
        一组|李二|妻|${number(2)}
        一组|王一|户主|${number(3)}`),
    )
    expect(told.households.map(({ people }) => people.length)).toEqual([2, 1])
    expect(told.totals).toMatchObject({ people: 3, households: 2, entrances: 0 })
    expect(codes(told)).toEqual(['2 addressNoDoor', '3 addressNoDoor', '4 addressNoDoor'])
  })
})
