import '../zod-config'
import { z } from 'zod'
import { endpoint } from '../endpoint'
import { Id, line } from '../fields'
import { RosterEntry } from './people-schema'
import { PersonChange, TagName } from './person'
import { Household } from './schema'
import { HonouredTime } from './times'

const rev = z.number().int().min(0)

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
