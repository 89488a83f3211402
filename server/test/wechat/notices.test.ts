import { linkWechat } from '@loumen/shared/accounts/api'
import { grantNotices, phoneSetup, readNoticeGrants } from '@loumen/shared/notices/api'
import type { NoticeKind } from '@loumen/shared/notices/schema'
import { inTransaction, newId } from '../../src/base/db'
import { NoticeModel, queueNotices, reachOf } from '../../src/base/notices'
import { readConfig } from '../../src/config'
import { resident, staff } from '../cast'
import { refusal, startHouse, type TestHouse, until } from '../house'
import { LocalWechat } from './local-wechat'

const sendPath = '/cgi-bin/message/subscribe/send'
const templates = {
  WECHAT_TEMPLATE_NEXT: 'template-next thing1=what time2=when thing3=tip',
  WECHAT_TEMPLATE_CALLED: 'template-called thing5=what',
}

let wechat: LocalWechat
let house: TestHouse
beforeAll(async () => {
  wechat = await new LocalWechat().start()
  house = await startHouse({ ...wechat.environment, ...templates, DEMO: '1' })
})
afterAll(async () => {
  await house.close()
  await wechat.stop()
})

let phones = 13_900_000_000
async function linked() {
  const who = await resident(house, String(++phones))
  wechat.logins.set(`login-${phones}`, `o-${phones}`)
  await who.call(linkWechat, { code: `login-${phones}` })
  return { ...who, openid: `o-${phones}` }
}
const allow = (openid: string, template: string, times = 1) => wechat.consents.set(`${openid} ${template}`, times)
const about = { roundId: String(newId()), householdId: String(newId()) }
async function tell(accountId: string, kind: NoticeKind, cause = String(newId())) {
  await inTransaction((session) => queueNotices({ session }, [{ accountId, cause, kind, about }]))
  await until(
    () => reachOf(cause),
    ({ waiting }) => waiting === 0,
  )
  return (await NoticeModel.findOne({ accountId, cause }).lean())?.outcomes
}

it('tells phones which templates can be asked for', async () => {
  expect(await house.client().call(phoneSetup, {})).toEqual({
    wechat: true,
    templates: [
      { kind: 'entranceNext', id: 'template-next' },
      { kind: 'entranceCalled', id: 'template-called' },
    ],
  })
})

it('sends one message for one consent, opens on the ticket and says nothing of anybody', async () => {
  const who = await linked()
  allow(who.openid, 'template-next')
  expect(await who.call(grantNotices, { accepted: ['entranceNext'] })).toEqual({
    reachable: true,
    left: { entranceNext: 1 },
  })
  expect(await tell(who.id, 'entranceNext')).toEqual([{ channel: 'wechat', outcome: 'sent' }])
  const { body } = wechat.calls(sendPath).at(-1) ?? { body: {} as Record<string, unknown> }
  expect(body).toMatchObject({
    touser: who.openid,
    template_id: 'template-next',
    page: `pages/ticket/index?round=${about.roundId}&household=${about.householdId}`,
    miniprogram_state: 'formal',
  })
  const data = body.data as Record<string, { value: string }>
  expect(Object.keys(data)).toEqual(['thing1', 'time2', 'thing3'])
  expect([...(data.thing1?.value ?? '')].length).toBeLessThanOrEqual(20)
  expect(data.time2?.value).toMatch(/^\d{4}年\d{1,2}月\d{1,2}日 \d\d:\d\d$/)
  expect((await who.call(readNoticeGrants, {})).left).toEqual({ entranceNext: 0 })
  expect(await tell(who.id, 'entranceNext')).toEqual([{ channel: 'wechat', outcome: 'noGrant' }])
})

it('asks WeChat nothing without a consent, and never twice for one cause', async () => {
  const who = await linked()
  const before = wechat.calls(sendPath).length
  expect(await tell(who.id, 'entranceCalled')).toEqual([{ channel: 'wechat', outcome: 'noGrant' }])
  expect(wechat.calls(sendPath)).toHaveLength(before)
  allow(who.openid, 'template-called', 5)
  await who.call(grantNotices, { accepted: ['entranceCalled'] })
  await who.call(grantNotices, { accepted: ['entranceCalled'] })
  const cause = String(newId())
  await Promise.all([tell(who.id, 'entranceCalled', cause), tell(who.id, 'entranceCalled', cause)])
  expect(wechat.calls(sendPath)).toHaveLength(before + 1)
  expect((await who.call(readNoticeGrants, {})).left).toEqual({ entranceCalled: 1 })
})

it('believes WeChat when it says that no consent is left', async () => {
  const who = await linked()
  await who.call(grantNotices, { accepted: ['entranceNext'] })
  await who.call(grantNotices, { accepted: ['entranceNext'] })
  expect(await tell(who.id, 'entranceNext')).toEqual([{ channel: 'wechat', outcome: 'noGrant' }])
  expect((await who.call(readNoticeGrants, {})).left).toEqual({ entranceNext: 0 })
})

it('keeps the consent and tries again when WeChat is busy', async () => {
  const who = await linked()
  allow(who.openid, 'template-next')
  await who.call(grantNotices, { accepted: ['entranceNext'] })
  wechat.answerNext(sendPath, { errcode: -1, errmsg: 'system error' })
  const cause = String(newId())
  await inTransaction((session) =>
    queueNotices({ session }, [{ accountId: who.id, cause, kind: 'entranceNext', about }]),
  )
  await until(
    () => NoticeModel.findOne({ cause }).lean(),
    (row) => row?.tries === 1,
  )
  expect((await who.call(readNoticeGrants, {})).left).toEqual({ entranceNext: 1 })
  await NoticeModel.updateOne({ cause }, { $set: { dueAt: new Date(0) } })
  const reach = await until(
    () => reachOf(cause),
    ({ waiting }) => waiting === 0,
  )
  expect(reach.sent).toEqual({ wechat: 1 })
})

it('gives up what is set up wrongly and keeps the consent', async () => {
  const who = await linked()
  await who.call(grantNotices, { accepted: ['entranceNext'] })
  wechat.answerNext(sendPath, { errcode: 41030, errmsg: 'invalid page' })
  expect(await tell(who.id, 'entranceNext')).toEqual([{ channel: 'wechat', outcome: 'failed' }])
  expect((await who.call(readNoticeGrants, {})).left).toEqual({ entranceNext: 1 })
})

it('has no address for an account without WeChat or a kind without a template', async () => {
  const who = await resident(house, String(++phones))
  expect(await who.call(readNoticeGrants, {})).toEqual({ reachable: false, left: {} })
  expect(await tell(who.id, 'entranceNext')).toEqual([{ channel: 'wechat', outcome: 'noAddress' }])
  expect(await tell((await linked()).id, 'resultsReady')).toEqual([{ channel: 'wechat', outcome: 'noAddress' }])
})

it('takes consents of residents only', async () => {
  const lead = await staff(house, 'communityLead', 'all')
  expect(await refusal(lead.call(grantNotices, { accepted: ['entranceNext'] }))).toBe('auth.forbidden')
  expect(await refusal(house.client().call(grantNotices, { accepted: [] }))).toBe('auth.required')
})

it.each([
  [{ WECHAT_APPID: 'wx0123456789abcdef' }, 'WECHAT_SECRET'],
  [{ WECHAT_APPID: 'gh_1', WECHAT_SECRET: 'x' }, 'WECHAT_APPID'],
  [{ WECHAT_TEMPLATE_NEXT: 'id thing1=what' }, 'WECHAT_APPID'],
  [{ ...templates, WECHAT_TEMPLATE_CALLED: 'id thing1=name' }, 'WECHAT_TEMPLATE_CALLED'],
])('does not start with %j', (environment, named) => {
  expect(() => readConfig(environment)).toThrow(named)
})
