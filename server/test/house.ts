import { randomUUID } from 'node:crypto'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { type Call, createClient, RefusedByServer, type Reply, type Request } from '@loumen/shared/client'
import type { Events, Requests } from '@loumen/shared/events'
import { io, type Socket } from 'socket.io-client'
import { readConfig } from '../src/config'
import { type Running, start } from '../src/start'

/** A whole house for one test file: real database, real HTTP, real sockets, in a folder of its own. */
export interface TestHouse {
  url: string
  running: Running
  dir: string
  /** A client without a session, or with a bearer token or cookie. */
  client(session?: { token?: string; cookie?: string }): TestClient
  /** A socket with this session; it is connected when the promise is. */
  socket(session?: { token?: string; cookie?: string }): Promise<TestSocket>
  /** Stops the house and removes its folder; fails when the log tells of a request that failed. */
  close(): Promise<void>
}

export type TestSocket = Socket<Events, Requests>

export interface TestClient {
  call: Call
  /** The last answer's status and headers. */
  last: { status: number; headers: Headers }
}

/** Starts a house on a free port. `environment` sets what the test is about. */
export async function startHouse(environment: Record<string, string> = {}): Promise<TestHouse> {
  const dir = mkdtempSync(path.join(tmpdir(), 'loumen-test-'))
  const running = await start(
    readConfig({
      PORT: '0',
      HOST: '127.0.0.1',
      DATA_DIR: path.join(dir, 'data'),
      KEYS_DIR: path.join(dir, 'keys'),
      LOG_LEVEL: 'debug',
      LOG_FILE: path.join(dir, 'log.txt'),
      ...environment,
    }),
  )
  const url = `http://127.0.0.1:${running.port}`
  const sockets: Socket[] = []
  return {
    url,
    running,
    dir,
    client: (session) => clientOf(url, session),
    async socket(session) {
      const socket: TestSocket = io(url, {
        transports: ['websocket'],
        forceNew: true,
        auth: session?.token ? { token: session.token } : undefined,
        extraHeaders: session?.cookie ? { cookie: session.cookie } : undefined,
      })
      sockets.push(socket)
      await new Promise<void>((resolve, reject) => {
        socket.once('connect', resolve)
        socket.once('connect_error', reject)
      })
      return socket
    },
    async close() {
      for (const socket of sockets) socket.disconnect()
      await running.stop()
      const faults = failures(path.join(dir, 'log.txt'))
      rmSync(dir, { recursive: true, force: true })
      if (faults.length) throw new Error(`the house failed:\n${faults.join('\n')}`)
    },
  }
}

/** What the log says of requests that failed for no reason of the house's own. */
function failures(file: string) {
  const lines = existsSync(file) ? readFileSync(file, 'utf8').split('\n') : []
  return lines.filter((text) => text.includes('"msg":"request failed"')).map((text) => text.replaceAll('\\n', '\n'))
}

/** A client of any running server. */
export function clientOf(url: string, session: { token?: string; cookie?: string } = {}): TestClient {
  const client: TestClient = {
    last: { status: 0, headers: new Headers() },
    call: createClient(
      async (request: Request): Promise<Reply> => {
        const answer = await fetch(url + request.url, {
          method: request.method,
          headers: request.headers,
          body: request.body,
        })
        client.last = { status: answer.status, headers: answer.headers }
        const text = await answer.text()
        return { status: answer.status, body: text ? JSON.parse(text) : undefined }
      },
      randomUUID,
      () => ({
        ...(session.token ? { authorization: `Bearer ${session.token}` } : {}),
        ...(session.cookie ? { cookie: session.cookie, origin: url } : {}),
      }),
    ),
  }
  return client
}

/** The refusal that a call ends with: its code, or the view when it was not refused. */
export async function refusal(call: Promise<unknown>): Promise<string> {
  try {
    await call
    return 'not refused'
  } catch (error) {
    return (error as { code?: string }).code ?? String(error)
  }
}

/** The whole refusal that a call ends with; a call that is not refused fails the test. */
export async function refused(call: Promise<unknown>): Promise<RefusedByServer> {
  try {
    await call
  } catch (error) {
    if (error instanceof RefusedByServer) return error
    throw error
  }
  throw new Error('the call was not refused')
}

/** What calls made at once end with, in a fixed order: `done` or the code of the refusal. */
export async function atOnce(...calls: Promise<unknown>[]): Promise<string[]> {
  const ends = await Promise.all(calls.map(refusal))
  return ends.map((end) => (end === 'not refused' ? 'done' : end)).sort()
}

/** Asks again and again until the answer is wanted: for what the house does after it has answered. */
export async function until<T>(ask: () => Promise<T>, wanted: (answer: T) => boolean, patience = 10_000): Promise<T> {
  const end = Date.now() + patience
  for (;;) {
    const answer = await ask()
    if (wanted(answer)) return answer
    if (Date.now() > end) throw new Error('what was waited for did not happen')
    await new Promise(setImmediate)
  }
}

/** Long enough for a busy machine: no test measures time with it. */
const patience = 15_000

/** The next event of this name for which `wanted` holds. */
export function heard<E extends keyof Events>(
  socket: TestSocket,
  event: E,
  wanted: (payload: Parameters<Events[E]>[0]) => boolean = () => true,
) {
  return new Promise<Parameters<Events[E]>[0]>((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`${event} was not heard`)), patience)
    const listener = (payload: Parameters<Events[E]>[0]) => {
      if (!wanted(payload)) return
      clearTimeout(timer)
      socket.off(event, listener as never)
      resolve(payload)
    }
    socket.on(event, listener as never)
  })
}
