import { drawGrid } from '@loumen/shared/community/api'
import { closeRound, compareRounds, readMissing, readOverview, startMakeUp } from '@loumen/shared/coverage/api'
import { rooms } from '@loumen/shared/events'
import { replayOperations } from '@loumen/shared/operations/api'
import { addPost, cloneRound, listPosts } from '@loumen/shared/rounds/api'
import { myTickets, register } from '@loumen/shared/tickets/api'
import { admit, openTube, voidTube } from '@loumen/shared/tubes/api'
import { makeVisit } from '@loumen/shared/visits/api'
import { oid } from '../src/base/db'
import { setClock } from '../src/clock'
import { demoHouseholds } from '../src/demo/people'
import { RoundModel } from '../src/rounds/model'
import { TicketModel } from '../src/tickets/model'
import { ticketCode } from '../src/tickets/queries'
import { desk, householder, nth, type Player, pool, type Scene, scene, staff } from './cast'
import { atOnce, heard, refusal, refused, startHouse, type TestHouse, until } from './house'

let house: TestHouse
let day: Scene
let captain: Player
let gridLeader: Player
let gridId: string

beforeAll(async () => {
  house = await startHouse()
  day = await scene(house)
  const entranceIds = day.entrances.slice(0, 2).map(({ id }) => id)
  gridId = (await day.lead.call(drawGrid, { communityId: day.communityId, name: '一网格', entranceIds })).id
  gridLeader = await staff(house, 'gridLeader', gridId)
  captain = await staff(house, 'captain', nth(entranceIds, 0))
})
afterAll(() => house.close())

const roundId = () => day.round.id
const missing = (who: Player = day.lead, id = roundId()) => who.call(readMissing, { roundId: id })
const doorOf = async (householdId: string, who = day.lead) =>
  (await missing(who)).households.find((one) => one.householdId === householdId)

/** Somebody behind the nth entrance who has answered nothing yet. */
async function somebody(entrance = 0) {
  const ticket = await TicketModel.findOne({
    roundId: oid(roundId()),
    entranceId: oid(nth(day.entrances, entrance).id),
    answer: { $exists: false },
  }).lean()
  if (!ticket) throw new Error('everybody has answered')
  return { householdId: String(ticket.householdId), residentId: String(ticket.residentId) }
}

describe('an excuse', () => {
  it('is given by those whom the rule allows, and what proves it is sealed', async () => {
    const home = await householder(house, day, 0)
    const tickets = nth((await home.call(myTickets, {})).rounds, 0)
    const residentId = nth(tickets.tickets, 0).residentId
    const answer = (more: object) =>
      home.call(register, {
        roundId: roundId(),
        householdId: tickets.householdId,
        answers: [{ residentId, kind: 'excused', reason: 'sampledElsewhere', ...more }],
      })
    expect(await refusal(answer({}))).toBe('excuse.proofMissing')
    expect(await refusal(answer({ reason: 'isolated' }))).toBe('excuse.notYours')
    expect(await refusal(answer({ reason: 'vaccinated' }))).toBe('excuse.untilMissing')
    expect(await refusal(answer({ reason: 'vaccinated', until: '2120-01-01' }))).toBe('excuse.untilWrong')
    const answered = await answer({ proof: '人民医院 1月8日' })
    expect(nth(answered.tickets, 0)).toMatchObject({ answer: 'excused', excuse: { reason: 'sampledElsewhere' } })
    expect(JSON.stringify(await TicketModel.findOne({ residentId: oid(residentId) }).lean())).not.toContain('人民医院')
    expect(await refusal(home.call(register, { ...keys(tickets), answers: [{ residentId, kind: 'refuses' }] }))).toBe(
      'excuse.notYours',
    )
  })

  it('of a captain may be that somebody moved away, not that they are isolated', async () => {
    const { householdId, residentId } = await somebody()
    const answer = (reason: 'leftCommunity' | 'isolated', who = captain) =>
      who.call(register, { roundId: roundId(), householdId, answers: [{ residentId, kind: 'excused', reason }] })
    expect(await refusal(answer('isolated'))).toBe('excuse.notYours')
    await answer('leftCommunity')
    await answer('isolated', gridLeader)
    const elsewhere = await somebody(5)
    const foreign = { roundId: roundId(), ...elsewhere, answers: [{ ...elsewhere, kind: 'coming' as const }] }
    expect(await refusal(captain.call(register, foreign))).toBe('auth.forbidden')
  })
})

const keys = ({ roundId: id, householdId }: { roundId: string; householdId: string }) => ({ roundId: id, householdId })

describe('a refusal', () => {
  it('stays missing, is seen on the list, and goes up by itself when it lasts', async () => {
    const { householdId, residentId } = await somebody()
    const before = (await day.lead.call(readOverview, { roundId: roundId() })).figures
    await captain.call(register, { roundId: roundId(), householdId, answers: [{ residentId, kind: 'refuses' }] })
    const { figures, alarms } = await day.lead.call(readOverview, { roundId: roundId() })
    expect(figures).toEqual(before)
    expect(alarms).toContainEqual({ kind: 'refusals', count: 1 })
    expect((await doorOf(householdId))?.refusal?.toldTo).toEqual(['gridLeader'])
    setClock(new Date(Date.now() + 31 * 60_000))
    expect((await doorOf(householdId))?.refusal?.toldTo).toEqual(['gridLeader', 'communityLead'])
    setClock(new Date())
    await captain.call(register, { roundId: roundId(), householdId, answers: [{ residentId, kind: 'coming' }] })
    expect((await doorOf(householdId))?.refusal).toBeNull()
  })
})

describe('the list of who is still missing', () => {
  it('gives a grid leader their grid by floor, with the visit that was sent', async () => {
    const mine = await missing(gridLeader)
    expect(new Set(mine.households.map((one) => one.gridId))).toEqual(new Set([gridId]))
    expect(mine.households.reduce((sum, one) => sum + one.missing, 0)).toBe(mine.figures.missing)
    expect(mine.households.map((one) => one.lastTry.channel)).toContain('none')
    const home = nth(mine.households, 0)
    await gridLeader.call(makeVisit, { roundId: roundId(), householdId: home.householdId, kind: 'sampling' })
    const after = await until(
      () => doorOf(home.householdId, gridLeader),
      (one) => one?.visit === 'open',
    )
    expect(after?.lastTry.channel).toBe('visit')
    expect(JSON.stringify(mine)).not.toContain(nth(nth(demoHouseholds(), 0).people, 0).name)
    for (const who of [captain, await staff(house, 'volunteer', day.communityId)])
      expect(await refusal(missing(who))).toBe('auth.forbidden')
  })

  it('follows a tube that is opened and voided, and the grid hears of it', async () => {
    const at = await desk(house, day)
    const socket = await house.socket({ token: gridLeader.token })
    await socket.emitWithAck('watch', rooms.grid(gridId))
    const told = heard(socket, 'changed', ({ what }) => what === 'coverage')
    const ticket = await TicketModel.findOne({
      roundId: oid(roundId()),
      entranceId: oid(nth(day.entrances, 1).id),
      route: 'ordinary',
      answer: { $exists: false },
    }).lean()
    const householdId = String(ticket?.householdId)
    const before = (await doorOf(householdId))?.missing
    const tube = await at.registrar.call(openTube, { tableId: nth(day.tableIds, 0), barcode: 'CLOSE-0001' })
    const scan = {
      kind: 'ticket' as const,
      code: ticketCode(roundId(), householdId),
      residentIds: [String(ticket?.residentId)],
    }
    await at.registrar.call(admit, { tubeId: tube.id, scan, reason: '补检' })
    expect(await doorOf(householdId)).toMatchObject({ missing: before, inQueue: 1 })
    await told
    await at.sampler.call(voidTube, { tubeId: tube.id, reason: '破损' })
    expect(await doorOf(householdId)).toMatchObject({ missing: before, inQueue: 0 })
  })
})

describe('the end of a round', () => {
  it('goes on with make-up sampling, and is closed once, with everybody accounted for or a signed reason', async () => {
    const other = await scene(house)
    const id = other.round.id
    for (const who of [
      await staff(house, 'gridLeader', other.communityId),
      await staff(house, 'siteLead', other.siteId),
    ]) {
      expect(await refusal(who.call(startMakeUp, { roundId: id }))).toBe('auth.forbidden')
      expect(await refusal(who.call(closeRound, { roundId: id, reason: '收工' }))).toBe('auth.forbidden')
    }
    expect(await other.lead.call(startMakeUp, { roundId: id })).toMatchObject({ state: 'makeUp' })
    expect(await refusal(other.lead.call(startMakeUp, { roundId: id }))).toBe('round.state')
    const at = await desk(house, other)
    const first = nth(demoHouseholds(), 5).people
    await pool(at, nth(other.tableIds, 0), 'MAKEUP-0001', [nth(first, 0).document])
    expect(await refused(other.lead.call(closeRound, { roundId: id }))).toMatchObject({
      code: 'round.missing',
      details: { missing: other.round.expected - 1 },
    })
    await other.lead.call(addPost, {
      roundId: id,
      name: '入口',
      kind: 'entry',
      siteId: other.siteId,
      holder: { name: '王芳' },
    })
    const close = () => other.lead.call(closeRound, { roundId: id, reason: '暴雨，改期再筛' })
    expect(await atOnce(close(), close())).toEqual(['done', 'round.state'])
    expect(JSON.stringify(await RoundModel.findById(oid(id)).lean())).not.toContain('暴雨')
    const [review] = (await other.lead.call(compareRounds, { communityId: other.communityId })).rounds
    expect(review).toMatchObject({
      figures: { sampled: 1 },
      closing: { sampled: 1, missing: other.round.expected - 1, reason: '暴雨，改期再筛' },
      late: { records: 0, people: 0, conflicts: 0, open: 0 },
    })
    // A table that had no network hands its tube in after the round was closed.
    const tableId = nth(other.tableIds, 0)
    const recorded = (recorder: Player, id: string, fact: object) => ({
      id: `late-device-${id}`.padEnd(20, '0'),
      recordedAt: new Date(Date.now() - 600_000).toISOString(),
      recorderId: recorder.id,
      fact,
    })
    const inTube = { tableId, barcode: 'LATE-0001' }
    const { document: number } = nth(nth(demoHouseholds(), 7).people, 0)
    const hand = (who: Player, operations: ReturnType<typeof recorded>[]) =>
      who.call(replayOperations, { roundId: id, operations })
    await hand(at.registrar, [
      recorded(at.registrar, 'opened', { kind: 'openTube', ...inTube }),
      recorded(at.registrar, 'scanned', { kind: 'admit', ...inTube, who: { kind: 'document', number } }),
      recorded(at.registrar, 'twice', {
        kind: 'admit',
        ...inTube,
        who: { kind: 'document', number: nth(first, 0).document },
      }),
    ])
    await hand(at.sampler, [recorded(at.sampler, 'closed', { kind: 'closeTube', ...inTube, count: 2 })])
    const [later] = (await other.lead.call(compareRounds, { communityId: other.communityId })).rounds
    expect(later).toMatchObject({
      figures: { sampled: 2 },
      closing: { sampled: 1, missing: other.round.expected - 1 },
      late: { records: 4, people: 1 },
    })
    expect(later?.late?.conflicts).toBeGreaterThan(0)
    const next = await other.lead.call(cloneRound, { roundId: id })
    expect(next).toMatchObject({
      policy: other.round.policy,
      entranceIds: other.round.entranceIds,
      sites: other.round.sites.map(({ name, place }) => ({ name, place })),
    })
    expect(next.sites.map(({ tables }) => tables.length)).toEqual(other.round.sites.map(({ tables }) => tables.length))
    const copies = (await other.lead.call(listPosts, { roundId: next.id })).posts
    expect(copies).toMatchObject([{ name: '入口', siteId: next.sites[0]?.id, holder: { name: '王芳' } }])
    expect(await refusal(other.lead.call(cloneRound, { roundId: id }))).toBe('round.running')
    expect(await refusal(at.registrar.call(cloneRound, { roundId: id }))).toBe('auth.forbidden')
    const again = await missing(other.lead, next.id)
    const never = again.households.filter((one) => one.neverCame === 1).length
    expect(never).toBeGreaterThan(0)
    expect(again.households.length).toBeGreaterThanOrEqual(never)
  })

  it('needs no reason when everybody is sampled or excused', async () => {
    const other = await scene(house)
    const id = other.round.id
    const tickets = await TicketModel.find({ roundId: oid(id) }).lean()
    for (const householdId of new Set(tickets.map((ticket) => String(ticket.householdId))))
      await other.lead.call(register, {
        roundId: id,
        householdId,
        answers: tickets
          .filter((ticket) => String(ticket.householdId) === householdId)
          .map((ticket) => ({
            residentId: String(ticket.residentId),
            kind: 'excused' as const,
            reason: 'away' as const,
          })),
      })
    expect((await missing(other.lead, id)).households).toEqual([])
    expect(await other.lead.call(closeRound, { roundId: id })).toMatchObject({ state: 'closed' })
  })
})
