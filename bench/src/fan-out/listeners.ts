import { WebSocket } from 'ws'

/**
 * What the phones of a fan-out do. They are a process of their own: thousands of plain WebSockets that only note when a
 * frame comes, so that what is measured is the sending side; they speak as little of socket.io's protocol as is needed.
 */
export interface Order {
  url: string
  clients: number
  /** What a socket sends to hear the room; empty for a plain socket. */
  hello: string[]
  /** Frames that begin so count. */
  prefix: string
}

let arrivals: bigint[] = []
let armed = false
let sample = ''

process.on('message', (message: { open?: Order; arm?: true }) => {
  if (message.open) void open(message.open).then(() => process.send?.({ opened: true }))
  if (message.arm) {
    arrivals = []
    armed = true
    process.send?.({ armed: true })
  }
})
process.on('disconnect', () => process.exit(0))

async function open(order: Order) {
  const waves = 200
  for (let from = 0; from < order.clients; from += waves)
    await Promise.all(Array.from({ length: Math.min(waves, order.clients - from) }, () => connect(order)))
}

function connect({ url, hello, prefix, clients }: Order) {
  return new Promise<void>((resolve, reject) => {
    const socket = new WebSocket(url, { perMessageDeflate: false })
    let step = 0
    const next = () => {
      const line = hello[step++]
      if (line === undefined) resolve()
      else socket.send(line)
    }
    socket.on('open', () => hello.length || resolve())
    socket.on('error', reject)
    socket.on('message', (data: Buffer) => {
      if (startsWith(data, prefix)) arrive(data, clients)
      else if (data.length === 1 && data.toString() === '2') socket.send('3')
      else if (step <= hello.length && hello.length) next()
    })
  })
}

function arrive(frame: Buffer, clients: number) {
  if (!armed) return
  arrivals.push(process.hrtime.bigint())
  if (arrivals.length === 1) sample = frame.toString()
  if (arrivals.length < clients) return
  armed = false
  const [first = 0n] = arrivals
  process.send?.({ heard: { spreadMs: Number((arrivals.at(-1) ?? 0n) - first) / 1e6, sample } })
}

const startsWith = (data: Buffer, prefix: string) => data.subarray(0, prefix.length).toString('latin1') === prefix
