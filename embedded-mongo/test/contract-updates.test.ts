import { type Document, Long } from 'mongodb'
import { codeOf, contract } from './targets'

contract('Updates', (target) => {
  const after = async (
    before: Document,
    update: object,
    options: { filter?: object; arrayFilters?: Document[] } = {},
  ): Promise<unknown> => {
    const collection = await target.collection([{ _id: 1, ...before }])
    await collection.updateOne(
      options.filter ?? { _id: 1 },
      update,
      options.arrayFilters ? { arrayFilters: options.arrayFilters } : {},
    )
    const result = await collection.findOne({}, { projection: { _id: 0 } })
    await collection.drop()
    return result
  }

  test.each<[string, Document, object, Document]>([
    ['$set makes the way to a field', { a: 1 }, { $set: { 'b.c.d': 2 } }, { a: 1, b: { c: { d: 2 } } }],
    ['$set fills an array with null up to an index', { a: [1] }, { $set: { 'a.3': 4 } }, { a: [1, null, null, 4] }],
    ['$set with a number makes a field, not an array', {}, { $set: { 'a.0': 1 } }, { a: { 0: 1 } }],
    ['$unset in an array leaves null', { a: [1, 2, 3] }, { $unset: { 'a.1': '' } }, { a: [1, null, 3] }],
    ['$unset of what is missing changes nothing', { a: 1 }, { $unset: { 'b.c': '' } }, { a: 1 }],
    ['$inc starts from nothing', {}, { $inc: { n: 2, 'm.n': -1 } }, { m: { n: -1 }, n: 2 }],
    ['$mul of what is missing is zero', { a: 3 }, { $mul: { a: 2, b: 5 } }, { a: 6, b: 0 }],
    ['$min and $max compare over types', { a: 5, b: 5 }, { $min: { a: 'x' }, $max: { b: 'x' } }, { a: 5, b: 'x' }],
    [
      '$rename moves a value',
      { a: { b: 1 }, c: 2 },
      { $rename: { 'a.b': 'x.y', c: 'z' } },
      { a: {}, x: { y: 1 }, z: 2 },
    ],
    [
      '$push with $each, $position, $sort and $slice',
      { a: [3] },
      { $push: { a: { $each: [5, 1], $position: 0, $sort: -1, $slice: 2 } } },
      { a: [5, 3] },
    ],
    [
      '$push sorts documents by a field',
      { a: [{ k: 2 }] },
      { $push: { a: { $each: [{ k: 1 }], $sort: { k: 1 } } } },
      { a: [{ k: 1 }, { k: 2 }] },
    ],
    [
      '$push makes the array and keeps its modifiers',
      {},
      { $push: { a: { $each: [1, 2, 3], $slice: -2 } } },
      { a: [2, 3] },
    ],
    [
      '$addToSet compares documents with their order',
      { a: [{ x: 1, y: 2 }] },
      {
        $addToSet: {
          a: {
            $each: [
              { x: 1, y: 2 },
              { y: 2, x: 1 },
            ],
          },
        },
      },
      {
        a: [
          { x: 1, y: 2 },
          { y: 2, x: 1 },
        ],
      },
    ],
    ['$pull by value', { a: [1, 2, 1, [1]] }, { $pull: { a: 1 } }, { a: [2, [1]] }],
    ['$pull by condition', { a: [1, 5, 9] }, { $pull: { a: { $gte: 5 } } }, { a: [1] }],
    [
      '$pull of documents that fit',
      {
        a: [
          { k: 1, v: 1 },
          { k: 2, v: 1 },
        ],
      },
      { $pull: { a: { k: { $gt: 1 }, v: 1 } } },
      { a: [{ k: 1, v: 1 }] },
    ],
    ['$pullAll', { a: [1, 2, 3, 2] }, { $pullAll: { a: [2, 3] } }, { a: [1] }],
    ['$pop from both ends', { a: [1, 2, 3], b: [1, 2, 3] }, { $pop: { a: 1, b: -1 } }, { a: [1, 2], b: [2, 3] }],
    ['$bit', { a: 13, b: 5 }, { $bit: { a: { and: 10 }, b: { xor: 3 } } }, { a: 8, b: 6 }],
    [
      '$[] changes every element',
      { a: [{ n: 1 }, { n: 2 }] },
      { $inc: { 'a.$[].n': 10 } },
      { a: [{ n: 11 }, { n: 12 }] },
    ],
    ['a replacement keeps the _id', { a: 1 }, { $set: { a: 2 } }, { a: 2 }],
    ['new fields come in the order of their names', {}, { $set: { z: 1, b: 2 }, $inc: { m: 3 } }, { b: 2, m: 3, z: 1 }],
  ])('%s', async (_name, before, update, expected) => {
    const result = await after(before, update)
    expect(result).toEqual(expected)
    if (!_name.startsWith('$rename')) expect(Object.keys(result as object)).toEqual(Object.keys(expected))
  })

  test('$ is the element that the filter found', async () => {
    const items = [
      { k: 'a', v: 1 },
      { k: 'b', v: 1 },
    ]
    expect(await after({ items }, { $set: { 'items.$.v': 2 } }, { filter: { 'items.k': 'b' } })).toEqual({
      items: [
        { k: 'a', v: 1 },
        { k: 'b', v: 2 },
      ],
    })
    expect(
      await after({ items }, { $set: { 'items.$.v': 2 } }, { filter: { items: { $elemMatch: { k: 'b', v: 1 } } } }),
    ).toEqual({
      items: [
        { k: 'a', v: 1 },
        { k: 'b', v: 2 },
      ],
    })
    expect(await after({ n: [5, 7] }, { $inc: { 'n.$': 1 } }, { filter: { n: { $gt: 6 } } })).toEqual({ n: [5, 8] })
  })
  test('array filters choose elements, on several levels', async () => {
    const before = {
      a: [
        { k: 1, b: [{ x: 1 }, { x: 2 }] },
        { k: 2, b: [{ x: 2 }] },
      ],
    }
    const update = { $set: { 'a.$[one].b.$[two].y': true } }
    expect(
      await after(before, update, {
        arrayFilters: [{ 'one.k': { $lt: 2 } }, { $or: [{ 'two.x': 2 }, { 'two.x': 3 }] }],
      }),
    ).toEqual({
      a: [
        { k: 1, b: [{ x: 1 }, { x: 2, y: true }] },
        { k: 2, b: [{ x: 2 }] },
      ],
    })
  })
  test('a pipeline computes from the document as it was', async () => {
    expect(
      await after({ a: 1, b: { c: 2 } }, [
        { $set: { a: '$b.c', 'b.c': '$a', d: { $literal: '$x' } } },
        { $unset: 'b.z' },
      ] as object),
    ).toEqual({ a: 2, b: { c: 1 }, d: '$x' })
  })
  test('int becomes long when it outgrows 32 bits, and long stays exact', async () => {
    const collection = await target.collection([{ _id: 1, n: 2147483647, l: Long.fromString('9007199254740993') }])
    await collection.updateOne({}, { $inc: { n: 1, l: 2 } })
    const found = await collection.findOne({}, { promoteLongs: false })
    expect([found?.n._bsontype, String(found?.n), String(found?.l)]).toEqual(['Long', '2147483648', '9007199254740995'])
  })
  test('what changes nothing is matched but not modified', async () => {
    const collection = await target.collection([{ _id: 1, a: 1, s: ['x'] }])
    const result = await collection.updateMany({}, { $set: { a: 1 }, $addToSet: { s: 'x' } })
    expect([result.matchedCount, result.modifiedCount]).toEqual([1, 0])
  })

  test('an upsert takes the values that the filter fixes', async () => {
    const collection = await target.collection()
    const result = await collection.updateOne(
      { a: 1, 'b.c': { $eq: 2 }, d: { $gt: 3 }, $and: [{ e: 4 }] },
      { $set: { f: 5 }, $setOnInsert: { g: 6 } },
      { upsert: true },
    )
    expect(result.upsertedCount).toBe(1)
    expect(await collection.findOne({}, { projection: { _id: 0 } })).toEqual({ a: 1, b: { c: 2 }, e: 4, f: 5, g: 6 })
    await collection.updateOne({ a: 1 }, { $setOnInsert: { g: 7 } }, { upsert: true })
    expect((await collection.findOne({}))?.g).toBe(6)
    await collection.replaceOne({ _id: 'mine' as never }, { x: 1 }, { upsert: true })
    expect(await collection.findOne({ x: 1 })).toEqual({ _id: 'mine', x: 1 })
  })
  test('findOneAnd… answers with the document before or after, chosen by the order', async () => {
    const collection = await target.collection([
      { _id: 1, n: 1 },
      { _id: 2, n: 2 },
    ])
    expect(await collection.findOneAndUpdate({}, { $inc: { n: 10 } }, { sort: { n: -1 } })).toEqual({ _id: 2, n: 2 })
    expect(
      await collection.findOneAndUpdate(
        {},
        { $inc: { n: 10 } },
        { sort: { n: -1 }, returnDocument: 'after', projection: { _id: 0 } },
      ),
    ).toEqual({ n: 22 })
    expect(await collection.findOneAndReplace({ _id: 1 as never }, { r: 1 }, { returnDocument: 'after' })).toEqual({
      _id: 1,
      r: 1,
    })
    expect(await collection.findOneAndDelete({ _id: 1 as never })).toEqual({ _id: 1, r: 1 })
    expect(await collection.findOneAndDelete({ _id: 1 as never })).toBeNull()
  })

  test.each<[string, object, number]>([
    ['$inc of text', { $inc: { s: 1 } }, 14],
    ['$inc by text', { $inc: { n: 'x' } }, 14],
    ['$push to a number', { $push: { n: 1 } }, 2],
    ['$addToSet to a number', { $addToSet: { n: 1 } }, 2],
    ['$pop from a number', { $pop: { n: 1 } }, 14],
    ['$pull from a number', { $pull: { n: 1 } }, 2],
    ['a path through a number', { $set: { 'n.x': 1 } }, 28],
    ['a path through an array by name', { $set: { 'list.x': 1 } }, 28],
    ['two changes of one path', { $set: { a: 1 }, $inc: { a: 1 } }, 40],
    ['changes of a path and of what is in it', { $set: { a: 1, 'a.b': 1 } }, 40],
    ['another _id', { $set: { _id: 2 } }, 66],
    ['an operator that is not known', { $foo: { a: 1 } }, 9],
    ['$ without a match in an array', { $set: { 'list.$': 1 } }, 2],
    ['$[] on a number', { $set: { 'n.$[]': 1 } }, 2],
    ['$rename to itself', { $rename: { a: 'a' } }, 2],
    ['$bit on text', { $bit: { s: { and: 1 } } }, 2],
    ['$push with an unknown modifier', { $push: { list: { $each: [1], $foo: 1 } } }, 2],
    ['an empty path', { $set: { '': 1 } }, 56],
    ['a path with an empty part', { $set: { 'a..b': 1 } }, 56],
  ])('%s is an error and changes nothing', async (_name, update, code) => {
    const collection = await target.collection([{ _id: 1, n: 1, s: 'text', list: [1] }])
    expect(await codeOf(collection.updateOne({ _id: 1 as never }, update))).toBe(code)
    expect(await collection.findOne()).toEqual({ _id: 1, n: 1, s: 'text', list: [1] })
  })
  test.each<[string, Document[], number]>([
    ['an array filter that is missing', [], 2],
    ['an array filter that is not used', [{ 'x.v': 1 }, { 'y.v': 1 }], 9],
  ])('%s is an error', async (_name, arrayFilters, code) => {
    const collection = await target.collection([{ _id: 1, list: [{ v: 1 }] }])
    expect(await codeOf(collection.updateOne({}, { $set: { 'list.$[x].v': 2 } }, { arrayFilters }))).toBe(code)
  })

  test('ordered bulk writes stop at the first error, unordered ones go on', async () => {
    const operations = [
      { insertOne: { document: { _id: 1 as never } } },
      { insertOne: { document: { _id: 1 as never } } },
      { insertOne: { document: { _id: 2 as never } } },
    ]
    const ordered = await target.collection()
    expect(await codeOf(ordered.bulkWrite(operations))).toBe(11000)
    expect(await ordered.countDocuments()).toBe(1)
    const unordered = await target.collection()
    expect(await codeOf(unordered.bulkWrite(operations, { ordered: false }))).toBe(11000)
    expect(await unordered.countDocuments()).toBe(2)
  })
  test('a document above 16 MB is refused and one below it is kept whole', async () => {
    const collection = await target.collection([{ _id: 1, big: 'x'.repeat(15 * 1024 * 1024) }])
    expect(
      await codeOf(collection.updateOne({ _id: 1 as never }, { $set: { more: 'x'.repeat(2 * 1024 * 1024) } })),
    ).toBeGreaterThan(0)
    expect((await collection.findOne())?.big).toHaveLength(15 * 1024 * 1024)
  })
})
