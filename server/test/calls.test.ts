import { createHash, randomUUID } from 'node:crypto'
import {
  callAgain,
  callEntrance,
  clearCall,
  grantCall,
  listCalls,
  readBoard,
  withdrawCall,
} from '@loumen/shared/calls/api'
import { rooms } from '@loumen/shared/events'
import { readRound, setTable } from '@loumen/shared/rounds/api'
import mongoose from 'mongoose'
import { historyOf } from '../src/base/change'
import { householder, nth, type Player, resident, type Scene, scene, staff } from './cast'
import { atOnce, heard, refusal, refused, startHouse, type TestHouse, type TestSocket } from './house'

let house: TestHouse
let day: Scene
let siteLead: Player
let captains: Player[]
let phone: TestSocket

beforeAll(async () => {
  house = await startHouse()
  day = await scene(house)
  siteLead = await staff(house, 'siteLead', day.siteId)
  captains = await Promise.all(day.entrances.map((entrance) => staff(house, 'captain', entrance.id)))
  const home = await householder(house, day, 0)
  phone = await house.socket({ token: home.token })
  await phone.emitWithAck('watch', rooms.board(day.round.id))
})
afterAll(() => house.close())

const entrance = (n: number) => nth(day.entrances, n).id
const captain = (n: number) => nth(captains, n)
const grant = (n: number) => siteLead.call(grantCall, { siteId: day.siteId, entranceId: entrance(n) })
const unitOf = async (n: number) =>
  (await house.client().call(readBoard, { roundId: day.round.id })).units.find(
    (unit) => unit.entranceId === entrance(n),
  )
const hears = (n: number, state: string) =>
  heard(phone, 'board', (board) => board.units.some((unit) => unit.entranceId === entrance(n) && unit.state === state))
/** Takes back whatever call an entrance has, so that each test begins with nobody called. */
async function quiet(n: number) {
  const { calls } = await day.lead.call(listCalls, { roundId: day.round.id })
  for (const call of calls)
    if (call.entranceId === entrance(n) && (call.state === 'granted' || call.state === 'called'))
      await day.lead.call(withdrawCall, { callId: call.id })
}

describe('a grant', () => {
  afterEach(() => quiet(0))

  it('makes its entrance the next one on every phone', async () => {
    const next = hears(0, 'next')
    const call = await grant(0)
    expect(call).toMatchObject({ state: 'granted', entranceId: entrance(0), siteId: day.siteId, times: 0 })
    await next
    expect((await unitOf(0))?.state).toBe('next')
  })

  it('is refused to captains, residents and nobody, and for a site of another community', async () => {
    const other = await scene(house)
    const strangers = [captain(0), await resident(house, '19900000001'), await staff(house, 'siteLead', other.siteId)]
    for (const stranger of strangers)
      expect(await refusal(stranger.call(grantCall, { siteId: day.siteId, entranceId: entrance(0) }))).toBe(
        'auth.forbidden',
      )
    expect(await refusal(house.client().call(grantCall, { siteId: day.siteId, entranceId: entrance(0) }))).toBe(
      'auth.required',
    )
    expect(
      await refusal(siteLead.call(grantCall, { siteId: day.siteId, entranceId: nth(other.entrances, 0).id })),
    ).toBe('round.entrancesUnknown')
  })

  it('is refused for things that do not exist', async () => {
    const unknown = 'f'.repeat(24)
    expect(await refusal(siteLead.call(grantCall, { siteId: unknown, entranceId: entrance(0) }))).toBe('notFound')
    expect(await refusal(siteLead.call(grantCall, { siteId: day.siteId, entranceId: unknown }))).toBe(
      'round.entrancesUnknown',
    )
    const bad = await refused(siteLead.call(grantCall, { siteId: day.siteId, entranceId: 'three' }))
    expect(bad).toMatchObject({ status: 400, code: 'input.invalid', details: { fields: 'entranceId' } })
  })

  it('is refused while the entrance is granted or called, and says which', async () => {
    const call = await grant(0)
    expect(await refused(grant(0))).toMatchObject({ status: 409, code: 'call.live', details: { state: 'granted' } })
    await captain(0).call(callEntrance, { callId: call.id })
    expect(await refused(grant(0))).toMatchObject({ code: 'call.live', details: { state: 'called' } })
  })

  it('is refused while no table of the site is open', async () => {
    for (const tableId of day.tableIds) await day.lead.call(setTable, { tableId, state: 'closed' })
    expect(await refusal(grant(0))).toBe('site.noOpenTable')
    for (const tableId of day.tableIds) await day.lead.call(setTable, { tableId, state: 'open' })
  })

  it('happens once when two site leads grant the same entrance at once', async () => {
    const second = await staff(house, 'siteLead', day.siteId)
    const input = { siteId: day.siteId, entranceId: entrance(0) }
    expect(await atOnce(siteLead.call(grantCall, input), second.call(grantCall, input))).toEqual(['call.live', 'done'])
  })

  it('happens once for a double click: the second answer is a duplicate with the same view', async () => {
    const input = { siteId: day.siteId, entranceId: entrance(0) }
    const operationId = randomUUID()
    const clicks = [house.client(siteLead), house.client(siteLead)]
    const views = await Promise.all(clicks.map((click) => click.call(grantCall, input, { operationId })))
    expect(views[1]).toEqual(views[0])
    expect(clicks.map((click) => click.last.headers.get('operation-outcome')).sort()).toEqual(['applied', 'duplicate'])
    const again = await siteLead.call(grantCall, input, { operationId })
    expect(again).toEqual(views[0])
    expect(siteLead.last.headers.get('operation-outcome')).toBe('duplicate')
  })

  it('is remembered without its body, and without a hash that gives the body away', async () => {
    const operationId = randomUUID()
    const input = { siteId: day.siteId, entranceId: entrance(0) }
    await siteLead.call(grantCall, input, { operationId })
    const kept = await mongoose.connection.collection<{ _id: string }>('operations').findOne({ _id: operationId })
    const { siteId, entranceId } = input
    const bodies = [
      { siteId, entranceId },
      { entranceId, siteId },
    ].map((body) => JSON.stringify(body))
    const guesses = bodies.map((body) => createHash('sha256').update(`${grantCall.name}${body}`).digest('base64url'))
    expect(kept).toMatchObject({ endpoint: grantCall.name, accountId: siteLead.id })
    for (const guess of [...bodies, ...guesses]) expect(JSON.stringify(kept)).not.toContain(guess)
  })

  it('is refused when its operation id was used for another body or by somebody else', async () => {
    const operationId = randomUUID()
    await siteLead.call(grantCall, { siteId: day.siteId, entranceId: entrance(0) }, { operationId })
    const other = { siteId: day.siteId, entranceId: entrance(1) }
    expect(await refused(siteLead.call(grantCall, other, { operationId }))).toMatchObject({
      status: 422,
      code: 'operation.different',
    })
    const second = await staff(house, 'siteLead', day.siteId)
    expect(
      await refusal(second.call(grantCall, { siteId: day.siteId, entranceId: entrance(0) }, { operationId })),
    ).toBe('operation.different')
  })

  it('is refused without an operation id', async () => {
    const answer = await fetch(`${house.url}/api/v1/sites/${day.siteId}/calls`, {
      method: 'POST',
      headers: { authorization: `Bearer ${siteLead.token}`, 'content-type': 'application/json' },
      body: JSON.stringify({ entranceId: entrance(0) }),
    })
    expect(answer.status).toBe(400)
    expect(await answer.json()).toMatchObject({ error: { code: 'operation.missing' } })
  })
})

describe('a call', () => {
  afterEach(() => quiet(1))

  it('tells every phone of the entrance to come down and the one after it to get ready', async () => {
    const { id: callId } = await grant(1)
    const called = heard(phone, 'board', (board) => {
      const states = new Map(board.units.map((unit) => [unit.entranceId, unit.state]))
      return states.get(entrance(1)) === 'called' && [...states.values()].includes('next')
    })
    const call = await captain(1).call(callEntrance, { callId })
    expect(call).toMatchObject({ state: 'called', times: 1 })
    await called
    expect(await unitOf(1)).toMatchObject({ state: 'called', times: 1, calledAt: call.calledAt })
    expect((await day.lead.call(readRound, { roundId: day.round.id })).state).toBe('running')
  })

  it('is refused to the captain of another entrance, residents and nobody', async () => {
    const { id: callId } = await grant(1)
    for (const stranger of [captain(2), await resident(house, '19900000001')])
      for (const command of [callEntrance, clearCall, withdrawCall, callAgain])
        expect(await refusal(stranger.call(command, { callId }))).toBe('auth.forbidden')
    for (const command of [callEntrance, clearCall, withdrawCall, callAgain])
      expect(await refusal(house.client().call(command, { callId }))).toBe('auth.required')
  })

  it('happens once when two captains call the same grant at once; the other hears that it is called', async () => {
    const second = await staff(house, 'captain', entrance(1))
    const { id: callId } = await grant(1)
    expect(await atOnce(captain(1).call(callEntrance, { callId }), second.call(callEntrance, { callId }))).toEqual([
      'call.state',
      'done',
    ])
    expect(await refused(second.call(callEntrance, { callId }))).toMatchObject({ details: { state: 'called' } })
    expect((await unitOf(1))?.times).toBe(1)
  })

  it('can be repeated for those who did not hear, and says how often it was called', async () => {
    const { id: callId } = await grant(1)
    expect(await refused(captain(1).call(callAgain, { callId }))).toMatchObject({
      code: 'call.state',
      details: { state: 'granted' },
    })
    await captain(1).call(callEntrance, { callId })
    const heardTwice = heard(phone, 'board', (board) => board.units.some((unit) => unit.times === 2))
    expect((await captain(1).call(callAgain, { callId })).times).toBe(2)
    await heardTwice
  })

  it('counts a repeat once when the same operation is sent twice', async () => {
    const { id: callId } = await grant(1)
    await captain(1).call(callEntrance, { callId })
    const operationId = randomUUID()
    await captain(1).call(callAgain, { callId }, { operationId })
    expect((await captain(1).call(callAgain, { callId }, { operationId })).times).toBe(2)
    expect(captain(1).last.headers.get('operation-outcome')).toBe('duplicate')
  })

  it('can be taken back: the entrance waits again and can be granted again', async () => {
    const first = await grant(1)
    const called = hears(1, 'called')
    await captain(1).call(callEntrance, { callId: first.id })
    await called
    const withdrawn = heard(phone, 'board', (board) =>
      board.units.every((unit) => unit.entranceId !== entrance(1) || unit.state !== 'called'),
    )
    expect((await captain(1).call(withdrawCall, { callId: first.id })).state).toBe('withdrawn')
    await withdrawn
    for (const command of [callEntrance, clearCall, withdrawCall, callAgain])
      expect(await refused(captain(1).call(command, { callId: first.id }))).toMatchObject({
        code: 'call.state',
        details: { state: 'withdrawn' },
      })
    expect((await grant(1)).id).not.toBe(first.id)
  })

  it('leaves one history entry for each step, with who and from where', async () => {
    const { id: callId } = await grant(1)
    await captain(1).call(callEntrance, { callId })
    await captain(1).call(withdrawCall, { callId })
    const entries = await historyOf(callId)
    expect(entries.map(({ what, accountId, from }) => ({ what, accountId, from })).reverse()).toEqual([
      { what: 'call.granted', accountId: siteLead.id, from: 'phone' },
      { what: 'call.called', accountId: captain(1).id, from: 'phone' },
      { what: 'call.withdrawn', accountId: captain(1).id, from: 'phone' },
    ])
  })

  it('is unknown when nobody made it', async () => {
    expect(await refusal(day.lead.call(callEntrance, { callId: 'f'.repeat(24) }))).toBe('notFound')
    expect(await refusal(captain(1).call(callEntrance, { callId: 'f'.repeat(24) }))).toBe('auth.forbidden')
    expect(await refusal(captain(1).call(callEntrance, { callId: 'x' }))).toBe('input.invalid')
  })
})

describe('clearing an entrance', () => {
  it('says on every phone that it is done, and only a called entrance can be cleared', async () => {
    const { id: callId } = await grant(2)
    expect(await refused(captain(2).call(clearCall, { callId }))).toMatchObject({
      code: 'call.state',
      details: { state: 'granted' },
    })
    await captain(2).call(callEntrance, { callId })
    const cleared = hears(2, 'cleared')
    const call = await captain(2).call(clearCall, { callId })
    expect(call.state).toBe('cleared')
    expect(call.clearedAt).not.toBeNull()
    await cleared
    expect(await refused(captain(2).call(clearCall, { callId }))).toMatchObject({ details: { state: 'cleared' } })
  })

  it('and taking it back at the same moment end in one of the two', async () => {
    const { id: callId } = await grant(3)
    await captain(3).call(callEntrance, { callId })
    const ends = await atOnce(captain(3).call(clearCall, { callId }), siteLead.call(withdrawCall, { callId }))
    expect(ends).toEqual(['call.state', 'done'])
    expect(['cleared', 'waiting', 'next']).toContain((await unitOf(3))?.state)
  })
})
