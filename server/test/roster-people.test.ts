import { listEntrances } from '@loumen/shared/community/api'
import { readOverview } from '@loumen/shared/coverage/api'
import { listAbsent, readContacts } from '@loumen/shared/coverage/people-api'
import { listHouseholds, readHousehold } from '@loumen/shared/roster/api'
import {
  addResident,
  editHousehold,
  editResident,
  moveResident,
  readHouseholdHistory,
  setResidence,
} from '@loumen/shared/roster/people-api'
import type { Household } from '@loumen/shared/roster/schema'
import { makeVisit } from '@loumen/shared/visits/api'
import { historyOf } from '../src/base/change'
import { demoHouseholds } from '../src/demo/people'
import { HouseholdModel, ResidentModel } from '../src/roster/model'
import { openDetails, openResident } from '../src/roster/personal'
import { RoundModel } from '../src/rounds/model'
import { setFrozen } from '../src/tickets/commands'
import { TicketModel } from '../src/tickets/model'
import { nth, type Player, type Scene, scene, staff } from './cast'
import { atOnce, refusal, startHouse, type TestHouse } from './house'

let house: TestHouse
let day: Scene
let lead: Player
let keeper: Player
let captain: Player
const homes = demoHouseholds()

beforeAll(async () => {
  house = await startHouse()
  day = await scene(house)
  lead = day.lead
  keeper = await staff(house, 'gridLeader', day.communityId)
  captain = await staff(house, 'captain', day.communityId)
})
afterAll(() => house.close())

/** The household of the demo's nth household. */
async function home(at: number): Promise<Household> {
  const wanted = nth(homes, at)
  const { households } = await lead.call(listHouseholds, { communityId: day.communityId, door: wanted.door })
  const found = await Promise.all(households.map(({ id }) => lead.call(readHousehold, { householdId: id })))
  const name = nth(wanted.people, 0).name
  const one = found.find(({ residents }) => residents[0]?.name === name)
  if (!one) throw new Error('no such household')
  return one
}

const figures = async () => (await lead.call(readOverview, { roundId: day.round.id })).figures
const stored = (id: string) => ResidentModel.findById(id).lean()
const ticketOf = (residentId: string) => TicketModel.findOne({ residentId, live: true }).lean()

describe('an edit of a person', () => {
  it('changes what it names, keeps the rest, and is history without what was said before in the open', async () => {
    const before = await home(0)
    const person = nth(before.residents, 0)
    const after = await keeper.call(editResident, {
      residentId: person.id,
      rev: person.rev,
      change: { phone: '+86 199 1111 2222', tags: ['wheelchair', 'anticoagulants'], vaccinatedOn: '2022-01-05' },
      reason: '上门核对',
    })
    const edited = nth(after.residents, 0)
    expect(edited).toMatchObject({
      name: person.name,
      document: person.document,
      phone: '199****2222',
      tags: ['wheelchair', 'anticoagulants'],
      vaccinatedOn: '2022-01-05',
      rev: person.rev + 1,
    })
    expect(after.tags).toEqual(expect.arrayContaining(['wheelchair', 'anticoagulants']))
    const [entry] = await historyOf(person.id)
    expect(entry).toMatchObject({ what: 'resident.edited', accountId: keeper.id })
    expect(entry?.reason).not.toContain('199')
    const old = nth(nth(homes, 0).people, 0).phone
    expect(openDetails(person.id, entry?.reason ?? '')).toMatchObject({ before: { phone: old }, reason: '上门核对' })
    const { entries } = await keeper.call(readHouseholdHistory, { householdId: before.id })
    expect(entries[0]).toMatchObject({
      what: 'resident.edited',
      by: 'gridLeader',
      person: person.name,
      fields: ['phone', 'tags', 'vaccinatedOn'],
      reason: '上门核对',
    })
    expect(JSON.stringify(entries)).not.toContain(old)
  })

  it('takes tags that the last of a household lost from the household, too', async () => {
    const { residents, id } = await home(0)
    const person = nth(residents, 0)
    const after = await keeper.call(editResident, { residentId: person.id, rev: person.rev, change: { tags: [] } })
    expect(after.tags).not.toContain('wheelchair')
    expect((await HouseholdModel.findById(id).lean())?.tags).not.toContain('anticoagulants')
  })

  it('puts a yellow code on its own lane in the round under way', async () => {
    const { residents } = await home(1)
    const person = nth(residents, 0)
    await keeper.call(editResident, { residentId: person.id, rev: person.rev, change: { tags: ['yellowCode'] } })
    expect((await ticketOf(person.id))?.route).toBe('separate')
    await keeper.call(editResident, { residentId: person.id, rev: person.rev + 1, change: { tags: [] } })
    expect((await ticketOf(person.id))?.route).toBe('ordinary')
  })

  it('repairs a document, from which birth date and sex follow, and keeps a doubtful one to be verified', async () => {
    const { residents } = await home(2)
    const person = nth(residents, 0)
    const set = (rev: number, number: string) =>
      keeper.call(editResident, {
        residentId: person.id,
        rev,
        change: { document: { type: 'residentId', number } },
      })
    const doubtful = nth((await set(person.rev, '110105194912310021')).residents, 0)
    expect(doubtful).toMatchObject({ toVerify: true, fault: 'documentCheckDigit' })
    const sound = nth((await set(doubtful.rev, '11010519491231002x')).residents, 0)
    expect(sound).toMatchObject({ toVerify: false, fault: null, sex: 'female', document: '110***********002X' })
    const kept = await stored(person.id)
    expect(kept && openResident(kept, 'birthDate')).toBe('1949-12-31')
  })

  it('names a guardian of the same household, or somebody else', async () => {
    const first = await home(3)
    const [person, other] = [nth(first.residents, 0), nth((await home(4)).residents, 0)]
    const give = (rev: number, guardian: object) =>
      keeper.call(editResident, { residentId: person.id, rev, change: { guardian: guardian as never } })
    expect(await refusal(give(person.rev, { residentId: other.id }))).toBe('resident.guardianElsewhere')
    const after = await give(person.rev, { name: '李某', phone: '19933334444' })
    expect(nth(after.residents, 0).guardian).toEqual({ residentId: null, name: '李某', phone: '199****4444' })
  })

  it.each([
    [{ phone: '12' }, 'resident.phoneWrong'],
    [{ document: { type: 'residentId', number: '没有' } }, 'resident.documentUnreadable'],
    [{ document: { type: 'other', number: '军字第001号' } }, 'resident.documentReason'],
    [{ vaccinatedOn: '2999-01-01' }, 'resident.birthDateWrong'],
    [{ tags: ['rich'] }, 'input.invalid'],
    [{ name: '' }, 'input.invalid'],
  ])('refuses %j', async (change, code) => {
    const person = nth((await home(5)).residents, 0)
    const edit = keeper.call(editResident, { residentId: person.id, rev: person.rev, change: change as never })
    expect(await refusal(edit)).toBe(code)
  })

  it('is refused when it is older than another, and one of two at once stands', async () => {
    const person = nth((await home(5)).residents, 0)
    const edit = (phone: string) =>
      keeper.call(editResident, { residentId: person.id, rev: person.rev, change: { phone } })
    expect(await atOnce(edit('19900001111'), edit('19900002222'))).toEqual(['done', 'roster.stale'])
    expect(await refusal(edit('19900003333'))).toBe('roster.stale')
  })

  it('is not for captains, nor for grid leaders of elsewhere', async () => {
    const person = nth((await home(5)).residents, 0)
    const other = await staff(house, 'gridLeader', nth(day.entrances, 3).id)
    for (const stranger of [captain, other]) {
      const edit = stranger.call(editResident, { residentId: person.id, rev: person.rev, change: { note: '假' } })
      expect(await refusal(edit)).toBe('auth.forbidden')
    }
  })
})

describe('people who come and go', () => {
  it('are expected in the round under way, with a number of their own', async () => {
    const before = await figures()
    const to = await home(6)
    const after = await keeper.call(addResident, {
      householdId: to.id,
      person: { name: '新来某', document: { type: 'passport', number: 'E12345678' } },
    })
    const added = nth(after.residents, after.residents.length - 1)
    expect(added).toMatchObject({ name: '新来某', toVerify: false })
    expect((await figures()).expected).toBe(before.expected + 1)
    const ticket = await ticketOf(added.id)
    const numbers = await TicketModel.distinct('number', { roundId: ticket?.roundId, entranceId: ticket?.entranceId })
    expect(Math.max(...(numbers as number[]))).toBe(ticket?.number)
  })

  it('are known on a captain’s word without any document, until one is seen', async () => {
    const to = await home(6)
    const add = (who: Player, word?: 'captain') =>
      who.call(addResident, { householdId: to.id, person: { name: '宝宝' }, word })
    expect(await refusal(add(captain))).toBe('resident.noDocument')
    const after = await add(captain, 'captain')
    const baby = nth(after.residents, after.residents.length - 1)
    expect(baby).toMatchObject({ toVerify: true, word: 'captain', fault: 'documentMissing' })
    const person = { name: '某', document: { type: 'passport' as const, number: 'E12345678' } }
    expect(await refusal(captain.call(addResident, { householdId: to.id, person }))).toBe('auth.forbidden')
    const repaired = await keeper.call(editResident, {
      residentId: baby.id,
      rev: baby.rev,
      change: { document: { type: 'birthCertificate', number: 'T140123456' } },
    })
    expect(repaired.residents.find(({ id }) => id === baby.id)).toMatchObject({ toVerify: false, word: null })
  })

  it('are excused when they leave, and expected again when they come back', async () => {
    const from = await home(7)
    const person = nth(from.residents, 0)
    const before = await figures()
    const set = (here: boolean, rev: number) =>
      keeper.call(setResidence, { residentId: person.id, rev, here, reason: '搬走了' })
    const after = await set(false, person.rev)
    expect(after.residents.map(({ id }) => id)).not.toContain(person.id)
    expect(await figures()).toMatchObject({ excused: before.excused + 1, missing: before.missing - 1 })
    expect(await refusal(set(false, person.rev + 1))).toBe('roster.stale')
    const { left } = await keeper.call(readHouseholdHistory, { householdId: from.id })
    expect(left).toMatchObject([{ residentId: person.id, name: person.name, rev: person.rev + 1 }])
    await set(true, person.rev + 1)
    expect(await figures()).toEqual(before)
  })

  it('move to another door with a number of its entrance, and to one that is new', async () => {
    const { entrances } = await lead.call(listEntrances, { communityId: day.communityId })
    const person = nth((await home(8)).residents, 0)
    const before = await figures()
    const to = nth(entrances, 4).id
    const moved = await keeper.call(moveResident, {
      residentId: person.id,
      rev: person.rev,
      entranceId: to,
      door: '901',
    })
    expect(moved).toMatchObject({ entranceId: to, floor: 9, door: '901', residents: [{ id: person.id }] })
    expect(await ticketOf(person.id)).toMatchObject({ door: '901' })
    expect(String((await ticketOf(person.id))?.entranceId)).toBe(to)
    expect(await figures()).toEqual(before)
    const again = keeper.call(moveResident, { residentId: person.id, rev: person.rev, entranceId: to, door: '901' })
    expect(await refusal(again)).toBe('roster.stale')
    const elsewhere = await scene(house)
    const away = { residentId: person.id, rev: person.rev + 1, entranceId: nth(elsewhere.entrances, 0).id, door: '1' }
    expect(await refusal(keeper.call(moveResident, away))).toBe('auth.forbidden')
    expect(await refusal(lead.call(moveResident, away))).toBe('notFound')
  })

  it('stay where they are while they are re-sampled', async () => {
    const household = await home(9)
    const person = nth(household.residents, 0)
    const ids = [(await stored(person.id))?.householdId].flatMap((id) => id ?? [])
    await setFrozen(ids, true, {} as never)
    const leave = { residentId: person.id, rev: person.rev, here: false }
    expect(await refusal(keeper.call(setResidence, leave))).toBe('household.frozen')
    await setFrozen(ids, false, {} as never)
  })

  it('do not touch a round that has ended', async () => {
    const other = await scene(house)
    await RoundModel.updateOne({ _id: other.round.id }, { $set: { state: 'closed', live: false } })
    const { households } = await other.lead.call(listHouseholds, { communityId: other.communityId })
    const count = await TicketModel.countDocuments({ roundId: other.round.id })
    await other.lead.call(addResident, { householdId: nth(households, 0).id, person: { name: '某' }, word: 'guardian' })
    expect(await TicketModel.countDocuments({ roundId: other.round.id })).toBe(count)
  })
})

describe('a household', () => {
  it('has tags, a note, times and others that come with it; each of two names the other', async () => {
    const [one, other] = [await home(10), await home(11)]
    const after = await keeper.call(editHousehold, {
      householdId: one.id,
      rev: one.rev,
      tags: ['tellAhead'],
      note: '孩子要考试，下午再叫',
      times: [{ from: '14:00', until: null, day: null }],
      comesWith: [other.id],
    })
    expect(after).toMatchObject({
      note: '孩子要考试，下午再叫',
      times: [{ from: '14:00', until: null, day: null }],
      comesWith: [{ id: other.id, door: other.door }],
    })
    expect(after.tags).toContain('tellAhead')
    const linked = await keeper.call(readHousehold, { householdId: other.id })
    expect(linked.comesWith).toMatchObject([{ id: one.id }])
    await keeper.call(editHousehold, { householdId: other.id, rev: linked.rev, comesWith: [] })
    expect((await keeper.call(readHousehold, { householdId: one.id })).comesWith).toEqual([])
  })

  it('refuses an older edit, bad times, strangers and links out of the community', async () => {
    const one = await home(10)
    const edit = (who: Player, change: object) =>
      who.call(editHousehold, { householdId: one.id, rev: one.rev, ...change } as never)
    expect(await refusal(edit(captain, { note: '假' }))).toBe('auth.forbidden')
    expect(await refusal(edit(keeper, { times: [{ from: '14:00', until: '08:00', day: null }] }))).toBe('input.invalid')
    expect(await refusal(edit(keeper, { comesWith: ['f'.repeat(24)] }))).toBe('notFound')
    expect(await atOnce(edit(keeper, { note: '甲' }), edit(keeper, { note: '乙' }))).toEqual(['done', 'roster.stale'])
  })
})

describe('what became of people', () => {
  it('lists who never came in the last rounds, and calls, knocks and visits of a household', async () => {
    const other = await scene(house)
    const { households } = await other.lead.call(listHouseholds, { communityId: other.communityId })
    const householdId = nth(households, 0).id
    await other.lead.call(makeVisit, { roundId: other.round.id, householdId, kind: 'help' })
    const { contacts } = await other.lead.call(readContacts, { householdId })
    expect(contacts).toMatchObject([{ what: 'visit', detail: 'help', state: 'open', round: other.round.name }])
    const absent = (who: Player) => who.call(listAbsent, { communityId: other.communityId, last: 3 })
    const { people, rounds } = await absent(other.lead)
    expect(rounds).toEqual([other.round.name])
    const { residents } = await other.lead.call(readHousehold, { householdId })
    const first = nth(residents, 0)
    expect(people).toContainEqual(expect.objectContaining({ residentId: first.id, householdId, missed: 1 }))
    await other.lead.call(setResidence, { residentId: first.id, rev: first.rev, here: false })
    expect((await absent(other.lead)).people.map(({ residentId }) => residentId)).not.toContain(first.id)
    expect(await refusal(absent(keeper))).toBe('auth.forbidden')
    expect(await refusal(keeper.call(readContacts, { householdId }))).toBe('auth.forbidden')
  })
})
