import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { readRoster } from '@loumen/shared/imports/reading'
import { sheetData, workbook, zip } from '../../test/zip'
import { readFileAside, stopReader } from './reader'
import { readSheets } from './sheet'

const roster = (name: string) => readFileSync(join(__dirname, '../../test/rosters', name))
const rowsOf = async (bytes: Buffer) => (await readSheets(bytes, 'file'))[0]?.rows
const refusal = (reason: string) => expect.objectContaining({ code: 'roster.unreadable', details: { reason } })
const today = '2026-11-21'

describe('the two rosters of the field', () => {
  test('通达尚城: 1,000 households, 2,016 people, 20 entrances, nothing to repair', async () => {
    const { totals } = readRoster(await readSheets(roster('tongda-shangcheng.xlsx'), 'tongda-shangcheng.xlsx'), {
      today,
    })
    expect(totals).toEqual({
      rows: 2016,
      people: 2016,
      households: 1000,
      entrances: 20,
      verified: 2016,
      toVerify: 0,
      repaired: 0,
      duplicates: 0,
      dropped: 0,
    })
  })

  test('尧晨 in GB18030: 4,600 people, every fault sorted, every repair kept', async () => {
    const reading = readRoster(await readSheets(roster('yaochen-gb18030.csv'), 'yaochen-gb18030.csv'), { today })
    expect(reading.totals).toMatchObject({ rows: 4614, people: 4600, toVerify: 101, duplicates: 12, dropped: 2 })
    const count = (code: string) => reading.problems.filter((problem) => problem.code === code).length
    expect([
      count('documentMissing'),
      count('documentLength'),
      count('documentDate') + count('documentCheckDigit'),
    ]).toEqual([27, 29, 45])
    expect(new Set(reading.households.map(({ place }) => place.estate)).size).toBe(10)
    expect(new Set(reading.households.map(({ grid }) => grid))).toEqual(
      new Set(['第1网格', '第2网格', '第3网格', '第4网格', '第5网格']),
    )
  })
})

describe('workbooks', () => {
  const cell = (reference: string, xml: string) => `<c r="${reference}" ${xml}</c>`

  test('shared, rich, inline and formula texts, numbers, booleans, errors and dates', async () => {
    const bytes = workbook(
      [
        {
          name: '表',
          xml: `<sheetData><row r="2">${[
            cell('A2', 't="s"><v>0</v>'),
            cell('B2', 't="s"><v>1</v>'),
            cell('C2', 't="inlineStr"><is><r><t>张</t></r><r><t xml:space="preserve"> 三</t></r></is>'),
            cell('D2', 't="str"><f>HYPERLINK("http://x","y")</f><v>缓存</v>'),
            cell('E2', '><v>13900001111</v>'),
            cell('F2', '><v>1.49999195710057E+17</v>'),
            cell('G2', '><v>149999195710057000</v>'),
            cell('H2', 't="b"><v>1</v>'),
            cell('I2', 't="e"><v>#REF!</v>'),
            cell('J2', 's="1"><v>20609</v>'),
            cell('K2', 's="2"><v>20609</v>'),
            cell('L2', '><f>1+1</f>'),
          ].join('')}</row></sheetData>`,
        },
      ],
      {
        'xl/sharedStrings.xml':
          '<sst><si><t>甲&amp;乙</t></si><si><r><t>李</t></r><r><t>四</t></r><rPh><t>li</t></rPh></si></sst>',
        'xl/styles.xml':
          '<styleSheet><numFmts><numFmt numFmtId="176" formatCode="yyyy&quot;年&quot;m&quot;月&quot;d&quot;日&quot;"/></numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="176"/></cellXfs></styleSheet>',
      },
    )
    expect(await rowsOf(bytes)).toEqual([
      [],
      [
        '甲&乙',
        '李四',
        '张 三',
        '缓存',
        '13900001111',
        '1.49999195710057E+17',
        '1.49999195710057E+17',
        '是',
        '',
        '1956-06-03',
        '1956-06-03',
      ],
    ])
  })

  test('merged cells are filled down into rows that hold something', async () => {
    const data = sheetData([
      ['3-2-501', '张三'],
      ['', '李梅'],
      ['', ''],
      ['3-2-502', '王五'],
    ])
    const bytes = workbook([{ name: '表', xml: `${data}<mergeCells><mergeCell ref="A1:A3"/></mergeCells>` }])
    expect(await rowsOf(bytes)).toEqual([['3-2-501', '张三'], ['3-2-501', '李梅'], [], ['3-2-502', '王五']])
  })

  test('hidden sheets are set apart, hidden rows and columns are named', async () => {
    const bytes = workbook([
      { name: '1号楼', xml: sheetData([['甲']]) },
      { name: '旧', xml: sheetData([['乙']]), state: 'hidden' },
      { name: '2号楼', xml: sheetData([['丙']]) },
    ])
    expect((await readSheets(bytes, 'x')).map(({ name, rows, apart }) => [name, rows, apart])).toEqual([
      ['1号楼', [['甲']], undefined],
      ['旧', [['乙']], true],
      ['2号楼', [['丙']], undefined],
    ])
    const rows = sheetData([
      ['姓名', '电话', '住址'],
      ...['101', '102', '103', '104'].map((door) => [`人${door}`, '', `1-1-${door}`]),
    ])
    const hiding = workbook([
      {
        name: '表',
        xml: `<cols><col min="2" max="3" hidden="1"/></cols>${rows.replace(/<row>(?=[^/]*?人10[23])/g, '<row hidden="1">')}`,
      },
      {
        name: '旧',
        xml: sheetData([
          ['姓名', '住址'],
          ['甲', '1-1-105'],
        ]),
        state: 'veryHidden',
      },
      { name: '选项', xml: sheetData([['男'], ['女']]), state: 'hidden' },
    ])
    const { totals, problems } = readRoster(await readSheets(hiding, 'x'), { today })
    expect(totals).toMatchObject({ rows: 4, people: 4 })
    expect(
      problems
        .filter(({ code }) => code.startsWith('hidden'))
        .map(({ row, column, code, sheet }) => [row, column, code, sheet]),
    ).toEqual([
      [1, '电话', 'hiddenColumn', undefined],
      [1, '住址', 'hiddenColumn', undefined],
      [3, '姓名', 'hiddenRow', undefined],
      [1, '姓名', 'hiddenSheet', '旧'],
    ])
  })
})

describe('text files', () => {
  const text = '姓名,住址\n"张三","招商局小区3号楼,2单元501"\n\n李四,3-2-502'
  const rows = [['姓名', '住址'], ['张三', '招商局小区3号楼,2单元501'], [''], ['李四', '3-2-502']]

  test.each([
    ['UTF-8', Buffer.from(text)],
    ['UTF-8 with a byte order mark', Buffer.from(`\ufeff${text}`)],
    ['UTF-16 as spreadsheets save it', Buffer.from(`\ufeff${text}`, 'utf16le')],
    ['Windows line ends', Buffer.from(text.replace(/\n/g, '\r\n'))],
  ])('%s', async (_, bytes) => {
    expect(await rowsOf(bytes)).toEqual(rows)
  })

  test.each(['\t', ';', '|', '，'])('separated by %p', async (separator) => {
    expect(await rowsOf(Buffer.from(`姓名${separator}住址\n张三${separator}3-2-501`))).toEqual([
      ['姓名', '住址'],
      ['张三', '3-2-501'],
    ])
  })

  test.each([
    ['one space', '姓名 电话 住址\n张三 19900000001 3-2-501\n李四 19900000002 3-2-502'],
    ['several spaces', '姓名    电话    住址\n张 三   19900000001   3-2-501\n李四  19900000002  3-2-502'],
  ])('columns set apart by %s', async (_, written) => {
    const read = (await rowsOf(Buffer.from(written))) ?? []
    expect(read.map((row) => row.length)).toEqual([3, 3, 3])
    expect(read[1]?.slice(1)).toEqual(['19900000001', '3-2-501'])
  })

  test.each([
    ['low byte first', (bytes: Buffer) => bytes],
    ['high byte first', (bytes: Buffer) => bytes.swap16()],
  ])('UTF-16 without its mark, %s', async (_, order) => {
    const bytes = order(Buffer.from('姓名\t电话\t住址\n张三\t19900000001\t3-2-501\n', 'utf16le'))
    expect(await rowsOf(bytes)).toEqual([
      ['姓名', '电话', '住址'],
      ['张三', '19900000001', '3-2-501'],
    ])
  })

  test('digits that a spreadsheet guarded with ="…" are the digits', async () => {
    expect(await rowsOf(Buffer.from('姓名,证号\n张三,="11010519491231002X"'))).toEqual([
      ['姓名', '证号'],
      ['张三', '11010519491231002X'],
    ])
  })

  test('a quote that never ends loses nobody', async () => {
    const read = (await rowsOf(Buffer.from('姓名,住址\n"张三,1-1-101\n李四,1-1-102\n'))) ?? []
    expect(read.map((row) => row.join(','))).toEqual(['姓名,住址', '"张三,1-1-101', '李四,1-1-102'])
  })
})

describe('files that are refused', () => {
  const one = [{ name: '表', xml: sheetData([['姓名']]) }]

  test.each<[string, string, () => Buffer]>([
    ['an empty file', 'empty', () => Buffer.alloc(0)],
    ['more than 2 MB', 'tooLarge', () => Buffer.alloc(2 * 1024 * 1024 + 1, 'a')],
    ['an old or encrypted workbook', 'oldExcel', () => Buffer.from('d0cf11e0a1b11ae1', 'hex')],
    ['a picture', 'picture', () => Buffer.from('89504e470d0a1a0a0000000d', 'hex')],
    ['half a zip', 'damaged', () => workbook(one).subarray(0, 200)],
    ['a Word document', 'otherDocument', () => zip({ 'word/document.xml': '<w:document/>' })],
    ['an ODS spreadsheet', 'otherDocument', () => zip({ mimetype: 'ods', 'content.xml': '<office/>' })],
    ['rich text', 'otherDocument', () => Buffer.from('{\\rtf1\\ansi ...}')],
    ['a zip without a workbook', 'damaged', () => zip({ 'a.txt': 'a' })],
    ['broken XML', 'damaged', () => workbook([{ name: '表', xml: '<sheetData><row>' }])],
    ['a password', 'encrypted', () => workbook(one, {}, { 'xl/workbook.xml': { flags: 1 } })],
    ['macros', 'macros', () => workbook(one, { 'xl/vbaProject.bin': 'x' })],
    ['links to other files', 'externalLinks', () => workbook(one, { 'xl/externalLinks/externalLink1.xml': '<x/>' })],
    ['a zip bomb', 'suspicious', () => workbook(one, { 'xl/media/image1.png': Buffer.alloc(30_000_000) })],
    [
      'too much inside',
      'suspicious',
      () => workbook(one, {}, { 'xl/workbook.xml': { uncompressedSize: 41 * 1024 * 1024 } }),
    ],
    [
      'a part that is larger than it says',
      'damaged',
      () =>
        workbook(
          [{ name: '表', xml: sheetData([['a'.repeat(500_000)]]) }],
          {},
          { 'xl/worksheets/sheet1.xml': { uncompressedSize: 1000 } },
        ),
    ],
    [
      'more parts than any roster has',
      'suspicious',
      () => workbook(one, Object.fromEntries(Array.from({ length: 60 }, (_, at) => [`xl/${at}.xml`, 'x']))),
    ],
    [
      'entities that grow',
      'suspicious',
      () =>
        workbook(one, {
          'xl/sharedStrings.xml': '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><sst><si><t>&b;</t></si></sst>',
        }),
    ],
    [
      'a row far below',
      'tooManyRows',
      () =>
        workbook([{ name: '表', xml: '<sheetData><row r="1048576"><c r="A1048576"><v>1</v></c></row></sheetData>' }]),
    ],
    [
      'more than 20,000 rows over several sheets',
      'tooManyRows',
      () => {
        const xml = sheetData(Array.from({ length: 10_001 }, (_, at) => [`人${at}`]))
        return workbook([
          { name: '一', xml },
          { name: '二', xml },
        ])
      },
    ],
    ['more than 20,000 lines', 'tooManyRows', () => Buffer.from('姓名,住址\n'.repeat(20_001))],
    [
      'one long text in every cell',
      'suspicious',
      () =>
        workbook(
          [
            {
              name: '表',
              xml: `<sheetData>${Array.from({ length: 600 }, (_, row) => `<row r="${row + 1}">${'<c t="s"><v>0</v></c>'.repeat(10)}</row>`).join('')}</sheetData>`,
            },
          ],
          { 'xl/sharedStrings.xml': `<sst><si><t>${'长'.repeat(2000)}</t></si></sst>` },
        ),
    ],
    [
      'merged ranges without end',
      'suspicious',
      () =>
        workbook([
          {
            name: '表',
            xml: `${sheetData(Array.from({ length: 5000 }, () => ['a', 'b']))}<mergeCells>${'<mergeCell ref="A1:B1048576"/>'.repeat(5000)}</mergeCells>`,
          },
        ]),
    ],
  ])('%s: %s', async (_, reason, make) => {
    await expect(readSheets(make(), 'file.xlsx')).rejects.toEqual(refusal(reason))
  })

  test('a million columns are cut, not kept', async () => {
    const wide = `<sheetData><row r="1"><c r="A1"><v>1</v></c><c r="ZZZZZ1"><v>2</v></c></row></sheetData>`
    expect(await rowsOf(workbook([{ name: '表', xml: wide }]))).toEqual([['1']])
    expect((await rowsOf(Buffer.from(`a,${','.repeat(1_000_00)}\nb,c`)))?.[0]).toHaveLength(256)
  })

  test('a huge cell is cut', async () => {
    const xml = sheetData([['a'.repeat(100_000)]])
    expect((await rowsOf(workbook([{ name: '表', xml }])))?.[0]?.[0]).toHaveLength(2000)
  })
})

test('20,000 rows leave the server time for others', async () => {
  const rows = Array.from({ length: 20_000 }, (_, at) => [`人${at}`, `窑上小区${at % 30}-1-${at}`, '', `1990000${at}`])
  const bytes = workbook([{ name: '表', xml: sheetData([['姓名', '住址', '身份证号', '电话'], ...rows.slice(1)]) }])
  let longest = 0
  let last = performance.now()
  const watch = setInterval(() => {
    longest = Math.max(longest, performance.now() - last)
    last = performance.now()
  }, 1)
  const shares: number[] = []
  const { totals } = await readFileAside(bytes, '表', { today }, (share) => shares.push(share))
  clearInterval(watch)
  expect(totals.people).toBe(19_999)
  expect(longest).toBeLessThan(1_000)
  expect(shares).toEqual([...shares].sort((a, b) => a - b))
}, 60_000)

it('reads a table in Big5, which only its header tells from GB18030', async () => {
  const bytes = Buffer.from(
    'bcd3b8b92cb3e6a4b82ca9d0b8b92ca96da6572cb971b8dc0a312c312c3130312cb3afa46aa4e52c31333830303133383030300a312c312c3130322cb35ca55cbb5c2c31333830303133383030310a',
    'hex',
  )
  const { totals, households } = readRoster(await readSheets(bytes, '名冊.csv'), { today })
  expect(totals).toMatchObject({ people: 2, households: 2 })
  expect(households.map(({ people }) => people[0]?.name)).toEqual(['陳大文', '許功蓋'])
})

afterAll(stopReader)
