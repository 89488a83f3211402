import { WechatClient } from '../../src/wechat/client'
import { WechatError } from '../../src/wechat/errors'
import { fieldTime, fieldValue } from '../../src/wechat/values'
import { appId, LocalWechat, secret } from './local-wechat'

let wechat: LocalWechat
let client: WechatClient
beforeEach(async () => {
  wechat = await new LocalWechat().start()
  client = new WechatClient({ appId, secret, api: wechat.address, version: 'formal' })
})
afterEach(() => wechat.stop())

const fault = (call: Promise<unknown>) =>
  call.then(
    () => 'none',
    (error) => (error instanceof WechatError ? error.fault : String(error)),
  )
const message = {
  openid: 'o-one',
  templateId: 'template',
  page: 'pages/ticket/index',
  data: { thing1: { value: '请下楼' } },
  lang: 'zh_CN',
} as const
const sendPath = '/cgi-bin/message/subscribe/send'

it('exchanges a login code once', async () => {
  wechat.logins.set('code-1', 'o-one')
  expect(await client.openid('code-1')).toBe('o-one')
  expect(await fault(client.openid('code-1'))).toBe('code')
  expect(wechat.calls('/cgi-bin/stable_token')).toHaveLength(0)
})

it('reads a phone number, with its country when it is from elsewhere', async () => {
  wechat.phones.set('phone-1', '13800138000')
  expect(await client.phone('phone-1')).toBe('13800138000')
  wechat.answerNext('/wxa/business/getuserphonenumber', {
    errcode: 0,
    phone_info: { purePhoneNumber: '91234567', countryCode: '852' },
  })
  expect(await client.phone('phone-2')).toBe('+85291234567')
})

it('fetches the token once for calls at once and keeps it', async () => {
  wechat.consents.set('o-one template', 12)
  await Promise.all(Array.from({ length: 10 }, () => client.send(message)))
  await client.send(message)
  expect(wechat.calls('/cgi-bin/stable_token')).toHaveLength(1)
  expect(wechat.calls('/cgi-bin/stable_token')[0]?.body.force_refresh).toBeUndefined()
})

it('fetches the token anew once when it has ended, and gives up when that one is refused too', async () => {
  wechat.consents.set('o-one template', 3)
  await client.send(message)
  wechat.token = 'token-2'
  await client.send(message)
  expect(wechat.calls('/cgi-bin/stable_token')).toHaveLength(2)
  wechat.answerNext(sendPath, { errcode: 40001, errmsg: 'x' }, { errcode: 40001, errmsg: 'x' })
  expect(await fault(client.send(message))).toBe('token')
  expect(wechat.consents.get('o-one template')).toBe(1)
})

it('sends what the template needs, as an object', async () => {
  wechat.consents.set('o-one template', 1)
  await client.send(message)
  expect(wechat.calls(sendPath)[0]?.body).toEqual({
    touser: 'o-one',
    template_id: 'template',
    page: 'pages/ticket/index',
    data: { thing1: { value: '请下楼' } },
    miniprogram_state: 'formal',
    lang: 'zh_CN',
  })
  expect(await fault(client.send(message))).toBe('noGrant')
})

it.each([
  [-1, 'away'],
  [40003, 'openid'],
  [40037, 'setup'],
  [41030, 'setup'],
  [43101, 'noGrant'],
  [47003, 'value'],
  [45009, 'limited'],
  [40226, 'blocked'],
  [99999, 'unknown'],
])('knows the refusal %i as %s', async (errcode, meant) => {
  wechat.answerNext(sendPath, { errcode, errmsg: 'with the text 13800138000' })
  const error = await client.send(message).catch((caught: Error) => caught)
  expect((error as WechatError).fault).toBe(meant)
  expect(String(error)).not.toContain('13800138000')
})

it.each([
  ['no JSON', '<html>busy</html>', 'unknown'],
  ['another shape', { access: 1 }, 'unknown'],
  ['an empty answer', '', 'unknown'],
])('takes %s for no answer', async (_what, answer, meant) => {
  wechat.answerNext('/sns/jscode2session', answer)
  expect(await fault(client.openid('code'))).toBe(meant)
})

it('says that WeChat is away when it answers 5xx, redirects, hangs up or is not there, and tells no secret', async () => {
  const path = '/sns/jscode2session'
  wechat.answerNext(
    path,
    (_asked: unknown, response: { writeHead(status: number): { end(): void } }) => void response.writeHead(502).end(),
    (_asked: unknown, response: { writeHead(status: number, headers: object): { end(): void } }) =>
      void response.writeHead(302, { location: '/elsewhere' }).end(),
    (_asked: unknown, response: { destroy(): void }) => void response.destroy(),
  )
  for (let i = 0; i < 3; i++) expect(await fault(client.openid('code'))).toBe('away')
  const gone = new WechatClient({ appId, secret, api: 'http://127.0.0.1:9', version: 'formal' })
  const error = await gone.openid('code').catch((caught: Error) => caught)
  expect((error as WechatError).fault).toBe('away')
  expect(`${error} ${(error as Error).stack} ${(error as Error).cause}`).not.toContain(secret)
})

it('waits five seconds for an answer and no longer', async () => {
  wechat.answerNext('/sns/jscode2session', () => undefined)
  expect(await fault(client.openid('code'))).toBe('away')
}, 20_000)

it('knows a wrong secret as a matter of setting up', async () => {
  const wrong = new WechatClient({ appId, secret: 'another', api: wechat.address, version: 'formal' })
  expect(await fault(wrong.openid('code'))).toBe('setup')
  expect(await fault(wrong.send(message))).toBe('setup')
})

it('makes code pictures and links, and refuses a picture that is none', async () => {
  expect((await client.codeImage('c=0123456789abcdef01234567', 'pages/home/index')).subarray(1, 4)).toBeTruthy()
  expect(await client.link('pages/home/index', 'c=1')).toBe('https://wxaurl.cn/abc')
  wechat.answerNext('/wxa/getwxacodeunlimit', { errcode: 41030, errmsg: 'invalid page' })
  expect(await fault(client.codeImage('c=1', 'pages/none'))).toBe('setup')
})

it.each([
  ['review', false],
  ['risky', false],
  ['pass', true],
])('shows a text that is judged %s: %s', async (suggest, shown) => {
  wechat.answerNext('/wxa/msg_sec_check', { errcode: 0, result: { suggest } })
  expect(await client.mayBeShown('请带身份证', 'o-one')).toBe(shown)
})

it('cuts values to what their fields take', () => {
  const long = '一二三四五六七八九十一二三四五六七八九十一二三四五'
  expect([...fieldValue('thing12', long)]).toHaveLength(20)
  expect([...fieldValue('phrase3', long)]).toHaveLength(5)
  expect([...fieldValue('character_string1', 'x'.repeat(40))]).toHaveLength(32)
  expect(fieldValue('thing1', '请\n下楼 ')).toBe('请 下楼')
  expect(fieldTime(new Date('2026-01-02T18:05:00Z'))).toBe('2026年1月3日 02:05')
})
