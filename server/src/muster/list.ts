import type { Parsed } from '@loumen/shared/endpoint'
import type * as api from '@loumen/shared/muster/api'
import { dueAfter, mayEndMuster } from '@loumen/shared/muster/rules'
import type { Mustered } from '@loumen/shared/muster/schema'
import { Refused } from '@loumen/shared/refusals'
import type { Types } from 'mongoose'
import { forget } from '../accounts/sessions'
import { addHand, giveRoles, handsByPhone } from '../accounts/staff'
import type { Actor } from '../base/actor'
import { type Change, change, record } from '../base/change'
import { duplicateKey, newId, oid } from '../base/db'
import { now } from '../clock'
import { readListAside } from '../imports/reader'
import type { RoundDocument } from '../rounds/model'
import { findRound, findSite, mustBeLive, roundPath } from '../rounds/queries'
import { noticeStaff } from '../shifts/notices'
import { type MusterDocument, MusterModel } from './model'
import { tellMuster } from './told'

const mostPeople = 500

/** What a list says; the numbers are those that the asker has in the file. The look is kept. */
export async function checkMuster({ roundId, file }: Parsed<typeof api.checkMuster>, actor: Actor) {
  const round = await findRound(roundId)
  actor.must('muster.keep', await roundPath(round))
  const reading = await readList(file)
  await record(actor, 'muster.checked', [roundId])
  const known = await knownIn(round, reading.people)
  return { ...reading, people: reading.people.map((one) => ({ ...one, known: known.has(one.phone) })) }
}

async function readList(file: Parsed<typeof api.muster>['file']) {
  const reading = await readListAside(Buffer.from(file.content, 'base64'), file.name, mostPeople)
  const size = reading.people.length
  if ((!size && !reading.faults.length) || size > mostPeople) throw new Refused('muster.size')
  return reading
}

/** Whose phones are mobilised in the round already. */
async function knownIn(round: RoundDocument, people: readonly { phone: string }[]) {
  const hands = await handsByPhone(people.map(({ phone }) => phone))
  const ids = [...hands.values()].map(({ _id }) => _id)
  const there = await MusterModel.find({ ...here(round, ids), until: { $gt: now() } }).lean()
  const live = new Set(there.map(({ accountId }) => String(accountId)))
  return new Set([...hands].flatMap(([phone, { _id }]) => (live.has(String(_id)) ? [phone] : [])))
}

const here = (round: RoundDocument, accountIds: readonly Types.ObjectId[]) => ({
  roundId: round._id,
  accountId: { $in: accountIds },
  live: true,
})

/** Whose time is over has gone: they can be called for another day of the round. */
async function endOver(round: RoundDocument, accountIds: readonly Types.ObjectId[], { session }: Change) {
  for (const { _id, until } of await MusterModel.find({ ...here(round, accountIds), until: { $lte: now() } }).lean())
    await MusterModel.updateOne(
      { _id, live: true },
      { $set: { state: 'released', live: false, releasedAt: until } },
      { session },
    )
}

/** Mobilises everybody of a list who is not yet: all of them or none. Whoever still has a role from another list keeps their account. */
export async function muster(input: Parsed<typeof api.muster>, actor: Actor) {
  const { roundId, file, siteId } = input
  const until = new Date(input.until).toISOString()
  const round = await findRound(roundId)
  actor.must('muster.keep', await roundPath(round))
  const site = await findSite(siteId)
  if (!site.roundId.equals(round._id)) throw new Refused('notFound')
  if (!mayEndMuster(Date.parse(until), now().getTime())) throw new Refused('muster.until')
  const { people, faulty } = await readList(file)
  if (faulty) throw new Refused('muster.faulty', { count: faulty })
  const callAll = async (tx: Change) => {
    mustBeLive(round)
    const known = await knownIn(round, people)
    const fresh = people.filter(({ phone }) => !known.has(phone))
    const hands = await handsByPhone(fresh.map(({ phone }) => phone))
    await endOver(
      round,
      [...hands.values()].map(({ _id }) => _id),
      tx,
    )
    for (const person of fresh) {
      const hand = hands.get(person.phone)
      const wanted = person.roles.map((role) => ({
        role,
        scope: role === 'volunteer' ? String(round.nodeId) : siteId,
        until,
      }))
      const accountId = hand ? String(hand._id) : await addHand({ ...person, grants: wanted }, tx)
      const given = hand ? await giveRoles(hand, wanted, tx) : wanted
      const entry = entryOf(person, { round, siteId, until, accountId, given })
      await MusterModel.create([entry], { session: tx.session })
      await noticeStaff(tx, { cause: `muster ${entry._id}`, kind: 'mobilised', roundId: round._id }, [accountId])
      await tx.note('muster.called', [roundId, siteId, accountId])
    }
    return { made: String(fresh.length) }
  }
  // Two lists with one person at once: the other has made their account.
  const again = (error: unknown) => {
    if (!duplicateKey(error)) throw error
    return change(actor, callAll)
  }
  const { made } = await change(actor, callAll).catch(again).catch(again)
  tellMuster(site)
  for (const { _id } of (await handsByPhone(people.map(({ phone }) => phone))).values()) forget(String(_id))
  return { people: Number(made) }
}

interface About {
  round: RoundDocument
  siteId: string
  until: string
  accountId: string
  given: MusterDocument['given']
}

/** Somebody who was called and is expected. */
export const entryOf = (
  { unit, roles }: Pick<Mustered, 'unit' | 'roles'>,
  { round, siteId, until, accountId, given }: About,
): MusterDocument => ({
  _id: newId(),
  roundId: round._id,
  nodeId: round.nodeId,
  siteId: oid(siteId),
  accountId: oid(accountId),
  unit,
  roles,
  given: given.map(({ role, scope }) => ({ role, scope })),
  state: 'expected',
  live: true,
  calledAt: now(),
  dueAt: new Date(now().getTime() + dueAfter(roles)),
  until: new Date(until),
})
