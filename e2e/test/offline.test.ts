import { readFileSync } from 'node:fs'
import { createServer } from 'node:net'
import type { Call } from '@loumen/shared/client'
import { readPack } from '@loumen/shared/operations/api'
import type { Pack } from '@loumen/shared/operations/pack'
import { readRound, setTable } from '@loumen/shared/rounds/api'
import { admit, openTube, readDesk } from '@loumen/shared/tubes/api'
import { listTubeClaims } from '@loumen/shared/tubes/claims'
import { offlineWords } from '@loumen/shared/words/offline'
import { sayRefusal } from '@loumen/shared/words/refusal'
import type { Page } from 'playwright-core'
import { openBrowser, type Watched } from '../src/browser'
import { chunks, pick } from '../src/cast'
import { staffAt } from '../src/client'
import { enterConsole, goTo } from '../src/console'
import { type House, startHouse, tearDown } from '../src/house'
import { enterAsStaff, on, openPhone, scan, untilCount } from '../src/phone'

jest.setTimeout(180_000)

let house: House
let browser: Watched
let lead: Call
let phone: Page
let pack: Pack
let tables: string[]

const accountOf = (role: string) => pick(house.ready.accounts, (each) => each.role === role)

/** A port that stays the same when the server comes back. */
const freePort = () =>
  new Promise<number>((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as { port: number }
      probe.close(() => resolve(port))
    })
  })

beforeAll(async () => {
  house = await startHouse({ PORT: String(await freePort()) })
  browser = await openBrowser()
  const { login, password } = accountOf('communityLead')
  lead = await staffAt(house.origin, login, password)
  const { sites } = await lead(readRound, { roundId: house.ready.roundId })
  tables = sites.flatMap((site) => site.tables.map(({ id }) => id))
  for (const tableId of tables) await lead(setTable, { tableId, state: 'open' })
})
afterAll(async () => {
  await browser?.close()
  await house?.stop()
  if (house) tearDown(house)
})

/** What a registrar types for somebody without a code: last four digits and the whole door. */
function typed([, , , last4, place, door]: Pack['people'][number]) {
  const { building = '', label = '' } = pack.entrances[place] ?? {}
  return `${last4} ${building.replace(/\D/g, '')}-${label.replace(building, '').replace(/\D/g, '')}-${door}`
}

let people: Pack['people']

test('a table fetches its pack and the phone keeps the app', async () => {
  phone = await browser.phone(house.origin)
  await phone.clock.install({ time: new Date(Date.now() - 30 * 60_000) })
  await enterAsStaff(phone, accountOf('siteLead'))
  const fetched = phone.waitForResponse((answer) => answer.url().includes('/pack'))
  await openPhone(phone, 'staff/desk', `?table=${tables[0]}`)
  await on(phone, 'tube-barcode').waitFor()
  expect((await fetched).status()).toBe(200)
  await phone.evaluate(() => navigator.serviceWorker.ready.then(() => {}))
  const given = await lead(readPack, { siteId: house.ready.siteId })
  pack = given.pack as Pack
  const texts = pack.people.map(typed)
  people = pack.people.filter((row, at) => !row[7] && texts.indexOf(typed(row)) === texts.lastIndexOf(texts[at] ?? ''))
  expect(people.length).toBeGreaterThan(50)
})

test('the power goes, and the table works for twenty minutes as if nothing had happened', async () => {
  const tube = await lead(openTube, { tableId: tables[1] ?? '', barcode: 'OTHER-0001' })
  for (const person of people.slice(0, 2)) {
    const [last4 = '', door = ''] = typed(person).split(' ')
    await lead(admit, { tubeId: tube.id, scan: { kind: 'door', last4, door }, reason: '补检' })
  }
  process.kill(house.pid, 'SIGKILL')

  for (const [at, group] of chunks(people.slice(0, 50), 10).entries()) {
    const barcode = `POWER-000${at + 1}`
    await on(phone, 'tube-barcode').fill(barcode)
    await on(phone, 'tube-barcode').press('Enter')
    for (const [count, person] of group.entries()) {
      await scan(phone, typed(person))
      await untilCount(phone, `${count + 1}/10`)
      if (at === 2 && count === 4) {
        await phone.reload()
        await untilCount(phone, '5/10')
      }
    }
    await phone.clock.fastForward('04:00')
    await openPhone(phone, 'staff/sampler', `?table=${tables[0]}`)
    await on(phone, 'count-agrees').click()
    await on(phone, 'close-tube').click()
    await openPhone(phone, 'staff/desk', `?table=${tables[0]}`)
    await on(phone, 'tube-barcode').waitFor()
  }
  expect(await on(phone, 'unsent').textContent()).toContain('60')
  await openPhone(phone, 'staff/home')
  await on(phone, 'staff-sign-out').click()
  await on(phone, 'records').waitFor()
  await on(phone, 'send-records').waitFor()
})

test('the server comes back and has everything in the right order, once', async () => {
  house = await house.restart()
  await phone.clock.fastForward('00:20')
  await on(phone, 'unsent').waitFor({ state: 'detached' })
  const { login, password } = accountOf('communityLead')
  lead = await staffAt(house.origin, login, password)
  const { closed } = await lead(readDesk, { tableId: tables[0] ?? '' })
  const tubes = [...closed].reverse()
  expect(tubes.map(({ barcode }) => barcode)).toEqual([1, 2, 3, 4, 5].map((number) => `POWER-000${number}`))
  const inTubes = tubes.flatMap((tube) => tube.people.map(({ residentId }) => residentId))
  expect(inTubes).toEqual(people.slice(2, 50).map(([residentId]) => residentId))
  const times = tubes.flatMap(({ openedAt, people: inside, closedAt }) => [
    openedAt,
    ...inside.map(({ admittedAt }) => admittedAt),
    closedAt ?? '',
  ])
  expect(times).toEqual([...times].sort())
  expect(Date.parse(times.at(-1) ?? '') - Date.parse(times[0] ?? '')).toBeGreaterThanOrEqual(20 * 60_000)
})

test('a phone that stays without a network gives its records to another as a file', async () => {
  await phone.context().setOffline(true)
  await openPhone(phone, 'staff/desk', `?table=${tables[0]}`)
  await on(phone, 'tube-barcode').fill('FILE-0001')
  await on(phone, 'tube-barcode').press('Enter')
  const [someone] = people.slice(50)
  if (!someone) throw new Error('everybody is in a tube')
  await scan(phone, typed(someone))
  await untilCount(phone, '1/10')
  await openPhone(phone, 'staff/records')
  const download = phone.waitForEvent('download')
  await on(phone, 'give-file').click()
  const records = readFileSync(await (await download).path(), 'utf8')
  expect(records).not.toMatch(/FILE-0001|residentIds|recorderId/)

  const other = await browser.phone(house.origin)
  await enterAsStaff(other, accountOf('registrar'))
  await openPhone(other, 'staff/records')
  await on(other, 'take-over-open').click()
  const choose = async (text: string) => {
    const chooser = other.waitForEvent('filechooser')
    await on(other, 'take-file').click()
    await (await chooser).setFiles({ name: 'a.json', mimeType: 'application/json', buffer: Buffer.from(text) })
  }
  await choose('{"loumen":1,"entries":[{"roundId":"1"}]}')
  await on(other, 'not-taken').waitFor()
  // A file of the version before, open and signed by nobody.
  const fact = { kind: 'openTube', tableId: tables[0], barcode: 'FILE-0002' }
  const operation = { id: '0'.repeat(32), recordedAt: new Date().toISOString(), recorderId: 'f'.repeat(24), fact }
  await choose(JSON.stringify({ loumen: 1, entries: [{ roundId: house.ready.roundId, operation }] }))
  await on(other, 'taken-over').waitFor()
  await on(other, 'rejected').filter({ hasText: 'FILE-0002' }).waitFor()
  await choose(records.replace(/.{6}"\]/, 'AAAAAA"]'))
  await on(other, 'packets').getByText(sayRefusal('zh', 'records.unreadable')).waitFor()
  await choose(records)
  await on(other, 'packets').getByText(offlineWords.packetTaken[0].slice(8, 12)).waitFor()
  expect(await other.evaluate(() => document.body.textContent)).not.toContain('FILE-0001')
  const kept = await untilTube('FILE-0001')
  expect(kept.people.map(({ residentId }) => residentId)).toEqual([someone[0]])

  await on(phone, 'records-taken').click()
  await on(phone, 'send-records').waitFor({ state: 'detached' })
  await phone.context().setOffline(false)
  const { open, closed } = await lead(readDesk, { tableId: tables[0] ?? '' })
  expect([open, ...closed].slice(0, 2).map((tube) => tube?.barcode)).toEqual(['FILE-0001', 'POWER-0005'])
})

/** The open tube of the first table, once it is this one. */
async function untilTube(barcode: string) {
  for (;;) {
    const { open } = await lead(readDesk, { tableId: tables[0] ?? '' })
    if (open?.barcode === barcode && open.people.length) return open
  }
}

test('who was recorded in two tubes is decided by a person, on a phone or at a desk', async () => {
  await openPhone(phone, 'staff/home')
  await on(phone, 'to-claims').click()
  const ask = await lead(listTubeClaims, { roundId: house.ready.roundId })
  const claim = pick(ask.claims, ({ residentId }) => residentId === people[1]?.[0])
  await on(phone, `decide-${claim.id}`).click()
  await on(phone, `decision-${claim.id}-mistake`).click()
  await on(phone, `checked-${claim.id}`).fill('本人说只采过一次')
  await on(phone, `decide-send-${claim.id}`).click()
  await on(phone, 'claims-decided').filter({ hasText: '本人说只采过一次' }).waitFor()

  const desk = await browser.desk(house.origin)
  await enterConsole(desk, accountOf('communityLead'))
  await goTo(desk, house.ready.communityId, 'tube-claims')
  const card = desk.getByTestId('tube-claim').first()
  await card.waitFor()
  expect(await card.textContent()).toContain('OTHER-0001')
  await card.getByText('记错了').click()
  await card.getByLabel('怎么核对的').fill('当面核对过')
  await card.getByRole('button').last().click()
  await desk.getByText('当面核对过').waitFor()
  const { claims } = await lead(listTubeClaims, { roundId: house.ready.roundId })
  expect(claims.map(({ decision }) => decision?.kind)).toEqual(['mistake', 'mistake'])
  expect(browser.errors).toEqual([])
})
