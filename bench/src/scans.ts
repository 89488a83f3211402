import { cpSync } from 'node:fs'
import path from 'node:path'
import { callerAt } from '@loumen/e2e/client'
import { accountOf, startHouse, tearDown } from '@loumen/e2e/house'
import { readRoster } from '@loumen/e2e/roster'
import { sendCode, signIn, signInByCode } from '@loumen/shared/accounts/api'
import type { Call } from '@loumen/shared/client'
import { claimHousehold } from '@loumen/shared/roster/api'
import { openTube, voidTube } from '@loumen/shared/tubes/api'
import { open } from 'embedded-mongo'
import { MongoClient } from 'mongodb'
import { median, rounded } from './measure/figures'
import { openDay } from './measure/open-day'
import { hear, pause, start } from './measure/processes'
import { startReaders, take } from './measure/reading'
import { type Desk, type Scanned, scanAll } from './scans/registrars'

const poolSize = 20
const refreshEvery = 10_000

/** People scanned per second by the real server, against a bare route with the same driver commands on the same engine. */
export async function run(
  { clients = 64, rounds = 3, phones = 2_000, households = 400 } = {},
  say: (line: string) => void = () => {},
) {
  const house = await startHouse({ LOG_LEVEL: 'error' })
  const readers = startReaders()
  const bare = start(path.join(__dirname, 'scans', 'bare-route.ts'))
  try {
    const { login, password } = accountOf(house, 'admin')
    const { token } = await callerAt(house.origin)(signIn, { login, password, on: 'phone' })
    const client = callerAt(house.origin, [], token)
    const { communityId, tables } = await openDay(client, clients, poolSize)
    const people = (await readRoster()).map((row) => row.document)

    const real: Scanned[] = []
    const headers = { authorization: `Bearer ${token}` }
    const told = ({ perSecond, p99 }: Scanned) =>
      `${rounded(perSecond, 0)} scans a second, 99 of 100 within ${rounded(p99, 0)} ms`
    const empty = async (desks: readonly Desk[]) => {
      for (const { tubeId } of desks) await client(voidTube, { tubeId, reason: 'measured' })
    }
    for (let i = 0; i < rounds; i++) {
      const desks = await openTubes(client, tables, i, people)
      const scanned = await scanAll(house.origin, desks, headers)
      real.push(scanned)
      say(`real server: ${told(scanned)}`)
      await empty(desks)
    }
    const tokens = await residents(house.origin, communityId, households)
    readers.send({ start: { url: `${house.origin}/api/v1/my/tickets`, phones, every: refreshEvery, tokens } })
    await pause(refreshEvery * 1.2)
    const beside: (Scanned & { reads: number; offered: number; phoneP99: number })[] = []
    for (let i = 0; i < rounds; i++) {
      const desks = await openTubes(client, tables, rounds + i, people)
      await take(readers)
      const began = performance.now()
      const scanned = await scanAll(house.origin, desks, headers, 20_000)
      const offered = (phones * (performance.now() - began)) / refreshEvery
      const { reads, p99: phoneP99 } = await take(readers)
      beside.push({ ...scanned, reads, offered, phoneP99 })
      say(`beside ${phones} phones: ${told(scanned)}`)
      say(`  of ${rounded(offered, 0)} reads ${reads} answered, 99 of 100 within ${rounded(phoneP99, 0)} ms`)
      await empty(desks)
    }
    readers.disconnect()

    const desks = await openTubes(client, tables, 2 * rounds, people)
    await house.stop()
    const dataDir = path.join(house.dataDir, '..', 'copy')
    cpSync(path.join(house.dataDir, 'db'), dataDir, { recursive: true })
    const numbers = await blindNumbers(dataDir, desks)
    const port = hear<number>(bare, 'port')
    bare.send({ dataDir, database: 'loumen' })
    const origin = `http://127.0.0.1:${await port}`
    const least: Scanned[] = []
    const share = Math.floor(poolSize / rounds)
    for (let i = 0; i < rounds; i++) {
      least.push(
        await scanAll(
          origin,
          desks.map(({ tubeId }, at) => ({ tubeId, numbers: (numbers[at] ?? []).slice(i * share, (i + 1) * share) })),
        ),
      )
      say(`bare route: ${rounded(least.at(-1)?.perSecond ?? 0, 0)} scans a second`)
    }
    const speed = (all: readonly Scanned[]) => median(all.map(({ perSecond }) => perSecond))
    const p99 = (all: readonly Scanned[]) => median(all.map((one) => one.p99))
    return {
      clients,
      scansPerSecond: rounded(speed(real), 0),
      barePerSecond: rounded(speed(least), 0),
      ratio: rounded(speed(real) / speed(least)),
      p99Ms: rounded(p99(real)),
      phones,
      phoneReadsOffered: rounded(sum(beside.map(({ offered }) => offered)), 0),
      phoneReads: sum(beside.map(({ reads }) => reads)),
      phoneP99: rounded(median(beside.map(({ phoneP99 }) => phoneP99)), 0),
      scansPerSecondBeside: rounded(speed(beside), 0),
      p99BesideMs: rounded(p99(beside)),
      p99Ratio: rounded(p99(beside) / p99(real)),
    }
  } finally {
    bare.disconnect()
    if (readers.connected) readers.disconnect()
    await house.stop()
    tearDown(house)
  }
}

const sum = (all: readonly number[]) => all.reduce((a, b) => a + b, 0)

/** Residents of so many households, signed in on a phone: their sessions. */
async function residents(origin: string, communityId: string, count: number): Promise<string[]> {
  const tokens: string[] = []
  const seen = new Set<string>()
  for (const { phone, name, document } of await readRoster()) {
    if (tokens.length === count) break
    if (!phone || seen.has(phone)) continue
    seen.add(phone)
    const { code = '' } = await callerAt(origin)(sendCode, { phone })
    const { token = '' } = await callerAt(origin)(signInByCode, { phone, code })
    await callerAt(origin, [], token)(claimHousehold, { communityId, name, document })
    tokens.push(token)
  }
  return tokens
}

async function openTubes(
  client: Call,
  tables: readonly string[],
  time: number,
  people: readonly string[],
): Promise<Desk[]> {
  const desks: Desk[] = []
  for (const [at, tableId] of tables.entries()) {
    const tube = await client(openTube, { tableId, barcode: `B${time}-${String(at).padStart(4, '0')}` })
    desks.push({ tubeId: tube.id, numbers: people.slice(at * poolSize, (at + 1) * poolSize) })
  }
  return desks
}

/** The bare route has no keys: its people are found by what the database already holds. */
async function blindNumbers(dataDir: string, desks: readonly Desk[]): Promise<string[][]> {
  const engine = await open({ dataDir })
  const mongo = await MongoClient.connect(engine.uri)
  const db = mongo.db('loumen')
  const round = await db.collection('rounds').findOne({ live: true }, { sort: { openedAt: -1 } })
  const residents = await db
    .collection('residents')
    .find(
      { communityId: { $in: round?.communityIds ?? [] }, documentIndex: { $exists: true } },
      { projection: { documentIndex: 1 } },
    )
    .limit(desks.length * poolSize)
    .toArray()
  await mongo.close()
  await engine.close()
  return desks.map((_, at) =>
    residents.slice(at * poolSize, (at + 1) * poolSize).map((resident) => String(resident.documentIndex)),
  )
}
