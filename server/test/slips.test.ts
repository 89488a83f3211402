import { exportMe } from '@loumen/shared/accounts/api'
import { callEntrance, grantCall } from '@loumen/shared/calls/api'
import { claimBySlip, myTickets, printBlankSlips, readSlips, register, reissueSlip } from '@loumen/shared/tickets/api'
import { parseSlipCode } from '@loumen/shared/tickets/code'
import { admit, admitWalkIn, openTube, replaceSlip, voidTube } from '@loumen/shared/tubes/api'
import { readScan } from '@loumen/shared/tubes/rules'
import type { SlipBearer, Tube, WalkIn } from '@loumen/shared/tubes/schema'
import { oid } from '../src/base/db'
import { demoHouseholds } from '../src/demo/people'
import { TicketModel } from '../src/tickets/model'
import { householder, nth, type Player, resident, type Scene, scene, staff } from './cast'
import { atOnce, refusal, refused, startHouse, type TestHouse } from './house'

let house: TestHouse
let day: Scene
let other: Scene
let registrar: Player
let second: Player
let sampler: Player
let tubes: [Tube, Tube]

const homes = demoHouseholds().filter(({ building, entrance }) => building === 1 && entrance === 1)
const people = homes
  .filter(({ note }) => !note.includes('居家健康监测'))
  .flatMap(({ door, people: members }) => members.map((one) => ({ ...one, door })))
const entrance = () => nth(day.entrances, 0).id
const own = () => ({ roundId: day.round.id, entranceId: entrance() })
const blank = async (count = 1) => (await day.lead.call(printBlankSlips, { ...own(), count })).slips
const document = (n: number): SlipBearer => ({ kind: 'document', number: nth(people, n).document })
const scan = (who: Player, code: string, bearer?: SlipBearer, tube = tubes[0]) =>
  who.call(admit, { tubeId: tube.id, scan: { kind: 'slip', code, bearer } })

beforeAll(async () => {
  house = await startHouse()
  day = await scene(house, undefined, 20)
  other = await scene(house)
  registrar = await staff(house, 'registrar', day.siteId)
  second = await staff(house, 'registrar', day.siteId)
  sampler = await staff(house, 'sampler', day.siteId)
  const { id: callId } = await day.lead.call(grantCall, { siteId: day.siteId, entranceId: entrance() })
  await day.lead.call(callEntrance, { callId })
  const open = (n: number) => registrar.call(openTube, { tableId: nth(day.tableIds, n), barcode: `SLIP-000${n}` })
  tubes = [await open(0), await open(1)]
})
afterAll(() => house.close())

describe('the slips of an entrance', () => {
  it('are one for each person who comes, with the number and without a name', async () => {
    const sheet = await day.lead.call(readSlips, own())
    expect(sheet).toMatchObject({ entranceId: entrance(), colour: nth(day.entrances, 0).colour, blank: { printed: 0 } })
    expect(sheet.slips.length).toBe(people.length)
    expect(new Set(sheet.slips.map(({ number }) => number)).size).toBe(people.length)
    for (const { name, document: number } of people) {
      expect(JSON.stringify(sheet)).not.toContain(name)
      expect(JSON.stringify(sheet)).not.toContain(number)
    }
    for (const { code, number } of sheet.slips) expect(parseSlipCode(code)).toMatchObject({ number, issue: 1 })
  })

  it('leave out who is excused', async () => {
    const { household, ...home } = await householder(house, day, 0)
    const mine = nth((await home.call(myTickets, {})).rounds, 0)
    const { residentId } = nth(mine.tickets, 0)
    const { roundId, householdId } = mine
    const away = (kind: 'excused' | 'coming') =>
      home.call(register, {
        roundId,
        householdId,
        answers: [kind === 'excused' ? { residentId, kind, reason: 'away' } : { residentId, kind }],
      })
    await away('excused')
    const sheet = await day.lead.call(readSlips, own())
    expect(sheet.slips.some((slip) => slip.residentId === residentId)).toBe(false)
    await away('coming')
    expect((await day.lead.call(readSlips, own())).slips.some((slip) => slip.residentId === residentId)).toBe(true)
  })

  it('are printed by the office and the site’s lead and keeper only', async () => {
    const { residentId } = nth((await day.lead.call(readSlips, own())).slips, 0)
    for (const role of ['siteLead', 'siteKeeper'] as const)
      expect((await (await staff(house, role, day.siteId)).call(readSlips, own())).entranceId).toBe(entrance())
    for (const stranger of [
      await staff(house, 'siteLead', other.siteId),
      await staff(house, 'gridLeader', other.communityId),
      await staff(house, 'volunteer', day.communityId),
      await resident(house, '19900000011'),
    ])
      expect(
        new Set(
          await Promise.all([
            refusal(stranger.call(readSlips, own())),
            refusal(stranger.call(printBlankSlips, { ...own(), count: 1 })),
            refusal(stranger.call(reissueSlip, { roundId: day.round.id, residentId: residentId ?? '' })),
          ]),
        ),
      ).toEqual(new Set(['auth.forbidden']))
  })

  it('are refused for an entrance of another round, for none and for far too many', async () => {
    const { roundId } = own()
    const foreign = { roundId, entranceId: nth(other.entrances, 0).id }
    expect(await refusal(day.lead.call(readSlips, foreign))).toBe('round.entrancesUnknown')
    for (const count of [0, 193, 1.5])
      expect(await refusal(day.lead.call(printBlankSlips, { ...own(), count }))).toBe('input.invalid')
    expect(await refusal(day.lead.call(reissueSlip, { roundId, residentId: 'f'.repeat(24) }))).toBe('scan.unknown')
  })

  it('admit their person with one scan, once', async () => {
    const { slips } = await day.lead.call(readSlips, own())
    const { code, number } = nth(slips, slips.length - 1)
    expect(readScan(code)).toEqual({ kind: 'slip', code })
    expect(await scan(registrar, code)).toMatchObject({ kind: 'admitted', admitted: [{ number }] })
    expect(await refusal(scan(second, code, undefined, tubes[1]))).toBe('person.inTube')
  })

  it('are no longer valid once one was printed again', async () => {
    const lost = nth((await day.lead.call(readSlips, own())).slips, 0)
    const again = { roundId: day.round.id, residentId: lost.residentId ?? '' }
    const { slips } = await day.lead.call(reissueSlip, again, { operationId: 'reissue-one-slip-once' })
    await day.lead.call(reissueSlip, again, { operationId: 'reissue-one-slip-once' })
    const { code, number } = nth(slips, 0)
    expect([number, parseSlipCode(code)?.issue]).toEqual([lost.number, 2])
    expect(await refused(scan(registrar, lost.code))).toMatchObject({
      code: 'slip.replaced',
      details: { number, entrance: nth(day.entrances, 0).label },
    })
    expect(await scan(registrar, code)).toMatchObject({ kind: 'admitted', admitted: [{ number }] })
  })
})

describe('a blank slip', () => {
  it('has a number of its own range that no other slip ever gets, whoever prints at the same time', async () => {
    const sheets = await Promise.all([blank(3), blank(4), blank(5)])
    const numbers = sheets.flat().map(({ number }) => number)
    expect(new Set(numbers).size).toBe(12)
    expect(Math.min(...numbers)).toBeGreaterThan(5000)
    const once = { operationId: 'print-three-blank-slips' }
    const [first, replayed] = [
      await day.lead.call(printBlankSlips, { ...own(), count: 3 }, once),
      await day.lead.call(printBlankSlips, { ...own(), count: 3 }, once),
    ]
    expect(replayed).toEqual(first)
    expect(first.blank.printed).toBe(15)
  })

  it('asks who brings it, then binds and admits in one step, and is that person’s from then on', async () => {
    const { code, number } = nth(await blank(), 0)
    expect(await scan(registrar, code)).toEqual({
      kind: 'bind',
      entranceId: entrance(),
      entrance: nth(day.entrances, 0).label,
      colour: nth(day.entrances, 0).colour,
      number,
    })
    const { name } = nth(people, 2)
    const once = { operationId: 'bind-and-admit-in-one-step' }
    const asked = { tubeId: tubes[0].id, scan: { kind: 'slip', code, bearer: document(2) } } as const
    expect(await registrar.call(admit, asked, once)).toMatchObject({ kind: 'admitted', admitted: [{ name, number }] })
    expect(await registrar.call(admit, asked, once)).toMatchObject({ kind: 'admitted', admitted: [{ name, number }] })
    expect(registrar.last.headers.get('operation-outcome')).toBe('duplicate')
    expect(await refusal(scan(second, code, undefined, tubes[1]))).toBe('person.inTube')
    expect(await refusal(scan(second, code, document(3), tubes[1]))).toBe('slip.taken')
    const sheet = await day.lead.call(readSlips, own())
    expect([sheet.blank.bound, sheet.slips.filter((slip) => slip.number === number).length]).toEqual([1, 1])
  })

  it('is refused for people of another entrance, unknown people, and when it is forged or of another round', async () => {
    const { code } = nth(await blank(), 0)
    const elsewhere = nth(demoHouseholds().find(({ building }) => building === 2)?.people ?? [], 0).document
    const reason = '和家人一起'
    const asked = { tubeId: tubes[0].id, reason }
    const far: SlipBearer = { kind: 'document', number: elsewhere }
    expect(await refusal(registrar.call(admit, { ...asked, scan: { kind: 'slip', code, bearer: far } }))).toBe(
      'slip.otherEntrance',
    )
    expect(await refusal(scan(registrar, code, { kind: 'document', number: '110101199001011237' }))).toBe(
      'scan.unknown',
    )
    const number = parseSlipCode(code)?.number ?? 0
    expect(await refusal(scan(registrar, code.replace(`.${number}.`, `.${number + 1}.`)))).toBe('scan.forged')
    expect(await refusal(scan(registrar, 'LS1.nothing'))).toBe('scan.unreadable')
    const theirs = { roundId: other.round.id, entranceId: nth(other.entrances, 0).id, count: 1 }
    const { slips } = await other.lead.call(printBlankSlips, theirs)
    expect(await refusal(scan(registrar, nth(slips, 0).code))).toBe('scan.otherRound')
    expect(await scan(registrar, code)).toMatchObject({ kind: 'bind' })
  })

  it('goes to one of two people who are bound to it at two desks at once', async () => {
    const { code, number } = nth(await blank(), 0)
    const both = [scan(registrar, code, document(4)), scan(second, code, document(5), tubes[1])]
    expect(await atOnce(...both)).toEqual(['done', 'slip.taken'])
    const bound = await TicketModel.find({ roundId: oid(day.round.id), entranceId: oid(entrance()), number }).lean()
    expect(bound.length).toBe(1)
  })

  it('stays with its person when the tube takes nobody any more, and is nobody else’s', async () => {
    const [{ code, number }, another] = [nth(await blank(), 0), nth(await blank(), 0)]
    await sampler.call(voidTube, { tubeId: tubes[1].id, reason: '破损' })
    expect(await refusal(scan(registrar, code, document(6), tubes[1]))).toBe('tube.state')
    expect(await refusal(scan(registrar, code, document(7)))).toBe('slip.taken')
    expect(await scan(registrar, code)).toMatchObject({ kind: 'admitted', admitted: [{ number }] })
    expect(await refusal(scan(registrar, another.code, document(6)))).toBe('person.inTube')
    expect(await scan(registrar, another.code)).toMatchObject({ kind: 'bind' })
  })

  it('that was lost is no longer taken once its person was bound to another', async () => {
    const [lost, found] = [nth(await blank(), 0), nth(await blank(), 0)]
    const tube = await registrar.call(openTube, { tableId: nth(day.tableIds, 1), barcode: 'SLIP-0002' })
    await sampler.call(voidTube, { tubeId: tube.id, reason: '破损' })
    expect(await refusal(scan(registrar, lost.code, document(8), tube))).toBe('tube.state')
    expect(await scan(registrar, found.code, document(8))).toMatchObject({ admitted: [{ number: found.number }] })
    expect(await refusal(scan(registrar, lost.code))).toBe('slip.replaced')
    expect(await refusal(scan(registrar, lost.code, document(9)))).toBe('slip.replaced')
  })
})

describe('a blank slip of somebody who is on no list', () => {
  const newcomer = (n: number, door = '101'): WalkIn => ({
    name: '新来的人',
    document: `14999919900101${String(n).padStart(4, '0')}`,
    home: { kind: 'door', entranceId: entrance(), door },
    tags: [],
  })
  const walkIn = (who: Player, slip: string, person: WalkIn, tube = tubes[0]) =>
    who.call(admitWalkIn, { tubeId: tube.id, walkIn: person, slip })

  it('becomes theirs with the admission, and its code is enough from then on', async () => {
    const { code, number } = nth(await blank(), 0)
    const once = { operationId: 'walk-in-with-a-blank-slip' }
    const asked = { tubeId: tubes[0].id, walkIn: newcomer(11), slip: code }
    const admitted = { kind: 'admitted', admitted: [{ name: '新来的人', number }] }
    expect(await registrar.call(admitWalkIn, asked, once)).toMatchObject(admitted)
    expect(await registrar.call(admitWalkIn, asked, once)).toMatchObject(admitted)
    expect(await refusal(scan(registrar, code))).toBe('person.inTube')
    expect(await refusal(walkIn(second, code, newcomer(38)))).toBe('slip.taken')
  })

  it('is refused to strangers, as no slip, of another entrance and out of use; nobody is made up by that', async () => {
    const { code } = nth(await blank(), 0)
    const before = await TicketModel.countDocuments()
    expect(await refusal(walkIn(await resident(house, '19900000012'), code, newcomer(54)))).toBe('auth.forbidden')
    expect(await refusal(walkIn(registrar, 'LS1.nothing', newcomer(54)))).toBe('scan.unreadable')
    expect(await refusal(walkIn(registrar, 'x'.repeat(301), newcomer(54)))).toBe('input.invalid')
    const far: WalkIn = { ...newcomer(54), home: { kind: 'elsewhere', address: '和平路 3 号' } }
    expect(await refusal(walkIn(registrar, code, far))).toBe('slip.otherEntrance')
    expect(await TicketModel.countDocuments()).toBe(before)
    expect(await scan(registrar, code)).toMatchObject({ kind: 'bind' })
  })

  it('goes to one of two newcomers at two desks at once', async () => {
    const { code } = nth(await blank(), 0)
    const tube = await registrar.call(openTube, { tableId: nth(day.tableIds, 1), barcode: 'SLIP-0003' })
    const both = [walkIn(registrar, code, newcomer(54)), walkIn(second, code, newcomer(70), tube)]
    expect(await atOnce(...both)).toEqual(['done', 'slip.taken'])
  })
})

describe('a slip that was lost', () => {
  const replace = (who: Player, n: number, code: string, operationId?: string) =>
    who.call(
      replaceSlip,
      { tableId: nth(day.tableIds, 0), scan: { kind: 'document', number: nth(people, n).document }, code },
      operationId ? { operationId } : undefined,
    )
  const slipOf = async (n: number) => {
    const { slips } = await day.lead.call(readSlips, own())
    return slips.filter((slip) => slip.door === nth(people, n).door)
  }
  /** Somebody near the end of the list, whom nothing above has sampled. */
  const last = people.length - 2

  it('is replaced at the table by a blank one, whose number is theirs; the lost one admits nobody', async () => {
    const before = await slipOf(last)
    const { code, number } = nth(await blank(), 0)
    const first = await replace(registrar, last, code, 'replace-a-lost-slip-once')
    expect(first).toMatchObject({ kind: 'replaced', number, door: nth(people, last).door })
    expect(await replace(registrar, last, code, 'replace-a-lost-slip-once')).toEqual(first)
    const lost = before.find((slip) => first.kind === 'replaced' && slip.number === first.former)
    expect(await refusal(scan(registrar, lost?.code ?? ''))).toBe('slip.replaced')
    expect((await slipOf(last)).some((slip) => slip.number === number)).toBe(true)
  })

  it('asks who of a household it was', async () => {
    const { code, number } = nth(await blank(), 0)
    const home = { kind: 'home' as const, door: nth(people, last).door, entranceId: entrance() }
    const input = { tableId: nth(day.tableIds, 0), code }
    const asked = await registrar.call(replaceSlip, { ...input, scan: home })
    if (asked.kind !== 'choose') throw new Error('nobody was asked')
    expect(asked.household).toBe(true)
    const { residentId } = nth(asked.candidates, 0)
    expect(await registrar.call(replaceSlip, { ...input, scan: { ...home, residentIds: [residentId] } })).toMatchObject(
      {
        kind: 'replaced',
        residentId,
        number,
      },
    )
  })

  it('is refused to strangers, with a paper that is no blank slip, and for somebody who is in a tube', async () => {
    const { code } = nth(await blank(), 0)
    for (const stranger of [await resident(house, '19900000013'), await staff(house, 'registrar', other.siteId)])
      expect(await refusal(replace(stranger, last, code))).toBe('auth.forbidden')
    expect(await refusal(replace(registrar, last, 'LS1.nothing'))).toBe('scan.unreadable')
    expect(await refusal(replace(registrar, last, ''))).toBe('input.invalid')
    const [neighbour] = await slipOf(last - 3)
    expect(await refusal(replace(registrar, last, neighbour?.code ?? ''))).toBe('slip.taken')
    expect(await refusal(replace(registrar, 2, code))).toBe('person.inTube')
    expect(await scan(registrar, code)).toMatchObject({ kind: 'bind' })
  })

  it('goes to one of two who lost theirs, at two tables at once', async () => {
    const { code } = nth(await blank(), 0)
    expect(await atOnce(replace(registrar, last, code), replace(second, last - 1, code))).toEqual([
      'done',
      'slip.taken',
    ])
  })
})

describe('a slip in the hand of its owner', () => {
  const phone = (n: number) => resident(house, `1990000020${n}`)
  const claim = (who: Player, code: string) => who.call(claimBySlip, { code })
  const householdOf = async (residentId: string | null) =>
    String(
      (await TicketModel.findOne({ roundId: oid(day.round.id), residentId: oid(residentId ?? '') }).lean())
        ?.householdId,
    )
  const slip = async () => nth((await day.lead.call(readSlips, own())).slips, 4)

  it('opens the household, and keeps nothing of the person with it', async () => {
    const who = await phone(1)
    const { code, residentId } = await slip()
    expect(await claim(who, code)).toMatchObject({ state: 'granted' })
    const { households } = await who.call(myTickets, {})
    expect(households.map(({ householdId }) => householdId)).toEqual([await householdOf(residentId)])
    const { parts } = await who.call(exportMe, {})
    for (const { name, document: number } of people) expect(JSON.stringify(parts)).not.toMatch(`${name}|${number}`)
  })

  it('is one claim when it is scanned twice at once', async () => {
    const who = await phone(2)
    const { code } = await slip()
    const [one, two] = await Promise.all([claim(who, code), claim(who, code)])
    expect(one.id).toBe(two.id)
    expect((await who.call(myTickets, {})).households).toHaveLength(1)
  })

  it('is for residents only, and must be a true one that belongs to somebody', async () => {
    const { code, residentId } = await slip()
    expect(await refusal(claim(registrar, code))).toBe('auth.forbidden')
    const who = await phone(3)
    const forged = `${code.slice(0, -4)}AAAA`
    expect(await refusal(claim(who, forged))).toBe('scan.forged')
    expect(await refusal(claim(who, 'https://example.org'))).toBe('scan.unreadable')
    expect(await refusal(claim(who, nth(await blank(), 0).code))).toBe('slip.unbound')
    await day.lead.call(reissueSlip, { roundId: day.round.id, residentId: residentId ?? '' })
    expect(await refusal(claim(who, code))).toBe('slip.replaced')
    expect((await who.call(myTickets, {})).households).toEqual([])
  })
})
