import type { Call } from '@loumen/shared/client'
import { createCommunity, listEntrances } from '@loumen/shared/community/api'
import { listHouseholds } from '@loumen/shared/roster/api'
import { structureDomainWords, structureWords } from '@loumen/shared/words/structure'
import { openBrowser, type Watched } from '../src/browser'
import { hire } from '../src/cast'
import { demoStaff } from '../src/client'
import { button, enterConsole, goTo, word } from '../src/console'
import { accountOf, type House, startHouse, tearDown } from '../src/house'
import { enterAsResident, on, openPhone } from '../src/phone'

jest.setTimeout(180_000)

let house: House
let browser: Watched
let lead: Call
let account: { login: string; password: string }
let communityId: string

beforeAll(async () => {
  house = await startHouse()
  browser = await openBrowser()
  account = accountOf(house, 'communityLead')
  lead = await demoStaff(house, 'communityLead')
  communityId = (await lead(createCommunity, { name: '东庄村' })).id
})
afterAll(async () => {
  await browser?.close()
  await house?.stop()
  if (house) tearDown(house)
})

test('a lead makes a village group, a tenant registers on a phone, and the grid leader adds them', async () => {
  const page = await browser.desk(house.origin)
  await enterConsole(page, account)
  await goTo(page, communityId, 'structure')
  await page.getByTestId('add-entrance').click()
  await page.getByLabel(word('structure.kind')).click()
  await page.locator('.ant-select-dropdown').getByText(structureDomainWords['unitKind.village'][0]).click()
  await page.getByLabel(word('structure.estate')).fill('东庄')
  await page.getByLabel(word('structure.name')).fill('三组')
  await button(page, 'structure.hoursAdd').click()
  await page.getByLabel(word('structure.hoursFrom'), { exact: true }).fill('18:00')
  await page.getByLabel(word('structure.hoursTo'), { exact: true }).fill('21:00')
  await page.getByLabel(word('structure.contactName')).fill('赵大江')
  await page.getByLabel(word('structure.contactPhone')).fill('13712345678')
  await button(page, 'structure.save').click()
  const row = page.getByTestId('entrance-row')
  await row.filter({ hasText: '三组' }).filter({ hasText: '18:00–21:00' }).filter({ hasText: '赵大江' }).waitFor()

  await goTo(page, communityId, 'grids')
  await page.getByLabel(word('grids.name')).fill('一网格')
  await page.getByRole('checkbox').check()
  await page.getByRole('button', { name: word('grids.save', { count: 1 }) }).click()
  await page.getByTestId('grid').filter({ hasText: '三组' }).waitFor()
  const { grids, entrances } = await lead(listEntrances, { communityId })
  const [grid, group] = [grids[0], entrances[0]]
  if (!grid || !group) throw new Error('there is no grid')
  const leader = await hire(lead, house.origin, {
    login: 'grid-leader',
    name: '钱网格',
    role: 'gridLeader',
    scope: grid.id,
  })
  await hire(lead, house.origin, { login: 'helper', name: '孙楼长', role: 'volunteer', scope: communityId })
  await page.reload()
  const captain = page.getByLabel(`${structureWords['grids.assignCaptain'][0]} ${group.label}`)
  await captain.click()
  await page.locator('.ant-select-dropdown').getByText('孙楼长').click()
  await page.getByTestId(`answers-${group.label}`).getByText('孙楼长').waitFor()

  const phone = await browser.phone(house.origin)
  await enterAsResident(phone, '13900001111')
  await openPhone(phone, 'pages/join', `?c=${communityId}`)
  await on(phone, 'kind-tenant').click()
  await on(phone, 'join-name').fill('唐小雨')
  await on(phone, `entrance-${group.id}`).click()
  await on(phone, 'join-door').fill('18')
  await on(phone, 'join-send').click()
  await phone.getByText(structureDomainWords['application.waiting'][0]).waitFor()

  const office = await browser.desk(house.origin)
  await enterConsole(office, leader)
  await goTo(office, communityId, 'applications')
  await office.getByTestId('application').filter({ hasText: '唐小雨' }).waitFor()
  await button(office, 'applications.add').click()
  await office.getByText(word('applications.none')).waitFor()
  const { households } = await lead(listHouseholds, { communityId })
  expect(households).toMatchObject([{ entrance: '三组', door: '18', people: 1 }])
  await phone.reload()
  await phone.getByText(structureDomainWords['application.added'][0]).waitFor()
})

test('a plan gets its scale from two points of it, and who stands at a post is changed', async () => {
  const page = await browser.desk(house.origin)
  await enterConsole(page, account)
  await goTo(page, house.ready.communityId, 'plan')
  const buffer = await page.screenshot()
  await page.getByTestId('plan-file').setInputFiles({ name: '平面图.png', mimeType: 'image/png', buffer })
  const plan = page.getByTestId('plan')
  await plan.waitFor()
  await button(page, 'plan.setScale').click()
  await plan.getByRole('button', { name: word('plan.ruler.from') }).press('ArrowLeft')
  await page.getByLabel(word('plan.rulerMetres')).fill('102')
  await button(page, 'plan.setScale').click()
  await page.getByText(word('plan.scale', { metres: 200 })).waitFor()
  await plan.getByRole('button', { name: word('plan.ruler.from') }).waitFor({ state: 'detached' })

  const posts = page.getByTestId('posts')
  await posts.getByLabel(word('plan.postName')).fill('东门')
  await button(posts, 'plan.addPost').click()
  await posts.getByRole('button', { name: `${word('plan.changePost')} 东门` }).click()
  const changed = posts.getByRole('listitem')
  await changed.getByLabel(word('plan.holder')).fill('王芳')
  await changed.getByLabel(word('plan.materials')).fill('口罩 100')
  await button(changed, 'plan.savePost').click()
  await changed.filter({ hasText: '王芳' }).filter({ hasText: '口罩 100' }).waitFor()
})
