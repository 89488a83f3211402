import { readFileSync } from 'node:fs'
import path from 'node:path'
import { createCommunity, listEntrances } from '@loumen/shared/community/api'
import { rooms } from '@loumen/shared/events'
import { applyImport, listImportEntries, previewImport, readImport } from '@loumen/shared/imports/api'
import { listHouseholds } from '@loumen/shared/roster/api'
import { openRound } from '@loumen/shared/rounds/api'
import { demoHouseholds, demoRoster } from '../src/demo/people'
import { ImportModel } from '../src/imports/model'
import { HouseholdModel, ResidentModel } from '../src/roster/model'
import { type Player, resident, staff } from './cast'
import { atOnce, heard, refusal, refused, startHouse, type TestHouse, until } from './house'
import { attach, previewed } from './import-cast'

let house: TestHouse
let lead: Player
const homes = demoHouseholds()
let names = 0

beforeAll(async () => {
  house = await startHouse()
  lead = await staff(house, 'communityLead', 'all')
})
afterAll(() => house.close())

const newCommunity = async () => (await lead.call(createCommunity, { name: `社区${++names}` })).id
const preview = (communityId: string, file = attach('花名册.csv', demoRoster())) => previewed(lead, communityId, file)

describe('an import', () => {
  it('of the estate’s real roster gives its 1,000 households, and a second import changes nothing', async () => {
    const communityId = await newCommunity()
    const file = attach('tongda.xlsx', readFileSync(path.join(__dirname, 'rosters/tongda-shangcheng.xlsx')))
    const first = await preview(communityId, file)
    expect(first).toMatchObject({
      state: 'ready',
      totals: { households: 1000, people: 2016, entrances: 20 },
      changes: {
        people: { added: 2016, changed: 0, unchanged: 0, gone: 0 },
        households: { added: 1000, changed: 0, unchanged: 0, gone: 0 },
      },
    })
    expect(await ResidentModel.countDocuments({ communityId })).toBe(0)
    const applied = await lead.call(applyImport, { importId: first.id })
    expect(applied).toMatchObject({ state: 'applied', progress: 1 })
    expect((await lead.call(listHouseholds, { communityId })).total).toBe(1000)
    expect((await lead.call(listEntrances, { communityId })).entrances).toHaveLength(20)
    const count = () =>
      Promise.all([ResidentModel.countDocuments({ communityId }), HouseholdModel.countDocuments({ communityId })])
    expect(await count()).toEqual([2016, 1000])

    const second = await preview(communityId, file)
    expect(second.changes).toMatchObject({
      people: { added: 0, changed: 0, unchanged: 2016, gone: 0 },
      households: { added: 0, changed: 0, unchanged: 1000, gone: 0 },
    })
    await lead.call(applyImport, { importId: second.id })
    expect(await count()).toEqual([2016, 1000])
    expect((await lead.call(listEntrances, { communityId })).entrances).toHaveLength(20)

    const round = await lead.call(openRound, {
      communityId,
      policy: { poolSize: 10 },
      sites: [{ name: '东门', place: '东门广场', tables: 2 }],
    })
    expect(round.expected).toBe(2016)
  }, 120_000)

  it('tells the community’s room when it has been read and when it was applied', async () => {
    const communityId = await newCommunity()
    const socket = await house.socket({ token: lead.token })
    expect(await socket.emitWithAck('watch', rooms.community(communityId))).toEqual({ joined: true })
    const roster = (id: string) => (change: { what: string; id?: string }) =>
      change.what === 'roster' && change.id === id
    const changes = new Set<string | undefined>()
    socket.on('changed', ({ id }) => changes.add(id))
    const { id } = await preview(communityId)
    await until(
      async () => changes,
      (seen) => seen.has(id),
    )
    const applied = heard(socket, 'changed', roster(id))
    await lead.call(applyImport, { importId: id })
    await applied
  })

  it('names every row it did not take or doubts, with its cell and why, masked by role', async () => {
    const rows = [
      '楼栋,单元,房号,姓名,证件号码,联系电话',
      '1号楼,1单元,101,王秀英,149999194001010019,19900000000',
      '1号楼,1单元,101,王秀英,,19900000000',
      '1号楼,1单元,102,,149999196001010021,',
      '1号楼,1单元,103,李建国,,12345',
    ]
    const read = await preview(await newCommunity(), attach('a.csv', rows.join('\n')))
    expect(read.state).toBe('ready')
    expect(read.problems).toEqual(expect.arrayContaining([{ code: 'nameMissing', count: 1 }]))
    const { entries, total } = await lead.call(listImportEntries, { importId: read.id, list: 'doubtful' })
    expect(total).toBe(entries.length)
    const cells = entries.flatMap(({ row, cells }) =>
      cells.map(({ letters, header, code }) => [row, letters, header, code]),
    )
    expect(cells).toEqual(
      expect.arrayContaining([
        [4, 'D', '姓名', 'nameMissing'],
        [5, 'E', '证件号码', 'documentMissing'],
        [5, 'F', '联系电话', 'phoneWrong'],
      ]),
    )
    const phones = await lead.call(listImportEntries, { importId: read.id, list: 'doubtful', about: 'phoneWrong' })
    expect(phones.entries.map(({ row }) => row)).toEqual([5])
    expect(JSON.stringify(read)).not.toMatch(/14999919|199000/)
    const admin = await staff(house, 'admin', 'all')
    const seen = await admin.call(listImportEntries, { importId: read.id, list: 'doubtful' })
    expect(JSON.stringify([seen, await admin.call(readImport, { importId: read.id })])).not.toMatch(
      /李建国|王秀英|14999919|199000/,
    )
  })

  it.each([
    ['a letter', 'a.txt', '尊敬的居民：\n请于明早七点做好准备。\n', 'roster.notARoster'],
    ['an empty file', 'a.csv', '', undefined],
    ['a picture', 'a.xlsx', Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'), undefined],
    ['half a workbook', 'a.xlsx', 'PK\x03\x04 and nothing else', 'roster.unreadable'],
  ])('of %s fails with a clear reason and leaves nothing', async (_what, name, content, code) => {
    const communityId = await newCommunity()
    const read = await preview(communityId, attach(name, content))
    expect(read.state).toBe('failed')
    expect(['roster.notARoster', 'roster.unreadable']).toContain(read.failure?.code)
    if (code) expect(read.failure?.code).toBe(code)
    expect(await refused(lead.call(applyImport, { importId: read.id }))).toMatchObject({
      code: 'import.state',
      details: { state: 'failed' },
    })
    expect((await lead.call(listHouseholds, { communityId })).total).toBe(0)
  })

  it('is refused as bad input when the file is not base64 or too large', async () => {
    const communityId = await newCommunity()
    const ask = (content: string) =>
      refused(lead.call(previewImport, { communityId, file: { name: 'a.csv', content } }))
    expect(await ask('不是编码')).toMatchObject({ status: 400, code: 'input.invalid' })
    expect(await ask('A'.repeat(3_200_000))).toMatchObject({ status: 413, code: 'input.tooLarge' })
  })

  it('is taken from staff only: megabytes from anybody else are not even read', async () => {
    const communityId = await newCommunity()
    const somebody = await resident(house, '19900000002')
    const file = { name: 'a.csv', content: 'A'.repeat(100_000) }
    expect(await refusal(somebody.call(previewImport, { communityId, file }))).toBe('input.tooLarge')
  })

  it('is applied once when two apply it at once', async () => {
    const communityId = await newCommunity()
    const second = await staff(house, 'communityLead', communityId)
    const { id: importId } = await preview(communityId)
    expect(await atOnce(lead.call(applyImport, { importId }), second.call(applyImport, { importId }))).toEqual([
      'done',
      'import.state',
    ])
    expect(await HouseholdModel.countDocuments({ communityId })).toBe(homes.length)
  })

  it('is refused when another was applied after its preview, and nothing of it is written', async () => {
    const communityId = await newCommunity()
    const [one, two] = [await preview(communityId), await preview(communityId)]
    const ends = await atOnce(
      lead.call(applyImport, { importId: one.id }),
      lead.call(applyImport, { importId: two.id }),
    )
    expect(ends).toEqual(['done', 'import.stale'])
    expect(await HouseholdModel.countDocuments({ communityId })).toBe(homes.length)
    expect(await ResidentModel.countDocuments({ communityId })).toBe(homes.flatMap((home) => home.people).length)
    const states = (await ImportModel.find({ communityId }, { state: 1 }).lean()).map(({ state }) => state)
    expect(states.sort()).toEqual(['applied', 'ready'])
    const third = await preview(communityId)
    expect(third.changes).toMatchObject({ people: { added: 0, changed: 0 }, households: { added: 0, changed: 0 } })
  })

  it('happens once when the operation is sent twice', async () => {
    const communityId = await newCommunity()
    const { id: importId } = await preview(communityId)
    const operationId = 'apply-this-roster-once'
    const first = await lead.call(applyImport, { importId }, { operationId })
    expect(await lead.call(applyImport, { importId }, { operationId })).toEqual(first)
    expect(lead.last.headers.get('operation-outcome')).toBe('duplicate')
  })

  it('is read and applied only by the office of its community', async () => {
    const communityId = await newCommunity()
    const otherId = await newCommunity()
    const { id: importId } = await preview(communityId)
    const strangers = [
      await staff(house, 'communityLead', otherId),
      await staff(house, 'captain', communityId),
      await resident(house, '19900000001'),
    ]
    for (const stranger of strangers) {
      expect(await refusal(stranger.call(readImport, { importId }))).toBe('auth.forbidden')
      expect(await refusal(stranger.call(applyImport, { importId }))).toBe('auth.forbidden')
      expect(await refusal(stranger.call(previewImport, { communityId, file: attach('a.csv', demoRoster()) }))).toBe(
        'auth.forbidden',
      )
    }
    expect(await refusal(house.client().call(applyImport, { importId }))).toBe('auth.required')
  })
})
