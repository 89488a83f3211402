import { Decimal128, Long, MaxKey, MinKey, ObjectId } from 'mongodb'
import { codeOf, contract } from './targets'

contract('Queries', (target) => {
  const documents = [
    {
      _id: 1,
      n: 1,
      s: 'apple',
      tags: ['x', 'y'],
      items: [
        { k: 'a', v: 1 },
        { k: 'b', v: 5 },
      ],
      deep: { in: { side: 1 } },
    },
    { _id: 2, n: 2.5, s: 'Banana', tags: [], items: [{ k: 'a', v: 9 }], deep: { in: null } },
    { _id: 3, n: Long.fromString('9007199254740993'), s: 'cherry', tags: ['y'], items: [], deep: {} },
    {
      _id: 4,
      n: Decimal128.fromString('4.20'),
      s: null,
      tags: 'x',
      m: [[1, 2], [3]],
      deep: [{ in: 1 }, { in: { side: 2 } }],
    },
    { _id: 5, n: '5', when: new Date(5), id: new ObjectId('0123456789abcdef01234567'), b: true },
    { _id: 6, n: null, low: new MinKey(), high: new MaxKey(), bits: 20 },
  ]
  let collection: Awaited<ReturnType<typeof target.collection>>
  beforeAll(async () => {
    collection = await target.collection(documents)
  })
  const ids = async (filter: object): Promise<unknown[]> =>
    (await collection.find(filter).sort({ _id: 1 }).project({ _id: 1 }).toArray()).map((document) => document._id)

  test.each<[string, object, number[]]>([
    ['equality of numbers over their types', { n: Decimal128.fromString('2.5') }, [2]],
    ['equality of long integers to the last digit', { n: Long.fromString('9007199254740992') }, []],
    ['null is also what is missing', { s: null }, [4, 5, 6]],
    ['$exists is about the field', { s: { $exists: true } }, [1, 2, 3, 4]],
    ['comparison stays within one type', { n: { $gt: 1 } }, [2, 3, 4]],
    ['comparison with null finds null and missing', { n: { $gte: null } }, [6]],
    ['comparison with strings', { s: { $gte: 'b' } }, [3]],
    ['comparison of dates', { when: { $lte: new Date(5) } }, [5]],
    ['an element of an array', { tags: 'x' }, [1, 4]],
    ['an array as a whole', { tags: ['x', 'y'] }, [1]],
    ['the empty array', { tags: [] }, [2]],
    ['an array inside an array', { m: [3] }, [4]],
    ['a field of documents in an array', { 'items.v': { $gt: 4 } }, [1, 2]],
    ['an element by its index', { 'items.0.v': 1 }, [1]],
    ['two conditions may be met by two elements', { 'items.k': 'a', 'items.v': 5 }, [1]],
    ['$elemMatch wants one element', { items: { $elemMatch: { k: 'a', v: 5 } } }, []],
    ['$elemMatch on values', { tags: { $elemMatch: { $gt: 'x' } } }, [1, 3]],
    ['$all', { tags: { $all: ['x', 'y'] } }, [1]],
    ['$all with nothing finds nothing', { tags: { $all: [] } }, []],
    ['$size', { tags: { $size: 0 } }, [2]],
    ['$in with null, a value and a pattern', { s: { $in: [null, /^ch/] } }, [3, 4, 5, 6]],
    ['$nin', { n: { $nin: [1, null] } }, [2, 3, 4, 5]],
    ['$ne holds for what is missing', { b: { $ne: true } }, [1, 2, 3, 4, 6]],
    ['$not', { n: { $not: { $gt: 2 } } }, [1, 5, 6]],
    ['$nor', { $nor: [{ n: 1 }, { n: '5' }] }, [2, 3, 4, 6]],
    ['$or within $and', { $and: [{ $or: [{ n: 1 }, { n: 2.5 }] }, { s: /a/ }] }, [1, 2]],
    ['$regex with options', { s: { $regex: '^b', $options: 'i' } }, [2]],
    ['$mod cuts fractions', { n: { $mod: [2, 0] } }, [2, 4]],
    ['$type by name', { n: { $type: 'number' } }, [1, 2, 3, 4]],
    ['$type by number looks into arrays', { tags: { $type: 2 } }, [1, 3, 4]],
    ['$type of an array is its elements and itself', { m: { $type: 'array' } }, [4]],
    ['$bitsAllSet', { bits: { $bitsAllSet: [2, 4] } }, [6]],
    ['$bitsAnySet', { bits: { $bitsAnySet: 3 } }, []],
    ['$expr compares fields over types', { $expr: { $gt: ['$n', '$_id'] } }, [2, 3, 4, 5]],
    ['the ends of the order', { low: { $lt: 0 }, high: { $gt: 0 } }, []],
    ['the greatest of all values', { high: { $gte: new MaxKey() } }, [6]],
    ['an embedded document is compared with the order of its fields', { 'items.0': { v: 1, k: 'a' } }, []],
    ['null in a document of an array', { 'deep.in': null }, [2, 3, 5, 6]],
    ['a path through arrays and documents', { 'deep.in.side': { $in: [1, 2] } }, [1, 4]],
    ['an ObjectId', { id: { $gt: new ObjectId('0123456789abcdef00000000') } }, [5]],
  ])('%s', async (_name, filter, expected) => {
    expect(await ids(filter)).toEqual(expected)
  })

  test.each<[string, object, number]>([
    ['an operator that is not known', { n: { $near: 1 } }, 2],
    ['a top-level operator that is not known', { $foo: 1 }, 2],
    ['$in without a list', { n: { $in: 1 } }, 2],
    ['an empty $or', { $or: [] }, 2],
    ['$size below zero', { n: { $size: -1 } }, 2],
    ['$mod by zero', { n: { $mod: [0, 1] } }, 2],
    ['$text without a text index', { $text: { $search: 'x' } }, 27],
    ['a broken pattern', { s: { $regex: '(' } }, 51091],
  ])('%s is an error', async (_name, filter, code) => {
    expect(await codeOf(collection.find(filter).toArray())).toBe(code)
  })

  test('sorting follows the order of types; of arrays the least upwards and the greatest downwards', async () => {
    const mixed = await target.collection([
      { _id: 'array', v: [3, 10] },
      { _id: 'empty', v: [] },
      { _id: 'missing' },
      { _id: 'number', v: 5 },
      { _id: 'text', v: 'a' },
      { _id: 'document', v: { a: 1 } },
      { _id: 'true', v: true },
      { _id: 'date', v: new Date(0) },
    ])
    const sorted = async (direction: 1 | -1): Promise<unknown[]> =>
      (await mixed.find().sort({ v: direction }).toArray()).map((document) => document._id)
    expect(await sorted(1)).toEqual(['empty', 'missing', 'array', 'number', 'text', 'document', 'true', 'date'])
    expect(await sorted(-1)).toEqual(['date', 'true', 'document', 'text', 'array', 'number', 'missing', 'empty'])
  })

  test.each<[string, object, object, object]>([
    ['including', { _id: 1 }, { s: 1, 'items.k': 1 }, { _id: 1, s: 'apple', items: [{ k: 'a' }, { k: 'b' }] }],
    ['excluding', { _id: 1 }, { items: 0, deep: 0, _id: 0 }, { n: 1, s: 'apple', tags: ['x', 'y'] }],
    ['$slice', { _id: 1 }, { _id: 0, tags: { $slice: [1, 1] }, items: 0, deep: 0 }, { n: 1, s: 'apple', tags: ['y'] }],
    ['$elemMatch', { _id: 1 }, { items: { $elemMatch: { v: { $gt: 2 } } } }, { _id: 1, items: [{ k: 'b', v: 5 }] }],
    ['the position that the filter found', { 'items.v': 5 }, { 'items.$': 1 }, { _id: 1, items: [{ k: 'b', v: 5 }] }],
    ['an expression', { _id: 1 }, { _id: 0, twice: { $multiply: ['$n', 2] } }, { twice: 2 }],
  ])('a projection by %s', async (_name, filter, projection, expected) => {
    expect(await collection.findOne(filter, { projection })).toEqual(expected)
  })
  test('a projection that mixes including and excluding is an error', async () => {
    expect(await codeOf(collection.findOne({}, { projection: { n: 1, s: 0 } }))).toBe(31254)
  })

  test('a collation decides what equal means and how strings are ordered', async () => {
    const words = await target.collection([
      { _id: 1, w: 'Éclair' },
      { _id: 2, w: 'eclair' },
      { _id: 3, w: 'Zebra' },
    ])
    const insensitive = { locale: 'en', strength: 1 }
    expect(await words.countDocuments({ w: 'ECLAIR' }, { collation: insensitive })).toBe(2)
    expect(await words.distinct('w', { w: 'eclair' }, { collation: insensitive })).toHaveLength(1)
    expect(await words.countDocuments({ w: 'ECLAIR' })).toBe(0)
  })

  test('a cursor hands out everything in batches and ends', async () => {
    const many = await target.collection(Array.from({ length: 1000 }, (_, i) => ({ _id: i, pad: 'x'.repeat(100) })))
    const seen: unknown[] = []
    for await (const document of many.find().sort({ _id: -1 }).batchSize(77)) seen.push(document._id)
    expect(seen).toEqual(Array.from({ length: 1000 }, (_, i) => 999 - i))
    const cursor = many.find().batchSize(2)
    await cursor.next()
    const id = cursor.id
    await cursor.close()
    expect(await codeOf(target.db.command({ getMore: id, collection: many.collectionName }))).toBe(43)
  })

  test('skip, limit, count and distinct agree', async () => {
    expect(
      await collection
        .find()
        .sort({ _id: 1 })
        .skip(1)
        .limit(2)
        .map((document) => document._id)
        .toArray(),
    ).toEqual([2, 3])
    expect(await collection.countDocuments({}, { skip: 4 })).toBe(2)
    expect(await collection.estimatedDocumentCount()).toBe(6)
    expect(await collection.distinct('tags')).toEqual(['x', 'y'])
    expect(await collection.distinct('items.v', { _id: { $lt: 3 as never } })).toEqual([1, 5, 9])
  })
})
