import {
  callDown,
  callEntrance,
  countQueue,
  followEntrance,
  grantCall,
  holdUnit,
  listCalls,
  moveUnit,
  readCalling,
  readPace,
  setCallMode,
  withdrawPart,
} from '@loumen/shared/calls/api'
import { pauseSite, resumeSite } from '@loumen/shared/rounds/api'
import { now, setClock } from '../src/clock'
import { nth, type Player, resident, type Scene, scene, staff } from './cast'
import { atOnce, refusal, startHouse, type TestHouse, until } from './house'

let house: TestHouse
let day: Scene
let siteLead: Player

beforeEach(async () => {
  day = await scene(house)
  siteLead = await staff(house, 'siteLead', day.siteId)
})
beforeAll(async () => {
  house = await startHouse()
})
afterAll(() => house.close())

const roundId = () => day.round.id
const entrance = (n: number) => nth(day.entrances, n).id
const calls = async () => (await day.lead.call(listCalls, { roundId: roundId() })).calls
const follow = (n: number) => day.lead.call(followEntrance, { roundId: roundId(), entranceId: entrance(n) })
const down = (...entranceIds: string[]) =>
  siteLead.call(callDown, { siteId: day.siteId, units: entranceIds.map((entranceId) => ({ entranceId })) })
const mode = (wanted: 'manual' | 'automatic') => siteLead.call(setCallMode, { siteId: day.siteId, mode: wanted })

describe('calling down', () => {
  it('grants and calls in one step, and every household hears when', async () => {
    const { calls: made } = await down(entrance(0))
    expect(made).toMatchObject([{ state: 'called', entranceId: entrance(0), times: 1, left: [] }])
    const { households, state } = await follow(0)
    expect(state).toBe('called')
    expect(households.filter(({ calledAt }) => calledAt)).toHaveLength(nth(nth(made, 0).parts, 0).households)
  })

  it('calls all or none: an entrance that is called already stops the others', async () => {
    await down(entrance(0))
    expect(await refusal(down(entrance(1), entrance(0)))).toBe('call.floorsCalled')
    expect((await calls()).map(({ entranceId }) => entranceId)).toEqual([entrance(0)])
  })

  it('calls once when the site lead and a captain call at once', async () => {
    const captain = await staff(house, 'captain', entrance(0))
    const { id: callId } = await siteLead.call(grantCall, { siteId: day.siteId, entranceId: entrance(0) })
    const ends = await atOnce(down(entrance(0)), captain.call(callEntrance, { callId }))
    expect(ends.filter((end) => end === 'done')).toHaveLength(1)
    expect((await calls()).flatMap(({ parts }) => parts)).toHaveLength(1)
  })

  it('is refused to captains and residents, and while the site is paused', async () => {
    const captain = await staff(house, 'captain', entrance(0))
    for (const stranger of [captain, await resident(house, '19900000009')])
      expect(await refusal(stranger.call(callDown, { siteId: day.siteId, units: [{ entranceId: entrance(0) }] }))).toBe(
        'auth.forbidden',
      )
    await siteLead.call(pauseSite, { siteId: day.siteId, reason: 'storm' })
    expect(await refusal(siteLead.call(pauseSite, { siteId: day.siteId, reason: 'power' }))).toBe('site.paused')
    expect(await refusal(down(entrance(0)))).toBe('site.paused')
    expect((await siteLead.call(resumeSite, { siteId: day.siteId })).pause).toBeNull()
    expect(await refusal(siteLead.call(resumeSite, { siteId: day.siteId }))).toBe('site.notPaused')
    await down(entrance(0))
  })

  it('is undone part by part: its people wait again and can be called again', async () => {
    const { calls: made } = await down(entrance(0))
    const { id: callId, parts } = nth(made, 0)
    const undone = await siteLead.call(withdrawPart, { callId, partId: nth(parts, 0).id })
    expect(undone).toMatchObject({ state: 'withdrawn', parts: [] })
    expect((await follow(0)).households.every(({ calledAt }) => calledAt === null)).toBe(true)
    expect((await down(entrance(0))).calls).toMatchObject([{ state: 'called' }])
  })
})

describe('the way of calling', () => {
  it('keeps two moves made at once', async () => {
    const [first, second] = [entrance(0), entrance(1)]
    const order = (await siteLead.call(readCalling, { roundId: roundId() })).entranceIds
    await siteLead.call(moveUnit, { roundId: roundId(), entranceId: first, before: null })
    const moved = await siteLead.call(readCalling, { roundId: roundId() })
    expect(moved.entranceIds).toEqual([...order.filter((id) => id !== first), first])
    await Promise.all([
      siteLead.call(moveUnit, { roundId: roundId(), entranceId: first, before: second }),
      day.lead.call(holdUnit, { roundId: roundId(), entranceId: second, held: true }),
    ])
    const { entranceIds, held } = await siteLead.call(readCalling, { roundId: roundId() })
    expect(entranceIds.indexOf(first)).toBe(entranceIds.indexOf(second) - 1)
    expect(held).toEqual([second])
  })

  it('says what was counted last', async () => {
    await siteLead.call(countQueue, { siteId: day.siteId, people: 12 })
    const { sites } = await siteLead.call(countQueue, { siteId: day.siteId, people: 7 })
    expect(sites).toMatchObject([{ siteId: day.siteId, mode: 'manual', counted: { people: 7 } }])
  })
})

describe('the pace', () => {
  const called = async () => (await calls()).filter(({ state }) => state === 'called')

  it('advises at a manual site and calls at an automatic one', async () => {
    const { planned, sites } = await siteLead.call(readPace, { roundId: roundId() })
    expect(planned.length).toBeGreaterThan(0)
    expect(sites).toMatchObject([{ siteId: day.siteId, mode: 'manual', reason: { code: 'callMore' } }])
    expect(await called()).toEqual([])
    await mode('automatic')
    const made = await until(called, (all) => all.length > 0)
    expect(nth(nth(made, 0).parts, 0)).toMatchObject({ by: 'pace', siteId: day.siteId })
    expect(nth(made, 0).entranceId).toBe(nth(planned, 0).entranceId)
  })

  it('sees at once whom a person called', async () => {
    const look = () => siteLead.call(readPace, { roundId: roundId() })
    const walking = async () => nth((await look()).sites, 0).walking
    // Once the pace has called, nothing but a call makes it look again: the clock nearly stands, its own beat is not due.
    await mode('automatic')
    await until(called, (all) => all.length > 0)
    await mode('manual')
    await until(look, ({ sites: [site] }) => site?.mode === 'manual')
    setClock(now(), 0.001)
    const before = await walking()
    await down(nth(day.entrances, day.entrances.length - 1).id)
    expect(await until(walking, (people) => people > before)).toBeGreaterThan(before + 5)
    setClock(now(), 1)
  })

  it('leaves alone what is held and what somebody took back', async () => {
    await siteLead.call(holdUnit, { roundId: roundId(), entranceId: entrance(0), held: true })
    await mode('automatic')
    const made = await until(called, (all) => all.length > 0)
    expect(made.map(({ entranceId }) => entranceId)).not.toContain(entrance(0))
    const { id: callId, parts, entranceId } = nth(made, 0)
    for (const { id: partId } of parts) await siteLead.call(withdrawPart, { callId, partId })
    expect((await siteLead.call(readCalling, { roundId: roundId() })).held).toContain(entranceId)
  })

  it('is seen by those who follow calls only', async () => {
    expect(await refusal((await resident(house, '19900000008')).call(readPace, { roundId: roundId() }))).toBe(
      'auth.forbidden',
    )
    expect(await refusal(house.client().call(readPace, { roundId: roundId() }))).toBe('auth.required')
  })
})
