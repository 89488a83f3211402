import { readCommunityCode } from '@loumen/shared/accounts/api'
import { importCommunity, staff } from '../cast'
import { refusal, startHouse, type TestHouse } from '../house'
import { LocalWechat } from './local-wechat'

const codePath = '/wxa/getwxacodeunlimit'
let wechat: LocalWechat
let house: TestHouse
let lead: Awaited<ReturnType<typeof staff>>
let communityId: string
beforeAll(async () => {
  wechat = await new LocalWechat().start()
  house = await startHouse({ ...wechat.environment, DEMO: '1' })
  lead = await staff(house, 'communityLead', 'all')
  communityId = await importCommunity(lead, '扫码社区')
})
afterAll(async () => {
  await house.close()
  await wechat.stop()
})

it('says that WeChat is away while it does not answer, and still gives the page’s address', async () => {
  wechat.answerNext(codePath, { errcode: -1, errmsg: 'system busy' })
  expect(await lead.call(readCommunityCode, { communityId })).toEqual({
    address: `/#/pages/claim/index?c=${communityId}`,
    wechat: 'away',
    picture: null,
    link: null,
  })
})

it('asks for a code and a link that open the community’s page, and once only', async () => {
  const first = await lead.call(readCommunityCode, { communityId })
  expect(first).toMatchObject({ wechat: 'there', link: 'https://wxaurl.cn/abc' })
  expect(first.picture).toMatch(/^data:image\/png;base64,/)
  const body = wechat.calls(codePath).at(-1)?.body as { scene: string; page: string }
  expect(body).toMatchObject({ scene: `c=${communityId}`, page: 'pages/claim/index' })
  expect(body.scene.length).toBeLessThanOrEqual(32)
  const asked = wechat.asked.length
  const both = [lead.call(readCommunityCode, { communityId }), lead.call(readCommunityCode, { communityId })]
  expect(await Promise.all(both)).toEqual([first, first])
  expect(wechat.asked).toHaveLength(asked)
})

it('is for those who work there, and for communities that exist', async () => {
  const stranger = await staff(house, 'captain', await importCommunity(lead, '别的社区'))
  expect(await refusal(stranger.call(readCommunityCode, { communityId }))).toBe('auth.forbidden')
  expect(await refusal(lead.call(readCommunityCode, { communityId: '0'.repeat(24) }))).toBe('notFound')
})
