import { readFileSync } from 'node:fs'
import path from 'node:path'
import { performance } from 'node:perf_hooks'
import { callerAt, demoStaff } from '@loumen/e2e/client'
import { type House, startHouse, tearDown } from '@loumen/e2e/house'
import { changePassword, createStaff, signIn } from '@loumen/shared/accounts/api'
import type { Call } from '@loumen/shared/client'
import { createCommunity, drawGrid, listEntrances } from '@loumen/shared/community/api'
import { readMissing, readOverview } from '@loumen/shared/coverage/api'
import { rooms } from '@loumen/shared/events'
import { applyImport, previewImport, readImport } from '@loumen/shared/imports/api'
import { openRound } from '@loumen/shared/rounds/api'
import { sweepDoor } from '@loumen/shared/sweeps/api'
import { listVisits, makeVisitsByTags } from '@loumen/shared/visits/api'
import type { Order } from './fan-out/listeners'
import { rounded } from './measure/figures'
import { hear, pause, start } from './measure/processes'

const roster = path.join(__dirname, '../../server/test/rosters/yaochen-gb18030.csv')
/** Tags of people who cannot come down. */
const homebound = ['bedridden', 'wheelchair', 'limitedMobility', 'homeHealthWatch', 'redCode', 'doorToDoor', 'disabled']
const gridCount = 4

/**
 * The grid leader's screens on the roster of eleven estates (4,600 people) while `staff` phones and consoles are
 * connected and hear every change: each asks for its screens every `every` seconds, and captains go from door to door.
 */
export async function run({ staff = 200, every = 20, seconds = 60 } = {}, say: (line: string) => void = () => {}) {
  const house = await startHouse({ LOG_LEVEL: 'error' })
  const child = start(path.join(__dirname, 'fan-out', 'listeners.ts'))
  try {
    say('the roster is imported')
    const { lead, roundId, leaders, people } = await prepare(house)
    const { made } = await lead(makeVisitsByTags, { roundId, kind: 'sampling', tags: homebound })
    say(`${people} people, ${made} visits, ${staff} connected`)
    const [first] = leaders
    if (!first) throw new Error('there is no grid')
    const order: Order = {
      url: `${house.origin.replace('http', 'ws')}/socket.io/?EIO=4&transport=websocket`,
      clients: staff,
      hello: [`40${JSON.stringify({ token: first.token })}`, `420["watch","${rooms.grid(first.gridId)}"]`],
      prefix: '42["changed"',
    }
    const opened = hear(child, 'opened')
    child.send({ open: order })
    await opened
    const doors = (await lead(readMissing, { roundId })).households.map(({ householdId }) => householdId)
    const times: Record<'missing' | 'overview' | 'visits', number[]> = { missing: [], overview: [], visits: [] }
    const ask = async (screen: keyof typeof times, { call }: Leader) => {
      const begun = performance.now()
      if (screen === 'missing') await call(readMissing, { roundId })
      else if (screen === 'overview') await call(readOverview, { roundId })
      else await call(listVisits, { roundId })
      times[screen].push(performance.now() - begun)
    }
    const asks: Promise<void>[] = []
    const end = performance.now() + seconds * 1000
    const screens = ['missing', 'overview', 'visits'] as const
    for (let turn = 0; performance.now() < end; turn++) {
      const leader = leaders[turn % leaders.length] as Leader
      asks.push(ask(screens[turn % screens.length] ?? 'missing', leader))
      const householdId = doors[turn % doors.length]
      if (turn % 5 === 0 && householdId)
        asks.push(lead(sweepDoor, { roundId, householdId, outcome: 'told' }).then(() => {}))
      await pause((every * 1000) / staff / screens.length)
    }
    await Promise.all(asks)
    const all = Object.values(times).flat()
    return {
      staff,
      people,
      visits: made,
      asked: all.length,
      missingP95Ms: rounded(share(times.missing, 0.95)),
      overviewP95Ms: rounded(share(times.overview, 0.95)),
      visitsP95Ms: rounded(share(times.visits, 0.95)),
      medianMs: rounded(share(all, 0.5)),
      p95Ms: rounded(share(all, 0.95)),
    }
  } finally {
    child.disconnect()
    await house.stop()
    tearDown(house)
  }
}

const share = (times: readonly number[], of: number) =>
  [...times].sort((a, b) => a - b)[Math.floor(times.length * of)] ?? Number.NaN

interface Leader {
  call: Call
  token: string
  gridId: string
}

async function signedIn(origin: string, login: string, password: string) {
  const { token = '' } = await callerAt(origin)(signIn, { login, password, on: 'phone' })
  return { call: callerAt(origin, [], token), token }
}

/** The community of the roster with its grids, their leaders, and an open round. */
async function prepare(house: House) {
  const lead = await demoStaff(house, 'communityLead')
  const { id: communityId } = await lead(createCommunity, { name: '尧晨社区' })
  let preview = await lead(previewImport, {
    communityId,
    file: { name: 'yaochen.csv', content: readFileSync(roster).toString('base64') },
  })
  while (preview.state === 'reading') {
    await pause(200)
    preview = await lead(readImport, { importId: preview.id })
  }
  await lead(applyImport, { importId: preview.id })
  const { entrances } = await lead(listEntrances, { communityId })
  const each = Math.ceil(entrances.length / gridCount)
  const leaders: Leader[] = []
  for (let i = 0; i < gridCount; i++) {
    const { id: gridId } = await lead(drawGrid, {
      communityId,
      name: `${i + 1}网格`,
      entranceIds: entrances.slice(i * each, (i + 1) * each).map(({ id }) => id),
    })
    const login = `grid-leader-${i + 1}`
    const { password: given } = await lead(createStaff, {
      login,
      name: login,
      grants: [{ role: 'gridLeader', scope: gridId }],
    })
    const { call } = await signedIn(house.origin, login, given ?? '')
    const next = `${login}-of-the-day`
    await call(changePassword, { current: given ?? '', next })
    leaders.push({ ...(await signedIn(house.origin, login, next)), gridId })
  }
  const round = await lead(openRound, {
    communityId,
    policy: { poolSize: 10 },
    sites: [{ name: '广场', place: '窑上小区', tables: 4 }],
  })
  return { lead, roundId: round.id, leaders, people: round.expected }
}
