import { createStaff } from '@loumen/shared/accounts/api'
import { drawGrid } from '@loumen/shared/community/api'
import { listDisclosures } from '@loumen/shared/roster/people-api'
import { addPost } from '@loumen/shared/rounds/api'
import {
  cancelShift,
  changeShift,
  correctHours,
  exportHours,
  leaveShift,
  listShifts,
  myShifts,
  planShifts,
  takeUpShift,
  thankHelpers,
} from '@loumen/shared/shifts/api'
import { earliestArrival, usualShift } from '@loumen/shared/shifts/rules'
import { finishVisit, makeVisit, startVisit } from '@loumen/shared/visits/api'
import { AccountModel } from '../src/accounts/model'
import { namePlace } from '../src/accounts/present'
import { oid } from '../src/base/db'
import { seal } from '../src/base/personal'
import { now, setClock } from '../src/clock'
import { ShiftModel } from '../src/shifts/model'
import { TicketModel } from '../src/tickets/model'
import { nth, type Player, resident, type Scene, scene, staff } from './cast'
import { atOnce, refusal, refused, startHouse, type TestHouse } from './house'

const hour = 3_600_000
let house: TestHouse
let day: Scene
let gridId: string
let gridLeader: Player
let siteLead: Player
let desk: string
let door: string
let start: number

beforeAll(async () => {
  house = await startHouse()
  day = await scene(house)
  const entranceId = nth(day.entrances, 0).id
  gridId = (await day.lead.call(drawGrid, { communityId: day.communityId, name: '一网格', entranceIds: [entranceId] }))
    .id
  gridLeader = await staff(house, 'gridLeader', gridId)
  siteLead = await staff(house, 'siteLead', day.siteId)
  const post = (more: object) =>
    day.lead.call(addPost, { roundId: day.round.id, name: '登记台', kind: 'registration', ...more })
  desk = (await post({ siteId: day.siteId })).id
  door = (await post({ name: '一单元门口', kind: 'entrance', entranceId })).id
})
afterAll(() => house.close())
beforeEach(() => {
  // Every test has a day of its own: nobody's rest reaches into the next one.
  start = now().getTime() + 48 * hour
  setClock(new Date(start - earliestArrival))
})

async function helper(name: string, scope = day.communityId): Promise<Player> {
  const who = await staff(house, 'volunteer', scope)
  await AccountModel.updateOne({ _id: oid(who.id) }, { name: seal('accounts', namePlace(who.id), name) })
  return who
}
const plan = (who: Player, people: Player[], at = 0, more: object = {}) =>
  who.call(planShifts, {
    postId: desk,
    from: new Date(start + at * hour).toISOString(),
    accountIds: people.map(({ id }) => id),
    ...more,
  })
const one = async (who: Player, at = 0, more: object = {}) => nth((await plan(day.lead, [who], at, more)).shifts, 0)
const takeUp = (who: Player, shiftId: string, left: string | null = null) => who.call(takeUpShift, { shiftId, left })
const leave = (who: Player, shiftId: string, left: string | null = null) => who.call(leaveShift, { shiftId, left })
const read = async (who: Player, shiftId: string) =>
  (await who.call(listShifts, { roundId: day.round.id })).shifts.find(({ id }) => id === shiftId)
const clock = (hours: number) => setClock(new Date(start + hours * hour))

describe('a plan of shifts', () => {
  it('puts people one after the other at a post, two hours each, which each sees on the phone', async () => {
    const [first, second] = [await helper('王小芳'), await helper('李建国')]
    const { shifts } = await plan(siteLead, [first, second])
    expect(shifts.map(({ name, from, until }) => [name, Date.parse(from) - start, Date.parse(until) - start])).toEqual([
      ['王小芳', 0, usualShift],
      ['李建国', usualShift, 2 * usualShift],
    ])
    const mine = (await first.call(myShifts, {})).shifts
    expect(mine).toMatchObject([{ post: '登记台', where: '广场 中心广场', state: 'planned', next: { name: '李建国' } }])
    const { shifts: listed, people } = await day.lead.call(listShifts, { roundId: day.round.id })
    expect(listed.map(({ id }) => id)).toEqual(expect.arrayContaining(shifts.map(({ id }) => id)))
    expect(people).toContainEqual({ accountId: first.id, name: '王小芳', role: 'volunteer' })
  })

  it('says alone who is at a post or should be, for the overview', async () => {
    const now = async (who: Player) => {
      const { shifts, planned, people } = await who.call(listShifts, { roundId: day.round.id, only: 'now' })
      expect(people).toEqual([])
      return { ids: shifts.map(({ id }) => id), planned }
    }
    const [here, later] = [await helper('子'), await helper('丑')]
    const shift = await one(here)
    const next = await one(later, 2)
    clock(-1)
    expect(await now(day.lead)).toEqual({ ids: [], planned: true })
    clock(0.2)
    await takeUp(here, shift.id)
    expect((await now(siteLead)).ids).toContain(shift.id)
    expect((await now(siteLead)).ids).not.toContain(next.id)
    expect((await now(gridLeader)).ids).not.toContain(shift.id)
    const stranger = await resident(house, '13900000001')
    expect(await refusal(stranger.call(listShifts, { roundId: day.round.id, only: 'now' }))).toBe('auth.forbidden')
    await leave(here, shift.id)
  })

  it('is refused whole where somebody is elsewhere, has no rest or no role here, and for wrong times', async () => {
    const [free, busy] = [await helper('甲'), await helper('乙')]
    await one(busy, 2)
    const taken = await refused(plan(day.lead, [free, busy]))
    expect([taken.code, taken.details]).toEqual(['shift.overlap', { name: '乙', post: '登记台' }])
    expect((await free.call(myShifts, {})).shifts).toEqual([])
    await one(busy, 4)
    expect(await refusal(plan(day.lead, [busy], 6.5))).toBe('shift.noRest')
    expect(await refusal(plan(day.lead, [busy], 7))).toBe('not refused')
    expect(await refusal(plan(day.lead, [await staff(house, 'volunteer', 'all')]))).toBe('shift.notHere')
    expect(await refusal(plan(day.lead, [free], 0, { minutes: 500 }))).toBe('input.invalid')
    const shift = await one(free)
    const times = { from: shift.until, until: shift.from }
    expect(
      await refusal(day.lead.call(changeShift, { shiftId: shift.id, rev: shift.rev, accountId: free.id, ...times })),
    ).toBe('shift.times')
  })

  it('never gives one person two shifts at one time, whoever plans at once', async () => {
    const who = await helper('丙')
    const ends = await atOnce(plan(day.lead, [who]), plan(siteLead, [who], 1), plan(day.lead, [who], 0.5))
    expect(ends).toEqual(['done', 'shift.overlap', 'shift.overlap'])
    expect(await ShiftModel.countDocuments({ accountId: oid(who.id) })).toBe(1)
  })

  it('is the leads’ and the site lead’s, at entrances the grid leader’s, and nobody else’s', async () => {
    const who = await helper('丁')
    expect(await refusal(plan(gridLeader, [who]))).toBe('auth.forbidden')
    const own = await plan(gridLeader, [who], 0, { postId: door })
    expect((await gridLeader.call(listShifts, { roundId: day.round.id })).shifts.map(({ id }) => id)).toEqual([
      nth(own.shifts, 0).id,
    ])
    expect(await refusal(plan(siteLead, [who], 10, { postId: door }))).toBe('auth.forbidden')
    for (const stranger of [await helper('戊'), await resident(house, '13900000001')]) {
      expect(await refusal(plan(stranger, [who], 10))).toBe('auth.forbidden')
      expect(await refusal(stranger.call(listShifts, { roundId: day.round.id }))).toBe('auth.forbidden')
    }
  })

  it('moves somebody to another post and other times by the same rules, where the planner plans both', async () => {
    const [who, busy] = [await helper('壬'), await helper('癸')]
    const shift = await one(who)
    await one(busy, 1)
    const to = (planner: Player, more: object) =>
      planner.call(changeShift, { ...shift, shiftId: shift.id, accountId: who.id, ...more })
    expect(await refusal(to(siteLead, { postId: door }))).toBe('auth.forbidden')
    expect(await refusal(to(day.lead, { accountId: busy.id }))).toBe('shift.overlap')
    expect(await refusal(to(day.lead, { until: new Date(start + 5 * hour).toISOString() }))).toBe('shift.times')
    expect(await to(day.lead, { postId: door })).toMatchObject({ postId: door, name: '壬', rev: shift.rev + 1 })
    expect((await who.call(myShifts, {})).shifts).toMatchObject([{ post: '一单元门口' }])
    expect(await refusal(to(day.lead, { postId: desk }))).toBe('shift.changed')
    const elsewhere = await scene(house)
    const foreign = await elsewhere.lead.call(addPost, { roundId: elsewhere.round.id, name: '别处', kind: 'entry' })
    expect(await refusal(to(day.lead, { postId: foreign.id }))).toBe('notFound')
  })

  it('is changed by one of two who saw the same, and taken back once', async () => {
    const [who, other] = [await helper('己'), await helper('庚')]
    const { id: shiftId, rev, from, until } = await one(who)
    const to = (planner: Player, person: Player) =>
      planner.call(changeShift, { shiftId, rev, accountId: person.id, from, until })
    expect(await atOnce(to(day.lead, other), to(siteLead, other))).toEqual(['done', 'shift.changed'])
    expect((await who.call(myShifts, {})).shifts).toEqual([])
    expect(await refusal(to(await helper('辛'), other))).toBe('auth.forbidden')
    const cancel = (planner: Player) => planner.call(cancelShift, { shiftId })
    expect(await refusal(cancel(other))).toBe('auth.forbidden')
    expect(await atOnce(cancel(day.lead), cancel(siteLead))).toEqual(['done', 'shift.state'])
    expect((await other.call(myShifts, {})).shifts).toEqual([])
    expect(await refusal(takeUp(other, shiftId))).toBe('shift.state')
  })
})

describe('who works a shift', () => {
  it('takes it up, is relieved with what is left to do, and the hours are those that were stood', async () => {
    const [first, second] = [await helper('王小芳'), await helper('李建国')]
    const { shifts } = await plan(day.lead, [first, second])
    const [a, b] = [nth(shifts, 0).id, nth(shifts, 1).id]
    await takeUp(first, a)
    clock(2)
    expect((await second.call(myShifts, {})).shifts).toMatchObject([{ relieves: '王小芳' }])
    expect((await takeUp(second, b, '还差两户没登记')).leftToDo).toBe('还差两户没登记')
    expect(await read(day.lead, a)).toMatchObject({
      state: 'left',
      minutes: 150,
      handover: { note: '还差两户没登记', to: '李建国' },
    })
    clock(3)
    await leave(second, b)
    expect((await second.call(myShifts, {})).services).toMatchObject([
      { minutes: 60, shifts: 1, tasks: 0, over: false },
    ])
    const kept = JSON.stringify(await ShiftModel.collection.findOne({ _id: oid(a) }))
    expect(kept).not.toContain('还差两户没登记')
  })

  it('does so once, in time, at one post, and only their own', async () => {
    const who = await helper('王小芳')
    const [first, later] = [await one(who), await one(who, 6)]
    expect(await refusal(takeUp(await helper('别人'), first.id))).toBe('auth.forbidden')
    expect(await refusal(takeUp(who, later.id))).toBe('shift.early')
    expect(await refusal(takeUp(who, first.id, 'x'.repeat(201)))).toBe('input.invalid')
    expect(await refusal(leave(who, first.id))).toBe('shift.state')
    expect(await atOnce(takeUp(who, first.id), takeUp(who, first.id))).toEqual(['done', 'shift.state'])
    clock(6)
    expect((await refused(takeUp(who, later.id))).details).toEqual({ post: '登记台' })
    expect(await atOnce(leave(who, first.id), leave(who, first.id))).toEqual(['done', 'shift.state'])
    clock(9)
    expect(await refusal(takeUp(who, later.id))).toBe('shift.state')
  })

  it('is seen to be late, to stand too long, and since when they work without a rest', async () => {
    const who = await helper('王小芳')
    const { shifts } = await plan(day.lead, [who, who])
    const [first, second] = [nth(shifts, 0), nth(shifts, 1)]
    clock(0.5)
    expect(await read(day.lead, first.id)).toMatchObject({ late: true, overdue: false, since: null })
    await takeUp(who, first.id)
    clock(2)
    await leave(who, first.id)
    await takeUp(who, second.id)
    clock(4.5)
    expect(await read(day.lead, second.id)).toMatchObject({
      overdue: true,
      minutes: 150,
    })
    const { since } = (await read(day.lead, second.id)) ?? {}
    expect(Math.round((Date.parse(since ?? '') - start) / 60_000)).toBe(30)
  })
})

describe('hours', () => {
  const correct = (who: Player, shiftId: string, rev: number, from: number, until: number, reason = '忘了签退') =>
    who.call(correctHours, {
      shiftId,
      rev,
      arrivedAt: new Date(start + from * hour).toISOString(),
      leftAt: new Date(start + until * hour).toISOString(),
      reason,
    })

  it('are put right by who answers for the person, with the reason and what they were', async () => {
    const who = await helper('王小芳', gridId)
    const shift = await one(who)
    await takeUp(who, shift.id)
    clock(5)
    const stranger = await staff(house, 'gridLeader', nth(day.entrances, 1).id)
    const { rev = 0 } = (await read(day.lead, shift.id)) ?? {}
    expect(await refusal(correct(stranger, shift.id, rev, 0, 2))).toBe('auth.forbidden')
    expect(await refusal(correct(gridLeader, shift.id, rev, 2, 0))).toBe('shift.hours')
    expect(await refusal(correct(gridLeader, shift.id, rev, 0, 9))).toBe('shift.hours')
    expect(await refusal(correct(gridLeader, shift.id, rev, 0, 2, ' '))).toBe('input.invalid')
    const both = await atOnce(correct(gridLeader, shift.id, rev, 0, 2), correct(day.lead, shift.id, rev, 0, 3))
    expect(both).toEqual(['done', 'shift.changed'])
    const after = await read(day.lead, shift.id)
    expect(after?.state).toBe('left')
    expect(after?.corrections).toMatchObject([{ leftAt: null, reason: '忘了签退' }])
    const beside = await one(who, 6)
    expect(await refusal(correct(day.lead, beside.id, beside.rev, 1, 4))).toBe('shift.overlap')
    expect(JSON.stringify(await ShiftModel.collection.findOne({ _id: oid(shift.id) }))).not.toContain('忘了签退')
  })

  it('leave the house masked, in full only for a reason and by leads, and both are in the audit', async () => {
    const who = await helper('欧阳建国')
    const shift = await one(who)
    await takeUp(who, shift.id)
    clock(1.5)
    await leave(who, shift.id)
    const take = async (player: Player, more = {}) => {
      const { content } = await player.call(exportHours, { roundId: day.round.id, format: 'csv', ...more })
      return Buffer.from(content, 'base64').toString()
    }
    const masked = await take(day.lead)
    expect(masked).toContain('欧阳*国,合计,,,,120')
    expect(masked).not.toContain('欧阳建国')
    expect(await refusal(take(day.lead, { full: true }))).toBe('roster.reasonNeeded')
    expect(await refusal(take(gridLeader, { full: true, reason: '看看' }))).toBe('auth.forbidden')
    expect(await refusal(take(who))).toBe('auth.forbidden')
    expect(await refusal(take(day.lead, { format: 'pdf' }))).toBe('input.invalid')
    expect(await take(day.lead, { full: true, reason: '发放补贴' })).toContain('欧阳建国')
    const { disclosures } = await day.lead.call(listDisclosures, { communityId: day.communityId })
    expect(disclosures.slice(0, 2)).toMatchObject([
      { what: 'hoursExportedFull', reason: '发放补贴' },
      { what: 'hoursExported', reason: null },
    ])
  })

  it('come with thanks, and with the tasks that were done', async () => {
    const who = await helper('王小芳')
    const ticket = await TicketModel.findOne({ entranceId: oid(nth(day.entrances, 1).id) }).lean()
    const householdId = String(ticket?.householdId)
    const visit = await day.lead.call(makeVisit, { roundId: day.round.id, householdId, kind: 'help' })
    await who.call(startVisit, { visitId: visit.id })
    await who.call(finishVisit, { visitId: visit.id })
    const thank = (player: Player, text = '谢谢大家，楼门暖了') =>
      player.call(thankHelpers, { roundId: day.round.id, text })
    expect(await refusal(thank(gridLeader))).toBe('auth.forbidden')
    expect(await refusal(thank(day.lead, ''))).toBe('input.invalid')
    expect(await atOnce(thank(day.lead), thank(day.lead))).toEqual(['done', 'done'])
    expect((await who.call(myShifts, {})).services).toMatchObject([
      { tasks: 1, minutes: 0, thanks: '谢谢大家，楼门暖了' },
    ])
  })
})

it('a new member of staff can be planned at once', async () => {
  const { staff: made } = await day.lead.call(createStaff, {
    login: 'newcomer',
    name: '新来的',
    grants: [{ role: 'volunteer', scope: day.communityId }],
  })
  const { shifts } = await day.lead.call(planShifts, {
    postId: desk,
    from: new Date(start).toISOString(),
    accountIds: [made.id],
  })
  expect(shifts).toMatchObject([{ name: '新来的', post: '登记台' }])
})
