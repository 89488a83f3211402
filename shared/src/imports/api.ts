import '../zod-config'
import { z } from 'zod'
import { endpoint } from '../endpoint'
import { Attachment, Id } from '../fields'
import { RosterImport } from './schema'

/** Reads a roster file for a preview; the answer comes at once, reading goes on and tells `community:<id>`. */
export const previewImport = endpoint({
  name: 'previewImport',
  method: 'POST',
  path: '/communities/:communityId/imports',
  bodyLimit: 3_000_000,
  input: z.object({ communityId: Id, file: Attachment }),
  output: RosterImport,
})

export const readImport = endpoint({
  name: 'readImport',
  method: 'GET',
  path: '/imports/:importId',
  input: z.object({ importId: Id }),
  output: RosterImport,
})

/** Writes a previewed import into the roster: all of it or nothing. Refuses with import.state and import.stale. */
export const applyImport = endpoint({
  name: 'applyImport',
  method: 'POST',
  path: '/imports/:importId/application',
  input: z.object({ importId: Id }),
  output: RosterImport,
})
