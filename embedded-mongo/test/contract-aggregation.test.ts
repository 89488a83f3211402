import { type Document, Long } from 'mongodb'
import { codeOf, contract } from './targets'

const AFTER = 'then'
/** A branch of `$switch`, whose field `then` must not make a promise of it. */
const switchBranch = (test: Document, value: unknown): Document => ({ case: test, [AFTER]: value })

contract('Aggregation', (target) => {
  const orders = [
    { _id: 1, who: 'ann', total: 10, at: new Date('2026-01-05T10:00:00Z'), tags: ['x', 'y'], deep: { n: 1 } },
    { _id: 2, who: 'bob', total: 20, at: new Date('2026-01-06T10:00:00Z'), tags: [], deep: { n: 2 } },
    { _id: 3, who: 'ann', total: 30, at: new Date('2026-02-05T10:00:00Z'), tags: ['y'], deep: { n: 3 } },
    { _id: 4, who: 'cid', total: null, at: new Date('2026-02-07T10:00:00Z') },
  ]
  let collection: Awaited<ReturnType<typeof target.collection>>
  beforeAll(async () => {
    collection = await target.collection(orders)
  })

  test.each<[string, Document[], unknown[]]>([
    [
      '$match, $project and $sort',
      [
        { $match: { total: { $gt: 10 } } },
        { $sort: { _id: -1 } },
        { $project: { _id: 0, who: 1, double: { $multiply: ['$total', 2] } } },
      ],
      [
        { who: 'ann', double: 60 },
        { who: 'bob', double: 40 },
      ],
    ],
    [
      '$group with accumulators',
      [
        { $sort: { _id: 1 } },
        {
          $group: {
            _id: '$who',
            n: { $sum: 1 },
            sum: { $sum: '$total' },
            avg: { $avg: '$total' },
            min: { $min: '$total' },
            max: { $max: '$total' },
            first: { $first: '$_id' },
            last: { $last: '$_id' },
            all: { $push: '$_id' },
          },
        },
        { $sort: { _id: 1 } },
      ],
      [
        { _id: 'ann', n: 2, sum: 40, avg: 20, min: 10, max: 30, first: 1, last: 3, all: [1, 3] },
        { _id: 'bob', n: 1, sum: 20, avg: 20, min: 20, max: 20, first: 2, last: 2, all: [2] },
        { _id: 'cid', n: 1, sum: 0, avg: null, min: null, max: null, first: 4, last: 4, all: [4] },
      ],
    ],
    [
      '$group by a document',
      [{ $group: { _id: { who: '$who', month: { $month: '$at' } } } }, { $count: 'n' }],
      [{ n: 4 }],
    ],
    ['$group with nothing before it', [{ $match: { _id: 99 } }, { $group: { _id: null, n: { $sum: 1 } } }], []],
    [
      '$top, $bottomN and $firstN',
      [
        {
          $group: {
            _id: null,
            top: { $top: { sortBy: { total: -1 }, output: '$_id' } },
            last: { $bottomN: { sortBy: { _id: 1 }, output: '$_id', n: 2 } },
          },
        },
      ],
      [{ _id: null, top: 3, last: [3, 4] }],
    ],
    [
      '$unwind drops what has no elements',
      [{ $sort: { _id: 1 } }, { $unwind: '$tags' }, { $project: { tags: 1 } }],
      [
        { _id: 1, tags: 'x' },
        { _id: 1, tags: 'y' },
        { _id: 3, tags: 'y' },
      ],
    ],
    [
      '$unwind that keeps it, with the index',
      [
        { $match: { _id: { $lt: 3 } } },
        { $unwind: { path: '$tags', includeArrayIndex: 'i', preserveNullAndEmptyArrays: true } },
        { $sort: { _id: 1, i: 1 } },
        { $project: { tags: 1, i: 1 } },
      ],
      [
        { _id: 1, tags: 'x', i: 0 },
        { _id: 1, tags: 'y', i: 1 },
        { _id: 2, i: null },
      ],
    ],
    [
      '$addFields on a path and $unset',
      [
        { $match: { _id: 1 } },
        { $addFields: { 'deep.m': { $add: ['$deep.n', 1] }, total: '$$REMOVE' } },
        { $unset: ['at', 'tags'] },
      ],
      [{ _id: 1, who: 'ann', deep: { n: 1, m: 2 } }],
    ],
    [
      '$facet, $bucket and $sortByCount',
      [
        {
          $facet: {
            count: [{ $count: 'n' }],
            who: [{ $sortByCount: '$who' }, { $limit: 1 }],
            by: [
              { $match: { total: { $ne: null } } },
              { $bucket: { groupBy: '$total', boundaries: [0, 20, 30], default: 'more' } },
            ],
          },
        },
      ],
      [
        {
          count: [{ n: 4 }],
          who: [{ _id: 'ann', count: 2 }],
          by: [
            { _id: 0, count: 1 },
            { _id: 20, count: 1 },
            { _id: 'more', count: 1 },
          ],
        },
      ],
    ],
    [
      '$replaceWith and $mergeObjects',
      [{ $match: { _id: 2 } }, { $replaceWith: { $mergeObjects: [{ a: 1 }, '$deep'] } }],
      [{ a: 1, n: 2 }],
    ],
    [
      '$cond, $switch and $ifNull',
      [
        { $sort: { _id: 1 } },
        {
          $project: {
            _id: 0,
            c: { $cond: [{ $gt: ['$total', 15] }, 'big', 'small'] },
            s: { $switch: { branches: [switchBranch({ $eq: ['$who', 'ann'] }, 1)], default: 2 } },
            i: { $ifNull: ['$total', 'none'] },
          },
        },
      ],
      [
        { c: 'small', s: 1, i: 10 },
        { c: 'big', s: 2, i: 20 },
        { c: 'big', s: 1, i: 30 },
        { c: 'small', s: 2, i: 'none' },
      ],
    ],
    [
      '$map, $filter, $reduce and $let',
      [
        { $match: { _id: 1 } },
        {
          $project: {
            _id: 0,
            m: { $map: { input: '$tags', as: 't', in: { $concat: ['$$t', '!'] } } },
            f: { $filter: { input: [1, 2, 3], cond: { $gte: ['$$this', 2] } } },
            r: { $reduce: { input: [1, 2, 3], initialValue: 0, in: { $add: ['$$value', '$$this'] } } },
            l: { $let: { vars: { a: '$total' }, in: { $subtract: ['$$a', 1] } } },
          },
        },
      ],
      [{ m: ['x!', 'y!'], f: [2, 3], r: 6, l: 9 }],
    ],
    [
      'dates',
      [
        { $match: { _id: 1 } },
        {
          $project: {
            _id: 0,
            y: { $year: '$at' },
            day: { $dateToString: { format: '%Y-%m-%d', date: '$at' } },
            next: { $dateAdd: { startDate: '$at', unit: 'day', amount: 1 } },
            span: { $dateDiff: { startDate: '$at', endDate: new Date('2026-01-08T10:00:00Z'), unit: 'day' } },
          },
        },
      ],
      [{ y: 2026, day: '2026-01-05', next: new Date('2026-01-06T10:00:00Z'), span: 3 }],
    ],
    [
      'strings',
      [
        { $match: { _id: 1 } },
        {
          $project: {
            _id: 0,
            u: { $toUpper: '$who' },
            s: { $split: ['a-b', '-'] },
            t: { $trim: { input: ' x ' } },
            n: { $strLenCP: '$who' },
            sub: { $substrCP: ['$who', 1, 1] },
            r: { $regexMatch: { input: '$who', regex: /^A/i } },
            a: { $replaceAll: { input: '$who', find: 'n', replacement: 'm' } },
          },
        },
      ],
      [{ u: 'ANN', s: ['a', 'b'], t: 'x', n: 3, sub: 'n', r: true, a: 'amm' }],
    ],
    [
      'a string that looks like a path comes through $literal',
      [{ $match: { _id: 1 } }, { $project: { _id: 0, c: { $concat: [{ $literal: '$' }, '$who'] } } }],
      [{ c: '$ann' }],
    ],
    [
      'arrays',
      [
        { $match: { _id: 1 } },
        {
          $project: {
            _id: 0,
            size: { $size: '$tags' },
            first: { $first: '$tags' },
            at: { $arrayElemAt: ['$tags', -1] },
            slice: { $slice: [[1, 2, 3], 1, 1] },
            in: { $in: ['x', '$tags'] },
            cat: { $concatArrays: ['$tags', ['z']] },
            rev: { $reverseArray: [[1, 2]] },
            sorted: { $sortArray: { input: [3, 1, 2], sortBy: -1 } },
            range: { $range: [0, 6, 2] },
          },
        },
      ],
      [
        {
          size: 2,
          first: 'x',
          at: 'y',
          slice: [2],
          in: true,
          cat: ['x', 'y', 'z'],
          rev: [2, 1],
          sorted: [3, 2, 1],
          range: [0, 2, 4],
        },
      ],
    ],
    [
      'sets',
      [
        { $match: { _id: 1 } },
        {
          $project: {
            _id: 0,
            u: { $setUnion: ['$tags', ['z', 'x']] },
            i: { $setIntersection: ['$tags', ['y']] },
            d: { $setDifference: ['$tags', ['y']] },
            s: { $setIsSubset: [['x'], '$tags'] },
          },
        },
      ],
      [{ u: ['x', 'y', 'z'], i: ['y'], d: ['x'], s: true }],
    ],
    [
      'numbers',
      [
        { $match: { _id: 1 } },
        {
          $project: {
            _id: 0,
            d: { $divide: [7, 2] },
            m: { $mod: [7, 4] },
            r: { $round: [2.345, 2] },
            e: { $round: 2.5 },
            t: { $trunc: -2.7 },
            p: { $pow: [2, 10] },
            a: { $abs: -3 },
            c: { $ceil: 1.2 },
          },
        },
      ],
      [{ d: 3.5, m: 3, r: 2.34, e: 2, t: -2, p: 1024, a: 3, c: 2 }],
    ],
    [
      'objects',
      [
        { $match: { _id: 1 } },
        {
          $project: {
            _id: 0,
            a: { $objectToArray: '$deep' },
            o: { $arrayToObject: [[['k', 1]]] },
            f: { $getField: 'total' },
            s: { $setField: { field: 'x.y', input: {}, value: 1 } },
          },
        },
      ],
      [{ a: [{ k: 'n', v: 1 }], o: { k: 1 }, f: 10, s: { 'x.y': 1 } }],
    ],
    [
      'conversions',
      [
        { $match: { _id: 1 } },
        {
          $project: {
            _id: 0,
            s: { $toString: '$total' },
            i: { $toInt: '12' },
            b: { $toBool: 'x' },
            c: { $convert: { input: 'x', to: 'int', onError: -1 } },
            t: { $type: '$at' },
          },
        },
      ],
      [{ s: '10', i: 12, b: true, c: -1, t: 'date' }],
    ],
    [
      'comparison goes over types',
      [
        { $match: { _id: 1 } },
        {
          $project: {
            _id: 0,
            a: { $lt: ['$total', 'a'] },
            b: { $cmp: [{ a: 1 }, [1]] },
            c: { $eq: ['$missing', null] },
            d: { $gt: ['$missing', null] },
          },
        },
      ],
      [{ a: true, b: -1, c: false, d: false }],
    ],
    [
      '$redact',
      [
        { $match: { _id: 1 } },
        { $redact: { $cond: [{ $ifNull: ['$n', false] }, '$$PRUNE', '$$DESCEND'] } },
        { $project: { who: 1, deep: 1 } },
      ],
      [{ _id: 1, who: 'ann' }],
    ],
  ])('%s', async (_name, pipeline, expected) => {
    expect(await collection.aggregate(pipeline).toArray()).toEqual(expected)
  })

  test('stored documents stay as they are whatever a pipeline does', async () => {
    await collection
      .aggregate([{ $addFields: { 'deep.n': 0, 'tags.z': 1 } }, { $unset: 'deep.n' }, { $sort: { _id: 1 } }])
      .toArray()
    expect(await collection.find().sort({ _id: 1 }).toArray()).toEqual(orders)
  })
  test('$lookup joins by equality, by elements, and by a pipeline with variables', async () => {
    const people = await target.collection([
      { _id: 'ann', age: 30, friends: ['bob', 'cid'] },
      { _id: 'bob', age: 40 },
      { _id: 'eve', age: 50 },
    ])
    const from = collection.collectionName
    const joined = await people
      .aggregate([
        { $sort: { _id: 1 } },
        { $lookup: { from, localField: '_id', foreignField: 'who', as: 'o' } },
        { $project: { n: { $size: '$o' } } },
      ])
      .toArray()
    expect(joined).toEqual([
      { _id: 'ann', n: 2 },
      { _id: 'bob', n: 1 },
      { _id: 'eve', n: 0 },
    ])
    const friends = await people
      .aggregate([
        { $match: { _id: 'ann' } },
        { $lookup: { from, localField: 'friends', foreignField: 'who', as: 'o' } },
      ])
      .toArray()
    expect(friends[0]?.o.map((order: Document) => order._id)).toEqual([2, 4])
    const above = await people
      .aggregate([
        { $match: { _id: 'ann' } },
        {
          $lookup: {
            from,
            let: { name: '$_id' },
            pipeline: [{ $match: { $expr: { $and: [{ $eq: ['$who', '$$name'] }, { $gt: ['$total', 15] }] } } }],
            as: 'o',
          },
        },
      ])
      .toArray()
    expect(above[0]?.o.map((order: Document) => order._id)).toEqual([3])
  })
  test('$graphLookup follows a chain and $unionWith adds a collection', async () => {
    const chain = await target.collection([
      { _id: 1, next: 2 },
      { _id: 2, next: 3 },
      { _id: 3, next: 1 },
    ])
    const [first] = await chain
      .aggregate([
        { $match: { _id: 1 } },
        {
          $graphLookup: {
            from: chain.collectionName,
            startWith: '$next',
            connectFromField: 'next',
            connectToField: '_id',
            as: 'way',
            maxDepth: 1,
          },
        },
      ])
      .toArray()
    expect(first?.way.map((step: Document) => step._id).sort()).toEqual([2, 3])
    expect(
      await chain
        .aggregate([
          { $unionWith: { coll: collection.collectionName, pipeline: [{ $match: { _id: 4 } }] } },
          { $count: 'n' },
        ])
        .toArray(),
    ).toEqual([{ n: 4 }])
  })
  test('$out replaces a collection and $merge joins one', async () => {
    const out = await target.collection([{ _id: 'old' }])
    await collection.aggregate([{ $group: { _id: '$who', n: { $sum: 1 } } }, { $out: out.collectionName }]).toArray()
    expect(await out.countDocuments()).toBe(3)
    await collection
      .aggregate([
        { $match: { who: 'ann' } },
        { $group: { _id: '$who', sum: { $sum: '$total' } } },
        { $merge: { into: out.collectionName, whenNotMatched: 'discard' } },
      ])
      .toArray()
    expect(await out.findOne({ _id: 'ann' as never })).toEqual({ _id: 'ann', n: 2, sum: 40 })
    expect(
      await codeOf(
        collection.aggregate([{ $project: { who: 1 } }, { $merge: { into: out.collectionName, on: 'who' } }]).toArray(),
      ),
    ).toBe(51183)
  })
  test('long integers keep their digits in sums', async () => {
    const long = await target.collection([{ l: Long.fromString('9007199254740993') }, { l: 2 }])
    const [sum] = await long
      .aggregate([{ $group: { _id: null, s: { $sum: '$l' } } }], { promoteLongs: false })
      .toArray()
    expect(String(sum?.s)).toBe('9007199254740995')
  })

  test.each<[string, Document[], number]>([
    ['a stage that is not known', [{ $foo: 1 }], 40324],
    ['a stage with two names', [{ $match: {}, $sort: { a: 1 } }], 40323],
    ['an expression that is not known', [{ $addFields: { a: { $foo: 1 } } }], 168],
    ['an accumulator that is not known', [{ $group: { _id: 1, a: { $foo: 1 } } }], 15952],
    ['a variable that is not bound', [{ $project: { a: '$$nobody' } }], 17276],
    ['$out before the end', [{ $out: 'x' }, { $match: {} }], 40601],
    ['$add of text', [{ $project: { a: { $add: ['$who', 1] } } }], 14],
    ['a division by zero', [{ $project: { a: { $divide: [1, 0] } } }], 2],
    ['a limit of zero', [{ $limit: 0 }], 15958],
    ['a conversion that fails', [{ $project: { a: { $toInt: '$who' } } }], 241],
  ])('%s is an error', async (_name, pipeline, code) => {
    expect(await codeOf(collection.aggregate(pipeline).toArray())).toBe(code)
  })
})
