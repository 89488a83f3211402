import {
  findBox,
  handOver,
  listBoxCodes,
  listBoxes,
  listOverdue,
  openBox,
  packTube,
  readBox,
  receiveBox,
  sealBox,
  setBoxRange,
  unpackTube,
} from '@loumen/shared/boxes/api'
import type { Box } from '@loumen/shared/boxes/schema'
import { checkShift, listChecks, openTube, readDesk, setTubeRange, signCheck, voidTube } from '@loumen/shared/tubes/api'
import { newId, oid } from '../src/base/db'
import { now, setClock } from '../src/clock'
import { demoHouseholds } from '../src/demo/people'
import { SiteModel } from '../src/rounds/model'
import { desk, nth, type Player, pool, type Scene, scene, staff } from './cast'
import { atOnce, refusal, refused, startHouse, type TestHouse } from './house'

let house: TestHouse
let day: Scene
let staffed: Awaited<ReturnType<typeof desk>>
let keeper: Player
let courier: Player
let lab: Player
let strangers: Player[]

const documents = demoHouseholds().flatMap((home) =>
  home.note.includes('居家健康监测') ? [] : home.people.map((person) => person.document),
)
let made = 0
const code = (series: string) => `${series}-${String(++made).padStart(4, '0')}`
const hours = (count: number) => setClock(new Date(now().getTime() + count * 3_600_000))
/** A closed tube with two people nobody has sampled yet. */
const closedTube = async (barcode = code('TUBE')) =>
  pool(staffed, nth(day.tableIds, 0), barcode, documents.splice(0, 2))
const openOne = () => keeper.call(openBox, { siteId: day.siteId, code: code('BOX') })
const pack = (box: Box, barcode: string) => keeper.call(packTube, { boxId: box.id, barcode })
const sealing = (box: Box, counted: number) => ({
  boxId: box.id,
  number: code('SEAL'),
  counted,
  witness: '赵采样',
})
/** A sealed box with so many tubes. */
async function sealed(tubes: number): Promise<Box> {
  const box = await openOne()
  for (let i = 0; i < tubes; i++) await pack(box, (await closedTube()).barcode)
  return keeper.call(sealBox, sealing(box, tubes))
}

beforeAll(async () => {
  house = await startHouse()
  day = await scene(house)
  staffed = await desk(house, day)
  ;[keeper, courier] = [await staff(house, 'siteKeeper', day.siteId), await staff(house, 'courier', day.communityId)]
  lab = await staff(house, 'lab', 'all')
  const other = await scene(house)
  strangers = [
    await staff(house, 'siteKeeper', other.siteId),
    await staff(house, 'courier', other.communityId),
    await staff(house, 'volunteer', day.communityId),
  ]
})
afterAll(() => house.close())
afterEach(() => setClock(new Date()))

describe('a box', () => {
  it('is opened, packed, sealed, handed over and received, with every name and time', async () => {
    const box = await openOne()
    const [one, two] = [await closedTube(), await closedTube()]
    await pack(box, one.barcode)
    const packed = await pack(box, two.barcode.toLowerCase())
    expect(packed.tubes.map((tube) => tube.barcode)).toEqual([one.barcode, two.barcode])
    expect(packed).toMatchObject({ state: 'open', people: 4, firstSampleAt: one.people[0]?.admittedAt })
    const shut = await keeper.call(sealBox, sealing(box, 2))
    expect(shut).toMatchObject({ state: 'sealed', seal: { counted: 2, by: 'siteKeeper', witness: '赵采样' } })
    await keeper.call(handOver, { boxId: box.id, side: 'give', other: '钱司机' })
    const gone = await courier.call(handOver, { boxId: box.id, side: 'take', other: '孙维护' })
    expect(gone.handovers.map(({ from, to }) => [from, to])).toEqual([
      ['siteKeeper', '钱司机'],
      ['孙维护', 'courier'],
    ])
    const found = await lab.call(findBox, { code: box.code })
    const arrived = await lab.call(receiveBox, {
      boxId: found.id,
      from: '钱司机',
      barcodes: [one.barcode, two.barcode],
    })
    expect(arrived).toMatchObject({ state: 'received', receipt: { by: 'lab', from: '钱司机', missing: [], extra: [] } })
    const { closed } = await staffed.registrar.call(readDesk, { tableId: nth(day.tableIds, 0) })
    expect(closed.filter((tube) => tube.state === 'received').map((tube) => tube.id)).toEqual(
      expect.arrayContaining([one.id, two.id]),
    )
  })

  it('is not for strangers, and an unknown label answers like somebody else’s', async () => {
    const box = await sealed(1)
    for (const stranger of strangers) {
      expect(await refusal(stranger.call(openBox, { siteId: day.siteId, code: code('BOX') }))).toBe('auth.forbidden')
      expect(await refusal(stranger.call(readBox, { boxId: box.id }))).toBe('auth.forbidden')
      expect(await refusal(stranger.call(handOver, { boxId: box.id, side: 'take', other: '某人' }))).toBe(
        'auth.forbidden',
      )
      const [own, unknown] = [
        await refused(stranger.call(findBox, { code: box.code })),
        await refused(stranger.call(findBox, { code: 'NO-SUCH-BOX' })),
      ]
      expect([own.status, own.code]).toEqual([unknown.status, unknown.code])
    }
    expect(await refusal(courier.call(packTube, { boxId: box.id, barcode: 'TUBE-1' }))).toBe('auth.forbidden')
    expect(await refusal(courier.call(receiveBox, { boxId: box.id, from: '某人', barcodes: [] }))).toBe(
      'auth.forbidden',
    )
    expect(await refusal(strangers[2]?.call(listBoxes, { roundId: day.round.id }) as Promise<unknown>)).toBe(
      'auth.forbidden',
    )
  })

  it('takes no unknown, open or packed tube, and lets one go again', async () => {
    const [box, other] = [await openOne(), await openOne()]
    const tube = await closedTube()
    await pack(box, tube.barcode)
    expect(await refusal(pack(box, 'NO-SUCH-TUBE'))).toBe('tube.unknown')
    expect((await refused(pack(other, tube.barcode))).details).toMatchObject({ box: box.code })
    const open = await staffed.registrar.call(openTube, { tableId: nth(day.tableIds, 1), barcode: code('TUBE') })
    expect(await refusal(pack(box, open.barcode))).toBe('tube.state')
    await staffed.sampler.call(voidTube, { tubeId: open.id, reason: '试' })
    await keeper.call(unpackTube, { boxId: box.id, tubeId: tube.id })
    expect((await pack(other, tube.barcode)).tubes).toHaveLength(1)
    expect(await refusal(keeper.call(unpackTube, { boxId: box.id, tubeId: tube.id }))).toBe('notFound')
  })

  it('is under one label only while it is under way, and one seal is used once', async () => {
    const box = await sealed(1)
    expect(await refusal(keeper.call(openBox, { siteId: day.siteId, code: box.code }))).toBe('box.codeUsed')
    await lab.call(receiveBox, { boxId: box.id, from: '钱司机', barcodes: box.tubes.map((tube) => tube.barcode) })
    const again = await keeper.call(openBox, { siteId: day.siteId, code: box.code })
    await pack(again, (await closedTube()).barcode)
    const number = box.seal?.number ?? ''
    expect(await refusal(keeper.call(sealBox, { ...sealing(again, 1), number }))).toBe('box.sealUsed')
    expect((await courier.call(findBox, { code: box.code })).id).toBe(again.id)
  })

  it('is sealed with any difference that is named, and its people stand on the doubtful list', async () => {
    const box = await openOne()
    const [one, two] = [await closedTube(), await closedTube()]
    for (const tube of [one, two]) await pack(box, tube.barcode)
    expect((await refused(keeper.call(sealBox, sealing(box, 1)))).details).toEqual({ packed: 2, counted: 1 })
    const shut = await keeper.call(sealBox, {
      ...sealing(box, 2),
      differences: [
        { kind: 'missing', barcode: two.barcode, note: '台面上没找到' },
        { kind: 'extra', barcode: null, note: '条码糊了' },
      ],
    })
    expect(shut.differences.map(({ kind, note }) => [kind, note])).toEqual([
      ['missing', '台面上没找到'],
      ['extra', '条码糊了'],
    ])
    const { tubes } = await day.lead.call(listOverdue, { roundId: day.round.id })
    expect(tubes.find((tube) => tube.tubeId === two.id)).toMatchObject({ why: 'doubtful', people: 2, box: box.code })
    expect(tubes.some((tube) => tube.tubeId === one.id)).toBe(false)
  })

  it('is neither changed once it is sealed nor sealed empty', async () => {
    const empty = await openOne()
    expect(await refusal(keeper.call(sealBox, sealing(empty, 0)))).toBe('box.empty')
    expect(await refusal(keeper.call(handOver, { boxId: empty.id, side: 'give', other: '钱司机' }))).toBe('box.state')
    const box = await sealed(1)
    const [tube] = box.tubes
    expect(await refusal(pack(box, (await closedTube()).barcode))).toBe('box.state')
    expect(await refusal(keeper.call(unpackTube, { boxId: box.id, tubeId: tube?.tubeId ?? '' }))).toBe('box.state')
    expect(await refusal(keeper.call(sealBox, sealing(box, 1)))).toBe('box.state')
  })

  it('is received with what is missing and extra, and the missing tube can still arrive in another', async () => {
    const [box, other] = [await sealed(2), await sealed(1)]
    const [first, lost] = box.tubes.map((tube) => tube.barcode)
    const arrived = await lab.call(receiveBox, { boxId: box.id, from: '钱司机', barcodes: [first ?? '', 'STRANGE-1'] })
    expect(arrived.receipt).toMatchObject({ missing: [lost], extra: ['STRANGE-1'] })
    const { tubes } = await day.lead.call(listOverdue, { roundId: day.round.id })
    expect(tubes.find((tube) => tube.barcode === lost)?.why).toBe('doubtful')
    const inside = other.tubes.map((tube) => tube.barcode)
    const late = await lab.call(receiveBox, { boxId: other.id, from: '钱司机', barcodes: [...inside, lost ?? ''] })
    expect(late.receipt?.extra).toEqual([lost])
    const after = await day.lead.call(listOverdue, { roundId: day.round.id })
    expect(after.tubes.some((tube) => tube.barcode === lost)).toBe(false)
    expect(await refusal(lab.call(receiveBox, { boxId: box.id, from: '钱司机', barcodes: [] }))).toBe('box.state')
  })

  it('gets each tube once when two pack it at once, and nothing after it was sealed at the same moment', async () => {
    const [box, other] = [await openOne(), await openOne()]
    const tube = await closedTube()
    expect(await atOnce(pack(box, tube.barcode), pack(other, tube.barcode))).toEqual(['done', 'tube.inBox'])
    const third = await openOne()
    await pack(third, (await closedTube()).barcode)
    const late = await closedTube()
    const ends = await atOnce(pack(third, late.barcode), keeper.call(sealBox, sealing(third, 1)))
    const now = await keeper.call(readBox, { boxId: third.id })
    expect(now.state === 'sealed' ? now.tubes.length : 2).toBe(now.state === 'sealed' ? 1 : 2)
    expect(ends).toEqual(now.state === 'sealed' ? ['box.state', 'done'] : ['box.differs', 'done'])
  })

  it('lists tubes that wait too long for a box, a receipt or a result', async () => {
    const why = async (tubeId: string) =>
      (await day.lead.call(listOverdue, { roundId: day.round.id })).tubes.find((tube) => tube.tubeId === tubeId)?.why
    const tube = await closedTube()
    expect(await why(tube.id)).toBeUndefined()
    hours(1.1)
    expect(await why(tube.id)).toBe('noBox')
    const box = await openOne()
    await pack(box, tube.barcode)
    expect(await why(tube.id)).toBeUndefined()
    hours(3)
    expect(await why(tube.id)).toBe('noReceipt')
    await keeper.call(sealBox, sealing(box, 1))
    await lab.call(receiveBox, { boxId: box.id, from: '钱司机', barcodes: [tube.barcode] })
    expect(await why(tube.id)).toBeUndefined()
    hours(2)
    expect(await why(tube.id)).toBe('noResult')
  })
})

describe('tube codes of a table', () => {
  it('warn of another table’s code and of codes outside, and let it pass once confirmed', async () => {
    const [mine, other] = [nth(day.tableIds, 0), nth(day.tableIds, 1)]
    await keeper.call(setTubeRange, { tableId: mine, range: { from: 'A0001', to: 'A0100' } })
    await keeper.call(setTubeRange, { tableId: other, range: { from: 'A0101', to: 'A0200' } })
    const open = (barcode: string, confirmed?: boolean) =>
      staffed.registrar.call(openTube, { tableId: mine, barcode, confirmed })
    const wrong = await refused(open('A0150'))
    expect([wrong.code, wrong.details]).toEqual(['tube.otherTable', { barcode: 'A0150', table: 2 }])
    expect(await refusal(open('B0001'))).toBe('tube.outsideRange')
    const tube = await open('A0150', true)
    await staffed.sampler.call(voidTube, { tubeId: tube.id, reason: '试' })
    const own = await open('A0007')
    const codes = await keeper.call(listChecks, { siteId: day.siteId })
    expect(codes.uses).toEqual([
      { tableId: mine, used: 1, size: 100, last: 'A0007' },
      { tableId: other, used: 1, size: 100, last: 'A0150' },
    ])
    expect(codes.strays.filter(({ tableId }) => tableId === mine)).toContainEqual(
      expect.objectContaining({ barcode: 'A0150', owner: expect.objectContaining({ table: 2 }) }),
    )
    await staffed.sampler.call(voidTube, { tubeId: own.id, reason: '试' })
    for (const tableId of [mine, other]) await keeper.call(setTubeRange, { tableId, range: null })
  })

  it('never overlap, not even when given at once, and are the site keeper’s to give', async () => {
    const [mine, other] = [nth(day.tableIds, 0), nth(day.tableIds, 1)]
    const give = (tableId: string, from: string, to: string, who = keeper) =>
      who.call(setTubeRange, { tableId, range: { from, to } })
    expect(await refusal(give(mine, 'C0100', 'C0001'))).toBe('range.invalid')
    expect(await refusal(give(mine, 'C0001', 'D0100'))).toBe('range.invalid')
    expect(await refusal(give(mine, 'C0001', 'C0100', staffed.registrar))).toBe('auth.forbidden')
    expect(await atOnce(give(mine, 'C0001', 'C0100'), give(other, 'C0050', 'C0150'))).toEqual([
      'done',
      'range.overlaps',
    ])
    expect((await keeper.call(listChecks, { siteId: day.siteId })).ranges).toHaveLength(1)
    for (const tableId of [mine, other]) await keeper.call(setTubeRange, { tableId, range: null })
  })
})

describe('a shift check', () => {
  it('names tubes that were scanned but are not in hand, and tubes in hand that nobody scanned', async () => {
    const tube = await closedTube()
    const tableId = nth(day.tableIds, 0)
    const check = await keeper.call(checkShift, { tableId, barcodes: ['UNKNOWN-1', 'UNKNOWN-1'] })
    expect(check).toMatchObject({ counted: 1, unknown: ['UNKNOWN-1'], by: 'siteKeeper' })
    expect(check.missing).toContain(tube.barcode)
    expect((await keeper.call(listChecks, { siteId: day.siteId })).checks[0]).toEqual(check)
    expect(await refusal(staffed.registrar.call(checkShift, { tableId, barcodes: [] }))).toBe('auth.forbidden')
    expect(await refusal(strangers[0]?.call(listChecks, { siteId: day.siteId }) as Promise<unknown>)).toBe(
      'auth.forbidden',
    )
  })
})

describe('a difference that a shift check found', () => {
  const count = (barcodes: string[]) => keeper.call(checkShift, { tableId: nth(day.tableIds, 0), barcodes })
  const sign = (checkId: string, who = keeper) => who.call(signCheck, { checkId, note: '在 2 号箱里找到' })

  it('is signed by the keeper with what was found, once, and stays in the history', async () => {
    const first = await count(['UNKNOWN-2'])
    const tube = await closedTube()
    const check = await count(['UNKNOWN-2'])
    expect(check).toMatchObject({ since: first.at, closed: 1, signed: null })
    expect(check.missing).toContain(tube.barcode)
    const after = await sign(check.id)
    expect(after.signed).toMatchObject({ by: 'siteKeeper', note: '在 2 号箱里找到' })
    expect((await keeper.call(listChecks, { siteId: day.siteId })).checks).toContainEqual(after)
    expect(await refusal(sign(check.id))).toBe('check.signed')
    expect(await atOnce(sign(first.id), sign(first.id))).toEqual(['check.signed', 'done'])
  })

  it('is not for strangers to sign, wants words, and a count that agrees needs none', async () => {
    const check = await count(['UNKNOWN-3'])
    for (const who of [...strangers, staffed.registrar])
      expect(await refusal(sign(check.id, who))).toBe('auth.forbidden')
    expect(await refusal(keeper.call(signCheck, { checkId: check.id, note: ' ' }))).toBe('input.invalid')
    const same = await count(check.missing)
    expect([same.missing, same.unknown]).toEqual([[], []])
    expect(await refusal(sign(same.id))).toBe('check.agrees')
    expect(await refusal(sign('0'.repeat(24), day.lead))).toBe('notFound')
  })
})

describe('box codes of a site', () => {
  const give = (from: string, to: string, who = keeper) =>
    who.call(setBoxRange, { siteId: day.siteId, range: { from, to } })
  const open = (label: string) => keeper.call(openBox, { siteId: day.siteId, code: label })

  it('are counted, and a label of no range is noted with its box, never refused', async () => {
    await give('ｂ 0001', 'B0009')
    expect((await open('B0001')).stray).toBeNull()
    expect((await open('b 0004')).code).toBe('B0004')
    expect((await open('C0001')).stray).toBe('outside')
    const codes = await keeper.call(listBoxCodes, { siteId: day.siteId })
    expect(codes).toMatchObject({
      range: { from: 'B0001', to: 'B0009' },
      use: { used: 2, size: 9, last: 'B0004' },
      gaps: [{ from: 'B0002', to: 'B0003', count: 2 }],
      strays: [{ code: 'C0001', why: 'outside' }],
    })
    expect((await keeper.call(setBoxRange, { siteId: day.siteId, range: null })).range).toBeNull()
  })

  it('tell which label went out more than once', async () => {
    const box = await sealed(1)
    await lab.call(receiveBox, { boxId: box.id, from: '钱司机', barcodes: box.tubes.map(({ barcode }) => barcode) })
    await open(box.code)
    const { doubles } = await keeper.call(listBoxCodes, { siteId: day.siteId })
    expect(doubles.filter(({ code }) => code === box.code)).toMatchObject([{ times: 2 }, { times: 2 }])
  })

  it('are the site keeper’s to give, in ranges that hold codes and meet no other site’s, not even at once', async () => {
    for (const who of [...strangers, staffed.registrar])
      expect(await refusal(give('B0001', 'B0009', who))).toBe('auth.forbidden')
    expect(await refusal(strangers[0]?.call(listBoxCodes, { siteId: day.siteId }) as Promise<unknown>)).toBe(
      'auth.forbidden',
    )
    expect(await refusal(give('B0009', 'B0001'))).toBe('range.invalid')
    expect(await refusal(give('箱', 'B0001'))).toBe('input.invalid')
    const here = await SiteModel.findById(oid(day.siteId)).lean()
    if (!here) throw new Error('the site is gone')
    const second = await SiteModel.create({ ...here, _id: newId(), name: '二号点' })
    const secondId = String(second._id)
    const there = (from: string, to: string) => day.lead.call(setBoxRange, { siteId: secondId, range: { from, to } })
    expect(await atOnce(give('B0001', 'B0009'), there('B0005', 'B0015'))).toEqual(['done', 'range.siteOverlaps'])
    await there('D0001', 'D0009')
    expect((await open('D0003')).stray).toBe('otherSite')
  })
})
