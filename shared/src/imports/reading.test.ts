import { residentNumber as number, table } from '../../test/numbers'
import { type ReadOptions, readRoster } from './reading'
import type { Sheet } from './rows'

const today = '2026-11-21'
const read = (rows: string[][], options: Partial<ReadOptions> = {}) =>
  readRoster([{ name: 'Sheet1', rows }], { today, ...options })
const readSheets = (...sheets: Sheet[]) => readRoster(sheets, { today })

/** Who lives where, as "estate building-entrance-door: names". */
function homes(reading: ReturnType<typeof readRoster>): string[] {
  return reading.households.map(({ place, people }) => {
    const unit = [place.building, place.entrance, place.group, place.door].filter(Boolean).join('-')
    return `${place.estate} ${unit}: ${people.map((person) => person.name).join(' ')}`
  })
}
const codes = (reading: ReturnType<typeof readRoster>) => reading.problems.map(({ row, code }) => `${row} ${code}`)

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

  test('a table without names and places is no roster', () => {
    const reading = read(table('物资|数量\n口罩|500\n防护服|20'))
    expect(reading).toMatchObject({ headerRow: 0, households: [] })
    expect(reading.totals.people).toBe(0)
  })
})

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

describe('what is repaired, kept, joined', () => {
  test('a person is repaired once, whatever the number of repairs', () => {
    const reading = read(table(`姓名|身份证|电话|住址\n张　三|'${number(1)}|139-0000-1111|1-1-101`))
    expect(reading.households[0]?.people[0]).toMatchObject({
      name: '张三',
      phone: '13900001111',
      repaired: ['name', 'document', 'phone'],
      documentState: 'verified',
    })
    expect(reading.totals.repaired).toBe(1)
  })

  test('a number that cannot be right keeps its person, to be verified', () => {
    const wrong = `${number(1).slice(0, 17)}${number(1)[17] === '1' ? '2' : '1'}`
    const reading = read(
      table(`
        姓名|身份证|住址
        甲|${wrong}|1-1-101
        乙|${number(3).slice(0, 16)}|1-1-101
        丙||1-1-101
        丁|1.49999195710057E+17|1-1-101`),
    )
    expect(codes(reading)).toEqual([
      '2 documentCheckDigit',
      '3 documentLength',
      '4 documentMissing',
      '5 documentLostDigits',
    ])
    expect(reading.totals).toMatchObject({ people: 4, verified: 0, toVerify: 4 })
  })

  test('a column of numbers that end in 000 has lost its digits', () => {
    const reading = read(
      table(`
        姓名|身份证号|住址
        甲一|149999195710057000|1-1-101
        甲二|149999195710058000|1-1-101
        甲三|149999195710059000|1-1-101`),
    )
    expect(reading.problems.map(({ code }) => code)).toEqual(Array(3).fill('documentLostDigits'))
  })

  test('the document goes before the sex and birth date that a row says', () => {
    const reading = read(table(`姓名|性别|出生日期|身份证|住址\n甲|女|1980-01-02|${number(1)}|1-1-101`))
    expect(reading.households[0]?.people[0]).toMatchObject({ sex: 'male', birthDate: '1980-01-01' })
    expect(codes(reading)).toEqual(['2 sexMismatch', '2 birthDateMismatch'])
  })

  test('the same number and name is one person, and what only the later row knows is kept', () => {
    const reading = read(
      table(`
        姓名|身份证|电话|住址|备注
        王五|${number(1)}||1-1-103|
        王 五|${number(1)}|13900000003|1栋1门103|卧床`),
    )
    expect(reading.households).toHaveLength(1)
    expect(reading.households[0]?.people).toMatchObject([{ name: '王五', phone: '13900000003', tags: ['bedridden'] }])
    expect(reading.totals).toMatchObject({ people: 1, duplicates: 1, repaired: 0 })
  })

  test('a person at two doors counts at the first', () => {
    const reading = read(table(`姓名|身份证|住址\n王五|${number(1)}|1-1-103\n王五|${number(1)}|1-1-201`))
    expect(homes(reading)).toEqual([' 1-1-103: 王五', ' 1-1-201: '])
    expect(codes(reading)).toEqual(['3 repeatedElsewhere'])
  })

  test('the same name at the same door is one person unless something speaks against it', () => {
    const reading = read(
      table(`
        姓名|身份证|电话|住址
        赵六||13900000004|1-1-104
        赵六||13900000004|1-1-104
        赵六||13900000005|1-1-104
        孙八|||1-1-106
        孙八|${number(3)}||1-1-106
        钱七|${number(5).slice(0, 17)}||1-1-105
        钱七|${number(5)}||1-1-105
        周九|${number(7)}||1-1-107
        周九|${number(9)}||1-1-107
        吴十|||1-1-108
        吴十|||1-1-109`),
    )
    expect(reading.totals).toMatchObject({ people: 8, duplicates: 3, verified: 4, toVerify: 4 })
    expect(codes(reading).filter((code) => code.endsWith('possibleRepeat'))).toEqual([
      '4 possibleRepeat',
      '10 possibleRepeat',
    ])
  })

  test('stumps of numbers and words instead of them join nobody across doors', () => {
    const reading = read(
      table(`
        姓名|身份证|住址
        张伟|149999|1-1-101
        张伟|149999|1-1-102
        王宝|出生证明|1-1-103
        李宝|出生证明|1-1-104
        王宝|出生证明|1-1-105
        John Smith|E12345678|1-1-106
        JOHN SMITH|E12345678|1-1-106`),
    )
    expect(reading.totals).toMatchObject({ people: 6, duplicates: 1, toVerify: 5 })
    expect(reading.problems.map(({ code }) => code)).not.toContain('documentShared')
    expect(reading.households[2]?.people[0]?.note).toBe('证件：出生证明')
  })

  test('two names under one number are two people, both to be verified', () => {
    const wrong = `${number(1).slice(0, 17)}${number(1)[17] === '1' ? '2' : '1'}`
    const reading = read(
      table(`
        姓名|身份证|住址
        张三|${wrong}|1-1-101
        李四|${wrong}|1-1-102
        王五|${number(3)}|1-1-103
        赵六|${number(3)}|1-1-104`),
    )
    expect(reading.totals).toMatchObject({ people: 4, duplicates: 0, toVerify: 4 })
    expect(reading.problems.filter(({ code }) => code === 'documentShared')).toHaveLength(4)
  })

  test('a number under two names stays the one’s whose sex it fits', () => {
    const reading = read(table(`姓名|性别|身份证|住址\n周九|女|${number(1)}|1-1-1\n周久|男|${number(1)}|1-1-2`))
    const people = reading.households.flatMap((household) => household.people)
    expect(people.map(({ documentState }) => documentState)).toEqual(['toVerify', 'verified'])
  })

  test('notes, remarks in names and yes-columns become tags', () => {
    const reading = read(
      table(`
        姓名|住址|是否独居|备注
        张三(卧床)|1-1-101|是|黄码
        李四（户主）|1-1-102|否|无`),
    )
    const [first, second] = reading.households.flatMap((household) => household.people)
    expect(first).toMatchObject({ name: '张三', tags: ['bedridden', 'yellowCode', 'elderlyAlone'] })
    expect(second).toMatchObject({ name: '李四', relation: '户主', tags: [] })
  })

  test('a note beside everybody of a household is the household’s', () => {
    const reading = read(table(`姓名|住址|备注\n张三|1-1-101|一老一小\n李梅|1-1-101|一老一小\n王五|1-1-102|卧床`))
    expect(reading.households.map(({ note, people }) => [note, people.map((person) => person.note)])).toEqual([
      ['一老一小', [undefined, undefined]],
      [undefined, ['卧床']],
    ])
    expect(reading.households[0]?.people[0]?.tags).toEqual(['oldAndYoung'])
  })

  test('problems name cells by the row and label of the file, and nobody by name or number', () => {
    const reading = readSheets({ name: '一', firstRow: 5, rows: table(`姓名|身份证号|住址\n张三|12345|1-1-101`) })
    expect(reading.problems).toEqual([
      {
        row: 6,
        column: '身份证号',
        code: 'documentLength',
        message: '证件号码位数不对，待核实',
        cell: { sheet: 0, column: 1 },
      },
    ])
  })

  test('headers that are words of the language do no harm', () => {
    const reading = read(table(`__proto__|constructor|姓名|住址|toString\na|b|张三|1-1-101|c`))
    expect(homes(reading)).toEqual([' 1-1-101: 张三'])
    expect(Object.keys(reading.mapping).sort()).toEqual(['address', 'name'])
  })
})
