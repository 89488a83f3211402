import { cpSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { callerAt } from '@loumen/e2e/client'
import { startHouse, tearDown } from '@loumen/e2e/house'
import { readRoster, rosterFile } from '@loumen/e2e/roster'
import { signIn } from '@loumen/shared/accounts/api'
import { callEntrance, grantCall } from '@loumen/shared/calls/api'
import type { Call } from '@loumen/shared/client'
import { createCommunity } from '@loumen/shared/community/api'
import { applyImport, previewImport, readImport } from '@loumen/shared/imports/api'
import { openRound, setTable } from '@loumen/shared/rounds/api'
import { openTube, voidTube } from '@loumen/shared/tubes/api'
import { open } from 'embedded-mongo'
import { MongoClient } from 'mongodb'
import { median, rounded } from './measure/figures'
import { hear, pause, start } from './measure/processes'
import { type Desk, scanAll } from './scans/registrars'

const poolSize = 20

/** People scanned per second by the real server, against a bare route with the same driver commands on the same engine. */
export async function run({ clients = 64, rounds = 3 } = {}, say: (line: string) => void = () => {}) {
  const house = await startHouse({ LOG_LEVEL: 'error' })
  const bare = start(path.join(__dirname, 'scans', 'bare-route.ts'))
  try {
    const admin = house.ready.accounts.find((account) => account.role === 'admin')
    if (!admin) throw new Error('the demo has no administrator')
    const { token } = await callerAt(house.origin)(signIn, {
      login: admin.login,
      password: admin.password,
      on: 'phone',
    })
    if (!token) throw new Error('no session')
    const client = callerAt(house.origin, [], token)
    const tables = await prepare(client, clients)
    const people = (await readRoster()).map((row) => row.document)

    const real: number[] = []
    for (let i = 0; i < rounds; i++) {
      const desks = await openTubes(client, tables, i, people)
      real.push(await scanAll(house.origin, desks, { authorization: `Bearer ${token}` }))
      say(`real server: ${rounded(real.at(-1) ?? 0, 0)} scans a second`)
      for (const { tubeId } of desks) await client(voidTube, { tubeId, reason: 'measured' })
    }

    const desks = await openTubes(client, tables, rounds, people)
    await house.stop()
    const dataDir = path.join(house.dataDir, '..', 'copy')
    cpSync(path.join(house.dataDir, 'db'), dataDir, { recursive: true })
    const numbers = await blindNumbers(dataDir, desks)
    const port = hear<number>(bare, 'port')
    bare.send({ dataDir, database: 'loumen' })
    const origin = `http://127.0.0.1:${await port}`
    const least: number[] = []
    const share = Math.floor(poolSize / rounds)
    for (let i = 0; i < rounds; i++) {
      least.push(
        await scanAll(
          origin,
          desks.map(({ tubeId }, at) => ({ tubeId, numbers: (numbers[at] ?? []).slice(i * share, (i + 1) * share) })),
        ),
      )
      say(`bare route: ${rounded(least.at(-1) ?? 0, 0)} scans a second`)
    }
    return {
      clients,
      scansPerSecond: rounded(median(real), 0),
      barePerSecond: rounded(median(least), 0),
      ratio: rounded(median(real) / median(least)),
    }
  } finally {
    bare.disconnect()
    await house.stop()
    tearDown(house)
  }
}

/** A community with the real roster and a round of as many open tables as there are registrars; every entrance is called. */
async function prepare(client: Call, count: number): Promise<string[]> {
  const { id: communityId } = await client(createCommunity, { name: '通达尚城' })
  const file = { name: path.basename(rosterFile), content: readFileSync(rosterFile).toString('base64') }
  const { id: importId } = await client(previewImport, { communityId, file })
  await until(client, importId, 'ready')
  await client(applyImport, { importId })
  await until(client, importId, 'applied')
  const round = await client(openRound, {
    communityId,
    policy: { poolSize },
    sites: [
      { name: '1号采样点', place: '广场', tables: Math.min(count, 32) },
      { name: '2号采样点', place: '学校', tables: 32 },
    ],
  })
  const tables = round.sites.flatMap((site) => site.tables.map((table) => table.id)).slice(0, count)
  for (const tableId of tables) await client(setTable, { tableId, state: 'open' })
  const [site] = round.sites
  if (!site) throw new Error('the round has no site')
  for (const entranceId of round.entranceIds) {
    const { id: callId } = await client(grantCall, { siteId: site.id, entranceId })
    await client(callEntrance, { callId })
  }
  return tables
}

async function until(client: Call, importId: string, state: string) {
  for (;;) {
    const now = await client(readImport, { importId })
    if (now.state === state) return
    if (now.state === 'failed') throw new Error(`the import failed: ${now.failure?.code}`)
    await pause(100)
  }
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
