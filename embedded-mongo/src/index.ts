import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { Worker } from 'node:worker_threads'
import { OpenError } from './errors'
import { lockDirectory } from './lock'
import type { Answered } from './worker'

export { OpenError } from './errors'

/** A database that is being served on this machine. */
export interface EmbeddedMongo {
  /** For any MongoDB driver; it names no database. */
  uri: string
  /** Writes a consistent copy, itself a data directory, to a path that is not there yet. */
  backup(path: string): Promise<void>
  close(): Promise<void>
  /** Resolves when it has stopped, by `close` or by a fault. */
  stopped: Promise<void>
}

export interface OpenOptions {
  dataDir: string
  /** A unix socket (in a private folder of its own when no path is given) or a loopback port; 0 chooses one. */
  listen?: { socket?: string } | { port: number; host?: string }
}

/** Serves a data directory from a worker thread; refuses with an OpenError whose `code` says why. */
export async function open({ dataDir, listen = {} }: OpenOptions): Promise<EmbeddedMongo> {
  const directory = resolve(dataDir)
  const file = join(__dirname, 'worker.js')
  if (!existsSync(file)) throw new OpenError('NOT_BUILT', 'embedded-mongo is not built: run its build script first.')
  const unlock = lockDirectory(directory)
  const worker = new Worker(file, { workerData: { dataDir: directory, listen } })
  const waiting = new Map<number, { resolve: () => void; reject: (error: Error) => void }>()
  let asked = 0
  let closing: Promise<void> | undefined
  const gone = new Promise<void>((done) => worker.once('exit', () => done()))
  const failed = ({ code, message }: { code: string; message: string }): OpenError =>
    new OpenError(code as OpenError['code'], message)

  const uri = await new Promise<string>((found, refused) => {
    worker.on('message', (answer: Answered) => {
      if ('uri' in answer) found(answer.uri)
      else if ('id' in answer) {
        const one = waiting.get(answer.id)
        waiting.delete(answer.id)
        answer.failed ? one?.reject(failed(answer.failed)) : one?.resolve()
      } else refused(failed(answer.failed))
    })
    worker.once('error', refused)
    worker.once('exit', () =>
      refused(new OpenError('DATA_DIRECTORY_DAMAGED', `The data directory ${directory} could not be opened.`)),
    )
  }).catch(async (error) => {
    await gone
    unlock()
    throw error
  })
  void gone.then(() => {
    unlock()
    for (const one of waiting.values()) one.reject(new Error('The database has stopped.'))
  })
  const ask = (what: { backup: string } | { close: true }): Promise<void> =>
    new Promise((done, refused) => {
      const id = asked++
      waiting.set(id, { resolve: done, reject: refused })
      worker.postMessage({ id, ...what })
    })
  return {
    uri,
    stopped: gone,
    backup: (path) => ask({ backup: resolve(path) }),
    close() {
      closing ??= ask({ close: true }).then(() => gone)
      return closing
    },
  }
}
