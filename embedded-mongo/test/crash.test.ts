import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { MongoClient } from 'mongodb'
import { BIN, open, temporaryFolder } from './built'

const ROUNDS = 5
const WRITERS = 4

async function serve(dataDir: string, ...options: string[]): Promise<{ server: ChildProcess; uri: string }> {
  const server = spawn(process.execPath, [BIN, '--data', dataDir, ...options], { stdio: ['ignore', 'pipe', 'inherit'] })
  const [uri] = await once(createInterface({ input: server.stdout as NodeJS.ReadableStream }), 'line')
  return { server, uri }
}

/** Lets 64 writers in four processes write until some number of acknowledgements has come, then kills the server. */
async function round(dataDir: string, name: string, enough: number): Promise<string[]> {
  const { server, uri } = await serve(dataDir)
  const acknowledged: string[] = []
  const reached = new Promise<void>((resolve) => {
    server.once('exit', () => resolve())
    for (let i = 0; i < WRITERS; i++) {
      const writer = spawn(process.execPath, [join(__dirname, 'writer.cjs'), uri, `${name}-${i}`], {
        stdio: ['ignore', 'pipe', 'ignore'],
      })
      writers.push(writer)
      createInterface({ input: writer.stdout as NodeJS.ReadableStream }).on('line', (line) => {
        acknowledged.push(line)
        if (acknowledged.length === enough) resolve()
      })
    }
  })
  await reached
  server.kill('SIGKILL')
  if (server.exitCode === null && server.signalCode === null) await once(server, 'exit')
  for (const writer of writers.splice(0)) {
    writer.kill('SIGKILL')
    if (writer.exitCode === null && writer.signalCode === null) await once(writer, 'exit')
  }
  return acknowledged
}
const writers: ChildProcess[] = []

describe('A server that is killed under 64 writers', () => {
  const folder = temporaryFolder()
  afterAll(() => {
    for (const writer of writers) writer.kill('SIGKILL')
  })

  test('loses nothing that it acknowledged, in five rounds, and keeps unique indexes and transactions whole', async () => {
    const dataDir = join(folder, 'data')
    const first = await open({ dataDir })
    const client = await new MongoClient(first.uri).connect()
    await client.db('crash').collection('rows').createIndex({ key: 1 }, { unique: true })
    await client.close()
    await first.close()

    const acknowledged: string[] = []
    for (let n = 0; n < ROUNDS; n++)
      acknowledged.push(...(await round(dataDir, `r${n}`, 50 + Math.floor(Math.random() * 300))))
    expect(acknowledged.length).toBeGreaterThanOrEqual(ROUNDS * 50)

    const database = await open({ dataDir })
    const after = await new MongoClient(database.uri).connect()
    const db = after.db('crash')
    const rows = await db.collection<{ _id: string; key: string; n: number }>('rows').find().toArray()
    const twins = await db.collection<{ _id: string }>('twins').find().toArray()
    const counters = await db.collection<{ _id: string; n: number }>('counters').find().toArray()
    const stored = new Set(rows.map((row) => row._id))
    expect(acknowledged.filter((id) => !stored.has(id))).toEqual([])
    expect(new Set(rows.map((row) => row.key)).size).toBe(rows.length)
    expect(twins.map((twin) => twin._id).sort()).toEqual(
      rows
        .filter((row) => row.n % 4 === 3)
        .map((row) => row._id)
        .sort(),
    )
    const counted = new Map(counters.map((counter) => [counter._id, counter.n]))
    const perWriter = new Map<string, number>()
    for (const id of acknowledged)
      perWriter.set(id.slice(0, id.lastIndexOf('-')), (perWriter.get(id.slice(0, id.lastIndexOf('-'))) ?? 0) + 1)
    expect([...perWriter].filter(([writer, times]) => (counted.get(writer) ?? 0) < times)).toEqual([])
    const [row] = rows
    await expect(
      db.collection<{ _id: string; key: string }>('rows').insertOne({ _id: 'again', key: row?.key ?? '' }),
    ).rejects.toMatchObject({ code: 11000 })
    await after.close()
    await database.close()
  }, 120_000)
})
