import type { Changed, Events, Requests, RoomKind } from '@loumen/shared/events'
import { rooms } from '@loumen/shared/events'
import type { Server } from 'socket.io'

export interface SocketData {
  accountId?: string
  sessionId?: string
  /** When its account's roles end by themselves, in milliseconds of domain time. */
  roleEnds?: number[]
  /** What waits for those ends. */
  endings?: NodeJS.Timeout[]
  /** Rooms that the client asked for, by name. */
  watching: Set<string>
}
export type HouseServer = Server<Requests, Events, Record<string, never>, SocketData>

/** Phones of a board are spread over so many rooms, sent one after another, that no event blocks the loop for long. */
export const shards = 128

let io: HouseServer | undefined

export const publishTo = (server: HouseServer | undefined) => {
  io = server
}

export const shardOf = (room: string, shard: number) => `${room}#${shard}`

/** The one place that emits. */
export const publish = {
  /** Tells a room that something in it changed; screens fetch it again. */
  changed(kind: RoomKind, roomId: string, what: Changed['what'], id?: string) {
    const room = rooms[kind](roomId)
    io?.to(room).emit('changed', { room, what, id })
  },

  coverage(room: string, change: Parameters<Events['coverage']>[0]) {
    io?.to(room).emit('coverage', change)
  },

  /** Sends a frame to everybody who follows a board, shard by shard; other work runs in between. */
  board<E extends 'board' | 'beat'>(roundId: string, event: E, ...frame: Parameters<Events[E]>) {
    const room = rooms.board(roundId)
    const next = (shard: number) => {
      if (shard >= shards || !io) return
      const target = shardOf(room, shard)
      const filled = io.sockets.adapter.rooms.has(target)
      if (filled) io.to(target).emit(event, ...frame)
      if (filled) setImmediate(next, shard + 1)
      else next(shard + 1)
    }
    next(0)
  },
}
