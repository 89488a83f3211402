import { createCommunity, listEntrances } from '@loumen/shared/community/api'
import { listRounds, myWork, openRound, readRound, readSite, setTable } from '@loumen/shared/rounds/api'
import { myTickets } from '@loumen/shared/tickets/api'
import { demoHouseholds } from '../src/demo/people'
import { HouseholdModel } from '../src/roster/model'
import { TicketModel } from '../src/tickets/model'
import { householder, importCommunity, nth, type Player, resident, staff } from './cast'
import { atOnce, refusal, refused, startHouse, type TestHouse } from './house'

let house: TestHouse
let lead: Player
let names = 0
const sites = [{ name: '广场', place: '中心广场', tables: 2 }]
const open = (who: Player, communityId: string, more: { entranceIds?: string[]; poolSize?: 10 | 20 } = {}) =>
  who.call(openRound, { communityId, policy: { poolSize: more.poolSize ?? 10 }, sites, entranceIds: more.entranceIds })
const withRoster = () => importCommunity(lead, `社区${++names}`)

beforeAll(async () => {
  house = await startHouse()
  lead = await staff(house, 'communityLead', 'all')
})
afterAll(() => house.close())

describe('opening a round', () => {
  it('gives everybody of the roster one ticket, numbered from the first door of each entrance upwards', async () => {
    const communityId = await withRoster()
    const round = await open(lead, communityId)
    const everybody = demoHouseholds().flatMap(({ people }) => people)
    expect(round).toMatchObject({ state: 'open', name: '一筛', number: 1, expected: everybody.length })
    expect(round.sites).toMatchObject([{ name: '广场', tables: [{ number: 1, state: 'closed' }, { number: 2 }] }])
    const tickets = await TicketModel.find({ roundId: round.id }).lean()
    expect(new Set(tickets.map(({ residentId }) => String(residentId))).size).toBe(everybody.length)
    const floors = new Map(
      (await HouseholdModel.find({ communityId }).lean()).map(({ _id, floor, door }) => [
        String(_id),
        `${floor} ${door}`,
      ]),
    )
    for (const entranceId of round.entranceIds) {
      const own = tickets.filter((ticket) => String(ticket.entranceId) === entranceId)
      const inOrder = own.sort((a, b) => a.number - b.number)
      expect(inOrder.map(({ number }) => number)).toEqual(own.map((_, i) => i + 1))
      const doors = inOrder.map(({ householdId }) => floors.get(String(householdId)) ?? '')
      expect(doors).toEqual([...doors].sort())
    }
    const home = await householder(house, { communityId } as never, 0)
    const own = nth((await home.call(myTickets, {})).rounds, 0)
    expect(own.tickets.map(({ name }) => name)).toEqual(home.household.people.map(({ name }) => name))
  })

  it('keeps the given call order and adds the entrances it leaves out', async () => {
    const communityId = await withRoster()
    const ids = (await lead.call(listEntrances, { communityId })).entrances.map(({ id }) => id)
    const round = await open(lead, communityId, { entranceIds: [nth(ids, 4), nth(ids, 1)] })
    expect(round.entranceIds).toEqual([4, 1, 0, 2, 3, 5].map((n) => nth(ids, n)))
  })

  it('is refused without a roster, with an entrance of another community, and while one is under way', async () => {
    const empty = await lead.call(createCommunity, { name: `社区${++names}` })
    expect(await refusal(open(lead, empty.id))).toBe('round.noHouseholds')
    const [one, two] = [await withRoster(), await withRoster()]
    const foreign = (await lead.call(listEntrances, { communityId: two })).entrances.map(({ id }) => id)
    expect(await refusal(open(lead, one, { entranceIds: foreign }))).toBe('round.entrancesUnknown')
    expect((await lead.call(listRounds, { communityId: one })).rounds).toEqual([])
    await open(lead, one)
    expect(await refused(open(lead, one))).toMatchObject({ status: 409, code: 'round.running' })
  })

  it('is refused for pool sizes that no plan has, and without a site', async () => {
    const communityId = await withRoster()
    expect(await refusal(open(lead, communityId, { poolSize: 7 as 10 }))).toBe('input.invalid')
    expect(await refusal(lead.call(openRound, { communityId, policy: { poolSize: 10 }, sites: [] }))).toBe(
      'input.invalid',
    )
  })

  it('happens once when two open it at once: one round, one ticket each', async () => {
    const communityId = await withRoster()
    const second = await staff(house, 'communityLead', communityId)
    expect(await atOnce(open(lead, communityId), open(second, communityId))).toEqual(['done', 'round.running'])
    const { rounds } = await lead.call(listRounds, { communityId })
    expect(rounds).toHaveLength(1)
    expect(await TicketModel.countDocuments({ communityId })).toBe(rounds[0]?.expected)
  })

  it('is for the leads of the community', async () => {
    const communityId = await withRoster()
    const strangers = [
      await staff(house, 'communityLead', await withRoster()),
      await staff(house, 'gridLeader', communityId),
      await staff(house, 'siteLead', communityId),
      await resident(house, '19900000001'),
    ]
    for (const stranger of strangers) expect(await refusal(open(stranger, communityId))).toBe('auth.forbidden')
    const answer = house.client().call(openRound, { communityId, policy: { poolSize: 10 }, sites })
    expect(await refusal(answer)).toBe('auth.required')
  })
})

describe('a round', () => {
  it('is read by everybody who works in it, and by nobody else', async () => {
    const communityId = await withRoster()
    const round = await open(lead, communityId)
    const captain = await staff(house, 'captain', nth(round.entranceIds, 0))
    expect((await captain.call(readRound, { roundId: round.id })).id).toBe(round.id)
    expect((await captain.call(myWork, {})).rounds.map(({ id }) => id)).toEqual([round.id])
    const elsewhere = await staff(house, 'communityLead', await withRoster())
    expect(await refusal(elsewhere.call(readRound, { roundId: round.id }))).toBe('auth.forbidden')
    expect(await refusal(elsewhere.call(listRounds, { communityId }))).toBe('auth.forbidden')
    const stranger = await resident(house, '19900000001')
    expect(await refusal(stranger.call(readRound, { roundId: round.id }))).toBe('auth.forbidden')
    expect(await refusal(lead.call(readRound, { roundId: 'f'.repeat(24) }))).toBe('notFound')
  })

  it('tells a display where its site’s board is, without a session', async () => {
    const round = await open(lead, await withRoster())
    const site = await house.client().call(readSite, { siteId: nth(round.sites, 0).id })
    expect(site).toMatchObject({ name: '广场', roundId: round.id })
    expect(await refusal(house.client().call(readSite, { siteId: 'f'.repeat(24) }))).toBe('notFound')
  })
})

describe('a table', () => {
  it('is opened and closed by its site’s lead, once when two do it at once', async () => {
    const round = await open(lead, await withRoster())
    const site = nth(round.sites, 0)
    const tableId = nth(site.tables, 0).id
    const siteLead = await staff(house, 'siteLead', site.id)
    const ends = await atOnce(
      siteLead.call(setTable, { tableId, state: 'open' }),
      lead.call(setTable, { tableId, state: 'open' }),
    )
    expect(ends).toEqual(['done', 'table.state'])
    expect((await siteLead.call(setTable, { tableId, state: 'closed' })).state).toBe('closed')
    expect(await refusal(siteLead.call(setTable, { tableId, state: 'closed' }))).toBe('table.state')
    expect(await refusal(siteLead.call(setTable, { tableId, state: 'broken' as 'open' }))).toBe('input.invalid')
    expect(await refusal(siteLead.call(setTable, { tableId: 'f'.repeat(24), state: 'open' }))).toBe('notFound')
  })

  it('is not touched by registrars, captains or the lead of another site', async () => {
    const [one, two] = [await open(lead, await withRoster()), await open(lead, await withRoster())]
    const tableId = nth(nth(one.sites, 0).tables, 0).id
    const strangers = [
      await staff(house, 'siteLead', nth(two.sites, 0).id),
      await staff(house, 'registrar', nth(one.sites, 0).id),
      await staff(house, 'captain', nth(one.communityIds, 0)),
    ]
    for (const stranger of strangers)
      expect(await refusal(stranger.call(setTable, { tableId, state: 'open' }))).toBe('auth.forbidden')
  })
})
