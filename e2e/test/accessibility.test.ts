import { openBox, packTube, setBoxRange } from '@loumen/shared/boxes/api'
import { callEntrance, grantCall } from '@loumen/shared/calls/api'
import { listRecalls } from '@loumen/shared/incidents/api'
import { reportResults } from '@loumen/shared/results/api'
import { listHouseholds, readHousehold } from '@loumen/shared/roster/api'
import { readRound, setTable } from '@loumen/shared/rounds/api'
import { admit, checkShift, closeTube, openTube, reportCode, setTubeRange } from '@loumen/shared/tubes/api'
import { makeVisit } from '@loumen/shared/visits/api'
import { miniappWords } from '@loumen/shared/words/miniapp'
import type { Page } from 'playwright-core'
import { seriousFaults } from '../src/accessibility'
import { openBrowser, type Watched } from '../src/browser'
import { staffAt } from '../src/client'
import { enterConsole } from '../src/console'
import { accountOf, type House, startHouse, tearDown } from '../src/house'
import { enterAsResident, enterAsStaff, on, openPhone } from '../src/phone'
import { smallest, tooSmall } from '../src/sizes'

jest.setTimeout(180_000)

let house: House
let browser: Watched
let page: Page
/** Ids that addresses need. */
const at = {
  community: '',
  round: '',
  site: '',
  table: '',
  entrance: '',
  household: '',
  resident: '',
  box: '',
  recall: '',
}

const account = (role: string) => accountOf(house, role)

beforeAll(async () => {
  house = await startHouse()
  browser = await openBrowser()
  const { login, password } = account('communityLead')
  const lead = await staffAt(house.origin, login, password)
  const round = await lead(readRound, { roundId: house.ready.roundId })
  const [site] = round.sites
  const [table] = site?.tables ?? []
  const [entranceId = '', otherId = ''] = round.entranceIds
  if (!site || !table) throw new Error('the demo has no table')
  await lead(setTable, { tableId: table.id, state: 'open' })
  const call = await lead(grantCall, { siteId: site.id, entranceId })
  await lead(callEntrance, { callId: call.id })
  const tube = await lead(openTube, { tableId: table.id, barcode: 'A11Y-1' })
  const [, resident] = house.ready.residents
  await lead(admit, { tubeId: tube.id, scan: { kind: 'document', number: resident?.document ?? '' } })
  const { households } = await lead(listHouseholds, { communityId: house.ready.communityId, entranceId: otherId })
  const householdId = households[0]?.id ?? ''
  await lead(makeVisit, { roundId: round.id, householdId, kind: 'sampling' })
  const { households: own } = await lead(listHouseholds, {
    communityId: house.ready.communityId,
    entranceId,
    door: resident?.door,
  })
  const { residents } = await lead(readHousehold, { householdId: own[0]?.id ?? '' })
  await codesAt(lead, site.id, table.id)
  const { box, recall } = await boxAndRecall(lead, site.tables[1]?.id ?? '', site.id, round.id)
  Object.assign(at, {
    box,
    recall,
    community: house.ready.communityId,
    round: round.id,
    site: site.id,
    table: table.id,
    entrance: entranceId,
    household: householdId,
    resident: residents[0]?.id,
  })
})
afterAll(async () => {
  await browser?.close()
  await house?.stop()
  if (house) tearDown(house)
})

type Lead = Awaited<ReturnType<typeof staffAt>>

/** Ranges, codes that went wrong, and a count that differs. */
async function codesAt(lead: Lead, siteId: string, tableId: string) {
  await lead(setTubeRange, { tableId, range: { from: 'A0001', to: 'A0100' } })
  await lead(setBoxRange, { siteId, range: { from: 'B0001', to: 'B0009' } })
  await lead(reportCode, { tableId, kind: 'double', barcode: 'A11Y-1' })
  await lead(checkShift, { tableId, barcodes: ['A0009'] })
}

/** A box of another range with a tube inside, and a recall of a tube that was positive. */
async function boxAndRecall(lead: Lead, tableId: string, siteId: string, roundId: string) {
  await lead(setTable, { tableId, state: 'open' })
  const people = house.ready.residents.slice(-2)
  for (const [place, { document }] of people.entries()) {
    const tube = await lead(openTube, { tableId, barcode: `A11Y-${place + 2}` })
    await lead(admit, { tubeId: tube.id, scan: { kind: 'document', number: document }, reason: '家里有事' })
    await lead(closeTube, { tubeId: tube.id, count: 1 })
  }
  await lead(reportResults, { roundId, results: [{ barcode: 'A11Y-3', outcome: '阳性' }] })
  const { id: box } = await lead(openBox, { siteId, code: 'C0001' })
  await lead(packTube, { boxId: box, barcode: 'A11Y-2' })
  const { recalls } = await lead(listRecalls, { roundId })
  return { box, recall: recalls[0]?.id ?? '' }
}

const modes = ['ordinary', 'elder'] as const
const residentPages = [
  'home',
  'claim',
  'join',
  'registration',
  'ticket',
  'board',
  'results',
  'certificate',
  'check',
  'settings',
  'volunteer',
]
const staffPages = [
  'home',
  'site',
  'captain',
  'desk',
  'sampler',
  'boxes',
  'keeper',
  'visits',
  'recall',
  'sweep',
  'records',
  'mine',
  'neighbours',
  'arrival',
  'muster',
  'claims',
]

const queryOf = (place: string) =>
  ({
    board: `?round=${at.round}`,
    certificate: `?round=${at.round}&resident=${at.resident}`,
  })[place] ?? ''

describe.each(modes)('in %s mode', (mode) => {
  beforeAll(async () => {
    page = await browser.phone(house.origin)
    await page.emulateMedia({ reducedMotion: 'reduce' })
    await openPhone(page, 'pages/settings')
    if (mode === 'elder') await on(page, 'settings-elder').getByRole('checkbox').click()
  })

  test.each([
    ['pages/home', 'home'],
    ['pages/sign-in', 'sign-in'],
    ['pages/duty', 'duty'],
    ['staff/sign-in', 'staff-sign-in'],
  ])('%s has no serious fault for a stranger', async (place, id) => {
    await openPhone(page, place)
    await settled(page, id)
    expect(await seriousFaults(page)).toEqual([])
    expect(await tooSmall(page, id, smallest[mode])).toEqual([])
  })

  test('a resident signs in', async () => {
    const [resident] = house.ready.residents
    await enterAsResident(page, resident?.phone ?? '')
  })

  test.each(residentPages)('pages/%s has no serious fault', async (place) => {
    await openPhone(page, `pages/${place}`, queryOf(place))
    await settled(page, place)
    expect(await seriousFaults(page)).toEqual([])
    expect(await tooSmall(page, place, smallest[mode])).toEqual([])
  })

  test('staff sign in', async () => {
    await enterAsStaff(page, account('communityLead'))
  })

  test.each(staffPages)('staff/%s has no serious fault', async (place) => {
    await openPhone(
      page,
      `staff/${place}`,
      `?round=${at.round}&site=${at.site}&table=${at.table}&entrance=${at.entrance}&recall=${at.recall}`,
    )
    const id = place === 'home' ? 'staff-home' : place
    await settled(page, id)
    expect(await seriousFaults(page)).toEqual([])
    expect(await tooSmall(page, id, smallest[mode])).toEqual([])
  })
})

const consolePages = [
  '',
  'missing',
  'calling',
  'slips',
  'slips?kind=helped',
  'muster',
  'loans',
  'paper',
  'paper?show=enter',
  'visits',
  'results',
  'results?show=uploads',
  'results?show=recalls',
  'rounds',
  'rounds/new',
  'rounds/:round',
  'review',
  'roster',
  'roster/import',
  'roster/verify',
  'roster/duplicates',
  'roster/absent',
  'roster/audit',
  'boxes',
  'boxes/:box',
  'recalls/:recall',
  'codes',
  'households/:household',
  'tube-claims',
  'claims',
  'applications',
  'groups',
  'volunteers',
  'shifts',
  'structure',
  'plan',
  'building',
  'grids',
  'code',
  'duty',
  'staff',
]

describe('on the console', () => {
  test('the door has no serious fault', async () => {
    page = await browser.desk(house.origin)
    await page.emulateMedia({ reducedMotion: 'reduce' })
    await page.goto('/admin/')
    await page.locator('input[type=password]').waitFor()
    expect(await seriousFaults(page)).toEqual([])
    await enterConsole(page, account('communityLead'))
  })

  test.each(consolePages)('/%s has no serious fault', async (place) => {
    await page.goto(`/admin/c/${at.community}/${place.replace(/:(\w+)/, (_, name: 'round') => at[name])}`)
    await page.locator('main h1').first().waitFor()
    await page.locator('.ant-skeleton').first().waitFor({ state: 'hidden' })
    expect(await seriousFaults(page)).toEqual([])
  })

  test('/lab-keys has no serious fault', async () => {
    page = await browser.desk(house.origin)
    await page.emulateMedia({ reducedMotion: 'reduce' })
    await enterConsole(page, account('admin'))
    await page.goto(`/admin/c/${at.community}/lab-keys`)
    await page.locator('main h1').first().waitFor()
    await page.locator('.ant-skeleton').first().waitFor({ state: 'hidden' })
    expect(await seriousFaults(page)).toEqual([])
  })

  test('the display has no serious fault', async () => {
    await page.goto(`/screen/${at.site}`)
    await page.getByTestId('called').waitFor()
    expect(await seriousFaults(page)).toEqual([])
  })
})

/** This page is in front and nothing on it is still being read. */
async function settled(of: Page, id: string) {
  await on(of, id).waitFor()
  if (id === 'join') await of.locator('[id^="entrance-"]').first().waitFor()
  await of.getByText(miniappWords.loading[0], { exact: true }).first().waitFor({ state: 'hidden' })
}
