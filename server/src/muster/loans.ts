import type { Parsed } from '@loumen/shared/endpoint'
import type * as api from '@loumen/shared/muster/loans-api'
import { mayLend } from '@loumen/shared/muster/rules'
import { Refused } from '@loumen/shared/refusals'
import { forget } from '../accounts/sessions'
import type { Actor } from '../base/actor'
import { change } from '../base/change'
import { newId, oid } from '../base/db'
import { seal } from '../base/personal'
import { now } from '../clock'
import { pathOfScope } from '../community/paths'
import { readNode } from '../community/queries'
import { roundKey } from '../rounds/keys'
import { findRound, findSite, mustBeLive, roundPath } from '../rounds/queries'
import { endEntry } from './end'
import { type LoanDocument, LoanModel } from './loan-model'
import { loanPlace, tellLoan, viewLoans, whereLent } from './loan-view'
import { MusterModel } from './model'

const mostShown = 100

/** Asks another community for people; each is answered by itself. */
export async function askLoan(input: Parsed<typeof api.askLoan>, actor: Actor) {
  const { roundId, siteId, lenderId, role, count, note } = input
  const round = await findRound(roundId)
  actor.must('muster.keep', await roundPath(round))
  const site = await findSite(siteId)
  if (!site.roundId.equals(round._id)) throw new Refused('notFound')
  if ((await readNode(lenderId))?.kind !== 'community') throw new Refused('notFound')
  if (round.communityIds.some((id) => String(id) === lenderId)) throw new Refused('loan.self')
  const [starts, until] = [new Date(input.starts), new Date(input.until)]
  if (!mayLend(starts.getTime(), until.getTime(), now().getTime())) throw new Refused('loan.times')
  const asked = Array.from({ length: count }, (): LoanDocument => {
    const _id = newId()
    return {
      _id,
      lenderId: oid(lenderId),
      borrowerIds: round.communityIds,
      nodeId: round.nodeId,
      roundId: round._id,
      siteId: site._id,
      role,
      starts,
      until,
      state: 'asked',
      ...(note ? { note: seal(roundKey(round._id), loanPlace('note', _id), note) } : {}),
      at: now(),
    }
  })
  const ids = await change(actor, async (tx) => {
    mustBeLive(round)
    await LoanModel.create(asked, { session: tx.session, ordered: true })
    for (const { _id } of asked) await tx.note('loan.asked', [roundId, lenderId, String(_id)])
    return Object.fromEntries(asked.map(({ _id }, i) => [`loan${i}`, String(_id)]))
  })
  for (const loan of asked.slice(0, 1)) tellLoan(loan)
  return { loanIds: Object.values(ids) }
}

/** What a community lends and what it borrows, the newest first. */
export async function listLoans({ communityId }: Parsed<typeof api.listLoans>, actor: Actor) {
  actor.must('muster.keep', await pathOfScope(communityId))
  const find = (side: 'lenderId' | 'borrowerIds') =>
    LoanModel.find({ [side]: oid(communityId) })
      .sort({ at: -1, _id: 1 })
      .limit(mostShown)
      .lean()
  return {
    lent: await viewLoans(await find('lenderId')),
    borrowed: await viewLoans(await find('borrowerIds')),
    now: now().toISOString(),
  }
}

/** A loan for who answers for one of these sides of it; nobody else hears whether it exists. */
export async function findLoan(loanId: string, actor: Actor, ...sides: ('lender' | 'borrower')[]) {
  const loan = await LoanModel.findById(oid(loanId)).lean()
  for (const side of loan ? sides : []) {
    const path = await pathOfScope(String(side === 'lender' ? loan?.lenderId : loan?.nodeId))
    if (loan && actor.may('muster.keep', path)) return loan
  }
  actor.must('muster.keep', [])
  if (!loan) throw new Refused('notFound')
  throw new Refused('auth.forbidden')
}

/** Who asked needs nobody any more. */
export async function withdrawLoan({ loanId }: Parsed<typeof api.withdrawLoan>, actor: Actor) {
  const loan = await findLoan(loanId, actor, 'borrower')
  await change(actor, async (tx) => {
    const { modifiedCount } = await LoanModel.updateOne(
      { _id: loan._id, state: 'asked' },
      { $set: { state: 'withdrawn', endedAt: now() } },
      { session: tx.session },
    )
    if (!modifiedCount) throw new Refused('loan.state')
    await tx.note('loan.withdrawn', [String(loan.roundId), String(loan.lenderId), loanId])
    return { loanId }
  })
  tellLoan(loan)
  return { loanId }
}

/** Somebody goes home before the end: the role is gone at once, what they did stays. */
export async function returnLoan({ loanId }: Parsed<typeof api.returnLoan>, actor: Actor) {
  const loan = await findLoan(loanId, actor, 'borrower', 'lender')
  await change(actor, async (tx) => {
    const entry = await MusterModel.findOne({ loanId: loan._id, live: true }).session(tx.session).lean()
    if (!entry) throw new Refused('loan.state')
    await endEntry(entry, now(), tx)
    await tx.note('loan.returned', [String(loan.roundId), String(loan.lenderId), loanId])
    return { loanId }
  }).catch((error) => {
    if (error instanceof Refused && error.code === 'muster.state') throw new Refused('loan.state')
    throw error
  })
  forget(String(loan.accountId))
  tellLoan(loan)
  return { loanId }
}

/** Where somebody is lent to, until it is over. */
export async function myLoans(_input: Parsed<typeof api.myLoans>, actor: Actor) {
  const mine = { accountId: oid(actor.self()), state: 'granted' as const, until: { $gt: now() } }
  const loans = await LoanModel.find(mine).sort({ starts: 1 }).limit(20).lean()
  return { loans: await Promise.all(loans.map(async (loan) => ({ id: String(loan._id), ...(await whereLent(loan)) }))) }
}
