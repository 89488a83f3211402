import { type Events, type Requests, rooms, silentAfter } from '@loumen/shared/events'
import { io, type Socket } from 'socket.io-client'

type Listener = () => void

const socket: Socket<Events, Requests> = io({ transports: ['websocket'], autoConnect: false })
const watched = new Map<string, number>()
const statusListeners = new Set<Listener>()
const returnListeners = new Set<Listener>()
let lastFrame = 0

const tell = (listeners: Set<Listener>) => {
  for (const listener of listeners) listener()
}

function join(room: string) {
  socket.emit('watch', room, frame)
}

function frame() {
  lastFrame = Date.now()
  tell(statusListeners)
}

socket.on('connect', () => {
  for (const room of watched.keys()) join(room)
  frame()
  tell(returnListeners)
})
socket.on('disconnect', () => tell(statusListeners))
socket.on('left', () => tell(returnListeners))
socket.onAny(frame)
socket.io.on('ping', frame)

document.addEventListener('visibilitychange', () => {
  if (document.visibilityState !== 'visible') return
  if (!socket.connected) socket.connect()
  tell(returnListeners)
})

/** Hears a room until the answered function is called; the room is joined again after every reconnect. */
export function watch(room: string): () => void {
  watched.set(room, (watched.get(room) ?? 0) + 1)
  if (!socket.active) socket.connect()
  else if (socket.connected && watched.get(room) === 1) join(room)
  return () => {
    const left = (watched.get(room) ?? 1) - 1
    if (left > 0) {
      watched.set(room, left)
      return
    }
    watched.delete(room)
    if (socket.connected) socket.emit('unwatch', room)
  }
}

/** Something that a watched room shows has changed. */
export function onChanged(listener: Events['changed']): () => void {
  socket.on('changed', listener)
  return () => {
    socket.off('changed', listener)
  }
}

/** The overview of a watched community has moved on. */
export function onCoverage(listener: Events['coverage']): () => void {
  socket.on('coverage', listener)
  return () => {
    socket.off('coverage', listener)
  }
}

/** A watched board has moved on. */
export function onBoard(listener: Events['board']): () => void {
  socket.on('board', listener)
  return () => {
    socket.off('board', listener)
  }
}

/** A watched board lives: its revision, for a screen that has missed one. */
export function onBeat(listener: Events['beat']): () => void {
  socket.on('beat', listener)
  return () => {
    socket.off('beat', listener)
  }
}

/** After a reconnect, a wake-up or a lost room everything shown may be old. */
export function onReturn(listener: Listener): () => void {
  returnListeners.add(listener)
  return () => returnListeners.delete(listener)
}

export function onStatus(listener: Listener): () => void {
  statusListeners.add(listener)
  return () => statusListeners.delete(listener)
}

/** When the server was last heard, in real time; 0 before the first frame. */
export const lastHeard = () => lastFrame

/**
 * Whether this screen may call itself live. A board room beats, so eight silent seconds mean that it is not;
 * without one the connection itself is all there is to hear.
 */
export function isLive(): boolean {
  const beating = [...watched.keys()].some((room) => room.startsWith(rooms.board('')))
  return beating ? Date.now() - lastFrame < silentAfter : socket.connected
}

/** Whether there is a connection at all: what is left to hear when a round is over and its board beats no more. */
export const isConnected = () => socket.connected

/** Signing in or out changes what the socket may hear. */
export function restart() {
  socket.disconnect()
  if (watched.size) socket.connect()
}
