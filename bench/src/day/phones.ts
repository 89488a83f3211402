import type { Board } from '@loumen/shared/calls/schema'
import { type Events, type Requests, rooms } from '@loumen/shared/events'
import { io, type Socket } from 'socket.io-client'

/** A phone must show a call within so many milliseconds. */
const patience = 2_000

/** Residents' phones that follow the board of a played day; they notice when a call does not reach them. */
export class Phones {
  late = 0
  private readonly sockets: Socket<Events, Requests>[] = []
  private readonly boards: (Board | undefined)[] = []
  private readonly due: { entranceId: string; floor: number; until: number }[] = []

  static async open(origin: string, roundId: string, count: number): Promise<Phones> {
    const phones = new Phones()
    for (let i = 0; i < count; i++) {
      const socket: Socket<Events, Requests> = io(origin, { transports: ['websocket'], forceNew: true })
      phones.sockets.push(socket)
      socket.on('board', (board) => {
        phones.boards[i] = board
      })
      await new Promise<void>((resolve) => {
        socket.on('connect', () => socket.emit('watch', rooms.board(roundId), () => resolve()))
      })
    }
    return phones
  }

  /** A floor was called: every phone is to show it soon. */
  expect(entranceId: string, floor: number) {
    this.due.push({ entranceId, floor, until: performance.now() + patience })
  }

  /** Counts the phones that should show a call by now and do not; `all` waits for those that still have time. */
  async check(all = false) {
    while (this.due[0] && (all || this.due[0].until <= performance.now())) {
      const [{ entranceId, floor, until }] = this.due.splice(0, 1) as [(typeof this.due)[0]]
      const shows = (board: Board | undefined) => {
        const unit = board?.units.find((each) => each.entranceId === entranceId)
        return !!unit && (unit.state === 'called' || unit.state === 'cleared') && !unit.left.includes(floor)
      }
      const missing = () => this.sockets.filter((_, i) => !shows(this.boards[i])).length
      while (missing() && until > performance.now()) await new Promise((resolve) => setTimeout(resolve, 20))
      this.late += missing()
    }
  }

  close() {
    for (const socket of this.sockets) socket.disconnect()
  }
}
