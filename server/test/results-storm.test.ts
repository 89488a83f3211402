import { randomInt, randomUUID } from 'node:crypto'
import { closeRound, readOverview } from '@loumen/shared/coverage/api'
import { replayOperations } from '@loumen/shared/operations/api'
import { correctResult, reportResults } from '@loumen/shared/results/api'
import { recallOutcomes } from '@loumen/shared/results/rules'
import type { Outcome, UploadRow } from '@loumen/shared/results/schema'
import { openRound } from '@loumen/shared/rounds/api'
import { myTickets } from '@loumen/shared/tickets/api'
import { voidTube } from '@loumen/shared/tubes/api'
import { decideTubeClaims, listTubeClaims } from '@loumen/shared/tubes/claims'
import { validTubeStates } from '@loumen/shared/tubes/rules'
import mongoose from 'mongoose'
import { oid } from '../src/base/db'
import { demoHouseholds } from '../src/demo/people'
import { RecallModel, RecallVisitModel } from '../src/incidents/model'
import { outcomeOf } from '../src/results/apply'
import { ResidentModel } from '../src/roster/model'
import { TicketModel } from '../src/tickets/model'
import { type TubeDocument, TubeModel } from '../src/tubes/model'
import { desk, householder, nth, type Player, pool, type Scene, scene, staff } from './cast'
import { refusal, startHouse, type TestHouse, until } from './house'

/** How many random steps the house lives through; every figure afterwards is counted again from rows. */
const steps = Number(process.env.STORM_STEPS ?? 160)

let house: TestHouse
let day: Scene
let at: Awaited<ReturnType<typeof desk>>
let lab: Player
let homes: Awaited<ReturnType<typeof householder>>[]

/** What ought to be true of a tube: its outcome, or one that waits for it. */
interface Expected {
  id: string
  outcome?: Outcome
  void?: boolean
  /** Was once an outcome that opens a recall; a correction does not take that back. */
  alarmed?: boolean
}
const tubes = new Map<string, Expected>()
const waiting = new Map<string, Outcome>()
const words: Record<Outcome, string> = {
  negative: '阴性',
  positive: '阳性',
  grey: '灰区',
  singleTarget: '单靶',
  insufficient: '抑制',
}
const outcomes = Object.keys(words) as Outcome[]
let free: string[]
let labels = 0

const pick = <T>(from: readonly T[]) => nth(from, randomInt(from.length))
const anyTube = (fits: (tube: Expected) => boolean) => {
  const all = [...tubes].filter(([, tube]) => fits(tube))
  return all.length ? pick(all) : undefined
}

beforeAll(async () => {
  house = await startHouse()
  day = await scene(house, undefined, 5)
  at = await desk(house, day)
  lab = await staff(house, 'lab', day.communityId)
  const callable = demoHouseholds().flatMap(({ note }, i) => (note.includes('居家健康监测') ? [] : [i]))
  homes = await Promise.all(callable.slice(0, 10).map((i) => householder(house, day, i)))
  const all = callable.flatMap((i) => nth(demoHouseholds(), i).people.map(({ document }) => document))
  // People of one household get into different tubes.
  free = all
    .map((document) => ({ document, by: Math.random() }))
    .sort((a, b) => a.by - b.by)
    .map(({ document }) => document)
})
afterAll(() => house.close())

function take(barcode: string, outcome: Outcome) {
  const tube = tubes.get(barcode)
  if (!tube) return
  tube.outcome = outcome
  if (recallOutcomes.includes(outcome)) tube.alarmed = true
}

async function report(barcode: string, outcome: Outcome): Promise<UploadRow['verdict']> {
  const row = { barcode, outcome: words[outcome], method: 'PCR', lab: '市一院' }
  const { rows } = await lab.call(reportResults, { roundId: day.round.id, results: [row] })
  return nth(rows, 0).verdict
}

const moves: Record<string, () => Promise<unknown>> = {
  async fill() {
    const documents = free.splice(0, 1 + randomInt(5))
    if (!documents.length) return
    // Now and then the result is there before the tube.
    const barcode = waiting.size && !randomInt(3) ? pick([...waiting.keys()]) : `STORM-${1000 + ++labels}`
    try {
      const tube = await pool(at, pick(day.tableIds), barcode, documents)
      tubes.set(barcode, { id: tube.id })
    } catch {
      // A household in recall sends nobody down: what of the tube exists is thrown away.
      const begun = await TubeModel.findOne({ barcode }).lean()
      if (!begun) return
      await at.sampler.call(voidTube, { tubeId: String(begun._id), reason: '有人在复采名单中' })
      tubes.set(barcode, { id: String(begun._id), void: true })
      waiting.delete(barcode)
      return
    }
    const early = waiting.get(barcode)
    if (early) {
      await until(
        () => TubeModel.findOne({ barcode }).lean(),
        (tube) => !!tube?.outcome,
      )
      take(barcode, early)
    }
    waiting.delete(barcode)
  },
  async report() {
    const [barcode = ''] = anyTube((tube) => !tube.outcome && !tube.void) ?? []
    if (!barcode) return
    const outcome = pick(outcomes)
    expect(await report(barcode, outcome)).toBe('applied')
    take(barcode, outcome)
  },
  async reportAgain() {
    const [barcode = '', tube] = anyTube(({ outcome }) => !!outcome) ?? []
    if (!tube?.outcome) return
    const outcome = pick(outcomes)
    expect(await report(barcode, outcome)).toBe(outcome === tube.outcome ? 'same' : 'needsReason')
  },
  async reportUnknown() {
    const barcode = waiting.size && !randomInt(3) ? pick([...waiting.keys()]) : `STORM-${1000 + ++labels}`
    const outcome = pick(outcomes)
    const before = waiting.get(barcode)
    expect(await report(barcode, outcome)).toBe(before && before !== outcome ? 'needsReason' : 'waiting')
    if (!before) waiting.set(barcode, outcome)
  },
  async correct() {
    const [barcode = '', tube] = anyTube(({ outcome }) => !!outcome) ?? []
    if (!tube) return
    const outcome = pick(outcomes.filter((one) => one !== tube.outcome))
    await lab.call(correctResult, { tubeId: tube.id, outcome, reason: '实验室更正' })
    take(barcode, outcome)
  },
  async voidOne() {
    const [, tube] = anyTube(({ outcome, void: gone }) => !outcome && !gone) ?? []
    if (!tube) return
    await at.sampler.call(voidTube, { tubeId: tube.id, reason: '管破损' })
    tube.void = true
  },
  async claim() {
    const [barcode = '', tube] = anyTube(({ void: gone }) => !gone) ?? []
    const ticket = await TicketModel.findOne({ roundId: oid(day.round.id), route: 'ordinary' })
      .skip(randomInt(40))
      .lean()
    if (!tube || !ticket) return
    const operation = {
      id: randomUUID(),
      recordedAt: new Date(Date.now() - 1000).toISOString(),
      recorderId: at.registrar.id,
      fact: {
        kind: 'admit',
        tableId: pick(day.tableIds),
        barcode,
        who: { kind: 'known', residentIds: [String(ticket.residentId)] },
      },
    }
    const { answers } = await at.registrar.call(replayOperations, { roundId: day.round.id, operations: [operation] })
    expect(['applied', 'conflict']).toContain(answers[0]?.outcome)
  },
  async settle() {
    const { claims } = await day.lead.call(listTubeClaims, { roundId: day.round.id })
    const open = claims.filter(({ decision }) => !decision)
    if (!open.length) return
    const { tubeId, id } = pick(open)
    const decision = pick(['mistake', 'member', 'resample'] as const)
    // Whoever is in another tube, or whose tube was reported, cannot become a member: the claim waits on.
    await refusal(day.lead.call(decideTubeClaims, { tubeId, claimIds: [id], decision, reason: '当面核对' }))
  },
}

const rows = async () => (await TubeModel.find({ roundId: oid(day.round.id) }).lean()) as TubeDocument[]

/** Nobody who is in a recall, or waits for a decision, reads "negative" on their phone. */
async function phonesAreTrue() {
  const frozen = new Set(
    (await RecallModel.find({ state: 'open' }).lean()).flatMap((one) => one.householdIds.map(String)),
  )
  // All at once, twice each: phones that ask together are read for together, and each hears of its own household alone.
  const answers = await Promise.all([...homes, ...homes].map((home) => home.call(myTickets, {})))
  for (const [i, { rounds, households }] of answers.entries()) {
    const own = nth(homes, i % homes.length).household.people.map(({ name }) => name)
    expect([households.length, rounds.length]).toEqual([1, 1])
    expect(rounds.flatMap(({ tickets }) => tickets.map(({ name }) => name)).sort()).toEqual(own.sort())
    for (const { householdId, tickets } of rounds)
      if (frozen.has(householdId)) expect(tickets.map(({ result }) => result)).not.toContain('negative')
  }
  return frozen.size
}

it(`gives each tube its one result and freezes whom a recall is about, through ${steps} random steps`, async () => {
  const names = Object.keys(moves)
  for (let step = 0; step < steps; step++) {
    const name = step < 8 || !randomInt(3) ? 'fill' : pick(names)
    await moves[name]?.()
    if (step % 40 === 39) await phonesAreTrue()
  }
  expect(await phonesAreTrue()).toBeGreaterThan(0)

  // I5: an outcome is its tube's alone, what came first waits, and nothing says it in plain.
  const all = await rows()
  const byBarcode = new Map(all.map((tube) => [tube.barcode, tube]))
  for (const [barcode, expected] of tubes) {
    const tube = byBarcode.get(barcode)
    expect([barcode, tube && outcomeOf(tube)]).toEqual([barcode, expected.outcome])
    expect(tube?.state === 'resulted').toBe(!!expected.outcome)
    expect(tube?.live).toBe(!expected.void && expected.outcome !== 'insufficient')
  }
  expect(all.length).toBe(tubes.size)
  const database = mongoose.connection.db
  for (const name of ['tubes', 'tickets', 'residents', 'waitingresults', 'recalls', 'recallvisits', 'replays'])
    for await (const row of database?.collection(name).find() ?? [])
      expect(JSON.stringify(row)).not.toMatch(/negative|positive|阴性|阳性/)

  // I6: a tube that ever alarmed has one recall, with its people, its claimants and everybody who lives with them.
  const recalls = await RecallModel.find({ roundId: oid(day.round.id) }).lean()
  const alarmed = [...tubes].filter(([, tube]) => tube.alarmed)
  expect(alarmed.length).toBeGreaterThan(0)
  expect(recalls.map(({ barcode }) => barcode).sort()).toEqual(alarmed.map(([barcode]) => barcode).sort())
  const frozen = new Set<string>()
  for (const { _id, barcode, residentIds, householdIds, state } of recalls) {
    expect(state).toBe('open')
    const tube = byBarcode.get(barcode)
    const named = [
      ...(tube?.people ?? []),
      ...(tube?.claims ?? []).filter(({ decision }) => decision?.kind !== 'mistake'),
    ].flatMap(({ residentId }) => residentId ?? [])
    const members = await ResidentModel.find({ _id: { $in: named } }, { householdId: 1 }).lean()
    const together = await ResidentModel.find({ householdId: { $in: members.map((one) => one.householdId) } }).lean()
    const inside = new Set(residentIds.map(String))
    expect(together.filter((one) => !inside.has(String(one._id)))).toEqual([])
    expect(await RecallVisitModel.countDocuments({ recallId: _id })).toBe(inside.size)
    for (const id of householdIds) frozen.add(String(id))
  }
  const frozenNow = async (match: object) => {
    const tickets = await TicketModel.find({ communityId: oid(day.communityId), live: true, ...match }).lean()
    return tickets.filter((one) => one.frozen !== frozen.has(String(one.householdId)))
  }
  expect(await frozenNow({ roundId: oid(day.round.id) })).toEqual([])

  // I7: the live figures are what a recount finds.
  const { figures } = await day.lead.call(readOverview, { roundId: day.round.id })
  const sampled = new Set(
    (await rows())
      .filter(({ state, live, single }) => live && !single && validTubeStates.includes(state))
      .flatMap(({ people }) => people.map(({ residentId }) => String(residentId))),
  )
  expect(figures.sampled).toBe(sampled.size)
  expect(figures.sampled + figures.excused + figures.missing).toBe(figures.expected)

  // The next round begins with the same households frozen.
  await day.lead.call(closeRound, { roundId: day.round.id, reason: '第二天再筛' })
  const next = await day.lead.call(openRound, {
    communityId: day.communityId,
    policy: { poolSize: 5 },
    sites: [{ name: '广场', place: '中心广场', tables: 1 }],
  })
  expect(await TicketModel.countDocuments({ roundId: oid(next.id), frozen: true })).toBeGreaterThan(0)
  expect(await frozenNow({})).toEqual([])
})
