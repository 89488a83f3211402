import {
  callAgain,
  callDown,
  followEntrance,
  grantCall,
  planContact,
  readBoard,
  readContactPlan,
  readReach,
  recordKnock,
  replyToCall,
  seeCall,
  tickChannel,
  withdrawCall,
  withdrawPart,
} from '@loumen/shared/calls/api'
import { claimHousehold, decideClaim } from '@loumen/shared/roster/api'
import { pauseSite, resumeSite } from '@loumen/shared/rounds/api'
import { myTickets } from '@loumen/shared/tickets/api'
import { listVisits, startVisit } from '@loumen/shared/visits/api'
import { NoticeModel, sendBy } from '../src/base/notices'
import { HouseholdModel } from '../src/roster/model'
import { RoundModel } from '../src/rounds/model'
import { householder, nth, type Player, resident, type Scene, scene, staff } from './cast'
import { atOnce, refusal, startHouse, type TestHouse, until } from './house'

let house: TestHouse
let day: Scene
let siteLead: Player
let captain: Player
let home: Awaited<ReturnType<typeof householder>>
let entranceId: string
let householdId: string
let floor: number
const sent: string[] = []

let turn = 0

beforeAll(async () => {
  house = await startHouse()
  day = await scene(house)
  siteLead = await staff(house, 'siteLead', day.siteId)
  sendBy('bell', async ({ cause }) => {
    sent.push(cause)
    return 'sent'
  })
})
afterAll(async () => {
  sendBy('bell', undefined)
  await house.close()
})
/** Each test has a household of its own, so that calls of one say nothing of another's. */
beforeEach(async () => {
  home = await householder(house, day, 3 * turn++)
  const mine = await tickets()
  ;({ entranceId, householdId, floor } = mine)
  captain = await staff(house, 'captain', entranceId)
})

const last = <T>(list: readonly T[]) => nth(list, list.length - 1)
const roundId = () => day.round.id
const tickets = async (who: Player = home) =>
  nth(
    (await who.call(myTickets, {})).rounds.filter((one) => one.roundId === roundId()),
    0,
  )
const follow = (who: Player = captain) => who.call(followEntrance, { roundId: roundId(), entranceId })
const door = async () =>
  nth(
    (await follow()).households.filter(({ id }) => id === householdId),
    0,
  )
const down = async (unit: { floors?: number[]; householdIds?: string[] } = { householdIds: [householdId] }) =>
  nth((await siteLead.call(callDown, { siteId: day.siteId, units: [{ entranceId, ...unit }] })).calls, 0)
const reply = (kind: 'coming' | 'moreTime' | 'cannotCome', who: Player = home) =>
  who.call(replyToCall, { roundId: roundId(), householdId, reply: kind })
const visits = async () =>
  (await day.lead.call(listVisits, { roundId: roundId() })).visits.filter((visit) => visit.householdId === householdId)
const told = (cause: string) => NoticeModel.countDocuments({ cause: { $regex: `^${cause}` } })

describe('a household hears of its own call', () => {
  it('not of another floor’s, and whoever lives on it is next', async () => {
    const floors = [...new Set((await follow()).households.map((one) => one.floor))].filter((one) => one !== floor)
    await down({ floors: [nth(floors, 0)] })
    const before = await tickets()
    expect(before).toMatchObject({ calledAt: null, times: 0 })
    expect(before.tickets.map(({ progress }) => progress)).toContain('next')
    expect((await door()).window).toBe('waiting')
    await down()
    const after = await tickets()
    expect(after).toMatchObject({ times: 1, againAt: null, site: { id: day.siteId } })
    expect(after.tickets.map(({ progress }) => progress)).toContain('called')
  })

  it('and of the second one', async () => {
    const { id: callId } = await down()
    await captain.call(callAgain, { callId })
    const { times, againAt, calledAt } = await tickets()
    expect(times).toBe(2)
    expect(Date.parse(againAt ?? '')).toBeGreaterThanOrEqual(Date.parse(calledAt ?? ''))
  })

  it('and of its site’s pause and going on', async () => {
    await down()
    const until = '2036-01-01T08:00:00.000Z'
    await siteLead.call(pauseSite, { siteId: day.siteId, reason: 'storm', until })
    const board = await home.call(readBoard, { roundId: roundId() })
    expect(nth(board.sites, 0).pause).toMatchObject({ reason: 'storm', until })
    await siteLead.call(resumeSite, { siteId: day.siteId })
    expect(nth((await home.call(readBoard, { roundId: roundId() })).sites, 0).pause).toBeNull()
    expect((await tickets()).calledAt).not.toBeNull()
  })
})

describe('an answer to a call', () => {
  it('is seen by the captain, who does not send anybody to knock', async () => {
    await down()
    expect(await reply('moreTime')).toMatchObject({ kind: 'moreTime' })
    expect(await door()).toMatchObject({ reply: { kind: 'moreTime' }, knockDue: false })
    expect((await tickets()).reply).toMatchObject({ kind: 'moreTime' })
  })

  it('“cannot come” makes one visit, and “coming” takes it back while nobody has taken it', async () => {
    await down()
    expect(await atOnce(reply('cannotCome'), reply('cannotCome'))).toEqual(['done', 'done'])
    expect(await visits()).toMatchObject([{ kind: 'sampling', state: 'open' }])
    expect((await tickets()).tickets.every(({ progress }) => progress === 'door')).toBe(true)
    await reply('coming')
    expect(await visits()).toEqual([])
    expect((await tickets()).tickets.every(({ progress }) => progress === 'called')).toBe(true)
    await reply('cannotCome')
    await day.lead.call(startVisit, { visitId: nth(await visits(), 0).id })
    await reply('coming')
    expect(await visits()).toMatchObject([{ state: 'underWay' }])
  })

  it('is refused to strangers, before the call, and as nonsense', async () => {
    const stranger = await resident(house, '19900000001')
    expect(await refusal(reply('coming', stranger))).toBe('auth.forbidden')
    expect(await refusal(reply('moreTime'))).toBe('call.notCalled')
    expect(await refusal(reply('perhaps' as 'coming'))).toBe('input.invalid')
    expect(await refusal(reply('cannotCome'))).toBe('not refused')
  })

  it('to a call that was taken back says nothing of the next one', async () => {
    const { id: callId, parts } = await down()
    await reply('moreTime')
    await captain.call(recordKnock, { callId, householdId, outcome: 'told' })
    await captain.call(withdrawPart, { callId, partId: last(parts).id })
    await down()
    expect(await door()).toMatchObject({ reply: null, knock: null })
  })
})

describe('people who hear nothing', () => {
  const plan = (way: 'relative' | 'light' | 'neighbour' | 'visit' | null, detail?: string, who: Player = captain) =>
    who.call(planContact, { householdId, way, detail })

  it('are knocked for at once when they are called', async () => {
    await HouseholdModel.updateOne({ _id: householdId }, { $addToSet: { tags: 'hearing' } })
    expect(await door()).toMatchObject({ hearsNothing: true, knockDue: false })
    await down()
    expect((await door()).knockDue).toBe(true)
    const { id: callId } = (await follow()).call ?? { id: '' }
    await captain.call(recordKnock, { callId, householdId, outcome: 'coming' })
    expect(await door()).toMatchObject({ knockDue: false, knock: { outcome: 'coming' } })
  })

  it('have a plan that their captain sees, and that can be taken back', async () => {
    expect(await plan('relative', '打给女儿 13800000000')).toEqual({
      householdId,
      plan: { way: 'relative', detail: '打给女儿 13800000000' },
    })
    expect((await door()).contactPlan).toEqual({ way: 'relative', detail: '打给女儿 13800000000' })
    for (const who of [home, captain, day.lead])
      expect((await who.call(readContactPlan, { householdId })).plan?.way).toBe('relative')
    expect((await plan('light', undefined, home)).plan).toEqual({ way: 'light', detail: null })
    expect((await plan(null)).plan).toBeNull()
    expect((await door()).contactPlan).toBeNull()
  })

  it('are visited from the moment of the call, and not when it is taken back', async () => {
    await plan('visit', '敲门没用，按门铃灯')
    const { id: callId, parts } = await down()
    expect(await visits()).toMatchObject([{ kind: 'reminder', state: 'open', note: '敲门没用，按门铃灯' }])
    await captain.call(withdrawPart, { callId, partId: last(parts).id })
    expect(await visits()).toEqual([])
    const again = await down()
    await day.lead.call(startVisit, { visitId: nth(await visits(), 0).id })
    await captain.call(withdrawPart, { callId: again.id, partId: last(again.parts).id })
    expect(await visits()).toMatchObject([{ state: 'underWay' }])
  })

  it('have no plan made by strangers, without a way, or behind no door', async () => {
    for (const stranger of [siteLead, await resident(house, '19900000001')])
      expect([
        await refusal(plan('light', undefined, stranger)),
        await refusal(stranger.call(readContactPlan, { householdId })),
      ]).toEqual(['auth.forbidden', 'auth.forbidden'])
    expect(await refusal(plan('shout' as 'light'))).toBe('input.invalid')
    expect(await refusal(plan('light', 'x'.repeat(121)))).toBe('input.invalid')
    expect(await refusal(day.lead.call(planContact, { householdId: 'f'.repeat(24), way: 'light' }))).toBe('notFound')
    expect(await atOnce(plan('light'), plan('neighbour', '对门'))).toEqual(['done', 'done'])
    expect(['light', 'neighbour']).toContain((await door()).contactPlan?.way)
  })
})

describe('notices', () => {
  it('go out once for each call, and count as reached', async () => {
    const { id: callId, parts } = await down()
    const called = `called:${last(parts).id}:${householdId}`
    await until(
      async () => sent.filter((cause) => cause.startsWith(called)).length,
      (count) => count === 1,
    )
    const { asked, pushed, seen } = (await follow()).reach
    expect(pushed).toBeGreaterThanOrEqual(1)
    expect(asked).toBeGreaterThanOrEqual(pushed)
    await home.call(seeCall, { roundId: roundId(), householdId })
    await captain.call(tickChannel, { callId, partId: last(parts).id, channel: 'chat' })
    const { reach } = await follow()
    expect(reach).toMatchObject({ seen: seen + 1, chat: 1, loudspeaker: 0 })
    for (const who of [day.lead, captain]) {
      const { whole, entrances } = await who.call(readReach, { roundId: roundId() })
      expect(entrances.find((one) => one.entranceId === entranceId)?.reach).toEqual(reach)
      expect(whole.asked).toBe(entrances.reduce((sum, one) => sum + one.reach.asked, 0))
    }
    await captain.call(callAgain, { callId })
    await until(
      async () => sent.filter((cause) => cause.startsWith(called)).length,
      (count) => count === 2,
    )
  })

  it('tell whoever is next once, however often the board changes', async () => {
    const lastHome = await tickets(await householder(house, day, 71))
    const next = `next:${roundId()}:${lastHome.householdId}`
    for (let i = 0; i < 2; i++) {
      const granted = await siteLead.call(grantCall, { siteId: day.siteId, entranceId: lastHome.entranceId })
      await until(
        () => told(next),
        (count) => count > 0,
      )
      await siteLead.call(withdrawCall, { callId: granted.id })
    }
    expect(await told(next)).toBe(1)
  })

  it('tell a phone that sees its household only since the entrance became next', async () => {
    const granted = await siteLead.call(grantCall, { siteId: day.siteId, entranceId })
    const next = `next:${roundId()}:${householdId}`
    await until(
      () => told(next),
      (count) => count === 1,
    )
    const { name, document } = nth(home.household.people, 0)
    const phone = await resident(house, '19900000002')
    const { id: claimId } = await phone.call(claimHousehold, { communityId: day.communityId, name, document })
    await day.lead.call(decideClaim, { claimId, granted: true })
    await until(
      () => told(next),
      (count) => count === 2,
    )
    await siteLead.call(withdrawCall, { callId: granted.id })
  })

  it('stay away in quiet hours where the round says so', async () => {
    await RoundModel.updateOne(
      { _id: roundId() },
      { $set: { 'policy.quiet': { from: '00:00', to: '23:59' }, 'policy.pushInQuiet': false } },
    )
    const { parts } = await down()
    expect(await told(`called:${last(parts).id}`)).toBe(0)
  })
})

it('a site lead follows the entrances of the round, with masked names, and no others', async () => {
  const { households } = await follow(siteLead)
  expect(households.length).toBeGreaterThan(0)
  expect(households.flatMap(({ tags }) => tags)).toEqual([])
  const { name } = nth(home.household.people, 0)
  expect(JSON.stringify(households)).not.toContain(name)
  const other = await scene(house)
  const foreign = nth(other.entrances, 0).id
  expect(await refusal(siteLead.call(followEntrance, { roundId: roundId(), entranceId: foreign }))).toBe(
    'auth.forbidden',
  )
  expect(await refusal(siteLead.call(followEntrance, { roundId: other.round.id, entranceId: foreign }))).toBe(
    'auth.forbidden',
  )
})
