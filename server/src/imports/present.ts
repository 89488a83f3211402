import { gunzipSync } from 'node:zlib'
import type { RosterImport } from '@loumen/shared/imports/schema'
import { unseal, unsealBytes } from '../base/personal'
import { rosterKey } from '../roster/personal'
import type { ImportDocument } from './model'

export const fileNamePlace = (id: unknown) => `imports.fileName|${id}`

export function presentImport(document: ImportDocument): RosterImport {
  return {
    id: String(document._id),
    communityId: String(document.communityId),
    fileName: unseal(fileNamePlace(document._id), document.fileName),
    state: document.state,
    progress: document.progress,
    totals: (document.totals as RosterImport['totals']) ?? null,
    changes: (document.changes as RosterImport['changes']) ?? null,
    problems: document.problems.map(({ row, column, code }) => ({ row, column, code })),
    sample: document.sample
      ? (unpack(document.communityId, `imports.sample|${document._id}`, document.sample) as RosterImport['sample'])
      : [],
    failure: document.failure ?? null,
    at: document.at.toISOString(),
  }
}

/** Opens what an import keeps: sealed, compressed JSON. */
export function unpack(communityId: unknown, place: string, packed: Buffer | { buffer: Uint8Array }): unknown {
  const bytes = Buffer.isBuffer(packed) ? packed : Buffer.from(packed.buffer)
  return JSON.parse(gunzipSync(unsealBytes(rosterKey(communityId), place, bytes)).toString('utf8'))
}
