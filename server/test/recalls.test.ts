import { callAgain, callDown } from '@loumen/shared/calls/api'
import { drawGrid } from '@loumen/shared/community/api'
import { closeRound } from '@loumen/shared/coverage/api'
import { rooms } from '@loumen/shared/events'
import {
  acknowledgeAlert,
  closeRecall,
  listRecalls,
  listVisitors,
  myRecalls,
  readDuty,
  readRecall,
  recordReached,
  releaseHousehold,
  revealPhones,
  sampleSingly,
  setDuty,
  shareRecall,
} from '@loumen/shared/incidents/api'
import { recallDoors } from '@loumen/shared/incidents/doors'
import type { Recall } from '@loumen/shared/incidents/schema'
import { replayOperations } from '@loumen/shared/operations/api'
import { correctResult, reportResults } from '@loumen/shared/results/api'
import { listDisclosures } from '@loumen/shared/roster/people-api'
import { openRound, setTable } from '@loumen/shared/rounds/api'
import type { Round } from '@loumen/shared/rounds/schema'
import { myTickets } from '@loumen/shared/tickets/api'
import { listVisits, makeTeam, makeVisit, planVisits, startVisit } from '@loumen/shared/visits/api'
import { oid } from '../src/base/db'
import { NoticeModel } from '../src/base/notices'
import { CallModel } from '../src/calls/model'
import { now, setClock } from '../src/clock'
import { AlertModel, RecallModel } from '../src/incidents/model'
import { HouseholdModel } from '../src/roster/model'
import { findByDocument } from '../src/roster/queries'
import { desk, householder, nth, type Player, pool, scene, staff } from './cast'
import { atOnce, heard, refusal, refused, until } from './house'
import { type RecallCast, recallCast } from './recall-cast'

let cast: RecallCast
let house: RecallCast['house']
let day: RecallCast['day']
let lab: Player
let team: Player
let strangers: Player[]
beforeAll(async () => {
  cast = await recallCast()
  ;({ house, day, lab, team, strangers } = cast)
})
afterAll(() => cast.close())
afterEach(() => {
  setClock(new Date())
  cast.gateway.answers = 200
})

describe('a recall', () => {
  it('freezes everybody and their households, ends their visits, and gives each person a visit of its own', async () => {
    const { place, documents } = cast.take()
    const home = await householder(house, day, place)
    const { householdId, roundId } = await cast.ticketsOf(home)
    const visit = await day.lead.call(makeVisit, { roundId, householdId, kind: 'help' })
    const { id: teamId } = await day.lead.call(makeTeam, { roundId, name: '一队', accountIds: [team.id] })
    const { visits } = await day.lead.call(planVisits, { roundId, teamIds: [teamId] })
    expect(visits).toMatchObject([{ id: visit.id, state: 'assigned' }])
    const socket = await house.socket({ token: day.lead.token })
    await socket.emitWithAck('watch', rooms.community(day.communityId))
    const told = heard(socket, 'changed', ({ what, id }) => what === 'results' && !!id)
    const recall = await cast.positivePool(documents.slice(0, 1), '灰区')
    await told
    expect(recall).toMatchObject({ state: 'open', kind: 'single', outcome: 'grey', samplesWanted: 2, unanswered: 3 })
    expect(recall.people.map(({ why }) => why).sort()).toEqual(
      documents.map((_, i) => (i ? 'household' : 'pool')).sort(),
    )
    expect(recall.people.every(({ frozen, verdict }) => frozen && verdict === 'waiting')).toBe(true)
    expect(await refusal(team.call(startVisit, { visitId: visit.id }))).toBe('household.frozen')
    const listed = await day.lead.call(listVisits, { roundId })
    expect(listed.visits.find(({ id }) => id === visit.id)?.state).toBe('failed')
    expect((await cast.ticketsOf(home)).tickets.map(({ result }) => result)).toEqual(documents.map(() => 'resampling'))
  })

  it('is for those who lead or sample there, and shows nobody to others', async () => {
    const recall = await cast.positivePool(cast.take().documents.slice(0, 2))
    const { residentId, householdId } = nth(recall.people, 0)
    const recallId = recall.id
    for (const stranger of strangers) {
      const asks = [
        stranger.call(readRecall, { recallId }),
        stranger.call(listVisitors, { recallId }),
        stranger.call(revealPhones, { recallId, residentId }),
        stranger.call(recordReached, { recallId, residentId, where: 'home', how: 'door' }),
        stranger.call(sampleSingly, { recallId, residentId, samples: [{ barcode: cast.barcode(), lab: '市一院' }] }),
        stranger.call(closeRecall, { recallId, decision: '解除' }),
        stranger.call(releaseHousehold, { recallId, householdId, reason: '解除' }),
        stranger.call(acknowledgeAlert, { alertId: nth(recall.alerts, 0).id }),
        stranger.call(readDuty, { communityId: day.communityId }),
        stranger.call(setDuty, { communityId: day.communityId, escalateAfter: 5, contacts: {} }),
      ]
      expect([...new Set(await Promise.all(asks.map(refusal)))]).toEqual(['auth.forbidden'])
    }
    for (const decide of [closeRecall, releaseHousehold])
      expect(await refusal(team.call(decide, { recallId, householdId, decision: '解除', reason: '解除' }))).toBe(
        'auth.forbidden',
      )
    expect((await cast.read(recall, team)).people.every(({ phone }) => phone === null)).toBe(true)
  })

  it('says who was reached, where, how and by whom, and who was at the door lately', async () => {
    const recall = await cast.positivePool(cast.take().documents.slice(0, 2))
    const { residentId } = nth(recall.people, 0)
    const call = { recallId: recall.id, residentId, where: 'work' as const, place: '超市仓库', how: 'phone' as const }
    const first = await team.call(recordReached, { ...call, toldBy: '王警官' })
    expect(first.people.find((one) => one.residentId === residentId)?.reached).toMatchObject({
      where: 'work',
      place: '超市仓库',
      toldBy: '王警官',
    })
    const again = await team.call(recordReached, { ...call, where: 'home', place: undefined, how: 'door' })
    expect(again.people.find((one) => one.residentId === residentId)?.reached).toMatchObject({
      where: 'home',
      place: null,
      toldBy: 'sampler',
    })
    const { visitors } = await day.lead.call(listVisitors, { recallId: recall.id })
    expect(visitors).toMatchObject([
      { name: 'sampler', what: 'visit' },
      { name: 'sampler', what: 'visit' },
    ])
    expect(JSON.stringify(await RecallModel.findById(recall.id).lean())).not.toMatch(/超市|positive/)
    expect(await refusal(team.call(recordReached, { ...call, place: '  ' }))).toBe('input.invalid')
    expect(await refusal(team.call(recordReached, { ...call, residentId: 'f'.repeat(24) }))).toBe('auth.forbidden')
  })

  it('is shown whole to those who work on it, and a grid leader gets their own doors', async () => {
    const [one, two] = [cast.take(), cast.take()]
    const recall = await cast.positivePool([...one.documents.slice(0, 1), ...two.documents.slice(0, 1)])
    const own = async (who: Player) =>
      (await who.call(myRecalls, {})).recalls.find(({ id }) => id === recall.id)?.people.length
    expect(await own(team)).toBe(recall.people.length)
    for (const stranger of strangers) expect((await stranger.call(myRecalls, {})).recalls).toEqual([])
    const { entrance, householdId } = nth(recall.people, 0)
    const entranceIds = day.entrances.filter(({ label }) => label === entrance).map(({ id }) => id)
    const grid = await day.lead.call(drawGrid, { communityId: day.communityId, name: '复采网格', entranceIds })
    const leader = await staff(house, 'gridLeader', grid.id)
    const seen = nth(
      (await leader.call(myRecalls, {})).recalls.filter(({ id }) => id === recall.id),
      0,
    )
    expect(new Set(seen.people.map((person) => person.entrance))).toEqual(new Set([entrance]))
    expect(seen).toMatchObject({ alerts: [], samplesWanted: 2 })
    const { residentId } = nth(seen.people, 0)
    const told = await leader.call(recordReached, { recallId: recall.id, residentId, where: 'home', how: 'door' })
    expect(told.people.every((person) => person.entrance === entrance)).toBe(true)
    expect(seen.people.some((person) => person.householdId === householdId)).toBe(true)
  })

  it('gives the numbers to call somebody by to those who work on it, and writes that down', async () => {
    const { documents } = cast.take()
    const recall = await cast.positivePool(documents.slice(0, 1))
    const asked = { recallId: recall.id, residentId: nth(recall.people, 0).residentId }
    const { phones } = await team.call(revealPhones, asked)
    const known = cast.households.flatMap(({ people }) => people).filter(({ document }) => documents.includes(document))
    expect(new Set(phones.map(({ phone }) => phone))).toEqual(new Set(known.flatMap(({ phone }) => phone || [])))
    const reasons = (await day.lead.call(listDisclosures, { communityId: day.communityId })).disclosures
    expect(reasons.filter(({ reason }) => reason === `复采 ${recall.number}`)).toHaveLength(phones.length)
    expect(await refusal(team.call(revealPhones, { ...asked, residentId: 'f'.repeat(24) }))).toBe('auth.forbidden')
    await cast.sampleAll(recall)
    await day.lead.call(closeRecall, { recallId: recall.id, decision: '解除' })
    expect(await refusal(team.call(revealPhones, asked))).toBe('recall.closed')
  })

  it('takes what a team recorded without a network, each once, and keeps what collides for a person to decide', async () => {
    const recall = await cast.positivePool(cast.take().documents.slice(0, 1))
    const { residentId } = nth(recall.people, 0)
    const [one, two] = [cast.barcode(), cast.barcode()]
    const samples = [
      { barcode: one, lab: '市一院' },
      { barcode: two, lab: '市疾控' },
    ]
    const recordedAt = now().toISOString()
    const record = (id: string, fact: object) => ({ id: `recall-offline-${id}`, recordedAt, recorderId: team.id, fact })
    const facts = [
      record('reached', { kind: 'recordReached', recallId: recall.id, residentId, where: 'home', how: 'door' }),
      record('sampled', { kind: 'sampleSingly', recallId: recall.id, residentId, samples }),
      record('collides', { kind: 'sampleSingly', recallId: recall.id, residentId, samples }),
    ]
    const hand = () => team.call(replayOperations, { roundId: day.round.id, operations: facts })
    const { answers: first } = await hand()
    expect(first.map(({ outcome, why }) => why?.code ?? outcome)).toEqual(['applied', 'applied', 'tube.barcodeUsed'])
    const { answers: again } = await hand()
    expect(again.map(({ outcome, first: before }) => [outcome, before])).toEqual([
      ['duplicate', 'applied'],
      ['duplicate', 'applied'],
      ['duplicate', 'conflict'],
    ])
    const person = (await cast.read(recall)).people.find((other) => other.residentId === residentId)
    expect(person).toMatchObject({ reached: { where: 'home', at: recordedAt, toldBy: 'sampler' } })
    expect(person?.samples.map((sample) => [sample.barcode, sample.at])).toEqual([
      [one, recordedAt],
      [two, recordedAt],
    ])
  })

  it('takes in everybody whom late devices name, however many hand in at once', async () => {
    const recall = await cast.positivePool(cast.take().documents.slice(0, 1))
    const { barcode } = nth(
      (await day.lead.call(listRecalls, { roundId: day.round.id })).recalls.filter(({ id }) => id === recall.id),
      0,
    )
    const registrar = cast.at.registrar
    const late = [1, 2, 3, 4].map(() => nth(cast.take().documents, 0))
    const handedIn = late.map((number, i) => {
      const fact = {
        kind: 'admit' as const,
        tableId: nth(day.tableIds, 0),
        barcode,
        who: { kind: 'document' as const, number },
      }
      const recordedAt = new Date(now().getTime() - 60_000 + i).toISOString()
      return registrar.call(replayOperations, {
        roundId: day.round.id,
        operations: [{ id: `recall-late-device-${i}`, recordedAt, recorderId: registrar.id, fact }],
      })
    })
    const reached = team.call(recordReached, {
      recallId: recall.id,
      residentId: nth(recall.people, 0).residentId,
      where: 'home',
      how: 'door',
    })
    expect(await atOnce(...handedIn, reached)).toEqual(Array(5).fill('done'))
    const named = await Promise.all(
      late.map(async (number) => String(nth(await findByDocument([oid(day.communityId)], number), 0)._id)),
    )
    await until(
      async () => (await cast.read(recall)).people,
      (people) => named.every((id) => people.some(({ residentId }) => residentId === id)),
    )
  })

  it('keeps its households out of calls and pushes, in this round and the next, until it is closed', async () => {
    const own = await scene(house)
    const { lead, communityId } = own
    const table = await desk(house, own)
    const places = cast.free.slice(0, 4)
    const homes = await Promise.all(places.map((place) => householder(house, own, place)))
    const heldOf = async (who: Player) =>
      nth(
        (await who.call(myTickets, {})).rounds.filter(({ roundId }) => roundId === own.round.id),
        0,
      ).householdId
    const [early, frozen, sick, spared] = (await Promise.all(homes.map(heldOf))) as [string, string, string, string]
    const homeOf = async (householdId: string) =>
      String((await HouseholdModel.findById(householdId).lean())?.entranceId)
    const asked = async (roundId: string) =>
      (await CallModel.find({ roundId }).lean()).flatMap(({ households: own = [] }) => own.map(String))
    const pushes = async (householdId: string, roundId = own.round.id) =>
      NoticeModel.countDocuments({ 'about.householdId': householdId, 'about.roundId': roundId, kind: 'entranceCalled' })
    const callAll = async (round: Round) => {
      for (const tableId of nth(round.sites, 0).tables.map(({ id }) => id))
        await lead.call(setTable, { tableId, state: 'open' }).catch(() => {})
      for (const { id: entranceId } of own.entrances)
        await lead.call(callDown, { siteId: nth(round.sites, 0).id, units: [{ entranceId }] }).catch((error) => {
          if (error.code !== 'call.floorsCalled') throw error
        })
    }

    // One household is on its way when the result comes.
    const first = { entranceId: await homeOf(early), householdIds: [early] }
    const { calls } = await lead.call(callDown, { siteId: own.siteId, units: [first] })
    expect(await pushes(early)).toBe(1)
    const people = [0, 1, 2].map((i) => nth(nth(homes, i).household.people, 0).document)
    const tube = await pool(table, nth(own.tableIds, 0), cast.barcode(), people)
    await lead.call(reportResults, { roundId: own.round.id, results: [{ barcode: tube.barcode, outcome: '阳性' }] })
    await lead.call(callAgain, { callId: nth(calls, 0).id })
    expect(await pushes(early)).toBe(1)

    await callAll(own.round)
    const held = [frozen, sick]
    expect((await asked(own.round.id)).filter((id) => held.includes(id))).toEqual([])
    expect(await asked(own.round.id)).toContain(spared)
    for (const id of held) expect(await pushes(id)).toBe(0)
    expect(await pushes(spared)).toBe(1)

    await lead.call(closeRound, { roundId: own.round.id, reason: '第二天再筛' })
    const site = { name: '广场', place: '中心广场', tables: 1 }
    const next = await lead.call(openRound, { communityId, policy: { poolSize: 10 }, sites: [site] })
    await callAll(next)
    const all = [early, ...held]
    expect((await asked(next.id)).filter((id) => all.includes(id))).toEqual([])
    for (const id of all) expect(await pushes(id, next.id)).toBe(0)

    const { recalls } = await lead.call(listRecalls, { roundId: own.round.id })
    const recall = await lead.call(readRecall, { recallId: nth(recalls, 0).id })
    for (const { residentId } of recall.people) {
      const samples = ['市一院', '市疾控'].map((named) => ({ barcode: cast.barcode(), lab: named }))
      await lead.call(sampleSingly, { recallId: recall.id, residentId, samples })
      const results = samples.map((sample) => ({ barcode: sample.barcode, outcome: '阴性' }))
      await lead.call(reportResults, { roundId: own.round.id, results })
    }
    await lead.call(closeRecall, { recallId: recall.id, decision: '两家单采均为阴性，解除' })
    await callAll(next)
    expect((await asked(next.id)).filter((id) => all.includes(id)).sort()).toEqual([...all].sort())
    for (const id of all) expect(await pushes(id, next.id)).toBe(1)
  })

  it('shares its doors among teams of the round, each an order of its own, and the team sees them first', async () => {
    const [one, two, three] = [cast.take(), cast.take(), cast.take()]
    const pooled = [one, two, three].map(({ documents }) => nth(documents, 0))
    const recall = await cast.positivePool(pooled)
    const other = await staff(house, 'sampler', day.communityId)
    const teamOf = (name: string, who: Player) =>
      day.lead.call(makeTeam, { roundId: day.round.id, name, accountIds: [who.id] })
    const [mine, theirs] = [await teamOf('复采一队', team), await teamOf('复采二队', other)]
    const share = (teamIds: string[], householdIds?: string[]) =>
      day.lead.call(shareRecall, { recallId: recall.id, teamIds, ...(householdIds ? { householdIds } : {}) })
    const doorsOf = (known: Recall, teamId: string | undefined) =>
      recallDoors(known).filter((door) => door.team?.id === teamId)

    const shared = await share([mine.id, theirs.id])
    expect([...doorsOf(shared, mine.id), ...doorsOf(shared, theirs.id)]).toHaveLength(3)
    const all = await share([mine.id])
    expect(doorsOf(all, mine.id).map(({ place, state }) => `${place} ${state}`)).toEqual(
      [1, 2, 3].map((n) => `${n} assigned`),
    )
    const seen = nth(
      (await team.call(myRecalls, {})).recalls.filter(({ id }) => id === recall.id),
      0,
    )
    expect(recallDoors(seen).every((door) => door.team?.own)).toBe(true)

    const last = nth(doorsOf(all, mine.id), 2).householdId
    const apart = await share([theirs.id], [last])
    expect(doorsOf(apart, theirs.id)).toMatchObject([{ householdId: last, place: 1 }])
    expect(doorsOf(apart, mine.id).map(({ place }) => place)).toEqual([1, 2])
    const back = await share([], [last])
    expect(doorsOf(back, undefined)).toMatchObject([{ householdId: last, state: 'open', place: null }])

    expect(await refusal(share(['f'.repeat(24)]))).toBe('notFound')
    expect(await refusal(share([mine.id], ['e'.repeat(24)]))).not.toBeUndefined()
    for (const who of [...strangers, team])
      expect(await refusal(who.call(shareRecall, { recallId: recall.id, teamIds: [mine.id] }))).toBe('auth.forbidden')
    const same = await Promise.all([share([mine.id], [last]), share([theirs.id], [last])])
    expect(same).toHaveLength(2)
    expect(doorsOf(await cast.read(recall), mine.id).length + doorsOf(await cast.read(recall), theirs.id).length).toBe(
      3,
    )
    await cast.sampleAll(recall)
    expect(recallDoors(await cast.read(recall)).map(({ state }) => state)).toEqual(['done', 'done', 'done'])
    await day.lead.call(closeRecall, { recallId: recall.id, decision: '解除' })
    expect(await refusal(share([mine.id]))).toBe('recall.closed')
  })

  it('wants two samples for two laboratories, each in a tube that nobody has used', async () => {
    const recall = await cast.positivePool(cast.take().documents.slice(0, 2))
    const { residentId } = nth(recall.people, 0)
    const sample = (samples: { barcode: string; lab: string }[]) =>
      team.call(sampleSingly, { recallId: recall.id, residentId, samples })
    expect(await refusal(sample([{ barcode: cast.barcode(), lab: '市一院' }]))).toBe('recall.samples')
    const same = [
      { barcode: cast.barcode(), lab: '市一院' },
      { barcode: cast.barcode(), lab: ' 市 一院' },
    ]
    expect(await refusal(sample(same))).toBe('recall.samples')
    const used = [
      { barcode: recall.barcode, lab: '市一院' },
      { barcode: cast.barcode(), lab: '市疾控' },
    ]
    expect((await refused(sample(used))).details).toMatchObject({ barcode: recall.barcode })
    const [one, two] = [cast.barcode(), cast.barcode()]
    const good = [
      { barcode: one, lab: '市一院' },
      { barcode: two, lab: '市疾控' },
    ]
    expect(await atOnce(sample(good), sample(good))).toEqual(['done', 'tube.barcodeUsed'])
    const after = (await cast.read(recall)).people.find((one) => one.residentId === residentId)
    expect(after?.samples.map(({ lab: named }) => named)).toEqual(['市一院', '市疾控'])
  })

  it('closes on agreeing single results and a named decision only, and then its people see their own', async () => {
    const { place, documents } = cast.take()
    const home = await householder(house, day, place)
    const recall = await cast.positivePool(documents)
    const close = () => day.lead.call(closeRecall, { recallId: recall.id, decision: '两家单采均为阴性，解除' })
    expect(await refused(close())).toMatchObject({ code: 'recall.waiting', details: { count: recall.people.length } })
    await cast.sampleAll(recall, (i) => (i ? ['阴性', '阴性'] : ['阴性', '单靶标']))
    expect(await refused(close())).toMatchObject({ code: 'recall.disagree', details: { count: 1 } })
    expect((await cast.ticketsOf(home)).tickets.map(({ result }) => result)).toEqual(documents.map(() => 'resampling'))
    await cast.sampleAll({ ...recall, people: recall.people.slice(0, 1) })
    expect(await refusal(day.lead.call(closeRecall, { recallId: recall.id, decision: ' ' }))).toBe('input.invalid')
    expect(await atOnce(close(), close())).toEqual(['done', 'recall.closed'])
    expect(await cast.read(recall)).toMatchObject({ state: 'closed', closed: { by: 'communityLead' } })
    const { frozen, tickets } = await cast.ticketsOf(home)
    expect([frozen, ...tickets.map(({ result }) => result)]).toEqual([false, ...documents.map(() => 'negative')])
    const late = { barcode: cast.barcode(), lab: '市一院' }
    const { residentId } = nth(recall.people, 0)
    expect(await refusal(team.call(sampleSingly, { recallId: recall.id, residentId, samples: [late] }))).toBe(
      'recall.closed',
    )
  })

  it('keeps a household with a positive frozen after closing, until a named person releases it', async () => {
    const [one, two] = [cast.take(), cast.take()]
    const homes = await Promise.all([one, two].map(({ place }) => householder(house, day, place)))
    const recall = await cast.positivePool([...one.documents, ...two.documents])
    const sick = (await cast.ticketsOf(nth(homes, 0))).householdId
    const place = recall.people.findIndex(({ householdId }) => householdId === sick)
    await cast.sampleAll(recall, (i) => (i === place ? ['阳性', '阳性'] : ['阴性', '阴性']))
    await day.lead.call(closeRecall, { recallId: recall.id, decision: '一人确诊，转运；其余解除' })
    expect((await cast.ticketsOf(nth(homes, 1))).frozen).toBe(false)
    const own = await cast.ticketsOf(nth(homes, 0))
    expect(own.frozen).toBe(true)
    expect(own.tickets.map(({ result }) => result)).not.toContain('negative')
    const release = (householdId: string) =>
      day.lead.call(releaseHousehold, { recallId: recall.id, householdId, reason: '解除隔离' })
    expect(await atOnce(release(sick), release(sick))).toEqual(['done', 'recall.free'])
    expect((await cast.ticketsOf(nth(homes, 0))).frozen).toBe(false)
    expect((await cast.read(recall)).released).toMatchObject([
      { householdId: sick, by: 'communityLead', reason: '解除隔离' },
    ])
    expect(await refusal(release('f'.repeat(24)))).toBe('recall.free')
  })

  it('holds a household that another one still holds', async () => {
    const { place, documents } = cast.take()
    const home = await householder(house, day, place)
    const first = await cast.positivePool(documents.slice(0, 1))
    await cast.sampleAll(first)
    const tube = nth(nth((await cast.read(first)).people, 0).samples, 0)
    await day.lead.call(closeRecall, { recallId: first.id, decision: '解除' })
    expect((await cast.ticketsOf(home)).frozen).toBe(false)
    await lab.call(correctResult, { tubeId: tube.tubeId, outcome: 'positive', reason: '复核' })
    expect((await cast.ticketsOf(home)).frozen).toBe(true)
    const { recalls } = await day.lead.call(listRecalls, { roundId: day.round.id })
    const second = recalls.find(({ tubeId }) => tubeId === tube.tubeId)
    expect(second).toMatchObject({ state: 'open', kind: 'single' })
    expect((await AlertModel.find({ recallId: second?.id }).lean()).length).toBe(9)
  })
})
