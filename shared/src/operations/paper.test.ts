import type { Pack } from './pack'
import { fitsMask } from './pack-search'
import {
  paperCode,
  paperNumber,
  paperOperations,
  readDayTime,
  readPaperCode,
  readPaperRow,
  tubesOnPaper,
} from './paper'

const id = (at: number) => at.toString(16).padStart(24, '0')
const pack: Pack = {
  roundId: id(1),
  siteId: id(2),
  capacity: 10,
  until: '2026-01-01T00:00:00.000Z',
  ticketKey: '',
  journalKey: '',
  entrances: [
    { id: id(3), label: '3号楼2单元', building: '3号楼', colour: 0 },
    { id: id(4), label: '3号楼1单元', building: '3号楼', colour: 1 },
  ],
  people: [
    [id(11), id(21), '王*国', '4821', 0, '501', 1, ''],
    [id(12), id(21), '王*', '077X', 0, '501', 2, ''],
    [id(13), id(22), '李*', '4821', 1, '501', 1, ''],
  ],
}

test('a number tells a slip of the pen, and is read as hands write it', () => {
  const number = paperNumber(Uint8Array.from([1, 20, 33, 64, 9, 255, 17]))
  expect(readPaperCode(number)?.number).toBe(number)
  expect(readPaperCode(` ${number.slice(0, 4).toLowerCase()}-${number.slice(4)} `)?.number).toBe(number)
  expect(readPaperCode(number.slice(0, 6) + (number[6] === 'A' ? 'B' : 'A') + number[7])).toBeUndefined()
  expect(readPaperCode(number[1] + (number[0] ?? '') + number.slice(2))).toBeUndefined()
})

test('the code of a sheet says what it was printed for', () => {
  const number = paperNumber(new Uint8Array(7))
  expect(readPaperCode(paperCode({ number, roundId: id(1), entranceId: id(3) }))).toEqual({
    number,
    roundId: id(1),
    tableId: undefined,
    entranceId: id(3),
  })
})

test.each([
  ['110105194912314821', undefined, 'document'],
  ['4821 王', undefined, id(11)],
  ['４８２１　王建国', undefined, id(11)],
  ['4821 3-1-501', undefined, id(13)],
  ['501 王建国', undefined, id(11)],
  ['3-2-501 王芳', undefined, id(12)],
  ['077x', undefined, id(12)],
  ['1', id(4), id(13)],
  ['#2', id(3), id(12)],
  ['4821', id(3), id(11)],
  ['4821', undefined, [id(11), id(13)]],
  ['501', id(3), [id(11), id(12)]],
  ['501 王', undefined, [id(11), id(12)]],
  ['赵生人', undefined, { name: '赵生人' }],
  ['0001 赵', undefined, { name: '赵', last4: '0001' }],
  ['909 赵生人', undefined, { name: '赵生人', door: '909' }],
  ['7', undefined, { name: '7' }],
])('"%s" is read as whom it means', (text, entranceId, wanted) => {
  const read = readPaperRow(text, pack, entranceId)
  if (Array.isArray(wanted)) expect(read?.kind === 'several' && read.rows.map(([one]) => one)).toEqual(wanted)
  else if (typeof wanted === 'object') expect(read).toEqual({ kind: 'nobody', who: { kind: 'said', ...wanted } })
  else if (wanted === 'document') expect(read).toMatchObject({ kind: 'one', who: { kind: 'document', number: text } })
  else expect(read).toMatchObject({ kind: 'one', who: { kind: 'known', residentIds: [wanted] } })
})

test('an empty row is nobody, and a written name fits its mask', () => {
  expect(readPaperRow('  ', pack)).toBeUndefined()
  expect([
    fitsMask('王*国', '王建国'),
    fitsMask('王*国', '王'),
    fitsMask('王*国', '王建'),
    fitsMask('欧阳*', '欧阳'),
  ]).toEqual([true, true, false, true])
})

test('rows are spread between the times of their tube, under ids of the sheet', () => {
  const [first, third] = [1, 3].map((at) => ({ kind: 'known' as const, residentIds: [id(at)] }))
  const rows = [first, undefined, third]
  const number = paperNumber(new Uint8Array(7))
  const made = paperOperations(number, id(9), [undefined, { barcode: 'T-001', from: 0, to: 4000, rows }])
  expect(made.map((one) => [one.id.replace(number, ''), Date.parse(one.recordedAt), one.fact.kind])).toEqual([
    ['paper--2-open', 0, 'openTube'],
    ['paper--2-1', 1000, 'admit'],
    ['paper--2-3', 3000, 'admit'],
    ['paper--2-close', 4000, 'closeTube'],
  ])
  expect(made.at(-1)?.fact).toMatchObject({ count: 2 })
  expect(made.every((one) => /^[A-Za-z0-9_-]{16,64}$/.test(one.id))).toBe(true)
})

test('times are read as they are written, and a sheet holds so many tubes', () => {
  const minutes = (text: string) => (readDayTime(text) ?? Number.NaN) / 60_000
  expect(['0915', '915', '9:15', '９：１５', '23.59'].map(minutes)).toEqual([555, 555, 555, 555, 1439])
  expect(['2460', '2500', '9', '', 'abc'].map(readDayTime)).toEqual(Array(5).fill(undefined))
  expect([1, 5, 10, 20].map(tubesOnPaper)).toEqual([20, 4, 2, 1])
})
