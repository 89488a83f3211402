import { type IncomingMessage, request } from 'node:http'
import { WebSocket } from 'ws'

/**
 * Thousands of phones in one process: plain WebSockets that speak as little of socket.io's protocol as is needed, and
 * like a real phone fetch the board once they have joined its room.
 */
export interface Order {
  origin: string
  roundId: string
  phones: number
}

/** Milliseconds of the machine's one monotonic clock, the same in every process. */
export const clock = () => Number(process.hrtime.bigint()) / 1e6

interface Phone {
  socket?: WebSocket
  rev: number
  at: number
}

let order: Order
let crowd: Phone[] = []
let wanted = Number.POSITIVE_INFINITY
let missing = 0

process.on('message', (message: { open?: Order; expect?: number; vanish?: true; appear?: number }) => {
  if (message.open) void open(message.open)
  if (message.expect) expect(message.expect)
  if (message.vanish) vanish()
  if (message.appear) void appear(message.appear)
})
process.on('disconnect', () => process.exit(0))

async function open(asked: Order) {
  order = asked
  crowd = Array.from({ length: order.phones }, () => ({ rev: 0, at: 0 }))
  for (let from = 0; from < crowd.length; from += 250) await Promise.all(crowd.slice(from, from + 250).map(connect))
  process.send?.({ opened: Math.max(...crowd.map(({ rev }) => rev)) })
}

/** Waits until every phone has a board newer than this revision. */
function expect(rev: number) {
  wanted = rev + 1
  missing = crowd.filter((phone) => phone.rev < wanted).length
  process.send?.({ expecting: missing })
}

function vanish() {
  for (const { socket } of crowd) socket?.terminate()
  process.send?.({ vanished: true })
}

/** The first so many phones come back, all at the same moment. */
async function appear(phones: number) {
  const began = clock()
  const back = crowd.slice(0, phones)
  await Promise.all(back.map(connect))
  process.send?.({ right: { ms: clock() - began, rev: Math.min(...back.map(({ rev }) => rev)) } })
}

/** Connects, joins the board's room and fetches the board: then the phone is right. */
function connect(phone: Phone) {
  const { origin, roundId } = order
  const socket = new WebSocket(`${origin.replace('http', 'ws')}/socket.io/?EIO=4&transport=websocket`, {
    perMessageDeflate: false,
  })
  phone.socket = socket
  return new Promise<void>((resolve, reject) => {
    socket.on('error', reject)
    socket.on('message', (data: Buffer) => {
      const text = data.subarray(0, 12).toString('latin1')
      if (text.startsWith('0{')) socket.send('40')
      else if (text.startsWith('40')) socket.send(`420["watch","board:${roundId}"]`)
      else if (text.startsWith('430')) fetchBoard(phone).then(resolve, reject)
      else if (text === '2') socket.send('3')
      else if (text.startsWith('42["board"')) note(phone, data)
    })
  })
}

function fetchBoard(phone: Phone) {
  return new Promise<void>((resolve, reject) => {
    const asked = request(`${order.origin}/api/v1/rounds/${order.roundId}/board`, { agent: false }, (answer) => {
      collect(answer).then((body) => {
        note(phone, body)
        resolve()
      }, reject)
    })
    asked.on('error', reject)
    asked.end()
  })
}

async function collect(answer: IncomingMessage) {
  const pieces: Buffer[] = []
  for await (const piece of answer) pieces.push(piece as Buffer)
  return Buffer.concat(pieces)
}

/** The revision stands near the end of a board. */
function note(phone: Phone, frame: Buffer) {
  const rev = Number(/"rev":(\d+)/.exec(frame.subarray(-120).toString('latin1'))?.[1] ?? 0)
  if (rev <= phone.rev) return
  if (phone.rev < wanted && rev >= wanted) missing--
  phone.rev = rev
  phone.at = clock()
  if (missing === 0 && wanted !== Number.POSITIVE_INFINITY) {
    wanted = Number.POSITIVE_INFINITY
    process.send?.({ reached: { at: phone.at, rev } })
  }
}
