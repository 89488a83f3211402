import type { Parsed } from '@loumen/shared/endpoint'
import type * as api from '@loumen/shared/incidents/api'
import { Body, type Duty, DutyContact } from '@loumen/shared/incidents/schema'
import { Refused } from '@loumen/shared/refusals'
import { z } from 'zod'
import type { Actor } from '../base/actor'
import { change } from '../base/change'
import { oid } from '../base/db'
import { seal, unseal } from '../base/personal'
import { pathOfScope } from '../community/paths'
import { rosterKey } from '../roster/personal'
import { DutyModel } from './model'
import { contactsPlace } from './places'
import { mayPost } from './sender'

const usualWait = 5

/** The duty roster of a community as it is now; empty when nobody has written one. */
export async function dutyOf(communityId: string): Promise<Duty> {
  const duty = await DutyModel.findById(oid(communityId)).lean()
  if (!duty) return { escalateAfter: usualWait, contacts: {} }
  return {
    escalateAfter: duty.escalateAfter,
    // Written before there were robots, a contact has no address.
    contacts: z
      .partialRecord(Body, z.array(DutyContact))
      .parse(JSON.parse(unseal(contactsPlace(communityId), duty.contacts))),
  }
}

export async function readDuty({ communityId }: Parsed<typeof api.readDuty>, actor: Actor): Promise<Duty> {
  actor.must('duty.keep', await pathOfScope(communityId))
  return dutyOf(communityId)
}

/** Writes the whole duty roster; alerts that are open already take the new one at their next step. */
export async function setDuty(
  { communityId, escalateAfter, contacts }: Parsed<typeof api.setDuty>,
  actor: Actor,
): Promise<Duty> {
  actor.must('duty.keep', await pathOfScope(communityId))
  await change(actor, async (tx) => {
    if (Object.values(contacts).some((list) => list?.some(({ url }) => url && !mayPost(url))))
      throw new Refused('duty.webhookUnsafe')
    const sealed = seal(rosterKey(communityId), contactsPlace(communityId), JSON.stringify(contacts))
    await DutyModel.updateOne(
      { _id: oid(communityId) },
      { $set: { escalateAfter, contacts: sealed } },
      { upsert: true, session: tx.session },
    )
    await tx.note('duty.set', [communityId])
    return { communityId }
  })
  return dutyOf(communityId)
}
