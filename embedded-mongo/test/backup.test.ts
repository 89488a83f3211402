import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { Long, MongoClient, UUID } from 'mongodb'
import { open, temporaryFolder } from './built'

describe('A backup', () => {
  const folder = temporaryFolder()

  test('taken under load opens as a data directory of one moment', async () => {
    const database = await open({ dataDir: join(folder, 'data') })
    const client = await new MongoClient(database.uri).connect()
    const db = client.db('bank')
    await db.collection('rows').createIndex({ n: 1 }, { unique: true })
    await db.collection<{ _id: string; money: number }>('accounts').insertMany([
      { _id: 'a', money: 500 },
      { _id: 'b', money: 500 },
    ])
    let acknowledged = -1
    let running = true
    const accounts = db.collection<{ _id: string; money: number }>('accounts')
    const insert = (async () => {
      for (let n = 0; running; n++) {
        await db.collection('rows').insertOne({ n })
        acknowledged = n
      }
    })()
    const transfer = (async () => {
      const session = client.startSession()
      while (running)
        await session.withTransaction(async () => {
          await accounts.updateOne({ _id: 'a' }, { $inc: { money: -1 } }, { session })
          await accounts.updateOne({ _id: 'b' }, { $inc: { money: 1 } }, { session })
        })
      await session.endSession()
    })()
    while (acknowledged < 200) await db.command({ ping: 1 })
    const atLeast = acknowledged
    await database.backup(join(folder, 'copy'))
    const atMost = acknowledged + 1
    running = false
    await Promise.all([insert, transfer])
    await client.close()
    await database.close()

    const restored = await open({ dataDir: join(folder, 'copy') })
    const reader = await new MongoClient(restored.uri).connect()
    const rows = await reader.db('bank').collection('rows').find().sort({ n: 1 }).toArray()
    expect(rows.map((row) => row.n)).toEqual(rows.map((_, i) => i))
    expect(rows.length - 1).toBeGreaterThanOrEqual(atLeast)
    expect(rows.length - 1).toBeLessThanOrEqual(atMost)
    const [money] = await reader
      .db('bank')
      .collection('accounts')
      .aggregate([{ $group: { _id: null, sum: { $sum: '$money' } } }])
      .toArray()
    expect(money?.sum).toBe(1000)
    expect((await reader.db('bank').collection('rows').indexes()).map((index) => index.name)).toEqual(['_id_', 'n_1'])
    await reader.close()
    await restored.close()
  })
  test('remembers what clients may send again: a retryable write, a commit', async () => {
    const ids = [new UUID(), new UUID()]
    const transaction = { txnNumber: Long.fromNumber(1), autocommit: false }
    const update = {
      update: 'c',
      updates: [{ q: { _id: 1 }, u: { $inc: { n: 1 } }, upsert: true }],
      txnNumber: Long.fromNumber(1),
    }
    for (const again of [false, true]) {
      const database = await open({ dataDir: join(folder, again ? 'moment' : 'sent') })
      const client = await new MongoClient(database.uri).connect()
      const db = client.db('t')
      const [writing, committing] = ids.map((id) => {
        const session = client.startSession()
        Object.assign(session.serverSession, { id: { id }, txnNumber: 1 })
        return session
      })
      const insert = { insert: 'c', documents: [{ _id: 2 }], startTransaction: true, ...transaction }
      if (!again) await db.command(insert, { session: committing })
      await client.db('admin').command({ commitTransaction: 1, ...transaction }, { session: committing })
      expect(await db.command(update, { session: writing })).toMatchObject({ n: 1, ok: 1 })
      expect(await db.collection('c').find().sort({ _id: 1 }).toArray()).toEqual([{ _id: 1, n: 1 }, { _id: 2 }])
      // The copy is what a crash at this moment would leave.
      if (!again) await database.backup(join(folder, 'moment'))
      await client.close()
      await database.close()
    }
  })
  test('overwrites nothing', async () => {
    const database = await open({ dataDir: join(folder, 'again') })
    await database.backup(join(folder, 'once'))
    await expect(database.backup(join(folder, 'once'))).rejects.toMatchObject({ code: 'BACKUP_FAILED' })
    expect(existsSync(join(folder, '.once.partial'))).toBe(false)
    await database.close()
  })
})
