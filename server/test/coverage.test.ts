import { setClock } from '@loumen/shared/accounts/api'
import { callEntrance, grantCall } from '@loumen/shared/calls/api'
import { drawGrid } from '@loumen/shared/community/api'
import { readHouseholdCoverage, readOverview } from '@loumen/shared/coverage/api'
import type { Overview } from '@loumen/shared/coverage/schema'
import { rooms } from '@loumen/shared/events'
import { uploadResults } from '@loumen/shared/results/api'
import { sweepDoor } from '@loumen/shared/sweeps/api'
import { register } from '@loumen/shared/tickets/api'
import { admit, closeTube, openTube, readDesk, removePerson, voidTube } from '@loumen/shared/tubes/api'
import { makeVisit, sampleAtDoor, startVisit } from '@loumen/shared/visits/api'
import fc from 'fast-check'
import mongoose from 'mongoose'
import { today } from '../src/clock'
import { TicketModel } from '../src/tickets/model'
import { ticketCode } from '../src/tickets/queries'
import { desk, nth, type Player, resident, type Scene, scene, staff } from './cast'
import { heard, refusal, startHouse, type TestHouse, until } from './house'

let house: TestHouse
let day: Scene
let at: Awaited<ReturnType<typeof desk>>
let visitor: Player
let people: { residentId: string; householdId: string; entranceId: string }[]
let barcodes = 0
const barcode = () => `COV-${String(++barcodes).padStart(4, '0')}`

beforeAll(async () => {
  house = await startHouse()
  day = await scene(house, undefined, 5)
  at = await desk(house, day)
  visitor = await staff(house, 'sampler', day.communityId)
  people = (await TicketModel.find({ roundId: day.round.id }).sort({ entranceId: 1, number: 1 }).lean()).map((one) => ({
    residentId: String(one.residentId),
    householdId: String(one.householdId),
    entranceId: String(one.entranceId),
  }))
})
afterAll(() => house.close())

const overviewOf = (who: Player = day.lead) => who.call(readOverview, { roundId: day.round.id })

/** Where everybody stands, counted from the rows alone: a valid tube, else an excuse that holds, else missing. */
async function recount() {
  const rows = (name: string) =>
    mongoose.connection
      .collection(name)
      .find({ roundId: new mongoose.Types.ObjectId(day.round.id) })
      .toArray()
  const sampled = new Set<string>()
  for (const tube of await rows('tubes'))
    if (tube.live && ['closed', 'boxed', 'received', 'resulted'].includes(tube.state))
      for (const person of tube.people) sampled.add(String(person.residentId))
  const counts = new Map<string, { expected: number; sampled: number; excused: number; missing: number }>()
  for (const ticket of await rows('tickets')) {
    const entrance = String(ticket.entranceId)
    const sums = counts.get(entrance) ?? { expected: 0, sampled: 0, excused: 0, missing: 0 }
    const excused = ticket.excuse && (!ticket.excuse.until || ticket.excuse.until >= today())
    sums.expected++
    sums[sampled.has(String(ticket.residentId)) ? 'sampled' : excused ? 'excused' : 'missing']++
    counts.set(entrance, sums)
  }
  return counts
}

/** The overview must equal the recount, entrance by entrance and window by window. */
function expectTrue(overview: Overview, counts: Awaited<ReturnType<typeof recount>>) {
  const total = { expected: 0, sampled: 0, excused: 0, missing: 0 }
  for (const { entranceId, figures, windows } of overview.entrances) {
    const counted = counts.get(entranceId)
    expect(figures).toMatchObject(counted ?? {})
    expect(figures.expected).toBe(figures.sampled + figures.excused + figures.missing)
    const inWindows = [0, 1, 2].map((at) => windows.reduce((sum, window) => sum + (window.people[at] ?? 0), 0))
    expect(inWindows).toEqual([figures.expected, figures.sampled, figures.excused])
    for (const key of ['expected', 'sampled', 'excused', 'missing'] as const) total[key] += figures[key]
  }
  expect(overview.figures).toMatchObject(total)
}

type Step =
  | { kind: 'admit'; table: number; person: number }
  | { kind: 'remove' | 'close' | 'void'; table: number }
  | { kind: 'answer'; person: number; until: 'never' | 'past' | 'future' | 'coming' }
  | { kind: 'visit'; person: number }
  | { kind: 'sweep'; person: number; outcome: 'told' | 'coming' | 'later' | 'needsHelp' | 'refuses' }
  | { kind: 'result'; table: number; outcome: string }

const table = fc.integer({ min: 0, max: 1 })
const person = fc.integer({ min: 0, max: 1000 })
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 6, arbitrary: fc.record({ kind: fc.constant('admit' as const), table, person }) },
  {
    weight: 3,
    arbitrary: fc.record({ kind: fc.constantFrom('remove' as const, 'close' as const, 'void' as const), table }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('answer' as const),
      person,
      until: fc.constantFrom('never' as const, 'past' as const, 'future' as const, 'coming' as const),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('visit' as const), person }) },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('sweep' as const),
      person,
      outcome: fc.constantFrom(
        'told' as const,
        'coming' as const,
        'later' as const,
        'needsHelp' as const,
        'refuses' as const,
      ),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('result' as const),
      table,
      outcome: fc.constantFrom('阴性', '阳性', '不足'),
    }),
  },
)

/** Does one step as the day would; what the rules refuse changes nothing and is part of the test. */
async function take(one: Step) {
  const roundId = day.round.id
  const who = 'person' in one ? nth(people, one.person % people.length) : nth(people, 0)
  if (one.kind === 'answer') {
    const excused = { kind: 'excused' as const, reason: 'away' as const }
    const until = one.until === 'past' ? '2020-01-01' : one.until === 'future' ? '2120-01-01' : undefined
    const answer = one.until === 'coming' ? { kind: 'coming' as const } : { ...excused, until }
    const answers = [{ residentId: who.residentId, ...answer }]
    return day.lead.call(register, { roundId, householdId: who.householdId, answers })
  }
  if (one.kind === 'sweep') {
    const laterAt = '2120-01-01T00:00:00.000Z'
    return day.lead.call(sweepDoor, { roundId, householdId: who.householdId, outcome: one.outcome, laterAt })
  }
  if (one.kind === 'visit') {
    const visit = await day.lead.call(makeVisit, {
      roundId,
      householdId: who.householdId,
      kind: 'sampling',
      residentIds: [who.residentId],
    })
    await visitor.call(startVisit, { visitId: visit.id })
    return visitor.call(sampleAtDoor, { visitId: visit.id, barcode: barcode(), residentIds: [who.residentId] })
  }
  const tableId = nth(day.tableIds, one.table)
  const { open, closed } = await at.registrar.call(readDesk, { tableId })
  if (one.kind === 'result') {
    const content = Buffer.from(`条码,结果\n${closed[0]?.barcode ?? 'NONE-0001'},${one.outcome}`).toString('base64')
    return day.lead.call(uploadResults, { roundId, file: { name: 'r.csv', content } })
  }
  const tube = open ?? (await at.registrar.call(openTube, { tableId, barcode: barcode() }))
  if (one.kind === 'remove') {
    const residentId = tube.people[0]?.residentId ?? 'f'.repeat(24)
    return at.registrar.call(removePerson, { tubeId: tube.id, residentId, reason: 'failedSwab' })
  }
  if (one.kind === 'close') return at.sampler.call(closeTube, { tubeId: tube.id, count: tube.people.length })
  if (one.kind === 'void') {
    const tubeId = closed.find(({ state }) => state === 'closed')?.id ?? tube.id
    return at.sampler.call(voidTube, { tubeId, reason: '破损' })
  }
  const scan = { kind: 'ticket' as const, code: ticketCode(roundId, who.householdId), residentIds: [who.residentId] }
  return at.registrar.call(admit, { tubeId: tube.id, scan, reason: '补检' })
}

it('expected = sampled + excused + missing, and equal a recount from the rows, whatever the day does', async () => {
  const refusals = new Set<string>()
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 10, maxLength: 40 }), async (steps) => {
      for (const one of steps) refusals.add(await refusal(take(one)))
      expectTrue(await overviewOf(), await recount())
    }),
    { numRuns: 24, endOnFailure: true },
  )
  expect([...refusals].filter((code) => !/^(person|tube|household|visit)\.|^not refused$/.test(code))).toEqual([])
  expect(refusals).toContain('not refused')
}, 300_000)

it('stays true while a thousand operations run, fifty at once', async () => {
  const steps = fc.sample(step, { numRuns: 1000, seed: 20220109 })
  for (let at = 0; at < steps.length; at += 50) {
    await Promise.all(steps.slice(at, at + 50).map((one) => refusal(take(one))))
    expectTrue(await overviewOf(), await recount())
  }
}, 300_000)

it('gives a grid leader their grid with its figures, and a site lead of elsewhere nothing', async () => {
  const entranceIds = day.entrances.slice(2, 4).map(({ id }) => id)
  const grid = await day.lead.call(drawGrid, { communityId: day.communityId, name: '二网格', entranceIds })
  const leader = await staff(house, 'gridLeader', grid.id)
  const seen = await until(
    () => overviewOf(leader).catch(() => undefined),
    (overview) => overview?.entrances.length === 2,
  )
  expect(seen?.entrances.map(({ entranceId }) => entranceId)).toEqual(entranceIds)
  const counts = await recount()
  const own = entranceIds.map((id) => counts.get(id)?.expected ?? 0)
  expect(seen?.figures.expected).toBe(nth(own, 0) + nth(own, 1))
  const other = await scene(house)
  for (const stranger of [await staff(house, 'communityLead', other.communityId), await resident(house, '19900000001')])
    expect(await refusal(overviewOf(stranger))).toBe('auth.forbidden')
  expect(await refusal(house.client().call(readOverview, { roundId: day.round.id }))).toBe('auth.required')
  const outside = people.find(({ entranceId }) => !entranceIds.includes(entranceId))
  expect(await refusal(leader.call(readHouseholdCoverage, { householdId: outside?.householdId ?? '' }))).toBe(
    'auth.forbidden',
  )
  const inside = people.find(({ entranceId }) => entranceIds.includes(entranceId))
  const { rounds } = await leader.call(readHouseholdCoverage, { householdId: inside?.householdId ?? '' })
  expect(rounds.map(({ roundId }) => roundId)).toEqual([day.round.id])
})

it('shows a called entrance on the overview at once', async () => {
  const entranceId = nth(day.entrances, 5).id
  const { id: callId } = await day.lead.call(grantCall, { siteId: day.siteId, entranceId })
  await day.lead.call(callEntrance, { callId })
  const entrance = await until(
    async () => (await overviewOf()).entrances.find((one) => one.entranceId === entranceId),
    (one) => one?.unit === 'called',
    3_000,
  )
  expect(entrance?.windows.some(({ state }) => state === 'called')).toBe(true)
})

it('tells those who follow the community the figures and windows that changed, with a rising rev', async () => {
  const other = await scene(house)
  const { registrar } = await desk(house, other)
  const socket = await house.socket({ token: other.lead.token })
  await socket.emitWithAck('watch', rooms.community(other.communityId))
  const before = await other.lead.call(readOverview, { roundId: other.round.id })
  const told = heard(socket, 'coverage', ({ figures }) => figures.inQueue === 1)
  const tube = await registrar.call(openTube, { tableId: nth(other.tableIds, 0), barcode: barcode() })
  const [ticket] = await TicketModel.find({ roundId: other.round.id, route: 'ordinary' }).limit(1).lean()
  const code = ticketCode(other.round.id, String(ticket?.householdId))
  const residentIds = [String(ticket?.residentId)]
  await registrar.call(admit, { tubeId: tube.id, scan: { kind: 'ticket', code, residentIds }, reason: '补检' })
  const change = await told
  expect(change.communityId).toBe(other.communityId)
  expect(change.rev).toBeGreaterThan(before.rev)
  expect(change.tables.reduce((sum, one) => sum + one.inTube, 0)).toBe(1)
})

it('reopens the door of somebody who was away until a day that has passed', async () => {
  const admin = await staff(house, 'admin', 'all')
  const other = await scene(house)
  const [ticket] = await TicketModel.find({ roundId: other.round.id }).limit(1).lean()
  const householdId = String(ticket?.householdId)
  const residentId = String(ticket?.residentId)
  const answers = [{ residentId, kind: 'excused' as const, reason: 'away' as const, until: today() }]
  await other.lead.call(register, { roundId: other.round.id, householdId, answers })
  const excused = async () => (await other.lead.call(readOverview, { roundId: other.round.id })).figures.excused
  expect(await excused()).toBe(1)
  await admin.call(setClock, { now: new Date(Date.now() + 2 * 86_400_000).toISOString() })
  await until(excused, (count) => count === 0, 3_000)
  const { rounds } = await other.lead.call(readHouseholdCoverage, { householdId })
  expect(rounds[0]?.people.find((one) => one.residentId === residentId)?.standing).toBe('missing')
  await admin.call(setClock, { now: new Date().toISOString() })
})
