import { mkdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { callEntrance, clearCall, grantCall } from '@loumen/shared/calls/api'
import type { Call } from '@loumen/shared/client'
import { createCommunity, listEntrances } from '@loumen/shared/community/api'
import { applyImport, previewImport, readImport } from '@loumen/shared/imports/api'
import { openRound, setTable } from '@loumen/shared/rounds/api'
import { admit, closeTube, openTube } from '@loumen/shared/tubes/api'
import type { Page } from 'playwright-core'
import { openBrowser } from './browser'
import { chunks, everybodyComes, hire, moveIn, residentsBehind } from './cast'
import { findChromium } from './chromium'
import { demoStaff } from './client'
import { enterConsole, goTo } from './console'
import { accountOf, root, startHouse, tearDown } from './house'
import { claimOn, enterAsResident, enterAsStaff, on } from './phone'
import { type RosterRow, readRoster, rosterFile } from './roster'

// Takes the pictures of the README on a day half done: `pnpm --filter @loumen/e2e screenshots`.
const images = path.join(root, 'docs/images')

async function main() {
  process.env.LOUMEN_CHROMIUM = JSON.stringify(findChromium())
  mkdirSync(images, { recursive: true })
  const house = await startHouse({ LOG_LEVEL: 'error' })
  const browser = await openBrowser()
  try {
    const account = accountOf(house, 'communityLead')
    const lead = await demoStaff(house, 'communityLead')
    const rows = await readRoster()
    const { communityId, round, siteId, tableIds, labels } = await openDay(lead)
    const sampled = residentsBehind(rows, labels.slice(0, 3), 100)
    const call = async (entrance: number) => {
      const { id: callId } = await lead(grantCall, { siteId, entranceId: round.entranceIds[entrance] ?? '' })
      return lead(callEntrance, { callId })
    }
    const calls = [await call(0), await call(1)]
    await sampleAll(lead, tableIds[0] ?? '', [...(sampled[0] ?? []), ...(sampled[1] ?? []).slice(0, 40)])
    await lead(clearCall, { callId: calls[0]?.id ?? '' })

    const resident = (sampled[2] ?? [])[4] as RosterRow
    await everybodyComes(await moveIn(house.origin, communityId, resident))
    const phone = await browser.phone(house.origin)
    await enterAsResident(phone, resident.phone)
    await claimOn(phone, communityId, resident)
    await on(phone, 'stage-next').waitFor()
    await take(phone, 'phone-next')

    const console_ = await browser.desk(house.origin)
    await enterConsole(console_, account)
    await goTo(console_, communityId, '')
    await console_.getByTestId('street').waitFor()
    await take(console_, 'overview')

    await call(2)
    await on(phone, 'called').waitFor()
    await take(phone, 'phone-called')
    await on(phone, 'to-ticket').click()
    await on(phone, 'ticket-qr').waitFor()
    await take(phone, 'phone-ticket')

    const display = await browser.desk(house.origin)
    await display.goto(`/screen/${siteId}`)
    await display.getByTestId('called').first().waitFor()
    await take(display, 'display')

    await goTo(console_, communityId, 'calling')
    await console_.getByTestId('calls').waitFor()
    await take(console_, 'calling')

    const tube = await lead(openTube, { tableId: tableIds[0] ?? '', barcode: 'TD-0107' })
    for (const { document } of (sampled[1] ?? []).slice(40, 46))
      await lead(admit, { tubeId: tube.id, scan: { kind: 'document', number: document } })
    const staff = await browser.phone(house.origin)
    const registrar = await hire(lead, house.origin, {
      login: 'desk1',
      name: '信息录入员',
      role: 'registrar',
      scope: communityId,
    })
    await enterAsStaff(staff, registrar)
    await on(staff, 'to-desk-1').click()
    await on(staff, 'count').waitFor()
    await take(staff, 'phone-desk')

    const captain = await hire(lead, house.origin, {
      login: 'tower1',
      name: '楼长',
      role: 'captain',
      scope: round.entranceIds[1] ?? '',
    })
    const followed = await browser.phone(house.origin)
    await enterAsStaff(followed, captain)
    await on(followed, `to-entrance-${round.entranceIds[1]}`).click()
    await on(followed, 'come').waitFor()
    await take(followed, 'phone-captain')
  } finally {
    await browser.close()
    await house.stop()
    tearDown(house)
  }
}

/** A community with the real roster and an open round. */
async function openDay(lead: Call) {
  const { id: communityId } = await lead(createCommunity, { name: '通达尚城社区' })
  const file = { name: path.basename(rosterFile), content: readFileSync(rosterFile).toString('base64') }
  const { id: importId } = await lead(previewImport, { communityId, file })
  while ((await lead(readImport, { importId })).state === 'reading')
    await new Promise((resolve) => setTimeout(resolve, 100))
  await lead(applyImport, { importId })
  while ((await lead(readImport, { importId })).state === 'applying')
    await new Promise((resolve) => setTimeout(resolve, 100))
  const round = await lead(openRound, {
    communityId,
    policy: { poolSize: 10 },
    sites: [{ name: '中心广场', place: '3号楼南侧空地', tables: 2 }],
  })
  const [site] = round.sites
  if (!site) throw new Error('the round has no site')
  const tableIds = site.tables.map(({ id }) => id)
  for (const tableId of tableIds) await lead(setTable, { tableId, state: 'open' })
  const { entrances } = await lead(listEntrances, { communityId })
  const labels = round.entranceIds.map((id) => entrances.find((entrance) => entrance.id === id)?.label ?? '')
  return { communityId, round, siteId: site.id, tableIds, labels }
}

/** Admits and samples these people, ten to a tube. */
async function sampleAll(lead: Call, tableId: string, people: readonly RosterRow[]) {
  for (const [i, ten] of chunks(people, 10).entries()) {
    const { id: tubeId } = await lead(openTube, { tableId, barcode: `TD-${String(i + 1).padStart(4, '0')}` })
    for (const { document } of ten) await lead(admit, { tubeId, scan: { kind: 'document', number: document } })
    await lead(closeTube, { tubeId, count: ten.length })
  }
}

async function take(page: Page, name: string) {
  await page.waitForLoadState('networkidle')
  await page.screenshot({ path: path.join(images, `${name}.png`), scale: 'css', animations: 'disabled' })
}

main().catch((error) => {
  console.error(error)
  process.exitCode = 1
})
