import mongoose, { Schema } from 'mongoose'
import { contract } from './targets'

contract('Mongoose', (target) => {
  const person = new Schema(
    {
      email: { type: String, unique: true },
      name: String,
      age: Number,
      tags: [String],
      addr: { city: String },
      items: [{ sku: String, qty: Number }],
      big: BigInt,
      dec: Schema.Types.Decimal128,
      map: { type: Map, of: Number },
    },
    { timestamps: true, optimisticConcurrency: true },
  )
  let connection: mongoose.Connection
  const modelOf = (on: mongoose.Connection) => on.model('Person', person)
  let Person: ReturnType<typeof modelOf>
  beforeAll(async () => {
    connection = await mongoose.createConnection(target.uri, { dbName: `${target.db.databaseName}_m` }).asPromise()
    Person = modelOf(connection)
    await Person.syncIndexes()
  })
  afterAll(async () => {
    await connection.dropDatabase()
    await connection.close()
  })

  test('values of every kind come back as they were', async () => {
    const { _id } = await Person.create({
      email: 'kinds',
      big: 9007199254740993n,
      dec: '12.50',
      map: new Map([['a', 1]]),
    })
    const found = await Person.findById(_id)
    expect([found?.big, String(found?.dec), found?.map?.get('a')]).toEqual([9007199254740993n, '12.50', 1])
  })
  test('save writes the difference and notices that another was faster', async () => {
    await Person.create({ email: 'save', tags: ['a'], items: [{ sku: 'x', qty: 1 }] })
    const one = await Person.findOne({ email: 'save' })
    const two = await Person.findOne({ email: 'save' })
    if (!one || !two?.items[0]) throw new Error('not found')
    one.tags.push('b')
    one.addr = { city: 'here' }
    await one.save()
    two.items[0].qty = 2
    await expect(two.save()).rejects.toMatchObject({ name: 'VersionError' })
    expect((await Person.findOne({ email: 'save' }).lean())?.tags).toEqual(['a', 'b'])
  })
  test('a hundred counters at once are all counted', async () => {
    await Promise.all(
      Array.from({ length: 100 }, () =>
        Person.findOneAndUpdate({ email: 'count' }, { $inc: { age: 1 } }, { upsert: true }),
      ),
    )
    expect((await Person.findOne({ email: 'count' }))?.age).toBe(100)
  })
  test('insertMany and bulkWrite report what went wrong and keep the rest', async () => {
    await Person.create({ email: 'dup' })
    const error = await Person.insertMany([{ email: 'dup' }, { email: 'fresh' }], { ordered: false }).catch(
      (thrown) => thrown,
    )
    expect([error.code, error.insertedDocs.length]).toEqual([11000, 1])
    const result = await Person.bulkWrite([
      { updateOne: { filter: { email: 'fresh' }, update: { $set: { age: 5 } } } },
      { deleteOne: { filter: { email: 'dup' } } },
    ])
    expect([result.modifiedCount, result.deletedCount]).toEqual([1, 1])
  })
  test('a transaction commits as a whole or not at all', async () => {
    await expect(
      connection.transaction(async (session) => {
        await Person.create([{ email: 'inside' }], { session })
        throw new Error('changed my mind')
      }),
    ).rejects.toThrow('changed my mind')
    expect(await Person.exists({ email: 'inside' })).toBeNull()
    await connection.transaction(async (session) => {
      await Person.create([{ email: 'inside' }], { session })
    })
    expect(await Person.exists({ email: 'inside' })).not.toBeNull()
  })
})
