import { me, sendCode, signInToWork } from '@loumen/shared/accounts/api'
import { arrive, checkMuster, listMuster, markArrived, muster, releaseMustered } from '@loumen/shared/muster/api'
import { longestMuster } from '@loumen/shared/muster/rules'
import { addPost } from '@loumen/shared/rounds/api'
import { planShifts, takeUpShift } from '@loumen/shared/shifts/api'
import { readDesk } from '@loumen/shared/tubes/api'
import { AccountModel } from '../src/accounts/model'
import { now, setClock } from '../src/clock'
import { MusterModel } from '../src/muster/model'
import { nth, type Player, resident, type Scene, scene, staff } from './cast'
import { atOnce, refusal, refused, startHouse, type TestHouse } from './house'

const hour = 3_600_000
let house: TestHouse
let day: Scene
let phones = 13500000000

beforeAll(async () => {
  house = await startHouse()
  day = await scene(house)
})
afterAll(() => house.close())

const phone = () => String(++phones)
const file = (text: string) => ({ name: '名单.csv', content: Buffer.from(text).toString('base64') })
const later = (ms: number) => new Date(now().getTime() + ms).toISOString()
const call = (who: Player, text: string, more: Record<string, unknown> = {}) =>
  who.call(muster, { roundId: day.round.id, file: file(text), siteId: day.siteId, until: later(8 * hour), ...more })
const board = async (who: Player) => (await who.call(listMuster, { roundId: day.round.id })).people
async function enter(number: string) {
  const { code } = await house.client().call(sendCode, { phone: number })
  const { token } = await house.client().call(signInToWork, { phone: number, code: code ?? '' })
  return house.client({ token: token ?? '' })
}

describe('a list of people', () => {
  it('gives each a way in by a code, with several roles that end, and seals their numbers', async () => {
    const [teacher, nurse] = [phone(), phone()]
    const text = `姓名,电话,单位,岗位\n张老师,${teacher},一中,登记、志愿者\n李护士,${nurse},市医院,采样员`
    const read = await day.lead.call(checkMuster, { roundId: day.round.id, file: file(text) })
    expect(read.faults).toEqual([])
    expect(read.people.map(({ name, known }) => [name, known])).toEqual([
      ['张老师', false],
      ['李护士', false],
    ])
    expect(await call(day.lead, text)).toEqual({ people: 2 })
    const kept = JSON.stringify(await AccountModel.collection.find({ login: /^zc/ }).toArray())
    for (const secret of [teacher, '张老师', nurse]) expect(kept).not.toContain(secret)
    const worker = await enter(teacher)
    expect(await worker.call(me, {})).toMatchObject({
      name: '张老师',
      mustChangePassword: false,
      grants: [
        { role: 'registrar', scope: day.siteId },
        { role: 'volunteer', scope: day.communityId },
      ],
    })
    expect(await refusal(worker.call(readDesk, { tableId: nth(day.tableIds, 0) }))).toBe('not refused')
    const [row, medic] = await board(day.lead)
    expect(row).toMatchObject({ unit: '一中', phone: expect.stringContaining('****'), state: 'expected', late: false })
    expect(Date.parse(medic?.dueAt ?? '') - Date.parse(medic?.calledAt ?? '')).toBe(4 * hour)
    setClock(new Date(now().getTime() + 9 * hour))
    expect(await refusal(worker.call(readDesk, { tableId: nth(day.tableIds, 0) }))).toBe('auth.forbidden')
    expect(nth(await board(day.lead), 0).late).toBe(true)
  })

  it('is taken whole or not at all, by leads, for a time that ends; who is there already is not called twice', async () => {
    const before = await MusterModel.countDocuments()
    const good = `王五,${phone()},二小,志愿者`
    const faulty = await refused(call(day.lead, `${good}\n赵六,123,二小,书记`))
    expect([faulty.code, faulty.details.count]).toEqual(['muster.faulty', 2])
    const { faults } = await day.lead.call(checkMuster, { roundId: day.round.id, file: file('赵六,123,二小,书记') })
    expect(faults.map(({ row, column, code }) => [row, column, code])).toEqual([
      [1, 'B', 'phone'],
      [1, 'D', 'role'],
    ])
    expect(await refusal(call(day.lead, ' '))).toBe('muster.size')
    for (const ms of [-1, longestMuster + 60_000])
      expect(await refusal(call(day.lead, good, { until: later(ms) }))).toBe('muster.until')
    const elsewhere = await scene(house)
    expect(await refusal(call(day.lead, good, { siteId: elsewhere.siteId }))).toBe('notFound')
    const strangers = [
      await staff(house, 'communityLead', elsewhere.communityId),
      await staff(house, 'siteLead', day.siteId),
      await resident(house, '13400000001'),
    ]
    for (const who of strangers) expect(await refusal(call(who, good))).toBe('auth.forbidden')
    expect(await MusterModel.countDocuments()).toBe(before)
    expect(await call(day.lead, good)).toEqual({ people: 1 })
    expect(await call(day.lead, `${good}\n钱七,${phone()},二小,转运员`)).toEqual({ people: 1 })
  })
})

describe('the muster board', () => {
  it('follows who arrives by the site’s code, who stands at a post and who is let go, whose roles end at once', async () => {
    const number = phone()
    await call(day.lead, `孙八,${number},三中,登记`)
    const siteLead = await staff(house, 'siteLead', day.siteId)
    const worker = await enter(number)
    const mine = async () => (await board(siteLead)).find(({ unit }) => unit === '三中')
    expect(await worker.call(arrive, { siteId: day.siteId })).toMatchObject({ site: '广场', unit: '三中' })
    const first = (await mine())?.arrivedAt
    await worker.call(arrive, { siteId: day.siteId })
    expect(await mine()).toMatchObject({ state: 'arrived', arrivedAt: first, post: null })
    const post = await day.lead.call(addPost, { roundId: day.round.id, name: '登记台', kind: 'registration' })
    const entry = await mine()
    const { shifts } = await day.lead.call(planShifts, {
      postId: post.id,
      from: now().toISOString(),
      accountIds: [entry?.accountId ?? ''],
    })
    await worker.call(takeUpShift, { shiftId: nth(shifts, 0).id })
    expect((await mine())?.post).toBe('登记台')
    const release = (who: Player) => who.call(releaseMustered, { musterId: entry?.id ?? '' })
    expect(await refusal(release(await staff(house, 'registrar', day.siteId)))).toBe('auth.forbidden')
    expect(await atOnce(release(siteLead), release(day.lead))).toEqual(['done', 'muster.state'])
    expect((await worker.call(me, {})).grants).toEqual([])
    expect(await refusal(worker.call(arrive, { siteId: day.siteId }))).toBe('muster.notListed')
    expect(await call(day.lead, `孙八,${number},三中,登记`)).toEqual({ people: 1 })
  })

  it('takes a word for a dead phone once, and says to nobody else who is expected', async () => {
    await call(day.lead, `周九,${phone()},四中,志愿者`)
    const id = (await board(day.lead)).find(({ unit }) => unit === '四中')?.id ?? ''
    const mark = (who: Player, musterId = id) => who.call(markArrived, { musterId })
    expect(await refusal(mark(await staff(house, 'captain', day.communityId)))).toBe('auth.forbidden')
    expect(await refusal(mark(day.lead, 'x'))).toBe('input.invalid')
    expect(await atOnce(mark(day.lead), mark(await staff(house, 'siteLead', day.siteId)))).toEqual([
      'done',
      'muster.state',
    ])
    expect(await refusal(board(await staff(house, 'volunteer', day.communityId)))).toBe('auth.forbidden')
  })
})

it('a number without an account for work opens none, and a wrong code says nothing of it', async () => {
  const number = phone()
  const { code } = await house.client().call(sendCode, { phone: number })
  const to = (typed: string) => house.client().call(signInToWork, { phone: number, code: typed })
  expect(await refusal(to(code === '000000' ? '111111' : '000000'))).toBe('auth.codeWrong')
  expect(await refusal(to(code ?? ''))).toBe('auth.noWork')
})
