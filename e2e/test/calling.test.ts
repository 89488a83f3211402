import { listCalls } from '@loumen/shared/calls/api'
import type { Call } from '@loumen/shared/client'
import { myWork } from '@loumen/shared/rounds/api'
import type { Page } from 'playwright-core'
import { openBrowser, type Watched } from '../src/browser'
import { pick } from '../src/cast'
import { staffAt } from '../src/client'
import { type House, startHouse, tearDown } from '../src/house'
import { enterAsResident, enterAsStaff, on, openPhone } from '../src/phone'

jest.setTimeout(180_000)

let house: House
let browser: Watched
let resident: Page
let captain: Page
let site: Page
let display: Page
let lead: Call
let entranceId: string

const accountOf = (role: string) => pick(house.ready.accounts, (account) => account.role === role)
const buzzes = () => resident.evaluate(() => (window as unknown as { buzzed: number }).buzzed)
const untilBuzzed = (times: number) =>
  resident.waitForFunction((wanted) => (window as unknown as { buzzed: number }).buzzed === wanted, times)

beforeAll(async () => {
  house = await startHouse()
  browser = await openBrowser()
  const { login, password } = accountOf('siteLead')
  lead = await staffAt(house.origin, login, password)
  const { rounds } = await lead(myWork, {})
  entranceId = rounds[0]?.entranceIds[0] ?? ''
  const label = rounds[0]?.entrances.find(({ id }) => id === entranceId)?.label
  const someone = pick(house.ready.residents, (person) => person.entrance === label && /^5/.test(person.door))
  resident = await browser.phone(house.origin)
  await resident.addInitScript(() => {
    const hook = window as unknown as { buzzed: number }
    hook.buzzed = 0
    navigator.vibrate = () => {
      hook.buzzed++
      return true
    }
  })
  await enterAsResident(resident, someone.phone)
  await openPhone(resident, 'pages/claim', `?c=${house.ready.communityId}`)
  await on(resident, 'claim-name').fill(someone.name)
  await on(resident, 'claim-document').fill(someone.document.slice(0, -2))
  await on(resident, 'claim-send').click()
  await on(resident, 'claim-doubt').waitFor()
  await on(resident, 'claim-document').fill(someone.document)
  await on(resident, 'claim-doubt').waitFor({ state: 'detached' })
  await on(resident, 'claim-send').click()
  await on(resident, 'claim-granted').waitFor()
  await on(resident, 'to-home').click()
  await on(resident, 'stage-waiting').waitFor()
  site = await browser.phone(house.origin)
  await enterAsStaff(site, accountOf('siteLead'))
  await on(site, 'to-site').click()
  captain = await browser.phone(house.origin)
  await enterAsStaff(captain, accountOf('captain'))
  await openPhone(captain, 'staff/captain', `?round=${house.ready.roundId}&entrance=${entranceId}`)
  display = await browser.desk(house.origin)
  await display.goto(`/screen/${house.ready.siteId}`)
})
afterAll(async () => {
  await browser?.close()
  await house?.stop()
  if (house) tearDown(house)
})

test('the site grants, the captain calls two floors, and the phone goes from waiting to next to called', async () => {
  await on(site, 'table-1-open').or(on(site, 'table-1-closed')).first().waitFor()
  if (await on(site, 'table-1-open').isVisible()) await on(site, 'table-1-open').click()
  await on(site, 'table-1-closed').waitFor()
  await on(site, 'count-10').click()
  await on(site, 'counted').filter({ hasText: '10' }).waitFor()
  await on(site, 'mode-advised').click()
  await on(site, `grant-${entranceId}`).click()
  await on(resident, 'stage-next').waitFor()
  await on(captain, 'floor-6').click()
  await on(captain, 'floor-5').click()
  await on(captain, 'call-now').filter({ hasText: '5、6 楼' }).click()
  await on(resident, 'called').waitFor()
  await untilBuzzed(1)
  await display.getByTestId('called').waitFor()
  await on(captain, 'floor-4').waitFor()
  await on(captain, 'floor-5').waitFor({ state: 'detached' })
})

test('the household asks for more time, the captain sees it, and calls once more', async () => {
  await on(resident, 'reply-moreTime').click()
  await on(resident, 'reply-moreTime-send').click()
  await on(resident, 'stage-moreTime').waitFor()
  await on(captain, 'doors').filter({ hasText: '需要多一点时间' }).waitFor()
  await on(captain, 'reach-seen').filter({ hasText: '1' }).waitFor()
  await on(captain, 'call-again').click()
  await on(captain, 'parts').filter({ hasText: '共叫 2 次' }).waitFor()
  await on(resident, 'reply-coming').click()
  await on(resident, 'called-again').waitFor()
  await untilBuzzed(2)
})

test('the captain posts in the chat without a name, and notes with one tap what happened at a door', async () => {
  const text = (await on(captain, 'chat-text').textContent()) ?? ''
  expect(text).toContain('请现在下楼')
  for (const { name } of house.ready.residents) expect(text).not.toContain(name)
  await on(captain, 'tick-chat').click()
  await on(captain, 'reach-chat').filter({ hasText: /[1-9]/ }).waitFor()
  await captain.locator('.window:visible').first().click()
  const told = captain.locator('[id^="knock-"][id$="-told"]').filter({ visible: true }).first()
  await told.click()
  await on(captain, 'doors').filter({ hasText: '敲门：已告知' }).waitFor()
})

test('the captain vouches for somebody without a document, who has a ticket at once', async () => {
  await captain.locator('[id^="vouch-"]').filter({ visible: true }).first().click()
  await on(captain, 'vouch-name').fill('张奶奶')
  await on(captain, 'vouch-save').click()
  await on(captain, 'vouched').filter({ hasText: '张奶奶' }).waitFor()
  await on(captain, 'doors').filter({ hasText: '○ 张奶奶' }).waitFor()
})

test('a pause reaches phone and display with its reason, and who slept hears at once that it goes on', async () => {
  await on(site, 'pause-open').click()
  await on(site, 'pause-reason-storm').click()
  await on(site, 'pause-send').click()
  await on(resident, 'stage-paused').filter({ hasText: '大风大雨' }).waitFor()
  await display.getByTestId('paused').filter({ hasText: '大风大雨' }).waitFor()
  await on(captain, 'site-paused').waitFor()
  await resident.context().setOffline(true)
  await on(site, 'resume').click()
  await display.getByTestId('called').waitFor()
  await on(resident, 'stage-paused').waitFor()
  // A page that was never read says why it is empty.
  await resident.evaluate(() => navigator.serviceWorker.ready.then(() => {}))
  await openPhone(resident, 'pages/results')
  await on(resident, 'results').getByRole('alert').waitFor()
  await resident.goBack()
  await on(resident, 'stage-paused').waitFor()
  await resident.context().setOffline(false)
  await on(resident, 'called').waitFor()
  await untilBuzzed(3)
})

test('an undone call lets its people wait again', async () => {
  const { calls } = await lead(listCalls, { roundId: house.ready.roundId })
  const part = calls.find((call) => call.entranceId === entranceId)?.parts.at(-1)
  await on(captain, `undo-${part?.id}`).click()
  await on(captain, `undo-${part?.id}`).click()
  await on(resident, 'called').waitFor({ state: 'detached' })
  expect(await buzzes()).toBe(3)
  expect(browser.errors).toEqual([])
})
