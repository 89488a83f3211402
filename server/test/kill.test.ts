import { randomInt, randomUUID } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { createCommunity } from '@loumen/shared/community/api'
import { readOverview } from '@loumen/shared/coverage/api'
import { applyImport, previewImport, readImport } from '@loumen/shared/imports/api'
import { listHouseholds } from '@loumen/shared/roster/api'
import { readRound, setTable } from '@loumen/shared/rounds/api'
import { admit, closeTube, openTube, readDesk } from '@loumen/shared/tubes/api'
import { demoHouseholds } from '../src/demo/people'
import { type Built, buildServer, startBuilt } from './built'
import { nth } from './cast'
import { refusal, type TestClient, until } from './house'

const dir = mkdtempSync(path.join(tmpdir(), 'loumen-kill-'))
let server: Built
const start = async () => {
  server = await startBuilt(dir)
}

beforeAll(async () => {
  buildServer()
  await start()
}, 60_000)
afterAll(async () => {
  await server?.kill('SIGTERM')
  rmSync(dir, { recursive: true, force: true })
})

interface Sent {
  operationId: string
  tubeId: string
  number: string
  /** Who was admitted, once the server has said so. */
  residentId?: string
}

it('keeps every acknowledged admission through a kill, once, and resending every operation changes nothing', async () => {
  const people = demoHouseholds().flatMap(({ people: members, note }) =>
    note.includes('居家健康监测') ? [] : members.map(({ document }) => document),
  )
  const { roundId } = server.ready
  const lead = await server.as('communityLead')
  const sampler = await server.as('sampler')
  const { sites } = await lead.call(readRound, { roundId })
  const tableIds = nth(sites, 0).tables.map(({ id }) => id)
  for (const tableId of tableIds) await lead.call(setTable, { tableId, state: 'open' })
  const sent: Sent[] = []
  let acknowledged = 0
  let barcodes = 0
  const enough = 40 + randomInt(30)
  const opening = new Map<string, Promise<string>>()

  /** The table's tube; a full one is closed and the next one opened, by whoever comes first. */
  async function tubeOf(tableId: string, registrar: TestClient, full?: string): Promise<string> {
    const known = opening.get(tableId)
    if (known && (await known) !== full) return known
    const work = (async () => {
      const { open } = await registrar.call(readDesk, { tableId })
      if (open && open.people.length < open.capacity) return open.id
      if (open) await sampler.call(closeTube, { tubeId: open.id, count: open.people.length })
      return (await registrar.call(openTube, { tableId, barcode: `KILL-${1000 + ++barcodes}` })).id
    })()
    opening.set(tableId, work)
    return work
  }
  async function work(tableId: string, queue: string[]) {
    const registrar = await server.as('registrar')
    let tubeId = await tubeOf(tableId, registrar)
    for (let number = queue.shift(); number; number = queue.shift()) {
      for (let full = true; full; ) {
        const operation: Sent = { operationId: randomUUID(), tubeId, number }
        sent.push(operation)
        const scan = { kind: 'document' as const, number }
        const code = await registrar
          .call(admit, { tubeId, scan, reason: '补检' }, { operationId: operation.operationId })
          .then((answer) => {
            operation.residentId = answer.kind === 'admitted' ? nth(answer.admitted, 0).residentId : undefined
            acknowledged++
            if (acknowledged === enough) server.child.kill('SIGKILL')
            return ''
          })
          .catch((error: { code?: string }) => error.code ?? 'unreachable')
        if (code === 'unreachable') return
        full = code === 'tube.full' || code === 'tube.state'
        if (full) tubeId = await tubeOf(tableId, registrar, tubeId)
      }
    }
  }
  const gone = new Promise((resolve) => server.child.once('exit', resolve))
  const queue = [...people]
  const workers = [0, 1, 0, 1, 0, 1].map((table) => work(nth(tableIds, table), queue))
  await Promise.allSettled(workers)
  server.child.kill('SIGKILL')
  await gone
  expect(acknowledged).toBeGreaterThanOrEqual(enough)

  await start()
  const registrar = await server.as('registrar')
  const inTubes = async () => {
    const desks = await Promise.all(tableIds.map((tableId) => registrar.call(readDesk, { tableId })))
    return desks
      .flatMap(({ open, closed }) => [...closed, ...(open ? [open] : [])])
      .map((tube) => ({ id: tube.id, people: tube.people.map(({ residentId }) => residentId) }))
  }
  const kept = await inTubes()
  const everybody = kept.flatMap((tube) => tube.people)
  expect(new Set(everybody).size).toBe(everybody.length)
  for (const { residentId, tubeId } of sent.filter((one) => one.residentId))
    expect(kept.find((tube) => tube.id === tubeId)?.people.filter((one) => one === residentId)).toHaveLength(1)
  for (const { people: members } of kept) expect(members.length).toBeLessThanOrEqual(10)

  const resend = ({ operationId, tubeId, number }: Sent) =>
    refusal(registrar.call(admit, { tubeId, scan: { kind: 'document', number }, reason: '补检' }, { operationId }))
  for (const operation of sent.filter((one) => one.residentId)) {
    expect(await resend(operation)).toBe('not refused')
    expect(registrar.last.headers.get('operation-outcome')).toBe('duplicate')
  }
  expect(await inTubes()).toEqual(kept)
  for (const operation of sent) await resend(operation)
  const after = (await inTubes()).flatMap((tube) => tube.people)
  expect(new Set(after).size).toBe(after.length)
  const { figures } = await (await server.as('communityLead')).call(readOverview, { roundId })
  expect(figures.sampled + figures.inQueue).toBe(after.length)
}, 180_000)

it('leaves nothing of a roster that was being written when the server was killed', async () => {
  const admin = await server.as('communityLead')
  const community = await admin.call(createCommunity, { name: '通达尚城社区' })
  const communityId = community.id
  const content = readFileSync(path.join(__dirname, 'rosters/tongda-shangcheng.xlsx')).toString('base64')
  const { id: importId } = await admin.call(previewImport, { communityId, file: { name: 'a.xlsx', content } })
  await until(
    () => admin.call(readImport, { importId }),
    ({ state }) => state === 'ready',
    60_000,
  )
  const applied = refusal(admin.call(applyImport, { importId }))
  const watcher = await server.as('communityLead')
  await until(
    () => watcher.call(readImport, { importId }),
    ({ state, progress }) => state === 'applying' && progress > 0,
    60_000,
  )
  await server.kill('SIGKILL')
  expect(await applied).not.toBe('not refused')
  await start()
  const again = await server.as('communityLead')
  expect((await again.call(listHouseholds, { communityId })).total).toBe(0)
  expect((await again.call(readImport, { importId })).state).toBe('ready')
  expect((await again.call(applyImport, { importId })).state).toBe('applied')
  expect((await again.call(listHouseholds, { communityId })).total).toBe(1000)
}, 180_000)
