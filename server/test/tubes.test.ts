import { randomUUID } from 'node:crypto'
import { callEntrance, clearCall, grantCall } from '@loumen/shared/calls/api'
import { rooms } from '@loumen/shared/events'
import { setTable } from '@loumen/shared/rounds/api'
import { myTickets } from '@loumen/shared/tickets/api'
import { admit, closeTube, openTube, readDesk, removePerson, voidTube } from '@loumen/shared/tubes/api'
import type { Scan } from '@loumen/shared/tubes/schema'
import { oid } from '../src/base/db'
import { demoHouseholds } from '../src/demo/people'
import { TicketModel } from '../src/tickets/model'
import { TubeModel } from '../src/tubes/model'
import { householder, nth, type Player, resident, type Scene, scene, staff } from './cast'
import { atOnce, heard, refusal, refused, startHouse, type TestHouse } from './house'

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

describe('a tube', () => {
  it('opens at a table, empty and with the round’s capacity, and the site hears of it', async () => {
    const socket = await house.socket({ token: registrar.token })
    expect(await socket.emitWithAck('watch', rooms.site(day.siteId))).toEqual({ joined: true })
    const told = heard(socket, 'changed', (change) => change.what === 'tubes')
    const tube = await open(0, ' ab-0001 ')
    expect(tube).toMatchObject({ barcode: 'AB-0001', state: 'open', capacity: 10, people: [], tableId: table(0) })
    expect((await told).room).toBe(rooms.site(day.siteId))
    expect((await second.call(readDesk, { tableId: table(0) })).open?.id).toBe(tube.id)
  })

  it('is opened, filled, closed and voided only by the desk of its own site', async () => {
    const tube = await open()
    const person = someone()
    for (const stranger of strangers) {
      const asked = [
        stranger.call(readDesk, { tableId: table(0) }),
        stranger.call(openTube, { tableId: table(1), barcode: barcode() }),
        stranger.call(admit, { tubeId: tube.id, scan: byDocument(person) }),
        stranger.call(removePerson, { tubeId: tube.id, residentId: 'f'.repeat(24), reason: 'walkedOff' }),
        stranger.call(closeTube, { tubeId: tube.id, count: 1 }),
        stranger.call(voidTube, { tubeId: tube.id, reason: '破损' }),
      ]
      expect(new Set(await Promise.all(asked.map(refusal)))).toEqual(new Set(['auth.forbidden']))
    }
    const nobody = house.client()
    expect(await refusal(nobody.call(admit, { tubeId: tube.id, scan: byDocument(person) }))).toBe('auth.required')
    expect(await refusal(nobody.call(openTube, { tableId: table(1), barcode: barcode() }))).toBe('auth.required')
    expect(await refusal(registrar.call(closeTube, { tubeId: tube.id, count: 1 }))).toBe('auth.forbidden')
    expect(await refusal(registrar.call(voidTube, { tubeId: tube.id, reason: '破损' }))).toBe('auth.forbidden')
  })

  it('is refused for a barcode that is none, an unknown table and an unknown tube', async () => {
    for (const wrong of ['', 'a', '管子一号', `X${'1'.repeat(40)}`])
      expect(await refused(registrar.call(openTube, { tableId: table(0), barcode: wrong }))).toMatchObject({
        code: 'input.invalid',
        details: { fields: 'barcode' },
      })
    expect(await refusal(registrar.call(openTube, { tableId: 'f'.repeat(24), barcode: barcode() }))).toBe('notFound')
    expect(await refusal(registrar.call(admit, { tubeId: 'f'.repeat(24), scan: byDocument(someone()) }))).toBe(
      'notFound',
    )
  })

  it('is refused when its barcode was used, even by a tube that was voided', async () => {
    const tube = await open(0)
    expect(await refused(open(1, tube.barcode))).toMatchObject({
      code: 'tube.barcodeUsed',
      details: { barcode: tube.barcode },
    })
    await sampler.call(voidTube, { tubeId: tube.id, reason: '破损' })
    expect(await refusal(open(1, tube.barcode.toLowerCase()))).toBe('tube.barcodeUsed')
  })

  it('is refused at a table that has one open, and the refusal names that one', async () => {
    const tube = await open(0)
    expect(await refused(open(0))).toMatchObject({ code: 'tube.tableBusy', details: { barcode: tube.barcode } })
  })

  it('opens once when two registrars open a tube at one table, or one barcode at two tables, at once', async () => {
    const atOneTable = [registrar, second].map((who) => who.call(openTube, { tableId: table(0), barcode: barcode() }))
    expect(await atOnce(...atOneTable)).toEqual(['done', 'tube.tableBusy'])
    await clearTables()
    const code = barcode()
    const atTwoTables = [registrar, second].map((who, n) => who.call(openTube, { tableId: table(n), barcode: code }))
    expect(await atOnce(...atTwoTables)).toEqual(['done', 'tube.barcodeUsed'])
  })

  it('is refused at a closed table', async () => {
    await day.lead.call(setTable, { tableId: table(1), state: 'closed' })
    expect(await refused(open(1))).toMatchObject({ code: 'table.state', details: { state: 'closed' } })
    await day.lead.call(setTable, { tableId: table(1), state: 'open' })
  })
})

describe('an admission', () => {
  it('shows name, last four digits, entrance, door and number of the person, and the captain hears that they came', async () => {
    const captain = await house.socket({ token: nth(strangers, 2).token })
    await captain.emitWithAck('watch', rooms.entrance(nth(day.entrances, 0).id))
    const came = heard(captain, 'changed', (change) => change.what === 'tubes')
    const tube = await open()
    const person = someone()
    const admission = await registrar.call(admit, { tubeId: tube.id, scan: byDocument(person) })
    if (admission.kind !== 'admitted') throw new Error('nobody was admitted')
    expect(admission.admitted).toHaveLength(1)
    expect(admission.admitted[0]).toMatchObject({
      name: person.name,
      last4: person.document.slice(-4),
      door: person.door,
      entrance: nth(day.entrances, 0).label,
      reason: null,
    })
    expect(admission.tube.people).toEqual(admission.admitted)
    await came
  })

  it('finds nobody for an unknown number, another door, or a text that is none', async () => {
    const tube = await open()
    const ask = (scan: Scan) => refusal(registrar.call(admit, { tubeId: tube.id, scan }))
    expect(await ask({ kind: 'document', number: '149999199001010000' })).toBe('scan.unknown')
    expect(await ask({ kind: 'door', last4: '0000', door: '101' })).toBe('scan.unknown')
    expect(await ask({ kind: 'door', last4: '12', door: '101' })).toBe('input.invalid')
    expect(await ask({ kind: 'ticket', code: 'https://example.org' })).toBe('scan.unreadable')
  })

  it.each([
    ['the door within the called entrance', (home: (typeof people)[number]) => home.door],
    [
      'building, entrance and door',
      (home: (typeof people)[number]) => `${home.building}-${home.entrance}-${home.door}`,
    ],
    ['the whole address', (home: (typeof people)[number]) => `${home.building}号楼${home.entrance}单元${home.door}室`],
  ])('finds a person by last four digits and %s', async (_words, say) => {
    const tube = await open()
    const person = someone()
    const entranceId = day.entrances.find(
      (entrance) => entrance.label === `${person.building}号楼${person.entrance}单元`,
    )?.id
    const door = say(person)
    const admission = await registrar.call(admit, {
      tubeId: tube.id,
      scan: { kind: 'door', last4: person.document.slice(-4), door, ...(door === person.door ? { entranceId } : {}) },
    })
    expect(admission.kind === 'admitted' && admission.admitted.map(({ name }) => name)).toEqual([person.name])
  })

  it('does not find a person behind the same door of another entrance', async () => {
    const tube = await open()
    const person = someone()
    const scan: Scan = {
      kind: 'door',
      last4: person.document.slice(-4),
      door: person.door,
      entranceId: nth(day.entrances, 5).id,
    }
    expect(await refusal(registrar.call(admit, { tubeId: tube.id, scan }))).toBe('scan.unknown')
    const elsewhere: Scan = { kind: 'door', last4: person.document.slice(-4), door: `9-9-${person.door}` }
    expect(await refusal(registrar.call(admit, { tubeId: tube.id, scan: elsewhere }))).toBe('scan.unknown')
  })

  it('asks who of the household is here when its code is scanned, and admits those who are named', async () => {
    const n = demoHouseholds().findIndex(
      (one) =>
        one.building === 1 && one.people.length > 1 && one.people.every((p) => fresh.some((f) => f.name === p.name)),
    )
    const home = await householder(house, day, n)
    fresh = fresh.filter((person) => !home.household.people.some((one) => one.document === person.document))
    const [tickets] = (await home.call(myTickets, {})).rounds
    const code = tickets?.code ?? ''
    const tube = await open()
    const choice = await registrar.call(admit, { tubeId: tube.id, scan: { kind: 'ticket', code } })
    if (choice.kind !== 'choose') throw new Error('the registrar was not asked')
    expect(choice).toMatchObject({ door: home.household.door, entrance: tickets?.entrance })
    expect(choice.candidates.map(({ name, obstacle }) => [name, obstacle])).toEqual(
      home.household.people.map((person) => [person.name, null]),
    )
    const [first, other] = choice.candidates.map(({ residentId }) => residentId)
    const named = (...residentIds: string[]) =>
      registrar.call(admit, { tubeId: tube.id, scan: { kind: 'ticket', code, residentIds } })
    const admission = await named(first ?? '')
    expect(admission.kind === 'admitted' && admission.admitted).toHaveLength(1)
    const again = await registrar.call(admit, { tubeId: tube.id, scan: { kind: 'ticket', code } })
    expect(again.kind === 'choose' && again.candidates.map(({ obstacle }) => obstacle).slice(0, 2)).toEqual([
      'inTube',
      null,
    ])
    expect(await refusal(named(first ?? '', other ?? ''))).toBe('person.inTube')
    expect(await refusal(named('f'.repeat(24)))).toBe('scan.unknown')
    const tube2 = await registrar.call(readDesk, { tableId: table(0) })
    expect(tube2.open?.people).toHaveLength(1)
  })

  it('refuses a forged code and the code of another round', async () => {
    const home = await householder(house, day, 0)
    const code = nth((await home.call(myTickets, {})).rounds, 0).code
    const tube = await open()
    const flipped = code.slice(0, -2) + (code.at(-2) === 'A' ? 'B' : 'A') + code.slice(-1)
    const [version, , household, signature] = code.split('.')
    const moved = [version, day.communityId, household, signature].join('.')
    for (const forged of [flipped, moved])
      expect(await refusal(registrar.call(admit, { tubeId: tube.id, scan: { kind: 'ticket', code: forged } }))).toBe(
        'scan.forged',
      )
    const elsewhere = await scene(house)
    const there = await householder(house, elsewhere, 0)
    const foreign = (await there.call(myTickets, {})).rounds.find((round) => round.roundId === elsewhere.round.id)
    expect(
      await refusal(registrar.call(admit, { tubeId: tube.id, scan: { kind: 'ticket', code: foreign?.code ?? '' } })),
    ).toBe('scan.otherRound')
  })

  it('is refused to a person who is in a tube, and the refusal says which and where', async () => {
    const [one, two] = [await open(0), await open(1)]
    const [first, person] = [someone(), someone()]
    await registrar.call(admit, { tubeId: one.id, scan: byDocument(first) })
    await registrar.call(admit, { tubeId: one.id, scan: byDocument(person) })
    for (const tubeId of [one.id, two.id])
      expect(await refused(registrar.call(admit, { tubeId, scan: byDocument(person) }))).toMatchObject({
        code: 'person.inTube',
        details: { barcode: one.barcode, place: 2 },
      })
  })

  it('happens once when two registrars scan the same person into two tubes at once', async () => {
    const [one, two] = [await open(0), await open(1)]
    for (let round = 0; round < 5; round++) {
      const scan = byDocument(someone())
      expect(
        await atOnce(registrar.call(admit, { tubeId: one.id, scan }), second.call(admit, { tubeId: two.id, scan })),
      ).toEqual(['done', 'person.inTube'])
    }
    const desks = await Promise.all(day.tableIds.map((tableId) => registrar.call(readDesk, { tableId })))
    expect(desks.reduce((sum, desk) => sum + (desk.open?.people.length ?? 0), 0)).toBe(5)
  })

  it('happens once when two registrars scan the same person into one tube at once', async () => {
    const tube = await open()
    const scan = byDocument(someone())
    expect(
      await atOnce(registrar.call(admit, { tubeId: tube.id, scan }), second.call(admit, { tubeId: tube.id, scan })),
    ).toEqual(['done', 'person.inTube'])
  })

  it('of a person who has not been called is refused with what to tell them', async () => {
    const tube = await open()
    const waiting = nth(
      ordinary.filter((one) => one.building === 3 && one.entrance === 2),
      0,
    )
    const next = nth(
      ordinary.filter((one) => one.building === 2 && one.entrance === 2),
      0,
    )
    const told = await refused(registrar.call(admit, { tubeId: tube.id, scan: byDocument(waiting) }))
    expect(told).toMatchObject({ code: 'person.notCalled', details: { entrance: '3号楼2单元', ahead: 2 } })
    expect(Number(told.details.from)).toBeLessThanOrEqual(Number(told.details.to))
    expect(await refused(registrar.call(admit, { tubeId: tube.id, scan: byDocument(next) }))).toMatchObject({
      code: 'person.next',
      details: { entrance: '2号楼2单元' },
    })
  })

  it('of a person who has not been called is possible with a reason, which is stored sealed', async () => {
    const tube = await open()
    const waiting = nth(
      ordinary.filter((one) => one.building === 3 && one.entrance === 2),
      0,
    )
    const reason = '抱着婴儿，走绿色通道'
    const admission = await registrar.call(admit, { tubeId: tube.id, scan: byDocument(waiting), reason })
    expect(admission.kind === 'admitted' && admission.admitted[0]?.reason).toBe(reason)
    const row = await TubeModel.collection.findOne({ _id: oid(tube.id) })
    expect(JSON.stringify(row)).not.toContain(reason)
    expect(JSON.stringify(row)).not.toContain(waiting.name)
  })

  it('is refused to somebody under home isolation even with a reason: they are sampled at the door', async () => {
    const tube = await open()
    const isolated = nth(
      people.filter((one) => one.note.includes('居家健康监测')),
      0,
    )
    expect(await refusal(registrar.call(admit, { tubeId: tube.id, scan: byDocument(isolated), reason: '来了' }))).toBe(
      'person.doorOnly',
    )
  })

  it('keeps a yellow code in tubes of its own, whichever comes first', async () => {
    const [yellow, other] = [someone(), someone()]
    const own = await open()
    const scanned = (person: typeof yellow) => registrar.call(admit, { tubeId: own.id, scan: byDocument(person) })
    const first = await scanned(yellow)
    const residentId = first.kind === 'admitted' ? nth(first.admitted, 0).residentId : ''
    await registrar.call(removePerson, { tubeId: own.id, residentId, reason: 'wrongTube' })
    await TicketModel.updateOne(
      { roundId: oid(day.round.id), residentId: oid(residentId) },
      { $set: { route: 'separate' } },
    )
    await scanned(yellow)
    expect(await refused(scanned(other))).toMatchObject({ code: 'person.otherLane', details: { lane: 'separate' } })
    await registrar.call(removePerson, { tubeId: own.id, residentId, reason: 'wrongTube' })
    await scanned(other)
    expect(await refused(scanned(yellow))).toMatchObject({ code: 'person.otherLane', details: { lane: 'ordinary' } })
  })

  it('is possible after the entrance was cleared: whoever comes late is not turned away', async () => {
    const call = await day.lead.call(grantCall, { siteId: day.siteId, entranceId: nth(day.entrances, 4).id })
    await day.lead.call(callEntrance, { callId: call.id })
    await day.lead.call(clearCall, { callId: call.id })
    const tube = await open()
    const late = nth(
      ordinary.filter((one) => one.building === 3 && one.entrance === 1),
      0,
    )
    const admission = await registrar.call(admit, { tubeId: tube.id, scan: byDocument(late) })
    expect(admission.kind).toBe('admitted')
  })

  it('sent twice happens once: the second answer is a duplicate with the present view', async () => {
    const tube = await open()
    const [person, other] = [someone(), someone()]
    const operationId = randomUUID()
    const input = { tubeId: tube.id, scan: byDocument(person) }
    await registrar.call(admit, input, { operationId })
    expect(registrar.last.headers.get('operation-outcome')).toBe('applied')
    await registrar.call(admit, { tubeId: tube.id, scan: byDocument(other) })
    const again = await registrar.call(admit, input, { operationId })
    expect(registrar.last.headers.get('operation-outcome')).toBe('duplicate')
    if (again.kind !== 'admitted') throw new Error('nobody was admitted')
    expect(again.tube.people.map(({ name }) => name)).toEqual([person.name, other.name])
    expect(again.admitted.map(({ name }) => name)).toEqual([person.name])
  })

  it('sent again after the person was taken out does not put them back', async () => {
    const tube = await open()
    const operationId = randomUUID()
    const input = { tubeId: tube.id, scan: byDocument(someone()) }
    const first = await registrar.call(admit, input, { operationId })
    const residentId = first.kind === 'admitted' ? nth(first.admitted, 0).residentId : ''
    await registrar.call(removePerson, { tubeId: tube.id, residentId, reason: 'walkedOff' })
    const again = await registrar.call(admit, input, { operationId })
    expect(again).toMatchObject({ kind: 'admitted', admitted: [], tube: { people: [] } })
    expect(registrar.last.headers.get('operation-outcome')).toBe('duplicate')
  })

  it('sent twice at once happens once and both are told that it did', async () => {
    const tube = await open()
    const input = { tubeId: tube.id, scan: byDocument(someone()) }
    const operationId = randomUUID()
    const clicks = [house.client(registrar), house.client(registrar)]
    const answers = await Promise.all(clicks.map((click) => click.call(admit, input, { operationId })))
    expect(answers.map((answer) => answer.kind === 'admitted' && answer.tube.people.length)).toEqual([1, 1])
    expect(clicks.map((click) => click.last.headers.get('operation-outcome')).sort()).toEqual(['applied', 'duplicate'])
  })

  it('is refused when its operation id was used for another person, tube or registrar', async () => {
    const [one, two] = [await open(0), await open(1)]
    const [person, other] = [someone(), someone()]
    const operationId = randomUUID()
    await registrar.call(admit, { tubeId: one.id, scan: byDocument(person) }, { operationId })
    const others = [
      registrar.call(admit, { tubeId: one.id, scan: byDocument(other) }, { operationId }),
      registrar.call(admit, { tubeId: two.id, scan: byDocument(other) }, { operationId }),
      second.call(admit, { tubeId: one.id, scan: byDocument(person) }, { operationId }),
    ]
    const ends = await Promise.all(others.map(refusal))
    expect(ends).toEqual(Array(3).fill('operation.different'))
  })

  it('leaves one history entry in the tube, with who, from where and by which operation', async () => {
    const tube = await open()
    const operationId = randomUUID()
    await registrar.call(admit, { tubeId: tube.id, scan: byDocument(someone()) }, { operationId })
    const row = await TubeModel.findById(oid(tube.id)).lean()
    expect(row?.history.filter(({ what }) => what === 'person.admitted')).toMatchObject([
      { accountId: registrar.id, from: 'phone', operationId, residentId: String(row?.people[0]?.residentId) },
    ])
  })
})

describe('a tube’s capacity', () => {
  it('is never exceeded by forty registrations at once', async () => {
    const tube = await open()
    const forty = ordinary.slice(-40)
    const desks = [registrar, second]
    const ends = await atOnce(
      ...forty.map((person, i) =>
        nth(desks, i % 2).call(admit, { tubeId: tube.id, scan: byDocument(person), reason: '集中补检' }),
      ),
    )
    expect(ends.filter((end) => end === 'done')).toHaveLength(10)
    expect(ends.filter((end) => end === 'tube.full')).toHaveLength(30)
    const row = await TubeModel.findById(oid(tube.id)).lean()
    expect(row?.people).toHaveLength(10)
    expect(row?.room).toBe(0)
    expect(new Set(row?.people.map(({ residentId }) => String(residentId))).size).toBe(10)
  })

  it('holds when two registrars scan the tenth and the eleventh person at once', async () => {
    const tube = await open()
    const eleven = ordinary.slice(-11)
    for (const person of eleven.slice(0, 9))
      await registrar.call(admit, { tubeId: tube.id, scan: byDocument(person), reason: '集中补检' })
    const last = eleven
      .slice(9)
      .map((person, i) =>
        nth([registrar, second], i).call(admit, { tubeId: tube.id, scan: byDocument(person), reason: '集中补检' }),
      )
    expect(await atOnce(...last)).toEqual(['done', 'tube.full'])
    const twelfth = nth(ordinary, ordinary.length - 20)
    expect(
      await refused(registrar.call(admit, { tubeId: tube.id, scan: byDocument(twelfth), reason: '补' })),
    ).toMatchObject({ code: 'tube.full', details: { capacity: 10 } })
  })
})
