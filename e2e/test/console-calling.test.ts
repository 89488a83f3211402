import { grantCall, listCalls, readBoard, readCalling } from '@loumen/shared/calls/api'
import type { Call } from '@loumen/shared/client'
import { changeEntrance, listEntrances } from '@loumen/shared/community/api'
import { minuteOfDay } from '@loumen/shared/community/units'
import { myWork, readRound } from '@loumen/shared/rounds/api'
import type { SlipSheet } from '@loumen/shared/tickets/schema'
import { admit, openTube } from '@loumen/shared/tubes/api'
import type { Locator, Page } from 'playwright-core'
import { openBrowser, type Watched } from '../src/browser'
import { hire } from '../src/cast'
import { demoStaff } from '../src/client'
import { button, callRow, enterConsole, goTo, word } from '../src/console'
import { accountOf, type House, startHouse, tearDown } from '../src/house'

jest.setTimeout(180_000)

let house: House
let browser: Watched
let page: Page
let lead: Call
let registrar: Call

const account = (role: string) => accountOf(house, role)
const as = (role: string) => demoStaff(house, role)
const residents = () => house.ready.residents as ((typeof house.ready.residents)[number] & { entrance: string })[]
const roundId = () => house.ready.roundId
const labels = async () => (await lead(readBoard, { roundId: roundId() })).units.map(({ label }) => label)
const more = async (row: Locator, label: string, key: Parameters<typeof word>[0]) => {
  await row.getByLabel(word('calling.more', { label })).click()
  await page.getByRole('menuitem', { name: word(key) }).click()
}

beforeAll(async () => {
  house = await startHouse({ LOG_LEVEL: 'error' })
  browser = await openBrowser()
  lead = await as('communityLead')
  registrar = await as('registrar')
  page = await browser.desk(house.origin)
  await enterConsole(page, account('siteLead'))
  await goTo(page, house.ready.communityId, 'calling')
  await page.getByTestId('calls').waitFor()
})
afterAll(async () => {
  expect(browser?.errors ?? []).toEqual([])
  await browser?.close()
  await house?.stop()
  if (house) tearDown(house)
})

test('the order is dragged, moved by keyboard, and an entrance is held', async () => {
  const [first = '', second = '', third = '', fourth = ''] = await labels()
  await callRow(page, third).dragTo(callRow(page, first))
  await page.locator('[data-testid=calls] > li').first().filter({ hasText: third }).waitFor()
  expect((await labels()).slice(0, 4)).toEqual([third, first, second, fourth])

  await callRow(page, third)
    .getByLabel(word('calling.more', { label: third }))
    .press('Alt+ArrowDown')
  await page.locator('[data-testid=calls] > li').first().filter({ hasText: first }).waitFor()
  expect((await labels()).slice(0, 4)).toEqual([first, third, second, fourth])

  await more(callRow(page, third), third, 'calling.hold')
  await callRow(page, third).and(page.locator('[data-held=true]')).waitFor()
  const { held } = await lead(readCalling, { roundId: roundId() })
  expect(held.length).toBe(1)
})

test('an advice is one click, a second click calls nobody again, and a slip of the hand is undone', async () => {
  for (const number of [1, 2]) await button(page.getByTestId(`table-${number}`), 'tables.open').click()
  await page.getByTestId('call-mode').getByText(word('site.mode.advised'), { exact: true }).click()
  const [first = '', held = '', , , last = ''] = await labels()
  const take = button(page.getByTestId('advice-call'), 'pace.take')
  await take.waitFor()
  await page.getByTestId('advice-call').filter({ hasText: first }).filter({ hasNotText: held }).waitFor()
  await take.dblclick()
  await callRow(page, first).and(page.locator('[data-state=called]')).waitFor()
  const { calls } = await lead(listCalls, { roundId: roundId() })
  for (const call of calls) expect([call.parts.length, call.times]).toEqual([1, 1])

  const row = callRow(page, last)
  const board = await lead(readBoard, { roundId: roundId() })
  const unit = board.units.find(({ label }) => label === last)
  const [floor = 0] = unit?.left ?? []
  await row.locator('[data-action=details]').click()
  await row.getByText(word('calling.floor', { floor }), { exact: true }).click()
  await row.locator('[data-action=call-floors]').click()
  await row.and(page.locator('[data-state=called]')).waitFor()
  await row.locator('[data-action=undo]').last().click()
  await row.and(page.locator('[data-state=waiting]')).waitFor()
})

test('the site pauses with a reason and an expected restart, nobody is called meanwhile, and it goes on', async () => {
  await button(page, 'site.pause').click()
  const dialog = page.getByRole('dialog')
  await dialog.getByText('停电', { exact: true }).click()
  await dialog.getByText(word('site.pauseMinutes', { minutes: 20 }), { exact: true }).click()
  await button(dialog, 'site.pause').click()
  await page.getByTestId('site-paused').filter({ hasText: '停电' }).waitFor()
  await page.locator('[data-testid=pace][data-reason=paused]').waitFor()
  const fourth = (await labels())[3] ?? ''
  await callRow(page, fourth).locator('[data-action=call]').click()
  await callRow(page, fourth).getByTestId('refusal').waitFor()
  await button(page, 'site.resume').click()
  await page.getByTestId('site-paused').waitFor({ state: 'detached' })
  await page.getByTestId('queue-count').getByRole('button', { name: '5', exact: true }).click()
  await page.getByTestId('queue-count').getByText('5 人').waitFor()
})

test('a captain calls floors that the site granted, outside of the agreed hours with a second click', async () => {
  const { units } = await lead(readBoard, { roundId: roundId() })
  const waiting = [...units].reverse().find(({ state, held }) => state === 'waiting' && !held)
  const { entrances } = await lead(listEntrances, { communityId: house.ready.communityId })
  const own = entrances.find(({ id }) => id === waiting?.entranceId)
  if (!own) throw new Error('nobody waits')
  const captain = await hire(lead, house.origin, { login: 'tower9', name: '楼长', role: 'captain', scope: own.id })
  // Closed now, whenever the test runs.
  const clock = (minute: number) =>
    [Math.floor(minute / 60) % 24, minute % 60].map((part) => String(part).padStart(2, '0')).join(':')
  const soon = minuteOfDay(Date.now()) + 120
  await lead(changeEntrance, { ...own, entranceId: own.id, hours: [{ from: clock(soon), to: clock(soon + 60) }] })
  const siteId = (await lead(readRound, { roundId: roundId() })).sites[0]?.id ?? ''
  await lead(grantCall, { siteId, entranceId: own.id })

  const desk = await browser.desk(house.origin)
  await enterConsole(desk, captain)
  await goTo(desk, house.ready.communityId, 'calling')
  const row = callRow(desk, own.label)
  await row.and(desk.locator('[data-state=granted]')).waitFor()
  await row.locator('[data-action=details]').click()
  await row.getByText(word('calling.floor', { floor: 2 }), { exact: true }).click()
  await row.locator('[data-action=call-floors]').click()
  await row.locator('[data-action=call-anyway]').click()
  await row.and(desk.locator('[data-state=called]')).waitFor()
  const { calls } = await lead(listCalls, { roundId: roundId() })
  expect(calls.find(({ entranceId }) => entranceId === own.id)?.parts.map(({ floors }) => floors)).toEqual([[2]])
})

test('slips are printed readable without colour, and a blank one is bound at the desk', async () => {
  await goTo(page, house.ready.communityId, 'slips')
  await page.getByTestId('slip').first().waitFor()
  await page.emulateMedia({ media: 'print' })
  const slip = page.getByTestId('slip').first()
  for (const wanted of [/^1$/, /^.色 .{2,3}$/, /层 \d{3}$/]) await slip.getByText(wanted).waitFor()
  expect(await slip.locator('path').count()).toBe(3)
  expect(await page.getByRole('navigation').isVisible()).toBe(false)
  const sheets = await page.getByTestId('sheet').count()
  const pdf = (await page.pdf({ preferCSSPageSize: true })).toString('latin1')
  expect(pdf.match(/\/Type\s*\/Page\b/g)?.length).toBe(sheets)
  expect(pdf).toMatch(/\/MediaBox\s*\[0 0 59[45]\.?\d* 84[12]\.?\d*\]/)
  await page.emulateMedia({ media: 'screen' })

  await page.getByText(word('slips.blank'), { exact: true }).click()
  const answered = page.waitForResponse(/blank-slips$/)
  await button(page, 'slips.reserve').click()
  const sheet = (await (await answered).json()) as SlipSheet
  await page.locator(`[data-testid=slip][data-number="${sheet.slips[0]?.number}"]`).waitFor()
  expect(await page.getByTestId('slip').count()).toBe(sheet.slips.length)

  const { code = '', number } = sheet.slips[0] ?? {}
  const person = residents().find(({ entrance }) => entrance === sheet.entrance)
  const tableId = await firstTable()
  const tube = await registrar(openTube, { tableId, barcode: 'SLIP-0001' })
  expect(await registrar(admit, { tubeId: tube.id, scan: { kind: 'slip', code } })).toMatchObject({
    kind: 'bind',
    number,
  })
  const bearer = { kind: 'document', number: person?.document ?? '' } as const
  const reason = '不识字，志愿者带来'
  expect(await registrar(admit, { tubeId: tube.id, reason, scan: { kind: 'slip', code, bearer } })).toMatchObject({
    kind: 'admitted',
    admitted: [{ number, name: person?.name }],
  })
})

async function firstTable() {
  const { rounds } = await registrar(myWork, {})
  return rounds.find(({ id }) => id === roundId())?.sites[0]?.tables[0]?.id ?? ''
}
