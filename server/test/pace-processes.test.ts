import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setClock } from '@loumen/shared/accounts/api'
import { followEntrance, listCalls, readBoard, setCallMode } from '@loumen/shared/calls/api'
import { readRound, setTable } from '@loumen/shared/rounds/api'
import { admit, closeTube, openTube, readDesk } from '@loumen/shared/tubes/api'
import { demoHouseholds } from '../src/demo/people'
import { type Built, buildServer, startBuilt } from './built'
import { nth } from './cast'
import { refusal, until } from './house'

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

const speed = 240
const setClocks = async (at: number, ...all: Built[]) => {
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

/**
 * Every household that was called, as the captains see it, and how many households the parts of all calls hold; read
 * again while the pace called in between.
 */
async function called(server: Built) {
  const lead = await server.as('communityLead')
  const { roundId } = server.ready
  const inParts = async () =>
    (await lead.call(listCalls, { roundId })).calls
      .flatMap(({ parts }) => parts)
      .reduce((sum, part) => sum + part.households, 0)
  return until(
    async () => {
      const before = await inParts()
      const seen = await follow(lead, roundId)
      return { ...seen, inParts: before, settled: before === (await inParts()) }
    },
    ({ settled }) => settled,
  )
}

async function follow(lead: Awaited<ReturnType<Built['as']>>, roundId: string) {
  const { calls } = await lead.call(listCalls, { roundId })
  const households: { id: string; place: string; come: boolean }[] = []
  for (const { entranceId } of calls) {
    const entrance = await lead.call(followEntrance, { roundId, entranceId })
    for (const { id, door, calledAt, people } of entrance.households)
      if (calledAt) households.push({ id, place: `${entrance.label} ${door}`, come: people.every((one) => one.come) })
  }
  return { households }
}

/** Whoever was called and has not come is scanned at a table. */
async function sampleCalled(server: Built, tableId: string, done: Set<string>) {
  const lead = await server.as('communityLead')
  const { households } = await called(server)
  for (const { id, place } of households) {
    if (done.has(id)) continue
    for (const number of documents.get(place) ?? []) {
      const { open } = await lead.call(readDesk, { tableId })
      if (open && open.people.length === open.capacity)
        await lead.call(closeTube, { tubeId: open.id, count: open.people.length })
      const tube =
        open && open.people.length < open.capacity
          ? open
          : await lead.call(openTube, { tableId, barcode: `PACE-${server.ready.port}-${number}` })
      await refusal(lead.call(admit, { tubeId: tube.id, scan: { kind: 'document', number } }))
    }
    done.add(id)
  }
  return households.length
}

const everybody = demoHouseholds().filter(({ note }) => !/居家/.test(note)).length

it('goes on after it was killed: no household is called twice and none is forgotten', async () => {
  const dir = folder()
  let server = await started(dir)
  await setClocks(Date.now(), server)
  const [tableId] = await begin(server)
  const done = new Set<string>()
  for (let kills = 0; kills < 3; kills++) {
    const enough = done.size + 8
    await until(
      () => sampleCalled(server, nth([tableId], 0) as string, done),
      (count) => count >= Math.min(everybody, enough),
      60_000,
    )
    const before = await called(server)
    await server.kill('SIGKILL')
    server = await started(dir)
    await setClocks(Date.now() + (kills + 1) * 3_600_000, server)
    const after = await called(server)
    const kept = new Set(after.households.map(({ id }) => id))
    expect(before.households.filter(({ id }) => !kept.has(id))).toEqual([])
    expect(after.inParts).toBe(after.households.length)
  }
  await until(
    () => sampleCalled(server, nth([tableId], 0) as string, done),
    (count) => count >= everybody,
    90_000,
  )
  const { households, inParts } = await called(server)
  expect(new Set(households.map(({ id }) => id)).size).toBe(everybody)
  expect(inParts).toBe(everybody)
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
  await setClocks(Date.now(), first, second)
  const [tableId] = await begin(first)
  const done = new Set<string>()
  const sample = (server: Built) => () => sampleCalled(server, nth([tableId], 0) as string, done)
  await until(sample(first), (count) => count >= 10, 60_000)

  const { roundId } = first.ready
  const states = async (server: Built) => {
    const { units } = await (await server.as('communityLead')).call(readBoard, { roundId })
    return JSON.stringify(units.map(({ entranceId, state, left }) => [entranceId, state, left]))
  }
  await until(async () => (await states(first)) === (await states(second)), Boolean)

  await first.kill('SIGKILL')
  await until(sample(second), (count) => count >= everybody, 120_000)
  const { households, inParts } = await called(second)
  expect(new Set(households.map(({ id }) => id)).size).toBe(everybody)
  expect(inParts).toBe(everybody)
}, 240_000)
