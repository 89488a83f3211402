import { readFileSync } from 'node:fs'
import { callEntrance, grantCall } from '@loumen/shared/calls/api'
import type { Call } from '@loumen/shared/client'
import { listEntrances } from '@loumen/shared/community/api'
import { listRecalls, readRecall, sampleSingly } from '@loumen/shared/incidents/api'
import type { Recall } from '@loumen/shared/incidents/schema'
import { reportResults } from '@loumen/shared/results/api'
import { claimHousehold, listHouseholds, readHousehold } from '@loumen/shared/roster/api'
import { listRounds, setTable } from '@loumen/shared/rounds/api'
import { myTickets } from '@loumen/shared/tickets/api'
import { admit, closeTube, openTube } from '@loumen/shared/tubes/api'
import { domainWord } from '@loumen/shared/words/domain'
import { offlineWords } from '@loumen/shared/words/offline'
import type { Page } from 'playwright-core'
import { seriousFaults } from '../src/accessibility'
import { openBrowser, type Watched } from '../src/browser'
import { pick } from '../src/cast'
import { residentAt, staffAt } from '../src/client'
import { button, drop, enterConsole, goTo, word } from '../src/console'
import { type House, startHouse, tearDown } from '../src/house'
import { enterAsResident, enterAsStaff, on, openPhone } from '../src/phone'

jest.setTimeout(180_000)

let house: House
let browser: Watched
let lead: Call
let tableId: string
let office: Page
let stranger: Page
let negative: { residents: readonly { id: string; name: string; document?: string }[] }
let code: string

const account = (as: string) => pick(house.ready.accounts, ({ role }) => role === as)
const as = (role: string) => staffAt(house.origin, account(role).login, account(role).password)

beforeAll(async () => {
  house = await startHouse()
  browser = await openBrowser()
  const { communityId, roundId, siteId } = house.ready
  lead = await as('communityLead')
  const { rounds } = await lead(listRounds, { communityId })
  const table = pick(pick(rounds, ({ id }) => id === roundId).sites[0]?.tables ?? [], () => true)
  tableId = table.id
  if (table.state === 'closed') await lead(setTable, { tableId, state: 'open' })
  const { entrances } = await lead(listEntrances, { communityId })
  const first = pick(entrances, ({ label }) => label === '1号楼1单元')
  const call = await lead(grantCall, { siteId, entranceId: first.id }).catch(() => undefined)
  if (call) await lead(callEntrance, { callId: call.id })

  const owner = pick(house.ready.residents, () => true)
  const phone = await residentAt(house.origin, owner.phone)
  await phone(claimHousehold, { communityId, name: owner.name, document: owner.document })
  const own = pick((await phone(myTickets, {})).rounds, (round) => round.roundId === roundId).householdId
  const { households } = await lead(listHouseholds, { communityId, entranceId: first.id, page: 1 })
  const other = pick(households, ({ id, people, tags }) => id !== own && people === 2 && !tags.length).id
  negative = await fill('RES-0001', own)
  await fill('RES-0002', other)

  ;[office, stranger] = await Promise.all([browser.desk(house.origin), browser.phone(house.origin)])
  await enterConsole(office, account('communityLead'))
})
afterAll(async () => {
  await browser?.close()
  await house?.stop()
  if (house) tearDown(house)
})

/** A household in a closed tube of its own. */
async function fill(barcode: string, householdId: string) {
  const [registrar, sampler] = [await as('registrar'), await as('sampler')]
  const home = await lead(readHousehold, { householdId })
  const tube = await registrar(openTube, { tableId, barcode })
  const door = `${(home.entrance.match(/\d+/g) ?? []).join('-')}-${home.door}`
  const residentIds = home.residents.map(({ id }) => id)
  const vouch = { by: 'captain', name: '王楼长' } as const
  await registrar(admit, { tubeId: tube.id, scan: { kind: 'home', door, residentIds }, vouch, reason: '补检' })
  await sampler(closeTube, { tubeId: tube.id, count: home.residents.length })
  return home
}

const results = (show: string) => goTo(office, house.ready.communityId, `results?show=${show}`)
const recallNow = async (): Promise<Recall> => {
  const { recalls } = await lead(listRecalls, { roundId: house.ready.roundId })
  return lead(readRecall, { recallId: pick(recalls, ({ barcode }) => barcode === 'RES-0002').id })
}

/** The sampling team's phone: acknowledged, called and reached; the network goes; sampled; everything arrives. */
async function reachAndSampleOnPhone(recall: Recall) {
  const place = recall.people.length - 1
  const { residentId: id, samples } = pick(recall.people.slice(place), () => true)
  expect(samples).toEqual([])
  const phone = await browser.phone(house.origin)
  await enterAsStaff(phone, account('sampler'))
  await on(phone, `to-recall-${recall.id}`).click()
  await on(phone, 'acknowledge-samplingTeam').click()
  await on(phone, 'acknowledge-samplingTeam').waitFor({ state: 'hidden' })
  // Who took it on has its doors now: first on the phone, and on the board of the visits.
  await on(phone, 'to-do-own').waitFor()
  await goTo(office, house.ready.communityId, 'visits')
  await office.locator('[data-testid=recall-door][data-state=underWay]').first().waitFor()
  expect(await seriousFaults(office)).toEqual([])
  await goTo(office, house.ready.communityId, `recalls/${recall.id}`)
  const card = on(phone, `recall-${id}`)
  await on(phone, `call-${id}`).click()
  await card
    .getByText(/1\d{10}/)
    .first()
    .waitFor()
  expect(await seriousFaults(phone)).toEqual([])

  await phone.context().setOffline(true)
  await on(phone, `reach-${id}`).click()
  await on(phone, `save-${id}`).click()
  await card.getByRole('alert').waitFor()
  await on(phone, `where-${id}-home`).click()
  await on(phone, `how-${id}-door`).click()
  await on(phone, `save-${id}`).click()
  await card.getByText(/当面/).waitFor()
  await on(phone, `sample-${id}`).click()
  for (const at of [0, 0, 1]) {
    await on(phone, `tube-${id}`).fill(`RES-1${place}${at}`)
    await on(phone, `tube-${id}`).press('Enter')
  }
  await on(phone, `lab-${id}-1`).fill('市一院')
  await on(phone, `lab-${id}-2`).fill('市疾控')
  await on(phone, `close-${id}`).click()
  await on(phone, 'sampled').getByText(`RES-1${place}1`).waitFor()
  await phone.context().setOffline(false)
  await openPhone(phone, 'staff/records')
  await on(phone, 'records').getByText(offlineWords.recordsNone[0]).waitFor()
  const known = pick((await recallNow()).people, ({ residentId }) => residentId === id)
  expect(known.reached).toMatchObject({ where: 'home', how: 'door' })
  expect(known.samples.map(({ barcode, lab }) => `${barcode} ${lab}`)).toEqual([
    `RES-1${place}0 市一院`,
    `RES-1${place}1 市疾控`,
  ])
}

test('a laboratory’s file opens the re-sampling, which ends with a named person’s decision', async () => {
  await results('uploads')
  await drop(office, {
    name: 'lab.csv',
    text: '条码,结果,检测方法,检测机构\nRES-0001,阴性,PCR,市一院\nRES-0002,阳性,PCR,市一院',
  })
  await office.getByTestId('upload').filter({ hasText: 'lab.csv' }).waitFor()

  await results('recalls')
  await office
    .getByTestId('recall')
    .getByRole('link', { name: /RES-0002/ })
    .click()
  const people = office.getByTestId('recall-person')
  await people.first().waitFor()
  const recall = await recallNow()
  expect(await people.count()).toBe(recall.people.length)
  await button(people.first(), 'recall.recordReached').click()
  const form = office.getByRole('dialog')
  await form.getByRole('radio', { name: domainWord('zh', 'where', 'home') }).check()
  await button(form, 'recall.save').click()
  await people
    .first()
    .getByText(domainWord('zh', 'where', 'home'))
    .waitFor()

  // Nobody decides before the single samples agree.
  const decide = async () => {
    await office.getByLabel(word('recall.decision')).fill('两家机构单采均为阴性')
    await office.getByTestId('close-recall').click()
  }
  await decide()
  await office.getByRole('alert').first().waitFor()
  await reachAndSampleOnPhone(recall)
  for (const [place, { residentId, samples: taken }] of (await recallNow()).people.entries()) {
    const samples = ['市一院', '市疾控'].map((lab, at) => ({ lab, barcode: `RES-1${place}${at}` }))
    if (!taken.length) await lead(sampleSingly, { recallId: recall.id, residentId, samples })
    await lead(reportResults, {
      roundId: house.ready.roundId,
      results: samples.map((sample) => ({ ...sample, outcome: '阴性', method: 'PCR' })),
    })
  }
  await office.reload()
  await office
    .locator('[data-testid=recall-person][data-verdict=negative]')
    .nth(recall.people.length - 1)
    .waitFor()
  await decide()
  await office.getByTestId('closed').filter({ hasText: '两家机构单采均为阴性' }).waitFor()
  const after = await recallNow()
  expect(after.state).toBe('closed')
  expect(after.people.some(({ frozen }) => frozen)).toBe(false)
})

test('a stranger verifies a certificate and learns no more than whose it is', async () => {
  const owner = pick(house.ready.residents, () => true)
  const phone = await browser.phone(house.origin)
  await enterAsResident(phone, owner.phone)
  await openPhone(phone, 'pages/results')
  const { id } = pick(negative.residents, ({ name }) => name === owner.name)
  const consent = on(phone, 'consent-give')
  const link = on(phone, `certificate-${id}`)
  await consent.or(link).first().waitFor()
  if (await consent.isVisible()) await consent.click()
  await link.click()
  code = (await on(phone, 'certificate-code').textContent()) ?? ''
  const download = phone.waitForEvent('download')
  await on(phone, 'certificate-save').click()
  const saved = await download
  expect(saved.suggestedFilename()).toMatch(/\.pdf$/)
  expect(
    readFileSync(await saved.path())
      .subarray(0, 5)
      .toString(),
  ).toBe('%PDF-')
  await on(phone, 'certificate-saved').waitFor()

  await openPhone(stranger, 'pages/settings')
  await on(stranger, 'to-check').click()
  await on(stranger, 'check-code').fill(code)
  await on(stranger, 'check-now').click()
  const answer = on(stranger, 'check-valid')
  await answer.filter({ hasText: '市一院' }).waitFor()
  const said = (await answer.textContent()) ?? ''
  expect(said).not.toContain(owner.name)
  expect(said).not.toContain(owner.document)
})

test('a corrected outcome ends the certificate', async () => {
  await results('tubes')
  await button(office.getByRole('row').filter({ hasText: 'RES-0001' }), 'tube.correct').click()
  const form = office.getByRole('dialog')
  await form.getByRole('radio', { name: domainWord('zh', 'outcome', 'insufficient') }).check()
  await form.getByLabel(word('reason'), { exact: true }).fill('复核发现标本不足')
  await button(form, 'correct.save').click()
  await form.waitFor({ state: 'hidden' })
  await on(stranger, 'check-now').click()
  await on(stranger, 'check-invalid').waitFor()
  expect(browser.errors).toEqual([])
})
