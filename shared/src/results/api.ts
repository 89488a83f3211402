import '../zod-config'
import { z } from 'zod'
import { endpoint } from '../endpoint'
import { Attachment, Id, line } from '../fields'
import { Outcome, ReportedRow, TubeResult, Upload } from './schema'

/**
 * Applies a laboratory's file (csv or xlsx): barcode, outcome, method, lab, tested time. Every row gets its verdict; the
 * same file twice changes nothing; an unknown barcode waits for its tube. Refuses with upload.unreadable.
 */
export const uploadResults = endpoint({
  name: 'uploadResults',
  method: 'POST',
  path: '/rounds/:roundId/uploads',
  bodyLimit: 3_000_000,
  keys: true,
  input: z.object({ roundId: Id, file: Attachment }),
  output: Upload,
})

/** The same as rows of JSON, for a laboratory's own program. */
export const reportResults = endpoint({
  name: 'reportResults',
  method: 'POST',
  path: '/rounds/:roundId/reports',
  bodyLimit: 1_000_000,
  keys: true,
  input: z.object({ roundId: Id, results: z.array(ReportedRow).min(1).max(2000) }),
  output: Upload,
})

export const listUploads = endpoint({
  name: 'listUploads',
  method: 'GET',
  path: '/rounds/:roundId/uploads',
  input: z.object({ roundId: Id }),
  output: z.object({ uploads: z.array(Upload) }),
})

export const listResults = endpoint({
  name: 'listResults',
  method: 'GET',
  path: '/rounds/:roundId/results',
  input: z.object({ roundId: Id }),
  output: z.object({ tubes: z.array(TubeResult) }),
})

/** Changes the outcome of a tube that already has one, with the reason. */
export const correctResult = endpoint({
  name: 'correctResult',
  method: 'POST',
  path: '/tubes/:tubeId/corrections',
  input: z.object({ tubeId: Id, outcome: Outcome, reason: line(200) }),
  output: TubeResult,
})
