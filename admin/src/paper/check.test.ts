import type { Pack } from '@loumen/shared/operations/pack'
import { checkSheet, personOf, readRow } from './check'
import { type Draft, emptyDraft } from './draft'

const id = (at: number) => at.toString(16).padStart(24, '0')
const pack: Pack = {
  roundId: id(1),
  siteId: id(2),
  capacity: 10,
  until: '2026-01-01T00:00:00.000Z',
  ticketKey: '',
  journalKey: '',
  entrances: [{ id: id(3), label: '3号楼2单元', building: '3号楼', colour: 0 }],
  people: [
    [id(11), id(21), '王*国', '4821', 0, '501', 1, ''],
    [id(12), id(21), '王*', '077X', 0, '501', 2, ''],
  ],
}
const noon = Date.parse('2026-01-02T12:00:00+08:00')

/** A sheet with these rows in its tubes. */
function sheet(...tubes: { rows?: string[]; barcode?: string; again?: string; from?: string; to?: string }[]): Draft {
  const draft = { ...emptyDraft(10), tableId: id(9), date: '2026-01-02' }
  draft.tubes = draft.tubes.map((tube, at) => {
    const { rows = [], ...more } = tubes[at] ?? {}
    return { ...tube, ...more, rows: tube.rows.map((row, i) => ({ ...row, text: rows[i] ?? '' })) }
  })
  return draft
}
const checked = (draft: Draft, now = noon) =>
  checkSheet(
    draft,
    draft.tubes.map(({ rows }) => rows.map((row) => readRow(row, pack, undefined))),
    now,
  )

const full = { rows: ['4821 王', '077X 王'], barcode: 't-0001', from: '0900', to: '0915' }

test('a sheet is read with its times, later tubes go on with those before', () => {
  const result = checked(sheet(full, { rows: ['110105194912310021'], barcode: 'T-0002' }))
  expect('tubes' in result && result.tubes).toMatchObject([
    { barcode: 'T-0001', from: noon - 3 * 3_600_000, to: noon - 2.75 * 3_600_000 },
    { barcode: 'T-0002', from: noon - 3 * 3_600_000 },
  ])
})

test('a sheet across midnight ends on the next day', () => {
  const result = checked(sheet({ ...full, from: '2350', to: '0010' }), noon + 24 * 3_600_000)
  expect('tubes' in result && (result.tubes[0]?.to ?? 0) - (result.tubes[0]?.from ?? 0)).toBe(20 * 60_000)
})

test.each([
  [sheet(), 'people'],
  [{ ...sheet(full), tableId: undefined }, 'table'],
  [sheet({ ...full, barcode: '12' }), 'barcode'],
  [sheet({ ...full, again: 'T-0002' }), 'again'],
  [sheet(full, { rows: ['赵'], barcode: 'T-0001' }), 'who'],
  [sheet(full, { rows: ['110105194912310021'], barcode: 'T-0001' }), 'otherTube'],
  [sheet({ ...full, from: '' }), 'time'],
  [sheet({ ...full, to: '2570' }), 'time'],
  [sheet({ ...full, to: '1230' }), 'future'],
])('what is missing is named (%#)', (draft, what) => {
  expect(checked(draft)).toMatchObject({ word: `entry.needs.${what}` })
})

test('one person is the same by whatever was typed; who was kept as written is nobody in particular', () => {
  const who = (text: string, kept?: boolean) => personOf(readRow({ text, kept }, pack, undefined), pack)
  expect([who('4821 王'), who('501 王建国'), who('11010519491231 4821')]).toEqual([id(11), id(11), id(11)])
  expect(who('生人', true)).toBeUndefined()
  expect(readRow({ text: '501 王', residentId: id(12) }, pack, undefined)).toMatchObject({
    who: { residentIds: [id(12)] },
  })
})
