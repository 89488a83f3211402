import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { me, sendCode, signInToWork } from '@loumen/shared/accounts/api'
import { closeRound } from '@loumen/shared/coverage/api'
import { rooms } from '@loumen/shared/events'
import {
  arrive,
  checkMuster,
  listMuster,
  markArrived,
  muster,
  myMuster,
  releaseMustered,
} from '@loumen/shared/muster/api'
import {
  approveJoinAsk,
  askToJoin,
  declineJoinAsk,
  listJoinAsks,
  openJoinCode,
  readJoinAsk,
  readJoinCode,
  renewJoinCode,
  withdrawJoinAsk,
} from '@loumen/shared/muster/asks-api'
import { askLasts, longestMuster } from '@loumen/shared/muster/rules'
import { addPost } from '@loumen/shared/rounds/api'
import { cancelShift, planShifts, takeUpShift } from '@loumen/shared/shifts/api'
import { readDesk } from '@loumen/shared/tubes/api'
import { AccountModel } from '../src/accounts/model'
import { configureNotices } from '../src/accounts/notices'
import { NoticeModel } from '../src/base/notices'
import { now, setClock } from '../src/clock'
import { readConfig } from '../src/config'
import { JoinAskModel } from '../src/muster/ask-model'
import { MusterModel } from '../src/muster/model'
import { nth, type Player, resident, type Scene, scene, staff } from './cast'
import { atOnce, refusal, refused, startHouse, type TestHouse, until } from './house'

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
    setClock(new Date(now().getTime() + 3 * hour))
    expect((await board(day.lead)).map(({ late }) => late)).toEqual([true, false])
    setClock(new Date(now().getTime() + 6 * hour))
    expect(await refusal(worker.call(readDesk, { tableId: nth(day.tableIds, 0) }))).toBe('auth.forbidden')
    const ended = await until(
      () => board(day.lead),
      (all) => all.every(({ state }) => state === 'released'),
    )
    expect(ended.map(({ phone: shown }) => shown)).toEqual(['', ''])
    expect(await AccountModel.countDocuments({ login: /^zc/, workPhoneIndex: { $exists: true } })).toBe(0)
    expect(await refusal(enter(teacher))).toBe('auth.noWork')
    expect(await worker.call(me, {})).toMatchObject({ name: '张老师', grants: [] })
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
    const long = Array.from({ length: 501 }, () => `王五,${phone()},二小,志愿者`).join('\n')
    expect(await refusal(call(day.lead, long))).toBe('muster.size')
    const wide = Array.from({ length: 20_000 }, () => '赵六,123,二小,书记').join('\n')
    expect(await day.lead.call(checkMuster, { roundId: day.round.id, file: file(wide) })).toMatchObject({
      faulty: 40_000,
    })
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

  it('says post by post who stands there and who should, to the lead of its site; a late shift is told on their phone', async () => {
    const number = phone()
    await call(day.lead, `吴十,${number},六中,登记`)
    const accountId = (await board(day.lead)).find(({ unit }) => unit === '六中')?.accountId ?? ''
    const add = (name: string, siteId: string | null) =>
      day.lead.call(addPost, { roundId: day.round.id, name, kind: 'entry', siteId })
    const [gate, street] = [await add('东门', day.siteId), await add('路口', null)]
    await day.lead.call(planShifts, { postId: gate.id, from: later(-hour / 2), accountIds: [accountId] })
    const siteLead = await staff(house, 'siteLead', day.siteId)
    const { posts } = await siteLead.call(listMuster, { roundId: day.round.id })
    expect(posts.find(({ id }) => id === gate.id)).toMatchObject({
      standing: 'late',
      site: '广场',
      due: [{ name: '吴十' }],
    })
    expect(posts.some(({ id }) => id === street.id)).toBe(false)
    expect(
      (await day.lead.call(listMuster, { roundId: day.round.id })).posts.find(({ id }) => id === street.id),
    ).toMatchObject({
      standing: 'empty',
    })
    const waits = async (who: Player) =>
      (await who.call(myMuster, {})).sites.filter(({ siteId }) => siteId === day.siteId)
    expect(await waits(siteLead)).toMatchObject([{ site: '广场', late: [{ name: '吴十', post: '东门' }] }])
    expect(await waits(await staff(house, 'registrar', day.siteId))).toEqual([])
    const worker = await enter(number)
    await worker.call(takeUpShift, { shiftId: nth((await waits(siteLead))[0]?.late ?? [], 0).shiftId })
    expect(await waits(siteLead)).toMatchObject([{ late: [] }])
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

describe('somebody at the site who is on no list', () => {
  const codeAt = async (siteId = day.siteId) => (await day.lead.call(readJoinCode, { siteId })).address.slice(-24)
  let keys = 0
  const asking = async (more: Record<string, unknown> = {}) => {
    const key = `key-${String(++keys).padStart(20, '0')}`
    const said = { code: await codeAt(), key, name: '王阿姨', phone: phone(), agreed: true as const, ...more }
    const { id: askId } = await house.client().call(askToJoin, said)
    return { ...said, askId }
  }
  const state = async ({ askId, key }: { askId: string; key: string }) =>
    (await house.client().call(readJoinAsk, { askId, key })).state
  const yes = (who: Player, askId: string, more: Record<string, unknown> = {}) =>
    who.call(approveJoinAsk, { askId, roles: ['registrar', 'volunteer'], until: later(8 * hour), ...more })
  const no = (who: Player, askId: string) => who.call(declineJoinAsk, { askId, reason: '人手够了' })

  it('asks with a name and a number, is seen by the lead at once, and works there until the end once they are taken on', async () => {
    const siteLead = await staff(house, 'siteLead', day.siteId)
    const heard = await house.socket({ token: siteLead.token })
    const told: string[] = []
    heard.on('changed', ({ room, what }) => told.push(`${room} ${what}`))
    await heard.emitWithAck('watch', rooms.site(day.siteId))
    expect(await house.client().call(openJoinCode, { code: await codeAt() })).toMatchObject({
      siteId: day.siteId,
      site: '广场',
      live: true,
    })
    const ask = await asking()
    await until(
      async () => told,
      (all) => all.includes(`${rooms.site(day.siteId)} muster`),
    )
    const { asks } = await siteLead.call(listJoinAsks, { siteId: day.siteId })
    expect(asks).toMatchObject([{ id: ask.askId, name: '王阿姨', phone: expect.stringContaining('****') }])
    const kept = JSON.stringify(await JoinAskModel.collection.find().toArray())
    for (const secret of [ask.phone, ask.name, ask.key]) expect(kept).not.toContain(secret)
    expect(await atOnce(yes(siteLead, ask.askId), yes(day.lead, ask.askId))).toEqual(['done', 'muster.askState'])
    expect(await state(ask)).toBe('approved')
    const after = await JoinAskModel.findById(ask.askId).lean()
    expect([after?.name, after?.phone, after?.phoneIndex]).toEqual([undefined, undefined, undefined])
    const worker = await enter(ask.phone)
    expect((await worker.call(me, {})).grants).toMatchObject([
      { role: 'registrar', scope: day.siteId },
      { role: 'volunteer', scope: day.siteId },
    ])
    expect(await worker.call(arrive, { siteId: day.siteId })).toMatchObject({ site: '广场' })
    expect(await refusal(worker.call(readDesk, { tableId: nth(day.tableIds, 0) }))).toBe('not refused')
    expect((await board(siteLead)).find(({ name }) => name === '王阿姨')).toMatchObject({ state: 'arrived' })
  })

  it('is declined with a reason, takes the ask back, or waits until it runs out; then nobody can be taken on by it', async () => {
    const [declined, withdrawn, expired] = [await asking(), await asking(), await asking()]
    expect(await atOnce(no(day.lead, declined.askId), yes(day.lead, declined.askId))).toContain('muster.askState')
    const back = () => house.client().call(withdrawJoinAsk, { askId: withdrawn.askId, key: withdrawn.key })
    expect(await back()).toMatchObject({ state: 'withdrawn' })
    expect(await refusal(back())).toBe('muster.askState')
    expect(await refusal(yes(day.lead, withdrawn.askId))).toBe('muster.askState')
    setClock(new Date(now().getTime() + askLasts))
    expect(await state(expired)).toBe('expired')
    expect(await refusal(yes(day.lead, expired.askId))).toBe('muster.askState')
    expect((await day.lead.call(listJoinAsks, { siteId: day.siteId })).asks).toEqual([])
    const again = await asking()
    await no(day.lead, again.askId)
    expect(await house.client().call(readJoinAsk, { askId: again.askId, key: again.key })).toMatchObject({
      state: 'declined',
      reason: '人手够了',
    })
  })

  it('is answered by nobody else, and only with their own key; a second ask from the number takes the first one’s place', async () => {
    const first = await asking()
    const second = await asking({ phone: first.phone, name: '王大妈' })
    expect([await state(first), await state(second)]).toEqual(['withdrawn', 'waiting'])
    expect(await refusal(house.client().call(readJoinAsk, { askId: second.askId, key: first.key }))).toBe('notFound')
    const elsewhere = await scene(house)
    const strangers = [
      await staff(house, 'siteLead', elsewhere.siteId),
      await staff(house, 'communityLead', elsewhere.communityId),
      await staff(house, 'registrar', day.siteId),
    ]
    for (const who of strangers)
      for (const asked of [
        yes(who, second.askId),
        no(who, second.askId),
        who.call(listJoinAsks, { siteId: day.siteId }),
        who.call(readJoinCode, { siteId: day.siteId }),
      ])
        expect(await refusal(asked)).toBe('auth.forbidden')
    expect(await refusal(yes(day.lead, second.askId, { roles: ['siteLead'] }))).toBe('input.invalid')
    expect(await refusal(yes(day.lead, second.askId, { until: later(-1) }))).toBe('muster.until')
    expect(await refusal(asking({ agreed: false }))).toBe('input.invalid')
  })

  it('asks with the code that is posted now: none of another site, a guessed one, or one of a round that is over', async () => {
    const old = await codeAt()
    const other = await scene(house)
    const otherCode = (await other.lead.call(readJoinCode, { siteId: other.siteId })).address.slice(-24)
    const mixed = old.slice(0, 16) + otherCode.slice(16)
    expect(await refusal(asking({ code: mixed }))).toBe('muster.codeUnknown')
    const moved = await asking({ code: otherCode })
    expect((await day.lead.call(listJoinAsks, { siteId: other.siteId })).asks).toMatchObject([{ id: moved.askId }])
    await day.lead.call(renewJoinCode, { siteId: day.siteId })
    expect(await refusal(asking({ code: old }))).toBe('muster.codeUnknown')
    await other.lead.call(closeRound, { roundId: other.round.id, reason: '结束' })
    expect(await refusal(asking({ code: otherCode }))).toBe('round.state')
    expect(await refusal(yes(other.lead, moved.askId))).toBe('round.state')
  })

  it('keeps one account when they are known, and asks only so often from one number', async () => {
    const number = phone()
    await call(day.lead, `林老师,${number},五中,登记`)
    const ask = await asking({ phone: number })
    await yes(day.lead, ask.askId, { roles: ['courier'], until: later(20 * hour) })
    expect(await MusterModel.countDocuments({ roundId: day.round.id, live: true, unit: '五中' })).toBe(1)
    const mine = (await board(day.lead)).find(({ unit }) => unit === '五中')
    expect(mine).toMatchObject({ state: 'arrived', roles: ['registrar', 'courier'] })
    const worker = await enter(number)
    expect((await worker.call(me, {})).grants.map(({ until: end }) => end)).toEqual([mine?.until, mine?.until])
    for (let i = 0; i < 5; i++) await asking({ phone: number })
    expect(await refusal(asking({ phone: number }))).toBe('rate.limited')
  })
})

it('tells whoever was mobilised outside the app at the number of the list: that they are called, and that a shift changed', async () => {
  const [number, login] = [phone(), await staff(house, 'captain', day.communityId)]
  await call(day.lead, `冯十一,${number},七中,登记`)
  const accountId = (await board(day.lead)).find(({ unit }) => unit === '七中')?.accountId ?? ''
  const post = await day.lead.call(addPost, { roundId: day.round.id, name: '出口', kind: 'other' })
  const plan = (from: number, who: string) =>
    day.lead.call(planShifts, { postId: post.id, from: later(from), accountIds: [who] })
  const shift = nth((await plan(hour, accountId)).shifts, 0)
  await plan(3 * hour, login.id)
  await day.lead.call(cancelShift, { shiftId: shift.id })
  const told = await NoticeModel.find({ accountId }).sort({ at: 1 }).lean()
  expect(told.map(({ kind }) => kind)).toEqual(['mobilised', 'shiftChanged', 'shiftChanged'])
  expect(await NoticeModel.countDocuments({ accountId: login.id })).toBe(0)
  const heard: string[] = []
  const gateway = createServer((request, answer) => {
    request.on('data', (part) => heard.push(String(part)))
    request.on('end', () => answer.end())
  }).listen(0)
  const { port } = gateway.address() as AddressInfo
  configureNotices(readConfig({ NOTICE_SENDER_URL: `http://127.0.0.1:${port}/`, DATA_DIR: house.dir }))
  const mine = await until(
    async () => heard.map((part) => JSON.parse(part)).filter((said) => said.phone === number),
    (said) => said.length >= told.length,
  )
  configureNotices(readConfig({ DATA_DIR: house.dir }))
  gateway.close()
  expect(mine.map(({ kind }) => kind).sort()).toEqual(['mobilised', 'shiftChanged', 'shiftChanged'])
  expect(JSON.stringify(mine)).not.toContain('冯十一')
})

it('a number without an account for work opens none, and a wrong code says nothing of it', async () => {
  const number = phone()
  const { code } = await house.client().call(sendCode, { phone: number })
  const to = (typed: string) => house.client().call(signInToWork, { phone: number, code: typed })
  expect(await refusal(to(code === '000000' ? '111111' : '000000'))).toBe('auth.codeWrong')
  expect(await refusal(to(code ?? ''))).toBe('auth.noWork')
})

it('a list of two leads at once calls everybody once; whose time is over can be called for another day', async () => {
  const [first, second] = [phone(), phone()]
  const text = `周一,${first},二十六中,登记\n周二,${second},二十六中,志愿者`
  const both = await Promise.all([call(day.lead, text), call(day.lead, text)])
  expect(both.map(({ people }) => people).sort()).toEqual([0, 2])
  const ours = async () => (await board(day.lead)).filter(({ unit }) => unit === '二十六中')
  expect(await ours()).toHaveLength(2)
  const worker = await enter(first)
  setClock(new Date(now().getTime() + 9 * hour))
  expect(await refusal(worker.call(arrive, { siteId: day.siteId }))).toBe('muster.notListed')
  expect(await call(day.lead, text)).toEqual({ people: 2 })
  expect((await ours()).map(({ state }) => state).sort()).toEqual(['expected', 'expected', 'released', 'released'])
  expect(await worker.call(arrive, { siteId: day.siteId })).toMatchObject({ unit: '二十六中' })
  expect(await refusal(worker.call(readDesk, { tableId: nth(day.tableIds, 0) }))).toBe('not refused')
})
