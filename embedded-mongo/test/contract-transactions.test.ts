import { type ClientSession, Long, MongoServerError } from 'mongodb'
import { codeOf, contract, freshSession } from './targets'

contract('Transactions', (target) => {
  const inSession = async <T>(work: (session: ClientSession) => Promise<T>): Promise<T> => {
    const session = target.client.startSession()
    try {
      return await work(session)
    } finally {
      await session.endSession()
    }
  }
  const labels = (error: unknown): boolean =>
    error instanceof MongoServerError && error.hasErrorLabel('TransientTransactionError')

  test('nobody sees the changes before the commit and everybody after it', async () => {
    const collection = await target.collection([{ _id: 1, n: 1 }])
    await inSession(async (session) => {
      session.startTransaction()
      await collection.insertOne({ _id: 2 as never, n: 2 }, { session })
      await collection.updateOne({ _id: 1 as never }, { $set: { n: 10 } }, { session })
      expect(await collection.countDocuments({ n: { $gte: 2 } }, { session })).toBe(2)
      expect(await collection.countDocuments({ n: { $gte: 2 } })).toBe(0)
      await session.commitTransaction()
      await session.commitTransaction()
    })
    expect(await collection.find().sort({ _id: 1 }).toArray()).toEqual([
      { _id: 1, n: 10 },
      { _id: 2, n: 2 },
    ])
  })
  test('an abort leaves nothing behind, in documents and in indexes', async () => {
    const collection = await target.collection([{ _id: 1, k: 'a' }])
    await collection.createIndex({ k: 1 }, { unique: true })
    await inSession(async (session) => {
      session.startTransaction()
      await collection.deleteOne({ _id: 1 as never }, { session })
      await collection.insertOne({ _id: 2 as never, k: 'b' }, { session })
      await session.abortTransaction()
    })
    expect(await codeOf(collection.insertOne({ k: 'b' }))).toBe(0)
    expect(await codeOf(collection.insertOne({ k: 'a' }))).toBe(11000)
  })
  test('reads see the snapshot: neither changes, nor deletions, nor new documents of others', async () => {
    const collection = await target.collection([
      { _id: 1, n: 1 },
      { _id: 2, n: 1 },
    ])
    await collection.createIndex({ n: 1 })
    await inSession(async (session) => {
      session.startTransaction({ readConcern: { level: 'snapshot' } })
      expect(await collection.countDocuments({ n: 1 }, { session })).toBe(2)
      await collection.updateOne({ _id: 1 as never }, { $set: { n: 2 } })
      await collection.deleteOne({ _id: 2 as never })
      await collection.insertOne({ _id: 3 as never, n: 1 })
      expect(await collection.find({ n: 1 }, { session }).sort({ _id: 1 }).toArray()).toEqual([
        { _id: 1, n: 1 },
        { _id: 2, n: 1 },
      ])
      expect(await collection.find({ n: 2 }, { session }).toArray()).toEqual([])
      await session.commitTransaction()
    })
    expect(await collection.find({ n: 1 }).toArray()).toEqual([{ _id: 3, n: 1 }])
  })
  test('writing what changed after the snapshot is a conflict that may be tried again', async () => {
    const collection = await target.collection([{ _id: 1, n: 1 }])
    await inSession(async (session) => {
      session.startTransaction()
      await collection.findOne({ _id: 1 as never }, { session })
      await collection.updateOne({ _id: 1 as never }, { $inc: { n: 1 } })
      const error = await collection
        .updateOne({ _id: 1 as never }, { $inc: { n: 1 } }, { session })
        .catch((thrown) => thrown)
      expect([error.code, labels(error)]).toEqual([112, true])
      const after = await session.commitTransaction().catch((thrown) => thrown)
      expect(after.code).toBe(251)
    })
  })
  test('ten that read, wait and write the same document end at ten', async () => {
    const collection = await target.collection([{ _id: 1, n: 0 }])
    await Promise.all(
      Array.from({ length: 10 }, () =>
        inSession((session) =>
          session.withTransaction(async () => {
            const found = await collection.findOne({ _id: 1 as never }, { session })
            await target.db.command({ ping: 1 })
            await collection.updateOne({ _id: 1 as never }, { $set: { n: found?.n + 1 } }, { session })
          }),
        ),
      ),
    )
    expect((await collection.findOne())?.n).toBe(10)
  })
  test('a write outside waits for the transaction that is changing the document', async () => {
    const collection = await target.collection([{ _id: 1, n: 0 }])
    await inSession(async (session) => {
      session.startTransaction()
      await collection.updateOne({ _id: 1 as never }, { $inc: { n: 100 } }, { session })
      let done = false
      const outside = collection.updateOne({ _id: 1 as never }, { $inc: { n: 1 } }).then(() => {
        done = true
      })
      for (let i = 0; i < 20; i++) await target.db.command({ ping: 1 })
      expect(done).toBe(false)
      await session.commitTransaction()
      await outside
    })
    expect((await collection.findOne())?.n).toBe(101)
  })
  test('a unique key is fought over fairly: one transaction wins', async () => {
    const collection = await target.collection([{ k: 'other' }])
    await collection.createIndex({ k: 1 }, { unique: true })
    const results = await Promise.all(
      Array.from({ length: 8 }, (_, i) =>
        inSession((session) =>
          codeOf(session.withTransaction(() => collection.insertOne({ k: 'one', i }, { session }))),
        ),
      ),
    )
    expect(results.filter((code) => code === 0)).toHaveLength(1)
    expect(results.filter((code) => code === 11000)).toHaveLength(7)
  })
  test('an error ends the transaction', async () => {
    const collection = await target.collection([{ _id: 1 }])
    await inSession(async (session) => {
      session.startTransaction()
      await collection.insertOne({ _id: 5 as never }, { session })
      expect(await codeOf(collection.insertOne({ _id: 1 as never }, { session }))).toBe(11000)
      const error = await collection.findOne({}, { session }).catch((thrown) => thrown)
      expect([error.code, labels(error)]).toEqual([251, true])
    })
    expect(await collection.countDocuments()).toBe(1)
  })
  test('a collection made in a transaction is there with the commit and gone with the abort', async () => {
    for (const end of ['commitTransaction', 'abortTransaction'] as const) {
      const collection = target.db.collection(`made_${end}`)
      await inSession(async (session) => {
        session.startTransaction()
        await collection.insertOne({ a: 1 }, { session })
        expect(await target.db.listCollections({ name: collection.collectionName }).toArray()).toEqual([])
        await session[end]()
      })
      expect(await target.db.listCollections({ name: collection.collectionName }).toArray()).toHaveLength(
        end === 'commitTransaction' ? 1 : 0,
      )
    }
  })
  test('numbers of transactions rise, and what does not belong to one is refused', async () => {
    const collection = await target.collection([{ _id: 1 }])
    const session = freshSession(target.client)
    const run = (command: object): Promise<unknown> => codeOf(target.db.command(command, { session }))
    const find = { find: collection.collectionName, autocommit: false }
    expect(await run({ ...find, txnNumber: Long.fromNumber(5) })).toBe(251)
    expect(await run({ ...find, txnNumber: Long.fromNumber(5), startTransaction: true })).toBe(0)
    expect(await run({ ...find, txnNumber: Long.fromNumber(4), startTransaction: true })).toBe(225)
    expect(await run({ ...find, txnNumber: Long.fromNumber(5), startTransaction: true })).toBe(50911)
    expect(await run({ count: collection.collectionName, autocommit: false, txnNumber: Long.fromNumber(5) })).toBe(263)
    await session.endSession()
  })
})
