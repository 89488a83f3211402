import { handOver, openBox, packTube, receiveBox, sealBox } from '@loumen/shared/boxes/api'
import { callEntrance, grantCall } from '@loumen/shared/calls/api'
import { readOverview } from '@loumen/shared/coverage/api'
import { listRecalls, readRecall } from '@loumen/shared/incidents/api'
import { correctResult, reportResults } from '@loumen/shared/results/api'
import { myTickets } from '@loumen/shared/tickets/api'
import { admit, closeTube, openTube, readDesk, removePerson, voidTube, withdrawPerson } from '@loumen/shared/tubes/api'
import { listTubeClaims } from '@loumen/shared/tubes/claims'
import type { Scan } from '@loumen/shared/tubes/schema'
import { listVisits } from '@loumen/shared/visits/api'
import { oid } from '../src/base/db'
import { demoHouseholds } from '../src/demo/people'
import { TubeModel } from '../src/tubes/model'
import { householder, nth, type Player, resident, type Scene, scene, staff } from './cast'
import { atOnce, refusal, refused, startHouse, type TestHouse } from './house'

let house: TestHouse
let day: Scene
let registrar: Player
let second: Player
let sampler: Player
let strangers: Player[]

const people = demoHouseholds().flatMap(({ people: members, ...home }) => members.map((one) => ({ ...one, ...home })))
const ordinary = people.filter((person) => !person.note.includes('居家健康监测'))
/** People whose entrance is called and who have not been used by another test yet, first door first. */
let fresh: typeof people

beforeAll(async () => {
  house = await startHouse()
  day = await scene(house)
  ;[registrar, second] = [await staff(house, 'registrar', day.siteId), await staff(house, 'registrar', day.communityId)]
  sampler = await staff(house, 'sampler', day.siteId)
  const other = await scene(house)
  strangers = [
    await staff(house, 'registrar', other.siteId),
    await staff(house, 'sampler', other.communityId),
    await staff(house, 'captain', nth(day.entrances, 0).id),
    await resident(house, '19900000001'),
  ]
  for (const { id: entranceId } of day.entrances.slice(0, 3)) {
    const call = await day.lead.call(grantCall, { siteId: day.siteId, entranceId })
    await day.lead.call(callEntrance, { callId: call.id })
  }
  fresh = ordinary.filter(({ building, entrance }) => building === 1 || (building === 2 && entrance === 1))
})
afterAll(() => house.close())

const table = (n: number) => nth(day.tableIds, n)
let made = 0
const barcode = () => `TUBE-${String(++made).padStart(4, '0')}`
const someone = () => {
  const person = fresh.shift()
  if (!person) throw new Error('everybody has been used')
  return person
}
const byDocument = (person: { document: string }): Scan => ({ kind: 'document', number: person.document })
const open = (n = 0, code = barcode()) => registrar.call(openTube, { tableId: table(n), barcode: code })
/** Leaves no tube open, so that each test begins with free tables. */
async function clearTables() {
  for (const tableId of day.tableIds) {
    const desk = await registrar.call(readDesk, { tableId })
    if (desk.open) await sampler.call(voidTube, { tubeId: desk.open.id, reason: '换班' })
  }
}
afterEach(clearTables)

describe('taking a person out', () => {
  it('makes a place free, makes them missing, and lets them into another tube', async () => {
    const [one, two] = [await open(0), await open(1)]
    const scan = byDocument(someone())
    const admission = await registrar.call(admit, { tubeId: one.id, scan })
    const residentId = admission.kind === 'admitted' ? nth(admission.admitted, 0).residentId : ''
    const after = await registrar.call(removePerson, { tubeId: one.id, residentId, reason: 'failedSwab' })
    expect(after.people).toEqual([])
    expect((await registrar.call(admit, { tubeId: two.id, scan })).kind).toBe('admitted')
    const row = await TubeModel.findById(oid(one.id)).lean()
    expect(row).toMatchObject({ room: 10, people: [] })
    expect(row?.history.at(-1)).toMatchObject({ what: 'person.failedSwab', residentId, accountId: registrar.id })
  })

  it('is refused for somebody who is not in the tube, an unknown reason, and a closed tube', async () => {
    const tube = await open()
    const remove = (residentId: string, reason = 'walkedOff') =>
      registrar.call(removePerson, { tubeId: tube.id, residentId, reason: reason as 'walkedOff' })
    expect(await refusal(remove('f'.repeat(24)))).toBe('person.notInTube')
    expect(await refusal(remove('f'.repeat(24), 'bored'))).toBe('input.invalid')
    const admission = await registrar.call(admit, { tubeId: tube.id, scan: byDocument(someone()) })
    await sampler.call(closeTube, { tubeId: tube.id, count: 1 })
    const residentId = admission.kind === 'admitted' ? nth(admission.admitted, 0).residentId : ''
    expect(await refused(remove(residentId))).toMatchObject({ code: 'tube.state', details: { state: 'closed' } })
  })

  it('corrects a closed tube when the wrong person was scanned: they are missing again, and the last one stays', async () => {
    const tube = await open()
    const ids: string[] = []
    for (let i = 0; i < 3; i++) {
      const admission = await registrar.call(admit, { tubeId: tube.id, scan: byDocument(someone()) })
      if (admission.kind === 'admitted') ids.push(nth(admission.admitted, 0).residentId)
    }
    await sampler.call(closeTube, { tubeId: tube.id, count: 3 })
    const remove = (n: number, who = sampler) =>
      who.call(removePerson, { tubeId: tube.id, residentId: nth(ids, n), reason: 'wrongPerson' })
    expect(await refusal(remove(0, registrar))).toBe('auth.forbidden')
    expect(await atOnce(remove(0), remove(0))).toEqual(['done', 'person.notInTube'])
    expect(await atOnce(remove(1), remove(2))).toEqual(['done', 'tube.lastPerson'])
    const row = await TubeModel.findById(oid(tube.id)).lean()
    expect(row).toMatchObject({ state: 'closed', room: 9 })
    expect(row?.history.filter(({ what }) => what === 'person.wrongPerson')).toHaveLength(2)
    await sampler.call(voidTube, { tubeId: tube.id, reason: '换班' })
    expect(await refusal(remove(0))).toBe('tube.state')
  })

  it('happens once when two do it at once, and gives one place back', async () => {
    const tube = await open()
    const admission = await registrar.call(admit, { tubeId: tube.id, scan: byDocument(someone()) })
    const residentId = admission.kind === 'admitted' ? nth(admission.admitted, 0).residentId : ''
    const input = { tubeId: tube.id, residentId, reason: 'wrongPerson' as const }
    expect(await atOnce(registrar.call(removePerson, input), second.call(removePerson, input))).toEqual([
      'done',
      'person.notInTube',
    ])
    expect((await TubeModel.findById(oid(tube.id)).lean())?.room).toBe(10)
  })
})

describe('taking a person out of a tube that was packed', () => {
  const packed = async (people = 2) => {
    const tube = await open()
    const inside = Array.from({ length: people }, () => someone())
    for (const person of inside) await registrar.call(admit, { tubeId: tube.id, scan: byDocument(person) })
    await sampler.call(closeTube, { tubeId: tube.id, count: people })
    const { id: boxId } = await sampler.call(openBox, { siteId: day.siteId, code: `BOX-${tube.barcode}` })
    await sampler.call(packTube, { boxId, barcode: tube.barcode })
    const arrive = async () => {
      const seal = { number: `SEAL-${tube.barcode}`, counted: 1, witness: '赵采样' }
      await sampler.call(sealBox, { boxId, ...seal })
      await day.lead.call(handOver, { boxId, side: 'give', other: '钱司机' })
      await day.lead.call(receiveBox, { boxId, from: '钱司机', barcodes: [tube.barcode] })
    }
    return { tube, inside, arrive }
  }
  const withdraw = (who: Player, tubeId: string, person: { document: string }, operationId?: string) =>
    who.call(
      withdrawPerson,
      { tubeId, who: { kind: 'document', number: person.document }, reason: '扫的是别人的证件' },
      operationId ? { operationId } : undefined,
    )

  it('leaves a claim behind: missing again, told, visited, no negative, and in the recall of a positive pool', async () => {
    const { tube, inside, arrive } = await packed()
    const wrong = nth(inside, 0)
    const home = await householder(
      house,
      day,
      demoHouseholds().findIndex(({ people: own }) => own.some(({ document }) => document === wrong.document)),
    )
    const after = await withdraw(sampler, tube.id, wrong, 'withdraw-one-person-once')
    expect(await withdraw(sampler, tube.id, wrong, 'withdraw-one-person-once')).toEqual(after)
    expect([after.state, after.people.length]).toEqual(['boxed', 1])
    const { claims } = await day.lead.call(listTubeClaims, { roundId: day.round.id })
    const [claim] = claims.filter(({ tubeId }) => tubeId === tube.id)
    expect(claim).toMatchObject({
      decision: { kind: 'resample', reason: '扫的是别人的证件' },
      why: { code: 'person.withdrawn' },
    })
    const residentId = claim?.residentId ?? ''
    const { visits } = await day.lead.call(listVisits, { roundId: day.round.id })
    expect(
      visits.filter((visit) => visit.kind === 'sampling' && visit.people.some((one) => one.residentId === residentId)),
    ).toHaveLength(1)
    const stored = await TubeModel.findById(oid(tube.id)).lean()
    expect(stored?.history.at(-1)).toMatchObject({ what: 'person.withdrawn', residentId, accountId: sampler.id })
    expect(stored?.history.at(-1)?.reason).toMatch(/^v1\./)

    await arrive()
    await day.lead.call(reportResults, { roundId: day.round.id, results: [{ barcode: tube.barcode, outcome: '阴性' }] })
    const ticket = (await home.call(myTickets, {})).rounds[0]?.tickets.find((one) => one.residentId === residentId)
    expect(ticket?.result).not.toBe('negative')
    await day.lead.call(correctResult, { tubeId: tube.id, outcome: 'positive', reason: '复核' })
    const { recalls } = await day.lead.call(listRecalls, { roundId: day.round.id })
    const own = nth(
      recalls.filter(({ barcode: of }) => of === tube.barcode),
      0,
    )
    const { people } = await day.lead.call(readRecall, { recallId: own.id })
    const ids = people.map((one) => one.residentId)
    expect(ids).toContain(residentId)
    expect(ids.length).toBeGreaterThanOrEqual(2)
    // Their households are frozen from now on.
    fresh = fresh.filter(({ door }) => inside.every((person) => person.door !== door))
  })

  it('is refused to strangers, without a reason, for the last one, who is not inside, and at other times', async () => {
    const { tube, inside, arrive } = await packed()
    const person = nth(inside, 0)
    for (const stranger of [...strangers, registrar])
      expect(await refusal(withdraw(stranger, tube.id, person))).toBe('auth.forbidden')
    const bare = { tubeId: tube.id, who: byDocument(person), reason: ' ' }
    expect(await refusal(sampler.call(withdrawPerson, bare as never))).toBe('input.invalid')
    expect(await refusal(withdraw(sampler, tube.id, someone()))).toBe('person.notInTube')
    expect(await refusal(withdraw(sampler, tube.id, { document: '110101199001011237' }))).toBe('scan.unknown')
    await withdraw(sampler, tube.id, person)
    expect(await refusal(withdraw(sampler, tube.id, nth(inside, 1)))).toBe('tube.lastPerson')
    const still = await open()
    await registrar.call(admit, { tubeId: still.id, scan: byDocument(someone()) })
    expect(await refusal(withdraw(sampler, still.id, person))).toBe('tube.state')
    await arrive()
    await day.lead.call(reportResults, { roundId: day.round.id, results: [{ barcode: tube.barcode, outcome: '阴性' }] })
    expect(await refusal(withdraw(sampler, tube.id, nth(inside, 1)))).toBe('tube.state')
  })

  it('happens once when two do it at once', async () => {
    const { tube, inside } = await packed(3)
    const person = nth(inside, 0)
    expect(await atOnce(withdraw(sampler, tube.id, person), withdraw(day.lead, tube.id, person))).toEqual([
      'done',
      'person.notInTube',
    ])
    const stored = await TubeModel.findById(oid(tube.id)).lean()
    expect([stored?.people.length, stored?.claims?.length, stored?.openClaims]).toEqual([2, 1, 0])
  })
})

describe('closing a tube', () => {
  it('makes its people sampled, frees the table, and is announced on the overview', async () => {
    const before = (await day.lead.call(readOverview, { roundId: day.round.id })).figures.sampled
    const tube = await open()
    await registrar.call(admit, { tubeId: tube.id, scan: byDocument(someone()) })
    expect((await day.lead.call(readOverview, { roundId: day.round.id })).figures).toMatchObject({
      sampled: before,
      inQueue: 1,
    })
    const closed = await sampler.call(closeTube, { tubeId: tube.id, count: 1 })
    expect(closed).toMatchObject({ state: 'closed' })
    expect(closed.closedAt).not.toBeNull()
    expect((await day.lead.call(readOverview, { roundId: day.round.id })).figures).toMatchObject({
      sampled: before + 1,
      inQueue: 0,
    })
    const desk = await registrar.call(readDesk, { tableId: table(0) })
    expect(desk.open).toBeNull()
    expect(desk.closed[0]?.id).toBe(tube.id)
  })

  it('is refused when the count differs, when the tube is empty, and when it is not open', async () => {
    const tube = await open()
    const close = (count: number) => sampler.call(closeTube, { tubeId: tube.id, count })
    expect(await refusal(close(0))).toBe('tube.empty')
    expect(await refused(close(1))).toMatchObject({ code: 'tube.countDiffers', details: { count: 0 } })
    await registrar.call(admit, { tubeId: tube.id, scan: byDocument(someone()) })
    await registrar.call(admit, { tubeId: tube.id, scan: byDocument(someone()) })
    expect(await refused(close(3))).toMatchObject({ code: 'tube.countDiffers', details: { count: 2 } })
    expect(await refusal(close(-1))).toBe('input.invalid')
    await close(2)
    expect(await refused(close(2))).toMatchObject({ code: 'tube.state', details: { state: 'closed' } })
    expect(await refused(registrar.call(admit, { tubeId: tube.id, scan: byDocument(someone()) }))).toMatchObject({
      code: 'tube.state',
      details: { state: 'closed' },
    })
  })

  it('and admitting one more at the same moment leave a count that is true', async () => {
    for (let round = 0; round < 3; round++) {
      const tube = await open()
      await registrar.call(admit, { tubeId: tube.id, scan: byDocument(someone()) })
      const ends = await atOnce(
        sampler.call(closeTube, { tubeId: tube.id, count: 1 }),
        registrar.call(admit, { tubeId: tube.id, scan: byDocument(someone()) }),
      )
      const row = await TubeModel.findById(oid(tube.id)).lean()
      if (row?.state === 'closed') expect([ends, row.people.length]).toEqual([['done', 'tube.state'], 1])
      else expect([ends, row?.people.length]).toEqual([['done', 'tube.countDiffers'], 2])
      await clearTables()
    }
  })
})

describe('voiding a tube', () => {
  it('makes its people missing again, and they can go into another tube', async () => {
    const tube = await open()
    const person = someone()
    await registrar.call(admit, { tubeId: tube.id, scan: byDocument(person) })
    await sampler.call(closeTube, { tubeId: tube.id, count: 1 })
    const before = (await day.lead.call(readOverview, { roundId: day.round.id })).figures
    const reason = '采样管破裂'
    expect((await sampler.call(voidTube, { tubeId: tube.id, reason })).state).toBe('void')
    const after = (await day.lead.call(readOverview, { roundId: day.round.id })).figures
    expect([after.sampled, after.missing]).toEqual([before.sampled - 1, before.missing + 1])
    const other = await open()
    expect((await registrar.call(admit, { tubeId: other.id, scan: byDocument(person) })).kind).toBe('admitted')
    expect(JSON.stringify(await TubeModel.collection.findOne({ _id: oid(tube.id) }))).not.toContain(reason)
  })

  it('is refused without a reason and for a tube that is void', async () => {
    const tube = await open()
    expect(await refusal(sampler.call(voidTube, { tubeId: tube.id, reason: ' ' }))).toBe('input.invalid')
    await sampler.call(voidTube, { tubeId: tube.id, reason: '破损' })
    expect(await refused(sampler.call(voidTube, { tubeId: tube.id, reason: '破损' }))).toMatchObject({
      code: 'tube.state',
      details: { state: 'void' },
    })
  })
})
