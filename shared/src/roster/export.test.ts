import { guarded, toCsv, toSheetXml } from './export'

it.each([
  ['=1+1', "'=1+1"],
  ['+86', "'+86"],
  ['-2', "'-2"],
  ['@SUM', "'@SUM"],
  ['\tx', "'\tx"],
  ['＝1', "'＝1"],
  ['王某', '王某'],
  ['3-2', '3-2'],
  ['', ''],
])('guards %j as %j', (text, expected) => {
  expect(guarded(text)).toBe(expected)
})

it('writes CSV that spreadsheets read', () => {
  expect(
    toCsv([
      ['姓名', '备注'],
      ['王"某', 'a,b\nc'],
    ]),
  ).toBe('\ufeff姓名,备注\r\n"王""某","a,b\nc"\r\n')
})

it('writes cells as texts, without what XML cannot hold', () => {
  expect(toSheetXml([['<a&b>\u0001', '']])).toContain('<is><t xml:space="preserve">&lt;a&amp;b&gt;</t></is></c><c/>')
})
