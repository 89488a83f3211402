import type { Server as HttpServer } from 'node:http'
import type { Events, Requests } from '@loumen/shared/events'
import type { Grant } from '@loumen/shared/roles'
import { Server, type Socket } from 'socket.io'
import { z } from 'zod'
import { readAccount, readSession, sessionLives, whenRevoked } from '../accounts/sessions'
import { log } from '../base/log'
import { now, speed } from '../clock'
import { type HouseServer, type SocketData, shardOf, shards } from './publish'

/** Who may hear a room: its kind, the id in it, and who asks (undefined: nobody signed in). */
export type MayHear = (
  kind: string,
  id: string,
  account: { id: string; grants: readonly Grant[] } | undefined,
) => Promise<boolean>

const Auth = z.object({ token: z.string().regex(/^[\w-]{43}$/) })
const Room = z.string().regex(/^(board|entrance|grid|site|resident|community):[0-9a-f]{24}$/)
const roomsOfOneSocket = 40

const presence: ((accountId: string, present: boolean) => void)[] = []

/** Hears of accounts whose first socket is there, or whose last one is gone. */
export const whenPresent = (listener: (accountId: string, present: boolean) => void) => presence.push(listener)

/** Opens the socket: WebSocket only, no compression, own pages only. Joining a room is authorised each time, and again when roles change. */
export function connectSockets(http: HttpServer, mayHear: MayHear, publicOrigin?: string): HouseServer {
  const io: HouseServer = new Server(http, {
    transports: ['websocket'],
    serveClient: false,
    perMessageDeflate: false,
    maxHttpBufferSize: 16_384,
    allowRequest: (request, done) => {
      const { origin, host } = request.headers
      done(null, !origin || origin === publicOrigin || hostOf(origin) === host)
    },
  })
  io.use(async (socket, next) => {
    socket.data.watching = new Set()
    const token = Auth.safeParse(socket.handshake.auth).data?.token
    const cookie = /(?:^|;\s*)(?:__Host-)?loumen=([\w-]{43})/.exec(socket.handshake.headers.cookie ?? '')?.[1]
    try {
      const session = token
        ? await readSession(token, 'bearer')
        : cookie
          ? await readSession(cookie, 'cookie')
          : undefined
      if (token && !session) return next(new Error('auth.required'))
      socket.data.accountId = session?.account.id
      socket.data.sessionId = session?.id
      socket.data.roleEnds = session ? endsOf(session.account) : []
      if (session) await socket.join(`account:${session.account.id}`)
      next()
    } catch {
      next(new Error('internal'))
    }
  })
  io.on('connection', (socket) => {
    listen(socket, mayHear)
    watchEnds(socket, () => checkAgain(socket.data.accountId ?? ''))
    socket.on('disconnect', () => socket.data.endings?.forEach(clearTimeout))
    tellPresence(io, socket)
  })
  const checkAgain = (accountId: string) => {
    recheck(io, accountId, mayHear, () => checkAgain(accountId)).catch((error: Error) =>
      log.error({ error: error.name }, 'rooms could not be checked'),
    )
  }
  whenRevoked(checkAgain)
  return io
}

function tellPresence(io: HouseServer, socket: HouseSocket) {
  const { accountId } = socket.data
  if (!accountId) return
  const count = () => io.sockets.adapter.rooms.get(`account:${accountId}`)?.size ?? 0
  if (count() === 1) for (const listener of presence) listener(accountId, true)
  socket.on('disconnect', () => {
    if (count() === 0) for (const listener of presence) listener(accountId, false)
  })
}

const longestTimer = 2 ** 31 - 1

const endsOf = ({ grants }: { grants: readonly Grant[] }) =>
  grants.flatMap(({ until }) => (until ? Date.parse(until) : []))

/** Checks a socket's rooms when each of its roles ends by itself; nobody has to revoke it. */
function watchEnds(socket: HouseSocket, check: () => void) {
  socket.data.endings?.forEach(clearTimeout)
  const ends = (socket.data.roleEnds ?? []).map((end) => (end - now().getTime()) / speed()).filter((left) => left > 0)
  socket.data.endings = ends.filter((left) => left < longestTimer).map((left) => setTimeout(check, left + 50).unref())
}

const hostOf = (origin: string) => {
  try {
    return new URL(origin).host
  } catch {
    return ''
  }
}

type HouseSocket = Socket<Requests, Events, Record<string, never>, SocketData>

function listen(socket: HouseSocket, mayHear: MayHear) {
  socket.on('watch', async (asked, answer) => {
    if (typeof answer !== 'function') return
    const room = Room.safeParse(asked).data
    const { watching } = socket.data
    if (!room || (watching.size >= roomsOfOneSocket && !watching.has(room))) return answer({ joined: false })
    // Before it is known whether it may: rooms asked for at once count, and a revocation meanwhile is heard.
    watching.add(room)
    const may = await allowed(socket, room, mayHear).catch(() => false)
    const joined = may && watching.has(room)
    if (joined) await socket.join(place(room, socket.id))
    else {
      watching.delete(room)
      socket.leave(place(room, socket.id))
    }
    answer({ joined })
  })
  socket.on('unwatch', (asked) => {
    const room = Room.safeParse(asked).data
    if (!room) return
    socket.data.watching.delete(room)
    socket.leave(place(room, socket.id))
  })
}

async function allowed(socket: HouseSocket, room: string, mayHear: MayHear) {
  const [kind, id] = room.split(':') as [string, string]
  const { accountId, sessionId } = socket.data
  const account = accountId && sessionId && (await sessionLives(sessionId)) ? await readAccount(accountId) : undefined
  return mayHear(kind, id, account)
}

/** Board rooms are split into shards so that a call to thousands of phones is sent in pieces. */
function place(room: string, socketId: string) {
  if (!room.startsWith('board:')) return room
  let hash = 0
  for (const letter of socketId) hash = (hash * 31 + letter.charCodeAt(0)) >>> 0
  return shardOf(room, hash % shards)
}

/** Leaves the rooms that an account may no longer hear, and follows the ends of the roles that it has now. */
async function recheck(io: HouseServer, accountId: string, mayHear: MayHear, check: () => void) {
  const sockets = [...(io.sockets.adapter.rooms.get(`account:${accountId}`) ?? [])]
  const account = sockets.length ? await readAccount(accountId) : undefined
  for (const socketId of sockets) {
    const socket = io.sockets.sockets.get(socketId)
    if (!socket) continue
    socket.data.roleEnds = account ? endsOf(account) : []
    watchEnds(socket, check)
    for (const room of [...socket.data.watching]) {
      if (await allowed(socket, room, mayHear).catch(() => false)) continue
      socket.data.watching.delete(room)
      socket.leave(place(room, socket.id))
      socket.emit('left', { room })
    }
  }
}
