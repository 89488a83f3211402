import { readFileSync } from 'node:fs'
import path from 'node:path'
import { rosterFile } from '@loumen/e2e/roster'
import { callEntrance, grantCall } from '@loumen/shared/calls/api'
import type { Call } from '@loumen/shared/client'
import { createCommunity } from '@loumen/shared/community/api'
import { applyImport, previewImport, readImport } from '@loumen/shared/imports/api'
import { openRound, setTable } from '@loumen/shared/rounds/api'
import { pause } from './processes'

/** A community with the real roster and a round of as many open tables as there are registrars; every entrance is called. */
export async function openDay(client: Call, count: number, poolSize: 1 | 5 | 10 | 20) {
  const { id: communityId } = await client(createCommunity, { name: '通达尚城' })
  const file = { name: path.basename(rosterFile), content: readFileSync(rosterFile).toString('base64') }
  const { id: importId } = await client(previewImport, { communityId, file })
  await until(client, importId, 'ready')
  await client(applyImport, { importId })
  await until(client, importId, 'applied')
  const round = await client(openRound, {
    communityId,
    policy: { poolSize },
    sites: [
      { name: '1号采样点', place: '广场', tables: Math.min(count, 32) },
      { name: '2号采样点', place: '学校', tables: 32 },
    ],
  })
  const tables = round.sites.flatMap((site) => site.tables.map((table) => table.id)).slice(0, count)
  for (const tableId of tables) await client(setTable, { tableId, state: 'open' })
  const [site] = round.sites
  if (!site) throw new Error('the round has no site')
  for (const entranceId of round.entranceIds) {
    const { id: callId } = await client(grantCall, { siteId: site.id, entranceId })
    await client(callEntrance, { callId })
  }
  return { communityId, roundId: round.id, tables }
}

async function until(client: Call, importId: string, state: string) {
  for (;;) {
    const now = await client(readImport, { importId })
    if (now.state === state) return
    if (now.state === 'failed') throw new Error(`the import failed: ${now.failure?.code}`)
    await pause(100)
  }
}
