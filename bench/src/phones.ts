import { once } from 'node:events'
import { type AddressInfo, createServer } from 'node:net'
import path from 'node:path'
import { demoStaff } from '@loumen/e2e/client'
import { startHouse, tearDown } from '@loumen/e2e/house'
import { callEntrance, grantCall, readBoard, withdrawCall } from '@loumen/shared/calls/api'
import { myWork, setTable } from '@loumen/shared/rounds/api'
import { median, rounded } from './measure/figures'
import { hear, pause, start } from './measure/processes'
import { clock } from './phones/crowd'

/** How long the longest event held the server's loop: by itself, and on the clock of a machine that others use, too. */
interface Block {
  own: number
  wall: number
}

/** What a community's phones live through: calls, a lost network, and everybody coming back at the same moment. */
export async function run({ phones = 5000, calls = 15 } = {}, say: (line: string) => void = () => {}) {
  const probePort = await freePort()
  const house = await startHouse({
    LOG_LEVEL: 'error',
    NODE_OPTIONS: `--require ${path.join(__dirname, 'phones', 'loop-probe.cjs')}`,
    LOOP_PROBE_PORT: String(probePort),
  })
  const crowd = start(path.join(__dirname, 'phones', 'crowd.ts'))
  const probe = async (what: 'on' | 'off') =>
    (await (await fetch(`http://127.0.0.1:${probePort}/${what}`)).json()) as Block
  const tell = async <T>(message: object, answer: string) => {
    const heard = hear<T>(crowd, answer)
    crowd.send(message)
    return heard
  }
  try {
    const client = await demoStaff(house, 'communityLead')
    const { rounds } = await client(myWork, {})
    const [round] = rounds
    const [site] = round?.sites ?? []
    const [table] = site?.tables ?? []
    const entranceId = round?.entranceIds.at(-1)
    if (!round || !site || !table || !entranceId) throw new Error('the demo has no round with a table')
    if (table.state === 'closed') await client(setTable, { tableId: table.id, state: 'open' })
    const roundId = round.id
    const rev = async () => (await client(readBoard, { roundId })).rev
    const calm = () => pause(1_500)

    say(`${phones} phones connect, join the board and fetch it`)
    await tell({ open: { origin: house.origin, roundId, phones } }, 'opened')
    const reach: number[] = []
    const blocks: Block[] = []
    for (let i = 0; i < calls; i++) {
      const { id: callId } = await client(grantCall, { siteId: site.id, entranceId })
      await calm()
      await tell({ expect: await rev() }, 'expecting')
      const reached = hear<{ at: number }>(crowd, 'reached')
      await probe('on')
      const began = clock()
      await client(callEntrance, { callId })
      reach.push((await reached).at - began)
      blocks.push(await probe('off'))
      await client(withdrawCall, { callId })
      await calm()
      say(
        `call ${i + 1}: everybody has it after ${rounded(reach.at(-1) ?? 0, 0)} ms, longest event ${rounded(blocks.at(-1)?.own ?? 0)} ms`,
      )
    }

    /** Everybody is gone, a call is made meanwhile, so many come back: how long until all of those have it. */
    const comeBack = async (count: number, probed = false) => {
      await tell({ vanish: true }, 'vanished')
      await calm()
      const { id: callId } = await client(grantCall, { siteId: site.id, entranceId })
      await client(callEntrance, { callId })
      await calm()
      const missed = await rev()
      if (probed) await probe('on')
      const back = await tell<{ ms: number; rev: number }>({ appear: count }, 'right')
      if (back.rev < missed) throw new Error('a phone that came back shows an old board')
      const block = probed ? await probe('off') : { own: 0, wall: 0 }
      await client(withdrawCall, { callId })
      await calm()
      return { ms: back.ms, block }
    }
    const ones: number[] = []
    for (let i = 0; i < 5; i++) ones.push((await comeBack(1)).ms)
    const all = await comeBack(phones)
    const { block } = await comeBack(phones, true)
    say(`one phone is right after ${rounded(median(ones), 0)} ms, all of them after ${rounded(all.ms, 0)} ms`)
    return {
      phones,
      callLastMs: rounded(median(reach), 0),
      callLastMaxMs: rounded(Math.max(...reach), 0),
      oneBackMs: rounded(Math.max(...ones), 0),
      allBackMs: rounded(all.ms, 0),
      loopBlockMs: rounded(median(blocks.map(({ own }) => own))),
      loopBlockMaxMs: rounded(Math.max(...blocks.map(({ own }) => own))),
      allBackBlockMs: rounded(block.own),
      loopBlockWallMaxMs: rounded(Math.max(...blocks.map(({ wall }) => wall))),
      allBackBlockWallMs: rounded(block.wall),
    }
  } finally {
    crowd.disconnect()
    await house.stop()
    tearDown(house)
  }
}

async function freePort() {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  await once(server, 'close')
  return port
}
