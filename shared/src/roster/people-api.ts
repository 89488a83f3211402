import '../zod-config'
import { z } from 'zod'
import { endpoint } from '../endpoint'
import { Id, line } from '../fields'
import {
  Disclosure,
  DuplicatePair,
  Merge,
  MergeField,
  MergePreview,
  PersonToVerify,
  RosterEntry,
  SearchResult,
} from './people-schema'
import { PersonChange, TagName } from './person'
import { Household } from './schema'
import { HonouredTime } from './times'

const rev = z.number().int().min(0)
const Page = z.coerce.number().int().min(1).max(10_000).default(1)

/**
 * Changes what is said of a person. Refuses with roster.stale when somebody has changed them since, and with
 * resident.documentUnreadable, resident.documentReason, resident.phoneWrong, resident.birthDateWrong.
 */
export const editResident = endpoint({
  name: 'editResident',
  method: 'PUT',
  path: '/residents/:residentId',
  input: z.object({ residentId: Id, rev, change: PersonChange, reason: line(200).optional() }),
  output: Household,
})

/**
 * Adds somebody to a household. Who has no document is known on a captain's or guardian's word until one is seen. Refuses with
 * resident.noDocument when there is neither.
 */
export const addResident = endpoint({
  name: 'addResident',
  method: 'POST',
  path: '/households/:householdId/residents',
  input: z.object({
    householdId: Id,
    person: PersonChange.extend({ name: PersonChange.shape.name.unwrap() }),
    word: z.enum(['captain', 'guardian']).optional(),
    reason: line(200).optional(),
  }),
  output: Household,
})

/** Somebody moves to another door of the community, which is made when nobody lived there. Refuses with roster.stale, household.frozen. */
export const moveResident = endpoint({
  name: 'moveResident',
  method: 'PUT',
  path: '/residents/:residentId/home',
  input: z.object({
    residentId: Id,
    rev,
    entranceId: Id,
    door: line(20),
    floor: z.number().int().min(-5).max(120).optional(),
  }),
  output: Household,
})

/** Somebody has left the community, or has come back. Refuses with roster.stale, household.frozen. */
export const setResidence = endpoint({
  name: 'setResidence',
  method: 'PUT',
  path: '/residents/:residentId/residence',
  input: z.object({ residentId: Id, rev, here: z.boolean(), reason: line(200).optional() }),
  output: Household,
})

/** A household's own tags, note, times to honour and who comes with it. Refuses with roster.stale. */
export const editHousehold = endpoint({
  name: 'editHousehold',
  method: 'PUT',
  path: '/households/:householdId',
  input: z.object({
    householdId: Id,
    rev,
    tags: z.array(TagName).max(30).optional(),
    note: line(500).nullable().optional(),
    times: z.array(HonouredTime).max(6).optional(),
    comesWith: z.array(Id).max(5).optional(),
  }),
  output: Household,
})

/** What was done to a household and its people, the latest first; with those who have left. */
export const readHouseholdHistory = endpoint({
  name: 'readHouseholdHistory',
  method: 'GET',
  path: '/households/:householdId/history',
  input: z.object({ householdId: Id }),
  output: z.object({
    entries: z.array(RosterEntry),
    left: z.array(z.object({ residentId: Id, name: z.string(), since: z.string(), rev })),
  }),
})

/** People whose document is missing or cannot be right, door by door. */
export const listToVerify = endpoint({
  name: 'listToVerify',
  method: 'GET',
  path: '/communities/:communityId/to-verify',
  input: z.object({ communityId: Id, entranceId: Id.optional(), page: Page }),
  output: z.object({ people: z.array(PersonToVerify), total: z.number().int(), pageSize: z.number().int() }),
})

/** Finds people by name, phone or document number and households by door. In the body, so that no name stands in an address. */
export const searchRoster = endpoint({
  name: 'searchRoster',
  method: 'POST',
  path: '/communities/:communityId/searches',
  repeatable: true,
  input: z.object({ communityId: Id, text: line(60) }),
  output: SearchResult,
})

/** Pairs of entries that may be one person. Nothing is joined by itself. */
export const listDuplicates = endpoint({
  name: 'listDuplicates',
  method: 'GET',
  path: '/communities/:communityId/duplicates',
  input: z.object({ communityId: Id }),
  output: z.object({ pairs: z.array(DuplicatePair), more: z.boolean(), merges: z.array(Merge) }),
})

/** Two entries side by side, and what would be kept of each. Writes nothing. */
export const previewMerge = endpoint({
  name: 'previewMerge',
  method: 'POST',
  path: '/residents/:residentId/merge-previews',
  repeatable: true,
  input: z.object({ residentId: Id, otherId: Id }),
  output: MergePreview,
})

/**
 * Joins two entries of one person; `fields` names what is taken from the entry that goes. Refuses with roster.stale,
 * merge.inTube, merge.inVisit, household.frozen.
 */
export const mergeResidents = endpoint({
  name: 'mergeResidents',
  method: 'POST',
  path: '/residents/:residentId/merges',
  input: z.object({
    residentId: Id,
    otherId: Id,
    revs: z.tuple([rev, rev]),
    fields: z.array(MergeField).max(10),
  }),
  output: Merge,
})

/** Two entries are two people: the pair is not proposed again. */
export const keepApart = endpoint({
  name: 'keepApart',
  method: 'PUT',
  path: '/residents/:residentId/apart/:otherId',
  input: z.object({ residentId: Id, otherId: Id }),
  output: Merge,
})

/** Takes a join back. Refuses with merge.state, and merge.changedSince when the kept entry was changed meanwhile. */
export const undoMerge = endpoint({
  name: 'undoMerge',
  method: 'PUT',
  path: '/merges/:mergeId/undone',
  input: z.object({ mergeId: Id }),
  output: Merge,
})

/** The roster as a file, masked; in full only for a reason and by those who may. Both stay in the audit. */
export const exportRoster = endpoint({
  name: 'exportRoster',
  method: 'POST',
  path: '/communities/:communityId/exports',
  input: z.object({
    communityId: Id,
    entranceId: Id.optional(),
    format: z.enum(['csv', 'xlsx']),
    full: z.boolean().default(false),
    reason: line(200).optional(),
  }),
  output: z.object({ name: z.string(), content: z.string(), people: z.number().int() }),
})

/** Who looked at what was masked and who took lists out, the latest first. */
export const listDisclosures = endpoint({
  name: 'listDisclosures',
  method: 'GET',
  path: '/communities/:communityId/disclosures',
  input: z.object({ communityId: Id }),
  output: z.object({ disclosures: z.array(Disclosure) }),
})
