import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { deleteMe, exportMe, me, readConsents, setConsent } from '@loumen/shared/accounts/api'
import { listHouseholdPhones, readHousehold, removeHouseholdPhone } from '@loumen/shared/roster/api'
import { myTickets } from '@loumen/shared/tickets/api'
import { AccountModel, ConsentModel, SessionModel } from '../src/accounts/model'
import { historyOf } from '../src/base/change'
import { inTransaction, newId, oid } from '../src/base/db'
import { queueNotices, reachOf } from '../src/base/notices'
import { ClaimModel, HouseholdModel, ResidentModel } from '../src/roster/model'
import { householder, type Player, resident, type Scene, scene, staff } from './cast'
import { refusal, startHouse, type TestHouse, until } from './house'

let house: TestHouse
let place: Scene
let gateway: Server
const texts: { phone: string; kind: string; text: string }[] = []
let phones = 13_600_000_000

beforeAll(async () => {
  gateway = createServer(async (request, response) => {
    let body = ''
    for await (const piece of request) body += piece
    texts.push(JSON.parse(body))
    response.writeHead(202).end()
  })
  await new Promise<void>((resolve) => gateway.listen(0, '127.0.0.1', resolve))
  house = await startHouse({ NOTICE_SENDER_URL: `http://127.0.0.1:${(gateway.address() as AddressInfo).port}/` })
  place = await scene(house)
})
afterAll(async () => {
  await house.close()
  gateway.close()
})

const householdOf = async (who: Player) => (await who.call(myTickets, {})).households[0]?.householdId ?? ''

/** A second phone of the same household, as a grid leader would have let it in. */
async function secondPhone(householdId: string) {
  const who = await resident(house, String(++phones))
  const claim = await ClaimModel.findOne({ householdId: oid(householdId), state: 'granted' }).lean()
  if (!claim) throw new Error('nobody sees the household')
  await ClaimModel.create({ ...claim, _id: newId(), accountId: oid(who.id) })
  return who
}

describe('a consent', () => {
  const version = 1

  it('is unasked at first, and every answer is kept', async () => {
    const who = await resident(house, String(++phones))
    expect(await who.call(readConsents, {})).toEqual({ healthData: { state: 'unasked', history: [] } })
    await who.call(setConsent, { kind: 'healthData', given: true, version })
    const { healthData } = await who.call(setConsent, { kind: 'healthData', given: false, version })
    expect(healthData.state).toBe('withdrawn')
    expect(healthData.history.map(({ given }) => given)).toEqual([true, false])
    expect(await historyOf(who.id)).toMatchObject([{ what: 'consent.withdrawn' }, { what: 'consent.given' }])
  })

  it('withholds results on the phone while it is withdrawn, and shows them when it is given again', async () => {
    const who = await householder(house, place, 0)
    const results = async () =>
      (await who.call(myTickets, {})).rounds.flatMap(({ tickets }) => tickets.map(({ result }) => result))
    expect(await results()).not.toContain('withheld')
    await who.call(setConsent, { kind: 'healthData', given: false, version })
    expect(new Set(await results())).toEqual(new Set(['withheld']))
    await who.call(setConsent, { kind: 'healthData', given: true, version })
    expect(await results()).not.toContain('withheld')
  })

  it('is refused for a wording that is not asked, for staff and for strangers', async () => {
    const who = await resident(house, String(++phones))
    expect(await refusal(who.call(setConsent, { kind: 'healthData', given: true, version: 99 }))).toBe('input.invalid')
    expect(await refusal(place.lead.call(setConsent, { kind: 'healthData', given: true, version }))).toBe(
      'auth.forbidden',
    )
    expect(await refusal(house.client().call(readConsents, {}))).toBe('auth.required')
  })
})

describe('a household’s phones', () => {
  it('know of each other, with masked numbers', async () => {
    const first = await householder(house, place, 1)
    const householdId = await householdOf(first)
    const second = await secondPhone(householdId)
    const { phones: seen } = await second.call(listHouseholdPhones, { householdId })
    expect(seen.map(({ own }) => own).sort()).toEqual([false, true])
    for (const { phone } of seen) expect(phone).toMatch(/^\d{3}\*{4}\d{4}$/)
  })

  it('can leave, and be removed by the other; what they saw ends at once', async () => {
    const first = await householder(house, place, 2)
    const householdId = await householdOf(first)
    const second = await secondPhone(householdId)
    await first.call(readHousehold, { householdId })
    const after = await first.call(removeHouseholdPhone, { householdId, phoneId: second.id })
    expect(after.phones.map(({ id }) => id)).toEqual([first.id])
    expect(await refusal(second.call(readHousehold, { householdId }))).toBe('auth.forbidden')
    expect((await second.call(myTickets, {})).households).toEqual([])
    expect(await first.call(removeHouseholdPhone, { householdId, phoneId: first.id })).toEqual({
      phones: [],
      own: true,
    })
    expect(await refusal(first.call(listHouseholdPhones, { householdId }))).toBe('auth.forbidden')
    expect((await historyOf(householdId)).map(({ what }) => what).slice(0, 2)).toEqual([
      'household.left',
      'household.phoneRemoved',
    ])
    const again = await householder(house, place, 2)
    expect(await householdOf(again)).toBe(householdId)
  })

  it('are shown to no stranger, no staff, and one who is not there cannot be removed', async () => {
    const own = await householder(house, place, 3)
    const householdId = await householdOf(own)
    const stranger = await resident(house, String(++phones))
    for (const who of [stranger, place.lead, await staff(house, 'captain', place.communityId)])
      expect(await refusal(who.call(listHouseholdPhones, { householdId }))).toBe('auth.forbidden')
    expect(await refusal(stranger.call(removeHouseholdPhone, { householdId, phoneId: own.id }))).toBe('auth.forbidden')
    expect(await refusal(own.call(removeHouseholdPhone, { householdId, phoneId: stranger.id }))).toBe('notFound')
  })
})

describe('an account', () => {
  it('can be taken along whole by its owner', async () => {
    const who = await householder(house, place, 4)
    await who.call(setConsent, { kind: 'healthData', given: true, version: 1 })
    const { parts } = await who.call(exportMe, {})
    expect(parts).toMatchObject({
      account: { wechat: false },
      consents: { healthData: { state: 'given' } },
      households: [{ state: 'granted', household: { entrance: expect.stringContaining('单元') } }],
    })
    expect(JSON.stringify(parts)).toMatch(/"phone":"1\d{10}"/)
  })

  it('can be deleted: nothing of it is left, and the household stays in the roster', async () => {
    const who = await householder(house, place, 5)
    const householdId = await householdOf(who)
    await who.call(setConsent, { kind: 'healthData', given: true, version: 1 })
    expect(await who.call(deleteMe, {})).toEqual({ deleted: true })
    expect(await refusal(who.call(me, {}))).toBe('auth.required')
    const left = await Promise.all([
      AccountModel.countDocuments({ _id: oid(who.id) }),
      ClaimModel.countDocuments({ accountId: oid(who.id) }),
      ConsentModel.countDocuments({ accountId: oid(who.id) }),
      SessionModel.countDocuments({ accountId: oid(who.id) }),
    ])
    expect(left).toEqual([0, 0, 0, 0])
    expect(await HouseholdModel.countDocuments({ _id: oid(householdId) })).toBe(1)
    expect(await ResidentModel.countDocuments({ householdId: oid(householdId) })).toBeGreaterThan(0)
    expect(await historyOf(who.id)).toMatchObject([{ what: 'account.deleted' }, { what: 'consent.given' }])
    const again = await householder(house, place, 5)
    expect(again.id).not.toBe(who.id)
  })

  it('of staff is neither exported nor deleted this way', async () => {
    expect(await refusal(place.lead.call(exportMe, {}))).toBe('auth.forbidden')
    expect(await refusal(place.lead.call(deleteMe, {}))).toBe('auth.forbidden')
    expect(await refusal(house.client().call(deleteMe, {}))).toBe('auth.required')
  })
})

it('sends a notice as a text message where a gateway is set, and says nothing personal in it', async () => {
  const phone = String(++phones)
  const who = await resident(house, phone)
  const cause = String(newId())
  await inTransaction((session) =>
    queueNotices({ session }, [{ accountId: who.id, cause, kind: 'entranceCalled', about: { roundId: cause } }]),
  )
  const reach = await until(
    () => reachOf(cause),
    ({ waiting }) => waiting === 0,
  )
  expect(reach.sent).toEqual({ sms: 1 })
  expect(texts).toEqual([{ phone, kind: 'entranceCalled', text: '叫到您的楼门了，请现在下楼' }])
})
