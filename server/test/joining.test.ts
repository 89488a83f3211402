import { replyToCall } from '@loumen/shared/calls/api'
import { addEntrance, changeEntrance, drawGrid } from '@loumen/shared/community/api'
import {
  addMember,
  apply,
  decideApplication,
  leaveGroup,
  listApplications,
  listMembers,
  listPlaces,
  moveMember,
  myApplications,
  ticketApplication,
  withdrawApplication,
} from '@loumen/shared/joining/api'
import { claimHousehold, decideClaim, readHousehold, removeHouseholdPhone } from '@loumen/shared/roster/api'
import { myTickets, register } from '@loumen/shared/tickets/api'
import { admit, openTube } from '@loumen/shared/tubes/api'
import { oid } from '../src/base/db'
import { demoHouseholds } from '../src/demo/people'
import { ApplicationModel } from '../src/joining/model'
import { HouseholdModel, ResidentModel } from '../src/roster/model'
import { RoundModel } from '../src/rounds/model'
import { TicketModel } from '../src/tickets/model'
import { desk, householder, nth, type Player, resident, type Scene, scene, staff } from './cast'
import { atOnce, refusal, startHouse, type TestHouse, until } from './house'

let house: TestHouse
let day: Scene
let gridLeader: Player
let phones = 13900000000
const newcomer = () => resident(house, String(++phones))

beforeAll(async () => {
  house = await startHouse()
  day = await scene(house)
  const entranceIds = day.entrances.slice(0, 2).map(({ id }) => id)
  const grid = await day.lead.call(drawGrid, { communityId: day.communityId, name: '一网格', entranceIds })
  gridLeader = await staff(house, 'gridLeader', grid.id)
})
afterAll(() => house.close())

const applyAs = (who: Player, name: string, more: Record<string, unknown> = {}) =>
  who.call(apply, {
    communityId: day.communityId,
    kind: 'tenant',
    name,
    entranceId: nth(day.entrances, 0).id,
    door: '909',
    ...more,
  })
const inbox = async (who: Player) => (await who.call(listApplications, { communityId: day.communityId })).applications
const add = (who: Player, applicationId: string, door = '909') =>
  who.call(decideApplication, {
    applicationId,
    decision: { kind: 'add', entranceId: nth(day.entrances, 0).id, door },
  })

describe('somebody who is not in the roster', () => {
  it('says where they live, and is added behind a new door with a ticket by the grid leader', async () => {
    const who = await newcomer()
    const { places } = await who.call(listPlaces, { communityId: day.communityId })
    expect(places.map(({ label }) => label)).toEqual(day.entrances.map(({ label }) => label))
    const mine = await applyAs(who, '唐小雨', { document: 'X1234567', note: '上周搬来' })
    expect(await applyAs(who, '唐小雨', { document: 'X1234567' })).toEqual(mine)
    expect(mine).toMatchObject({ state: 'waiting', place: `${nth(day.entrances, 0).label} 909`, provisional: false })
    const kept = JSON.stringify(await ApplicationModel.collection.findOne({ _id: oid(mine.id) }))
    for (const secret of ['唐小雨', 'X1234567', '上周搬来']) expect(kept).not.toContain(secret)
    expect(await inbox(gridLeader)).toMatchObject([{ id: mine.id, name: '唐小雨', note: '上周搬来', household: null }])
    const before = (await RoundModel.findById(day.round.id).lean())?.expected ?? 0
    await add(gridLeader, mine.id)
    expect((await who.call(myApplications, {})).applications).toMatchObject([{ state: 'added' }])
    expect(nth((await who.call(myTickets, {})).rounds, 0)).toMatchObject({ door: '909', tickets: [{ name: '唐小雨' }] })
    expect((await RoundModel.findById(day.round.id).lean())?.expected).toBe(before + 1)
    expect(await inbox(gridLeader)).toEqual([])
  })

  it('is matched with the person of the same document, and sees that household', async () => {
    const home = nth(demoHouseholds(), 0)
    const person = nth(home.people, 1)
    const who = await newcomer()
    const { id } = await applyAs(who, person.name, { document: person.document })
    const found = nth(nth(await inbox(gridLeader), 0).candidates, 0)
    expect(found).toMatchObject({ name: person.name, door: home.door, by: 'document' })
    const decision = { kind: 'match' as const, residentId: found.residentId }
    expect((await gridLeader.call(decideApplication, { applicationId: id, decision })).state).toBe('matched')
    expect(nth((await who.call(myTickets, {})).households, 0).door).toBe(home.door)
  })

  it('is told why not, once, when two decide at once; and may take it back only before', async () => {
    const who = await newcomer()
    const { id } = await applyAs(who, '何必')
    const reject = (leader: Player) =>
      leader.call(decideApplication, { applicationId: id, decision: { kind: 'reject', reason: '请到隔壁社区登记' } })
    expect(await atOnce(reject(gridLeader), add(day.lead, id))).toEqual(['application.state', 'done'])
    expect(await refusal(who.call(withdrawApplication, { applicationId: id }))).toBe('application.state')
    const second = await applyAs(who, '何必等')
    const other = await newcomer()
    expect(await refusal(other.call(withdrawApplication, { applicationId: second.id }))).toBe('auth.forbidden')
    expect((await who.call(withdrawApplication, { applicationId: second.id })).state).toBe('withdrawn')
    const third = await applyAs(who, '何必急')
    await gridLeader.call(decideApplication, {
      applicationId: third.id,
      decision: { kind: 'reject', reason: '请到隔壁社区' },
    })
    expect(nth((await who.call(myApplications, {})).applications, 0)).toMatchObject({ reason: '请到隔壁社区' })
  })

  it('is refused without a place, by staff, and in a flood; another grid’s leader neither sees nor decides it', async () => {
    const who = await newcomer()
    expect(await refusal(applyAs(who, '无处', { door: null }))).toBe('application.place')
    expect(await refusal(applyAs(day.lead, '书记'))).toBe('auth.forbidden')
    const { id } = await applyAs(who, '郑直')
    const elsewhere = await staff(house, 'gridLeader', nth(day.entrances, 5).id)
    expect((await inbox(elsewhere)).map((one) => one.id)).not.toContain(id)
    expect(await refusal(add(elsewhere, id))).toBe('auth.forbidden')
    const stranger = await staff(house, 'communityLead', (await scene(house)).communityId)
    expect(await refusal(add(stranger, id))).toBe('auth.forbidden')
    for (let i = 0; i < 9; i++) await applyAs(who, `亲戚${i}`)
    expect(await refusal(applyAs(who, '亲戚十'))).toBe('application.tooMany')
  })

  it('never waits for the inbox: the desk gives a ticket by the code, and the leader confirms afterwards', async () => {
    const who = await newcomer()
    const mine = await applyAs(who, '急先锋', { entranceId: null, door: null, address: '工地板房 3 排' })
    const { registrar } = await desk(house, day)
    const ticket = () => registrar.call(ticketApplication, { siteId: day.siteId, code: `LA1.${mine.code}` })
    expect(await refusal(who.call(ticketApplication, { siteId: day.siteId, code: mine.code }))).toBe('auth.forbidden')
    expect(await refusal(registrar.call(ticketApplication, { siteId: day.siteId, code: 'NOSUCHCD' }))).toBe(
      'application.unknown',
    )
    const given = await ticket()
    expect((await ticket()).number).toBe(given.number)
    const tube = await registrar.call(openTube, { tableId: nth(day.tableIds, 0), barcode: 'JOIN-0001' })
    const admitted = await registrar.call(admit, { tubeId: tube.id, scan: { kind: 'ticket', code: given.ticket } })
    expect(admitted.kind).toBe('admitted')
    expect(nth((await who.call(myApplications, {})).applications, 0)).toMatchObject({ provisional: true })
    const waiting = (await inbox(gridLeader)).find(({ id }) => id === mine.id)
    expect(waiting?.provisional).toBe(true)
    expect(await refusal(add(day.lead, mine.id))).toBe('application.state')
    await day.lead.call(decideApplication, { applicationId: mine.id, decision: { kind: 'confirm' } })
    expect(nth((await who.call(myTickets, {})).rounds, 0).tickets).toMatchObject([{ name: '急先锋' }])
  })
})

it('two desks at once, and a desk beside a deciding leader, make one person of an application', async () => {
  const { registrar } = await desk(house, day)
  const other = await staff(house, 'registrar', day.siteId)
  const ticket = (who: Player, code: string) => who.call(ticketApplication, { siteId: day.siteId, code })
  const behind = async (door: string) =>
    ResidentModel.countDocuments({ householdId: { $in: await HouseholdModel.distinct('_id', { door }) } })
  for (let n = 0; n < 4; n++) {
    const door = `81${n}`
    const { code } = await applyAs(await newcomer(), `同时${n}`, { door })
    const [one, two] = await Promise.all([ticket(registrar, code), ticket(other, code)])
    expect([one.residentId, await behind(door)]).toEqual([two.residentId, 1])
  }
  const { id, code } = await applyAs(await newcomer(), '正好', { door: '821' })
  const ends = await atOnce(ticket(registrar, code), add(gridLeader, id, '821'))
  expect(['application.state,done', 'done,done']).toContain(ends.join())
  expect(await behind('821')).toBe(1)
})

describe('a group', () => {
  const group = (name: string, kind: 'workshop' | 'village' = 'workshop') =>
    day.lead.call(addEntrance, { communityId: day.communityId, kind, estate: '机械厂', building: '', name })

  it('is kept by its contact: people join with a ticket, move on and leave, and all of it stays known', async () => {
    const [one, two] = [await group('装配车间'), await group('铸造车间')]
    const head = await staff(house, 'captain', one.id)
    const both = { residentId: '', entranceId: two.id }
    const joined = await head.call(addMember, { entranceId: one.id, name: '高师傅', document: 'E12345678' })
    await head.call(addMember, { entranceId: one.id, name: '李师傅' })
    const { members } = await head.call(listMembers, { entranceId: one.id })
    expect(members.map(({ name, door }) => [name, door])).toEqual([
      ['高师傅', '1'],
      ['李师傅', '2'],
    ])
    expect(new Set(members.map(({ householdId }) => householdId)).size).toBe(2)
    both.residentId = joined.residentId
    expect(await refusal(head.call(moveMember, both))).toBe('auth.forbidden')
    const ticket = () => TicketModel.findOne({ residentId: oid(joined.residentId), live: true }).lean()
    expect(String((await ticket())?.entranceId)).toBe(one.id)
    await day.lead.call(moveMember, both)
    const moved = await ticket()
    expect([String(moved?.entranceId), moved?.door]).toEqual([two.id, '1'])
    expect(moved?.householdId).not.toEqual(oid(joined.householdId))
    expect((await day.lead.call(listMembers, { entranceId: two.id })).members).toMatchObject([{ name: '高师傅' }])
    expect((await head.call(listMembers, { entranceId: one.id })).left).toMatchObject([{ name: '高师傅' }])
    const leave = () => day.lead.call(leaveGroup, { residentId: joined.residentId })
    expect(await atOnce(leave(), leave())).toEqual(['done', 'member.left'])
    expect((await day.lead.call(listMembers, { entranceId: two.id })).members).toEqual([])
  })

  it('comes into the call order of the round under way, and keeps where somebody was sampled', async () => {
    const [one, two] = [await group('锻造车间'), await group('热处理车间')]
    const order = async () => (await RoundModel.findById(day.round.id).lean())?.entranceIds.map(String)
    await until(order, (ids) => [one.id, two.id].every((id) => ids?.includes(id)))
    const joined = await day.lead.call(addMember, { entranceId: one.id, name: '钱师傅', document: 'E87654321' })
    const { registrar } = await desk(house, day)
    const tube = await registrar.call(openTube, { tableId: nth(day.tableIds, 1), barcode: 'JOIN-0002' })
    const scan = { kind: 'document' as const, number: 'E87654321' }
    await registrar.call(admit, { tubeId: tube.id, scan, reason: '补检' })
    const known = await TicketModel.findOne({ residentId: oid(joined.residentId), live: true }).lean()
    await day.lead.call(moveMember, { residentId: joined.residentId, entranceId: two.id })
    const after = await TicketModel.findOne({ residentId: oid(joined.residentId), live: true }).lean()
    expect(after).toMatchObject({ entranceId: oid(one.id), number: known?.number, door: '1' })
    expect(after?.householdId).not.toEqual(known?.householdId)
  })

  it('keeps the phones of somebody who moves on, and room mates keep theirs', async () => {
    const [one, two] = [await group('电镀车间'), await group('质检车间')]
    const claimed = async (name: string, document: string) => {
      const joined = await day.lead.call(addMember, { entranceId: one.id, name, document })
      const phone = await newcomer()
      const claim = await phone.call(claimHousehold, { communityId: day.communityId, name, document })
      await day.lead.call(decideClaim, { claimId: claim.id, granted: true })
      const homes = async () => (await phone.call(myTickets, {})).households.map(({ householdId }) => householdId)
      return { joined, homes }
    }
    const mover = await claimed('孔师傅', 'E44556677')
    const stayer = await claimed('曹师傅', 'E44556688')
    expect([await mover.homes(), await stayer.homes()]).toEqual([
      [mover.joined.householdId],
      [stayer.joined.householdId],
    ])
    await day.lead.call(moveMember, { residentId: mover.joined.residentId, entranceId: two.id })
    const { members } = await day.lead.call(listMembers, { entranceId: two.id })
    expect(members).toMatchObject([{ name: '孔师傅' }])
    expect(await mover.homes()).toEqual(members.map(({ householdId }) => householdId))
    expect(await stayer.homes()).toEqual([stayer.joined.householdId])
  })

  it('is not kept by strangers, and villages keep households instead', async () => {
    const shop = await group('包装车间')
    const input = { entranceId: shop.id, name: '外人' }
    const elsewhere = await staff(house, 'captain', nth(day.entrances, 0).id)
    for (const stranger of [elsewhere, await newcomer(), await staff(house, 'volunteer', day.communityId)])
      expect(await refusal(stranger.call(addMember, input))).toBe('auth.forbidden')
    const village = await group('三组', 'village')
    expect(await refusal(day.lead.call(addMember, { ...input, entranceId: village.id }))).toBe('group.noMembers')
    expect(await refusal(day.lead.call(addMember, { ...input, name: '' }))).toBe('input.invalid')
  })

  it('numbers two who join at once apart', async () => {
    const shop = await group('涂装车间')
    const join = (name: string) => day.lead.call(addMember, { entranceId: shop.id, name })
    expect(await atOnce(join('甲'), join('乙'))).toEqual(['done', 'done'])
    const { members } = await day.lead.call(listMembers, { entranceId: shop.id })
    expect(members.map(({ door }) => door).sort()).toEqual(['1', '2'])
  })
})

describe('a room that people share', () => {
  it('has no family: nobody sees, answers for or shuts out a room mate', async () => {
    const own = await scene(house)
    const homes = demoHouseholds()
    const at = homes.findIndex(({ people }) => people.length > 1 && people[0]?.phone !== people[1]?.phone)
    const { people } = nth(homes, at)
    const first = await householder(house, own, at)
    const { householdId, tickets } = nth((await first.call(myTickets, {})).rounds, 0)
    expect(tickets.length).toBe(people.length)
    const { entranceId } = nth((await first.call(myTickets, {})).rounds, 0)
    const entrance = nth(
      own.entrances.filter(({ id }) => id === entranceId),
      0,
    )
    await own.lead.call(changeEntrance, { ...entrance, entranceId, kind: 'dormitory', contact: null })
    const mine = nth((await first.call(myTickets, {})).rounds, 0).tickets
    expect(mine.map(({ name }) => name)).toEqual([nth(people, 0).name])
    expect((await first.call(readHousehold, { householdId })).residents).toHaveLength(1)
    const other = nth(
      tickets.filter(({ name }) => name !== nth(people, 0).name),
      0,
    ).residentId
    const answer = (residentId: string) =>
      first.call(register, { roundId: own.round.id, householdId, answers: [{ residentId, kind: 'coming' }] })
    expect(await refusal(answer(other))).toBe('household.roommate')
    expect((await answer(nth(mine, 0).residentId)).tickets).toHaveLength(1)
    await first.call(replyToCall, { roundId: own.round.id, householdId, reply: 'cannotCome' })
    const kept = await TicketModel.find({ householdId: oid(householdId), answer: 'needsDoor' }).lean()
    expect(kept.map(({ residentId }) => String(residentId))).toEqual([nth(mine, 0).residentId])
    expect(await refusal(first.call(removeHouseholdPhone, { householdId, phoneId: own.lead.id }))).toBe(
      'household.roommate',
    )
    const { id } = await applyAs(await newcomer(), '新室友', { communityId: own.communityId, entranceId, door: '919' })
    await own.lead.call(decideApplication, {
      applicationId: id,
      decision: { kind: 'add', entranceId, door: '919' },
    })
    expect(await HouseholdModel.findOne({ entranceId: oid(entranceId), door: '919' }).lean()).toMatchObject({
      kind: 'dormitory',
    })
  })
})
