import { setTimeout as pause } from 'node:timers/promises'
import type { Call } from '@loumen/shared/client'
import { createCommunity, drawGrid, listEntrances } from '@loumen/shared/community/api'
import { applyImport, previewImport, readImport } from '@loumen/shared/imports/api'
import { listHouseholds } from '@loumen/shared/roster/api'
import { rosterProblems } from '@loumen/shared/words/roster-problems'
import type { Page } from 'playwright-core'
import { openBrowser, type Watched } from '../src/browser'
import { hire, type Member } from '../src/cast'
import { demoStaff } from '../src/client'
import { button, drop, enterConsole, figure, goTo, word } from '../src/console'
import { accountOf, type House, startHouse, tearDown } from '../src/house'
import { messyRoster, updatedRoster } from '../src/messy-roster'

jest.setTimeout(180_000)

let house: House
let browser: Watched
let lead: Call
let leader: Member
let leadAccount: { login: string; password: string }
let page: Page
let communityId: string

beforeAll(async () => {
  house = await startHouse({ LOG_LEVEL: 'debug' })
  browser = await openBrowser()
  leadAccount = accountOf(house, 'communityLead')
  lead = await demoStaff(house, 'communityLead')
  communityId = (await lead(createCommunity, { name: '尧晨社区' })).id
  await importByLead('姓名,住址\n孙某,1号楼1单元201\n')
  const { entrances } = await lead(listEntrances, { communityId })
  const grid = await lead(drawGrid, { communityId, name: '一网格', entranceIds: entrances.map(({ id }) => id) })
  leader = await hire(lead, house.origin, {
    login: 'grid-leader',
    name: '赵网格',
    role: 'gridLeader',
    scope: grid.id,
  })
  page = await browser.desk(house.origin)
  await enterConsole(page, leader)
})
afterAll(async () => {
  await browser?.close()
  await house?.stop()
  if (house) tearDown(house)
})

async function importByLead(text: string) {
  const file = { name: '楼门.csv', content: Buffer.from(text).toString('base64') }
  const { id: importId } = await lead(previewImport, { communityId, file })
  while ((await lead(readImport, { importId })).state === 'reading') await pause(50)
  await lead(applyImport, { importId })
}

const total = async () => (await lead(listHouseholds, { communityId })).total
const tab = (name: Parameters<typeof word>[0]) => page.getByRole('tab', { name: new RegExp(`^${word(name)}`) })

test('a grid leader sees what a messy file holds before anything is written', async () => {
  await goTo(page, communityId, 'roster/import')
  await drop(page, { name: '摸排底册.csv', text: messyRoster })
  await page.getByTestId('import-changes').waitFor()
  expect(await figure(page, 'total-people')).toBe(7)
  expect(await figure(page, 'total-households')).toBe(5)
  expect(await figure(page, 'total-entrances')).toBe(2)
  expect(await figure(page, 'total-toVerify')).toBe(3)
  expect(await figure(page, 'total-duplicates')).toBe(1)
  await tab('import.doubtful').click()
  for (const code of ['documentCheckDigit', 'documentMissing', 'documentLostDigits', 'repeated'] as const)
    await page.getByText(rosterProblems[code][0]).first().waitFor()
  expect(await total()).toBe(1)
})

test('they correct what a column was taken for, and the kept file is read again', async () => {
  await button(page, 'import.backToColumns').click()
  const column = page.getByTestId('import-columns').getByLabel(`${word('import.columnField')} H`)
  await column.fill(word('import.field.note'))
  await column.press('Enter')
  await button(page, 'import.readAgain').click()
  await button(page, 'import.readAgain').waitFor({ state: 'hidden' })
  await button(page, 'import.columnsRight').click()
  await page.getByTestId('import-changes').waitFor()
  expect(await figure(page, 'total-people')).toBe(7)
})

test('they write it, and the new entrances are their grid’s', async () => {
  await page.getByTestId('apply-import').click()
  await page.getByTestId('import-report').waitFor()
  expect(await total()).toBe(6)
  const { entrances, grids } = await lead(listEntrances, { communityId })
  expect(entrances.map(({ gridId }) => gridId)).toEqual([grids[0]?.id, grids[0]?.id])
})

test('an updated file, pasted, changes what it names, and is undone', async () => {
  await button(page, 'import.another').click()
  await page.getByTestId('paste-box').fill(updatedRoster)
  await button(page, 'import.pasteRead').click()
  await page.getByTestId('import-changes').waitFor()
  await tab('import.changed').click()
  await page.getByRole('cell', { name: /199\*{4}0001.*199\*{4}9999/ }).waitFor()
  await page.getByRole('cell', { name: /1号楼1单元102.*1号楼2单元102/ }).waitFor()
  await page.getByLabel(word('import.goneLeft')).check()
  await page.getByTestId('apply-import').click()
  await page.getByTestId('import-report').waitFor()
  expect(await total()).toBe(7)
  await page.getByTestId('undo-import').click()
  await page.locator('.ant-popconfirm .ant-btn-primary').click()
  await page.getByTestId('import-undone').waitFor()
  expect(await total()).toBe(6)
})

test('past imports say who and when, and what became of them', async () => {
  await button(page, 'import.another').click()
  const history = page.getByTestId('import-history')
  await history.getByText('摸排底册.csv').waitFor()
  expect(await history.getByText(/赵网格/).count()).toBe(2)
})

test.each([
  ['张桂兰', '149999199003030039'],
  ['赵小明', '149999197908080082'],
  ['陈志强', '149999198506060067'],
])('%s’s document is corrected, and they are doubtful no more', async (name, number) => {
  await goTo(page, communityId, 'roster/verify')
  const doubtful = page.getByTestId('to-verify').filter({ hasText: name })
  await button(doubtful, 'roster.verifyFix').click()
  const form = page.getByTestId('edit-person')
  await form.getByLabel(word('resident.document'), { exact: true }).fill(number)
  await form
    .getByTestId('document-says')
    .filter({ hasText: word('people.documentOk') })
    .waitFor()
  await button(form, 'people.save').click()
  await doubtful.waitFor({ state: 'detached' })
})

test('somebody who is there twice is joined into one, and parted again', async () => {
  await importByLead('姓名,联系电话,住址\n李建国,19900000002,1号楼2单元202\n')
  await goTo(page, communityId, 'roster/duplicates')
  const pair = page.getByTestId('duplicate').filter({ hasText: '李建国' })
  await button(pair, 'roster.merge').click()
  const preview = page.getByTestId('merge-preview')
  await preview.getByText('149***********0024').first().waitFor()
  await button(preview, 'roster.merge').click()
  const merge = page.getByTestId('merge').filter({ hasText: '李建国' })
  await merge.waitFor()
  await pair.waitFor({ state: 'detached' })
  await button(merge, 'roster.undoMerge').click()
  await pair.waitFor()
  await merge.waitFor({ state: 'detached' })
})

test('a household’s page shows its people masked, and one in full for a reason', async () => {
  const { households } = await lead(listHouseholds, { communityId, door: '201' })
  const home = households.find(({ entrance }) => entrance === '1号楼2单元')
  await goTo(page, communityId, `households/${home?.id}`)
  const person = page.getByTestId('household').getByRole('listitem').filter({ hasText: '刘梅' }).first()
  await person.getByText('149***********0042').waitFor()
  await button(person, 'resident.reveal').click()
  const asking = page.getByRole('dialog')
  await asking.getByLabel(word('reason')).fill('核对证件号码')
  await button(asking, 'resident.reveal').click()
  await person.getByText('149999195504040042').waitFor()
})

test('their lead sees who looked, at whom and why', async () => {
  const office = await browser.desk(house.origin)
  await enterConsole(office, leadAccount)
  await goTo(office, communityId, 'roster/audit')
  const look = office.getByRole('row').filter({ hasText: '核对证件号码' })
  await look.filter({ hasText: '刘梅' }).filter({ hasText: '赵网格' }).waitFor()
})

test('nothing personal went into an address', () => {
  expect(browser.urls.join('\n')).not.toMatch(/14999\d|199000|%E7%8E%8B/i)
  expect(browser.errors).toEqual([])
})
