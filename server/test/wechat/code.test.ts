import { readCommunityCode } from '@loumen/shared/accounts/api'
import { listEntrances } from '@loumen/shared/community/api'
import { openRound, readEntranceCode, readEntranceRound, readSiteCode } from '@loumen/shared/rounds/api'
import { importCommunity, nth, staff } from '../cast'
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
  const busy = await importCommunity(lead, '忙线社区')
  wechat.answerNext(codePath, { errcode: -1, errmsg: 'system busy' })
  const away = { address: `/#/pages/claim/index?c=${busy}`, wechat: 'away', picture: null, link: null }
  expect(await lead.call(readCommunityCode, { communityId: busy })).toEqual(away)
  const asked = wechat.calls(codePath).length
  expect(await lead.call(readCommunityCode, { communityId: busy })).toEqual(away)
  expect(wechat.calls(codePath)).toHaveLength(asked)
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

it('leads from a slip and from a display to the live board, for everybody', async () => {
  const { entrances } = await lead.call(listEntrances, { communityId })
  const entranceId = nth(entrances, 0).id
  const nobody = house.client()
  expect(await nobody.call(readEntranceRound, { entranceId })).toEqual({ roundId: null })
  const { id: roundId, sites } = await lead.call(openRound, {
    communityId,
    policy: { poolSize: 10 },
    sites: [{ name: '广场', place: '中心广场', tables: 1 }],
  })
  expect(await nobody.call(readEntranceRound, { entranceId })).toEqual({ roundId })
  const siteId = nth(sites, 0).id
  expect(await nobody.call(readEntranceCode, { entranceId })).toMatchObject({
    address: `/#/pages/board/index?e=${entranceId}`,
    wechat: 'there',
  })
  expect(await nobody.call(readSiteCode, { siteId })).toMatchObject({ address: `/#/pages/board/index?s=${siteId}` })
  const [slip, display] = wechat.calls(codePath).slice(-2)
  expect([slip?.body, display?.body]).toMatchObject([
    { scene: `e=${entranceId}`, page: 'pages/board/index' },
    { scene: `s=${siteId}`, page: 'pages/board/index' },
  ])
  for (const ask of [
    nobody.call(readEntranceCode, { entranceId: siteId }),
    nobody.call(readSiteCode, { siteId: entranceId }),
  ])
    expect(await refusal(ask)).toBe('notFound')
})
