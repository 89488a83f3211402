import '../zod-config'
import { z } from 'zod'
import { Id, Instant } from '../fields'
import { rosterFields } from './fields'

export const ImportState = z.enum(['reading', 'ready', 'applying', 'applied', 'undone', 'failed', 'abandoned'])
export type ImportState = z.infer<typeof ImportState>

/** How the people and households of a file stand to the roster. Doubtful rows may be among the other lists as well. */
export const ImportList = z.enum(['added', 'changed', 'unchanged', 'gone', 'doubtful'])
export type ImportList = z.infer<typeof ImportList>

/** What an import compares and may change of a person or a household. */
export const ImportField = z.enum([
  'name',
  'relation',
  'document',
  'phone',
  'birthDate',
  'sex',
  'tags',
  'note',
  'place',
  'leaving',
])
export type ImportField = z.infer<typeof ImportField>

export const RosterTotals = z.object({
  rows: z.number().int(),
  people: z.number().int(),
  households: z.number().int(),
  entrances: z.number().int(),
  verified: z.number().int(),
  toVerify: z.number().int(),
  repaired: z.number().int(),
  duplicates: z.number().int(),
  dropped: z.number().int(),
})

const counts = z.object({
  added: z.number().int(),
  changed: z.number().int(),
  unchanged: z.number().int(),
  gone: z.number().int(),
})

/** What applying would do to the roster as it was when the file was read. */
export const ImportChanges = z.object({
  people: counts,
  households: counts,
  /** Rows with a cell that somebody should look at. */
  doubtful: z.number().int(),
  /** Of the changed people: those who live behind another door now. */
  moved: z.number().int(),
  /** People with a field that was edited by hand and says something else in the file. */
  conflicts: z.number().int(),
  /** People of entrances that are not the importer's to change; they are left out. */
  elsewhere: z.number().int(),
})
export type ImportChanges = z.infer<typeof ImportChanges>

/** A column of the file, what it was taken for and what stands in it. */
export const ImportColumn = z.object({
  column: z.number().int(),
  letters: z.string(),
  header: z.string(),
  field: z.enum(rosterFields).nullable(),
  examples: z.array(z.string()),
})
export type ImportColumn = z.infer<typeof ImportColumn>

/** How the file was understood: which sheet, under which header, and its columns. */
export const ImportLayout = z.object({
  sheets: z.array(z.object({ name: z.string(), rows: z.number().int() })),
  /** The sheet that the columns are shown of. */
  sheet: z.number().int(),
  /** Row number of the header's last row; 0 when there is none. */
  headerRow: z.number().int(),
  columns: z.array(ImportColumn),
  /** The first rows of the sheet, to choose the header from. */
  head: z.array(z.object({ row: z.number().int(), cells: z.array(z.string()) })),
})
export type ImportLayout = z.infer<typeof ImportLayout>

/** An import from preview to report. Nothing is in the roster before `applied`. */
export const RosterImport = z.object({
  id: Id,
  communityId: Id,
  fileName: z.string(),
  state: ImportState,
  /** Share of the present step that is done, 0 to 1. */
  progress: z.number(),
  totals: RosterTotals.nullable(),
  changes: ImportChanges.nullable(),
  /** How many rows have each fault. */
  problems: z.array(z.object({ code: z.string(), count: z.number().int() })),
  layout: ImportLayout.nullable(),
  failure: z.object({ code: z.string(), details: z.record(z.string(), z.unknown()).optional() }).nullable(),
  at: Instant,
  /** Who uploaded the file. */
  by: z.string(),
  appliedAt: Instant.nullable(),
  undoneAt: Instant.nullable(),
  /** Whether this is the last applied import, the one that can be undone. */
  undoable: z.boolean(),
})
export type RosterImport = z.infer<typeof RosterImport>

const spot = z.object({
  sheet: z.string().nullable(),
  row: z.number().int().nullable(),
  entrance: z.string(),
  door: z.string(),
  name: z.string(),
  document: z.string().nullable(),
})

/** A person, household or row of an import's lists, as the asking role may see them. */
export const ImportEntry = spot.extend({
  id: z.string(),
  list: ImportList,
  /** People of a household. */
  people: z.number().int(),
  /** What changes, before and after. `kept` fields were edited by hand: the roster's stays unless the file's is chosen. */
  fields: z.array(
    z.object({ field: ImportField, before: z.string().nullable(), after: z.string().nullable(), kept: z.boolean() }),
  ),
  /** The cells at fault. */
  cells: z.array(z.object({ letters: z.string(), header: z.string(), code: z.string(), text: z.string() })),
  /** Who this may be a second entry of. */
  other: spot.nullable(),
})
export type ImportEntry = z.infer<typeof ImportEntry>
