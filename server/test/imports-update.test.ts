import { createCommunity, drawGrid, listEntrances } from '@loumen/shared/community/api'
import {
  abandonImport,
  applyImport,
  listImportEntries,
  listImports,
  mapImport,
  undoImport,
} from '@loumen/shared/imports/api'
import type { ImportList, RosterImport } from '@loumen/shared/imports/schema'
import { listHouseholds, readHousehold } from '@loumen/shared/roster/api'
import { checkCharacter } from '@loumen/shared/roster/resident-number'
import { EntranceModel } from '../src/community/model'
import { PieceModel } from '../src/imports/model'
import { HouseholdModel, ResidentModel } from '../src/roster/model'
import { openResident, sealResident } from '../src/roster/personal'
import { nth, type Player, staff } from './cast'
import { atOnce, refusal, refused, startHouse, type TestHouse } from './house'
import { attach, previewed, readToEnd } from './import-cast'

let house: TestHouse
let lead: Player
let names = 0

beforeAll(async () => {
  house = await startHouse()
  lead = await staff(house, 'communityLead', 'all')
})
afterAll(() => house.close())

const newCommunity = async () => (await lead.call(createCommunity, { name: `社区${++names}` })).id
const numbers = (serial: number) => {
  const digits = `1499991960010${1 + (serial % 9)}${String(serial).padStart(3, '0')}`
  return digits + checkCharacter(digits)
}

const header = '姓名,与户主关系,证件号码,联系电话,住址,备注'
const people = [
  ['王秀英', '户主', numbers(1), '19900000001', '1号楼1单元101', '独居老人'],
  ['李建国', '户主', numbers(2), '19900000002', '1号楼1单元102', ''],
  ['张桂兰', '配偶', numbers(3), '19900000003', '1号楼1单元102', ''],
  ['赵小明', '户主', '', '19900000004', '1号楼2单元101', ''],
  ['陈志强', '户主', numbers(5), '19900000005', '1号楼2单元102', ''],
]
const table = (rows: readonly (readonly string[])[]) =>
  attach('名册.csv', [header, ...rows.map((row) => row.join(','))].join('\n'))
const withRow = (at: number, change: Record<number, string>) =>
  people.map((row, i) => (i === at ? row.map((cell, column) => change[column] ?? cell) : row))

async function applied(communityId: string, rows: readonly (readonly string[])[] = people): Promise<RosterImport> {
  const preview = await previewed(lead, communityId, table(rows))
  return lead.call(applyImport, { importId: preview.id })
}

const entries = async (importId: string, list: ImportList, of: 'people' | 'households' = 'people') =>
  (await lead.call(listImportEntries, { importId, list, of })).entries

const stored = async (communityId: string) => ({
  residents: await ResidentModel.find({ communityId }).sort({ _id: 1 }).lean(),
  households: await HouseholdModel.find({ communityId }).sort({ _id: 1 }).lean(),
  entrances: await EntranceModel.find({ communityId }).sort({ _id: 1 }).lean(),
})

const named = async (communityId: string, name: string) => {
  const found = (await ResidentModel.find({ communityId }).lean()).find((one) => openResident(one, 'name') === name)
  if (!found) throw new Error(`nobody is called ${name}`)
  return found
}

describe('an updated file', () => {
  it('shows what changes, before and after, and changes that alone', async () => {
    const communityId = await newCommunity()
    await applied(communityId)
    const before = await stored(communityId)
    const rows = [
      ['王秀瑛', '户主', numbers(1), '19900000001', '1号楼1单元101', ''],
      ['李建国', '户主', numbers(2), '19911112222', '1号楼1单元102', ''],
      ['张桂兰', '配偶', numbers(3), '', '1号楼2单元101', ''],
      ['赵小明', '户主', '', '19900000004', '1号楼2单元101', ''],
      ['周文博', '户主', numbers(6), '19900000006', '1号楼2单元103', ''],
    ]
    const preview = await previewed(lead, communityId, table(rows))
    expect(preview.changes).toMatchObject({
      people: { added: 1, changed: 3, unchanged: 1, gone: 1 },
      moved: 1,
      conflicts: 0,
    })
    const changed = await entries(preview.id, 'changed')
    expect(
      changed.map(({ row, name, fields }) => [row, name, ...fields.map((f) => [f.field, f.before, f.after])]),
    ).toEqual([
      [2, '王秀瑛', ['name', '王秀英', '王秀瑛']],
      [3, '李建国', ['phone', '199****0002', '199****2222']],
      [4, '张桂兰', ['place', '1号楼1单元102', '1号楼2单元101']],
    ])
    expect((await entries(preview.id, 'added')).map(({ name }) => name)).toEqual(['周文博'])
    expect((await entries(preview.id, 'gone')).map(({ name, entrance, door }) => [name, entrance, door])).toEqual([
      ['陈志强', '1号楼2单元', '102'],
    ])
    expect((await entries(preview.id, 'gone', 'households')).map(({ door }) => door)).toEqual(['102'])
    expect(await stored(communityId)).toEqual(before)

    await lead.call(applyImport, { importId: preview.id })
    expect(openResident(await named(communityId, '张桂兰'), 'phone')).toBe('19900000003')
    expect((await named(communityId, '王秀瑛')).tags).toContain('elderlyAlone')
    expect(await ResidentModel.countDocuments({ communityId })).toBe(6)
    const { households } = await lead.call(listHouseholds, { communityId, door: '101' })
    const moved = nth(
      households.filter(({ entrance }) => entrance === '1号楼2单元'),
      0,
    )
    const { residents } = await lead.call(readHousehold, { householdId: moved.id })
    expect(residents.map(({ name }) => name).sort()).toEqual(['张桂兰', '赵小明'].sort())
    expect((await previewed(lead, communityId, table(rows))).changes?.people).toMatchObject({ added: 0, changed: 0 })
  })

  it('lets those it does not name leave when that is chosen, of its own entrances only, and come back', async () => {
    const communityId = await newCommunity()
    await applied(communityId)
    const preview = await previewed(lead, communityId, table(people.slice(0, 2)))
    expect((await entries(preview.id, 'gone')).map(({ name }) => name)).toEqual(['张桂兰'])
    await lead.call(applyImport, { importId: preview.id, gone: 'left' })
    expect(await ResidentModel.countDocuments({ communityId, leftAt: null })).toBe(4)
    const again = await previewed(lead, communityId, table(people))
    expect((await entries(again.id, 'changed')).map(({ name, fields }) => [name, nth(fields, 0).field])).toEqual([
      ['张桂兰', 'leaving'],
    ])
    await lead.call(applyImport, { importId: again.id })
    expect(await ResidentModel.countDocuments({ communityId, leftAt: null })).toBe(5)
  })

  it('leaves what was edited by hand, unless the file’s is chosen', async () => {
    const communityId = await newCommunity()
    await applied(communityId)
    const edit = async (name: string, phone: string) => {
      const { _id } = await named(communityId, name)
      await ResidentModel.updateOne({ _id }, { $set: { phone: sealResident(communityId, _id, 'phone', phone) } })
      return _id
    }
    await edit('李建国', '18800000002')
    expect((await previewed(lead, communityId, table(people))).changes).toMatchObject({
      people: { changed: 0, unchanged: 5 },
      conflicts: 0,
    })
    const updated = table(withRow(1, { 3: '19955556666' }))
    const preview = await previewed(lead, communityId, updated)
    expect(preview.changes).toMatchObject({ people: { changed: 0, unchanged: 5 }, conflicts: 1 })
    const [conflict] = (await entries(preview.id, 'doubtful')).filter(({ cells }) =>
      cells.some(({ code }) => code === 'editedByHand'),
    )
    expect(conflict?.fields).toEqual([{ field: 'phone', before: '188****0002', after: '199****6666', kept: true }])
    await lead.call(applyImport, { importId: preview.id })
    expect(openResident(await named(communityId, '李建国'), 'phone')).toBe('18800000002')

    const newer = await previewed(lead, communityId, table(withRow(1, { 3: '19977778888' })))
    const [again] = (await entries(newer.id, 'doubtful')).filter(({ fields }) => fields.length)
    await lead.call(applyImport, { importId: newer.id, conflicts: [again?.id ?? ''] })
    expect(openResident(await named(communityId, '李建国'), 'phone')).toBe('19977778888')
  })

  it('lists a person who may be known already, and keeps both', async () => {
    const communityId = await newCommunity()
    await applied(communityId)
    const preview = await previewed(
      lead,
      communityId,
      table([['赵小明', '户主', '', '19900000004', '3号楼1单元101', '']]),
    )
    expect(preview.changes?.people).toMatchObject({ added: 1, gone: 0 })
    const [pair] = await entries(preview.id, 'doubtful')
    expect(pair?.cells.map(({ code }) => code)).toContain('perhapsKnown')
    expect(pair?.other).toMatchObject({ name: '赵小明', entrance: '1号楼2单元', door: '101' })
    await lead.call(applyImport, { importId: preview.id })
    expect(await ResidentModel.countDocuments({ communityId })).toBe(6)
  })
})

describe('an applied import', () => {
  it('is undone to exactly what was before, the last one first, and is listed with who and when', async () => {
    const communityId = await newCommunity()
    const first = await applied(communityId)
    expect(first.undoable).toBe(true)
    const middle = await stored(communityId)
    const rows = [
      ...withRow(0, { 3: '19912345678', 4: '1号楼2单元101' }).slice(0, 3),
      ['新人', '户主', numbers(9), '', '9号楼1单元101', ''],
    ]
    const preview = await previewed(lead, communityId, table(rows))
    const second = await lead.call(applyImport, { importId: preview.id, gone: 'left' })
    expect(await stored(communityId)).not.toEqual(middle)
    expect(await refusal(lead.call(undoImport, { importId: first.id }))).toBe('import.notLast')
    expect(
      await atOnce(lead.call(undoImport, { importId: second.id }), lead.call(undoImport, { importId: second.id })),
    ).toEqual(['done', 'import.state'])
    expect(await stored(communityId)).toEqual(middle)
    expect((await lead.call(undoImport, { importId: first.id })).state).toBe('undone')
    expect(await stored(communityId)).toEqual({ residents: [], households: [], entrances: [] })
    const { imports } = await lead.call(listImports, { communityId })
    expect(imports.map(({ state, fileName, by }) => [state, fileName, by])).toEqual([
      ['undone', '名册.csv', 'communityLead'],
      ['undone', '名册.csv', 'communityLead'],
    ])
    expect(imports.every(({ undoneAt, appliedAt, totals }) => undoneAt && appliedAt && totals)).toBe(true)
    await applied(communityId)
    expect((await stored(communityId)).residents).toHaveLength(5)
  })

  it('is not undone when somebody has edited what it wrote, and says how much', async () => {
    const communityId = await newCommunity()
    const { id: importId } = await applied(communityId)
    const { _id } = await named(communityId, '李建国')
    await ResidentModel.updateOne({ _id }, { $set: { tags: ['pregnant'] } })
    expect(await refused(lead.call(undoImport, { importId }))).toMatchObject({
      code: 'import.changedSince',
      details: { count: 1 },
    })
    expect((await stored(communityId)).residents).toHaveLength(5)
  })

  it('keeps the rows to look at, and neither the file nor what was read of it', async () => {
    const communityId = await newCommunity()
    const { id: importId } = await applied(communityId)
    const kinds = (await PieceModel.find({ importId }, { kind: 1 }).lean()).map(({ kind }) => kind)
    expect(new Set(kinds)).toEqual(new Set(['doubts']))
    expect((await entries(importId, 'doubtful')).map(({ row }) => row)).toContain(5)
    expect(await refusal(lead.call(mapImport, { importId, columns: [] }))).toBe('import.columns')
    const columns = [
      { column: 0, field: 'name' as const },
      { column: 4, field: 'address' as const },
    ]
    expect(await refusal(lead.call(mapImport, { importId, columns }))).toBe('import.state')
  })
})

describe('columns that a person assigns', () => {
  const strange = attach(
    '表.csv',
    ['甲,乙,丙,丁', '一零一,王秀英,1号楼1单元101,老', '一零二,李建国,1号楼1单元102,'].join('\n'),
  )
  const columns = [
    { column: 1, field: 'name' as const },
    { column: 2, field: 'address' as const },
  ]

  it('are read from the kept file, after it was not understood', async () => {
    const communityId = await newCommunity()
    const failed = await previewed(lead, communityId, attach('表.csv', '甲,乙\n某某,x1\n某甲,x2\n'))
    expect(failed).toMatchObject({ state: 'failed', failure: { code: 'roster.notARoster' } })
    expect(failed.layout?.columns.map(({ letters, examples }) => [letters, examples.length])).toEqual([
      ['A', 3],
      ['B', 3],
    ])
    const mapped = await lead.call(mapImport, {
      importId: failed.id,
      headerRow: 1,
      columns: [
        { column: 0, field: 'name' },
        { column: 1, field: 'address' },
      ],
    })
    const read = await readToEnd(lead, mapped.id)
    expect(read).toMatchObject({ state: 'ready', totals: { people: 2 } })
    expect(read.layout?.columns.map(({ field, header }) => [header, field])).toEqual([
      ['甲', 'name'],
      ['乙', 'address'],
    ])
  })

  it('replace what was understood, and a sheet or header row can be chosen', async () => {
    const communityId = await newCommunity()
    const preview = await previewed(lead, communityId, strange)
    const mapped = await lead.call(mapImport, { importId: preview.id, sheet: 0, headerRow: 1, columns })
    const read = await readToEnd(lead, mapped.id)
    expect(read).toMatchObject({ state: 'ready', totals: { people: 2, households: 2, entrances: 1 } })
    expect((await entries(read.id, 'added')).map(({ name }) => name)).toEqual(['王秀英', '李建国'])
    const dropped = await lead.call(abandonImport, { importId: read.id })
    expect(dropped.state).toBe('abandoned')
    expect(await PieceModel.countDocuments({ importId: read.id })).toBe(0)
    expect(await refusal(lead.call(applyImport, { importId: read.id }))).toBe('import.state')
  })
})

describe('a grid leader', () => {
  it('imports the entrances of their grid and new ones; rows of other entrances are left out and named', async () => {
    const communityId = await newCommunity()
    await applied(communityId)
    const { entrances } = await lead.call(listEntrances, { communityId })
    const own = entrances.find(({ label }) => label === '1号楼1单元')
    const grid = await lead.call(drawGrid, { communityId, name: '一网格', entranceIds: [own?.id ?? ''] })
    const leader = await staff(house, 'gridLeader', grid.id)
    const rows = [
      ['王秀英', '户主', numbers(1), '18811110001', '1号楼1单元101', ''],
      ['李建国', '户主', numbers(2), '19900000002', '1号楼1单元102', ''],
      ['张桂兰', '配偶', numbers(3), '19900000003', '1号楼1单元102', ''],
      ['赵小明', '户主', '', '18811110004', '1号楼2单元101', ''],
      ['新人', '户主', numbers(8), '', '2号楼1单元101', ''],
    ]
    const preview = await previewed(leader, communityId, table(rows))
    expect(preview.changes).toMatchObject({ people: { added: 1, changed: 1, unchanged: 2, gone: 0 }, elsewhere: 1 })
    const about = await leader.call(listImportEntries, { importId: preview.id, list: 'doubtful', about: 'notYours' })
    expect(about.entries.map(({ row }) => row)).toEqual([5])
    await leader.call(applyImport, { importId: preview.id })
    expect(openResident(await named(communityId, '赵小明'), 'phone')).toBe('19900000004')
    const after = await lead.call(listEntrances, { communityId })
    expect(after.entrances.filter(({ gridId }) => gridId === grid.id).map(({ label }) => label)).toEqual([
      '1号楼1单元',
      '2号楼1单元',
    ])
    const other = await staff(house, 'gridLeader', grid.id)
    expect(await refusal(other.call(undoImport, { importId: preview.id }))).toBe('auth.forbidden')
    expect((await leader.call(undoImport, { importId: preview.id })).state).toBe('undone')
    expect((await lead.call(listEntrances, { communityId })).entrances).toHaveLength(2)
  })
})
