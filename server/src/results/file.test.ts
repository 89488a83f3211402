import { readResults, readTime } from './file'

const read = (text: string) => readResults(Buffer.from(text))

it.each([
  ['条码,结果', '条码'],
  ['采样管条码,检测结果', '采样管条码'],
  ['样本编号,核酸结果', '样本编号'],
  ['Barcode,Result', 'Barcode'],
  ['tube code,OUTCOME', 'tube code'],
])('finds barcode and outcome under %s', async (header) => {
  expect(await read(`${header}\na-1,阴性`)).toMatchObject([{ row: 2, barcode: 'A-1', outcome: '阴性' }])
})

it.each([',', ';', '\t'])(
  'reads columns set apart by %j, with blank lines, quotes and a byte order mark',
  async (mark) => {
    const text = `\uFEFF条码${mark}结果${mark}检测机构\n\n"ａ-1"${mark}阴性${mark}"市一院"\n`
    expect(await read(text)).toEqual([
      { row: 2, barcode: 'A-1', outcome: '阴性', method: '', lab: '市一院', testedAt: '' },
    ])
  },
)

it('finds the heading below a title', async () => {
  expect(await read('核酸检测结果报告,\n日期：11 月 21 日,\n条码,结果\nA-1,阴性')).toMatchObject([
    { row: 4, barcode: 'A-1' },
  ])
})

it('takes the apostrophe away that spreadsheets put before numbers', async () => {
  expect(await read("条码,结果\n'00012345,阴性")).toMatchObject([{ barcode: '00012345' }])
})

it.each(['', '姓名,电话\n1,2', '条码\nA-1', '结果\n阴性'])(
  'refuses %j, which has no barcode or no outcome',
  async (text) => {
    await expect(read(text)).rejects.toThrow('upload.unreadable')
  },
)

it('refuses more rows than a day has tubes', async () => {
  await expect(read(`条码,结果\n${'A-1,阴性\n'.repeat(20_001)}`)).rejects.toThrow('upload.unreadable')
  expect(await read(`条码,结果\n${'A-1,阴性\n'.repeat(20_000)}`)).toHaveLength(20_000)
})

it.each([
  ['2026-11-21 14:05', '2026-11-21T06:05:00.000Z'],
  ['2026/1/2 3:04:05', '2026-01-01T19:04:05.000Z'],
  ['2026年11月21日 14：05', '2026-11-21T06:05:00.000Z'],
  ['2026-11-21', '2026-11-20T16:00:00.000Z'],
  ['2026-11-21T14:05:00Z', '2026-11-21T14:05:00.000Z'],
  ['2026-11-21T14:05:00+08:00', '2026-11-21T06:05:00.000Z'],
])('reads %s as China’s clocks say it', (text, instant) => {
  expect(readTime(text)?.toISOString()).toBe(instant)
})

it.each(['昨天', '14:05', '2026-13-45 99:99', '2026-02-30 10:00', '2026-11-21 24:30', '2026-11-21 10:75'])(
  'does not guess a time from %s',
  (text) => {
    expect(readTime(text)).toBeUndefined()
  },
)
