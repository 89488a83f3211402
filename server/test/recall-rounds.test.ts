import { randomUUID } from 'node:crypto'
import { closeRound } from '@loumen/shared/coverage/api'
import { closeRecall, readRecall, sampleSingly } from '@loumen/shared/incidents/api'
import { replayOperations } from '@loumen/shared/operations/api'
import { correctResult, reportResults } from '@loumen/shared/results/api'
import { recallOutcomes } from '@loumen/shared/results/rules'
import type { Outcome } from '@loumen/shared/results/schema'
import { openRound, setTable } from '@loumen/shared/rounds/api'
import { myTickets } from '@loumen/shared/tickets/api'
import { voidTube } from '@loumen/shared/tubes/api'
import fc from 'fast-check'
import { oid } from '../src/base/db'
import { demoHouseholds } from '../src/demo/people'
import { RecallModel } from '../src/incidents/model'
import { outcomeOf } from '../src/results/apply'
import { TicketModel } from '../src/tickets/model'
import { TubeModel } from '../src/tubes/model'
import { householder, nth, type Player, pool, type Scene, scene, staff } from './cast'
import { refusal, startHouse, type TestHouse, until } from './house'

jest.setTimeout(120_000)

const words: Record<Outcome, string> = {
  negative: '阴性',
  positive: '阳性',
  grey: '灰区',
  singleTarget: '单靶',
  insufficient: '抑制',
}

let house: TestHouse
let day: Scene
let lab: Player
let at: { registrar: Player; sampler: Player }
let homes: Awaited<ReturnType<typeof householder>>[]
let people: { document: string; home: number }[]
let round: { id: string; tableIds: string[] }

/** What happened to a tube, as the steps know it; never read from the house. */
interface Known {
  id: string
  barcode: string
  roundId: string
  homes: Set<number>
  outcome?: Outcome
  gone?: boolean
}
const tubes: Known[] = []
const early = new Map<string, Outcome>()
/** Households that an open recall holds, by its tube. */
const holds = new Map<Known, Set<number>>()
const pooled = new Set<string>()
let labels = 0

const person = fc.nat({ max: 1000 })
const outcome = fc.constantFrom<Outcome>('negative', 'negative', 'positive', 'grey', 'singleTarget', 'insufficient')
const step = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({ kind: fc.constant('pool' as const), who: fc.array(person, { minLength: 1, maxLength: 4 }) }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('early' as const), outcome }) },
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('result' as const), tube: person, outcome }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('correct' as const), tube: person, outcome }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('claim' as const), tube: person, who: person }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('resolve' as const), recall: person }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('round' as const) }) },
)
type Step = typeof step extends fc.Arbitrary<infer S> ? S : never

beforeAll(async () => {
  house = await startHouse()
  day = await scene(house, undefined, 5)
  round = { id: day.round.id, tableIds: day.tableIds }
  lab = await staff(house, 'lab', day.communityId)
  at = {
    registrar: await staff(house, 'registrar', day.communityId),
    sampler: await staff(house, 'sampler', day.communityId),
  }
  const callable = demoHouseholds().flatMap(({ note }, i) => (note.includes('居家健康监测') ? [] : [i]))
  homes = await Promise.all(callable.slice(0, 8).map((i) => householder(house, day, i)))
  people = homes.flatMap(({ household }, home) => household.people.map(({ document }) => ({ document, home })))
})
afterAll(() => house.close())

const picked = <T>(list: readonly T[], by: number) => (list.length ? list[by % list.length] : undefined)

/** An outcome that the house took: what alarms holds everybody of the tube until its recall is closed. */
function took(tube: Known, outcome: Outcome) {
  tube.outcome = outcome
  if (recallOutcomes.includes(outcome)) holds.set(tube, new Set([...(holds.get(tube) ?? []), ...tube.homes]))
}

async function take(one: Step) {
  if (one.kind === 'pool') {
    const held = new Set([...holds.values()].flatMap((some) => [...some]))
    const who = [...new Set(one.who.flatMap((by) => picked(people, by) ?? []))].filter(
      ({ document, home }) => !pooled.has(document) && !held.has(home),
    )
    if (!who.length) return
    const barcode = [...early.keys()][0] ?? `ROUND-${1000 + ++labels}`
    const tube = { barcode, roundId: round.id, homes: new Set(who.map(({ home }) => home)) }
    const documents = who.map(({ document }) => document)
    const refused = await refusal(pool(at, nth(round.tableIds, 0), barcode, documents))
    const made = await TubeModel.findOne({ barcode }).lean()
    const result = early.get(barcode)
    early.delete(barcode)
    if (!made) return
    const id = String(made._id)
    if (refused !== 'not refused') {
      await at.sampler.call(voidTube, { tubeId: id, reason: '有人在复采名单中' })
      tubes.push({ ...tube, id, gone: true })
      return
    }
    for (const document of documents) pooled.add(document)
    const known: Known = { ...tube, id }
    tubes.push(known)
    // I5: a result that came before its tube waits for it.
    if (!result) return
    await until(
      () => TubeModel.findOne({ barcode }).lean(),
      (now) => !!now?.outcome,
    )
    took(known, result)
  } else if (one.kind === 'early') {
    const barcode = `ROUND-${1000 + ++labels}`
    const results = [{ barcode, outcome: words[one.outcome], method: 'PCR', lab: '市一院' }]
    const { rows } = await lab.call(reportResults, { roundId: round.id, results })
    expect(rows.map(({ verdict }) => verdict)).toEqual(['waiting'])
    early.set(barcode, one.outcome)
  } else if (one.kind === 'result') {
    const open = tubes.filter((tube) => !tube.outcome && !tube.gone)
    const tube = picked(open, one.tube)
    if (!tube) return
    const results = [{ barcode: tube.barcode, outcome: words[one.outcome], method: 'PCR', lab: '市一院' }]
    const { rows } = await lab.call(reportResults, { roundId: tube.roundId, results })
    if (nth(rows, 0).verdict === 'applied') took(tube, one.outcome)
  } else if (one.kind === 'correct') {
    const told = tubes.filter((tube) => tube.outcome && tube.outcome !== one.outcome)
    const tube = picked(told, one.tube)
    if (!tube) return
    const change = lab.call(correctResult, { tubeId: tube.id, outcome: one.outcome, reason: '实验室更正' })
    if ((await refusal(change)) === 'not refused') took(tube, one.outcome)
  } else if (one.kind === 'claim') {
    const tube = picked(
      tubes.filter((known) => known.roundId === round.id && !known.gone),
      one.tube,
    )
    const who = picked(people, one.who)
    const name = who && nth(homes, who.home).household.people.find(({ document }) => document === who.document)?.name
    const shown = who && nth((await nth(homes, who.home).call(myTickets, {})).rounds, 0)
    const residentId = shown?.tickets.find((ticket) => ticket.name === name)?.residentId
    if (!tube || !who || !residentId) return
    const fact = {
      kind: 'admit' as const,
      tableId: nth(round.tableIds, 0),
      barcode: tube.barcode,
      who: { kind: 'known' as const, residentIds: [residentId] },
    }
    const recordedAt = new Date(Date.now() - 1000).toISOString()
    const operations = [{ id: randomUUID(), recordedAt, recorderId: at.registrar.id, fact }]
    const { answers } = await at.registrar.call(replayOperations, { roundId: round.id, operations })
    const hold = holds.get(tube)
    if (!hold) tube.homes.add(who.home)
    if (!hold || hold.has(who.home) || nth(answers, 0).outcome !== 'conflict') return
    // Whoever claims after the alarm is taken in at once, a little after the device has its answer.
    await until(
      () => RecallModel.findOne({ tubeId: oid(tube.id), state: 'open' }).lean(),
      (recall) => !!recall?.frozenHouseholdIds.some((id) => String(id) === shown.householdId),
    )
    hold.add(who.home)
  } else if (one.kind === 'resolve') {
    const recall = picked(await RecallModel.find({ state: 'open' }).sort({ _id: 1 }).lean(), one.recall)
    if (recall) await resolve(String(recall._id), String(recall.roundId), String(recall.tubeId))
  } else {
    await day.lead.call(closeRound, { roundId: round.id, reason: '第二天再筛' })
    const sites = [{ name: '广场', place: '中心广场', tables: 1 }]
    const next = await day.lead.call(openRound, { communityId: day.communityId, policy: { poolSize: 5 }, sites })
    round = { id: next.id, tableIds: nth(next.sites, 0).tables.map(({ id }) => id) }
    for (const tableId of round.tableIds) await day.lead.call(setTable, { tableId, state: 'open' })
    pooled.clear()
    early.clear()
  }
}

/** Everybody of a recall is sampled twice, negative, and the lead closes it. */
async function resolve(recallId: string, roundId: string, tubeId: string) {
  for (const { residentId } of (await day.lead.call(readRecall, { recallId })).people) {
    const samples = ['市一院', '市疾控'].map((named) => ({ barcode: `SINGLE-${1000 + ++labels}`, lab: named }))
    await day.lead.call(sampleSingly, { recallId, residentId, samples })
    const results = samples.map(({ barcode }) => ({ barcode, outcome: '阴性' }))
    await day.lead.call(reportResults, { roundId, results })
  }
  await day.lead.call(closeRecall, { recallId, decision: '两家单采均为阴性，解除' })
  for (const tube of holds.keys()) if (tube.id === tubeId) holds.delete(tube)
}

/** I6: whom an open recall holds sees no negative and is frozen in every round; nobody else is. */
async function phonesAreTrue() {
  const held = new Set([...holds.values()].flatMap((some) => [...some]))
  const recalls = await RecallModel.find({}).lean()
  const frozen = new Set(recalls.flatMap(({ frozenHouseholdIds }) => frozenHouseholdIds.map(String)))
  const answers = await Promise.all(homes.map((home) => home.call(myTickets, {})))
  for (const [home, { rounds }] of answers.entries()) {
    expect(rounds.length).toBeGreaterThan(0)
    for (const shown of rounds) {
      const results = shown.tickets.map(({ result }) => result)
      if (held.has(home)) expect(results).not.toContain('negative')
      expect([home, shown.round, shown.frozen]).toEqual([home, shown.round, frozen.has(shown.householdId)])
      if (held.has(home)) expect(shown.frozen).toBe(true)
    }
  }
}

it('holds whom an open recall is about in every round, and gives each tube its own result', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 60, maxLength: 60 }), async (steps) => {
      for (const one of steps) {
        await take(one)
        await phonesAreTrue()
      }
    }),
    { numRuns: 1, endOnFailure: true },
  )
  // Whatever was drawn: one alarm outlives its round, and ends with its recall.
  await take({ kind: 'round' })
  const [first] = people.filter(({ home }) => ![...holds.values()].some((some) => some.has(home)))
  if (first) {
    await take({ kind: 'pool', who: [people.indexOf(first)] })
    const open = tubes.filter((tube) => !tube.outcome && !tube.gone)
    await take({ kind: 'result', tube: open.length - 1, outcome: 'grey' })
    await phonesAreTrue()
  }
  expect(holds.size).toBeGreaterThan(0)
  await take({ kind: 'round' })
  await phonesAreTrue()
  for (const { barcode, outcome } of tubes) {
    const tube = await TubeModel.findOne({ barcode }).lean()
    expect([barcode, tube && outcomeOf(tube)]).toEqual([barcode, outcome])
  }
  for (const { _id, roundId, tubeId } of await RecallModel.find({ state: 'open' }).lean())
    await resolve(String(_id), String(roundId), String(tubeId))
  expect(holds.size).toBe(0)
  await phonesAreTrue()
  expect(await TicketModel.countDocuments({ communityId: oid(day.communityId), frozen: true })).toBe(0)
})
