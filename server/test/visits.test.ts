import { drawGrid } from '@loumen/shared/community/api'
import { readOverview } from '@loumen/shared/coverage/api'
import { rooms } from '@loumen/shared/events'
import { listHouseholds } from '@loumen/shared/roster/api'
import {
  assignVisit,
  closeCarried,
  failVisit,
  finishVisit,
  listTeams,
  listVisits,
  makeTeam,
  makeVisit,
  removeCarried,
  sampleAtDoor,
  startVisit,
} from '@loumen/shared/visits/api'
import type { VisitKind } from '@loumen/shared/visits/schema'
import { oid } from '../src/base/db'
import { demoHouseholds } from '../src/demo/people'
import { RoundModel } from '../src/rounds/model'
import { TicketModel } from '../src/tickets/model'
import { TubeModel } from '../src/tubes/model'
import { VisitModel } from '../src/visits/model'
import { desk, nth, type Player, pool, resident, type Scene, scene, staff } from './cast'
import { atOnce, heard, refusal, refused, startHouse, type TestHouse } from './house'

let house: TestHouse
let day: Scene
let gridLeader: Player
let gridId: string
let sampler: Player
let volunteer: Player
let barcodes = 0
const barcode = () => `DOOR-${String(++barcodes).padStart(4, '0')}`
/** Households of several people behind the first four entrances, none used twice. */
const homes = demoHouseholds().filter(
  ({ people, building, entrance, note }) =>
    people.length > 1 && building * 2 + entrance <= 6 && !note.includes('居家健康监测'),
)

beforeAll(async () => {
  house = await startHouse()
  day = await scene(house)
  const entranceIds = day.entrances.slice(0, 4).map(({ id }) => id)
  gridId = (await day.lead.call(drawGrid, { communityId: day.communityId, name: '一网格', entranceIds })).id
  gridLeader = await staff(house, 'gridLeader', gridId)
  sampler = await staff(house, 'sampler', day.communityId)
  volunteer = await staff(house, 'volunteer', day.communityId)
})
afterAll(() => house.close())

async function idOf({ building, entrance, door }: (typeof homes)[number]) {
  const label = `${building}号楼${entrance}单元`
  const { households } = await day.lead.call(listHouseholds, { communityId: day.communityId, door })
  return households.find((one) => one.entrance === label)?.id ?? ''
}
async function made(kind: VisitKind = 'sampling', note?: string) {
  const home = homes.shift()
  if (!home) throw new Error('every household has been used')
  const householdId = await idOf(home)
  const visit = await gridLeader.call(makeVisit, { roundId: day.round.id, householdId, kind, note })
  return { home, visit, visitId: visit.id, ids: visit.people.map(({ residentId }) => residentId) }
}

describe('a visit', () => {
  it('is made for a missing household by the leader of its grid, and the grid hears of it', async () => {
    const socket = await house.socket({ token: gridLeader.token })
    await socket.emitWithAck('watch', rooms.grid(gridId))
    const told = heard(socket, 'changed', (change) => change.what === 'visits')
    const { visit, home } = await made('sampling', '轮椅')
    expect(visit).toMatchObject({ state: 'open', kind: 'sampling', note: '轮椅', door: home.door, mine: false, gridId })
    expect(visit.people.map(({ name, sampled }) => [name, sampled])).toEqual(
      home.people.map(({ name }) => [name, false]),
    )
    expect((await told).id).toBe(visit.id)
    expect(JSON.stringify(await VisitModel.collection.findOne({ _id: oid(visit.id) }))).not.toContain('轮椅')
  })

  it('is made for those who are still missing', async () => {
    const home = nth(homes.splice(0, 1), 0)
    const { registrar, sampler: closer } = await desk(house, day)
    await pool({ registrar, sampler: closer }, nth(day.tableIds, 0), barcode(), [nth(home.people, 0).document])
    const householdId = await idOf(home)
    const visit = await gridLeader.call(makeVisit, { roundId: day.round.id, householdId, kind: 'sampling' })
    expect(visit.people.map(({ name }) => name)).toEqual(home.people.slice(1).map(({ name }) => name))
  })

  it('is refused for people of another household, another grid, and to those who may not make one', async () => {
    const { ids } = await made()
    const home = nth(homes, 0)
    const householdId = await idOf(home)
    const input = { roundId: day.round.id, householdId, kind: 'sampling' as const }
    expect(await refusal(gridLeader.call(makeVisit, { ...input, residentIds: ids }))).toBe('visit.peopleElsewhere')
    const elsewhere = await day.lead.call(listHouseholds, {
      communityId: day.communityId,
      entranceId: nth(day.entrances, 5).id,
    })
    const foreign = { ...input, householdId: nth(elsewhere.households, 0).id }
    expect(await refusal(gridLeader.call(makeVisit, foreign))).toBe('auth.forbidden')
    for (const stranger of [sampler, volunteer, await resident(house, '19900000001')])
      expect(await refusal(stranger.call(makeVisit, input))).toBe('auth.forbidden')
    expect(await refusal(house.client().call(makeVisit, input))).toBe('auth.required')
    expect(await refusal(gridLeader.call(makeVisit, { ...input, kind: 'tea' as 'help' }))).toBe('input.invalid')
    expect(await refusal(gridLeader.call(makeVisit, { ...input, householdId: 'f'.repeat(24) }))).toBe('notFound')
  })

  it('is taken by one of two who take it at once', async () => {
    const { visitId } = await made()
    const second = await staff(house, 'sampler', day.communityId)
    expect(await atOnce(sampler.call(startVisit, { visitId }), second.call(startVisit, { visitId }))).toEqual([
      'done',
      'visit.state',
    ])
    expect(await refused(volunteer.call(startVisit, { visitId }))).toMatchObject({ details: { state: 'underWay' } })
  })

  it('shows the sampler names and last four digits, and the volunteer a surname and a door', async () => {
    const { visitId, home } = await made()
    const find = async (who: Player) =>
      (await who.call(listVisits, { roundId: day.round.id })).visits.find(({ id }) => id === visitId)
    const person = nth(home.people, 0)
    expect((await find(sampler))?.people[0]).toMatchObject({ name: person.name, last4: person.document.slice(-4) })
    expect((await find(volunteer))?.people[0]).toMatchObject({ name: person.name.slice(0, 1), last4: null })
    const other = await staff(house, 'captain', nth(day.entrances, 5).id)
    expect(await find(other)).toBeUndefined()
  })

  it('of the reminding kind is finished by the one who took it; a sampling is not finished without a tube', async () => {
    const { visitId } = await made('reminder')
    await volunteer.call(startVisit, { visitId })
    expect(await refusal(sampler.call(finishVisit, { visitId }))).toBe('visit.state')
    expect(await volunteer.call(finishVisit, { visitId })).toMatchObject({ state: 'done', mine: true })
    expect(await refused(volunteer.call(finishVisit, { visitId }))).toMatchObject({
      code: 'visit.state',
      details: { state: 'done' },
    })
    const sampling = await made('sampling')
    await sampler.call(startVisit, { visitId: sampling.visitId })
    expect(await refusal(sampler.call(finishVisit, { visitId: sampling.visitId }))).toBe('visit.state')
  })

  it('that failed says why, keeps the household missing, and can be taken up again', async () => {
    const { visitId } = await made()
    const before = (await day.lead.call(readOverview, { roundId: day.round.id })).figures
    await sampler.call(startVisit, { visitId })
    const fail = (why: string, note?: string) =>
      sampler.call(failVisit, { visitId, why: why as 'other', ...(note === undefined ? {} : { note }) })
    expect(await refusal(fail('asleep'))).toBe('input.invalid')
    expect(await refusal(fail('recalled'))).toBe('input.invalid')
    expect(await refusal(fail('other'))).toBe('visit.whyMissing')
    const failed = await fail('nobodyHome', '敲门无人应')
    expect(failed).toMatchObject({ state: 'failed', failure: { why: 'nobodyHome', note: '敲门无人应' } })
    expect(JSON.stringify(await VisitModel.collection.findOne({ _id: oid(visitId) }))).not.toContain('敲门')
    const after = await day.lead.call(readOverview, { roundId: day.round.id })
    expect(after.figures.missing).toBe(before.missing)
    expect(after.alarms).toContainEqual({ kind: 'failedVisits', count: 1 })
    expect(await sampler.call(startVisit, { visitId })).toMatchObject({ state: 'underWay', failure: null })
  })

  it('that was refused goes up at once, and one whose people moved away leaves them missing', async () => {
    const refusing = async () =>
      (await day.lead.call(readOverview, { roundId: day.round.id })).alarms.find(({ kind }) => kind === 'refusals')
        ?.count ?? 0
    const before = await refusing()
    const { visitId } = await made()
    await sampler.call(startVisit, { visitId })
    await sampler.call(failVisit, { visitId, why: 'moved' })
    expect(await refusing()).toBe(before)
    await sampler.call(startVisit, { visitId })
    const refuse = () => sampler.call(failVisit, { visitId, why: 'refuses' })
    const ends = await atOnce(refuse(), refuse())
    expect(ends).toEqual(['done', 'visit.state'])
    expect(await refusing()).toBe(before + 1)
    expect(await refusal(volunteer.call(failVisit, { visitId, why: 'noAccess' }))).toBe('visit.state')
  })
})

describe('sampling at the door', () => {
  it('puts the named people into one closed tube, and the visit is done when nobody is left', async () => {
    const { visitId, ids, home } = await made()
    await sampler.call(startVisit, { visitId })
    const before = (await day.lead.call(readOverview, { roundId: day.round.id })).figures.sampled
    const part = await sampler.call(sampleAtDoor, { visitId, barcode: barcode(), residentIds: [nth(ids, 0)] })
    expect(part.state).toBe('underWay')
    expect(part.people.map(({ sampled }) => sampled)).toEqual(ids.map((_, i) => i === 0))
    const rest = await sampler.call(sampleAtDoor, { visitId, barcode: barcode(), residentIds: ids.slice(1) })
    expect(rest).toMatchObject({ state: 'done', mine: true })
    const after = (await day.lead.call(readOverview, { roundId: day.round.id })).figures.sampled
    expect(after - before).toBe(home.people.length)
  })

  it('is refused before the visit was taken, with a used barcode, and for people of another door', async () => {
    const { visitId, ids } = await made()
    const other = await made()
    const sample = (residentIds: string[], code = barcode()) =>
      sampler.call(sampleAtDoor, { visitId, barcode: code, residentIds })
    expect(await refused(sample(ids))).toMatchObject({ code: 'visit.state', details: { state: 'open' } })
    await sampler.call(startVisit, { visitId })
    expect(await refusal(sample(other.ids))).toBe('visit.peopleElsewhere')
    expect(await refusal(sample([]))).toBe('input.invalid')
    const used = barcode()
    await sample([nth(ids, 0)], used)
    expect(await refused(sample(ids.slice(1), used))).toMatchObject({ code: 'tube.barcodeUsed' })
    expect(await refused(sample([nth(ids, 0)]))).toMatchObject({ code: 'person.inTube', details: { barcode: used } })
    expect((await VisitModel.findById(oid(visitId)).lean())?.state).toBe('underWay')
  })

  it('is for samplers of the place only', async () => {
    const { visitId, ids } = await made()
    await volunteer.call(startVisit, { visitId })
    const elsewhere = await staff(house, 'sampler', (await scene(house)).communityId)
    for (const stranger of [volunteer, gridLeader, elsewhere, await resident(house, '19900000001')])
      expect(await refusal(stranger.call(sampleAtDoor, { visitId, barcode: barcode(), residentIds: ids }))).toBe(
        'auth.forbidden',
      )
  })

  it('happens once when two sample the same people at once, and when the operation is sent twice', async () => {
    const { visitId, ids } = await made()
    await sampler.call(startVisit, { visitId })
    const second = await staff(house, 'sampler', day.communityId)
    const ends = await atOnce(
      ...[sampler, second].map((who) => who.call(sampleAtDoor, { visitId, barcode: barcode(), residentIds: ids })),
    )
    expect(ends[0]).toBe('done')
    expect(['person.inTube', 'visit.state']).toContain(ends[1])
    const again = await made()
    await sampler.call(startVisit, { visitId: again.visitId })
    const input = { visitId: again.visitId, barcode: barcode(), residentIds: again.ids }
    const operationId = 'sample-this-door-once'
    const first = await sampler.call(sampleAtDoor, input, { operationId })
    expect(await sampler.call(sampleAtDoor, input, { operationId })).toEqual(first)
    expect(sampler.last.headers.get('operation-outcome')).toBe('duplicate')
  })
})

describe('one tube for several doors', () => {
  const at = async (who = sampler) => {
    const door = await made()
    await who.call(startVisit, { visitId: door.visitId })
    const sample = (label: string, keep = true, residentIds = door.ids) =>
      who.call(sampleAtDoor, { visitId: door.visitId, barcode: label, residentIds, keep })
    return { ...door, sample }
  }
  const carried = async (who = sampler) => (await who.call(listVisits, { roundId: day.round.id })).carried
  const close = (who: Player, label: string, count: number) =>
    who.call(closeCarried, { roundId: day.round.id, barcode: label, count })

  it('goes on to the next door open, and is closed by its count', async () => {
    const [one, two] = [await at(), await at()]
    const label = barcode()
    expect(await one.sample(label)).toMatchObject({ state: 'done' })
    expect(await carried()).toMatchObject([{ barcode: label, people: one.ids.length }])
    expect(await refused(two.sample(barcode()))).toMatchObject({ code: 'visit.tubeOpen', details: { barcode: label } })
    await two.sample(label)
    const count = one.ids.length + two.ids.length
    expect(await refused(close(sampler, label, count + 1))).toMatchObject({ code: 'tube.countDiffers' })
    const ends = await atOnce(close(sampler, label, count), close(sampler, label, count))
    expect(ends).toEqual(['done', 'tube.state'])
    expect(await carried()).toEqual([])
    const tube = await TubeModel.findOne({ barcode: label }).lean()
    expect(tube).toMatchObject({ state: 'closed', room: 10 - count })
  })

  it('is carried by the whole team, but not by another, and closes when it is full', async () => {
    const [mate, other] = [
      await staff(house, 'sampler', day.communityId),
      await staff(house, 'sampler', day.communityId),
    ]
    const [one, two] = [await made(), await made()]
    const { id: teamId } = await day.lead.call(makeTeam, {
      roundId: day.round.id,
      name: '接力队',
      accountIds: [sampler.id, mate.id],
    })
    for (const { visitId } of [one, two]) await gridLeader.call(assignVisit, { visitId, teamId })
    const label = barcode()
    await sampler.call(startVisit, { visitId: one.visitId })
    await sampler.call(sampleAtDoor, { visitId: one.visitId, barcode: label, residentIds: one.ids, keep: true })
    expect(await carried(mate)).toMatchObject([{ barcode: label }])
    const since = (await TubeModel.findOne({ barcode: label }).lean())?.people[0]?.admittedAt
    const { teams } = await day.lead.call(listTeams, { roundId: day.round.id })
    expect(teams.find(({ id }) => id === teamId)?.carriedSince).toBe(since?.toISOString())
    const theirs = await at(other)
    expect(await refusal(theirs.sample(label))).toBe('tube.barcodeUsed')
    expect((await VisitModel.findById(oid(theirs.visitId)).lean())?.state).toBe('underWay')
    await TubeModel.updateOne({ barcode: label }, { capacity: one.ids.length + two.ids.length, room: two.ids.length })
    await mate.call(startVisit, { visitId: two.visitId })
    await mate.call(sampleAtDoor, { visitId: two.visitId, barcode: label, residentIds: two.ids, keep: true })
    expect(await TubeModel.findOne({ barcode: label }).lean()).toMatchObject({ state: 'closed', room: 0 })
  })

  it('is one for an account, on however many phones, and one for a team', async () => {
    const who = await staff(house, 'sampler', day.communityId)
    const [one, two] = [await at(who), await at(who)]
    expect(await atOnce(one.sample(barcode()), two.sample(barcode()))).toEqual(['done', 'visit.tubeOpen'])
    expect(await carried(who)).toHaveLength(1)
    const [left, right] = [
      await staff(house, 'sampler', day.communityId),
      await staff(house, 'sampler', day.communityId),
    ]
    await day.lead.call(makeTeam, { roundId: day.round.id, name: '同行队', accountIds: [left.id, right.id] })
    const [theirs, others] = [await at(left), await at(right)]
    expect(await atOnce(theirs.sample(barcode()), others.sample(barcode()))).toEqual(['done', 'visit.tubeOpen'])
    expect(await carried(left)).toEqual(await carried(right))
  })

  it('gives back who walked off or was the wrong person: they are missing, and the visit is under way again', async () => {
    const who = await staff(house, 'sampler', day.communityId)
    const one = await at(who)
    const label = barcode()
    await one.sample(label)
    const [first = '', ...rest] = one.ids
    const remove = (as: Player, residentId: string, reason: string = 'walkedOff', code = label) =>
      as.call(removeCarried, { roundId: day.round.id, barcode: code, residentId, reason: reason as 'walkedOff' })
    expect(await refusal(remove(who, first, 'tired'))).toBe('input.invalid')
    expect(await refusal(remove(who, first, 'walkedOff', 'NEVER-SEEN-1'))).toBe('tube.unknown')
    for (const stranger of [volunteer, await resident(house, '19900000003')])
      expect(await refusal(remove(stranger, first))).toBe('auth.forbidden')
    const before = (await day.lead.call(readOverview, { roundId: day.round.id })).figures
    expect(await atOnce(remove(who, first), remove(who, first))).toEqual(['done', 'person.notInTube'])
    const seen = async () =>
      (await who.call(listVisits, { roundId: day.round.id })).visits.find(({ id }) => id === one.visitId)
    expect(await seen()).toMatchObject({ state: 'underWay', mine: true, endedAt: null })
    expect((await seen())?.people.find(({ residentId }) => residentId === first)?.sampled).toBe(false)
    const [tube] = await carried(who)
    expect(tube?.inside.map(({ residentId }) => residentId)).toEqual(rest)
    for (const residentId of rest) await remove(who, residentId, 'failedSwab')
    expect(await carried(who)).toMatchObject([{ people: 0, inside: [] }])
    expect((await day.lead.call(readOverview, { roundId: day.round.id })).figures.missing).toBe(before.missing)
    expect(await refused(close(who, label, 1))).toMatchObject({ code: 'tube.countDiffers' })
    expect(await one.sample(label, true, [first])).toMatchObject({ state: rest.length ? 'underWay' : 'done' })
    expect(await refused(close(who, label, 0))).toMatchObject({ code: 'tube.countDiffers', details: { count: 1 } })
    await remove(who, first, 'wrongPerson')
    await close(who, label, 0)
    expect(await carried(who)).toEqual([])
    expect(await refused(remove(who, first))).toMatchObject({ code: 'tube.state', details: { state: 'void' } })
    expect(await one.sample(barcode(), false)).toMatchObject({ state: 'done' })
  })

  it('never takes anybody who needs a tube of their own, more than fit, or anybody where a tube is for one household', async () => {
    const [one, two] = [await at(), await at()]
    const label = barcode()
    await TicketModel.updateMany({ residentId: oid(nth(one.ids, 0)) }, { route: 'doorOnly' })
    expect(await refusal(one.sample(label, true, one.ids.slice(0, 1)))).toBe('visit.singleTube')
    await two.sample(label)
    expect(await refusal(one.sample(label, false, one.ids.slice(0, 1)))).toBe('visit.singleTube')
    await TicketModel.updateMany({ residentId: oid(nth(one.ids, 0)) }, { route: 'ordinary' })
    await TubeModel.updateOne({ barcode: label }, { room: one.ids.length - 1 })
    expect(await refusal(one.sample(label))).toBe('tube.full')
    await RoundModel.updateOne({ _id: oid(day.round.id) }, { 'policy.householdTubes': true })
    expect(await refusal(one.sample(label, true, one.ids.slice(0, 1)))).toBe('visit.noPooling')
    await RoundModel.updateOne({ _id: oid(day.round.id) }, { 'policy.householdTubes': false })
    for (const stranger of [volunteer, await resident(house, '19900000002')])
      expect(await refusal(close(stranger, label, 1))).toBe('auth.forbidden')
    expect(await refusal(close(sampler, 'NEVER-SEEN-1', 1))).toBe('tube.unknown')
  })
})
