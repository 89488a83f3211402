import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { type ClientSession, type Collection, type Db, type Document, MongoClient, UUID } from 'mongodb'
import { open, temporaryFolder } from './built'

interface Target {
  client: MongoClient
  uri: string
  db: Db
  /** A collection that nobody else uses, with documents in it when some are given. */
  collection(documents?: Document[]): Promise<Collection<Document>>
}

/** Runs a contract on the embedded engine, and on the MongoDB at MONGODB_URI too when that is set. */
export function contract(about: string, define: (target: Target) => void): void {
  const servers = process.env.MONGODB_URI ? ['the embedded engine', 'MONGODB_URI'] : ['the embedded engine']
  describe.each(servers)(`${about} on %s`, (server) => {
    const folder = temporaryFolder()
    const target = {} as Target
    let close: () => Promise<void> = async () => undefined
    beforeAll(async () => {
      if (server === 'MONGODB_URI') target.uri = process.env.MONGODB_URI ?? ''
      else {
        const database = await open({ dataDir: join(folder, 'data') })
        target.uri = database.uri
        close = database.close
      }
      target.client = await new MongoClient(target.uri).connect()
      target.db = target.client.db(`contract_${randomBytes(6).toString('hex')}`)
      let number = 0
      target.collection = async (documents = []) => {
        const collection = target.db.collection<Document>(`c${number++}`)
        if (documents.length > 0) await collection.insertMany(documents)
        return collection
      }
    })
    define(target)
    // After the contract's own, which may still need the server.
    afterAll(async () => {
      await target.db.dropDatabase()
      await target.client.close()
      await close()
    })
  })
}

/** A session that nothing was done in yet; transaction numbers up to 10 are free. */
export function freshSession(client: MongoClient): ClientSession {
  const session = client.startSession()
  Object.assign(session.serverSession, { id: { id: new UUID() }, txnNumber: 10 })
  return session
}

/** The code of the error that an operation ends with; 0 when it succeeds. */
export async function codeOf(operation: Promise<unknown>): Promise<number | string | undefined> {
  try {
    await operation
    return 0
  } catch (error) {
    return (error as { code?: number | string }).code
  }
}
