import { readFileSync } from 'node:fs'
import { listBoxes } from '@loumen/shared/boxes/api'
import { callEntrance, grantCall } from '@loumen/shared/calls/api'
import type { Call } from '@loumen/shared/client'
import { listEntrances } from '@loumen/shared/community/api'
import { apply } from '@loumen/shared/joining/api'
import { claimHousehold, listHouseholds, readHousehold } from '@loumen/shared/roster/api'
import { listRounds, setTable } from '@loumen/shared/rounds/api'
import type { Round } from '@loumen/shared/rounds/schema'
import { myTickets, printBlankSlips, readSlips } from '@loumen/shared/tickets/api'
import { checkShift } from '@loumen/shared/tubes/api'
import { listTubeClaims } from '@loumen/shared/tubes/claims'
import { listVisits } from '@loumen/shared/visits/api'
import type { Page } from 'playwright-core'
import { openBrowser, type Watched } from '../src/browser'
import { pick } from '../src/cast'
import { residentAt, staffAt } from '../src/client'
import { button, enterConsole, goTo, word } from '../src/console'
import { type House, startHouse, tearDown } from '../src/house'
import { enterAsStaff, on, openPhone, scan, untilCount } from '../src/phone'

jest.setTimeout(180_000)

let house: House
let browser: Watched
let lead: Call
let round: Round
let desk: Page
let table: Page
let boxes: Page

const account = (as: string) => pick(house.ready.accounts, ({ role }) => role === as)

beforeAll(async () => {
  house = await startHouse()
  browser = await openBrowser()
  const { login, password } = account('communityLead')
  lead = await staffAt(house.origin, login, password)
  const { rounds } = await lead(listRounds, { communityId: house.ready.communityId })
  round = pick(rounds, ({ id }) => id === house.ready.roundId)
  const [first] = tablesOf(round)
  if (first?.state === 'closed') await lead(setTable, { tableId: first.id, state: 'open' })
  const { entrances } = await lead(listEntrances, { communityId: house.ready.communityId })
  const called = pick(entrances, ({ label }) => label === '1号楼1单元')
  const call = await lead(grantCall, { siteId: house.ready.siteId, entranceId: called.id }).catch(() => undefined)
  if (call) await lead(callEntrance, { callId: call.id })
  ;[desk, table, boxes] = await Promise.all([
    browser.phone(house.origin),
    browser.phone(house.origin),
    browser.phone(house.origin),
  ])
  await enterAsStaff(desk, account('registrar'))
  await enterAsStaff(table, account('sampler'))
  await enterAsStaff(boxes, account('communityLead'))
})
afterAll(async () => {
  await browser?.close()
  await house?.stop()
  if (house) tearDown(house)
})

const tablesOf = ({ sites }: Round) => sites[0]?.tables ?? []
/** A household with its people, by entrance, that fits. */
async function homeBehind(label: string, fits: (home: { people: number; tags: string[] }) => boolean) {
  const { communityId } = house.ready
  const { entrances } = await lead(listEntrances, { communityId })
  const entranceId = entrances.find((entrance) => entrance.label === label)?.id
  const lists = await Promise.all([1, 2].map((page) => lead(listHouseholds, { communityId, entranceId, page })))
  const households = lists.flatMap((list) => list.households)
  const row = pick(households, (one) => (!label || one.entrance === label) && fits(one))
  return lead(readHousehold, { householdId: row.id })
}
const doorOf = ({ entrance, door }: { entrance: string; door: string }) =>
  `${(entrance.match(/\d+/g) ?? []).join('-')}-${door}`
const last4Of = (person: { document?: string }) => person.document?.slice(-4) ?? ''

/** Types into another field than the desk's one, as a reader would. */
async function typeInto(page: Page, field: string, text: string) {
  await on(page, field).fill(text)
  await on(page, field).press('Enter')
}

async function answerFor(page: Page, name: string) {
  await on(page, 'vouch-name').fill(name)
  await on(page, 'vouch-send').click()
}

test('the registrar fills a tube with each kind of scan, and nobody hears just a no', async () => {
  await on(desk, 'to-desk-1').click()
  await on(desk, 'tube-barcode').fill('E2E-0001')
  await on(desk, 'tube-barcode').press('Enter')
  await untilCount(desk, '0/10')

  // A household's ticket, the last four with the door, then with the surname.
  const plain = await homeBehind('1号楼1单元', ({ people, tags }) => people > 1 && !tags.length)
  const [first, second] = plain.residents
  await scan(desk, `${last4Of(first ?? {})} ${doorOf(plain)}`)
  await untilCount(desk, '1/10')
  await scan(desk, `${last4Of(second ?? {})} ${(second?.name ?? '').slice(0, 1)}`)
  await untilCount(desk, '2/10')
  const owner = house.ready.residents[0]
  const phone = await residentAt(house.origin, owner?.phone ?? '')
  const { name = '', document = '' } = owner ?? {}
  await phone(claimHousehold, { communityId: house.ready.communityId, name, document })
  const { rounds } = await phone(myTickets, {})
  await scan(desk, rounds[0]?.code ?? '')
  const chooses = on(desk, 'admit-chosen')
  const uncalled = on(desk, 'not-called')
  await chooses
    .or(uncalled)
    .or(on(desk, 'count').filter({ hasText: '3/10' }))
    .first()
    .waitFor()
  if (await chooses.isVisible()) await chooses.click()
  await on(desk, 'who-is-here').waitFor({ state: 'detached' })
  await uncalled.or(on(desk, 'scan')).first().waitFor()
  if (await uncalled.isVisible()) await on(desk, 'together-family').click()
  await on(desk, 'scan').waitFor()

  // Without a document: the captain answers for them. Not called: one tap for a family of two buildings.
  const waiting = await homeBehind('3号楼2单元', ({ tags }) => !tags.length)
  await scan(desk, `+${doorOf(waiting)}`)
  await on(desk, 'here').getByRole('checkbox').first().waitFor()
  if (waiting.residents.length === 1) await on(desk, 'admit-chosen').click()
  else {
    for (const other of await on(desk, 'here')
      .getByRole('checkbox')
      .all()
      .then((all) => all.slice(1)))
      await other.click()
    await on(desk, 'admit-chosen').click()
  }
  await answerFor(desk, '王楼长')
  await on(desk, 'together-family').click()
  await on(desk, 'admitted')
    .filter({ hasText: waiting.residents[0]?.name ?? '' })
    .waitFor()

  // A walk-in, known by nobody.
  await on(desk, 'walk-in-open').click()
  await on(desk, 'walk-in-name').fill('郑路过')
  await on(desk, 'walk-in-document').fill('149999199001010011')
  await on(desk, 'walk-in-home').fill('和平路三号')
  await on(desk, 'walk-in-send').click()
  await on(desk, 'admitted').filter({ hasText: '郑路过' }).waitFor()

  // Registered on a phone, decided by nobody yet: the code is enough.
  const newcomer = await residentAt(house.origin, '19900000077')
  const { code } = await newcomer(apply, {
    communityId: house.ready.communityId,
    kind: 'visitor',
    address: '和平路五号',
    name: '何新来',
  })
  await scan(desk, `LA1.${code}`)
  await on(desk, 'admitted').filter({ hasText: '何新来' }).waitFor()
})

test('a person of the door-only route is sent home with a visit made', async () => {
  const home = await homeBehind('', ({ tags }) => tags.includes('homeHealthWatch'))
  await scan(desk, `${last4Of(home.residents[0] ?? {})} ${doorOf(home)}`)
  await on(desk, 'sent-home').waitFor()
  const { visits } = await lead(listVisits, { roundId: round.id })
  expect(visits.some(({ householdId, kind }) => householdId === home.id && kind === 'sampling')).toBe(true)
})

test('who lost a slip gets a blank one at the desk, and the lost one admits nobody', async () => {
  const home = await homeBehind('1号楼2单元', ({ people, tags }) => people > 1 && !tags.length)
  const { entrances } = await lead(listEntrances, { communityId: house.ready.communityId })
  const entranceId = pick(entrances, ({ label }) => label === home.entrance).id
  const { slips } = await lead(printBlankSlips, { roundId: round.id, entranceId, count: 1 })
  const own = (await lead(readSlips, { roundId: round.id, entranceId })).slips.filter(({ door }) => door === home.door)
  await on(desk, 'lost-slip').click()
  await typeInto(desk, 'lost-who', `+${doorOf(home)}`)
  await typeInto(desk, 'lost-new', slips[0]?.code ?? '')
  await on(desk, 'lost-which').getByRole('radio').first().click()
  await on(desk, 'lost-chosen').click()
  await on(desk, 'lost-done')
    .filter({ hasText: String(slips[0]?.number) })
    .waitFor()
  await on(desk, 'lost-close').click()
  await on(desk, 'lost-slip').waitFor()
  await scan(desk, own[0]?.code ?? '')
  await desk
    .getByRole('alert')
    .filter({ hasText: /已经换过/ })
    .waitFor()
})

test('the sampler closes with two taps, and a broken tube names who must come back', async () => {
  await on(table, 'to-sampler-1').click()
  await on(table, 'count-agrees').click()
  await on(table, 'close-tube').click()
  await on(table, 'closed-E2E-0001').waitFor()

  await on(desk, 'tube-barcode').fill('E2E-0001')
  await on(desk, 'tube-barcode').press('Enter')
  await on(desk, 'code-refused').waitFor()
  await on(desk, 'another-tube').click()
  await on(desk, 'tube-barcode').fill('E2E-0002')
  await on(desk, 'tube-barcode').press('Enter')
  const other = await homeBehind('1号楼1单元', ({ people, tags }) => people === 1 && !tags.length).catch(() =>
    homeBehind('1号楼2单元', ({ people, tags }) => people === 1 && !tags.length),
  )
  await scan(desk, `${last4Of(other.residents[0] ?? {})} ${doorOf(other)}`)
  await on(desk, 'admitted').or(on(desk, 'together-family')).first().waitFor()
  if (await on(desk, 'together-family').isVisible()) await on(desk, 'together-family').click()
  await untilCount(desk, '1/10')
  await on(table, 'count-agrees').filter({ hasText: '1' }).click()
  await on(table, 'close-tube').click()
  await on(table, 'break-E2E-0002').click()
  await on(table, 'break-reason-0').click()
  await on(table, 'break-send').click()
  await on(table, 'tube-voided')
    .filter({ hasText: other.residents[0]?.name ?? '' })
    .waitFor()
})

test('a box is packed, sealed with a difference and handed over without a network, and received', async () => {
  const packed = boxes.waitForResponse((answer) => answer.url().includes(`/rounds/${round.id}/pack`))
  await openPhone(boxes, 'staff/boxes', `?round=${round.id}&site=${house.ready.siteId}`)
  await packed
  await on(boxes, 'box-code').waitFor()
  await boxes.context().setOffline(true)
  await on(boxes, 'box-code').fill('BOX-E2E-1')
  await on(boxes, 'box-code').press('Enter')
  await on(boxes, 'pack').fill('E2E-0001')
  await on(boxes, 'pack').press('Enter')
  await on(boxes, 'packed').waitFor()
  await on(boxes, 'box-state').filter({ hasText: '1' }).waitFor()
  await on(boxes, 'seal-open').click()
  await on(boxes, 'seal-counted').fill('0')
  await on(boxes, 'difference-code').fill('E2E-0001')
  await on(boxes, 'difference-add').click()
  await on(boxes, 'seal-number').fill('SEAL-77')
  await on(boxes, 'seal-witness').fill('赵采样')
  await on(boxes, 'seal-send').click()
  await on(boxes, 'handover-other').fill('钱司机')
  await on(boxes, 'handover-send').click()
  await on(boxes, 'box-signed').filter({ hasText: '钱司机' }).waitFor()
  await on(boxes, 'unsent').filter({ hasText: '4' }).waitFor()
  await boxes.context().setOffline(false)
  await on(boxes, 'unsent').waitFor({ state: 'detached' })
  const { boxes: sealed } = await lead(listBoxes, { roundId: round.id })
  expect(sealed).toMatchObject([{ code: 'BOX-E2E-1', state: 'inTransit', handovers: [{ to: '钱司机' }] }])
  await on(boxes, 'receive-tube').fill('E2E-0001')
  await on(boxes, 'receive-tube').press('Enter')
  await on(boxes, 'receive-count').filter({ hasText: '1 / 1' }).waitFor()
  await on(boxes, 'receive-from').fill('钱司机')
  await on(boxes, 'receive-send').click()
  await on(boxes, 'receipt').waitFor()
})

test('a count at a change of shift is signed on the console and saved as a table', async () => {
  const [first] = tablesOf(round)
  await lead(checkShift, { tableId: first?.id ?? '', barcodes: ['E2E-LOST'] })
  const office = await browser.desk(house.origin)
  await enterConsole(office, account('communityLead'))
  await goTo(office, house.ready.communityId, 'codes')
  const row = office.getByRole('row').filter({ hasText: 'E2E-LOST' })
  await row.getByRole('button', { name: new RegExp(word('codes.sign')) }).click()
  const form = office.getByRole('dialog')
  await form.getByLabel(word('reason'), { exact: true }).fill('=在箱里找到了')
  await button(form, 'codes.sign').click()
  await form.waitFor({ state: 'hidden' })
  await row.getByText('在箱里找到了').waitFor()
  const download = office.waitForEvent('download')
  await button(office, 'codes.export').click()
  const saved = readFileSync(await (await download).path(), 'utf8')
  expect(saved.charCodeAt(0)).toBe(0xfeff)
  const line = saved.split('\r\n').find((text) => text.includes('E2E-LOST')) ?? ''
  // A spreadsheet must not take what somebody typed for a formula.
  expect(line).toContain(`"'=在箱里找到了"`)
  await office.close()
})

test('who was scanned by mistake leaves a tube that has arrived, is told and visited, and stays in its claims', async () => {
  await openPhone(table, 'staff/home')
  await on(table, 'to-sampler-1').click()
  await on(table, 'wrong-E2E-0001').click()
  const first = on(table, 'wrong-person-who').getByRole('radio').first()
  const [name = ''] = ((await first.textContent()) ?? '').replace(/^[●○]/, '').trim().split(' ')
  await first.click()
  await on(table, 'withdraw-reason-0').click()
  await on(table, 'withdraw-send').click()
  await on(table, 'person-out').filter({ hasText: name }).waitFor()
  const { claims } = await lead(listTubeClaims, { roundId: round.id })
  const claim = pick(claims, ({ barcode }) => barcode === 'E2E-0001')
  expect(claim).toMatchObject({ name, decision: { kind: 'resample' } })
  const { visits } = await lead(listVisits, { roundId: round.id })
  expect(visits.some(({ people }) => people.some(({ residentId }) => residentId === claim.residentId))).toBe(true)
  expect(browser.errors).toEqual([])
})
