import { readOverview } from '@loumen/shared/coverage/api'
import { listHouseholds, readHousehold, revealResident } from '@loumen/shared/roster/api'
import {
  addResident,
  editResident,
  exportRoster,
  keepApart,
  listDisclosures,
  listDuplicates,
  listToVerify,
  mergeResidents,
  previewMerge,
  searchRoster,
  undoMerge,
} from '@loumen/shared/roster/people-api'
import type { Household } from '@loumen/shared/roster/schema'
import { register } from '@loumen/shared/tickets/api'
import { makeVisit } from '@loumen/shared/visits/api'
import { demoHouseholds } from '../src/demo/people'
import { readWorkbook } from '../src/imports/workbook'
import { ResidentModel } from '../src/roster/model'
import { openResident } from '../src/roster/personal'
import { TicketModel } from '../src/tickets/model'
import { desk, importCommunity, nth, type Player, pool, type Scene, scene, staff } from './cast'
import { atOnce, refusal, startHouse, type TestHouse } from './house'

let house: TestHouse
let day: Scene
let lead: Player
let keeper: Player
let captain: Player
let stranger: Player
const homes = demoHouseholds()

beforeAll(async () => {
  house = await startHouse()
  day = await scene(house)
  lead = day.lead
  keeper = await staff(house, 'gridLeader', day.communityId)
  captain = await staff(house, 'captain', nth(day.entrances, 0).id)
  stranger = await staff(house, 'gridLeader', (await scene(house)).communityId)
})
afterAll(() => house.close())

async function home(at: number): Promise<Household> {
  const { people } = await search(lead, nth(nth(homes, at).people, 0).document)
  return lead.call(readHousehold, { householdId: nth(people, 0).householdId })
}
const search = (who: Player, text: string) => who.call(searchRoster, { communityId: day.communityId, text })
const figures = async () => (await lead.call(readOverview, { roundId: day.round.id })).figures
const named = (found: Household, name: string) => {
  const one = found.residents.find((resident) => resident.name === name)
  if (!one) throw new Error(`${name} does not live there`)
  return one
}

/** A second entry of the first person of a household, without a document. */
async function secondEntry(at: number) {
  const { id, residents } = await home(at)
  const first = nth(residents, 0)
  const after = await keeper.call(addResident, { householdId: id, person: { name: first.name }, word: 'captain' })
  const second = nth(after.residents, after.residents.length - 1)
  return { householdId: id, first, second, revs: [first.rev, second.rev] as [number, number] }
}
const join = (keep: string, drop: string, revs: [number, number], fields: never[] | string[] = []) =>
  keeper.call(mergeResidents, { residentId: keep, otherId: drop, revs, fields: fields as never })

describe('a search', () => {
  const person = nth(nth(homes, 0).people, 0)

  it.each([
    ['name', person.name],
    ['name', person.name.slice(1)],
    ['phone', `+86 ${person.phone}`],
    ['document', person.document.toLowerCase()],
  ])('finds people by %s', async (by, text) => {
    const found = await search(keeper, text)
    expect(found.by).toBe(by)
    expect(found.people.map(({ name }) => name)).toContain(person.name)
    expect(JSON.stringify(found)).not.toContain(person.document)
    expect(JSON.stringify(found)).not.toContain(person.phone)
  })

  it.each(['501', '1-1-501', '1号楼1单元501室'])('finds the door %s', async (text) => {
    const { by, households } = await search(keeper, text)
    expect(by).toBe('door')
    expect(households.map(({ door }) => door)).toContain('501')
    if (text !== '501') expect(households.map(({ entrance }) => entrance)).toEqual(['1号楼1单元'])
  })

  it('knows a new name at once, and no longer one that was changed', async () => {
    const one = nth((await home(1)).residents, 0)
    await keeper.call(editResident, { residentId: one.id, rev: one.rev, change: { name: '欧阳罕见' } })
    expect((await search(keeper, '罕见')).people).toHaveLength(1)
    await keeper.call(editResident, { residentId: one.id, rev: one.rev + 1, change: { name: one.name } })
    expect((await search(keeper, '罕见')).people).toHaveLength(0)
  })

  it('gives a captain their own entrance only, without numbers, and strangers nothing', async () => {
    const own = await search(captain, person.name)
    expect(own.people.every(({ entrance, document }) => entrance === '1号楼1单元' && document === null)).toBe(true)
    const far = nth(nth(homes, homes.length - 1).people, 0)
    expect((await search(captain, far.document)).people).toEqual([])
    expect(await refusal(search(stranger, person.name))).toBe('auth.forbidden')
    expect(await refusal(search(keeper, ' '))).toBe('input.invalid')
  })
})

it('lists who is to be verified, door by door, until their document is repaired', async () => {
  const { second, householdId } = await secondEntry(12)
  const listed = () => keeper.call(listToVerify, { communityId: day.communityId })
  const mine = (await listed()).people.find(({ residentId }) => residentId === second.id)
  expect(mine).toMatchObject({ householdId, fault: 'documentMissing', word: 'captain' })
  const document = { type: 'passport' as const, number: 'E87654321' }
  await keeper.call(editResident, { residentId: second.id, rev: second.rev, change: { document } })
  expect((await listed()).people.map(({ residentId }) => residentId)).not.toContain(second.id)
  expect(await refusal(captain.call(listToVerify, { communityId: day.communityId }))).toBe('auth.forbidden')
})

describe('two entries of one person', () => {
  it('are proposed, joined with what is chosen of each, and parted again', async () => {
    const { first, second, householdId } = await secondEntry(2)
    const before = await figures()
    const edited = await keeper.call(editResident, {
      residentId: second.id,
      rev: second.rev,
      change: { phone: '19955556666', tags: ['hearing'] },
    })
    const { pairs } = await keeper.call(listDuplicates, { communityId: day.communityId })
    const pair = pairs.find(({ people }) => people.some(({ residentId }) => residentId === second.id))
    expect(pair?.causes).toEqual(['nameAndDoor'])
    const preview = await keeper.call(previewMerge, { residentId: second.id, otherId: first.id })
    expect(preview).toMatchObject({ keepId: first.id, dropId: second.id, obstacle: null })
    expect(preview.fields).toEqual([{ field: 'phone', keep: first.phone, drop: '199****6666', from: 'keep' }])
    const revs: [number, number] = [first.rev, named(edited, first.name).id === second.id ? 0 : second.rev + 1]
    const merge = await join(first.id, second.id, revs, ['phone'])
    const after = await keeper.call(readHousehold, { householdId })
    expect(after.residents.map(({ id }) => id)).not.toContain(second.id)
    expect(named(after, first.name)).toMatchObject({ phone: '199****6666', document: first.document })
    expect(named(after, first.name).tags).toContain('hearing')
    expect(await figures()).toEqual({ ...before, expected: before.expected - 1, missing: before.missing - 1 })
    const kept = await ResidentModel.findById(first.id).lean()
    expect(kept && openResident(kept, 'phone')).toBe('19955556666')
    expect((await search(keeper, '19955556666')).people.map(({ residentId }) => residentId)).toEqual([first.id])
    expect((await keeper.call(undoMerge, { mergeId: merge.id })).state).toBe('undone')
    expect(await figures()).toEqual(before)
    const again = await keeper.call(readHousehold, { householdId })
    expect(named(again, first.name)).toMatchObject({ phone: first.phone, document: first.document })
    expect(again.residents.map(({ id }) => id)).toContain(second.id)
    expect(await refusal(keeper.call(undoMerge, { mergeId: merge.id }))).toBe('merge.state')
  })

  it('keep the answer that only one of them gave', async () => {
    const { first, second, householdId, revs } = await secondEntry(3)
    await lead.call(register, {
      roundId: day.round.id,
      householdId,
      answers: [{ residentId: second.id, kind: 'needsDoor' }],
    })
    await join(first.id, second.id, revs)
    expect(await TicketModel.findOne({ residentId: first.id, live: true }).lean()).toMatchObject({
      answer: 'needsDoor',
    })
    expect(await TicketModel.countDocuments({ residentId: second.id, live: true })).toBe(0)
  })

  it('are neither lost nor doubled where one of them is in a tube: that one stays', async () => {
    const { first, second, revs } = await secondEntry(4)
    await pool(await desk(house, day), nth(day.tableIds, 0), 'TUBE-0001', [nth(nth(homes, 4).people, 0).document])
    const before = await figures()
    expect(await refusal(join(second.id, first.id, [revs[1], revs[0]]))).toBe('merge.inTube')
    expect(await figures()).toEqual(before)
    expect(await keeper.call(previewMerge, { residentId: second.id, otherId: first.id })).toMatchObject({
      keepId: first.id,
      obstacle: null,
    })
    await join(first.id, second.id, revs)
    expect(await figures()).toEqual({ ...before, expected: before.expected - 1, missing: before.missing - 1 })
  })

  it('wait for a visit to the one that would go', async () => {
    const { first, second, revs, householdId } = await secondEntry(5)
    await lead.call(makeVisit, { roundId: day.round.id, householdId, kind: 'help', residentIds: [second.id] })
    expect(await refusal(join(first.id, second.id, revs))).toBe('merge.inVisit')
  })

  it('are joined once when two people join them at once, and not at an older look', async () => {
    const { first, second, revs } = await secondEntry(6)
    expect(await atOnce(join(first.id, second.id, revs), join(second.id, first.id, [revs[1], revs[0]]))).toEqual([
      'done',
      expect.stringMatching(/^(roster.stale|notFound|merge.notTwo)$/),
    ])
    const other = await secondEntry(7)
    expect(await refusal(join(other.first.id, other.second.id, [other.revs[0] + 1, other.revs[1]]))).toBe(
      'roster.stale',
    )
  })

  it('are not parted again when the kept one was changed meanwhile', async () => {
    const { first, second, revs } = await secondEntry(8)
    const merge = await join(first.id, second.id, revs)
    await keeper.call(editResident, { residentId: first.id, rev: first.rev + 1, change: { note: '后来改的' } })
    expect(await refusal(keeper.call(undoMerge, { mergeId: merge.id }))).toBe('merge.changedSince')
  })

  it('can be two people, and are not proposed again', async () => {
    const { first, second } = await secondEntry(9)
    const proposed = async () =>
      (await keeper.call(listDuplicates, { communityId: day.communityId })).pairs.some(({ people }) =>
        people.some(({ residentId }) => residentId === second.id),
      )
    expect(await proposed()).toBe(true)
    expect((await keeper.call(keepApart, { residentId: first.id, otherId: second.id })).state).toBe('distinct')
    expect(await proposed()).toBe(false)
  })

  it('are for those who keep both, and of one community', async () => {
    const { first, second, revs } = await secondEntry(10)
    const input = { residentId: first.id, otherId: second.id }
    expect(await refusal(stranger.call(mergeResidents, { ...input, revs, fields: [] }))).toBe('auth.forbidden')
    expect(await refusal(captain.call(previewMerge, input))).toBe('auth.forbidden')
    const communityId = await importCommunity(lead, '邻社区')
    const { households } = await lead.call(listHouseholds, { communityId })
    const { residents } = await lead.call(readHousehold, { householdId: nth(households, 0).id })
    const far = { residentId: first.id, otherId: nth(residents, 0).id }
    expect(await refusal(lead.call(previewMerge, far))).toBe('merge.notTwo')
    expect(await refusal(lead.call(previewMerge, { residentId: first.id, otherId: first.id }))).toBe('merge.notTwo')
  })
})

describe('an export', () => {
  const person = nth(nth(homes, 0).people, 0)
  const take = (who: Player, change: object = {}) =>
    who.call(exportRoster, { communityId: day.communityId, format: 'csv', ...change })

  it('is masked, guards formulas, and stays in the audit', async () => {
    const one = nth((await home(11)).residents, 0)
    await keeper.call(editResident, { residentId: one.id, rev: one.rev, change: { relation: '=1+1' } })
    const { content, people, name } = await take(keeper)
    const text = Buffer.from(content, 'base64').toString()
    expect(text).not.toContain(person.document)
    expect(text).not.toContain(person.phone)
    expect(text).not.toContain(person.name)
    expect(text).toContain(`${person.document.slice(0, 3)}***********${person.document.slice(-4)}`)
    expect(text).toContain(",'=1+1,")
    expect(text.trim().split('\r\n')).toHaveLength(people + 1)
    expect(name).toMatch(/脱敏/)
    const { disclosures } = await lead.call(listDisclosures, { communityId: day.communityId })
    expect(disclosures[0]).toMatchObject({ what: 'exported', people, by: 'gridLeader' })
  })

  it('is in full for leads with a reason only, as a workbook, too', async () => {
    expect(await refusal(take(keeper, { full: true, reason: '核酸' }))).toBe('auth.forbidden')
    expect(await refusal(take(lead, { full: true }))).toBe('roster.reasonNeeded')
    const { content } = await take(lead, { full: true, reason: '交给区里', format: 'xlsx' })
    const sheets = await readWorkbook(Buffer.from(content, 'base64'))
    expect(JSON.stringify(sheets)).toContain(person.document)
    const { disclosures } = await lead.call(listDisclosures, { communityId: day.communityId })
    expect(disclosures[0]).toMatchObject({ what: 'exportedFull', reason: '交给区里' })
  })

  it('and looks at single people are listed for leads, with their reasons', async () => {
    const { residents, id } = await home(0)
    await keeper.call(revealResident, { residentId: nth(residents, 0).id, reason: '打电话' })
    const { disclosures } = await lead.call(listDisclosures, { communityId: day.communityId })
    expect(disclosures[0]).toMatchObject({ what: 'revealed', reason: '打电话', person: { householdId: id } })
    expect(await refusal(keeper.call(listDisclosures, { communityId: day.communityId }))).toBe('auth.forbidden')
    expect(await refusal(take(captain))).toBe('auth.forbidden')
  })
})
