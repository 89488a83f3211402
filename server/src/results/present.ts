import type { TubeResult, Upload, UploadRow } from '@loumen/shared/results/schema'
import { unseal } from '../base/personal'
import type { TubeDocument } from '../tubes/model'
import { outcomeOf } from './apply'
import type { UploadDocument } from './model'

export const fileNamePlace = (id: unknown) => `uploads.fileName|${id}`
export const rowsPlace = (id: unknown) => `uploads.rows|${id}`
export const waitingId = (roundId: unknown, barcode: string) => `${roundId}|${barcode}`
export const waitingPlace = (id: string) => `waitingresults.result|${id}`

export const presentUpload = (upload: UploadDocument, names: ReadonlyMap<string, string>): Upload => ({
  id: String(upload._id),
  roundId: String(upload.roundId),
  fileName: unseal(fileNamePlace(upload._id), upload.fileName),
  at: upload.at.toISOString(),
  by: names.get(upload.accountId ?? '') ?? '',
  applied: upload.counts.applied,
  same: upload.counts.same,
  waiting: upload.counts.waiting,
  refused: upload.counts.refused,
  rows: JSON.parse(unseal(rowsPlace(upload._id), upload.rows)) as UploadRow[],
})

export const presentResult = (tube: TubeDocument): TubeResult => ({
  tubeId: String(tube._id),
  barcode: tube.barcode,
  state: tube.state,
  people: tube.people.length,
  closedAt: tube.closedAt?.toISOString() ?? null,
  outcome: outcomeOf(tube) ?? null,
  lab: tube.lab,
  method: tube.method,
  testedAt: tube.testedAt?.toISOString() ?? null,
})
