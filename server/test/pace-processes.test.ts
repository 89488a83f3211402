import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setClock } from '@loumen/shared/accounts/api'
import { followEntrance, listCalls, readBoard, setCallMode } from '@loumen/shared/calls/api'
import { rooms } from '@loumen/shared/events'
import { readRound, setTable } from '@loumen/shared/rounds/api'
import { admit, closeTube, openTube, readDesk } from '@loumen/shared/tubes/api'
import { io } from 'socket.io-client'
import { demoHouseholds } from '../src/demo/people'
import { type Built, buildServer, startBuilt } from './built'
import { nth } from './cast'
import { type TestSocket, until } from './house'

const dirs: string[] = []
const servers: Built[] = []
const engines: ChildProcess[] = []
const folder = () => {
  const dir = mkdtempSync(path.join(tmpdir(), 'loumen-pace-'))
  dirs.push(dir)
  return dir
}
const started = async (...asked: Parameters<typeof startBuilt>) => {
  const server = await startBuilt(...asked)
  servers.push(server)
  return server
}

beforeAll(() => void buildServer(), 60_000)
afterAll(async () => {
  for (const server of servers.reverse()) await server.kill('SIGTERM')
  for (const engine of engines) engine.kill('SIGTERM')
  for (const dir of dirs) rmSync(dir, { recursive: true, force: true })
})

/** A day of hours within seconds; at the usual speed nobody new is called while a test looks around. */
const fast = 600
const setClocks = async (at: number, speed: number, ...all: Built[]) => {
  for (const server of all) {
    const admin = await server.as('admin')
    await admin.call(setClock, { now: new Date(at).toISOString(), speed })
  }
}

/** Opens the tables and lets the pace call. */
async function begin(server: Built) {
  const lead = await server.as('communityLead')
  const { roundId, siteId } = server.ready
  const { sites } = await lead.call(readRound, { roundId })
  const tables = nth(sites, 0).tables.map(({ id }) => id)
  for (const tableId of tables) await lead.call(setTable, { tableId, state: 'open' })
  await lead.call(setCallMode, { siteId, mode: 'automatic' })
  return tables
}

const documents = new Map(
  demoHouseholds().flatMap(({ building, entrance, door, people }) => [
    [`${building}号楼${entrance}单元 ${door}`, people.map(({ document }) => document)],
  ]),
)

/** Every household that was called, as the captains see it. */
async function called(server: Built) {
  const lead = await server.as('communityLead')
  const { roundId } = server.ready
  const { calls } = await lead.call(listCalls, { roundId })
  const followed = await Promise.all(calls.map(({ entranceId }) => lead.call(followEntrance, { roundId, entranceId })))
  return followed.flatMap(({ label, households }) =>
    households.flatMap(({ id, door, calledAt }) => (calledAt ? [{ id, place: `${label} ${door}` }] : [])),
  )
}

/** How many households the parts of all calls hold: more than there are households once one was called twice. */
async function inParts(server: Built) {
  const lead = await server.as('communityLead')
  const { calls } = await lead.call(listCalls, { roundId: server.ready.roundId })
  return calls.flatMap(({ parts }) => parts).reduce((sum, part) => sum + part.households, 0)
}

/** Scans whoever was called and has not come, at one table, until so many households have been called. */
async function sampleUntil(count: number, server: Built, tableId: string, done: Set<string>) {
  const lead = await server.as('communityLead')
  let { open } = await lead.call(readDesk, { tableId })
  const scan = async (number: string) => {
    open ??= await lead.call(openTube, { tableId, barcode: `PACE-${server.ready.port}-${number}` })
    const answer = await lead
      .call(admit, { tubeId: open.id, scan: { kind: 'document', number } })
      .catch(() => undefined)
    if (answer?.kind === 'admitted') open = answer.tube
    if (open.people.length < open.capacity) return
    await lead.call(closeTube, { tubeId: open.id, count: open.people.length })
    open = null
  }
  const board = await hearBoard(server)
  while (done.size < count) {
    const next = board.next()
    for (const { id, place } of (await inParts(server)) > done.size ? await called(server) : []) {
      if (done.has(id)) continue
      for (const number of documents.get(place) ?? []) await scan(number)
      done.add(id)
    }
    if (done.size < count) await next
  }
  board.leave()
}

/** Waits for the round's next board instead of asking again and again: the processes need the machine. */
async function hearBoard({ url, ready }: Built) {
  const socket: TestSocket = io(url, { transports: ['websocket'], reconnection: false })
  await socket.emitWithAck('watch', rooms.board(ready.roundId))
  return {
    next: () => new Promise((resolve) => socket.once('board', resolve)),
    leave: () => socket.disconnect(),
  }
}

const everybody = demoHouseholds().filter(({ note }) => !/居家/.test(note)).length

async function expectOneCallEach(server: Built) {
  expect(new Set((await called(server)).map(({ id }) => id)).size).toBe(everybody)
  expect(await inParts(server)).toBe(everybody)
}

it('goes on after it was killed: no household is called twice and none is forgotten', async () => {
  const dir = folder()
  let server = await started(dir)
  await setClocks(Date.now(), fast, server)
  const tableId = nth(await begin(server), 0)
  const done = new Set<string>()
  for (let kills = 0; kills < 2; kills++) {
    await sampleUntil(Math.min(everybody, done.size + 8), server, tableId, done)
    const before = await called(server)
    await server.kill('SIGKILL')
    server = await started(dir)
    const kept = new Set((await called(server)).map(({ id }) => id))
    expect(before.filter(({ id }) => !kept.has(id))).toEqual([])
    await setClocks(Date.now() + (kills + 1) * 3_600_000, fast, server)
  }
  await sampleUntil(everybody, server, tableId, done)
  await expectOneCallEach(server)
}, 240_000)

/** The database alone, as a house of several processes has it. */
async function startEngine(dataDir: string) {
  const engine = spawn(
    process.execPath,
    [path.join(__dirname, '../../embedded-mongo/bin.js'), '--data', dataDir, '--port', '0'],
    {
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  )
  engines.push(engine)
  const [line] = await once(engine.stdout, 'data')
  return /mongodb:\/\/\S+/.exec(String(line))?.[0] ?? ''
}

it('keeps one pace in two processes, goes on in the second when the first dies, and shows one board', async () => {
  const dir = folder()
  const made = await started(dir)
  await made.kill('SIGTERM')
  const MONGODB_URI = await startEngine(path.join(dir, 'data', 'db'))
  const first = await started(dir, { MONGODB_URI, LOG_FILE: path.join(dir, 'first.txt') })
  const second = await started(dir, { MONGODB_URI, LOG_FILE: path.join(dir, 'second.txt') })
  await setClocks(Date.now(), fast, first, second)
  const tableId = nth(await begin(first), 0)
  const done = new Set<string>()
  await sampleUntil(10, first, tableId, done)
  await setClocks(Date.now() + 3_600_000, 1, first, second)

  const { roundId } = first.ready
  const states = async (server: Built) => {
    const { units } = await (await server.as('communityLead')).call(readBoard, { roundId })
    return JSON.stringify(units.map(({ entranceId, state, left }) => [entranceId, state, left]))
  }
  await until(async () => (await states(first)) === (await states(second)), Boolean, 60_000)

  await first.kill('SIGKILL')
  await setClocks(Date.now() + 3_600_000, fast, second)
  await sampleUntil(everybody, second, tableId, done)
  await expectOneCallEach(second)
}, 240_000)
