import type { Parsed } from '@loumen/shared/endpoint'
import type * as api from '@loumen/shared/incidents/api'
import type { Duty } from '@loumen/shared/incidents/schema'
import type { Actor } from '../base/actor'
import { change } from '../base/change'
import { oid } from '../base/db'
import { seal, unseal } from '../base/personal'
import { pathOfScope } from '../community/paths'
import { rosterKey } from '../roster/personal'
import { DutyModel } from './model'
import { contactsPlace } from './places'

const usualWait = 5

/** The duty roster of a community as it is now; empty when nobody has written one. */
export async function dutyOf(communityId: string): Promise<Duty> {
  const duty = await DutyModel.findById(oid(communityId)).lean()
  if (!duty) return { escalateAfter: usualWait, contacts: {} }
  return {
    escalateAfter: duty.escalateAfter,
    contacts: JSON.parse(unseal(contactsPlace(communityId), duty.contacts)) as Duty['contacts'],
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
