import { drawGrid, placeEntrance } from '@loumen/shared/community/api'
import { readOverview } from '@loumen/shared/coverage/api'
import { listHouseholds, readHousehold } from '@loumen/shared/roster/api'
import { editHousehold, listDisclosures } from '@loumen/shared/roster/people-api'
import { wishAt } from '@loumen/shared/roster/times'
import { addPost, placePost } from '@loumen/shared/rounds/api'
import {
  assignVisit,
  finishVisit,
  listTeams,
  listVisits,
  makeTeam,
  makeVisit,
  makeVisitsByTags,
  planVisits,
  revealSignature,
  sampleAtDoor,
  startVisit,
} from '@loumen/shared/visits/api'
import type { Signature } from '@loumen/shared/visits/signature'
import { oid } from '../src/base/db'
import { TicketModel } from '../src/tickets/model'
import { ticketCode } from '../src/tickets/queries'
import { VisitModel } from '../src/visits/model'
import { nth, type Player, resident, type Scene, scene, staff } from './cast'
import { atOnce, refusal, refused, startHouse, type TestHouse } from './house'

let house: TestHouse
let day: Scene
let first: Player
let second: Player
let gridLeader: Player
let gridId: string
let barcodes = 0
const barcode = () => `TEAM-${String(++barcodes).padStart(4, '0')}`

beforeAll(async () => {
  house = await startHouse()
  day = await scene(house)
  gridId = (
    await day.lead.call(drawGrid, {
      communityId: day.communityId,
      name: '一网格',
      entranceIds: day.entrances.slice(0, 3).map(({ id }) => id),
    })
  ).id
  gridLeader = await staff(house, 'gridLeader', gridId)
  first = await staff(house, 'sampler', day.communityId)
  second = await staff(house, 'sampler', day.communityId)
})
afterAll(() => house.close())

const roundId = () => day.round.id
const team = (name: string, who: readonly Player[]) =>
  day.lead.call(makeTeam, { roundId: roundId(), name, accountIds: who.map(({ id }) => id) })

it('puts teams together of people who may go to doors here', async () => {
  const made = await team('一队', [first])
  expect(made).toMatchObject({ name: '一队', waiting: 0, members: [{ accountId: first.id }] })
  expect(await refusal(team('一队', [second]))).toBe('team.nameTaken')
  const foreign = await staff(house, 'sampler', (await scene(house)).communityId)
  for (const wrong of [foreign, await staff(house, 'courier', day.communityId)])
    expect(await refusal(team('外队', [wrong]))).toBe('team.nobody')
  const { people } = await gridLeader.call(listTeams, { roundId: roundId() })
  expect(people.map(({ accountId }) => accountId)).toEqual(expect.arrayContaining([first.id, second.id]))
  for (const who of [first, foreign, await resident(house, '19900000001')])
    expect(await refusal(who.call(listTeams, { roundId: roundId() }))).toBe('auth.forbidden')
  await team('二队', [second])
})

it('sends a visit to every missing household with a tag, once, and within the grid only', async () => {
  const tags = ['elderly', 'elderlyAlone', 'limitedMobility', 'wheelchair', 'bedridden', 'infant']
  const input = { roundId: roundId(), kind: 'sampling' as const, tags, gridId }
  const { made } = await gridLeader.call(makeVisitsByTags, input)
  expect(made).toBeGreaterThan(1)
  expect(await gridLeader.call(makeVisitsByTags, input)).toEqual({ made: 0, already: made })
  const { visits } = await day.lead.call(listVisits, { roundId: roundId() })
  expect(new Set(visits.map((visit) => visit.gridId))).toEqual(new Set([gridId]))
  expect(await refusal(first.call(makeVisitsByTags, input))).toBe('auth.forbidden')
  expect(await refusal(gridLeader.call(makeVisitsByTags, { ...input, tags: [] }))).toBe('input.invalid')
})

it('shares out what waits, each team its own route in order, and lets only the team go', async () => {
  const { teams } = await day.lead.call(listTeams, { roundId: roundId() })
  const { visits } = await day.lead.call(planVisits, { roundId: roundId(), teamIds: teams.map(({ id }) => id) })
  for (const { id } of teams) {
    const places = visits.filter((visit) => visit.team?.id === id).map(({ place }) => place)
    expect(places).toEqual(places.map((_, at) => at + 1))
  }
  const entrances = new Map<string, Set<string | undefined>>()
  for (const visit of visits)
    entrances.set(visit.entranceId, (entrances.get(visit.entranceId) ?? new Set()).add(visit.team?.id))
  expect([...entrances.values()].every((own) => own.size === 1)).toBe(true)
  const own = (await first.call(listVisits, { roundId: roundId() })).visits.filter((visit) => visit.team?.own)
  const visitId = nth(own, 0).id
  expect(await refused(second.call(startVisit, { visitId }))).toMatchObject({
    code: 'visit.otherTeam',
    details: { team: '一队' },
  })
  expect(await first.call(startVisit, { visitId })).toMatchObject({ state: 'underWay', mine: true })
  expect(await refusal(day.lead.call(assignVisit, { visitId, teamId: null }))).toBe('visit.state')
})

it('is given to one team or back to everybody, two at once to one of them', async () => {
  const { teams } = await day.lead.call(listTeams, { roundId: roundId() })
  const [visit] = (await day.lead.call(listVisits, { roundId: roundId(), state: 'assigned' })).visits
  const visitId = visit?.id ?? ''
  expect(await day.lead.call(assignVisit, { visitId, teamId: null })).toMatchObject({ state: 'open', team: null })
  await Promise.all(teams.map(({ id }) => day.lead.call(assignVisit, { visitId, teamId: id })))
  const kept = await VisitModel.findById(oid(visitId)).lean()
  expect(teams.map(({ id }) => id)).toContain(String(kept?.teamId))
  expect(await refusal(first.call(assignVisit, { visitId, teamId: null }))).toBe('auth.forbidden')
  expect(await refusal(day.lead.call(assignVisit, { visitId, teamId: 'f'.repeat(24) }))).toBe('notFound')
  const going = [first, second].map((who) => who.call(startVisit, { visitId }))
  expect(await atOnce(...going)).toEqual(['done', 'visit.otherTeam'])
})

it('keeps a wish, and the proof sealed: the household own code or the name that signed', async () => {
  const ticket = await TicketModel.findOne({
    roundId: oid(roundId()),
    entranceId: oid(nth(day.entrances, 4).id),
    route: 'ordinary',
  }).lean()
  const householdId = String(ticket?.householdId)
  const wish = { from: '2022-01-09T02:00:00.000Z', until: '2022-01-09T01:00:00.000Z' }
  const make = (more = {}) => day.lead.call(makeVisit, { roundId: roundId(), householdId, kind: 'help', ...more })
  expect(await refusal(make({ wish }))).toBe('visit.wishWrong')
  const visit = await make({ wish: { from: wish.until, until: wish.from } })
  expect(visit.wish).toEqual({ from: wish.until, until: wish.from })
  await first.call(startVisit, { visitId: visit.id })
  const end = (proof: { kind: 'code'; code: string } | { kind: 'signature'; name: string }) =>
    first.call(finishVisit, { visitId: visit.id, proof })
  expect(await refusal(end({ kind: 'code', code: ticketCode(roundId(), 'f'.repeat(24)) }))).toBe('visit.proofWrong')
  expect(await refusal(end({ kind: 'code', code: 'nonsense' }))).toBe('scan.unreadable')
  expect(await end({ kind: 'signature', name: '欧阳明月' })).toMatchObject({ state: 'done', proof: 'signature' })
  expect(JSON.stringify(await VisitModel.findById(oid(visit.id)).lean())).not.toContain('欧阳')
  const reveal = (who: Player, visitId = visit.id) => who.call(revealSignature, { visitId, reason: '核对上门' })
  expect(await reveal(day.lead)).toEqual({ kind: 'signature', name: '欧阳明月' })
  const drawing: Signature = [Array.from({ length: 20 }, (_, at): [number, number] => [100 + at * 20, 200])]
  const other = await make({ kind: 'reminder' })
  await first.call(startVisit, { visitId: other.id })
  const sign = (strokes: unknown) =>
    first.call(finishVisit, { visitId: other.id, proof: { kind: 'drawn', strokes: strokes as Signature } })
  for (const wrong of [[], [[[1, 1]]], Array.from({ length: 61 }, () => [[1, 1]]), [[[1, 2000]]], 'iVBORw0KGgo='])
    expect(await refusal(sign(wrong))).toBe('input.invalid')
  expect(await refused(reveal(day.lead, other.id))).toMatchObject({ code: 'visit.unsigned' })
  expect(await atOnce(sign(drawing), sign(drawing))).toEqual(['done', 'visit.state'])
  expect(JSON.stringify(await VisitModel.findById(oid(other.id)).lean())).not.toContain('100')
  expect(await reveal(day.lead, other.id)).toEqual({ kind: 'drawn', strokes: drawing })
  for (const stranger of [first, gridLeader, await resident(house, '19900000031')])
    expect(await refusal(reveal(stranger, other.id))).toBe('auth.forbidden')
  const { disclosures } = await day.lead.call(listDisclosures, { communityId: day.communityId })
  expect(disclosures.filter(({ what }) => what === 'signatureRevealed')).toHaveLength(2)
  expect(disclosures[0]).toMatchObject({ by: expect.any(String), reason: '核对上门', person: null, people: null })
})

it('goes by the times that a household asked for, unless a visit has its own', async () => {
  const ticket = await TicketModel.findOne({
    roundId: oid(roundId()),
    entranceId: oid(nth(day.entrances, 4).id),
    route: 'ordinary',
  }).lean()
  const householdId = String(ticket?.householdId)
  const times = [{ from: null, until: '23:59', day: null }]
  const { rev } = await day.lead.call(readHousehold, { householdId })
  await day.lead.call(editHousehold, { householdId, rev, times })
  const expected = wishAt(times, new Date())?.until?.toISOString()
  const visit = await day.lead.call(makeVisit, { roundId: roundId(), householdId, kind: 'reminder' })
  expect(visit.wish?.until).toBe(expected)
  const teamIds = (await day.lead.call(listTeams, { roundId: roundId() })).teams.map(({ id }) => id)
  const { visits } = await day.lead.call(planVisits, { roundId: roundId(), teamIds })
  expect(visits.find(({ id }) => id === visit.id)).toMatchObject({ wish: { from: null, until: expected } })
  const wish = { from: null, until: '2022-01-09T01:00:00.000Z' }
  expect((await day.lead.call(makeVisit, { roundId: roundId(), householdId, kind: 'help', wish })).wish).toEqual(wish)
})

it('gives people in isolation a tube each, and says since when a tube is carried', async () => {
  const apart = await TicketModel.find({ roundId: oid(roundId()), route: 'doorOnly' }).lean()
  const householdId = String(nth(apart, 0).householdId)
  const visit = await day.lead.call(makeVisit, { roundId: roundId(), householdId, kind: 'sampling' })
  expect(visit.single).toBe(true)
  await first.call(startVisit, { visitId: visit.id })
  const ids = visit.people.map(({ residentId }) => residentId)
  if (ids.length > 1)
    expect(await refusal(first.call(sampleAtDoor, { visitId: visit.id, barcode: barcode(), residentIds: ids }))).toBe(
      'visit.singleTube',
    )
  const before = (await day.lead.call(readOverview, { roundId: roundId() })).figures.sampled
  for (const id of ids) await first.call(sampleAtDoor, { visitId: visit.id, barcode: barcode(), residentIds: [id] })
  expect((await day.lead.call(readOverview, { roundId: roundId() })).figures.sampled - before).toBe(ids.length)
  expect((await first.call(listVisits, { roundId: roundId() })).carriedSince).not.toBeNull()
  expect((await second.call(listVisits, { roundId: roundId() })).carriedSince).toBeNull()
})

it('begins where the site is pinned on the plan, so that a far door is not left for the way back', async () => {
  const corner = [
    { x: 0, y: 0 },
    { x: 1, y: 0 },
    { x: 0.5, y: 1 },
  ]
  const entrances = day.entrances.slice(-3)
  const entranceIds = entrances.map(({ id }) => id)
  const { id: far } = await day.lead.call(drawGrid, { communityId: day.communityId, name: '远处', entranceIds })
  for (const [i, entranceId] of entranceIds.entries()) {
    await day.lead.call(placeEntrance, { entranceId, place: nth(corner, i) })
    const { households } = await day.lead.call(listHouseholds, { communityId: day.communityId, entranceId })
    const householdId = nth(households, 0).id
    await day.lead.call(makeVisit, { roundId: roundId(), householdId, kind: 'reminder' })
  }
  const { id: teamId } = await team('远队', [first])
  const stops = async () => {
    const input = { roundId: roundId(), teamIds: [teamId], gridId: far }
    const { visits } = await day.lead.call(planVisits, input)
    return [...new Set(visits.filter((visit) => visit.team?.id === teamId).map(({ entranceId }) => entranceId))]
  }
  expect((await stops())[1]).not.toBe(entranceIds[2])
  const post = await day.lead.call(addPost, { roundId: roundId(), name: '入口', kind: 'entry', siteId: day.siteId })
  await day.lead.call(placePost, { postId: post.id, place: { x: 0.5, y: 0 } })
  expect((await stops())[1]).toBe(entranceIds[2])
})
