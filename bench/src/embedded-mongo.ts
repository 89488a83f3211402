import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { open } from 'embedded-mongo'
import { type Collection, MongoClient } from 'mongodb'

export const describe =
  'the embedded database: durable inserts with 1 and 64 writers, look-ups in 50,000 documents, opening 200,000'

interface Person {
  _id: number
  code: string
  entrance: number
  pad: string
}

const SECONDS = 3
const LOOKED_UP = 50_000
const REOPENED = 200_000

/** How often an operation ends in a second, with a number of callers that each wait for theirs. */
async function perSecond(callers: number, operation: () => Promise<unknown>, seconds = SECONDS): Promise<number> {
  let count = 0
  const started = performance.now()
  const until = started + seconds * 1000
  const caller = async (): Promise<void> => {
    while (performance.now() < until) {
      await operation()
      count++
    }
  }
  await Promise.all(Array.from({ length: callers }, caller))
  return (count / (performance.now() - started)) * 1000
}

async function fill(people: Collection<Person>, from: number, to: number): Promise<void> {
  const BATCH = 5000
  for (let first = from; first < to; first += BATCH)
    await people.insertMany(
      Array.from({ length: BATCH }, (_, i) => ({
        _id: first + i,
        code: `code-${first + i}`,
        entrance: (first + i) % 500,
        pad: 'x'.repeat(200),
      })),
    )
}

async function measure(dataDir: string): Promise<Record<string, number>> {
  const database = await open({ dataDir })
  const client = await new MongoClient(database.uri, { maxPoolSize: 100 }).connect()
  const db = client.db('bench')
  const inserted = db.collection('inserted')
  const insert = (): Promise<unknown> => inserted.insertOne({ at: new Date(), pad: 'x'.repeat(100) })
  await perSecond(64, insert, 1)
  const one = await perSecond(1, insert)
  const many = await perSecond(64, insert)

  const people = db.collection<Person>('people')
  await people.createIndexes([{ key: { code: 1 }, unique: true }, { key: { entrance: 1 } }])
  await fill(people, 0, LOOKED_UP)
  const any = (): number => Math.floor(Math.random() * LOOKED_UP)
  await perSecond(1, () => people.findOne({ _id: any() }), 0.5)
  const byId = await perSecond(1, () => people.findOne({ _id: any() }))
  const byIndex = await perSecond(1, () => people.findOne({ code: `code-${any()}` }))
  const byScan = await perSecond(1, () => people.findOne({ pad: 'nobody' }))

  await fill(people, LOOKED_UP, REOPENED)
  await client.close()
  await database.close()
  const started = performance.now()
  const again = await open({ dataDir })
  const reopened = (performance.now() - started) / 1000
  await again.close()
  return {
    insertsPerSecond1: Math.round(one),
    insertsPerSecond64: Math.round(many),
    insertRatio64to1: round(many / one),
    findByIdPerSecond: Math.round(byId),
    findByUniqueIndexPerSecond: Math.round(byIndex),
    scanPerSecond: round(byScan),
    indexedToScanRatio: round(byIndex / byScan),
    reopen200kSeconds: round(reopened),
  }
}
const round = (value: number): number => Math.round(value * 100) / 100

/** Measures everything in one run, on the built package and a folder of its own. */
export async function run(): Promise<Record<string, number>> {
  const folder = await mkdtemp(join(tmpdir(), 'bench-embedded-'))
  try {
    return await measure(join(folder, 'data'))
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
