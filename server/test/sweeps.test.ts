import { drawGrid } from '@loumen/shared/community/api'
import { readMissing, readOverview } from '@loumen/shared/coverage/api'
import type { Input } from '@loumen/shared/endpoint'
import { replayOperations } from '@loumen/shared/operations/api'
import { readHousehold } from '@loumen/shared/roster/api'
import { editHousehold } from '@loumen/shared/roster/people-api'
import { notBefore } from '@loumen/shared/roster/times'
import { readSweep, sweepDoor } from '@loumen/shared/sweeps/api'
import type { SweepDoor } from '@loumen/shared/sweeps/schema'
import { myTickets } from '@loumen/shared/tickets/api'
import { finishVisit, listVisits, startVisit } from '@loumen/shared/visits/api'
import mongoose from 'mongoose'
import { groupsOf, laterOf } from '../src/calls/pace/households'
import { householder, nth, type Player, resident, type Scene, scene, staff } from './cast'
import { atOnce, refusal, startHouse, type TestHouse } from './house'

let house: TestHouse
let day: Scene
let entranceId: string
let captain: Player
let volunteer: Player
let gridLeader: Player
let doors: SweepDoor[]

beforeAll(async () => {
  house = await startHouse()
  day = await scene(house)
  entranceId = nth(day.entrances, 0).id
  const grid = await day.lead.call(drawGrid, {
    communityId: day.communityId,
    name: '一网格',
    entranceIds: [entranceId],
  })
  gridLeader = await staff(house, 'gridLeader', grid.id)
  captain = await staff(house, 'captain', entranceId)
  volunteer = await staff(house, 'volunteer', day.communityId)
  doors = (await sweep()).doors.filter((door) => door.missing > 0)
})
afterAll(() => house.close())

const sweep = (who = captain) => who.call(readSweep, { roundId: day.round.id, entranceId })
const door = async (householdId: string, who = captain) =>
  (await sweep(who)).doors.find((one) => one.householdId === householdId)
const taken = () => {
  const [next] = doors.splice(0, 1)
  if (!next) throw new Error('every door has been used')
  return next.householdId
}
type Tap = Omit<Input<typeof sweepDoor>, 'roundId' | 'householdId'>
const tap = (householdId: string, more: Partial<Tap> = {}, who = captain) =>
  who.call(sweepDoor, { roundId: day.round.id, householdId, outcome: 'told', ...more })

describe('a sweep', () => {
  it('goes through an entrance from the top and keeps what was found, the note sealed', async () => {
    const floors = (await sweep()).doors.map(({ floor }) => floor)
    expect(floors).toEqual([...floors].sort((a, b) => b - a))
    const householdId = taken()
    expect(await tap(householdId, { note: '孩子明天考试' })).toMatchObject({ outcome: 'told', note: '孩子明天考试' })
    expect((await door(householdId))?.last).toMatchObject({ outcome: 'told', mine: true })
    const rows = await mongoose.connection.collection('sweeps').find().toArray()
    expect(JSON.stringify(rows)).not.toContain('考试')
    const list = await gridLeader.call(readMissing, { roundId: day.round.id })
    expect(list.households.find((one) => one.householdId === householdId)?.lastTry).toMatchObject({
      channel: 'sweep',
      outcome: 'told',
    })
  })

  it('shows a volunteer a surname, a door and what they wrote themselves, no tags', async () => {
    const householdId = taken()
    await tap(householdId, { note: '先打电话' })
    const full = await door(householdId)
    const seen = await door(householdId, volunteer)
    expect(seen?.names.every((name) => name.length <= 2)).toBe(true)
    expect(seen).toMatchObject({ door: full?.door, tags: [], last: { outcome: 'told', note: null, mine: false } })
  })

  it('is refused to strangers, without the hour of later, and for doors that are not there', async () => {
    const householdId = nth(doors, 0).householdId
    const other = await scene(house)
    for (const who of [
      await staff(house, 'captain', nth(day.entrances, 3).id),
      await staff(house, 'volunteer', other.communityId),
      await resident(house, '19900000001'),
    ]) {
      expect(await refusal(tap(householdId, {}, who))).toBe('auth.forbidden')
      expect(await refusal(sweep(who))).toBe('auth.forbidden')
    }
    expect(await refusal(tap(householdId, { outcome: 'later' }))).toBe('sweep.laterMissing')
    expect(await refusal(tap(householdId, { outcome: 'asleep' as 'told' }))).toBe('input.invalid')
    expect(await refusal(tap('f'.repeat(24)))).toBe('notFound')
  })

  it('tells the calling who comes later and who needs the door, and the household sees it', async () => {
    const home = await householder(house, day, 0)
    const { householdId } = nth((await home.call(myTickets, {})).rounds, 0)
    const laterAt = new Date(Date.now() + 3_600_000).toISOString()
    await tap(householdId, { outcome: 'later', laterAt })
    await groupsOf(day.round.id, new Set())
    expect(laterOf(day.round.id).get(householdId)?.toISOString()).toBe(laterAt)
    expect(nth((await home.call(myTickets, {})).rounds, 0).notBefore).toBe(laterAt)
    await tap(householdId, { outcome: 'coming' })
    expect(nth((await home.call(myTickets, {})).rounds, 0).notBefore).toBeNull()
    await tap(householdId, { outcome: 'needsHelp', need: 'atDoor' })
    const { tickets } = nth((await home.call(myTickets, {})).rounds, 0)
    expect(tickets.map(({ progress }) => progress)).toEqual(tickets.map(() => 'door'))
  })

  it('tells the calling and the phone of the times that a household asked for, and of its needs, in a live round', async () => {
    const home = await householder(house, day, 1)
    const own = async () => nth((await home.call(myTickets, {})).rounds, 0)
    const { householdId } = await own()
    const green = async () =>
      [...(await groupsOf(day.round.id, new Set())).values()]
        .flat()
        .flatMap(({ households }) => households)
        .find(({ id }) => id === householdId)
    const edit = async (more: Partial<Input<typeof editHousehold>>) =>
      day.lead.call(editHousehold, {
        householdId,
        rev: (await day.lead.call(readHousehold, { householdId })).rev,
        ...more,
      })
    await edit({ tags: [], times: [] })
    expect(await green()).toMatchObject({ first: false })
    expect((await own()).notBefore).toBeNull()

    const times = [{ from: '23:59', until: null, day: null }]
    await edit({ tags: ['disabled'], times })
    const until = notBefore(times, new Date())
    expect(await green()).toMatchObject({ first: true })
    expect(laterOf(day.round.id).get(householdId)).toEqual(until)
    expect((await own()).notBefore).toBe(until?.toISOString() ?? null)

    const laterAt = new Date(Date.now() + 600_000).toISOString()
    await tap(householdId, { outcome: 'later', laterAt }, volunteer)
    await groupsOf(day.round.id, new Set())
    expect(laterOf(day.round.id).get(householdId)?.toISOString()).toBe(laterAt)

    const companion = nth(
      doors.filter((one) => one.householdId !== householdId),
      0,
    ).householdId
    await edit({ comesWith: [companion] })
    expect(await green()).toMatchObject({ comesWith: [companion] })
    expect(laterOf(day.round.id).get(companion)?.toISOString()).toBe(laterAt)
    // Two who read at once: neither may see the ticket's mark without the household that it stands for.
    for (const comesWith of [[], [companion], [], [companion]]) {
      await edit({ comesWith })
      const seen = await Promise.all([green(), green(), green()])
      expect(seen.map((one) => one?.comesWith ?? [])).toEqual([comesWith, comesWith, comesWith])
    }
    await edit({ comesWith: [], times: [], tags: [] })
    await tap(householdId, { outcome: 'coming' }, volunteer)
    expect(await green()).toMatchObject({ first: false })
    expect(laterOf(day.round.id).size).toBe(0)
  })

  it('raises a refusal that stays missing, and takes it back when they come after all', async () => {
    const householdId = taken()
    const before = (await day.lead.call(readOverview, { roundId: day.round.id })).figures
    await tap(householdId, { outcome: 'refuses' })
    const { figures, alarms } = await day.lead.call(readOverview, { roundId: day.round.id })
    expect([figures, alarms.some(({ kind }) => kind === 'refusals')]).toEqual([before, true])
    await tap(householdId, { outcome: 'coming' })
    expect((await day.lead.call(readOverview, { roundId: day.round.id })).alarms).toEqual(
      alarms.filter(({ kind }) => kind !== 'refusals'),
    )
  })

  it('makes one task of a need, however often and by however many it is tapped', async () => {
    const householdId = taken()
    const help = () => tap(householdId, { outcome: 'needsHelp', need: 'comeDown', note: '老人坐轮椅' })
    expect(await atOnce(help(), tap(householdId, { outcome: 'needsHelp', need: 'comeDown' }, volunteer))).toEqual([
      'done',
      'done',
    ])
    await help()
    const { visits } = await volunteer.call(listVisits, { roundId: day.round.id })
    const made = visits.filter((visit) => visit.householdId === householdId)
    expect(made).toMatchObject([{ kind: 'help', state: 'open' }])
    const visitId = nth(made, 0).id
    const second = await staff(house, 'volunteer', day.communityId)
    expect(await atOnce(volunteer.call(startVisit, { visitId }), second.call(startVisit, { visitId }))).toEqual([
      'done',
      'visit.state',
    ])
    const winner = (await volunteer.call(listVisits, { roundId: day.round.id })).visits.find(({ id }) => id === visitId)
    expect(await (winner?.mine ? volunteer : second).call(finishVisit, { visitId })).toMatchObject({ state: 'done' })
  })

  it('keeps the later of two taps when an older one arrives late, and happens once when it is sent twice', async () => {
    const householdId = taken()
    await tap(householdId, { outcome: 'coming' })
    const older = { kind: 'sweepDoor' as const, householdId, outcome: 'refuses' as const }
    const recorded = {
      id: 'an-older-tap-that-waited',
      recordedAt: new Date(Date.now() - 600_000).toISOString(),
      recorderId: captain.id,
      fact: older,
    }
    const { answers } = await captain.call(replayOperations, { roundId: day.round.id, operations: [recorded] })
    expect(answers).toMatchObject([{ outcome: 'applied' }])
    expect((await door(householdId))?.last?.outcome).toBe('coming')
    const list = await day.lead.call(readMissing, { roundId: day.round.id })
    expect(list.households.find((one) => one.householdId === householdId)?.refusal).toBeNull()
    const input = { roundId: day.round.id, householdId, outcome: 'nobodyHome' as const }
    const options = { operationId: 'one-tap-at-this-door' }
    await captain.call(sweepDoor, input, options)
    await captain.call(sweepDoor, input, options)
    expect(captain.last.headers.get('operation-outcome')).toBe('duplicate')
    const row = await mongoose.connection
      .collection('sweeps')
      .findOne({ householdId: new mongoose.Types.ObjectId(householdId) })
    expect(row?.entries).toHaveLength(3)
  })

  it('of a frozen household is refused', async () => {
    const householdId = taken()
    await mongoose.connection
      .collection('tickets')
      .updateMany(
        { householdId: new mongoose.Types.ObjectId(householdId) },
        { $set: { frozen: true, changedAt: new Date() } },
      )
    expect(await refusal(tap(householdId))).toBe('household.frozen')
  })
})
