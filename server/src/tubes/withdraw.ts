import type { Parsed } from '@loumen/shared/endpoint'
import { Refused } from '@loumen/shared/refusals'
import type * as api from '@loumen/shared/tubes/api'
import type { Tube } from '@loumen/shared/tubes/schema'
import type { Actor } from '../base/actor'
import { change } from '../base/change'
import { newId } from '../base/db'
import { queueNotices } from '../base/notices'
import { now, real } from '../clock'
import { findRound, mustBeLive } from '../rounds/queries'
import { tubesChanged } from './changed'
import { claimReason, sampleAgain, sealClaimant } from './claims'
import { askBack, tubeEntry } from './commands'
import { type TubeClaimDocument, type TubeDocument, TubeModel, type TubePersonDocument } from './model'
import { openPerson, presentTube } from './present'
import { findTube, tubePath } from './queries'
import { findBearer } from './scan'

const away = ['boxed', 'received'] as const

/**
 * Takes a person out of a tube that has left the table. The swab stays inside, so what was a member becomes a claim that
 * is decided already: sampled again singly, no negative until then, and with the pool if it turns out positive.
 */
export async function withdrawPerson(
  { tubeId, who, reason }: Parsed<typeof api.withdrawPerson>,
  actor: Actor,
): Promise<Tube> {
  const tube = await findTube(tubeId)
  const path = await tubePath(tube)
  actor.must('tubes.close', path)
  const round = await findRound(String(tube.roundId))
  const [found] = await findBearer(who, round)
  const residentId = found?.resident._id
  const person = tube.people.find((one) => residentId?.equals(one.residentId))
  const { claimId = '' } = await change(actor, async (tx): Promise<{ claimId: string }> => {
    mustBeLive(round)
    const claim = person && claimOf(tube, person, reason, actor)
    const { modifiedCount } = await TubeModel.updateOne(
      {
        _id: tube._id,
        state: { $in: away },
        'people.residentId': residentId,
        'people.1': { $exists: true },
      },
      {
        $pull: { people: { residentId } },
        $inc: { room: 1, openClaims: 0 },
        $push: {
          claims: claim,
          history: tubeEntry(actor, 'person.withdrawn', {
            residentId: String(residentId),
            reason: claim?.decision?.reason,
          }),
        },
        $set: { changedAt: new Date(real()) },
      },
      { session: tx.session },
    )
    if (!modifiedCount || !claim || !person) throw whyNot(await findTube(tubeId), residentId)
    await queueNotices(tx, await askBack({ ...tube, people: [person] }, `withdrawn ${tube._id} ${residentId}`))
    return { claimId: String(claim._id) }
  })
  const after = await findTube(tubeId)
  tubesChanged({ ...after, people: tube.people })
  if (actor.outcome === 'applied') await sampleAgain(after, [claimId], actor)
  return presentTube(after, actor.view(path))
}

/** Membership as a claim that somebody decided in the same breath. */
function claimOf(tube: TubeDocument, person: TubePersonDocument, reason: string, actor: Actor): TubeClaimDocument {
  const _id = newId()
  const { residentId, householdId, communityId, entranceId, entrance, colour, door, number, admittedAt } = person
  const [name, last4] = openPerson(person)
  return {
    _id,
    residentId,
    householdId,
    communityId,
    entranceId,
    person: sealClaimant(tube.roundId, _id, name, last4),
    entrance,
    colour,
    door,
    number,
    why: { code: 'person.withdrawn', details: {} },
    operationId: actor.operation?.id ?? '',
    recorderId: actor.account.id,
    recordedAt: admittedAt,
    decision: {
      kind: 'resample',
      accountId: actor.account.id,
      at: now(),
      reason: claimReason(tube.roundId, _id, reason),
    },
  }
}

function whyNot(present: TubeDocument, residentId: TubeDocument['_id'] | undefined) {
  if (!away.some((state) => state === present.state)) return new Refused('tube.state', { state: present.state })
  const inside = present.people.some((person) => residentId?.equals(person.residentId))
  return new Refused(inside ? 'tube.lastPerson' : 'person.notInTube')
}
