import '../zod-config'
import { z } from 'zod'
import { endpoint } from '../endpoint'
import { Id, Instant, line } from '../fields'
import { Loan, LoanPerson, OwnLoan } from './loan-schema'
import { loanRoles } from './rules'

/** Asks another community for people at a site, each for one role and a time. Refuses with loan.times, loan.self, round.state. */
export const askLoan = endpoint({
  name: 'askLoan',
  method: 'POST',
  path: '/rounds/:roundId/loans',
  input: z.object({
    roundId: Id,
    siteId: Id,
    /** The community that is asked. */
    lenderId: Id,
    role: z.enum(loanRoles),
    starts: Instant,
    until: Instant,
    count: z.number().int().min(1).max(20).default(1),
    note: line(200).nullable().default(null),
  }),
  output: z.object({ loanIds: z.array(Id) }),
})

/** The loans of a community, the newest first: what it is asked for and lends, and what it asked for. */
export const listLoans = endpoint({
  name: 'listLoans',
  method: 'GET',
  path: '/communities/:communityId/loans',
  input: z.object({ communityId: Id }),
  output: z.object({ lent: z.array(Loan), borrowed: z.array(Loan), now: Instant }),
})

/** Whom the asked community could lend: its own people, and whether they have a shift at that time. */
export const listLoanPeople = endpoint({
  name: 'listLoanPeople',
  method: 'GET',
  path: '/loans/:loanId/people',
  input: z.object({ loanId: Id }),
  output: z.object({ people: z.array(LoanPerson) }),
})

/**
 * Lends one of the asked community's people: they have the role there between start and end only. Of two at once one does.
 * Refuses with loan.state, loan.person, loan.busy.
 */
export const grantLoan = endpoint({
  name: 'grantLoan',
  method: 'PUT',
  path: '/loans/:loanId/granted',
  input: z.object({ loanId: Id, accountId: Id }),
  output: z.object({ loanId: Id }),
})

/** Says no, with a reason that who asked reads. Refuses with loan.state. */
export const declineLoan = endpoint({
  name: 'declineLoan',
  method: 'PUT',
  path: '/loans/:loanId/declined',
  input: z.object({ loanId: Id, reason: line(200) }),
  output: z.object({ loanId: Id }),
})

/** Who asked does not need anybody any more. Refuses with loan.state. */
export const withdrawLoan = endpoint({
  name: 'withdrawLoan',
  method: 'PUT',
  path: '/loans/:loanId/withdrawn',
  input: z.object({ loanId: Id }),
  output: z.object({ loanId: Id }),
})

/** Ends a loan early, by either side: the role is gone at once, the hours stay. Refuses with loan.state. */
export const returnLoan = endpoint({
  name: 'returnLoan',
  method: 'PUT',
  path: '/loans/:loanId/returned',
  input: z.object({ loanId: Id }),
  output: z.object({ loanId: Id }),
})

/** Where one is lent to now or soon. */
export const myLoans = endpoint({
  name: 'myLoans',
  method: 'GET',
  path: '/my/loans',
  input: z.object({}),
  output: z.object({ loans: z.array(OwnLoan) }),
})
