import { createHmac, randomUUID } from 'node:crypto'
import { listBoxes } from '@loumen/shared/boxes/api'
import { listOpenOperations, readRoundPack, replayOperations } from '@loumen/shared/operations/api'
import { operationText } from '@loumen/shared/operations/rules'
import type { Fact, RecordedOperation } from '@loumen/shared/operations/schema'
import { listHouseholds } from '@loumen/shared/roster/api'
import { decideTubeClaims, listTubeClaims } from '@loumen/shared/tubes/claims'
import { listVisits, makeVisit, revealSignature, sampleAtDoor, startVisit } from '@loumen/shared/visits/api'
import type { Signature } from '@loumen/shared/visits/signature'
import { oid } from '../src/base/db'
import { TicketModel } from '../src/tickets/model'
import { TubeModel } from '../src/tubes/model'
import { nth, type Player, resident, type Scene, scene, staff } from './cast'
import { atOnce, refusal, startHouse, type TestHouse } from './house'

let house: TestHouse
let day: Scene
let sampler: Player
let second: Player
let keeper: Player
let homes: string[]
let minute = 0
let labels = 0

beforeAll(async () => {
  house = await startHouse()
  day = await scene(house)
  sampler = await staff(house, 'sampler', day.communityId)
  second = await staff(house, 'sampler', day.communityId)
  keeper = await staff(house, 'siteKeeper', day.siteId)
  const { households } = await day.lead.call(listHouseholds, { communityId: day.communityId })
  const tickets = await TicketModel.find({ roundId: oid(day.round.id), live: true }).lean()
  const ordinary = (id: string) =>
    tickets.filter(({ householdId, route }) => String(householdId) === id && route === 'ordinary').length
  homes = households.filter(({ id, people }) => people > 1 && ordinary(id) === people).map(({ id }) => id)
})
afterAll(() => house.close())

const barcode = () => `WAY-${1000 + ++labels}`
const record = (recorder: Player, fact: Fact, more: Partial<RecordedOperation> = {}): RecordedOperation => ({
  id: randomUUID(),
  recordedAt: new Date(Date.now() - 3_600_000 + ++minute * 1000).toISOString(),
  recorderId: recorder.id,
  fact,
  ...more,
})
const replay = async (operations: RecordedOperation[], as = sampler) =>
  (await as.call(replayOperations, { roundId: day.round.id, operations })).answers
const said = (answers: { outcome: string; why: { code: string } | null }[]) =>
  answers.map(({ outcome, why }) => why?.code ?? outcome)
async function made() {
  const householdId = homes.shift()
  if (!householdId) throw new Error('every household has been used')
  const visit = await day.lead.call(makeVisit, { roundId: day.round.id, householdId, kind: 'sampling' })
  return { visitId: visit.id, ids: visit.people.map(({ residentId }) => residentId), householdId }
}
const started = ({ visitId }: { visitId: string }) => record(sampler, { kind: 'startVisit', visitId })
const sampled = (visitId: string, residentIds: string[], label = barcode(), who = sampler, keep = false) =>
  record(who, { kind: 'sampleAtDoor', visitId, barcode: label, residentIds, keep })
const closed = (label: string, count: number, who = sampler) =>
  record(who, { kind: 'closeCarried', barcode: label, count })
const visitOf = async (visitId: string) =>
  (await day.lead.call(listVisits, { roundId: day.round.id })).visits.find(({ id }) => id === visitId)
const claimsOf = async (label: string) =>
  (await day.lead.call(listTubeClaims, { roundId: day.round.id })).claims.filter((one) => one.barcode === label)

describe('a team that worked without a network', () => {
  it('hands in its doors at their own times, and once however often they are sent', async () => {
    const door = await made()
    const label = barcode()
    const work = [started(door), sampled(door.visitId, door.ids, label)]
    expect(said(await replay(work))).toEqual(['applied', 'applied'])
    expect((await replay(work)).map(({ outcome }) => outcome)).toEqual(['duplicate', 'duplicate'])
    const [before, at] = work.map(({ recordedAt }) => recordedAt)
    expect(await visitOf(door.visitId)).toMatchObject({ state: 'done', workerName: 'sampler', endedAt: at })
    const tube = await TubeModel.findOne({ barcode: label }).lean()
    expect(tube).toMatchObject({ state: 'closed', closedAt: new Date(at ?? ''), visitId: oid(door.visitId) })
    expect(tube?.people.map(({ residentId }) => String(residentId))).toEqual(expect.arrayContaining(door.ids))
    expect(before).not.toBe(at)
  })

  it('is believed about a visit that another had, or that was taken back in the meantime', async () => {
    const [theirs, gone] = [await made(), await made()]
    await second.call(startVisit, { visitId: theirs.visitId })
    const answers = await replay([started(theirs), sampled(theirs.visitId, theirs.ids)])
    expect(said(answers)).toEqual(['visit.state', 'applied'])
    expect(await visitOf(theirs.visitId)).toMatchObject({ state: 'done', workerName: 'sampler' })
    const label = barcode()
    const missing = 'f'.repeat(24)
    expect(said(await replay([sampled(missing, gone.ids, label)]))).toEqual(['visit.peopleElsewhere'])
    expect((await claimsOf(label)).map(({ residentId }) => residentId)).toEqual(expect.arrayContaining(gone.ids))
  })

  it('leaves a claim wherever a rule keeps somebody out of the tube, and a person decides it', async () => {
    const [door, other] = [await made(), await made()]
    const [first, again, used] = [barcode(), barcode(), barcode()]
    await replay([started(door), sampled(door.visitId, door.ids.slice(0, 1), first)])
    expect(said(await replay([sampled(door.visitId, door.ids, again)]))).toEqual(['person.inTube'])
    const [claim] = await claimsOf(again)
    expect(claim).toMatchObject({
      residentId: door.ids[0],
      why: { code: 'person.inTube', details: { barcode: first } },
    })
    expect(await visitOf(door.visitId)).toMatchObject({ state: 'done' })
    const tube = await TubeModel.findOne({ barcode: again }).lean()
    expect(tube?.people.map(({ residentId }) => String(residentId))).toEqual(door.ids.slice(1))
    await replay([sampled(other.visitId, other.ids.slice(0, 1), used)])
    const rest = await replay([
      sampled(other.visitId, other.ids.slice(1), used),
      sampled(other.visitId, door.ids, used),
    ])
    expect(said(rest)).toEqual(['tube.barcodeUsed', 'tube.barcodeUsed'])
    const { tubeId, id } = nth(await claimsOf(used), 0)
    const decide = (who: Player) =>
      who.call(decideTubeClaims, { tubeId, claimIds: [id], decision: 'member', reason: '一支管采了两次' })
    expect(await refusal(decide(sampler))).toBe('auth.forbidden')
    const { claims } = await decide(day.lead)
    expect(claims.find((one) => one.id === id)?.decision).toMatchObject({ kind: 'member' })
  })

  it('keeps frozen people and those who need a tube each as claims', async () => {
    const [frozen, coded] = [await made(), await made()]
    await TicketModel.updateMany({ householdId: oid(frozen.householdId) }, { frozen: true })
    await TicketModel.updateMany({ residentId: oid(nth(coded.ids, 0)) }, { route: 'doorOnly' })
    const label = barcode()
    expect(said(await replay([sampled(frozen.visitId, frozen.ids), sampled(coded.visitId, coded.ids, label)]))).toEqual(
      ['person.frozen', 'visit.singleTube'],
    )
    expect((await claimsOf(label)).map(({ residentId }) => residentId)).toEqual([coded.ids[0]])
  })

  it('is nobody who may not sample there, whatever key signed', async () => {
    const door = await made()
    const volunteer = await staff(house, 'volunteer', day.communityId)
    const elsewhere = await staff(house, 'sampler', (await scene(house)).communityId)
    for (const who of [volunteer, elsewhere]) {
      const one = sampled(door.visitId, door.ids, barcode(), who)
      expect(await refusal(replay([one], who))).toBe('auth.forbidden')
    }
    const { journalKey } = await volunteer.call(readRoundPack, { roundId: day.round.id })
    const by = (one: RecordedOperation) => ({
      ...one,
      signature: createHmac('sha512', journalKey).update(operationText(one)).digest('base64url'),
    })
    const forged = by(sampled(door.visitId, door.ids, barcode(), volunteer))
    const mine = by(record(volunteer, { kind: 'startVisit', visitId: door.visitId }))
    expect(said(await replay([forged, mine], second))).toEqual(['auth.forbidden', 'applied'])
    const stranger = await resident(house, '19900000031')
    expect(await refusal(stranger.call(readRoundPack, { roundId: day.round.id }))).toBe('auth.forbidden')
    expect(said(await replay([record(sampler, { kind: 'sampleAtDoor', visitId: 'x' } as unknown as Fact)]))).toEqual([
      'input.invalid',
    ])
  })

  it('hands in what an older version recorded of a failed visit', async () => {
    const [gone, other] = [await made(), await made()]
    const former = ({ visitId }: { visitId: string }, reason: string) =>
      record(sampler, { kind: 'failVisit', visitId, reason } as unknown as Fact)
    const answers = await replay([started(gone), former(gone, '敲门没人'), started(other), former(other, '狗太凶')])
    expect(said(answers)).toEqual(['applied', 'applied', 'applied', 'applied'])
    expect((await visitOf(gone.visitId))?.failure).toEqual({ why: 'nobodyHome', note: null })
    expect((await visitOf(other.visitId))?.failure).toEqual({ why: 'other', note: '狗太凶' })
  })

  it('keeps a signature that was drawn at the door', async () => {
    const householdId = homes.shift() ?? ''
    const { id: visitId } = await day.lead.call(makeVisit, { roundId: day.round.id, householdId, kind: 'help' })
    const strokes: Signature = [Array.from({ length: 20 }, (_, at): [number, number] => [at * 20, 200])]
    const signed = (drawing: Signature) =>
      record(sampler, { kind: 'finishVisit', visitId, proof: { kind: 'drawn', strokes: drawing } })
    const answers = await replay([started({ visitId }), signed([]), signed(strokes), signed(strokes)])
    expect(said(answers)).toEqual(['applied', 'input.invalid', 'applied', 'visit.state'])
    expect(await visitOf(visitId)).toMatchObject({ state: 'done', proof: 'drawn' })
    expect(await day.lead.call(revealSignature, { visitId, reason: '核对' })).toEqual({ kind: 'drawn', strokes })
  })

  it('two phones at once: everybody is a member of one tube and a claim of the other', async () => {
    const door = await made()
    const [left, right] = [barcode(), barcode()]
    const ends = await atOnce(
      replay([sampled(door.visitId, door.ids, left)]),
      replay([sampled(door.visitId, door.ids, right, second)], second),
    )
    expect(ends).toEqual(['done', 'done'])
    const claims = [...(await claimsOf(left)), ...(await claimsOf(right))]
    expect(claims.map(({ why }) => why.code)).toEqual(door.ids.map(() => 'person.inTube'))
  })
})

describe('a tube that was carried from door to door without a network', () => {
  it('holds the people of several doors once, and closes when its carrier says so', async () => {
    const [one, two] = [await made(), await made()]
    const label = barcode()
    const work = [
      started(one),
      sampled(one.visitId, one.ids, label, sampler, true),
      started(two),
      sampled(two.visitId, two.ids, label, sampler, true),
      closed(label, one.ids.length + two.ids.length),
    ]
    expect(said(await replay(work.slice(0, 2)))).toEqual(['applied', 'applied'])
    expect(said(await replay(work)).slice(2)).toEqual(['applied', 'applied', 'applied'])
    expect((await replay(work)).map(({ outcome }) => outcome)).toEqual(work.map(() => 'duplicate'))
    const tube = await TubeModel.findOne({ barcode: label }).lean()
    expect(tube).toMatchObject({ state: 'closed', closedAt: new Date(nth(work, 4).recordedAt) })
    expect(tube?.people.map(({ residentId }) => String(residentId))).toEqual([...one.ids, ...two.ids])
    for (const { visitId } of [one, two]) expect(await visitOf(visitId)).toMatchObject({ state: 'done' })
  })

  it('closes by itself when its hour is up, and keeps whoever needs a tube of their own as a claim', async () => {
    const [one, two, coded] = [await made(), await made(), await made()]
    await TicketModel.updateMany({ residentId: oid(nth(coded.ids, 0)) }, { route: 'doorOnly' })
    const label = barcode()
    const begun = Date.now() - 5 * 3_600_000
    const at = (minutes: number) => new Date(begun + minutes * 60_000).toISOString()
    const keeping = (door: { visitId: string; ids: string[] }, minutes: number) => ({
      ...sampled(door.visitId, door.ids, label, sampler, true),
      recordedAt: at(minutes),
    })
    const answers = await replay([keeping(one, 0), keeping(coded, 20), keeping(two, 61)])
    expect(said(answers)).toEqual(['applied', 'visit.singleTube', 'applied'])
    expect((await claimsOf(label)).map(({ residentId }) => residentId)).toEqual([coded.ids[0]])
    expect(await TubeModel.findOne({ barcode: label }).lean()).toMatchObject({
      state: 'closed',
      closedAt: new Date(at(61)),
    })
    expect(said(await replay([closed(label, 49)]))).toEqual(['tube.state'])
  })

  it('is open beside another one that a second phone had begun, and either is filled and closed', async () => {
    const who = await staff(house, 'sampler', day.communityId)
    const [one, two, three] = [await made(), await made(), await made()]
    const [left, right] = [barcode(), barcode()]
    const ends = await atOnce(
      replay([sampled(one.visitId, one.ids, left, who, true)], who),
      replay([sampled(two.visitId, two.ids, right, who, true)], who),
    )
    expect(ends).toEqual(['done', 'done'])
    const carried = async () => (await who.call(listVisits, { roundId: day.round.id })).carried
    expect((await carried()).map((tube) => tube.barcode).sort()).toEqual([left, right].sort())
    await who.call(startVisit, { visitId: three.visitId })
    const open = (label: string) =>
      who.call(sampleAtDoor, { visitId: three.visitId, barcode: label, residentIds: three.ids, keep: true })
    expect(await refusal(open(barcode()))).toBe('visit.tubeOpen')
    const rest = [
      sampled(three.visitId, three.ids, right, who, true),
      closed(left, one.ids.length, who),
      closed(right, two.ids.length + three.ids.length, who),
    ]
    expect(said(await replay(rest, who))).toEqual(['applied', 'applied', 'applied'])
    expect(await carried()).toEqual([])
  })

  it('gives back whom its carrier took out of it, and their visit is under way again', async () => {
    const who = await staff(house, 'sampler', day.communityId)
    const [one, two] = [await made(), await made()]
    let label = barcode()
    const out = (residentId: string, recorder = who) =>
      record(recorder, { kind: 'removeCarried', barcode: label, residentId, reason: 'failedSwab' })
    const first = nth(one.ids, 0)
    const work = [
      sampled(one.visitId, one.ids, label, who, true),
      out(first),
      sampled(two.visitId, two.ids, label, who, true),
      closed(label, one.ids.length + two.ids.length - 1, who),
    ]
    expect(said(await replay(work, who))).toEqual(['applied', 'applied', 'applied', 'applied'])
    expect((await replay(work, who)).map(({ outcome }) => outcome)).toEqual(work.map(() => 'duplicate'))
    const visit = await visitOf(one.visitId)
    expect(visit).toMatchObject({ state: 'underWay', workerName: 'sampler' })
    expect(visit?.people.filter((person) => !person.sampled).map(({ residentId }) => residentId)).toEqual([first])
    label = barcode()
    const again = [sampled(one.visitId, [first], label, who, true), out(first), closed(label, 0, who)]
    expect(said(await replay(again, who))).toEqual(['applied', 'applied', 'applied'])
    expect(await TubeModel.findOne({ barcode: label }).lean()).toMatchObject({ state: 'void', live: false, people: [] })
    expect(await visitOf(one.visitId)).toMatchObject({ state: 'underWay' })
    expect(said(await replay([out(first)], who))).toEqual(['person.notInTube'])
    expect(said(await replay([out(first, second)], second))).toEqual(['tube.barcodeUsed'])
    const volunteer = await staff(house, 'volunteer', day.communityId)
    expect(await refusal(replay([out(first, volunteer)], volunteer))).toBe('auth.forbidden')
  })

  it('of two teams with one label belongs to the first; what the other holds are claims', async () => {
    const [ours, theirs] = [await made(), await made()]
    const label = barcode()
    await replay([sampled(ours.visitId, ours.ids, label, sampler, true)])
    const late = [sampled(theirs.visitId, theirs.ids, label, second, true), closed(label, theirs.ids.length, second)]
    expect(said(await replay(late, second))).toEqual(['tube.barcodeUsed', 'tube.barcodeUsed'])
    expect((await claimsOf(label)).map(({ residentId }) => residentId)).toEqual(theirs.ids)
    expect(await TubeModel.findOne({ barcode: label }).lean()).toMatchObject({ state: 'open' })
    expect(said(await replay([closed('NEVER-SEEN-1', 2)]))).toEqual(['tube.unknown'])
    const volunteer = await staff(house, 'volunteer', day.communityId)
    expect(await refusal(replay([closed(label, ours.ids.length, volunteer)], volunteer))).toBe('auth.forbidden')
  })
})

it('seals a box as it was counted when one of its tubes was not taken, and says so', async () => {
  const door = await made()
  const label = barcode()
  await replay([started(door), sampled(door.visitId, door.ids, label)])
  const { tubes } = await keeper.call(readRoundPack, { roundId: day.round.id })
  expect(tubes.find(([known]) => known === label)?.[1]).toBe(door.ids.length)
  const witness = '李护士'
  const facts: Fact[] = [
    { kind: 'openBox', siteId: day.siteId, code: 'BOX-WAY-1' },
    { kind: 'packTube', code: 'BOX-WAY-1', barcode: label },
    { kind: 'packTube', code: 'BOX-WAY-1', barcode: 'NOBODYS-1' },
    { kind: 'unpackTube', code: 'BOX-WAY-1', barcode: label },
    { kind: 'packTube', code: 'BOX-WAY-1', barcode: label },
    { kind: 'sealBox', code: 'BOX-WAY-1', number: 'SEAL-WAY-1', counted: 2, differences: [], witness },
    { kind: 'handOver', code: 'BOX-WAY-1', side: 'give', other: '张师傅' },
  ]
  const answers = await replay(
    facts.map((fact) => record(keeper, fact)),
    keeper,
  )
  expect(said(answers)).toEqual(['applied', 'applied', 'tube.unknown', 'applied', 'applied', 'box.differs', 'applied'])
  const { boxes } = await keeper.call(listBoxes, { roundId: day.round.id })
  expect(boxes).toMatchObject([
    { state: 'inTransit', seal: { counted: 2 }, differences: [{ kind: 'extra', barcode: null }] },
  ])
  const { operations } = await day.lead.call(listOpenOperations, { roundId: day.round.id })
  expect(operations.map(({ why }) => why.code)).toEqual(expect.arrayContaining(['tube.unknown', 'box.differs']))
})
