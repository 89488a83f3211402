import { existsSync, readdirSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import path from 'node:path'
import { createHouse, type House } from './app'
import { connectDatabase, type Database, prepareCollections } from './base/db'
import { KeyStore } from './base/keys'
import { openLog } from './base/log'
import { useKeys } from './base/personal'
import { type Config, demoFile, StartError } from './config'

export interface Running {
  house: House
  database: Database
  port: number
  stop(): Promise<void>
}

/** Connections that may wait to be accepted when a whole community's phones reconnect at once. */
const backlog = 4096

/** What a demo made, accounts and their printed passwords among it, is never opened as a real installation. */
function refuseDemoData({ demo, keysDir }: Config) {
  if (!demo && existsSync(demoFile(keysDir)))
    throw new StartError(
      `${keysDir} belongs to a demo. Choose other folders with DATA_DIR=… and KEYS_DIR=… for DEMO=0.`,
    )
}

/** The keys of this installation: made at the very first start, demanded ever after. */
export function openKeys(config: Config) {
  refuseDemoData(config)
  if (KeyStore.exists(config.keysDir)) return KeyStore.open(config.keysDir)
  const hint = `There is no key in ${config.keysDir}. Put the key folder of this database there, or make a new one with: pnpm loumen keys create`
  if (config.mongodbUri) throw new StartError(hint)
  const db = path.join(config.dataDir, 'db')
  if (existsSync(db) && readdirSync(db).length)
    throw new StartError(`${hint} (a new key cannot read the data in ${config.dataDir})`)
  return KeyStore.create(config.keysDir)
}

/** Opens keys and database and makes the collections; what a command line needs, too. */
export async function openData(config: Config): Promise<Database> {
  openLog(config.logLevel, config.logFile)
  useKeys(openKeys(config))
  const database = await connectDatabase(config)
  await prepareCollections()
  return database
}

/** Starts the house and listens. Refuses with a StartError that says in one sentence what is wrong. */
export async function start(config: Config): Promise<Running> {
  const database = await openData(config)
  let opened: House | undefined
  try {
    const house = await createHouse(config)
    opened = house
    await new Promise<void>((resolve, reject) => {
      house.http.once('error', (error: NodeJS.ErrnoException) => reject(new StartError(listenFault(config, error))))
      house.http.listen({ port: config.port, host: config.host, backlog }, resolve)
    })
    const { port } = house.http.address() as AddressInfo
    let stopping: Promise<void> | undefined
    const stop = async () => {
      await house.close()
      await database.close()
    }
    return {
      house,
      database,
      port,
      stop() {
        stopping ??= stop()
        return stopping
      },
    }
  } catch (error) {
    // What has begun ends before its database does.
    await opened?.close()
    await database.close()
    throw error
  }
}

function listenFault({ port, host }: Config, { code }: NodeJS.ErrnoException) {
  if (code === 'EADDRINUSE')
    return `Port ${port} is already in use. Stop the other program, or choose another with PORT=… .`
  if (code === 'EACCES') return `Port ${port} needs more rights. Choose one above 1024 with PORT=… .`
  return `The address ${host}:${port} cannot be opened (${code}).`
}
