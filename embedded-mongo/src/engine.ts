import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { Cursors } from './commands/cursors'
import type { Engine } from './commands/request'
import { Sessions } from './commands/sessions'
import { OpenError } from './errors'
import { sweepExpired } from './store/expiry'
import { Store } from './store/store'
import { type Listen, listen } from './wire/server'

export interface Running {
  uri: string
  backup(path: string): Promise<void>
  close(): Promise<void>
}

const SWEEP_MILLISECONDS = 60_000

/** Opens the store and serves it. */
export async function start(dataDir: string, where: Listen): Promise<Running> {
  const store = await Store.open(dataDir)
  const engine: Engine = {
    store,
    cursors: new Cursors(),
    sessions: new Sessions(store),
    parameters: { ttlMonitorSleepSecs: 60 },
    startedAt: Date.now(),
    address: '',
  }
  const listening = await listen(engine, where).catch(async (error) => {
    await store.close()
    throw error
  })
  engine.address = listening.address
  const sweep = setInterval(() => {
    engine.cursors.sweep()
    engine.sessions.sweep()
  }, SWEEP_MILLISECONDS)
  let lastExpiry = Date.now()
  const expiry = setInterval(() => {
    if (Date.now() - lastExpiry < engine.parameters.ttlMonitorSleepSecs * 1000) return
    lastExpiry = Date.now()
    sweepExpired(store)
  }, 500)
  return {
    uri: listening.uri,
    backup: (path) => backup(store, path),
    async close() {
      clearInterval(sweep)
      clearInterval(expiry)
      engine.sessions.abortAll()
      await listening.close()
      await store.close()
    },
  }
}

/** A copy of the store at one moment, whole or not there at all. */
async function backup(store: Store, path: string): Promise<void> {
  if (existsSync(path))
    throw new OpenError('BACKUP_FAILED', `The backup ${path} is there already and was not overwritten.`)
  const partial = join(dirname(path), `.${basename(path)}.partial`)
  rmSync(partial, { recursive: true, force: true })
  try {
    mkdirSync(partial, { recursive: true, mode: 0o700 })
    await store.backup(partial)
    renameSync(partial, path)
  } catch (error) {
    rmSync(partial, { recursive: true, force: true })
    throw new OpenError('BACKUP_FAILED', `The backup ${path} could not be written: ${(error as Error).message}.`)
  }
}
