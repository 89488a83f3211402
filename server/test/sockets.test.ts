import { callEntrance, grantCall, readBoard, withdrawCall } from '@loumen/shared/calls/api'
import type { Board } from '@loumen/shared/calls/schema'
import { drawGrid } from '@loumen/shared/community/api'
import { rooms } from '@loumen/shared/events'
import { StaffRole } from '@loumen/shared/roles'
import { admit, openTube } from '@loumen/shared/tubes/api'
import { io } from 'socket.io-client'
import { demoHouseholds } from '../src/demo/people'
import { desk, nth, type Player, resident, type Scene, scene, staff } from './cast'
import { heard, startHouse, type TestHouse } from './house'

let house: TestHouse
let day: Scene
let gridId: string
let home: Player

beforeAll(async () => {
  house = await startHouse()
  day = await scene(house)
  const entranceIds = [nth(day.entrances, 0).id]
  home = await resident(house, '19900000001')
  gridId = (await day.lead.call(drawGrid, { communityId: day.communityId, name: '一网格', entranceIds })).id
})
afterAll(() => house.close())

const everyRoom = (residentId: string) => ({
  board: rooms.board(day.round.id),
  entrance: rooms.entrance(nth(day.entrances, 0).id),
  grid: rooms.grid(gridId),
  site: rooms.site(day.siteId),
  community: rooms.community(day.communityId),
  resident: rooms.resident(residentId),
})
/** The kinds of room that somebody may hear. */
async function hears(session?: { token: string }) {
  const socket = await house.socket(session)
  const joined: string[] = []
  for (const [kind, room] of Object.entries(everyRoom(home.id)))
    if ((await socket.emitWithAck('watch', room)).joined) joined.push(kind)
  socket.disconnect()
  return joined
}

describe('a room', () => {
  it('is public when it is a board, and closed to everybody without a session otherwise', async () => {
    expect(await hears()).toEqual(['board'])
  })

  it('of a resident is heard by that resident only', async () => {
    expect(await hears(home)).toEqual(['board', 'resident'])
    expect(await hears(await resident(house, '19900000002'))).toEqual(['board'])
  })

  it('is closed to every role of another community', async () => {
    const other = await scene(house)
    for (const role of StaffRole.options)
      expect([role, ...(await hears(await staff(house, role, other.communityId)))]).toEqual([role, 'board'])
  })

  it.each([
    ['captain', 'entrance', ['board', 'entrance']],
    ['gridLeader', 'grid', ['board', 'entrance', 'grid']],
    ['registrar', 'site', ['board', 'site']],
    ['siteLead', 'site', ['board', 'site']],
    ['volunteer', 'community', ['board', 'grid']],
    ['communityLead', 'community', ['board', 'entrance', 'grid', 'site', 'community']],
    ['lab', 'community', ['board']],
  ] as const)('is heard by a %s of the %s as far as the role reaches', async (role, kind, expected) => {
    const scope = everyRoom('')[kind].split(':')[1] ?? ''
    expect(await hears(await staff(house, role, scope))).toEqual(expected)
  })

  it('that does not exist, or is none, is not joined', async () => {
    const socket = await house.socket({ token: day.lead.token })
    const unknown = [rooms.entrance('f'.repeat(24)), 'account:x', `${rooms.board(day.round.id)}#1`, '', 'board:*']
    for (const room of unknown) expect(await socket.emitWithAck('watch', room)).toEqual({ joined: false })
    expect(await socket.emitWithAck('watch', { $ne: 1 } as never)).toEqual({ joined: false })
  })

  it('is one of forty at most, also when all are asked for at once', async () => {
    const socket = await house.socket()
    const many = Array.from({ length: 60 }, (_, i) => rooms.board(i.toString(16).padStart(24, '0')))
    const answers = await Promise.all(many.map((room) => socket.emitWithAck('watch', room)))
    expect(answers.filter(({ joined }) => joined)).toHaveLength(40)
    expect(await socket.emitWithAck('watch', many[0] ?? '')).toEqual({ joined: true })
  })

  it('is no longer heard after it was left', async () => {
    const [leaver, stayer] = [await house.socket(), await house.socket()]
    for (const socket of [leaver, stayer]) await socket.emitWithAck('watch', rooms.board(day.round.id))
    leaver.emit('unwatch', rooms.board(day.round.id))
    await leaver.emitWithAck('watch', 'none')
    const seen: string[] = []
    leaver.onAny((event: string) => seen.push(event))
    const told = heard(stayer, 'board')
    const call = await day.lead.call(grantCall, { siteId: day.siteId, entranceId: nth(day.entrances, 4).id })
    await told
    await leaver.emitWithAck('watch', 'none')
    expect(seen).toEqual([])
    await day.lead.call(withdrawCall, { callId: call.id })
  })
})

describe('a connection', () => {
  const refusedBy = (options: Parameters<typeof io>[1]) =>
    new Promise<string>((resolve, reject) => {
      const socket = io(house.url, { transports: ['websocket'], forceNew: true, reconnection: false, ...options })
      socket.once('connect', () => {
        socket.disconnect()
        reject(new Error('connected'))
      })
      socket.once('connect_error', ({ message }) => {
        socket.disconnect()
        resolve(message)
      })
    })

  it('from another site is refused at the handshake', async () => {
    await expect(refusedBy({ extraHeaders: { origin: 'https://example.org' } })).resolves.toBeDefined()
    await expect(refusedBy({ extraHeaders: { origin: 'null' } })).resolves.toBeDefined()
    await expect(refusedBy({ extraHeaders: { origin: house.url } })).rejects.toThrow('connected')
  })

  it('with a token that is none is refused, and polling is not offered', async () => {
    await expect(refusedBy({ auth: { token: 'x'.repeat(43) } })).resolves.toBe('auth.required')
    await expect(refusedBy({ transports: ['polling'] })).resolves.toBeDefined()
  })
})

describe('a board', () => {
  it('is told in frames whose rev only rises, and the last of them is what a reload shows', async () => {
    const socket = await house.socket()
    await socket.emitWithAck('watch', rooms.board(day.round.id))
    const boards: Board[] = []
    socket.on('board', (board) => boards.push(board))
    const entranceId = nth(day.entrances, 1).id
    for (let n = 0; n < 4; n++) {
      const call = await day.lead.call(grantCall, { siteId: day.siteId, entranceId })
      await day.lead.call(callEntrance, { callId: call.id })
      await day.lead.call(withdrawCall, { callId: call.id })
    }
    const last = heard(socket, 'board', ({ units }) =>
      units.some((unit) => unit.entranceId === entranceId && unit.state === 'called'),
    )
    const call = await day.lead.call(grantCall, { siteId: day.siteId, entranceId })
    await day.lead.call(callEntrance, { callId: call.id })
    await last
    const revs = boards.map(({ rev }) => rev)
    expect(revs).toEqual([...new Set(revs)].sort((a, b) => a - b))
    const shown = await house.client().call(readBoard, { roundId: day.round.id })
    expect(shown.rev).toBeGreaterThanOrEqual(nth(revs, revs.length - 1))
    expect(shown.units.find((unit) => unit.entranceId === entranceId)?.state).toBe('called')
  })

  it('shows a call in the very next reload', async () => {
    const entranceId = nth(day.entrances, 2).id
    const stateNow = async () =>
      (await house.client().call(readBoard, { roundId: day.round.id })).units.find(
        (unit) => unit.entranceId === entranceId,
      )?.state
    const call = await day.lead.call(grantCall, { siteId: day.siteId, entranceId })
    expect(await stateNow()).toBe('next')
    await day.lead.call(callEntrance, { callId: call.id })
    expect(await stateNow()).toBe('called')
    await day.lead.call(withdrawCall, { callId: call.id })
    expect(await stateNow()).not.toBe('called')
  })

  it('is answered 304 while nothing changed, and anew when something did', async () => {
    const address = `${house.url}/api/v1/rounds/${day.round.id}/board`
    const first = await fetch(address)
    const etag = first.headers.get('etag') ?? ''
    expect(etag).toMatch(/^"[\w-]{22}"$/)
    const again = await fetch(address, { headers: { 'if-none-match': etag } })
    expect([again.status, await again.text()]).toEqual([304, ''])
    await day.lead.call(grantCall, { siteId: day.siteId, entranceId: nth(day.entrances, 3).id })
    const changed = await fetch(address, { headers: { 'if-none-match': etag } })
    expect(changed.status).toBe(200)
    expect(changed.headers.get('etag')).not.toBe(etag)
  })

  it('beats at least every five seconds, so that a screen can tell when it is not live', async () => {
    const socket = await house.socket()
    await socket.emitWithAck('watch', rooms.board(day.round.id))
    const ours = ({ roundId }: { roundId: string }) => roundId === day.round.id
    await heard(socket, 'beat', ours)
    const at = performance.now()
    const beat = await heard(socket, 'beat', ours)
    expect(performance.now() - at).toBeLessThan(5_500)
    expect(beat.rev).toBe((await house.client().call(readBoard, { roundId: day.round.id })).rev)
  })
})

it('an admission is heard by its site, its entrance and the community, and by nobody else', async () => {
  const name = nth(nth(demoHouseholds(), 0).people, 0).name
  const { registrar } = await desk(house, day)
  const [site, entrance, other] = await Promise.all([
    house.socket(registrar),
    house.socket(await staff(house, 'captain', nth(day.entrances, 0).id)),
    house.socket(await staff(house, 'captain', nth(day.entrances, 5).id)),
  ])
  await site.emitWithAck('watch', rooms.site(day.siteId))
  await entrance.emitWithAck('watch', rooms.entrance(nth(day.entrances, 0).id))
  await other.emitWithAck('watch', rooms.entrance(nth(day.entrances, 5).id))
  const stray: string[] = []
  other.onAny((event: string) => stray.push(event))
  const tube = await registrar.call(openTube, { tableId: nth(day.tableIds, 0), barcode: 'TUBE-0001' })
  const told = [
    heard(site, 'changed', ({ what }) => what === 'tubes'),
    heard(entrance, 'changed', ({ what }) => what === 'tubes'),
  ]
  const number = nth(nth(demoHouseholds(), 0).people, 0).document
  await registrar.call(admit, { tubeId: tube.id, scan: { kind: 'document', number }, reason: '补检' })
  for (const change of await Promise.all(told)) expect(JSON.stringify(change)).not.toContain(name)
  await other.emitWithAck('watch', 'none')
  expect(stray).toEqual([])
})
