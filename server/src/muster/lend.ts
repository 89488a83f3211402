import { isOver } from '@loumen/shared/abilities'
import type { Parsed } from '@loumen/shared/endpoint'
import type * as api from '@loumen/shared/muster/loans-api'
import { Refused } from '@loumen/shared/refusals'
import { StaffRole } from '@loumen/shared/roles'
import type { ClientSession } from 'mongoose'
import { namesOf } from '../accounts/queries'
import { forget } from '../accounts/sessions'
import { giveRoles, holdStaff, staffAt } from '../accounts/staff'
import type { Actor } from '../base/actor'
import { change } from '../base/change'
import { duplicateKey, oid } from '../base/db'
import { seal } from '../base/personal'
import { now } from '../clock'
import { readNode, scopesInside } from '../community/queries'
import { roundKey } from '../rounds/keys'
import { findRound, mustBeLive, roundsOf, sitesOf } from '../rounds/queries'
import { ShiftModel } from '../shifts/model'
import { noticeStaff } from '../shifts/notices'
import { entryOf } from './list'
import { type LoanDocument, LoanModel } from './loan-model'
import { loanPlace, tellLoan } from './loan-view'
import { findLoan } from './loans'
import { MusterModel } from './model'

/** Those who work in the community that is asked, at its sites under way, too. Whoever is lent to it is not its own. */
async function ownPeople({ lenderId }: LoanDocument) {
  const live = (await roundsOf(lenderId)).filter((round) => round.live)
  const sites = (await Promise.all(live.map(({ _id }) => sitesOf(String(_id))))).flat()
  const scopes = new Set([...(await scopesInside([lenderId])), ...sites.map(({ _id }) => String(_id))])
  const people = await staffAt([...scopes])
  const lent = await MusterModel.find({ accountId: { $in: people.map(({ _id }) => _id) }, live: true }).lean()
  const guests = new Set(lent.filter(({ loanId }) => loanId).map((one) => `${one.accountId} ${one.siteId}`))
  return people.flatMap(({ _id, grants }) => {
    const own = grants.filter(
      (grant) => scopes.has(grant.scope) && !isOver(grant, now().getTime()) && !guests.has(`${_id} ${grant.scope}`),
    )
    return own.length ? [{ _id, grants, roles: [...new Set(own.map(({ role }) => role))] }] : []
  })
}

/** Which of these people have a shift or are lent in the time of a loan. */
async function busyIn({ starts, until }: LoanDocument, ids: readonly unknown[], session?: ClientSession) {
  const accountId = { $in: ids.map((id) => oid(String(id))) }
  const shifts = await ShiftModel.find({
    accountId,
    state: { $in: ['planned', 'here'] },
    from: { $lt: until },
    until: { $gt: starts },
  })
    .session(session ?? null)
    .lean()
  const loans = await LoanModel.find({ accountId, state: 'granted', starts: { $lt: until }, until: { $gt: starts } })
    .session(session ?? null)
    .lean()
  return new Set([...shifts, ...loans].map((one) => String(one.accountId)))
}

/** Whom the asked community could lend; who asked never sees this list. */
export async function listLoanPeople({ loanId }: Parsed<typeof api.listLoanPeople>, actor: Actor) {
  const loan = await findLoan(loanId, actor, 'lender')
  const people = await ownPeople(loan)
  const ids = people.map(({ _id }) => _id)
  const [names, busy] = [await namesOf(ids), await busyIn(loan, ids)]
  return {
    people: people
      .map(({ _id, roles }) => ({
        accountId: String(_id),
        name: names.get(String(_id)) ?? '',
        roles: roles.flatMap((role) => StaffRole.safeParse(role).data ?? []),
        busy: busy.has(String(_id)),
      }))
      .sort((a, b) => Number(a.busy) - Number(b.busy) || a.name.localeCompare(b.name, 'zh')),
  }
}

/** Lends somebody: at the site they have the role between start and end, and are expected there. */
export async function grantLoan({ loanId, accountId }: Parsed<typeof api.grantLoan>, actor: Actor) {
  const loan = await findLoan(loanId, actor, 'lender')
  const account = (await ownPeople(loan)).find(({ _id }) => String(_id) === accountId)
  if (!account) throw new Refused('loan.person')
  const name = (await namesOf([account._id])).get(accountId) ?? ''
  const round = await findRound(String(loan.roundId))
  const unit = (await readNode(String(loan.lenderId)))?.name ?? ''
  const [from, until] = [loan.starts.toISOString(), loan.until.toISOString()]
  await change(actor, async (tx) => {
    mustBeLive(round)
    await holdStaff([accountId], tx)
    if ((await busyIn(loan, [accountId], tx.session)).size) throw new Refused('loan.busy', { name })
    const { modifiedCount } = await LoanModel.updateOne(
      { _id: loan._id, state: 'asked', until: { $gt: now() } },
      { $set: { state: 'granted', accountId: account._id } },
      { session: tx.session },
    )
    if (!modifiedCount) throw new Refused('loan.state')
    const given = await giveRoles(account, [{ role: loan.role, scope: String(loan.siteId), from, until }], tx)
    const about = { round, siteId: String(loan.siteId), until, accountId, given }
    const entry = entryOf({ unit, roles: [loan.role] }, about)
    await MusterModel.create([{ ...entry, dueAt: loan.starts, loanId: loan._id }], { session: tx.session })
    await noticeStaff(tx, { cause: `muster ${entry._id}`, kind: 'mobilised', roundId: round._id }, [accountId])
    await tx.note('loan.granted', [String(loan.roundId), String(loan.lenderId), loanId, accountId])
    return { loanId }
  }).catch((error) => {
    if (duplicateKey(error)) throw new Refused('loan.busy', { name })
    throw error
  })
  forget(accountId)
  tellLoan({ ...loan, accountId: account._id })
  return { loanId }
}

/** Says no with a reason that who asked reads. */
export async function declineLoan({ loanId, reason }: Parsed<typeof api.declineLoan>, actor: Actor) {
  const loan = await findLoan(loanId, actor, 'lender')
  await change(actor, async (tx) => {
    const sealed = seal(roundKey(loan.roundId), loanPlace('reason', loanId), reason)
    const { modifiedCount } = await LoanModel.updateOne(
      { _id: loan._id, state: 'asked', until: { $gt: now() } },
      { $set: { state: 'declined', reason: sealed, endedAt: now() } },
      { session: tx.session },
    )
    if (!modifiedCount) throw new Refused('loan.state')
    await tx.note('loan.declined', [String(loan.roundId), String(loan.lenderId), loanId])
    return { loanId }
  })
  tellLoan(loan)
  return { loanId }
}
