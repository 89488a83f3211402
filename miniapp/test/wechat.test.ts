import path from 'node:path'
import { LocalWechat } from '../../server/test/wechat/local-wechat'
import { shown, tap, textOfId, type } from './acting'
import { type House, startHouse } from './mini-program/house'
import { MiniProgram } from './mini-program/mini-program'
import { until } from './mini-program/until'

const bundle = path.join(__dirname, '../dist/weapp')
const running: MiniProgram[] = []
const templates = { next: 'template-next', called: 'template-called', results: 'template-results' }
let wechat: LocalWechat
let house: House

beforeAll(async () => {
  wechat = await new LocalWechat().start()
  house = await startHouse({
    ...wechat.environment,
    DEMO: '1',
    WECHAT_TEMPLATE_NEXT: `${templates.next} thing1=what time2=when thing3=tip`,
    WECHAT_TEMPLATE_CALLED: `${templates.called} thing1=what time2=when thing3=tip`,
    WECHAT_TEMPLATE_RESULTS: `${templates.results} thing1=what time2=when thing3=tip`,
  })
}, 180_000)
afterAll(async () => {
  await house?.stop()
  await wechat.stop()
})
afterEach(() => {
  for (const phone of running.splice(0)) phone.end()
})

const start = (url?: string) => {
  const phone = new MiniProgram(bundle, house.address)
  running.push(phone)
  phone.launch(url)
  return phone
}
let codes = 0
/** The next login of this phone is of this WeChat user. */
function loginAs(phone: MiniProgram, openid: string) {
  phone.phone.loginCode = `login-${++codes}`
  wechat.logins.set(phone.phone.loginCode, openid)
}
function numberCode(number: string) {
  const code = `phone-${++codes}`
  wechat.phones.set(code, number)
  return code
}
const nth = <T>(all: readonly T[], place: number): T => {
  const one = all[place]
  if (!one) throw new Error(`there are only ${all.length}`)
  return one
}

async function claim(phone: MiniProgram, { name, document }: { name: string; document: string }) {
  await type(phone, 'claim-name', name)
  await type(phone, 'claim-document', document)
  await tap(phone, 'claim-send')
}

test('one tap signs a resident in, reminders are asked at a tap, and results only after a consent', async () => {
  const someone = nth(house.residents, 0)
  const phone = start()
  loginAs(phone, 'o-resident')
  await tap(phone, 'to-sign-in')
  phone.answer(await shown(phone, 'wechat-phone'), 'getphonenumber', { code: numberCode(someone.phone) })
  await tap(phone, 'to-claim')
  await claim(phone, someone)
  await shown(phone, 'claim-granted')
  await tap(phone, 'to-home')
  await shown(phone, 'stage-waiting')

  await tap(phone, 'link-ticket')
  phone.phone.messages = { [templates.next]: 'accept', [templates.called]: 'reject' }
  await tap(phone, 'ask-remind')
  await until('the answer', () => textOfId(phone, 'reminder-answer').includes('微信会提醒您'))
  expect(phone.phone.askedFor).toEqual([[templates.next, templates.called]])

  await phone.open('/pages/results/index')
  await shown(phone, 'consent-ask')
  await tap(phone, 'consent-give')
  await until('a result', () => phone.findLike(/^result-[0-9a-f]{24}$/))

  await phone.open('/pages/settings/index')
  await tap(phone, 'consent-withdraw')
  await until('the consent to be taken back', () => phone.find('consent-give'))
  await tap(phone, 'export-me')
  await shown(phone, 'exported')
  expect(nth(phone.phone.handedOut, 0)).toContain(someone.document)
  expect(phone.errors).toEqual([])
}, 120_000)

test('who refuses their number types it; a refused privacy question and refused messages leave everything usable', async () => {
  const someone = nth(house.residents, 1)
  const phone = start()
  loginAs(phone, 'o-typing')
  await tap(phone, 'to-sign-in')
  const button = await shown(phone, 'wechat-phone')
  const answers: string[] = []
  phone.phone.needPrivacy?.(({ event }) => answers.push(event))
  await until('the guide’s name', () => phone.text.includes('《楼门用户隐私保护指引》'))
  await tap(phone, 'privacy-refuse')
  expect(answers).toEqual(['disagree'])
  await until('the question to go', () => !phone.find('privacy-sheet'))
  phone.answer(button, 'getphonenumber', { errMsg: 'getPhoneNumber:fail user deny' })
  await shown(phone, 'wechat-note')
  await tap(phone, 'type-phone')
  await type(phone, 'phone', someone.phone)
  await tap(phone, 'get-code')
  const code = await until('the code', () => /\d{6}/.exec(textOfId(phone, 'dev-code'))?.[0])
  await type(phone, 'code', code)
  await tap(phone, 'sign-in-send')
  await tap(phone, 'to-claim')
  await claim(phone, someone)
  await tap(phone, 'to-home')
  await tap(phone, 'link-ticket')
  phone.phone.messages = 20004
  await tap(phone, 'ask-remind')
  await until('the answer', () => textOfId(phone, 'reminder-answer').includes('通知管理'))
  phone.phone.messages = {}
  await tap(phone, 'ask-remind')
  await until('the answer', () => textOfId(phone, 'reminder-answer').includes('没关系'))
  expect(phone.errors).toEqual([])
}, 120_000)

test('a community’s code leads through sign-in without a number to the claim', async () => {
  const someone = nth(house.residents, 2)
  const phone = start(`/pages/claim/index?scene=${encodeURIComponent(`c=${house.communityId}`)}`)
  await tap(phone, 'to-home')
  loginAs(phone, 'o-invited')
  await tap(phone, 'to-sign-in')
  const agreed: { event: string; buttonId?: string }[] = []
  await shown(phone, 'wechat-phone')
  phone.phone.needPrivacy?.((answer) => agreed.push(answer))
  phone.answer(await shown(phone, 'privacy-agree'), 'agreeprivacyauthorization', {})
  expect(agreed).toEqual([{ event: 'agree', buttonId: 'privacy-agree' }])
  await tap(phone, 'without-phone')
  await tap(phone, 'to-claim')
  await claim(phone, someone)
  // Without a number of the roster a grid leader decides.
  await shown(phone, 'claim-waiting')
  expect(phone.errors).toEqual([])
}, 120_000)

test('an account is deleted for good', async () => {
  const phone = start()
  loginAs(phone, 'o-leaving')
  await tap(phone, 'to-sign-in')
  await tap(phone, 'without-phone')
  await shown(phone, 'to-claim')
  await phone.open('/pages/settings/index')
  await tap(phone, 'delete-me')
  await tap(phone, 'delete-me-yes')
  await shown(phone, 'to-sign-in')
  expect(phone.errors).toEqual([])
}, 60_000)
