import type { Loan } from '@loumen/shared/muster/loan-schema'
import { loanStateNow } from '@loumen/shared/muster/rules'
import { minutesOf, worked } from '@loumen/shared/shifts/rules'
import { namesOf } from '../accounts/queries'
import { unseal } from '../base/personal'
import { now } from '../clock'
import { readNode } from '../community/queries'
import { publish } from '../realtime/publish'
import { findRound, findSite } from '../rounds/queries'
import { ShiftModel } from '../shifts/model'
import { attendance } from '../shifts/view'
import type { LoanDocument } from './loan-model'
import { tellMuster } from './told'

export const loanPlace = (field: 'note' | 'reason', id: unknown) => `loans.${field}|${id}`

/** Where and when somebody is to help. */
export async function whereLent({ nodeId, roundId, siteId, role, starts, until }: LoanDocument) {
  const site = await findSite(String(siteId))
  return {
    community: (await readNode(String(nodeId)))?.name ?? '',
    round: (await findRound(String(roundId))).name,
    site: site.name,
    place: site.place,
    role,
    starts: starts.toISOString(),
    until: until.toISOString(),
  }
}

/** Loans for the leads of both sides. */
export async function viewLoans(loans: readonly LoanDocument[]): Promise<Loan[]> {
  const at = now().getTime()
  const names = await namesOf(loans.flatMap(({ accountId }) => accountId ?? []))
  return Promise.all(
    loans.map(async (loan) => {
      const { _id, state, lenderId, note, reason, accountId, until } = loan
      return {
        id: String(_id),
        state: loanStateNow(state, until.getTime(), at),
        ...(await whereLent(loan)),
        lender: (await readNode(String(lenderId)))?.name ?? '',
        note: note ? unseal(loanPlace('note', _id), note) : null,
        reason: reason ? unseal(loanPlace('reason', _id), reason) : null,
        person: accountId ? (names.get(String(accountId)) ?? null) : null,
        minutes: await minutesServed(loan),
        at: loan.at.toISOString(),
      }
    }),
  )
}

/** The hours of a lent person are those of their shifts in the round, in the time for which they were lent. */
async function minutesServed({ roundId, accountId, starts, until }: LoanDocument) {
  if (!accountId) return 0
  const shifts = await ShiftModel.find({ roundId, accountId, from: { $lt: until }, until: { $gt: starts } }).lean()
  return shifts.reduce((sum, shift) => sum + minutesOf(worked(attendance(shift), now().getTime())), 0)
}

/** Tells both sides, the phones of the site, and the person. */
export function tellLoan({ lenderId, borrowerIds, siteId, nodeId, accountId }: LoanDocument) {
  for (const id of new Set([lenderId, ...borrowerIds].map(String))) publish.changed('community', id, 'muster')
  tellMuster({ _id: siteId, nodeId })
  if (accountId) publish.changed('resident', String(accountId), 'muster')
}
