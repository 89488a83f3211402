import path from 'node:path'
import { demoStaff } from '@loumen/e2e/client'
import { startHouse, tearDown } from '@loumen/e2e/house'
import type { Call } from '@loumen/shared/client'
import { createCommunity } from '@loumen/shared/community/api'
import { applyImport, previewImport, readImport } from '@loumen/shared/imports/api'
import { rosterRows, workbook } from './import/workbook'
import { median, rounded } from './measure/figures'
import { hear, pause, start } from './measure/processes'
import { startReaders, type Taken, take } from './measure/reading'

const file = (name: string) => path.join(__dirname, 'import', name)

/** A whole import, from upload to applied, beside the least that takes the same sheet over; and the board meanwhile. */
export async function run(
  { rows = 10_000, times = 5, phones = 50, every = 0 } = {},
  say: (line: string) => void = () => {},
) {
  const house = await startHouse({ LOG_LEVEL: 'error' })
  const plain = start(file('plain.ts'))
  await hear(plain, 'ready')
  const readers = startReaders()
  try {
    const client = await demoStaff(house, 'admin')
    const content = workbook(rosterRows(rows)).toString('base64')

    const importMs: number[] = []
    const plainMs: number[] = []
    let people = 0
    // The first of each warms the machine up and is not counted.
    for (let i = 0; i <= times; i++) {
      const plainly = hear<number>(plain, 'plainMs')
      plain.send({ file: content })
      const least = await plainly
      const whole = await importOnce(client, `第${i}次`, content)
      people = whole.people
      say(`import ${rounded(whole.ms, 0)} ms (read ${rounded(whole.readMs, 0)}), plain ${rounded(least, 0)} ms`)
      if (i === 0) continue
      plainMs.push(least)
      importMs.push(whole.ms)
    }

    const url = `${house.origin}/api/v1/rounds/${house.ready.roundId}/board`
    readers.send({ start: { url, phones, every } })
    await pause(2_000)
    await take(readers)
    const quiet: Taken[] = []
    const busy: Taken[] = []
    for (let i = 0; i < times; i++) {
      await pause(4_000)
      quiet.push(await take(readers))
      const { ms } = await importOnce(client, `同时${i}`, content)
      busy.push(await take(readers))
      await pause(500)
      await take(readers)
      say(
        `board p99 ${rounded(quiet[i]?.p99 ?? 0)} ms quiet, ${rounded(busy[i]?.p99 ?? 0)} ms during ${rounded(ms, 0)} ms`,
      )
    }
    const quietP99 = median(quiet.map(({ p99 }) => p99))
    const busyP99 = median(busy.map(({ p99 }) => p99))
    return {
      rows,
      people,
      importMs: rounded(median(importMs), 0),
      plainMs: rounded(median(plainMs), 0),
      ratio: rounded(median(importMs) / median(plainMs)),
      boardReads: busy.reduce((sum, { reads }) => sum + reads, 0),
      boardP99Quiet: rounded(quietP99),
      boardP99Importing: rounded(busyP99),
      boardRatio: rounded(busyP99 / quietP99),
    }
  } finally {
    plain.disconnect()
    readers.disconnect()
    await house.stop()
    tearDown(house)
  }
}

async function importOnce(client: Call, name: string, content: string) {
  const { id: communityId } = await client(createCommunity, { name })
  const started = performance.now()
  const { id: importId } = await client(previewImport, { communityId, file: { name: 'roster.xlsx', content } })
  for (;;) {
    const { state, failure } = await client(readImport, { importId })
    if (state === 'ready') break
    if (state !== 'reading') throw new Error(`the import is ${state}: ${failure?.code}`)
    await pause(20)
  }
  const readMs = performance.now() - started
  const { changes } = await client(applyImport, { importId })
  return { ms: performance.now() - started, readMs, people: changes?.people.added ?? 0 }
}
