import { chmodSync, existsSync, mkdtempSync, rmSync, statSync } from 'node:fs'
import { connect, createServer, type Server, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { handle } from '../commands/dispatch'
import type { Engine } from '../commands/request'
import { asCommandError, codeName, OpenError } from '../errors'
import { type Message, MOST_MESSAGE_BYTES, readMessage, writeReply } from './message'

/** Where to listen: a unix socket (its own in a private folder when none is named) or a loopback port. */
export type Listen = { socket?: string } | { port: number; host?: string }

const LOOPBACK = new Set(['127.0.0.1', '::1', 'localhost'])
const MOST_PATH_BYTES = 100

/** Answers the requests of one connection in the order they came. */
function serve(engine: Engine, socket: Socket): void {
  let waiting: Buffer[] = []
  let size = 0
  let last: Promise<void> = Promise.resolve()
  const answer = async (message: Message): Promise<void> => {
    const reply = await handle(engine, message.body)
    if (message.silent || socket.destroyed) return
    let bytes: Buffer
    try {
      bytes = writeReply(message, reply)
    } catch (thrown) {
      const error = asCommandError(thrown)
      bytes = writeReply(message, { ok: 0, errmsg: error.message, code: error.code, codeName: codeName(error.code) })
    }
    socket.write(bytes)
  }
  socket.on('data', (chunk: Buffer) => {
    waiting.push(chunk)
    size += chunk.length
    while (size >= 4) {
      if (waiting[0] && waiting[0].length < 4) waiting = [Buffer.concat(waiting)]
      const wanted = (waiting[0] as Buffer).readInt32LE(0)
      if (wanted < 16 || wanted > MOST_MESSAGE_BYTES) {
        socket.destroy()
        return
      }
      if (size < wanted) return
      const buffer = waiting.length === 1 ? (waiting[0] as Buffer) : Buffer.concat(waiting)
      const rest = buffer.subarray(wanted)
      waiting = rest.length > 0 ? [rest] : []
      size = rest.length
      try {
        const message = readMessage(buffer.subarray(0, wanted))
        last = last.then(() => answer(message)).catch(() => void socket.destroy())
      } catch {
        socket.destroy()
        return
      }
    }
  })
  socket.on('error', () => socket.destroy())
}

const isServed = (path: string): Promise<boolean> =>
  new Promise((resolve) => {
    const probe = connect(path)
    probe.once('connect', () => {
      probe.destroy()
      resolve(true)
    })
    probe.once('error', () => resolve(false))
  })

async function socketPath(wanted: string | undefined): Promise<{ path: string; folder?: string }> {
  if (wanted === undefined) {
    const folder = mkdtempSync(join(tmpdir(), 'mongo-'))
    return { path: join(folder, 's.sock'), folder }
  }
  if (Buffer.byteLength(wanted) > MOST_PATH_BYTES)
    throw new OpenError('ADDRESS_NOT_AVAILABLE', `The socket path ${wanted} is longer than ${MOST_PATH_BYTES} bytes.`)
  if (existsSync(wanted)) {
    if (!statSync(wanted).isSocket() || (await isServed(wanted)))
      throw new OpenError('ADDRESS_NOT_AVAILABLE', `The socket ${wanted} is in use.`)
    rmSync(wanted)
  }
  if (!existsSync(dirname(wanted)))
    throw new OpenError('ADDRESS_NOT_AVAILABLE', `The folder of the socket ${wanted} does not exist.`)
  return { path: wanted }
}

export interface Listening {
  uri: string
  address: string
  close(): Promise<void>
}

/** Starts listening, on this machine only. */
export async function listen(engine: Engine, where: Listen): Promise<Listening> {
  const sockets = new Set<Socket>()
  const server = createServer({ noDelay: true }, (socket) => {
    sockets.add(socket)
    socket.once('close', () => sockets.delete(socket))
    serve(engine, socket)
  })
  let clean: () => void = () => undefined
  let uri: string
  let address: string
  if ('port' in where) {
    const host = where.host ?? '127.0.0.1'
    if (!LOOPBACK.has(host))
      throw new OpenError('ADDRESS_NOT_LOOPBACK', `The address ${host} is refused: only loopback addresses are served.`)
    await bound(server, { port: where.port, host }, `${host}:${where.port}`)
    const actual = server.address()
    const port = typeof actual === 'object' && actual ? actual.port : where.port
    address = `${host === '::1' ? '[::1]' : host}:${port}`
    uri = `mongodb://${address}/?directConnection=true`
  } else {
    const { path, folder } = await socketPath(where.socket)
    const mask = process.platform === 'win32' ? undefined : path
    await bound(server, { path }, path)
    if (mask) chmodSync(mask, 0o600)
    clean = () => rmSync(folder ?? path, { recursive: true, force: true })
    address = path
    uri = `mongodb://${encodeURIComponent(path)}/?directConnection=true`
  }
  return {
    uri,
    address,
    close: () =>
      new Promise((resolve) => {
        server.close(() => {
          clean()
          resolve()
        })
        for (const socket of sockets) socket.destroy()
      }),
  }
}

function bound(server: Server, where: { port: number; host: string } | { path: string }, shown: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) =>
      reject(new OpenError('ADDRESS_NOT_AVAILABLE', `${shown} cannot be listened on: ${error.code ?? error.message}.`)),
    )
    server.listen(where, resolve)
  })
}
