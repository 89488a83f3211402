import { residentNumber as number, table } from '../../test/numbers'
import { homes, read, readSheets } from '../../test/readings'

describe('several people in a row', () => {
  test('side by side', () => {
    const reading = read(
      table(`
        序号|姓名|身份证号|住址|序号|姓名|身份证号|住址
        1|张三|${number(1)}|窑上小区1-1-101|2|李四|${number(3)}|窑上小区1-1-102
        3|王五|${number(5)}|窑上小区1-1-201||||`),
    )
    expect(homes(reading)).toEqual(['窑上小区 1-1-101: 张三', '窑上小区 1-1-102: 李四', '窑上小区 1-1-201: 王五'])
  })

  test('the head in columns of its own, the members after it', () => {
    const reading = read(
      table(`
        楼号|单元|房号|户主姓名|户主身份证号|成员1姓名|成员1身份证号|成员2姓名|成员2身份证号
        1|1|101|张三|${number(1)}|李梅|${number(2)}|张小|${number(3, '20160101')}
        1|1|102|王五|${number(5)}||||`),
    )
    expect(reading.households.map(({ people }) => people.map(({ name }) => name).sort())).toEqual([
      ['张三', '张小', '李梅'],
      ['王五'],
    ])
  })

  test.each([
    '楼号|单元|房号|户主|身份证号|电话|成员2姓名|成员2身份证号|成员3姓名|成员3身份证号|人数',
    '楼号|单元|房号|户主|身份证号|电话|家庭成员|身份证号|家庭成员|身份证号|人数',
  ])('the head with a number, the members beside: %s', (header) => {
    const reading = read(
      table(`
        ${header}
        1|1|101|何一|${number(1)}|13900000001|吕二|${number(2)}|施三|${number(3)}|3
        1|1|102|张四|${number(5)}|13900000002|||||1
        1|1|201|孔五|${number(7)}|13900000003|曹六||||2`),
    )
    const people = reading.households.flatMap((household) => household.people)
    expect(
      people
        .map(({ name, document, phone }) => [name, document?.number, phone])
        .sort(([a], [b]) => String(a).localeCompare(String(b))),
    ).toEqual(
      [
        ['何一', number(1), '13900000001'],
        ['吕二', number(2), undefined],
        ['施三', number(3), undefined],
        ['张四', number(5), '13900000002'],
        ['孔五', number(7), '13900000003'],
        ['曹六', undefined, undefined],
      ].sort(([a], [b]) => String(a).localeCompare(String(b))),
    )
  })

  test('the head among the members is one person', () => {
    const reading = read(
      table(`
        户主姓名|户主身份证号|住址|姓名|身份证号
        张三|${number(1)}|1-1-101|张三|${number(1)}
        张三|${number(1)}|1-1-101|李梅|${number(2)}`),
    )
    expect(homes(reading)).toEqual([' 1-1-101: 张三 李梅'])
    expect(reading.totals.duplicates).toBe(0)
  })

  test('line by line in one cell', () => {
    const reading = read(
      table(`
        住址|姓名|身份证号|电话
        1-1-101|张三\\n李梅|${number(1)}\\n${number(2)}|13900000001\\n13900000002`),
    )
    expect(reading.households[0]?.people).toMatchObject([
      { name: '张三', phone: '13900000001' },
      { name: '李梅', phone: '13900000002' },
    ])
  })
})

describe('a head beside the members', () => {
  test('has the number that stands between them, and a row to nobody', () => {
    const reading = read(
      table(`
        房号|户主|身份证号码|联系电话|家庭成员
        3-2-501|张一|${number(1)}|13900000001|李二、张三
        3-2-502|王一|${number(5)}|13900000002|`),
    )
    expect(homes(reading)).toEqual([' 3-2-501: 张一 李二 张三', ' 3-2-502: 王一'])
    expect(reading.households[0]?.people.map(({ document }) => document?.number)).toEqual([
      number(1),
      undefined,
      undefined,
    ])
    expect(reading.totals).toMatchObject({ people: 4, verified: 2, toVerify: 2, duplicates: 0, dropped: 0 })
  })

  test.each([`3-2-501|张一|${number(1)}`, '||'])(
    'is one person, whether written once or beside everybody: %s',
    (again) => {
      const reading = read(
        table(`
        房号|户主姓名|身份证号|家庭成员姓名|与户主关系|身份证号|电话
        3-2-501|张一|${number(1)}|李二|妻|${number(2)}|13900000001
        ${again}|张三|子|${number(3, '20150303')}|
        3-2-502|王一|${number(5)}||||`),
      )
      expect(homes(reading)).toEqual([' 3-2-501: 张一 李二 张三', ' 3-2-502: 王一'])
      expect(reading.totals).toMatchObject({ people: 4, verified: 4, duplicates: 0 })
    },
  )

  test('is the person of a row where only the order of the columns is odd', () => {
    const reading = read(
      table(`
        户主|证件号码|姓名|与户主关系|地址
        张一|${number(1)}|张一|户主|3-2-501
        张一|${number(2)}|李二|妻|3-2-501`),
    )
    expect(reading.households[0]?.people.map(({ name, document }) => [name, document?.number])).toEqual([
      ['张一', number(1)],
      ['李二', number(2)],
    ])
  })
})

test('two heads whose numbers lost their digits are two people', () => {
  const reading = read(
    table(`
      房号|户主姓名|户主身份证号|成员2姓名|成员2身份证号
      3-2-501|张一|1.49E+17|李二|${number(2)}
      3-2-502|王一|1.49E+17||`),
  )
  expect(homes(reading)).toEqual([' 3-2-501: 张一 李二', ' 3-2-502: 王一'])
})

describe('the doors of a landing side by side', () => {
  const sheet = (...lines: string[]) =>
    readSheets({
      name: '3号楼1单元',
      rows: ['楼层|东户|||西户||', '|户主|身份证号|电话|户主|身份证号|电话', ...lines].flatMap(table),
    })

  test('have their own people, and stand empty where nobody is named', () => {
    const reading = sheet(
      `1|竺一|${number(1)}|13900000001|滕一|${number(3)}|13900000002`,
      `|竺二|${number(2)}||||`,
      '2||||计一||',
      '3||||||',
      '注：三层待售',
    )
    expect(homes(reading)).toEqual([
      ' 3-1-1东: 竺一 竺二',
      ' 3-1-1西: 滕一',
      ' 3-1-2西: 计一',
      ' 3-1-2东: ',
      ' 3-1-3东: ',
      ' 3-1-3西: ',
    ])
    expect(reading.totals).toMatchObject({ rows: 5, people: 4, households: 6, entrances: 1, dropped: 1 })
    expect(reading.households[1]?.people[0]?.phone).toBe('13900000002')
  })

  test('name the cell at fault where it stands', () => {
    const reading = sheet(`1|竺一|12345|13900000001|滕一|12345|139`)
    expect(reading.problems.map(({ code, cell }) => [code, cell.column])).toEqual([
      ['documentLength', 2],
      ['documentLength', 5],
      ['phoneWrong', 6],
    ])
    const doors = read(
      table(`房号|姓名|身份证号|房号|姓名|身份证号\n1-1-101|张一|${number(1)}|窑上小区|李一|${number(3)}`),
    )
    expect(doors.problems.map(({ code, cell }) => [code, cell.column])).toEqual([['addressNoDoor', 3]])
  })
})
