import { changePassword, deleteMe, exportMe, signIn } from '@loumen/shared/accounts/api'
import { drawGrid } from '@loumen/shared/community/api'
import { listVisits, makeVisit, startVisit } from '@loumen/shared/visits/api'
import {
  acceptVolunteer,
  endVolunteer,
  listVolunteers,
  myVolunteering,
  rejectVolunteer,
  volunteer,
  withdrawVolunteering,
} from '@loumen/shared/volunteers/api'
import { longestVolunteering } from '@loumen/shared/volunteers/rules'
import { oid } from '../src/base/db'
import { now } from '../src/clock'
import { TicketModel } from '../src/tickets/model'
import { VolunteerModel } from '../src/volunteers/model'
import { nth, type Player, resident, type Scene, scene, staff } from './cast'
import { atOnce, refusal, startHouse, type TestHouse } from './house'

let house: TestHouse
let day: Scene
let gridId: string
let gridLeader: Player
let otherLeader: Player
let phones = 13700000000
const helper = () => resident(house, String(++phones))
const later = (ms = 86_400_000) => new Date(now().getTime() + ms).toISOString()

beforeAll(async () => {
  house = await startHouse()
  day = await scene(house)
  const draw = (name: string, at: number) =>
    day.lead.call(drawGrid, { communityId: day.communityId, name, entranceIds: [nth(day.entrances, at).id] })
  gridId = (await draw('一网格', 0)).id
  gridLeader = await staff(house, 'gridLeader', gridId)
  otherLeader = await staff(house, 'gridLeader', (await draw('二网格', 1)).id)
})
afterAll(() => house.close())

const offer = (who: Player, more: Record<string, unknown> = {}) =>
  who.call(volunteer, {
    communityId: day.communityId,
    name: '赵热心',
    helps: ['doors', 'guide'],
    times: ['morning'],
    ...more,
  })
const accept = (leader: Player, volunteerId: string, more: Record<string, unknown> = {}) =>
  leader.call(acceptVolunteer, { volunteerId, scope: gridId, until: later(), ...more })
const reject = (leader: Player, volunteerId: string) =>
  leader.call(rejectVolunteer, { volunteerId, reason: '这次人手够了，下次请您' })
const end = (leader: Player, volunteerId: string) => leader.call(endVolunteer, { volunteerId, reason: '任务完成了' })
const listed = async (leader: Player) =>
  (await leader.call(listVolunteers, { communityId: day.communityId })).volunteers.map(({ id }) => id)

async function accepted(leader = gridLeader) {
  const who = await helper()
  const { id } = await offer(who)
  const { volunteer: made, password } = await accept(leader, id)
  const signed = await house.client().call(signIn, { login: made.login ?? '', password: password ?? '', on: 'phone' })
  const worker = house.client({ token: signed.token ?? '' })
  await worker.call(changePassword, { current: password ?? '', next: '每天都去敲门问候邻居大家好' })
  return { who, id, made, worker, me: signed.me }
}

describe('a resident who offers their help', () => {
  it('is known to the grid leader by name and phone, which are sealed, and sees what becomes of it', async () => {
    const who = await helper()
    const mine = await offer(who, { note: '退休护士' })
    expect(mine).toMatchObject({ state: 'waiting', name: '赵热心', helps: ['doors', 'guide'], login: null })
    const kept = JSON.stringify(await VolunteerModel.collection.findOne({ _id: oid(mine.id) }))
    for (const secret of ['赵热心', String(phones), '退休护士']) expect(kept).not.toContain(secret)
    const { volunteers } = await gridLeader.call(listVolunteers, { communityId: day.communityId })
    expect(volunteers.find(({ id }) => id === mine.id)).toMatchObject({ phone: String(phones), note: '退休护士' })
    expect((await who.call(myVolunteering, {})).offers).toEqual([mine])
    expect((await (await helper()).call(myVolunteering, {})).offers).toEqual([])
  })

  it('does so once: a second time, two taps at once, and staff are refused; a form with gaps is, too', async () => {
    const who = await helper()
    expect(await atOnce(offer(who), offer(who))).toEqual(['done', 'volunteer.already'])
    expect(await refusal(offer(who))).toBe('volunteer.already')
    expect(await refusal(offer(day.lead))).toBe('auth.forbidden')
    expect(await refusal(offer(await helper(), { helps: [] }))).toBe('input.invalid')
    expect(await refusal(offer(await helper(), { communityId: day.siteId }))).toBe('notFound')
  })

  it('takes it back only before somebody decides, and only their own; then they may offer again', async () => {
    const who = await helper()
    const { id } = await offer(who)
    const back = (player: Player) => player.call(withdrawVolunteering, { volunteerId: id })
    expect(await refusal(back(await helper()))).toBe('auth.forbidden')
    expect(await refusal(who.call(withdrawVolunteering, { volunteerId: 'x' }))).toBe('input.invalid')
    expect(await atOnce(back(who), back(who))).toEqual(['done', 'volunteer.state'])
    expect((await offer(who)).state).toBe('waiting')
  })
})

describe('a grid leader', () => {
  it('accepts: the volunteer signs in, sees the tasks of the grid only, and takes one', async () => {
    const { made, worker, who, me } = await accepted()
    expect(made).toMatchObject({ state: 'accepted', place: '一网格' })
    expect(me).toMatchObject({
      name: '赵热心',
      mustChangePassword: true,
      grants: [{ role: 'volunteer', scope: gridId }],
    })
    expect(nth((await who.call(myVolunteering, {})).offers, 0)).toMatchObject({ state: 'accepted', login: made.login })
    const task = async (at: number) => {
      const ticket = await TicketModel.findOne({ entranceId: oid(nth(day.entrances, at).id) }).lean()
      const householdId = String(ticket?.householdId)
      return day.lead.call(makeVisit, { roundId: day.round.id, householdId, kind: 'help' })
    }
    const [inside, outside] = [await task(0), await task(1)]
    const { visits } = await worker.call(listVisits, { roundId: day.round.id })
    expect(visits.map(({ id }) => id)).toEqual([inside.id])
    expect((await worker.call(startVisit, { visitId: inside.id })).state).toBe('underWay')
    expect(await refusal(worker.call(startVisit, { visitId: outside.id }))).toBe('auth.forbidden')
  })

  it('is one of two who decide at once; whoever comes after hears that it is done', async () => {
    const { id } = await offer(await helper())
    expect(await atOnce(accept(gridLeader, id), reject(otherLeader, id))).toEqual(['done', 'volunteer.state'])
    const second = await offer(await helper())
    const both = await atOnce(accept(gridLeader, second.id), accept(day.lead, second.id))
    expect(both).toEqual(['done', 'volunteer.state'])
    expect(await refusal(accept(day.lead, second.id))).toBe('volunteer.state')
  })

  it('gives only what is theirs, inside the community, for a time that ends', async () => {
    const { id } = await offer(await helper())
    expect(await refusal(accept(otherLeader, id))).toBe('auth.forbidden')
    expect(await refusal(accept(gridLeader, id, { scope: day.communityId }))).toBe('auth.forbidden')
    const elsewhere = await scene(house)
    expect(await refusal(accept(elsewhere.lead, id, { scope: elsewhere.communityId }))).toBe('volunteer.place')
    expect(await refusal(accept(gridLeader, id, { scope: day.siteId }))).toBe('volunteer.place')
    for (const until of [later(-1), later(longestVolunteering + 60_000)])
      expect(await refusal(accept(gridLeader, id, { until }))).toBe('volunteer.until')
    expect(await refusal(accept(gridLeader, id, { until: 'soon' }))).toBe('input.invalid')
    const strangers = [
      await staff(house, 'gridLeader', elsewhere.communityId),
      await staff(house, 'volunteer', day.communityId),
      await helper(),
    ]
    for (const stranger of strangers) {
      expect(await refusal(accept(stranger, id))).toBe('auth.forbidden')
      expect(await refusal(reject(stranger, id))).toBe('auth.forbidden')
      expect(await refusal(listed(stranger))).toBe('auth.forbidden')
    }
  })

  it('says no with a reason, once', async () => {
    const who = await helper()
    const { id } = await offer(who)
    expect(await refusal(gridLeader.call(rejectVolunteer, { volunteerId: id, reason: ' ' }))).toBe('input.invalid')
    expect(await atOnce(reject(gridLeader, id), reject(otherLeader, id))).toEqual(['done', 'volunteer.state'])
    expect(nth((await who.call(myVolunteering, {})).offers, 0)).toMatchObject({
      state: 'rejected',
      reason: '这次人手够了，下次请您',
    })
    expect(await listed(day.lead)).not.toContain(id)
    expect(await refusal(accept(day.lead, id))).toBe('volunteer.state')
  })

  it('ends a role of their own grid, and the phone loses it at once', async () => {
    const { id, who, worker } = await accepted()
    expect(await listed(gridLeader)).toContain(id)
    expect(await listed(otherLeader)).not.toContain(id)
    expect(await refusal(end(otherLeader, id))).toBe('auth.forbidden')
    expect(await refusal(gridLeader.call(endVolunteer, { volunteerId: id, reason: '' }))).toBe('input.invalid')
    expect((await worker.call(listVisits, { roundId: day.round.id })).visits.length).toBeGreaterThan(0)
    expect(await atOnce(end(gridLeader, id), end(day.lead, id))).toEqual(['done', 'volunteer.state'])
    expect((await worker.call(listVisits, { roundId: day.round.id })).visits).toEqual([])
    expect(await listed(gridLeader)).not.toContain(id)
    expect(nth((await who.call(myVolunteering, {})).offers, 0)).toMatchObject({ state: 'ended', reason: '任务完成了' })
    const waiting = await offer(await helper())
    expect(await refusal(end(gridLeader, waiting.id))).toBe('volunteer.state')
  })
})

it('who deletes their account takes the offer along, and helps no more', async () => {
  const { who, id, worker } = await accepted()
  const { parts } = await who.call(exportMe, {})
  expect(parts.volunteering).toMatchObject([{ id, phone: String(phones) }])
  await who.call(deleteMe, {})
  expect(await VolunteerModel.findById(oid(id)).lean()).toBeNull()
  expect((await worker.call(listVisits, { roundId: day.round.id })).visits).toEqual([])
})
