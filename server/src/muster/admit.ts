import type { Parsed } from '@loumen/shared/endpoint'
import { maskPhone } from '@loumen/shared/masking'
import type * as api from '@loumen/shared/muster/asks-api'
import { mayEndMuster } from '@loumen/shared/muster/rules'
import { Refused } from '@loumen/shared/refusals'
import { forget } from '../accounts/sessions'
import { addHand, giveRoles, handsByPhone } from '../accounts/staff'
import type { Actor } from '../base/actor'
import { type Change, change } from '../base/change'
import { duplicateKey, oid } from '../base/db'
import { seal, unseal } from '../base/personal'
import { now } from '../clock'
import { pathOfScope } from '../community/paths'
import { roundKey } from '../rounds/keys'
import { findRound, mustBeLive } from '../rounds/queries'
import { type JoinAskDocument, JoinAskModel } from './ask-model'
import { askPlace, personal } from './asks'
import { entryOf } from './list'
import { MusterModel } from './model'
import { tellMuster } from './told'

/** Who asks to help at a site now; what nobody answered in time is not shown any more. */
export async function listJoinAsks({ siteId }: Parsed<typeof api.listJoinAsks>, actor: Actor) {
  actor.must('muster.run', await pathOfScope(siteId))
  return { asks: await waitingAt([siteId]), now: now().toISOString() }
}

/** The asks that wait at some sites, the first one first. */
export async function waitingAt(siteIds: readonly string[]) {
  const waiting = { siteId: { $in: siteIds.map(oid) }, state: 'waiting' as const, expiresAt: { $gt: now() } }
  const asks = await JoinAskModel.find(waiting).sort({ at: 1 }).lean()
  return asks.map((ask) => ({
    id: String(ask._id),
    siteId: String(ask.siteId),
    name: said(ask, 'name'),
    phone: maskPhone(said(ask, 'phone'), 'masked') ?? '',
    at: ask.at.toISOString(),
    expiresAt: ask.expiresAt.toISOString(),
  }))
}

const said = (ask: JoinAskDocument, field: 'name' | 'phone') => {
  const sealed = ask[field]
  return sealed ? unseal(askPlace(field, ask._id), sealed) : ''
}

async function findAsk(askId: string, actor: Actor): Promise<JoinAskDocument> {
  const ask = await JoinAskModel.findById(oid(askId)).lean()
  actor.must('muster.run', ask ? await pathOfScope(String(ask.siteId)) : [])
  if (!ask) throw new Refused('notFound')
  return ask
}

/** Ends an ask that waits; of two at once one does. What it said of the person is gone with that. */
async function answer(
  ask: JoinAskDocument,
  said: Partial<Pick<JoinAskDocument, 'until' | 'reason'>> & { state: 'approved' | 'declined' },
  { session }: Change,
) {
  const { modifiedCount } = await JoinAskModel.updateOne(
    { _id: ask._id, state: 'waiting', expiresAt: { $gt: now() } },
    { $set: said, $unset: personal },
    { session },
  )
  if (!modifiedCount) throw new Refused('muster.askState')
}

/** Takes somebody on who stands at the site: with an account for work that a code to their number opens. */
export async function approveJoinAsk({ askId, roles, until }: Parsed<typeof api.approveJoinAsk>, actor: Actor) {
  const ask = await findAsk(askId, actor)
  if (!mayEndMuster(Date.parse(until), now().getTime())) throw new Refused('muster.until')
  const round = await findRound(String(ask.roundId))
  const { accountId } = await change(actor, async (tx) => {
    mustBeLive(round)
    const person = { name: said(ask, 'name'), phone: said(ask, 'phone'), unit: '', roles: [...new Set(roles)] }
    const hand = (await handsByPhone([person.phone])).get(person.phone)
    const here = { roundId: round._id, accountId: hand?._id, live: true }
    const entry = hand && (await MusterModel.findOne(here).session(tx.session).lean())
    const end = entry?.until ?? new Date(until)
    await answer(ask, { state: 'approved', until: end }, tx)
    const siteId = String(ask.siteId)
    const wanted = person.roles.map((role) => ({ role, scope: siteId, until: end.toISOString() }))
    const id = hand ? String(hand._id) : await addHand({ ...person, grants: wanted }, tx)
    const given = hand ? await giveRoles(hand, wanted, tx) : wanted
    const there = { state: 'arrived' as const, arrivedAt: entry?.arrivedAt ?? now() }
    if (entry)
      await MusterModel.updateOne(
        { _id: entry._id, live: true },
        {
          $set: { ...there, siteId: ask.siteId },
          $addToSet: { roles: { $each: person.roles } },
          $push: { given: { $each: given.map(({ role, scope }) => ({ role, scope })) } },
        },
        { session: tx.session },
      )
    else {
      const made = entryOf(person, { round, siteId, until: end.toISOString(), accountId: id, given })
      await MusterModel.create([{ ...made, ...there }], { session: tx.session })
    }
    await tx.note('muster.askApproved', [String(round._id), siteId, id, askId])
    return { accountId: id }
  }).catch((error) => {
    // The same number was taken on at another site at this moment.
    if (duplicateKey(error)) throw new Refused('muster.askState')
    throw error
  })
  forget(accountId)
  tellMuster({ _id: ask.siteId, nodeId: ask.nodeId })
  return { askId }
}

/** Says no with a reason that the person reads; of two at once one does. */
export async function declineJoinAsk({ askId, reason }: Parsed<typeof api.declineJoinAsk>, actor: Actor) {
  const ask = await findAsk(askId, actor)
  await change(actor, async (tx) => {
    const sealed = seal(roundKey(ask.roundId), askPlace('reason', askId), reason)
    await answer(ask, { state: 'declined', reason: sealed }, tx)
    await tx.note('muster.askDeclined', [String(ask.roundId), String(ask.siteId), askId])
    return { askId }
  })
  tellMuster({ _id: ask.siteId, nodeId: ask.nodeId })
  return { askId }
}
