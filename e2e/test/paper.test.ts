import type { Call } from '@loumen/shared/client'
import { readPack } from '@loumen/shared/operations/api'
import type { Pack, PackPerson } from '@loumen/shared/operations/pack'
import { readRound } from '@loumen/shared/rounds/api'
import type { Round } from '@loumen/shared/rounds/schema'
import { readDesk } from '@loumen/shared/tubes/api'
import { listTubeClaims } from '@loumen/shared/tubes/claims'
import { offlineWords } from '@loumen/shared/words/offline'
import type { Page } from 'playwright-core'
import { openBrowser, type Watched } from '../src/browser'
import { pick } from '../src/cast'
import { staffAt } from '../src/client'
import { button, enterConsole, goTo } from '../src/console'
import { type House, startHouse, tearDown } from '../src/house'

jest.setTimeout(180_000)

let house: House
let browser: Watched
let lead: Call
let round: Round
let pack: Pack
let page: Page
let number = ''
let strokes = 0

beforeAll(async () => {
  house = await startHouse()
  browser = await openBrowser()
  const account = pick(house.ready.accounts, ({ role }) => role === 'communityLead')
  lead = await staffAt(house.origin, account.login, account.password)
  round = await lead(readRound, { roundId: house.ready.roundId })
  pack = (await lead(readPack, { siteId: house.ready.siteId })).pack as Pack
  page = await browser.desk(house.origin)
  await enterConsole(page, account)
})
afterAll(async () => {
  await browser?.close()
  await house?.stop()
  if (house) tearDown(house)
})

/** Types as a person does, key by key; each is counted. */
async function type(text: string) {
  for (const key of text) {
    if (key > '~') await page.keyboard.insertText(key)
    else await page.keyboard.press(key === '\n' ? 'Enter' : key)
  }
  strokes += [...text].length
}

const tableId = () => round.sites[0]?.tables[0]?.id ?? ''
const desk = () => lead(readDesk, { tableId: tableId() })
const barcodes = ['PAPER-0001', 'PAPER-0002']

test('sheets are printed with twenty rows, a number and room for the labels', async () => {
  await goTo(page, house.ready.communityId, `paper?table=${tableId()}`)
  const sheets = page.getByTestId('paper-sheet')
  await sheets.first().waitFor()
  expect(await sheets.count()).toBe(2)
  expect(await sheets.first().getByTestId('paper-row').count()).toBe(20)
  expect(await sheets.first().locator('.paper-label').count()).toBe(2)
  number = ((await sheets.first().locator('.paper-number b').textContent()) ?? '').trim()
  expect(number).toMatch(/^[0-9A-Z]{4} [0-9A-Z]{4}$/)
  // Everything fits on the page that comes out of the printer.
  const pages = await page.pdf({ format: 'A4', preferCSSPageSize: true })
  expect(pages.toString('latin1').match(/\/Type\s*\/Page\b/g)).toHaveLength(2)
})

/** What a hand wrote of somebody, in the ways that the sheet allows. */
function written(at: number, [, , name, last4, , door, ticket]: PackPerson): string {
  if (at === 3) return String(ticket)
  return at % 3 ? `${last4} ${name.slice(0, 1)}` : `${door} ${name.replaceAll('*', '某')}`
}

test('twenty people are typed by keyboard alone, a reload loses nothing, and every row is answered', async () => {
  const entrance = pack.entrances.find(({ label }) => label === '1号楼1单元') ?? pack.entrances[0]
  const near = pack.people.filter((row) => row[7] === '' && pack.entrances[row[4]]?.id === entrance?.id)
  const alone = near.filter((row) => {
    const like = (other: PackPerson) => other !== row && other[3] === row[3]
    return !pack.people.some(like) && !near.some((other) => other !== row && other[5] === row[5] && other[2] === row[2])
  })
  const people = alone.slice(0, 20)
  expect(people).toHaveLength(20)

  await goTo(page, house.ready.communityId, 'paper?show=enter')
  await page.locator('#paper-number').waitFor()
  await type(`${number.replace(' ', '').slice(0, 7)}#\n`)
  await page.getByRole('alert').waitFor()
  await page.locator('#paper-number').fill('')
  await type(`${number.replace(' ', '').toLowerCase()}\n`)
  await page.locator('#paper-entrance').waitFor()
  await page.locator('#paper-table').click()
  await page.locator('.ant-select-item-option').first().click()
  await page.locator('#paper-entrance').fill(entrance?.label ?? '')
  await page.keyboard.press('Enter')
  const yesterday = new Date(Date.now() - 16 * 3_600_000).toISOString().slice(0, 10)
  await page.locator('#paper-date').fill(yesterday)

  strokes = 0
  await page.locator('#paper-barcode-0').focus()
  await type(`${barcodes[0]?.toLowerCase()}\n0001\n0002\n`)
  for (const [at, person] of people.slice(0, 9).entries()) await type(`${written(at, person)}\n`)
  // Scanned in a hurry a second time: said, and not noted twice.
  await type(`${written(1, people[1] as PackPerson)}\n`)
  await page
    .getByText(people[1]?.[2] ?? '')
    .first()
    .waitFor()
  expect(await page.locator('#paper-row-0-9').inputValue()).toBe('')
  await type(`${written(9, people[9] as PackPerson)}\n`)

  await page.reload()
  await page.locator('#paper-row-0-9').waitFor()
  expect(await page.locator('#paper-row-0-9').inputValue()).toBe(written(9, people[9] as PackPerson))

  await page.locator('#paper-barcode-1').focus()
  await type(`${barcodes[1]}\n0003\n0004\n`)
  for (const [at, person] of people.slice(10, 19).entries()) await type(`${written(at + 10, person)}\n`)
  // Nobody knows this one: the first Enter asks, the second keeps it as written.
  await type('0000 钱\n\n\n')
  expect(strokes).toBeLessThan(20 * 12 + 2 * 25)
  await page.getByTestId('paper-send').focus()
  await page.keyboard.press('Enter')
  await page.getByTestId('paper-sums').waitFor()
  expect(await page.getByTestId('paper-applied').count()).toBe(19)
  expect(await page.getByTestId('paper-conflict').count()).toBe(1)

  const { closed, open } = await desk()
  expect(open).toBeNull()
  expect(closed.filter((tube) => barcodes.includes(tube.barcode)).map(({ people: own }) => own.length)).toEqual([9, 10])
  const [first] = closed.filter(({ barcode }) => barcode === barcodes[0])
  expect(new Date(Date.parse(first?.openedAt ?? '') + 8 * 3_600_000).toISOString()).toMatch(/T00:01:00/)
  const { claims } = await lead(listTubeClaims, { roundId: round.id })
  expect(claims).toMatchObject([{ barcode: barcodes[1], name: '钱', last4: '0000', decision: null }])
})

test('the same sheet entered once more changes nothing and says so', async () => {
  await page.getByTestId('paper-next').click()
  await page.locator('#paper-number').waitFor()
  await type(`${number}\n`)
  await page.locator('#paper-barcode-0').focus()
  await type(`${barcodes[0]}\n0001\n0002\n`)
  const [one] = pack.people.filter((row) => row[7] === '')
  await type(`${one?.[3]} ${one?.[2].slice(0, 1)}\n`)
  await page.getByTestId('paper-send').click()
  await page.getByTestId('paper-rejected').first().waitFor()
  const { closed } = await desk()
  expect(closed.find(({ barcode }) => barcode === barcodes[0])?.people).toHaveLength(10)
  await button(page, 'entry.discard').click()
  await page
    .locator('.ant-modal')
    .getByRole('button', { name: /不录这张了/ })
    .click()
  await page.locator('#paper-number').waitFor()
})

test('whom nobody knew is added as a newcomer by whoever decides, and is in the tube', async () => {
  await goTo(page, house.ready.communityId, 'tube-claims')
  const claim = page.getByTestId('tube-claim').first()
  await claim.getByText(offlineWords.member[0]).click()
  await claim.getByText(offlineWords.whoNew[0]).click()
  await claim.getByLabel(offlineWords.newName[0]).fill('钱新来')
  await claim.getByLabel(offlineWords.newHome[0]).fill('和平路九号')
  await claim.getByLabel(offlineWords.reasonLabel[0]).fill('打电话核实过')
  await claim.getByRole('button', { name: offlineWords.decide[0] }).click()
  await claim.getByText('打电话核实过').waitFor()
  const { closed } = await desk()
  expect(closed.find(({ barcode }) => barcode === barcodes[1])?.people.map(({ name }) => name)).toContain('钱新来')
  expect(browser.errors).toEqual([])
})
