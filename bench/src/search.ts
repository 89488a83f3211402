import { performance } from 'node:perf_hooks'
import { demoStaff } from '@loumen/e2e/client'
import { startHouse, tearDown } from '@loumen/e2e/house'
import type { Call } from '@loumen/shared/client'
import { createCommunity, listEntrances } from '@loumen/shared/community/api'
import { applyImport, previewImport, readImport } from '@loumen/shared/imports/api'
import { searchRoster } from '@loumen/shared/roster/people-api'
import { rosterRows, workbook } from './import/workbook'
import { median, rounded } from './measure/figures'
import { pause } from './measure/processes'

/** A file holds at most 20,000 rows; each of a community's estates comes in files of its own. */
const rowsOfFile = 10_000
const column = { name: 5, document: 7, phone: 8 }

/** Searches of one community by name, number, phone and door, beside reading its whole list of entrances. */
export async function run({ people = 50_000, times = 60 } = {}, say: (line: string) => void = () => {}) {
  const house = await startHouse({ LOG_LEVEL: 'error' })
  try {
    const client = await demoStaff(house, 'admin')
    const { id: communityId } = await client(createCommunity, { name: '五万人社区' })
    const all = rosterRows(people)
    for (let from = 0; from < people; from += rowsOfFile) {
      const estate = `第${from / rowsOfFile + 1}小区`
      const rows = all.slice(from, from + rowsOfFile).map((row) => [estate, ...row.slice(1)])
      await take(client, communityId, rows)
      say(`${from + rows.length} people`)
    }

    const timed = async (text: string) => {
      const begun = performance.now()
      const found = await client(searchRoster, { communityId, text })
      const ms = performance.now() - begun
      if (!found.people.length && !found.households.length) throw new Error(`nobody is found by ${found.by}`)
      return ms
    }
    const one = (i: number, at: number) => all[(i * 7919) % all.length]?.[at] ?? ''
    const coldMs = await timed(one(1, column.name))
    const taken = { name: [] as number[], document: [] as number[], door: [] as number[], list: [] as number[] }
    for (let i = 0; i < times; i++) {
      taken.name.push(await timed(i % 2 ? one(i, column.name) : one(i, column.name).slice(0, 1)))
      taken.document.push(await timed(one(i, i % 2 ? column.document : column.phone)))
      taken.door.push(await timed(i % 2 ? '501' : `${(i % 20) + 1}-2-501`))
      const begun = performance.now()
      await client(listEntrances, { communityId })
      taken.list.push(performance.now() - begun)
    }
    const nameP95Ms = slowest(taken.name)
    const plainListMs = median(taken.list)
    return {
      people,
      coldMs: rounded(coldMs, 0),
      nameP95Ms: rounded(nameP95Ms),
      documentP95Ms: rounded(slowest(taken.document)),
      doorP95Ms: rounded(slowest(taken.door)),
      plainListMs: rounded(plainListMs),
      ratio: rounded(nameP95Ms / plainListMs),
    }
  } finally {
    await house.stop()
    tearDown(house)
  }
}

/** The time within which 95 of 100 are answered. */
const slowest = (times: readonly number[]) => [...times].sort((a, b) => a - b)[Math.floor(times.length * 0.95)] ?? 0

async function take(client: Call, communityId: string, rows: string[][]) {
  const file = { name: 'roster.xlsx', content: workbook(rows).toString('base64') }
  let preview = await client(previewImport, { communityId, file })
  while (preview.state === 'reading') {
    await pause(200)
    preview = await client(readImport, { importId: preview.id })
  }
  await client(applyImport, { importId: preview.id })
}
