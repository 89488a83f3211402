import { linkWechat, me, signInByWechat } from '@loumen/shared/accounts/api'
import { apply, myApplications } from '@loumen/shared/joining/api'
import { claimHousehold, decideClaim, listClaims } from '@loumen/shared/roster/api'
import { myTickets } from '@loumen/shared/tickets/api'
import { AccountModel, SessionModel } from '../../src/accounts/model'
import { wechatPlace } from '../../src/accounts/present'
import { oid } from '../../src/base/db'
import { unseal } from '../../src/base/personal'
import { demoHouseholds } from '../../src/demo/people'
import { importCommunity, resident, staff } from '../cast'
import { atOnce, refusal, startHouse, type TestHouse } from '../house'
import { LocalWechat } from './local-wechat'

let wechat: LocalWechat
let house: TestHouse
beforeAll(async () => {
  wechat = await new LocalWechat().start()
  house = await startHouse({ ...wechat.environment, DEMO: '1' })
})
afterAll(async () => {
  await house.close()
  await wechat.stop()
})

let codes = 0
const loginCode = (openid: string) => {
  const code = `login-${++codes}`
  wechat.logins.set(code, openid)
  return code
}
const phoneCode = (phone: string) => {
  const code = `phone-${++codes}`
  wechat.phones.set(code, phone)
  return code
}
const signIn = async (openid: string, phone?: string) => {
  const { token, me: who } = await house
    .client()
    .call(signInByWechat, { code: loginCode(openid), phoneCode: phone && phoneCode(phone) })
  return Object.assign(house.client({ token }), { id: who.id, phone: who.phone })
}

it('makes one account for a WeChat user and finds it again', async () => {
  const first = await signIn('o-alone')
  const second = await signIn('o-alone')
  expect(second.id).toBe(first.id)
  expect(await second.call(me, {})).toMatchObject({ kind: 'resident', phone: null, grants: [] })
})

it('keeps who they are in WeChat sealed, and the session key not at all', async () => {
  const { id } = await signIn('o-sealed', '13700000001')
  const account = await AccountModel.findById(oid(id)).lean()
  expect(JSON.stringify(account)).not.toMatch(/o-sealed|never to be kept|13700000001/)
  expect(unseal(wechatPlace(id), account?.wechat ?? '')).toBe('o-sealed')
})

it('finds the account of the number that WeChat vouches for', async () => {
  const byCode = await resident(house, '13700000002')
  const byWechat = await signIn('o-two', '13700000002')
  expect(byWechat.id).toBe(byCode.id)
  expect((await signIn('o-two')).id).toBe(byCode.id)
})

it('gives an account without a number the number, and joins one that had none to the one that has', async () => {
  const before = await signIn('o-three')
  const after = await signIn('o-three', '13700000003')
  expect(after.id).toBe(before.id)
  expect(after.phone).toBe('137****0003')

  const known = await resident(house, '13700000004')
  const alone = await signIn('o-four')
  const joined = await signIn('o-four', '13700000004')
  expect(joined.id).toBe(known.id)
  expect(await AccountModel.countDocuments({ _id: oid(alone.id) })).toBe(0)
  expect(await SessionModel.countDocuments({ accountId: oid(alone.id) })).toBe(0)
  expect(await refusal(alone.call(me, {}))).toBe('auth.required')
})

it('takes what an account asked for along when it becomes part of another', async () => {
  const lead = await staff(house, 'communityLead', 'all')
  const communityId = await importCommunity(lead, '带走社区')
  const [person, other] = demoHouseholds().flatMap(({ people }) => people.slice(0, 1))
  if (!person || !other) throw new Error('the demo has no people')
  const known = await resident(house, '13700000005')
  const alone = await signIn('o-five')
  for (const { name, document } of [person, other])
    expect((await alone.call(claimHousehold, { communityId, name, document })).state).toBe('waiting')
  await known.call(claimHousehold, { communityId, name: other.name, document: other.document })
  await known.call(linkWechat, { code: loginCode('o-five') })
  const { claims } = await lead.call(listClaims, { communityId })
  expect(claims).toHaveLength(2)
  for (const claim of claims) await lead.call(decideClaim, { claimId: claim.id, granted: true })
  expect((await known.call(myTickets, {})).households).toHaveLength(2)
})

it('moves a WeChat user from one number to the next, and leaves the first account its number', async () => {
  const first = await signIn('o-six', '13700000006')
  const second = await signIn('o-six', '13700000007')
  expect(second.id).not.toBe(first.id)
  expect((await signIn('o-six')).id).toBe(second.id)
  expect((await resident(house, '13700000006')).id).toBe(first.id)
})

it('makes one account when the same person signs in on two phones at once', async () => {
  const [one, two] = await Promise.all([signIn('o-seven', '13700000008'), signIn('o-seven', '13700000008')])
  expect(one.id).toBe(two.id)
  expect(await atOnce(one.call(me, {}), two.call(me, {}))).toEqual(['done', 'done'])
})

it('refuses a used login code and a used phone code, each with its own sentence', async () => {
  const code = loginCode('o-eight')
  await house.client().call(signInByWechat, { code })
  expect(await refusal(house.client().call(signInByWechat, { code }))).toBe('wechat.code')
  expect(await refusal(house.client().call(signInByWechat, { code: loginCode('o-eight'), phoneCode: 'used' }))).toBe(
    'wechat.phone',
  )
  wechat.phones.set('foreign', '12345')
  expect(await refusal(house.client().call(signInByWechat, { code: loginCode('o-eight'), phoneCode: 'foreign' }))).toBe(
    'wechat.phone',
  )
})

it.each([
  [-1, 'wechat.away'],
  [45011, 'wechat.away'],
  [40226, 'wechat.blocked'],
  [40125, 'wechat.off'],
])('answers WeChat’s %i with %s', async (errcode, expected) => {
  wechat.answerNext('/sns/jscode2session', { errcode, errmsg: 'x' })
  expect(await refusal(house.client().call(signInByWechat, { code: 'any' }))).toBe(expected)
})

it('links for residents only', async () => {
  const lead = await staff(house, 'communityLead', 'all')
  expect(await refusal(lead.call(linkWechat, { code: loginCode('o-nine') }))).toBe('auth.forbidden')
  expect(await refusal(house.client().call(linkWechat, { code: loginCode('o-nine') }))).toBe('auth.required')
})

it('takes a newcomer’s applications along, and of two for the same keeps one waiting', async () => {
  const lead = await staff(house, 'communityLead', 'all')
  const communityId = await importCommunity(lead, '搬来社区')
  const known = await resident(house, '13700000066')
  const alone = await signIn('o-sixty')
  const asks = (who: typeof known | typeof alone, name: string) =>
    who.call(apply, { communityId, kind: 'tenant', name, entranceId: null, door: null, address: '东门板房' })
  await asks(known, '两边都问')
  await asks(alone, '两边都问')
  await asks(alone, '只问一边')
  await signIn('o-sixty', '13700000066')
  const { applications } = await known.call(myApplications, {})
  expect(applications.map(({ name, state }) => `${name} ${state}`).sort()).toEqual(
    ['两边都问 waiting', '两边都问 withdrawn', '只问一边 waiting'].sort(),
  )
})
