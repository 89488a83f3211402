import '../zod-config'
import { z } from 'zod'
import { endpoint } from '../endpoint'
import { Attachment, Id } from '../fields'
import { rosterFields } from './fields'
import { ImportEntry, ImportList, RosterImport } from './schema'

const page = z.coerce.number().int().min(1).max(10_000).default(1)

/** Reads a roster file for a preview; the answer comes at once, reading goes on and tells `community:<id>`. */
export const previewImport = endpoint({
  name: 'previewImport',
  method: 'POST',
  path: '/communities/:communityId/imports',
  bodyLimit: 3_000_000,
  input: z.object({ communityId: Id, file: Attachment }),
  output: RosterImport,
})

/** The imports of a community, the latest first. */
export const listImports = endpoint({
  name: 'listImports',
  method: 'GET',
  path: '/communities/:communityId/imports',
  input: z.object({ communityId: Id, page }),
  output: z.object({ imports: z.array(RosterImport), total: z.number().int(), pageSize: z.number().int() }),
})

export const readImport = endpoint({
  name: 'readImport',
  method: 'GET',
  path: '/imports/:importId',
  input: z.object({ importId: Id }),
  output: RosterImport,
})

/** What an import would do, and the rows to look at, page by page. After it was applied only the doubtful rows are kept. */
export const listImportEntries = endpoint({
  name: 'listImportEntries',
  method: 'GET',
  path: '/imports/:importId/entries',
  input: z.object({
    importId: Id,
    list: ImportList,
    of: z.enum(['people', 'households']).default('people'),
    /** Only rows with this fault, or this changed field. */
    about: z.string().max(40).optional(),
    /** Only doors whose address contains this. */
    where: z.string().trim().max(40).optional(),
    page,
  }),
  output: z.object({ entries: z.array(ImportEntry), total: z.number().int(), pageSize: z.number().int() }),
})

/** Reads the kept file again with columns as a person assigned them. Refuses with import.state and import.columns. */
export const mapImport = endpoint({
  name: 'mapImport',
  method: 'PUT',
  path: '/imports/:importId/columns',
  input: z.object({
    importId: Id,
    /** The one sheet to read; all of them when left out. */
    sheet: z.number().int().min(0).max(100).optional(),
    /** Row number of the header's last row, 0 for none; as found when left out. */
    headerRow: z.number().int().min(0).max(200).optional(),
    columns: z.array(z.object({ column: z.number().int().min(0).max(255), field: z.enum(rosterFields) })).max(256),
  }),
  output: RosterImport,
})

/**
 * Writes a previewed import into the roster: all of it or nothing. `gone`: what happens to people whom the file does not
 * name behind entrances that it does. `conflicts`: entries whose hand-edited fields take the file's text.
 * Refuses with import.state and import.stale.
 */
export const applyImport = endpoint({
  name: 'applyImport',
  method: 'POST',
  path: '/imports/:importId/application',
  bodyLimit: 400_000,
  input: z.object({
    importId: Id,
    gone: z.enum(['keep', 'left']).default('keep'),
    conflicts: z.union([z.literal('keep'), z.literal('file'), z.array(z.string().max(20)).max(20_000)]).default('keep'),
  }),
  output: RosterImport,
})

/** Drops a file that was read but not applied. Refuses with import.state. */
export const abandonImport = endpoint({
  name: 'abandonImport',
  method: 'POST',
  path: '/imports/:importId/abandonment',
  input: z.object({ importId: Id }),
  output: RosterImport,
})

/** Brings the roster back to what it was before the last applied import. Refuses with import.notLast, import.changedSince and import.inRound. */
export const undoImport = endpoint({
  name: 'undoImport',
  method: 'POST',
  path: '/imports/:importId/undoing',
  input: z.object({ importId: Id }),
  output: RosterImport,
})
