import type { Board } from '@loumen/shared/calls/schema'
import { type Changed, type Events, type Requests, silentAfter } from '@loumen/shared/events'
import { io, type Socket } from 'socket.io-client'
import { socketTransport } from '../platform/socket-transport'
import { onWaking } from '../platform/waking'
import { endSession, onSessionChange, type SessionKind, sessionOf } from './session'

/** What a room tells its listeners. `joined` also comes after every reconnection: fetch again. */
export type News =
  | { kind: 'joined' }
  | { kind: 'changed'; what: Changed['what'] }
  | { kind: 'board'; board: Board }
  | { kind: 'beat'; rev: number }
  | { kind: 'left' }
type Listener = (news: News) => void

/** Whether the phone hears the server, and since when it does not. */
export interface Liveness {
  live: boolean
  lastFrame: number | undefined
}

const lingers = 2_000

/** The one socket of a session: rooms by name, joined again after every reconnection. */
export class Live {
  private socket: Socket<Events, Requests> | undefined
  private readonly rooms = new Map<string, Set<Listener>>()
  private readonly watchers = new Set<() => void>()
  private token: string | undefined
  private check: ReturnType<typeof setInterval> | undefined
  liveness: Liveness = { live: true, lastFrame: undefined }
  /** Domain time against this phone's clock, in milliseconds; known from the first beat. */
  offset = 0

  constructor(private readonly kind: SessionKind) {
    onSessionChange(() => {
      if (this.socket && sessionOf(kind)?.token !== this.token) this.reconnect()
    })
    onWaking(() => this.socket && this.verify())
  }

  /** Listens to a room; answers what ends it. The socket lives as long as anybody listens. */
  watch(room: string, listener: Listener): () => void {
    const listeners = this.rooms.get(room) ?? new Set()
    this.rooms.set(room, listeners.add(listener))
    const socket = this.open()
    if (listeners.size === 1 && socket.connected) this.join(room)
    return () => {
      listeners.delete(listener)
      if (listeners.size) return
      this.rooms.delete(room)
      this.socket?.emit('unwatch', room)
      // The next page, or the same one with more rooms, is usually there at once.
      if (!this.rooms.size) setTimeout(() => this.rooms.size || this.close(), lingers)
    }
  }

  subscribe(watcher: () => void): () => void {
    this.watchers.add(watcher)
    return () => this.watchers.delete(watcher)
  }

  private open(): Socket<Events, Requests> {
    if (this.socket) return this.socket
    const socket: Socket<Events, Requests> = io(SERVER_ADDRESS || undefined, {
      ...socketTransport,
      forceNew: true,
      reconnectionDelay: 500,
      reconnectionDelayMax: 5_000,
      auth: (answer) => {
        this.token = sessionOf(this.kind)?.token
        answer(this.token ? { token: this.token } : {})
      },
    })
    this.socket = socket
    this.tell(Date.now(), true)
    socket.on('connect', () => {
      this.heard()
      socket.io.engine?.on('packet', () => this.heard())
      for (const room of this.rooms.keys()) this.join(room)
    })
    // The server turned this session away, and socket.io does not ask again by itself.
    socket.on('connect_error', (error) => {
      if (error.message === 'auth.required') endSession(this.kind)
    })
    socket.on('board', (board) => this.pass(`board:${board.roundId}`, { kind: 'board', board }))
    socket.on('beat', ({ roundId, rev, now }) => {
      this.offset = Date.parse(now) - Date.now()
      this.pass(`board:${roundId}`, { kind: 'beat', rev })
    })
    socket.on('changed', ({ room, what }) => this.pass(room, { kind: 'changed', what }))
    socket.on('left', ({ room }) => this.pass(room, { kind: 'left' }))
    this.check = setInterval(() => this.look(), 1_000)
    return socket
  }

  private close() {
    clearInterval(this.check)
    this.socket?.close()
    this.socket = undefined
    this.liveness = { live: true, lastFrame: undefined }
  }

  private join(room: string) {
    this.socket?.emit('watch', room, ({ joined }) => {
      if (joined) this.pass(room, { kind: 'joined' })
    })
  }

  private reconnect() {
    this.socket?.disconnect().connect()
  }

  // A socket that slept may look connected and be dead.
  private verify() {
    const [room] = this.rooms.keys()
    if (!this.socket?.connected || !room) return this.reconnect()
    this.socket.timeout(3_000).emit('watch', room, (error) => {
      if (error) return this.reconnect()
      for (const name of this.rooms.keys()) this.pass(name, { kind: 'joined' })
    })
  }

  private pass(room: string, news: News) {
    this.heard()
    for (const listener of this.rooms.get(room) ?? []) listener(news)
  }

  private heard() {
    this.liveness.lastFrame = Date.now()
    if (!this.liveness.live) this.tell(Date.now(), true)
  }

  private look() {
    // Only board rooms have a heartbeat; without one a connected socket is heard well enough.
    const beats = [...this.rooms.keys()].some((room) => room.startsWith('board:'))
    if (this.socket?.connected && !beats) this.liveness.lastFrame = Date.now()
    const { live, lastFrame = Date.now() } = this.liveness
    if (live && Date.now() - lastFrame > silentAfter) this.tell(lastFrame, false)
  }

  private tell(lastFrame: number, live: boolean) {
    this.liveness = { live, lastFrame }
    for (const watcher of this.watchers) watcher()
  }
}

export const lives: Record<SessionKind, Live> = { resident: new Live('resident'), staff: new Live('staff') }

/** Domain time, as well as this phone knows it. */
export const domainNow = (kind: SessionKind) => Date.now() + lives[kind].offset
