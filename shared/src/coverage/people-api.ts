import '../zod-config'
import { z } from 'zod'
import { endpoint } from '../endpoint'
import { Id } from '../fields'
import { PersonRow } from '../roster/people-schema'
import { Contact } from './contact'

/** Who was told, knocked for and visited, and when; the latest first. */
export const readContacts = endpoint({
  name: 'readContacts',
  method: 'GET',
  path: '/households/:householdId/contacts',
  input: z.object({ householdId: Id }),
  output: z.object({ contacts: z.array(Contact) }),
})

/** People who were missing, without an excuse, in each of the last rounds in which they were expected (R23). */
export const listAbsent = endpoint({
  name: 'listAbsent',
  method: 'GET',
  path: '/communities/:communityId/absent',
  input: z.object({ communityId: Id, last: z.coerce.number().int().min(1).max(10).default(3) }),
  output: z.object({
    /** The rounds that were looked at, the newest first; one under way only when there is no other. */
    rounds: z.array(z.string()),
    people: z.array(PersonRow.extend({ missed: z.number().int() })),
    more: z.boolean(),
  }),
})
