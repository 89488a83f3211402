import '../zod-config'
import { z } from 'zod'
import { endpoint } from '../endpoint'
import { Attachment, Id, line } from '../fields'
import { Outcome, Recall, TubeResult, Upload } from './schema'

/**
 * Applies a laboratory's CSV: barcode, outcome, method, lab, tested time. Every row gets its verdict; the same file
 * twice changes nothing; an unknown barcode waits for its tube. Refuses with upload.unreadable.
 */
export const uploadResults = endpoint({
  name: 'uploadResults',
  method: 'POST',
  path: '/rounds/:roundId/uploads',
  bodyLimit: 3_000_000,
  input: z.object({ roundId: Id, file: Attachment }),
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

export const listRecalls = endpoint({
  name: 'listRecalls',
  method: 'GET',
  path: '/rounds/:roundId/recalls',
  input: z.object({ roundId: Id }),
  output: z.object({ recalls: z.array(Recall) }),
})
