import { randomInt } from 'node:crypto'
import type { Parsed } from '@loumen/shared/endpoint'
import { Refused } from '@loumen/shared/refusals'
import type * as api from '@loumen/shared/volunteers/api'
import { mayEndAt } from '@loumen/shared/volunteers/rules'
import type { Volunteer } from '@loumen/shared/volunteers/schema'
import { hashPassword, randomPassword } from '../accounts/password'
import { forget } from '../accounts/sessions'
import { addStaff, dropGrant } from '../accounts/staff'
import type { Actor } from '../base/actor'
import { change } from '../base/change'
import { oid } from '../base/db'
import { seal } from '../base/personal'
import { now } from '../clock'
import { pathOfScope } from '../community/paths'
import { mayInside, nameInside } from '../community/queries'
import { publish } from '../realtime/publish'
import { rosterKey } from '../roster/personal'
import { type VolunteerDocument, VolunteerModel } from './model'
import { findVolunteer } from './offers'
import { said, viewVolunteers, volunteerPlace } from './view'

const mostListed = 500

/** Who waits is everybody's who answers for a part of the community; who helps, theirs whose part it is. */
export async function listVolunteers({ communityId }: Parsed<typeof api.listVolunteers>, actor: Actor) {
  await mustAnswerFor(communityId, actor)
  const offers = await VolunteerModel.find({ communityId: oid(communityId), state: { $in: ['waiting', 'accepted'] } })
    .sort({ at: 1 })
    .limit(mostListed)
    .lean()
  const mine: VolunteerDocument[] = []
  for (const offer of offers) if (!offer.scope || (await mayKeep(offer.scope, actor))) mine.push(offer)
  return { volunteers: (await viewVolunteers(mine)).filter(({ state }) => state !== 'ended') }
}

async function mustAnswerFor(communityId: string, actor: Actor) {
  const path = await pathOfScope(communityId)
  if (!actor.may('volunteers.keep', path) && !(await mayInside(actor, 'volunteers.keep', communityId)))
    throw new Refused('auth.forbidden')
}

/** A place that is gone has nobody who answers for it but the whole community's. */
const mayKeep = async (scope: string, actor: Actor) =>
  actor.may('volunteers.keep', await pathOfScope(scope).catch((): string[] => []))

async function findFor(volunteerId: string, actor: Actor) {
  const offer = await findVolunteer(volunteerId).catch((error) => {
    actor.must('volunteers.keep', [])
    throw error
  })
  await mustAnswerFor(String(offer.communityId), actor)
  return offer
}

/** Makes somebody a volunteer, with an account for work; of two at once one does. The password is answered once. */
export async function acceptVolunteer(input: Parsed<typeof api.acceptVolunteer>, actor: Actor) {
  const { volunteerId, scope, until } = input
  const offer = await findFor(volunteerId, actor)
  if (!(await nameInside(String(offer.communityId), scope))) throw new Refused('volunteer.place')
  actor.must('volunteers.keep', await pathOfScope(scope))
  if (!mayEndAt(Date.parse(until), now().getTime())) throw new Refused('volunteer.until')
  const password = randomPassword()
  const hash = await hashPassword(password)
  await change(actor, async (tx) => {
    const staffId = await addStaff(
      {
        login: `zy${String(randomInt(1e8)).padStart(8, '0')}`,
        name: said(offer, 'name'),
        grants: [{ role: 'volunteer', scope, until }],
        password: hash,
      },
      tx,
    )
    const { modifiedCount } = await VolunteerModel.updateOne(
      { _id: offer._id, state: 'waiting' },
      { $set: { state: 'accepted', staffId: oid(staffId), scope, decidedAt: now() } },
      { session: tx.session },
    )
    if (!modifiedCount) throw new Refused('volunteer.state')
    await tx.note('volunteer.accepted', [String(offer.communityId), volunteerId, staffId])
    return { volunteerId }
  })
  return { volunteer: await tell(volunteerId), password: actor.outcome === 'applied' ? password : undefined }
}

/** Says no; of two at once one does. */
export async function rejectVolunteer({ volunteerId, reason }: Parsed<typeof api.rejectVolunteer>, actor: Actor) {
  const offer = await findFor(volunteerId, actor)
  await change(actor, async (tx) => {
    const { modifiedCount } = await VolunteerModel.updateOne(
      { _id: offer._id, state: 'waiting' },
      { $set: { state: 'rejected', reason: sealedReason(offer, reason), decidedAt: now() } },
      { session: tx.session },
    )
    if (!modifiedCount) throw new Refused('volunteer.state')
    await tx.note('volunteer.rejected', [String(offer.communityId), volunteerId])
    return { volunteerId }
  })
  return tell(volunteerId)
}

/** Ends a volunteer's role before its time; sessions and rooms follow at once. */
export async function endVolunteer({ volunteerId, reason }: Parsed<typeof api.endVolunteer>, actor: Actor) {
  const offer = await findFor(volunteerId, actor)
  const { staffId, scope } = offer
  if (!staffId || !scope) throw new Refused('volunteer.state')
  if (!(await mayKeep(scope, actor))) throw new Refused('auth.forbidden')
  await change(actor, async (tx) => {
    const { modifiedCount } = await VolunteerModel.updateOne(
      { _id: offer._id, state: 'accepted' },
      { $set: { state: 'ended', reason: sealedReason(offer, reason), endedAt: now() } },
      { session: tx.session },
    )
    if (!modifiedCount) throw new Refused('volunteer.state')
    await dropGrant(staffId, { role: 'volunteer', scope }, tx)
    await tx.note('volunteer.ended', [String(offer.communityId), volunteerId, String(staffId)])
    return { volunteerId }
  })
  forget(String(staffId))
  return tell(volunteerId)
}

const sealedReason = ({ _id, communityId }: VolunteerDocument, reason: string) =>
  seal(rosterKey(String(communityId)), volunteerPlace('reason', _id), reason)

/** Tells who shows the offer, and answers its view. */
async function tell(volunteerId: string): Promise<Volunteer> {
  const offer = await findVolunteer(volunteerId)
  publish.changed('community', String(offer.communityId), 'volunteers')
  publish.changed('resident', String(offer.accountId), 'volunteers')
  const [view] = await viewVolunteers([offer])
  if (!view) throw new Refused('notFound')
  return view
}
