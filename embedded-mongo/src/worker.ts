import { parentPort, workerData } from 'node:worker_threads'
import { start } from './engine'
import { asCommandError, OpenError } from './errors'
import type { Listen } from './wire/server'

/** What the main thread asks for, and the answers. */
export type Asked = { id: number; backup: string } | { id: number; close: true }
export type Answered =
  | { uri: string }
  | { failed: { code: string; message: string } }
  | { id: number; failed?: { code: string; message: string } }

const failureOf = (error: unknown): { code: string; message: string } =>
  error instanceof OpenError
    ? { code: error.code, message: error.message }
    : { code: 'DATA_DIRECTORY_DAMAGED', message: asCommandError(error).message }

const port = parentPort
if (port) {
  const { dataDir, listen } = workerData as { dataDir: string; listen: Listen }
  const say = (answer: Answered): void => port.postMessage(answer)
  start(dataDir, listen).then(
    (running) => {
      port.on('message', (asked: Asked) => {
        const work = 'backup' in asked ? running.backup(asked.backup) : running.close()
        work.then(
          () => {
            say({ id: asked.id })
            if ('close' in asked) port.close()
          },
          (error) => say({ id: asked.id, failed: failureOf(error) }),
        )
      })
      say({ uri: running.uri })
    },
    (error) => {
      say({ failed: failureOf(error) })
      port.close()
    },
  )
}
