import { Long } from 'mongodb'
import { codeOf, contract, freshSession } from './targets'

contract('Commands', (target) => {
  test.each<[string, object, number]>([
    ['a command that is not known', { fooBar: 1 }, 59],
    ['a field that is not known', { find: 'x', foo: 1 }, 40415],
    ['a negative limit', { find: 'x', limit: -1 }, 51024],
    ['a filter that is no document', { find: 'x', filter: 1 }, 14],
    ['aggregate without a cursor', { aggregate: 'x', pipeline: [] }, 9],
    ['a read concern that is not known', { find: 'x', readConcern: { level: 'best' } }, 2],
    ['an invalid collection name', { insert: 'a$b', documents: [{}] }, 73],
    ['an insert of nothing', { insert: 'x', documents: [] }, 16],
    ['a delete without a limit', { delete: 'x', deletes: [{ q: {} }] }, 40414],
    ['a cursor that is not there', { getMore: Long.fromNumber(12345), collection: 'x' }, 43],
    ['a rename of what is not there', { drop: '' }, 73],
  ])('%s is an error', async (_name, command, code) => {
    expect(await codeOf(target.db.command(command))).toBe(code)
  })
  test('creating, listing, renaming and dropping collections', async () => {
    await target.db.createCollection('one')
    expect(await codeOf(target.db.createCollection('one'))).toBe(48)
    await target.db.collection('one').insertOne({ a: 1 })
    await target.db.renameCollection('one', 'two')
    expect(await codeOf(target.db.renameCollection('one', 'three'))).toBe(26)
    expect((await target.db.listCollections({}, { nameOnly: true }).toArray()).map((entry) => entry.name)).toContain(
      'two',
    )
    expect(await target.db.collection('two').countDocuments()).toBe(1)
    await target.db.collection('two').drop()
    expect(await target.db.collection('two').countDocuments()).toBe(0)
  })
  test('a retryable write that comes twice is done once and answered alike', async () => {
    const collection = await target.collection([{ _id: 1, n: 0 }])
    const session = freshSession(target.client)
    const update = {
      update: collection.collectionName,
      updates: [{ q: { _id: 1 }, u: { $inc: { n: 1 } } }],
      txnNumber: Long.fromNumber(1),
    }
    const first = await target.db.command(update, { session })
    const second = await target.db.command(update, { session })
    expect([first.n, first.nModified, second.n, second.nModified]).toEqual([1, 1, 1, 1])
    expect((await collection.findOne())?.n).toBe(1)
    expect(await codeOf(target.db.command({ ...update, txnNumber: Long.fromNumber(0) }, { session }))).toBe(225)
    await session.endSession()
  })
  test('a write concern that one member cannot give is said in the answer', async () => {
    const answer = await target.db
      .command({ insert: 'wc', documents: [{ a: 1 }], writeConcern: { w: 50, wtimeout: 100 } })
      .catch((error) => error.result ?? error)
    expect(JSON.stringify(answer)).toMatch(/"code":(100|64)/)
  })
  test('an _id that is an array or a pattern is refused', async () => {
    const collection = await target.collection()
    expect(await codeOf(collection.insertOne({ _id: [1] as never }))).toBe(53)
    expect(await codeOf(collection.insertOne({ _id: /x/ as never }))).toBe(53)
  })
})
