import { createLabKey, listLabKeys, revokeLabKey } from '@loumen/shared/accounts/keys'
import { findBox, openBox, packTube, receiveBox, sealBox } from '@loumen/shared/boxes/api'
import { listRecalls } from '@loumen/shared/incidents/api'
import { correctResult, listResults, listUploads, reportResults, uploadResults } from '@loumen/shared/results/api'
import { myTickets } from '@loumen/shared/tickets/api'
import mongoose from 'mongoose'
import { NoticeModel } from '../src/base/notices'
import { demoHouseholds } from '../src/demo/people'
import { desk, householder, nth, type Player, pool, type Scene, scene, staff } from './cast'
import { atOnce, refusal, startHouse, type TestClient, type TestHouse, until } from './house'
import { workbook } from './zip'

let house: TestHouse
let day: Scene
let at: Awaited<ReturnType<typeof desk>>
let admin: Player
let keeper: Player
let secret: string
let program: TestClient

const homes = demoHouseholds().flatMap(({ note, people }, place) =>
  note.includes('居家健康监测') ? [] : [{ place, documents: people.map(({ document }) => document) }],
)
const take = () => {
  const home = homes.shift()
  if (!home) throw new Error('every household has been used')
  return home
}
let made = 0
const code = (series = 'KEY') => `${series}-${String(++made).padStart(4, '0')}`
const table = () => nth(day.tableIds, 0)
const report = (who: TestClient, results: { barcode: string; outcome: string; testedAt?: string }[]) =>
  who.call(reportResults, { roundId: day.round.id, results })
const outcomeOf = async (barcode: string) =>
  (await day.lead.call(listResults, { roundId: day.round.id })).tubes.find((tube) => tube.barcode === barcode)

beforeAll(async () => {
  house = await startHouse()
  day = await scene(house)
  at = await desk(house, day)
  ;[admin, keeper] = [await staff(house, 'admin', 'all'), await staff(house, 'siteKeeper', day.siteId)]
  const made = await admin.call(createLabKey, { communityId: day.communityId, lab: '市第一医院检验科' })
  secret = made.secret ?? ''
  program = house.client({ token: secret })
})
afterAll(() => house.close())

describe('a laboratory’s key', () => {
  it('is shown once, stored only as a hash, and ended at once', async () => {
    const input = { communityId: day.communityId, lab: '区疾控' }
    const operationId = 'one-key-and-not-two'
    const first = await admin.call(createLabKey, input, { operationId })
    const again = await admin.call(createLabKey, input, { operationId })
    expect([first.secret?.length, again.secret, again.key.id]).toEqual([47, undefined, first.key.id])
    const rows = await mongoose.connection.collection('labkeys').find().toArray()
    for (const kept of [first.secret ?? '', secret]) expect(JSON.stringify(rows)).not.toContain(kept)
    const own = house.client({ token: first.secret })
    await own.call(findBox, { code: 'NO-SUCH-BOX' }).catch(() => {})
    const { keys } = await admin.call(listLabKeys, { communityId: day.communityId })
    expect(keys.find(({ id }) => id === first.key.id)).toMatchObject({
      lab: '区疾控',
      createdBy: 'admin',
      revokedAt: null,
    })
    expect(keys.find(({ id }) => id === first.key.id)?.lastUsedAt).not.toBeNull()
    const revoke = () => admin.call(revokeLabKey, { keyId: first.key.id })
    expect(await atOnce(revoke(), revoke())).toEqual(['done', 'done'])
    expect(await refusal(report(own, [{ barcode: code(), outcome: '阴性' }]))).toBe('auth.required')
    expect(
      await refusal(report(house.client({ token: `lmk_${'a'.repeat(43)}` }), [{ barcode: code(), outcome: '阴性' }])),
    ).toBe('auth.required')
  })

  it('is an administrator’s to make, and reaches nothing but results and boxes of its community', async () => {
    for (const who of [day.lead, at.registrar])
      expect(await refusal(who.call(createLabKey, { communityId: day.communityId, lab: '外人' }))).toBe(
        'auth.forbidden',
      )
    expect(await refusal(admin.call(createLabKey, { communityId: day.communityId, lab: ' ' }))).toBe('input.invalid')
    for (const ask of [
      program.call(listResults, { roundId: day.round.id }),
      program.call(listRecalls, { roundId: day.round.id }),
      program.call(listLabKeys, { communityId: day.communityId }),
      program.call(createLabKey, { communityId: day.communityId, lab: '再来一个' }),
      program.call(myTickets, {}),
      program.call(correctResult, { tubeId: 'f'.repeat(24), outcome: 'negative', reason: '笔误' }),
    ])
      expect(await refusal(ask)).toBe('auth.forbidden')
    const other = await scene(house)
    expect(
      await refusal(
        program.call(reportResults, { roundId: other.round.id, results: [{ barcode: code(), outcome: '阴性' }] }),
      ),
    ).toBe('auth.forbidden')
  })

  it('reports as JSON: named by its laboratory, and the same report again changes nothing', async () => {
    const { place, documents } = take()
    const home = await householder(house, day, place)
    const tube = await pool(at, table(), code(), documents)
    const rows = [
      { barcode: tube.barcode.toLowerCase(), outcome: 'negative', testedAt: '2026-11-21T06:05:00.000Z' },
      { barcode: code(), outcome: '大概' },
    ]
    const first = await report(program, rows)
    expect(first).toMatchObject({ applied: 1, refused: 1, by: '市第一医院检验科' })
    expect(first.rows.map(({ verdict }) => verdict)).toEqual(['applied', 'invalid'])
    expect(await report(program, rows)).toMatchObject({ applied: 0, same: 1 })
    const { rounds } = await home.call(myTickets, {})
    expect(nth(rounds, 0).tickets).toMatchObject(documents.map(() => ({ result: 'negative', lab: '市第一医院检验科' })))
    expect((await day.lead.call(listUploads, { roundId: day.round.id })).uploads[0]?.by).toBe('市第一医院检验科')
    const notices = await NoticeModel.find({ kind: 'resultsReady' }).lean()
    expect(notices.map(({ accountId }) => String(accountId))).toEqual([home.id])
    expect(JSON.stringify(notices)).not.toMatch(/negative|阴/)
  })

  it('reports from two programs at once once, and of two that differ one needs a reason', async () => {
    const tube = await pool(at, table(), code(), take().documents)
    const verdicts = async (...says: string[]) =>
      (await Promise.all(says.map((outcome) => report(program, [{ barcode: tube.barcode, outcome }]))))
        .map(({ rows }) => rows[0]?.verdict)
        .sort()
    expect(await verdicts('阴性', '阴性')).toEqual(['applied', 'same'])
    expect(await verdicts('不足')).toEqual(['needsReason'])
  })
})

it('a workbook is read like a text, with its heading below a title', async () => {
  const tube = await pool(at, table(), code(), take().documents)
  const rows = [['核酸检测结果'], ['样本条码', '检测结果', '检测方法'], [], [tube.barcode, '阴性', '荧光 PCR']]
  const xml = rows
    .map((cells, y) => {
      const inner = cells.map((text, x) => `<c r="${'ABC'[x]}${y + 1}" t="inlineStr"><is><t>${text}</t></is></c>`)
      return `<row r="${y + 1}">${inner.join('')}</row>`
    })
    .join('')
  const file = (content: Buffer) => ({ name: 'r.xlsx', content: content.toString('base64') })
  const upload = (content: Buffer) => program.call(uploadResults, { roundId: day.round.id, file: file(content) })
  const book = workbook([{ name: '结果', xml: `<sheetData>${xml}</sheetData>` }])
  expect((await upload(book)).rows).toMatchObject([{ row: 4, barcode: tube.barcode, verdict: 'applied' }])
  expect((await upload(book)).rows).toMatchObject([{ verdict: 'same' }])
  expect(await refusal(upload(Buffer.from('PK\x03\x04 and nothing else')))).toBe('upload.unreadable')
  expect(await outcomeOf(tube.barcode)).toMatchObject({ outcome: 'negative', method: '荧光 PCR' })
})

it('once tubes travel in boxes, a result waits until the laboratory has received its tube', async () => {
  const [inside, late] = [
    await pool(at, table(), code(), take().documents),
    await pool(at, table(), code(), take().documents),
  ]
  const box = await keeper.call(openBox, { siteId: day.siteId, code: code('BOX') })
  await keeper.call(packTube, { boxId: box.id, barcode: inside.barcode })
  await keeper.call(sealBox, { boxId: box.id, number: code('SEAL'), counted: 1, witness: '赵采样' })
  const both = [inside, late].map(({ barcode }) => ({ barcode, outcome: '阴性' }))
  const told = await report(program, both)
  expect(told).toMatchObject({ applied: 0, waiting: 2 })
  expect(told.rows.map(({ verdict }) => verdict)).toEqual(['notReceived', 'notReceived'])
  expect((await outcomeOf(inside.barcode))?.outcome).toBeNull()
  const found = await program.call(findBox, { code: box.code })
  const arrived = await program.call(receiveBox, { boxId: found.id, from: '钱司机', barcodes: [inside.barcode] })
  expect(arrived.receipt).toMatchObject({ by: '市第一医院检验科', missing: [] })
  await until(
    () => outcomeOf(inside.barcode),
    (tube) => tube?.outcome === 'negative',
  )
  expect((await outcomeOf(late.barcode))?.outcome).toBeNull()
})
