import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { open } from 'embedded-mongo'
import mongoose, { type ClientSession, type Model, Types } from 'mongoose'
import { type Config, StartError } from '../config'

mongoose.set('strictQuery', 'throw')
mongoose.set('strict', 'throw')

export interface Database {
  embedded: boolean
  backup?(to: string): Promise<void>
  close(): Promise<void>
}

/** The file that tells the command line where a running embedded database listens. */
const addressFile = (dataDir: string) => path.join(dataDir, 'database.uri')

/** The address of the embedded database that a running house serves, if one may be running. */
export const runningDatabase = (dataDir: string) =>
  existsSync(addressFile(dataDir)) ? readFileSync(addressFile(dataDir), 'utf8').trim() : undefined

/** Connects to MongoDB, or opens the embedded database; the rest of the house never knows which. */
export async function connectDatabase(config: Config): Promise<Database> {
  if (config.mongodbUri) {
    await connect(config.mongodbUri, config.mongodbName, 'The database at MONGODB_URI cannot be reached')
    return { embedded: false, close: () => mongoose.disconnect() }
  }
  try {
    mkdirSync(config.dataDir, { recursive: true, mode: 0o700 })
  } catch (cause) {
    throw new StartError(
      `The data folder ${config.dataDir} cannot be written (${(cause as NodeJS.ErrnoException).code}).`,
    )
  }
  const engine = await open({ dataDir: path.join(config.dataDir, 'db') }).catch((cause: Error) => {
    throw new StartError(`The data folder ${config.dataDir} cannot be opened: ${cause.message}`)
  })
  writeFileSync(addressFile(config.dataDir), engine.uri, { mode: 0o600 })
  await connect(engine.uri, config.mongodbName, 'The embedded database does not answer')
  return {
    embedded: true,
    backup: (to) => engine.backup(to),
    async close() {
      await mongoose.disconnect()
      rmSync(addressFile(config.dataDir), { force: true })
      await engine.close()
    },
  }
}

let connected: { uri: string; dbName: string } | undefined

/** Where this process is connected to, for a thread that needs a connection of its own. */
export function connection() {
  if (!connected) throw new Error('there is no database yet')
  return connected
}

/** Connects to a database that is known to be there. */
export async function connect(uri: string, dbName: string, fault: string) {
  try {
    await mongoose.connect(uri, {
      dbName,
      serverSelectionTimeoutMS: 5_000,
      writeConcern: { w: 'majority', j: true },
      autoIndex: false,
      autoCreate: false,
    })
    connected = { uri, dbName }
  } catch (cause) {
    throw new StartError(`${fault} (${(cause as Error).message.replace(/\/\/[^@/]*@/, '//')}).`)
  }
}

/** Makes every collection, and its indexes as the models have them now; an index that cannot be built names itself. */
export async function prepareCollections() {
  for (const model of Object.values(mongoose.models)) {
    try {
      await model.createCollection()
      await model.syncIndexes()
    } catch (cause) {
      const { message, keyPattern } = cause as Error & { keyPattern?: object }
      const index = keyPattern ? JSON.stringify(keyPattern) : message.split(' dup key')[0]
      throw new StartError(`The indexes of the collection ${model.collection.name} cannot be built (${index}).`)
    }
  }
}

/**
 * Runs work in a transaction; write conflicts are tried again by the driver. Not by mongoose's own `transaction`, which
 * resets the documents of a given-up attempt and stumbles over nested ones.
 */
export const inTransaction = <T>(work: (session: ClientSession) => Promise<T>): Promise<T> =>
  mongoose.connection.withSession((session) =>
    session.withTransaction(() => work(session), {
      readConcern: { level: 'snapshot' },
      writeConcern: { w: 'majority', j: true },
    }),
  )

/** A model's collection past mongoose, for what is hot or comes in batches: no hydration, the model's own types. */
export const native = <T extends object>(model: Model<T>) => model.collection as unknown as mongoose.mongo.Collection<T>

export const newId = () => new Types.ObjectId()
export const oid = (id: string) => new Types.ObjectId(id)

/** The names of the index fields that a duplicate key error is about; undefined for any other error. */
export function duplicateKey(error: unknown): string[] | undefined {
  const { code, keyPattern } = error as { code?: number; keyPattern?: Record<string, unknown> }
  return code === 11000 ? Object.keys(keyPattern ?? {}) : undefined
}
