import { callDown } from '@loumen/shared/calls/api'
import { drawGrid } from '@loumen/shared/community/api'
import { closeRound } from '@loumen/shared/coverage/api'
import type { Events } from '@loumen/shared/events'
import { rooms } from '@loumen/shared/events'
import {
  findNeighbour,
  listNeighbours,
  myNeighbours,
  printNeighbourSlips,
  registerNeighbour,
  releaseNeighbour,
} from '@loumen/shared/helping/api'
import { printBlankSlips, readSlips } from '@loumen/shared/tickets/api'
import { acceptVolunteer, volunteer } from '@loumen/shared/volunteers/api'
import { AccountModel } from '../src/accounts/model'
import { openSession } from '../src/accounts/sessions'
import { oid } from '../src/base/db'
import { NoticeModel } from '../src/base/notices'
import { now } from '../src/clock'
import { demoHouseholds } from '../src/demo/people'
import { HelpModel } from '../src/helping/model'
import { count } from '../src/http/limits'
import { ResidentModel } from '../src/roster/model'
import { TicketModel } from '../src/tickets/model'
import { VolunteerModel } from '../src/volunteers/model'
import { desk, nth, type Player, pool, resident, type Scene, scene, staff } from './cast'
import { atOnce, refusal, startHouse, type TestHouse } from './house'

let house: TestHouse
let day: Scene
let gridId: string
let helper: Player
const homes = demoHouseholds()

beforeAll(async () => {
  house = await startHouse()
  day = await scene(house)
  const entranceIds = [nth(day.entrances, 0).id]
  gridId = (await day.lead.call(drawGrid, { communityId: day.communityId, name: '一网格', entranceIds })).id
  helper = await staff(house, 'volunteer', gridId)
})
afterAll(() => house.close())

/** What is said of the first person behind the nth door of the first entrance. */
const said = (at: number) => ({
  roundId: day.round.id,
  entranceId: nth(day.entrances, 0).id,
  door: nth(homes, at).door,
  said: nth(nth(homes, at).people, 0).document.slice(-4),
})
const find = (who: Player, at: number, more: Record<string, unknown> = {}) =>
  who.call(findNeighbour, { ...said(at), ...more })
async function register(who: Player, at: number, more: Record<string, unknown> = {}) {
  const { neighbours } = await find(day.lead, at)
  return who.call(registerNeighbour, {
    ...said(at),
    residentId: nth(neighbours, 0).residentId,
    answer: 'coming',
    consent: { by: 'self', how: 'atDoor' },
    slip: { kind: 'written' },
    ...more,
  })
}
const mine = async (who: Player) => (await who.call(myNeighbours, {})).neighbours
const release = (who: Player, helpId: string) => who.call(releaseNeighbour, { helpId })

describe('a helper', () => {
  it('finds a neighbour by the door with the surname or last four, and sees the surname and number only', async () => {
    const person = nth(nth(homes, 0).people, 0)
    const byFour = await find(helper, 0)
    expect(byFour.neighbours).toEqual([
      { residentId: expect.any(String), name: nth([...person.name], 0), number: 1, answer: null, helped: null },
    ])
    expect((await find(helper, 0, { said: nth([...person.name], 0) })).neighbours).toContainEqual(
      nth(byFour.neighbours, 0),
    )
    for (const wrong of [{ said: '0000' }, { said: '不姓这个' }, { door: '999' }])
      expect(await refusal(find(helper, 0, wrong))).toBe('neighbour.unknown')
    expect(await refusal(find(helper, 0, { said: '' }))).toBe('input.invalid')
    expect(await refusal(find(helper, 0, { entranceId: nth(day.entrances, 1).id }))).toBe('auth.forbidden')
  })

  it('registers one who agreed, and is told live and outside when that household is called', async () => {
    const who = await resident(house, '13611110001')
    const { id } = await who.call(volunteer, {
      communityId: day.communityId,
      name: '赵热心',
      helps: ['doors'],
      times: ['morning'],
    })
    const to = new Date(now().getTime() + 86_400_000).toISOString()
    await day.lead.call(acceptVolunteer, { volunteerId: id, scope: gridId, until: to })
    const staffId = (await VolunteerModel.findById(oid(id)).lean())?.staffId ?? oid('')
    await AccountModel.updateOne({ _id: staffId }, { mustChangePassword: false })
    const token = await openSession(staffId, 'bearer')
    const worker = Object.assign(house.client({ token }), { id: String(staffId), token })
    const help = await register(worker, 1)
    expect(help).toMatchObject({ door: nth(homes, 1).door, calledAt: null, come: false, answer: 'coming' })
    const kept = await HelpModel.findById(oid(help.id)).lean()
    expect(kept).toMatchObject({ consent: { by: 'self', how: 'atDoor' }, accountId: staffId })
    const ticket = await TicketModel.findOne({ residentId: kept?.residentId }).lean()
    expect(ticket).toMatchObject({ answer: 'coming', number: help.number })

    const socket = await house.socket({ token })
    await new Promise((joined) => socket.emit('watch', rooms.resident(String(staffId)), joined))
    const told = new Promise<Parameters<Events['changed']>[0]>((resolve) => socket.on('changed', resolve))
    await day.lead.call(callDown, {
      siteId: day.siteId,
      units: [{ entranceId: help.entranceId, householdIds: [String(kept?.householdId)] }],
    })
    expect((await told).what).toBe('neighbours')
    expect(nth(await mine(worker), 0)).toMatchObject({ calledAt: expect.any(String), site: '广场 中心广场' })
    const notices = await NoticeModel.find({ kind: 'neighbourCalled' }).lean()
    expect(notices.map(({ accountId }) => String(accountId))).toEqual([who.id])

    const at = await desk(house, day)
    await pool(at, nth(day.tableIds, 0), 'TUBE-0001', [nth(nth(homes, 1).people, 0).document])
    expect(nth(await mine(worker), 0).come).toBe(true)
  })

  it('cannot guess by registering what looking would not tell them', async () => {
    const guesser = await staff(house, 'volunteer', gridId)
    const { residentId } = nth((await find(day.lead, 7)).neighbours, 0)
    for (let n = 0; n < 119; n++) await count('neighbourByAccount', guesser.id)
    const guess = () => register(guesser, 7, { residentId, said: '0000' })
    expect([await refusal(guess()), await refusal(guess())]).toEqual(['neighbour.unknown', 'rate.limited'])
  })

  it('is one of two who register at once; somebody else, or a person who does not fit, is refused', async () => {
    const captain = await staff(house, 'captain', nth(day.entrances, 0).id)
    expect(await atOnce(register(helper, 2), register(captain, 2))).toEqual(['done', 'neighbour.taken'])
    const other = nth((await find(day.lead, 3)).neighbours, 0).residentId
    expect(await refusal(register(helper, 4, { residentId: other }))).toBe('neighbour.unknown')
    expect(await refusal(register(helper, 4, { consent: undefined }))).toBe('input.invalid')
    expect(await refusal(register(helper, 4, { slip: { kind: 'scanned', code: 'LS1.nothing' } }))).toBe(
      'scan.unreadable',
    )
    const elsewhere = await scene(house)
    for (const role of ['registrar', 'captain', 'volunteer', 'gridLeader'] as const)
      expect(await refusal(register(await staff(house, role, elsewhere.communityId), 4))).toBe('auth.forbidden')
    const person = await ResidentModel.findById(oid(other)).lean()
    await TicketModel.updateMany({ householdId: person?.householdId }, { $set: { frozen: true } })
    expect(await refusal(register(helper, 3))).toBe('household.frozen')
  })

  it('stops, or is stopped by the office, once; then sees nothing of the neighbour', async () => {
    const help = await register(helper, 5)
    const ids = async () => (await mine(helper)).map(({ id }) => id)
    expect(await ids()).toContain(help.id)
    const stranger = await staff(house, 'volunteer', gridId)
    expect(await refusal(release(stranger, help.id))).toBe('auth.forbidden')
    expect(await refusal(release(helper, 'x'))).toBe('input.invalid')
    const leader = await staff(house, 'gridLeader', gridId)
    expect(await atOnce(release(helper, help.id), release(leader, help.id))).toEqual(['done', 'neighbour.state'])
    expect(await ids()).not.toContain(help.id)
    expect((await register(stranger, 5)).number).toBe(help.number)
  })
})

describe('the slip of a neighbour', () => {
  it('comes out of the office’s printer once, and again when asked', async () => {
    const help = await register(helper, 6, { slip: { kind: 'print' } })
    const print = (who: Player, helpIds?: string[]) => who.call(printNeighbourSlips, { roundId: day.round.id, helpIds })
    const numbers = async (...input: Parameters<typeof print>) =>
      (await print(...input)).sheets.flatMap(({ slips }) => slips.map(({ number }) => number))
    const keeper = await staff(house, 'siteKeeper', day.siteId)
    expect(await refusal(print(helper))).toBe('auth.forbidden')
    expect(await numbers(keeper)).toEqual([help.number])
    expect(await numbers(keeper)).toEqual([])
    expect(await numbers(keeper, [help.id])).toEqual([help.number])
    const { neighbours } = await day.lead.call(listNeighbours, { roundId: day.round.id })
    const listed = neighbours.find(({ id }) => id === help.id)
    expect(listed).toMatchObject({ helper: 'volunteer', slip: 'print', printedAt: expect.any(String) })
    const seen = (await keeper.call(listNeighbours, { roundId: day.round.id })).neighbours
    expect(seen.find(({ id }) => id === help.id)?.name).toHaveLength(1)
    expect(await refusal(helper.call(listNeighbours, { roundId: day.round.id }))).toBe('auth.forbidden')
  })

  it('is a blank one from the helper’s hand, whose number is theirs from then on', async () => {
    const entranceId = nth(day.entrances, 0).id
    const blank = await day.lead.call(printBlankSlips, { roundId: day.round.id, entranceId, count: 1 })
    const { number, code } = nth(blank.slips, 0)
    const help = await register(helper, 7, { slip: { kind: 'scanned', code } })
    expect(help.number).toBe(number)
    const { slips } = await day.lead.call(readSlips, { roundId: day.round.id, entranceId })
    expect(slips.map((slip) => slip.number)).toContain(number)
    expect(await refusal(register(helper, 8, { slip: { kind: 'scanned', code } }))).toBe('slip.taken')
  })
})

it('with the end of the round nobody sees whom they helped, and nobody is registered any more', async () => {
  const own = await scene(house)
  const captain = await staff(house, 'captain', nth(own.entrances, 0).id)
  const about = {
    roundId: own.round.id,
    entranceId: nth(own.entrances, 0).id,
    door: nth(homes, 0).door,
    said: nth(nth(homes, 0).people, 0).name,
  }
  const { residentId, name } = nth((await captain.call(findNeighbour, about)).neighbours, 0)
  expect(name).toBe(about.said)
  await captain.call(registerNeighbour, {
    ...about,
    residentId,
    answer: 'needsDoor',
    consent: { by: 'family', how: 'byPhone' },
    slip: { kind: 'written' },
  })
  expect(await mine(captain)).toHaveLength(1)
  await own.lead.call(closeRound, { roundId: own.round.id, reason: '演练结束' })
  expect(await mine(captain)).toEqual([])
  expect(await refusal(captain.call(findNeighbour, about))).toBe('round.state')
})
