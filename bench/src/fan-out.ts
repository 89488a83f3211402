import path from 'node:path'
import { demoStaff } from '@loumen/e2e/client'
import { type House, startHouse, tearDown } from '@loumen/e2e/house'
import { callEntrance, grantCall, withdrawCall } from '@loumen/shared/calls/api'
import { rooms } from '@loumen/shared/events'
import { myWork, setTable } from '@loumen/shared/rounds/api'
import type { Order } from './fan-out/listeners'
import { median, rounded } from './measure/figures'
import { cpuMs, hear, pause, start } from './measure/processes'

const file = (name: string) => path.join(__dirname, 'fan-out', name)

/** A call to so many phones by the real server, against one buffer sent by plain `ws` to as many. */
export async function run({ clients = 2000, calls = 15 } = {}, say: (line: string) => void = () => {}) {
  const house = await startHouse({ LOG_LEVEL: 'error' })
  const raw = start(file('raw-server.ts'))
  const rawPort = await hear<number>(raw, 'port')
  try {
    const calling = await prepare(house)
    const bare: number[] = []
    for (let i = 0; i < calls; i++) bare.push(await calling.cpuOfOneCall(async (call) => void (await call())))

    say(`${clients} phones join the board, ${clients} a plain socket`)
    const board = rooms.board(calling.roundId)
    const phones = await listeners({
      url: `${house.origin.replace('http', 'ws')}/socket.io/?EIO=4&transport=websocket`,
      clients,
      hello: ['40', `420["watch","${board}"]`],
      prefix: '42["board"',
    })
    const plain = await listeners({ url: `ws://127.0.0.1:${rawPort}`, clients, hello: [], prefix: '42["board"' })

    const socketIo = { last: [] as number[], cpu: [] as number[] }
    const ws = { last: [] as number[], cpu: [] as number[] }
    for (let i = 0; i < calls; i++) {
      let heard: Heard | undefined
      const cpu = await calling.cpuOfOneCall(async (call) => {
        heard = await phones.hearing(call)
      })
      if (!heard) throw new Error('nobody heard the call')
      socketIo.cpu.push(cpu)
      socketIo.last.push(heard.spreadMs)

      const { sample } = heard
      const before = cpuMs(raw.pid ?? 0)
      const same = await plain.hearing(async () => void raw.send({ broadcast: sample }))
      ws.cpu.push(cpuMs(raw.pid ?? 0) - before)
      ws.last.push(same.spreadMs)
      say(
        `call ${i + 1}: last phone ${rounded(heard.spreadMs)} ms, plain ws ${rounded(same.spreadMs)} ms, ${sample.length} letters`,
      )
    }
    const blocks: number[] = []
    for (let i = 0; i < Math.min(5, calls); i++)
      await calling.cpuOfOneCall(async (call) => {
        const watch = longestAnswer(house.origin)
        await phones.hearing(call)
        blocks.push(await watch())
      })
    phones.close()
    plain.close()
    const socketIoCpuMs = median(socketIo.cpu) - median(bare)
    return {
      clients,
      socketIoLastMs: rounded(median(socketIo.last)),
      wsLastMs: rounded(median(ws.last)),
      lastRatio: rounded(median(socketIo.last) / median(ws.last)),
      socketIoCpuMs: rounded(socketIoCpuMs),
      wsCpuMs: rounded(median(ws.cpu)),
      cpuRatio: rounded(socketIoCpuMs / median(ws.cpu)),
      loopBlockMs: rounded(median(blocks)),
    }
  } finally {
    raw.disconnect()
    await house.stop()
    tearDown(house)
  }
}

/** A round of the demo community whose first entrance can be called again and again. */
async function prepare(house: House) {
  const client = await demoStaff(house, 'communityLead')
  const { rounds } = await client(myWork, {})
  const round = rounds[0]
  const [site] = round?.sites ?? []
  const [table] = site?.tables ?? []
  const entranceId = round?.entranceIds.at(-1)
  if (!round || !site || !table || !entranceId) throw new Error('the demo has no round with a table')
  if (table.state === 'closed') await client(setTable, { tableId: table.id, state: 'open' })
  return {
    roundId: round.id,
    /** Grants the entrance, lets `work` call it, and answers the server's CPU time of that alone. */
    async cpuOfOneCall(work: (call: () => Promise<void>) => Promise<void>) {
      const granted = await client(grantCall, { siteId: site.id, entranceId })
      // Long enough for the grant's own frame to have reached everybody.
      await pause(1200)
      const before = cpuMs(house.pid)
      await work(async () => void (await client(callEntrance, { callId: granted.id })))
      const used = cpuMs(house.pid) - before
      await client(withdrawCall, { callId: granted.id })
      await pause(1200)
      return used
    },
  }
}

interface Heard {
  /** From the first phone that has the frame to the last one. */
  spreadMs: number
  sample: string
}

async function listeners(order: Order) {
  const child = start(file('listeners.ts'))
  const opened = hear(child, 'opened')
  child.send({ open: order })
  await opened
  return {
    /** Does something and waits until every listener has heard of it. */
    async hearing(work: () => Promise<void>): Promise<Heard> {
      const armed = hear(child, 'armed')
      child.send({ arm: true })
      await armed
      const heard = hear<Heard>(child, 'heard')
      await work()
      return heard
    },
    close: () => child.disconnect(),
  }
}

/** Asks the server for a sign of life over and over; the longest answer tells how long its event loop was busy at once. */
function longestAnswer(origin: string) {
  let longest = 0
  let going = true
  const asked = (async () => {
    while (going) {
      const started = performance.now()
      await (await fetch(`${origin}/healthz`)).arrayBuffer()
      longest = Math.max(longest, performance.now() - started)
    }
  })()
  return async () => {
    going = false
    await asked
    return longest
  }
}
