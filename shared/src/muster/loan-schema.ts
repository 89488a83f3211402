import '../zod-config'
import { z } from 'zod'
import { Id, Instant } from '../fields'
import { StaffRole } from '../roles'

/**
 * asked → granted or declined, by the asked community; withdrawn by who asked; expired when its time passed unanswered.
 * granted → returned, by either side, or over when its time has passed.
 */
export const LoanState = z.enum(['asked', 'granted', 'declined', 'withdrawn', 'expired', 'returned', 'over'])
export type LoanState = z.infer<typeof LoanState>

const place = {
  community: z.string(),
  round: z.string(),
  site: z.string(),
  /** Where the site is, in words. */
  place: z.string(),
  role: StaffRole,
  starts: Instant,
  until: Instant,
}

/** A loan of one person, as the leads of both communities see it. Nobody is named before they are lent. */
export const Loan = z.object({
  id: Id,
  state: LoanState,
  ...place,
  lender: z.string(),
  note: z.string().nullable(),
  reason: z.string().nullable(),
  person: z.string().nullable(),
  /** Whole minutes that the person served there. */
  minutes: z.number().int(),
  at: Instant,
})
export type Loan = z.infer<typeof Loan>

/** Somebody who could be lent, as their own community sees them. */
export const LoanPerson = z.object({
  accountId: Id,
  name: z.string(),
  roles: z.array(StaffRole),
  /** Has a shift or is lent at that time. */
  busy: z.boolean(),
})
export type LoanPerson = z.infer<typeof LoanPerson>

/** A loan as the person who is lent sees it. */
export const OwnLoan = z.object({ id: Id, ...place })
export type OwnLoan = z.infer<typeof OwnLoan>
