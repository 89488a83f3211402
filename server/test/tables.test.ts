import { callEntrance, grantCall } from '@loumen/shared/calls/api'
import { closeRound, readOverview } from '@loumen/shared/coverage/api'
import { setTable } from '@loumen/shared/rounds/api'
import { myTickets } from '@loumen/shared/tickets/api'
import {
  admit,
  admitWalkIn,
  closeTube,
  divert,
  listChecks,
  movePerson,
  openTube,
  readDesk,
  reportCode,
  sendHome,
  setTubeRange,
  voidTube,
} from '@loumen/shared/tubes/api'
import type { Admission, Circumstances, Scan, WalkIn } from '@loumen/shared/tubes/schema'
import { listVisits } from '@loumen/shared/visits/api'
import { oid } from '../src/base/db'
import { NoticeModel } from '../src/base/notices'
import { demoHouseholds } from '../src/demo/people'
import { ResidentModel } from '../src/roster/model'
import { RoundModel } from '../src/rounds/model'
import { TicketModel } from '../src/tickets/model'
import { roundNow } from '../src/tubes/admit'
import { TubeModel } from '../src/tubes/model'
import { householder, nth, type Player, resident, type Scene, scene, staff } from './cast'
import { atOnce, refusal, refused, startHouse, type TestHouse, until } from './house'

let house: TestHouse
let day: Scene
let registrar: Player
let sampler: Player
let strangers: Player[]

const homes = demoHouseholds()
const plain = homes.filter(({ note }) => !note)
const behind = (building: number, entrance: number) =>
  plain.filter((home) => home.building === building && home.entrance === entrance)
/** People behind the called entrances, none used twice. */
const called = [...behind(1, 1), ...behind(1, 2)].flatMap(({ people }) => people)
const pairs = behind(2, 1).filter(({ people }) => people.length > 1)

beforeAll(async () => {
  house = await startHouse()
  day = await scene(house)
  ;[registrar, sampler] = [await staff(house, 'registrar', day.siteId), await staff(house, 'sampler', day.siteId)]
  const other = await scene(house)
  strangers = [
    await staff(house, 'registrar', other.siteId),
    await staff(house, 'siteKeeper', other.siteId),
    await resident(house, '19900000001'),
  ]
  for (const { id: entranceId } of day.entrances.slice(0, 2)) {
    const call = await day.lead.call(grantCall, { siteId: day.siteId, entranceId })
    await day.lead.call(callEntrance, { callId: call.id })
  }
})
afterAll(() => house.close())

let made = 0
const barcode = () => `T-${String(++made).padStart(4, '0')}`
const table = (n: number) => nth(day.tableIds, n)
const open = (n = 0) => registrar.call(openTube, { tableId: table(n), barcode: barcode() })
const scanned = (tubeId: string, scan: Scan, how: Circumstances = {}) => registrar.call(admit, { tubeId, scan, ...how })
const inside = (answer: Admission) => {
  if (answer.kind !== 'admitted') throw new Error('nobody was admitted')
  return answer.admitted
}
const asked = (answer: Admission) => {
  if (answer.kind !== 'choose') throw new Error('the registrar was not asked')
  return answer.candidates
}
const byDocument = (person: { document: string }): Scan => ({ kind: 'document', number: person.document })
const someone = () => nth(called.splice(0, 1), 0)
const figures = async () => (await day.lead.call(readOverview, { roundId: day.round.id })).figures

afterEach(async () => {
  for (const tableId of day.tableIds) {
    const desk = await registrar.call(readDesk, { tableId })
    if (desk.open) await sampler.call(voidTube, { tubeId: desk.open.id, reason: '换班' })
  }
})

describe('a scan', () => {
  it('finds a person by last four digits and surname, and asks when there are several', async () => {
    const tube = await open()
    const person = someone()
    const last4 = person.document.slice(-4)
    expect(inside(await scanned(tube.id, { kind: 'name', last4, surname: person.name.slice(0, 1) }))).toMatchObject([
      { name: person.name, last4 },
    ])
    expect(await refusal(scanned(tube.id, { kind: 'name', last4, surname: '欧阳' }))).toBe('scan.unknown')
    const twin = someone()
    const [row] = await ResidentModel.find({ communityId: oid(day.communityId) }).lean()
    expect(row).toBeDefined()
    const answer = await scanned(tube.id, { kind: 'home', door: doorOf(twin) })
    expect(asked(answer).map(({ name }) => name)).toEqual(expect.arrayContaining([twin.name]))
  })

  it('by a door alone needs somebody who answers for the person, and keeps their name', async () => {
    const tube = await open()
    const person = someone()
    const scan: Scan = { kind: 'home', door: doorOf(person) }
    const who = asked(await scanned(tube.id, scan)).find(({ name }) => name === person.name)
    const named = { ...scan, residentIds: [who?.residentId ?? ''] }
    expect(await refusal(scanned(tube.id, named))).toBe('person.voucherNeeded')
    const [admitted] = inside(await scanned(tube.id, named, { vouch: { by: 'captain', name: '王楼长' } }))
    expect(admitted).toMatchObject({ name: person.name, vouch: 'captain 王楼长' })
    expect(JSON.stringify(await TubeModel.collection.findOne({ _id: oid(tube.id) }))).not.toContain('王楼长')
  })

  it('lets who goes first in uncalled, and tells the sampler what to mind', async () => {
    const tube = await open()
    const person = nth(nth(behind(3, 1), 0).people, 0)
    expect(await refusal(scanned(tube.id, byDocument(person)))).toMatch(/^person\.(not|next)/)
    const { modifiedCount } = await ResidentModel.updateOne(await rowOf(person.document), {
      $set: { tags: ['pregnant', 'anticoagulants'] },
    })
    expect(modifiedCount).toBe(1)
    expect(inside(await scanned(tube.id, byDocument(person)))).toMatchObject([{ care: ['anticoagulants', 'pregnant'] }])
  })

  it('waits for food, smoke and vaccines by the rule; a reason overrules it', async () => {
    const tube = await open()
    const person = someone()
    const say = (declared: Circumstances['declared'], reason?: string) =>
      scanned(tube.id, byDocument(person), { declared, ...(reason ? { reason } : {}) })
    expect(await refused(say({ ate: 30 }))).toMatchObject({ code: 'person.deferred', details: { minutes: 90 } })
    expect(await refused(say({ smoked: 10 }))).toMatchObject({ details: { why: 'smoked', minutes: 20 } })
    expect(await refusal(say({ vaccinated: true }))).toBe('person.vaccinated')
    expect(await refusal(say({ ate: -1 }))).toBe('input.invalid')
    expect(inside(await say({ ate: 10, throatDisease: true }, '医护同意'))).toMatchObject([
      { care: ['throatDisease'], reason: '医护同意' },
    ])
  })
})

describe('a walk-in', () => {
  const elsewhere = (name: string): WalkIn => ({ name, home: { kind: 'elsewhere', address: '和平路 3 号' }, tags: [] })
  const walk = (tubeId: string, walkIn: WalkIn, how: Circumstances = {}, who = registrar) =>
    who.call(admitWalkIn, { tubeId, walkIn, ...how })

  it('becomes a provisional resident whom the round counts', async () => {
    const tube = await open()
    const before = await figures()
    const entranceId = nth(day.entrances, 0).id
    const home = { kind: 'door' as const, entranceId, door: '101' }
    const first = await walk(tube.id, { name: '郑新来', document: '149999199001010011', home, tags: ['pregnant'] })
    expect(inside(first)).toMatchObject([{ name: '郑新来', last4: '0011', door: '101', care: ['pregnant'] }])
    const second = await walk(tube.id, { ...elsewhere('钱路过'), document: '149999199001010038', tags: [] })
    expect(inside(second)).toMatchObject([{ name: '钱路过', number: 1 }])
    const after = await figures()
    expect([after.expected, after.inQueue]).toEqual([before.expected + 2, before.inQueue + 2])
    const row = await ResidentModel.findOne({ _id: oid(nth(inside(second), 0).residentId) }).lean()
    expect(row).toMatchObject({ toVerify: true })
    expect(JSON.stringify(row)).not.toContain('钱路过')
    await sampler.call(closeTube, { tubeId: tube.id, count: 2 })
    expect((await figures()).sampled).toBe(before.sampled + 2)
  })

  it('who is known is admitted as who they are, and only once', async () => {
    const tube = await open()
    const person = someone()
    const before = await figures()
    const walkIn = { ...elsewhere('写错名字'), document: person.document }
    expect(inside(await walk(tube.id, walkIn))).toMatchObject([{ name: person.name }])
    expect((await figures()).expected).toBe(before.expected)
    expect(await refusal(walk(tube.id, walkIn))).toBe('person.inTube')
  })

  it('without a document needs a witness; strangers, bad input and a closed tube are refused', async () => {
    const tube = await open()
    expect(await refusal(walk(tube.id, elsewhere('无证')))).toBe('person.voucherNeeded')
    const vouch = { by: 'guardian', name: '她妈妈' } as const
    for (const stranger of strangers)
      expect(await refusal(walk(tube.id, elsewhere('无证'), { vouch }, stranger))).toBe('auth.forbidden')
    expect(await refusal(walk(tube.id, elsewhere(' '), { vouch }))).toBe('input.invalid')
    const foreign = { kind: 'door' as const, entranceId: 'f'.repeat(24), door: '1' }
    expect(await refusal(walk(tube.id, { ...elsewhere('无证'), home: foreign }, { vouch }))).toBe('notFound')
    expect(inside(await walk(tube.id, elsewhere('无证'), { vouch }))).toMatchObject([{ vouch: 'guardian 她妈妈' }])
    await sampler.call(closeTube, { tubeId: tube.id, count: 1 })
    const before = await ResidentModel.countDocuments()
    expect(await refusal(walk(tube.id, elsewhere('来晚'), { vouch }))).toBe('tube.state')
    expect(await ResidentModel.countDocuments()).toBe(before)
  })

  it('at two tables at once is one person in one tube', async () => {
    const [one, two] = [await open(0), await open(1)]
    const person = someone()
    const walkIn = { ...elsewhere('同一人'), document: person.document }
    expect(await atOnce(walk(one.id, walkIn), walk(two.id, walkIn))).toEqual(['done', 'person.inTube'])
  })
})

describe('sending home', () => {
  const home = nth(
    homes.filter(({ note }) => note.includes('居家健康监测')),
    0,
  )
  const send = (scan: Scan, why: 'doorOnly' | 'vaccinated' = 'doorOnly', who = registrar) =>
    who.call(sendHome, { tableId: table(0), scan, why })

  it('makes one visit at once for who is sampled at the door', async () => {
    const scan = byDocument(nth(home.people, 0))
    const tube = await open()
    expect(await refusal(scanned(tube.id, scan))).toBe('person.doorOnly')
    expect(await send(scan)).toMatchObject({ door: home.door, people: 1, until: null })
    await send(scan)
    const { visits } = await day.lead.call(listVisits, { roundId: day.round.id })
    expect(visits.filter(({ door, kind }) => door === home.door && kind === 'sampling')).toHaveLength(1)
  })

  it('excuses who was just vaccinated', async () => {
    const person = someone()
    const before = await figures()
    expect((await send(byDocument(person), 'vaccinated')).until).toMatch(/^\d{4}-\d\d-\d\d$/)
    expect((await figures()).excused).toBe(before.excused + 1)
  })

  it('is not for strangers, people of other routes, or nobody', async () => {
    const scan = byDocument(someone())
    for (const stranger of strangers) expect(await refusal(send(scan, 'doorOnly', stranger))).toBe('auth.forbidden')
    expect(await refusal(send(scan))).toBe('scan.unknown')
    expect(await refusal(send({ kind: 'document', number: 'A000000' }))).toBe('scan.unknown')
    expect(await refusal(send(scan, 'tired' as 'doorOnly'))).toBe('input.invalid')
  })

  it('twice at once makes one visit', async () => {
    const others = homes.filter(({ note }) => note.includes('居家健康监测'))
    const scan = byDocument(nth(nth(others, others.length - 1).people, 0))
    await Promise.all([send(scan), send(scan)])
    const { visits } = await day.lead.call(listVisits, { roundId: day.round.id })
    const at = nth(others, others.length - 1).door
    expect(visits.filter(({ door, kind }) => door === at && kind === 'sampling')).toHaveLength(1)
  })
})

describe('a diversion', () => {
  const alone = (scan: Scan, more: { barcode?: string; tableId?: string } = {}, who = registrar) =>
    who.call(divert, { tableId: table(0), barcode: barcode(), scan, why: 'fever', ...more })

  it('puts one person alone into a closed tube beside the open one', async () => {
    const tube = await open()
    const person = someone()
    const answer = await alone(byDocument(person))
    expect(inside(answer)).toMatchObject([{ name: person.name, reason: 'fever' }])
    expect(answer.kind === 'admitted' && answer.tube).toMatchObject({ state: 'closed', capacity: 1, diverted: 'fever' })
    expect(await refusal(scanned(tube.id, byDocument(person)))).toBe('person.inTube')
  })

  it('is refused to strangers, with a used code, for who is in a tube, at a closed table', async () => {
    const person = someone()
    for (const stranger of strangers)
      expect(await refusal(alone(byDocument(person), {}, stranger))).toBe('auth.forbidden')
    const used = await open()
    expect(await refusal(alone(byDocument(person), { barcode: used.barcode }))).toBe('tube.barcodeUsed')
    expect(await refusal(alone(byDocument(person), { barcode: '?' }))).toBe('input.invalid')
    await day.lead.call(setTable, { tableId: table(1), state: 'closed' })
    expect(await refusal(alone(byDocument(person), { tableId: table(1) }))).toBe('table.state')
    await day.lead.call(setTable, { tableId: table(1), state: 'open' })
    expect(await atOnce(alone(byDocument(person)), alone(byDocument(person)))).toEqual(['done', 'person.inTube'])
  })
})

describe('a policy', () => {
  /** Changes the policy and waits until the desk, which remembers a round for a moment, knows it. */
  async function only(singly: boolean) {
    const policy = { 'policy.householdTubes': singly, 'policy.codedSingly': singly }
    await RoundModel.updateOne({ _id: oid(day.round.id) }, { $set: policy })
    await until(
      () => roundNow(day.round.id),
      (round) => round.policy.codedSingly === singly,
    )
  }

  it('of one household a tube keeps others out; one of coded people alone asks for a single tube', async () => {
    await only(true)
    const tube = await open()
    const [first, other] = [nth(pairs, 0), nth(pairs, 1)]
    await scanned(tube.id, byDocument(nth(first.people, 0)), { reason: '补检' })
    expect(await refusal(scanned(tube.id, byDocument(nth(other.people, 0)), { reason: '补检' }))).toBe(
      'tube.otherHousehold',
    )
    expect(inside(await scanned(tube.id, byDocument(nth(first.people, 1)), { reason: '补检' }))).toHaveLength(1)
    const yellow = nth(other.people, 1)
    const row = await ResidentModel.findOne(await rowOf(yellow.document)).lean()
    await TicketModel.updateOne({ roundId: oid(day.round.id), residentId: row?._id }, { $set: { route: 'separate' } })
    expect(await refusal(scanned(tube.id, byDocument(yellow), { reason: '补检' }))).toBe('person.single')
    await only(false)
  })
})

describe('moving a person', () => {
  async function two() {
    const [one, other] = [await open(0), await open(1)]
    const [a, b, c] = [someone(), someone(), someone()]
    for (const person of [a, b]) await scanned(one.id, byDocument(person))
    await scanned(other.id, byDocument(c))
    const { open: full } = await registrar.call(readDesk, { tableId: table(0) })
    return { one, other, ids: full?.people.map(({ residentId }) => residentId) ?? [] }
  }
  const move = (tubeId: string, residentId: string, to: string, who = registrar) =>
    who.call(movePerson, { tubeId, residentId, barcode: to, reason: '拿错了管' })

  it('between open tubes keeps the reason in both', async () => {
    const { one, other, ids } = await two()
    const left = await move(one.id, nth(ids, 0), other.barcode)
    expect(left.people.map(({ residentId }) => residentId)).toEqual([nth(ids, 1)])
    const [from, to] = await Promise.all([one.id, other.id].map((id) => TubeModel.findById(oid(id)).lean()))
    expect([from?.room, to?.room]).toEqual([9, 8])
    expect(from?.history.at(-1)).toMatchObject({ what: 'person.movedOut', residentId: nth(ids, 0) })
    expect(to?.history.at(-1)).toMatchObject({ what: 'person.movedIn', residentId: nth(ids, 0) })
    expect(JSON.stringify([from, to])).not.toContain('拿错了管')
  })

  it('out of a closed tube is a correction by the sampler, who leaves somebody in it', async () => {
    const { one, other, ids } = await two()
    await sampler.call(closeTube, { tubeId: one.id, count: 2 })
    expect(await refusal(move(one.id, nth(ids, 0), other.barcode))).toBe('auth.forbidden')
    await move(one.id, nth(ids, 0), other.barcode, sampler)
    expect(await refusal(move(one.id, nth(ids, 1), other.barcode, sampler))).toBe('tube.lastPerson')
  })

  it('is refused to strangers, for unknown tubes and people, and out of a void tube', async () => {
    const { one, other, ids } = await two()
    for (const stranger of strangers)
      expect(await refusal(move(one.id, nth(ids, 0), other.barcode, stranger))).toBe('auth.forbidden')
    expect(await refusal(move(one.id, nth(ids, 0), 'NO-SUCH'))).toBe('tube.unknown')
    expect(await refusal(move(one.id, nth(ids, 0), one.barcode))).toBe('tube.unknown')
    expect(await refusal(move(one.id, 'f'.repeat(24), other.barcode))).toBe('person.notInTube')
    expect(
      await refusal(
        registrar.call(movePerson, { tubeId: one.id, residentId: nth(ids, 0), barcode: other.barcode, reason: '' }),
      ),
    ).toBe('input.invalid')
    await sampler.call(voidTube, { tubeId: other.id, reason: '破损' })
    expect(await refusal(move(one.id, nth(ids, 0), other.barcode, sampler))).toBe('tube.state')
  })

  it('twice at once happens once', async () => {
    const { one, other, ids } = await two()
    expect(await atOnce(move(one.id, nth(ids, 0), other.barcode), move(one.id, nth(ids, 0), other.barcode))).toEqual([
      'done',
      'person.notInTube',
    ])
  })
})

it('a broken tube asks its people back: their phones get one notice and see that they come again', async () => {
  const at = homes.findIndex(
    ({ door, building, entrance, note }) => building === 1 && entrance === 2 && door === '601' && !note,
  )
  const home = await householder(house, day, at < 0 ? 13 : at)
  const person = nth(home.household.people, 0)
  const tube = await open()
  await scanned(tube.id, byDocument(person), { reason: '补检' })
  await sampler.call(closeTube, { tubeId: tube.id, count: 1 })
  await sampler.call(voidTube, { tubeId: tube.id, reason: '管破损' })
  expect(await NoticeModel.find({ accountId: oid(home.id), kind: 'sampleAgain' }).lean()).toMatchObject([
    { cause: `void ${tube.id}` },
  ])
  const [round] = (await home.call(myTickets, {})).rounds
  expect(round?.tickets.map(({ result }) => result)).toContain('again')
})

describe('a code that cannot be used', () => {
  it('is noted by the desk or the keeper and listed with what was skipped', async () => {
    const keeper = await staff(house, 'siteKeeper', day.siteId)
    await keeper.call(setTubeRange, { tableId: table(0), range: { from: 'R-0001', to: 'R-0099' } })
    for (const code of ['R-0001', 'R-0005']) {
      const tube = await registrar.call(openTube, { tableId: table(0), barcode: code })
      await sampler.call(voidTube, { tubeId: tube.id, reason: '试' })
    }
    const fault = await registrar.call(reportCode, { tableId: table(0), kind: 'garbled', barcode: 'R-0003' })
    expect(fault).toMatchObject({ kind: 'garbled', barcode: 'R-0003', by: 'registrar' })
    const { gaps, faults } = await keeper.call(listChecks, { siteId: day.siteId })
    expect(gaps.map(({ from, to, count }) => [from, to, count])).toEqual([
      ['R-0002', 'R-0002', 1],
      ['R-0004', 'R-0004', 1],
    ])
    expect(faults[0]).toEqual(fault)
    for (const stranger of strangers)
      expect(await refusal(stranger.call(reportCode, { tableId: table(0), kind: 'missing', barcode: null }))).toBe(
        'auth.forbidden',
      )
    expect(
      await refusal(registrar.call(reportCode, { tableId: table(0), kind: 'lost' as 'missing', barcode: null })),
    ).toBe('input.invalid')
    await keeper.call(setTubeRange, { tableId: table(0), range: null })
  })

  it('is one fault when two report it at once, or one after the other', async () => {
    const keeper = await staff(house, 'siteKeeper', day.siteId)
    const report = (who: Player, tableId: string) =>
      who.call(reportCode, { tableId, kind: 'double', barcode: 'R-TWICE' })
    const [one, two] = await Promise.all([report(registrar, table(0)), report(keeper, table(1))])
    expect(one).toEqual(two)
    expect(await report(sampler, table(0))).toEqual(one)
    const { faults } = await keeper.call(listChecks, { siteId: day.siteId })
    expect(faults.filter(({ barcode }) => barcode === 'R-TWICE')).toEqual([one])
    const unread = { tableId: table(0), kind: 'garbled' as const, barcode: null }
    expect((await registrar.call(reportCode, unread)).id).not.toBe((await registrar.call(reportCode, unread)).id)
  })

  it('is refused as missing while a tube carries it, and in a round that is over', async () => {
    const tube = await registrar.call(openTube, { tableId: table(0), barcode: 'R-HERE' })
    await sampler.call(voidTube, { tubeId: tube.id, reason: '试' })
    const missing = { tableId: table(0), kind: 'missing' as const, barcode: 'R-HERE' }
    expect(await refusal(registrar.call(reportCode, missing))).toBe('tube.barcodeUsed')
    const other = await scene(house)
    await other.lead.call(closeRound, { roundId: other.round.id, reason: '演练结束' })
    const late = { tableId: nth(other.tableIds, 0), kind: 'garbled' as const, barcode: null }
    expect(await refusal(other.lead.call(reportCode, late))).toBe('round.state')
  })
})

const doorOf = (person: { document: string }) => {
  const home = nth(
    homes.filter(({ people }) => people.some(({ document }) => document === person.document)),
    0,
  )
  return `${home.building}-${home.entrance}-${home.door}`
}

/** A filter for the stored person with this document in the scene's community. */
async function rowOf(document: string) {
  const { documentIndexes } = await import('../src/roster/personal')
  return { communityId: oid(day.communityId), documentIndex: { $in: documentIndexes(document) } }
}
