import { residentNumber as number, table } from '../../test/numbers'
import { codes, homes, read, readSheets } from '../../test/readings'

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

  test('numbers in front of names, and what a vacant door is called, are no part of a name', () => {
    const vacant = ['空置', '长期无人', '无人居住', '未装修', '商铺', '没人住', '出租中'].map(
      (word, at) => `${word}||1-2-10${at}`,
    )
    const reading = read(
      table(`姓名|身份证|住址\n1.张一|${number(1)}|1-1-101\n②李二|${number(2)}|1-1-101\n租户||\n${vacant.join('\n')}`),
    )
    expect(homes(reading)[0]).toBe(' 1-1-101: 张一 李二')
    expect(reading.totals).toMatchObject({ people: 2, households: 8, repaired: 2, dropped: 8 })
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
