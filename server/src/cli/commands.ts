import { cpSync, existsSync, readdirSync } from 'node:fs'
import path from 'node:path'
import { Login, StaffName } from '@loumen/shared/accounts/schema'
import { Refused, refusalText } from '@loumen/shared/refusals'
import mongoose from 'mongoose'
import { createStaff } from '../accounts/commands'
import { Actor } from '../base/actor'
import { runningDatabase } from '../base/db'
import { KeyStore } from '../base/keys'
import { useKeys } from '../base/personal'
import { readConfig, StartError } from '../config'
import { openData, openKeys } from '../start'

const operator = new Actor(
  { id: '0'.repeat(24), kind: 'system', grants: [{ role: 'admin', scope: 'all' }], mustChangePassword: false },
  'command line',
)

/** Makes a staff account for the whole tree, beside a running house or without one; prints its first password once. */
export async function adminCreate(values: { login?: string; name?: string; role?: string }): Promise<number> {
  const login = Login.safeParse(values.login ?? 'admin')
  const name = StaffName.safeParse(values.name ?? '管理员')
  const role = values.role ?? 'admin'
  if (!login.success) throw new StartError('The login needs 3 to 32 letters, digits, dots or hyphens.')
  if (!name.success) throw new StartError('The name needs 1 to 40 characters.')
  if (role !== 'admin' && role !== 'communityLead') throw new StartError('The role must be admin or communityLead.')
  const close = await openBeside()
  try {
    const { password } = await createStaff(
      { login: login.data, name: name.data, grants: [{ role, scope: 'all' }] },
      operator,
    )
    process.stdout.write(
      `登录名 login: ${login.data}\n密码 password: ${password}\n首次登录时要设置新密码。It must be changed at the first sign-in.\n`,
    )
    return 0
  } catch (error) {
    if (error instanceof Refused) throw new StartError(refusalText('zh', error.code, error.details))
    throw error
  } finally {
    await close()
  }
}

/** Connects to the database that a running house serves, or opens it when none runs. */
async function openBeside(): Promise<() => Promise<void>> {
  const config = { ...readConfig(), logLevel: 'silent' }
  const running = config.mongodbUri ? undefined : runningDatabase(config.dataDir)
  if (running) {
    try {
      await mongoose.connect(running, {
        dbName: config.mongodbName,
        serverSelectionTimeoutMS: 1500,
        autoIndex: false,
        autoCreate: false,
      })
      useKeys(openKeys(config))
      return () => mongoose.disconnect()
    } catch {
      await mongoose.disconnect()
    }
  }
  const database = await openData(config)
  return () => database.close()
}

export async function keysCreate(): Promise<number> {
  const { keysDir } = readConfig()
  if (KeyStore.exists(keysDir)) throw new StartError(`There is already a key in ${keysDir}; it is never replaced.`)
  KeyStore.create(keysDir)
  process.stdout.write(
    `${keysDir}\n请把这个文件夹另行备份：没有它，数据无法读取。Back this folder up apart from the data: without it the data cannot be read.\n`,
  )
  return 0
}

/** Copies the embedded database while no house runs on it. */
export async function backup(to: string): Promise<number> {
  const config = { ...readConfig(), logLevel: 'silent' }
  // Opening would make an empty database where there is none, and its copy would look like a backup.
  if (!config.mongodbUri && !existsSync(path.join(config.dataDir, 'db', 'data.mdb')))
    throw new StartError(`There is no data in ${config.dataDir}. Name the folder of the installation with DATA_DIR=… .`)
  const database = await openData(config)
  try {
    if (!database.backup) throw new StartError('MONGODB_URI is set: back MongoDB up with its own tools (mongodump).')
    await database.backup(path.resolve(to))
    process.stdout.write(`${path.resolve(to)}\n`)
    return 0
  } finally {
    await database.close()
  }
}

/** Puts a backup where there is no data yet; never overwrites. */
export async function restore(from: string): Promise<number> {
  const { dataDir, mongodbUri } = readConfig()
  if (mongodbUri) throw new StartError('MONGODB_URI is set: restore MongoDB with its own tools (mongorestore).')
  const db = path.join(dataDir, 'db')
  if (!existsSync(path.join(from, 'data.mdb'))) throw new StartError(`There is no backup at ${from}.`)
  if (existsSync(db) && readdirSync(db).length)
    throw new StartError(`${dataDir} already holds data; choose an empty folder with DATA_DIR=… .`)
  cpSync(from, db, { recursive: true, errorOnExist: true, force: false })
  process.stdout.write(`${db}\n`)
  return 0
}
