// Sixteen writers in a process of their own; every acknowledged write is told to the parent, one line each.
const { MongoClient } = require('mongodb')

const [uri, name] = process.argv.slice(2)
async function main() {
  const client = await new MongoClient(uri, { maxPoolSize: 16, serverSelectionTimeoutMS: 2000 }).connect()
  const db = client.db('crash')
  const write = async (writer) => {
    const session = client.startSession()
    for (let n = 0; ; n++) {
      const id = `${name}-${writer}-${n}`
      if (n % 4 === 3)
        await session.withTransaction(async () => {
          await db.collection('rows').insertOne({ _id: id, key: id, n }, { session })
          await db.collection('twins').insertOne({ _id: id }, { session })
        })
      else await db.collection('rows').insertOne({ _id: id, key: id, n, pad: 'x'.repeat(n % 300) })
      await db.collection('counters').updateOne({ _id: `${name}-${writer}` }, { $inc: { n: 1 } }, { upsert: true })
      process.stdout.write(`${id}\n`)
    }
  }
  await Promise.all(Array.from({ length: 16 }, (_, writer) => write(writer)))
}
main().catch(() => process.exit(0))
