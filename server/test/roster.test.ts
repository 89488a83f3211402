import { createCommunity, drawGrid, listEntrances } from '@loumen/shared/community/api'
import { rooms } from '@loumen/shared/events'
import {
  claimHousehold,
  decideClaim,
  listClaims,
  listHouseholds,
  readHousehold,
  revealResident,
} from '@loumen/shared/roster/api'
import { myTickets } from '@loumen/shared/tickets/api'
import { historyOf } from '../src/base/change'
import { newId } from '../src/base/db'
import { unseal } from '../src/base/personal'
import { demoHouseholds } from '../src/demo/people'
import { ClaimModel } from '../src/roster/model'
import { householder, importCommunity, nth, type Player, resident, staff } from './cast'
import { atOnce, heard, refusal, refused, startHouse, type TestHouse } from './house'

let house: TestHouse
let lead: Player
const homes = demoHouseholds()
let names = 0

beforeAll(async () => {
  house = await startHouse()
  lead = await staff(house, 'communityLead', 'all')
})
afterAll(() => house.close())

const newCommunity = async () => (await lead.call(createCommunity, { name: `社区${++names}` })).id

describe('a household', () => {
  let communityId: string
  let householdId: string
  const home = nth(homes, 0)
  const person = nth(home.people, 0)

  beforeAll(async () => {
    communityId = await importCommunity(lead, `社区${++names}`)
    const { households } = await lead.call(listHouseholds, { communityId, door: home.door })
    householdId = households.find(({ entrance }) => entrance === '1号楼1单元')?.id ?? ''
  })

  it.each([
    ['communityLead', person.name, `149${'*'.repeat(11)}${person.document.slice(-4)}`, true],
    ['captain', person.name, undefined, true],
    ['admin', expect.stringMatching(/^.\*/), undefined, false],
  ] as const)('shows its %s what the field table gives', async (role, name, document, tags) => {
    const player = await staff(house, role, communityId)
    const seen = await player.call(readHousehold, { householdId })
    expect(seen.residents).toHaveLength(home.people.length)
    expect(seen.residents[0]).toMatchObject({ name })
    expect(seen.residents[0]?.document).toBe(document)
    expect(JSON.stringify(seen)).not.toContain(person.document)
    expect(JSON.stringify(seen)).not.toContain(person.phone)
    expect(seen.note === null).toBe(!tags || !home.note)
  })

  it('shows its own people their names, and their numbers masked', async () => {
    const own = await resident(house, person.phone)
    await own.call(claimHousehold, { communityId, name: person.name, document: person.document })
    const seen = await own.call(readHousehold, { householdId })
    expect(seen.residents.map(({ name }) => name)).toEqual(home.people.map(({ name }) => name))
    expect(JSON.stringify(seen)).not.toContain(person.document)
  })

  it('is shown to nobody else', async () => {
    const other = await newCommunity()
    const strangers = [
      await staff(house, 'volunteer', communityId),
      await staff(house, 'registrar', communityId),
      await staff(house, 'siteLead', communityId),
      await staff(house, 'communityLead', other),
      await resident(house, '19900000001'),
    ]
    for (const stranger of strangers) {
      expect(await refusal(stranger.call(readHousehold, { householdId }))).toBe('auth.forbidden')
      expect(await refusal(stranger.call(listHouseholds, { communityId }))).toBe('auth.forbidden')
    }
    expect(await refusal(lead.call(readHousehold, { householdId: 'f'.repeat(24) }))).toBe('notFound')
  })

  it('is listed for a grid leader and a captain among their own only', async () => {
    const { entrances } = await lead.call(listEntrances, { communityId })
    const grid = await lead.call(drawGrid, { communityId, name: '一网格', entranceIds: [nth(entrances, 0).id] })
    for (const [role, scope] of [
      ['gridLeader', grid.id],
      ['captain', nth(entrances, 0).id],
    ] as const) {
      const player = await staff(house, role, scope)
      const { households, total } = await player.call(listHouseholds, { communityId })
      expect(total).toBe(12)
      expect(new Set(households.map(({ entrance }) => entrance))).toEqual(new Set(['1号楼1单元']))
      const elsewhere = await lead.call(listHouseholds, { communityId, entranceId: nth(entrances, 3).id })
      expect(await refusal(player.call(readHousehold, { householdId: nth(elsewhere.households, 0).id }))).toBe(
        'auth.forbidden',
      )
    }
  })

  it('gives a number and a phone away only with a reason that stays in the history, sealed', async () => {
    const { residents } = await lead.call(readHousehold, { householdId })
    const residentId = nth(residents, 0).id
    const reason = '核对证件号码'
    const shown = await lead.call(revealResident, { residentId, reason })
    expect(shown).toMatchObject({ document: person.document, phone: person.phone, name: person.name })
    const [entry] = await historyOf(residentId)
    expect(entry).toMatchObject({ what: 'resident.revealed', accountId: lead.id, from: 'phone' })
    expect(entry?.reason).not.toContain(reason)
    expect(unseal(`history.reason|${residentId}`, entry?.reason ?? '')).toBe(reason)
    expect(await refusal(lead.call(revealResident, { residentId, reason: ' ' }))).toBe('input.invalid')
    const captain = await staff(house, 'captain', communityId)
    expect(await refusal(captain.call(revealResident, { residentId, reason }))).toBe('auth.forbidden')
    expect(await historyOf(residentId)).toHaveLength(1)
  })
})

describe('a claim of a household', () => {
  let communityId: string
  let grids: string[]
  let gridLeader: Player

  beforeAll(async () => {
    communityId = await importCommunity(lead, `社区${++names}`)
    const { entrances } = await lead.call(listEntrances, { communityId })
    const half = (list: typeof entrances) => list.map(({ id }) => id)
    grids = [
      (await lead.call(drawGrid, { communityId, name: '一', entranceIds: half(entrances.slice(0, 3)) })).id,
      (await lead.call(drawGrid, { communityId, name: '二', entranceIds: half(entrances.slice(3)) })).id,
    ]
    gridLeader = await staff(house, 'gridLeader', nth(grids, 0))
  })

  let phones = 18_800_000_000
  const stranger = () => resident(house, String(++phones))
  const claim = (who: Player, at: number, change: Partial<{ name: string; document: string }> = {}) => {
    const { name, document } = nth(nth(homes, at).people, 0)
    return who.call(claimHousehold, { communityId, name, document, ...change })
  }

  it('is granted at once to the phone that the roster names, and shows the household', async () => {
    const own = await householder(house, { communityId } as never, 1)
    const { households, claims } = await own.call(myTickets, {})
    expect(claims).toBe(0)
    expect(households).toMatchObject([{ entrance: '1号楼1单元', door: nth(homes, 1).door }])
  })

  it('waits alike for an unknown person, a wrong number, a wrong name and another phone', async () => {
    const who = await stranger()
    const answers = [
      await claim(who, 0, { name: '无此人' }),
      await claim(who, 0, { document: '149999199001010000' }),
      await claim(who, 0, { name: nth(nth(homes, 1).people, 0).name }),
      await claim(who, 0),
    ]
    for (const answer of answers) {
      expect(answer.state).toBe('waiting')
      expect(Object.keys(answer).sort()).toEqual(['at', 'id', 'state'])
    }
    expect(new Set(answers.map(({ id }) => id)).size).toBe(4)
    const { households, claims } = await who.call(myTickets, {})
    expect([households, claims]).toEqual([[], 4])
  })

  it('is one claim however often it is made, and however many ask at once', async () => {
    const who = await stranger()
    const made = await Promise.all([claim(who, 2), claim(who, 2), claim(who, 2)])
    expect(new Set([...made, await claim(who, 2)].map(({ id }) => id)).size).toBe(1)
  })

  it('is decided by the leader of the household’s grid, who sees the household but no full number', async () => {
    const who = await stranger()
    const { id } = await claim(who, 3)
    const { claims } = await gridLeader.call(listClaims, { communityId })
    const listed = claims.find((one) => one.id === id)
    expect(listed).toMatchObject({
      name: nth(nth(homes, 3).people, 0).name,
      household: { entrance: '1号楼1单元', door: nth(homes, 3).door },
    })
    expect(listed?.document).toMatch(/^149\*{11}.{4}$/)
    expect(listed?.phone).toMatch(/^188\*{4}\d{4}$/)
    const socket = await house.socket({ token: who.token })
    await socket.emitWithAck('watch', rooms.resident(who.id))
    const told = heard(socket, 'changed', (change) => change.what === 'household')
    expect((await gridLeader.call(decideClaim, { claimId: id, granted: true })).state).toBe('granted')
    await told
    expect((await who.call(myTickets, {})).households).toHaveLength(1)
  })

  it('is neither listed for nor decided by leaders of another grid or community, captains and residents', async () => {
    const who = await stranger()
    const { id: claimId } = await claim(who, 4)
    const next = await staff(house, 'gridLeader', nth(grids, 1))
    expect((await next.call(listClaims, { communityId })).claims.map(({ id }) => id)).not.toContain(claimId)
    expect(await refusal(next.call(decideClaim, { claimId, granted: true }))).toBe('auth.forbidden')
    const elsewhere = await staff(house, 'communityLead', await newCommunity())
    for (const other of [elsewhere, await staff(house, 'captain', communityId), who]) {
      expect(await refusal(other.call(listClaims, { communityId }))).toBe('auth.forbidden')
      expect(await refusal(other.call(decideClaim, { claimId, granted: true }))).toBe('auth.forbidden')
    }
  })

  it('is listed however many invented people were claimed before', async () => {
    const { id: inventedId } = await claim(await stranger(), 1, { name: '无此人' })
    const invented = await ClaimModel.findById(inventedId).lean()
    const flood = Array.from({ length: 200 }, (_, i) => ({ ...invented, _id: newId(), fingerprint: `flood ${i}` }))
    await ClaimModel.insertMany(flood)
    const { id: honest } = await claim(await stranger(), 1)
    expect((await gridLeader.call(listClaims, { communityId })).claims.map(({ id }) => id)).toContain(honest)
    await ClaimModel.deleteMany({ _id: { $in: flood.map((one) => one._id) } })
  })

  it('has one decision when two decide at once', async () => {
    const { id: claimId } = await claim(await stranger(), 5)
    const ends = await atOnce(
      gridLeader.call(decideClaim, { claimId, granted: true }),
      lead.call(decideClaim, { claimId, granted: false }),
    )
    expect(ends).toEqual(['claim.state', 'done'])
    expect(await refusal(lead.call(decideClaim, { claimId, granted: true }))).toBe('claim.state')
  })

  it('that matches nobody can be refused but not granted', async () => {
    const { id: claimId } = await claim(await stranger(), 0, { name: '无此人' })
    expect(await refusal(lead.call(decideClaim, { claimId, granted: true }))).toBe('notFound')
    expect(await refusal(gridLeader.call(decideClaim, { claimId, granted: false }))).toBe('auth.forbidden')
    expect((await lead.call(decideClaim, { claimId, granted: false })).state).toBe('refused')
  })

  it('can be made eight times an hour', async () => {
    const who = await stranger()
    for (let n = 0; n < 8; n++) await claim(who, 0, { name: `无此人${n}` })
    expect(await refused(claim(who, 0, { name: '又一个' }))).toMatchObject({ status: 429, code: 'rate.limited' })
  })

  it('is made by residents only', async () => {
    expect(await refusal(claim(lead, 0))).toBe('auth.forbidden')
  })
})
