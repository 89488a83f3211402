import '../zod-config'
import { z } from 'zod'
import { endpoint } from '../endpoint'
import { Id, line } from '../fields'
import {
  ClaimToDecide,
  DocumentNumber,
  Household,
  HouseholdClaim,
  HouseholdPhone,
  HouseholdRow,
  PersonName,
  Resident,
} from './schema'

export const listHouseholds = endpoint({
  name: 'listHouseholds',
  method: 'GET',
  path: '/communities/:communityId/households',
  input: z.object({
    communityId: Id,
    entranceId: Id.optional(),
    door: z.string().trim().max(20).optional(),
    page: z.coerce.number().int().min(1).max(10_000).default(1),
  }),
  output: z.object({ households: z.array(HouseholdRow), total: z.number().int(), pageSize: z.number().int() }),
})

export const readHousehold = endpoint({
  name: 'readHousehold',
  method: 'GET',
  path: '/households/:householdId',
  input: z.object({ householdId: Id }),
  output: Household,
})

/** Shows one person's full document number and phone; leaves an audit entry with the reason. */
export const revealResident = endpoint({
  name: 'revealResident',
  method: 'POST',
  path: '/residents/:residentId/reveals',
  input: z.object({ residentId: Id, reason: line(200) }),
  output: Resident,
})

/**
 * Asks to see a household by name and document number. Granted at once only when the signed-in phone is the
 * roster's; everything else waits for a grid leader and answers alike.
 */
export const claimHousehold = endpoint({
  name: 'claimHousehold',
  method: 'POST',
  path: '/communities/:communityId/claims',
  input: z.object({ communityId: Id, name: PersonName, document: DocumentNumber }),
  output: HouseholdClaim,
})

export const listClaims = endpoint({
  name: 'listClaims',
  method: 'GET',
  path: '/communities/:communityId/claims',
  input: z.object({ communityId: Id }),
  output: z.object({ claims: z.array(ClaimToDecide) }),
})

/** Grants or refuses a claim; only one that matches a household can be granted. Refuses with claim.state. */
export const decideClaim = endpoint({
  name: 'decideClaim',
  method: 'PUT',
  path: '/claims/:claimId/decision',
  input: z.object({ claimId: Id, granted: z.boolean() }),
  output: HouseholdClaim,
})

/** The phones that see a household: for whoever sees it too. */
export const listHouseholdPhones = endpoint({
  name: 'listHouseholdPhones',
  method: 'GET',
  path: '/households/:householdId/phones',
  input: z.object({ householdId: Id }),
  output: z.object({ phones: z.array(HouseholdPhone) }),
})

/** Ends that a phone sees a household: one's own, or another of the same household. */
export const removeHouseholdPhone = endpoint({
  name: 'removeHouseholdPhone',
  method: 'DELETE',
  path: '/households/:householdId/phones/:phoneId',
  input: z.object({ householdId: Id, phoneId: Id }),
  output: z.object({ phones: z.array(HouseholdPhone), own: z.boolean() }),
})
