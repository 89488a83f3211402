import type { Parsed } from '@loumen/shared/endpoint'
import { Refused } from '@loumen/shared/refusals'
import type * as api from '@loumen/shared/volunteers/api'
import type { OwnVolunteering } from '@loumen/shared/volunteers/schema'
import { AccountModel } from '../accounts/model'
import { phonePlace } from '../accounts/present'
import type { Actor } from '../base/actor'
import { change } from '../base/change'
import { duplicateKey, newId, oid } from '../base/db'
import { seal, unseal } from '../base/personal'
import { now } from '../clock'
import { readNode } from '../community/queries'
import { count } from '../http/limits'
import { publish } from '../realtime/publish'
import { rosterKey } from '../roster/personal'
import { type VolunteerDocument, VolunteerModel } from './model'
import { isOpen, type SealedField, viewOwn, volunteerPlace } from './view'

const mostShown = 20

/** A resident offers their help; the phone number is that of their account. */
export async function volunteer(input: Parsed<typeof api.volunteer>, actor: Actor): Promise<OwnVolunteering> {
  const accountId = resident(actor)
  const { communityId, name, helps, times, note } = input
  if ((await readNode(communityId))?.kind !== 'community') throw new Refused('notFound')
  await count('applyByAccount', accountId)
  const account = await AccountModel.findById(oid(accountId)).lean()
  const mine = { accountId: oid(accountId), communityId: oid(communityId) }
  const { volunteerId } = await change(actor, async (tx) => {
    const before = await VolunteerModel.find({ ...mine, state: { $in: ['waiting', 'accepted'] } })
      .session(tx.session)
      .lean()
    for (const offer of before) if (await isOpen(offer)) throw new Refused('volunteer.already')
    const _id = newId()
    const sealed = (field: SealedField, text: string | null | undefined) =>
      text ? { [field]: seal(rosterKey(communityId), volunteerPlace(field, _id), text) } : {}
    const offer = {
      _id,
      ...mine,
      state: 'waiting' as const,
      ...sealed('name', name),
      ...sealed('phone', account?.phone && unseal(phonePlace(account._id), account.phone)),
      helps: [...new Set(helps)],
      times: [...new Set(times)],
      ...sealed('note', note),
      at: now(),
    }
    await VolunteerModel.create([offer], { session: tx.session })
    await tx.note('volunteer.offered', [communityId, String(_id)])
    return { volunteerId: String(_id) }
  }).catch((error) => {
    if (duplicateKey(error)?.includes('communityId')) throw new Refused('volunteer.already')
    throw error
  })
  publish.changed('community', communityId, 'volunteers')
  return ownView(await findVolunteer(volunteerId))
}

export async function myVolunteering(_input: Parsed<typeof api.myVolunteering>, actor: Actor) {
  const offers = await VolunteerModel.find({ accountId: oid(actor.self()) })
    .sort({ at: -1 })
    .limit(mostShown)
    .lean()
  return { offers: await viewOwn(offers) }
}

/** Takes one's own offer back while nobody has decided. Refuses with volunteer.state. */
export async function withdrawVolunteering(
  { volunteerId }: Parsed<typeof api.withdrawVolunteering>,
  actor: Actor,
): Promise<OwnVolunteering> {
  const accountId = resident(actor)
  const offer = await VolunteerModel.findById(oid(volunteerId)).lean()
  if (!offer || String(offer.accountId) !== accountId) throw new Refused('auth.forbidden')
  await change(actor, async (tx) => {
    const { modifiedCount } = await VolunteerModel.updateOne(
      { _id: offer._id, state: 'waiting' },
      { $set: { state: 'withdrawn', decidedAt: now() } },
      { session: tx.session },
    )
    if (!modifiedCount) throw new Refused('volunteer.state')
    await tx.note('volunteer.withdrawn', [String(offer.communityId), volunteerId])
    return { volunteerId }
  })
  publish.changed('community', String(offer.communityId), 'volunteers')
  return ownView(await findVolunteer(volunteerId))
}

function resident(actor: Actor): string {
  const accountId = actor.self()
  if (actor.account.kind !== 'resident') throw new Refused('auth.forbidden')
  return accountId
}

export async function findVolunteer(volunteerId: string): Promise<VolunteerDocument> {
  const offer = await VolunteerModel.findById(oid(volunteerId)).lean()
  if (!offer) throw new Refused('notFound')
  return offer
}

async function ownView(offer: VolunteerDocument): Promise<OwnVolunteering> {
  const [view] = await viewOwn([offer])
  if (!view) throw new Refused('notFound')
  return view
}
