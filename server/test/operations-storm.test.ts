import { randomInt, randomUUID } from 'node:crypto'
import { replayOperations } from '@loumen/shared/operations/api'
import type { Fact, OperationAnswer, RecordedOperation } from '@loumen/shared/operations/schema'
import { ReplayModel } from '../src/operations/model'
import { TicketModel } from '../src/tickets/model'
import { type TubeDocument, TubeModel } from '../src/tubes/model'
import { nth, type Player, type Scene, scene, staffWith } from './cast'
import { startHouse, type TestHouse } from './house'

jest.setTimeout(240_000)

/** `bench replay` of the whole size: 20 devices with 2,000 operations each take the same test with this number. */
const each = Number(process.env.STORM_OPERATIONS ?? 200)
const devices = 20
const inBatch = 100

let house: TestHouse
let day: Scene
let residentIds: string[]

beforeAll(async () => {
  house = await startHouse({ LOG_LEVEL: 'error' })
  day = await scene(house)
  residentIds = (await TicketModel.find({ roundId: day.round.id, route: 'ordinary' }, { residentId: 1 }).lean()).map(
    (ticket) => String(ticket.residentId),
  )
})
afterAll(() => house.close())

interface Device {
  who: Player
  tableId: string
  operations: (RecordedOperation & { fact: Fact })[]
}

const pick = <T>(from: readonly T[]) => nth(from, randomInt(from.length))

/** A device's shift: tube after tube, now and then an eleventh person, a second open, somebody taken out, a wrong count. */
function shift(who: Player, number: number): Device {
  const tableId = nth(day.tableIds, number % day.tableIds.length)
  const operations: Device['operations'] = []
  const began = Date.now() - 4 * 3_600_000
  const record = (fact: Fact) =>
    operations.push({
      id: randomUUID(),
      recordedAt: new Date(began + operations.length * 1000).toISOString(),
      recorderId: who.id,
      fact,
    })
  for (let tube = 0; operations.length < each; tube++) {
    // Devices at one table share some labels, as they do when a label is scanned on two phones.
    const barcode = randomInt(20) ? `STORM-${number}-${1000 + tube}` : `STORM-X-${1000 + randomInt(50)}`
    record({ kind: 'openTube', tableId, barcode })
    const people = randomInt(8, 13)
    for (let at = 0; at < people; at++) {
      const fresh = `生人${number}-${tube}-${at}`
      record({
        kind: 'admit',
        tableId,
        barcode,
        who: randomInt(10) < 7 ? { kind: 'known', residentIds: [pick(residentIds)] } : { kind: 'said', name: fresh },
      })
    }
    const last = operations.at(-1)?.fact
    if (!randomInt(5) && last?.kind === 'admit' && last.who.kind === 'known')
      record({
        kind: 'removePerson',
        tableId,
        barcode,
        residentId: nth(last.who.residentIds, 0),
        reason: 'walkedOff',
      })
    if (!randomInt(12)) record({ kind: 'voidTube', tableId, barcode, reason: '管破损' })
    else record({ kind: 'closeTube', tableId, barcode, count: people - (randomInt(15) ? 0 : 1) })
  }
  return { who, tableId, operations: operations.slice(0, each) }
}

function shuffled<T>(list: readonly T[]): T[] {
  const all = [...list]
  for (let at = all.length - 1; at > 0; at--) {
    const other = randomInt(at + 1)
    ;[all[at], all[other]] = [nth(all, other), nth(all, at)]
  }
  return all
}

it(`loses nothing of ${devices} devices with ${each} operations each, shuffled and sent three times`, async () => {
  const all = await Promise.all(
    Array.from({ length: devices }, async (_, number) =>
      shift(await staffWith(house, [{ role: 'sampler', scope: day.siteId }]), number),
    ),
  )
  const answers = new Map<string, OperationAnswer[]>()
  await Promise.all(
    all.map(async ({ who, operations }) => {
      const batches: Device['operations'][] = []
      for (let at = 0; at < operations.length; at += inBatch) batches.push(shuffled(operations.slice(at, at + inBatch)))
      for (const batch of shuffled([...batches, ...batches, ...batches])) {
        const given = await who.call(replayOperations, { roundId: day.round.id, operations: batch })
        for (const answer of given.answers) answers.set(answer.id, [...(answers.get(answer.id) ?? []), answer])
      }
    }),
  )

  const operations = all.flatMap((device) => device.operations)
  expect(answers.size).toBe(operations.length)
  for (const given of answers.values()) {
    const [first, ...again] = given
    expect(given).toHaveLength(3)
    expect(['applied', 'conflict']).toContain(first?.outcome)
    for (const one of again) expect([one.outcome, one.first]).toEqual(['duplicate', first?.outcome])
  }

  const tubes = (await TubeModel.find({ roundId: day.round.id }).lean()) as TubeDocument[]
  const receipts = await ReplayModel.find({ roundId: day.round.id }).lean()
  expect(receipts).toHaveLength(operations.length)
  const sum = (outcome: string) => receipts.filter((one) => one.outcome === outcome).length
  expect(sum('applied') + sum('conflict')).toBe(operations.length)

  const seen = new Set<string>()
  for (const { capacity, room, people, claims = [], openClaims, live } of tubes) {
    expect(people.length).toBeLessThanOrEqual(capacity)
    expect(room).toBe(capacity - people.length)
    expect(openClaims).toBe(claims.filter(({ decision }) => !decision).length)
    if (!live) continue
    for (const { residentId } of people) {
      expect(seen.has(String(residentId))).toBe(false)
      seen.add(String(residentId))
    }
  }

  const byBarcode = new Map(tubes.map((tube) => [tube.barcode, tube]))
  const lost = operations.filter(({ id, fact }) => {
    if (fact.kind !== 'admit') return false
    const tube = byBarcode.get(fact.barcode)
    const claimed = tube?.claims?.some((claim) => claim.operationId === id)
    if (claimed || fact.who.kind !== 'known') return !claimed
    const [residentId] = fact.who.residentIds
    const kept =
      tube?.people.some((person) => String(person.residentId) === residentId) ||
      tube?.claims?.some((claim) => String(claim.residentId) === residentId) ||
      tube?.history.some((entry) => entry.residentId === residentId && entry.what === 'person.walkedOff')
    return !kept
  })
  expect(lost).toEqual([])
  const claimIds = new Set(tubes.flatMap(({ claims = [] }) => claims.map(({ _id }) => String(_id))))
  expect(receipts.flatMap((one) => one.claimIds.map(String)).filter((id) => !claimIds.has(id))).toEqual([])
})
