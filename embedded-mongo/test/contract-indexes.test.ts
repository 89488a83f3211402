import { type Document, MongoServerError } from 'mongodb'
import { codeOf, contract } from './targets'

contract('Indexes', (target) => {
  test('a unique index refuses a second document and names pattern and value', async () => {
    const collection = await target.collection([{ _id: 1, a: 'x', b: 1 }])
    await collection.createIndex({ a: 1, b: -1 }, { unique: true })
    const error = await collection.insertOne({ a: 'x', b: 1 }).catch((thrown) => thrown)
    expect(error).toBeInstanceOf(MongoServerError)
    expect([error.code, error.keyPattern, error.keyValue]).toEqual([11000, { a: 1, b: -1 }, { a: 'x', b: 1 }])
    await collection.insertOne({ a: 'x', b: 2 })
    expect(await codeOf(collection.updateOne({ b: 2 }, { $set: { b: 1 } }))).toBe(11000)
    expect(await collection.countDocuments({ b: 2 })).toBe(1)
  })
  test('equal numbers of different types are the same key', async () => {
    const collection = await target.collection([{ n: 1 }])
    await collection.createIndex({ n: 1 }, { unique: true })
    expect(await codeOf(collection.insertOne({ n: 1.0 }))).toBe(11000)
    expect(await codeOf(collection.insertOne({ n: 1.5 }))).toBe(0)
  })
  test('missing counts as null in a unique index, and not at all in a sparse one', async () => {
    const plain = await target.collection([{ a: 1 }])
    await plain.createIndex({ u: 1 }, { unique: true })
    expect(await codeOf(plain.insertOne({ a: 2 }))).toBe(11000)
    const sparse = await target.collection([{ a: 1 }])
    await sparse.createIndex({ u: 1 }, { unique: true, sparse: true })
    expect(await codeOf(sparse.insertOne({ a: 2 }))).toBe(0)
    expect(await sparse.countDocuments({ u: null })).toBe(2)
  })
  test('a unique, partial index over an array lets a person be in one live tube only', async () => {
    const tubes = await target.collection()
    await tubes.createIndex(
      { round: 1, 'people.resident': 1 },
      { unique: true, partialFilterExpression: { live: true } },
    )
    await tubes.insertOne({ _id: 1 as never, round: 1, live: true, people: [{ resident: 'a' }, { resident: 'b' }] })
    expect(
      await codeOf(tubes.insertOne({ round: 1, live: true, people: [{ resident: 'c' }, { resident: 'b' }] })),
    ).toBe(11000)
    expect(await codeOf(tubes.insertOne({ round: 2, live: true, people: [{ resident: 'b' }] }))).toBe(0)
    expect(await codeOf(tubes.insertOne({ round: 1, live: false, people: [{ resident: 'b' }] }))).toBe(0)
    await tubes.insertOne({ _id: 2 as never, round: 1, live: true, people: [] })
    expect(await codeOf(tubes.updateOne({ _id: 2 as never }, { $push: { people: { resident: 'a' } } as never }))).toBe(
      11000,
    )
    await tubes.updateOne({ _id: 1 as never }, { $pull: { people: { resident: 'a' } } as never })
    expect(await codeOf(tubes.updateOne({ _id: 2 as never }, { $push: { people: { resident: 'a' } } as never }))).toBe(
      0,
    )
    await tubes.updateOne({ _id: 1 as never }, { $set: { live: false } })
    expect(await codeOf(tubes.updateOne({ _id: 2 as never }, { $push: { people: { resident: 'b' } } as never }))).toBe(
      0,
    )
    expect(await codeOf(tubes.updateOne({ _id: 1 as never }, { $set: { live: true } }))).toBe(11000)
    expect(await tubes.findOne({ round: 1, live: true, 'people.resident': 'b' }, { projection: { _id: 1 } })).toEqual({
      _id: 2,
    })
  })
  test('the same person twice in one document is no duplicate', async () => {
    const collection = await target.collection()
    await collection.createIndex({ tags: 1 }, { unique: true })
    expect(await codeOf(collection.insertOne({ tags: ['a', 'a'] }))).toBe(0)
  })
  test('two arrays in one index are an error', async () => {
    const collection = await target.collection()
    await collection.createIndex({ a: 1, b: 1 })
    expect(await codeOf(collection.insertOne({ a: [1], b: [1] }))).toBe(171)
    expect(await collection.countDocuments()).toBe(0)
  })
  test('of a hundred at once that want one key, one gets it', async () => {
    const collection = await target.collection()
    await collection.createIndex({ k: 1 }, { unique: true })
    const codes = await Promise.all(Array.from({ length: 100 }, () => codeOf(collection.insertOne({ k: 'one' }))))
    expect(codes.filter((code) => code === 0)).toHaveLength(1)
    expect(codes.filter((code) => code === 11000)).toHaveLength(99)
  })

  test('queries and orders by an index give what a scan gives', async () => {
    const documents: Document[] = Array.from({ length: 400 }, (_, i) => ({
      _id: i,
      n: (i * 7919) % 100,
      s: `s${i % 13}`,
      list: [i % 5, i % 11],
      ...(i % 3 ? { opt: i % 4 } : {}),
    }))
    const indexed = await target.collection(documents)
    const plain = await target.collection(documents)
    await indexed.createIndexes([
      { key: { n: 1 } },
      { key: { s: 1, n: -1 } },
      { key: { list: 1 } },
      { key: { opt: 1 }, sparse: true },
      { key: { n: 1, s: 1 }, partialFilterExpression: { n: { $gt: 50 } } },
    ])
    const questions: [Document, Document?][] = [
      [{ n: { $gt: 90 } }],
      [{ n: { $gte: 10, $lt: 12 } }],
      [{ s: 's3', n: { $lte: 40 } }],
      [{ s: { $in: ['s1', 's2'] }, n: 5 }],
      [{ list: { $gt: 8 } }],
      [{ list: { $gt: 3, $lt: 2 } }],
      [{ opt: null }],
      [{ opt: 2 }],
      [{ n: { $gt: 60 }, s: 's5' }],
      [{ n: { $gt: 40 }, s: 's5' }],
      [{ $or: [{ n: 3 }, { s: 's7' }] }],
      [{ s: /^s1/ }],
      [{ list: { $elemMatch: { $gt: 1, $lt: 3 } } }],
      [{ s: 's4' }, { n: 1 }],
      [{ s: 's4' }, { n: -1 }],
      [{}, { n: -1, _id: 1 }],
      [{ n: { $gte: 30 } }, { n: 1 }],
    ]
    for (const [filter, sort] of questions) {
      const ask = (collection: typeof plain): Promise<unknown[]> =>
        collection
          .find(filter)
          .sort({ ...sort, _id: 1 })
          .toArray()
      expect({ filter, found: await ask(indexed) }).toEqual({ filter, found: await ask(plain) })
    }
    expect((await indexed.find().sort({ n: 1 }).limit(20).toArray()).map((document) => document.n)).toEqual(
      (await plain.find().sort({ n: 1 }).limit(20).toArray()).map((document) => document.n),
    )
  })
  test('explain says whether an index is used', async () => {
    const collection = await target.collection([{ a: 1 }])
    await collection.createIndex({ a: 1 })
    expect(JSON.stringify((await collection.find({ a: 1 }).explain()).queryPlanner.winningPlan)).toContain('IXSCAN')
    expect(JSON.stringify((await collection.find({ b: 1 }).explain()).queryPlanner.winningPlan)).toContain('COLLSCAN')
  })

  test('of two indexes that fit, the one that leads to fewer documents is taken, whichever was made first', async () => {
    const many = Array.from({ length: 50 }, (_, n) => ({ all: 1, own: n }))
    for (const first of ['all', 'own']) {
      const collection = await target.collection(many)
      for (const field of first === 'all' ? ['all', 'own'] : ['own', 'all'])
        await collection.createIndex({ [field]: 1 })
      const explained = await collection.find({ all: 1, own: 7 }).explain()
      expect(JSON.stringify(explained.queryPlanner.winningPlan)).toContain('own_1')
    }
  })

  test('making, listing and dropping indexes, and the errors on the way', async () => {
    const collection = await target.collection([{ a: 1 }, { a: 1 }])
    expect(await codeOf(collection.createIndex({ a: 1 }, { unique: true }))).toBe(11000)
    await collection.createIndex({ a: 1 }, { name: 'mine' })
    expect(await codeOf(collection.createIndex({ a: 1 }, { name: 'mine' }))).toBe(0)
    expect(await codeOf(collection.createIndex({ a: 1 }, { name: 'other' }))).toBe(85)
    expect(await codeOf(collection.createIndex({ b: 1 }, { name: 'mine' }))).toBe(86)
    expect((await collection.indexes()).map((index) => index.name)).toEqual(['_id_', 'mine'])
    await collection.dropIndex('mine')
    expect(await codeOf(collection.dropIndex('mine'))).toBe(27)
    expect(await codeOf(collection.dropIndex('_id_'))).toBe(72)
    expect(await codeOf(target.db.collection('nowhere').indexes())).toBe(26)
    expect(await codeOf(collection.find({ a: 1 }, { hint: 'mine' }).toArray())).toBe(2)
  })
  test('a TTL index takes away what is over, and only that', async () => {
    const collection = await target.collection([
      { _id: 'old', at: new Date(Date.now() - 60_000) },
      { _id: 'new', at: new Date(Date.now() + 600_000) },
      { _id: 'never' },
    ])
    await collection.createIndex({ at: 1 }, { expireAfterSeconds: 10 })
    await target.client.db('admin').command({ setParameter: 1, ttlMonitorSleepSecs: 1 })
    const started = Date.now()
    while ((await collection.countDocuments()) > 2 && Date.now() - started < 20_000)
      await target.db.command({ ping: 1 })
    expect((await collection.find().sort({ _id: 1 }).toArray()).map((document) => document._id)).toEqual([
      'never',
      'new',
    ])
  })
})
