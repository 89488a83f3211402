import { keepsMembers } from '@loumen/shared/community/units'
import type { Parsed } from '@loumen/shared/endpoint'
import type * as api from '@loumen/shared/joining/api'
import type { Member } from '@loumen/shared/joining/schema'
import { maskDocument, maskName, maskPhone, type PersonView } from '@loumen/shared/masking'
import { Refused } from '@loumen/shared/refusals'
import type { ClientSession, Types } from 'mongoose'
import { forget } from '../accounts/sessions'
import type { Actor } from '../base/actor'
import { change } from '../base/change'
import { newId, oid } from '../base/db'
import { now, real } from '../clock'
import { pathOfScope } from '../community/paths'
import { readEntrance } from '../community/queries'
import { publish } from '../realtime/publish'
import { ClaimModel, HouseholdModel, living, type ResidentDocument, ResidentModel } from '../roster/model'
import { addResident, householdBehind } from '../roster/newcomers'
import { openResident } from '../roster/personal'
import { readHouseholds, readResidents } from '../roster/queries'
import { ticketsChanged } from '../tickets/commands'
import { followPeople } from '../tickets/follow'
import { TicketModel } from '../tickets/model'
import { type MembershipDocument, MembershipModel } from './model'
import { changedRoster, joinRound } from './settle'

const mostLeft = 100

/** Who belongs to a group, and who has left it, the latest first. */
export async function listMembers({ entranceId }: Parsed<typeof api.listMembers>, actor: Actor) {
  const path = await pathOfScope(entranceId)
  actor.must('groups.keep', path)
  const view = actor.view(path)
  const households = await HouseholdModel.find({ entranceId: oid(entranceId) }).lean()
  const householdId = { $in: households.map(({ _id }) => _id) }
  const members = await ResidentModel.find({ householdId, ...living })
    .sort({ _id: 1 })
    .limit(2000)
    .lean()
  const past = await MembershipModel.find({ entranceId: oid(entranceId), until: { $ne: null } })
    .sort({ until: -1 })
    .limit(mostLeft)
    .lean()
  const current = await MembershipModel.find({ entranceId: oid(entranceId), until: null }).lean()
  const gone = await readResidents(past.map((one) => String(one.residentId)))
  const door = (id: Types.ObjectId) => households.find(({ _id }) => _id.equals(id))?.door ?? ''
  return {
    members: members.map((one) =>
      present(
        one,
        door(one.householdId),
        view,
        current.find(({ residentId }) => residentId.equals(one._id)),
      ),
    ),
    left: past.flatMap((membership) => {
      const one = gone.find(({ _id }) => _id.equals(membership.residentId))
      return one ? [present(one, door(one.householdId), view, membership)] : []
    }),
  }
}

/** Somebody joins: each member is by themselves, so that nobody answers for another. */
export async function addMember({ entranceId, name, document, phone }: Parsed<typeof api.addMember>, actor: Actor) {
  const entrance = await groupFor(entranceId, actor)
  const { residentId } = await change(actor, async (tx) => {
    const household = await householdBehind(entrance, await nextDoor(entrance._id, tx.session), tx)
    await HouseholdModel.updateOne({ _id: household._id }, { $set: { kind: 'workplace' } }, { session: tx.session })
    const known = { ...(document ? { document } : {}), ...(phone ? { phone } : {}) }
    const resident = await addResident(household, { name, tags: [], ...known }, tx)
    const membership = { _id: newId(), entranceId: entrance._id, residentId: resident._id, from: now(), until: null }
    await MembershipModel.create([membership], { session: tx.session })
    await changedRoster(String(entrance.communityId), tx)
    await joinRound(household, resident, tx)
    await tx.note('member.joined', [entranceId, String(household._id), String(resident._id)])
    return { residentId: String(resident._id) }
  })
  return told(residentId, actor)
}

/** Somebody has left: nobody expects them any more. Refuses with member.left, household.frozen. */
export async function leaveGroup({ residentId }: Parsed<typeof api.leaveGroup>, actor: Actor): Promise<Member> {
  const { resident, household } = await find(residentId, actor)
  await groupFor(String(household.entranceId), actor)
  await change(actor, async (tx) => {
    const { session } = tx
    if (await TicketModel.exists({ residentId: resident._id, live: true, frozen: true }).session(session))
      throw new Refused('household.frozen')
    const { modifiedCount } = await ResidentModel.updateOne(
      { _id: resident._id, ...living },
      { $set: { leftAt: now() } },
      { session },
    )
    if (!modifiedCount) throw new Refused('member.left')
    await TicketModel.updateMany(
      { residentId: resident._id, live: true, state: 'registered' },
      {
        $set: {
          answer: 'excused',
          excuse: { reason: 'leftCommunity', until: null, at: now(), accountId: actor.account.id },
          changedAt: new Date(real()),
        },
      },
      { session },
    )
    await endMembership(household.entranceId, resident._id, session)
    await changedRoster(String(household.communityId), tx)
    await tx.note('member.left', [String(household.entranceId), String(household._id), residentId])
    return { residentId }
  })
  return told(residentId, actor)
}

/** Somebody goes on in another group. Refuses with group.noMembers, member.left. */
export async function moveMember({ residentId, entranceId }: Parsed<typeof api.moveMember>, actor: Actor) {
  const { resident, household } = await find(residentId, actor)
  const from = String(household.entranceId)
  await groupFor(from, actor)
  const entrance = await groupFor(entranceId, actor)
  if (!entrance.communityId.equals(household.communityId)) throw new Refused('notFound')
  const phones = await phonesOf(household._id)
  await change(actor, async (tx) => {
    const { session } = tx
    if (await TicketModel.exists({ residentId: resident._id, live: true, frozen: true }).session(session))
      throw new Refused('household.frozen')
    const target = await householdBehind(entrance, await nextDoor(entrance._id, tx.session), tx)
    await HouseholdModel.updateOne({ _id: target._id }, { $set: { kind: 'workplace' } }, { session })
    const { modifiedCount } = await ResidentModel.updateOne(
      { _id: resident._id, householdId: household._id, ...living },
      { $set: { householdId: target._id } },
      { session },
    )
    if (!modifiedCount) throw new Refused('member.left')
    await endMembership(household.entranceId, resident._id, session)
    const membership = { _id: newId(), entranceId: entrance._id, residentId: resident._id, from: now(), until: null }
    await MembershipModel.create([membership], { session })
    const { communityId } = household
    await followPhones(resident._id, household._id, target._id, session)
    await followPeople({ kind: 'moved', household: target, residentIds: [resident._id], communityId, actor }, tx)
    await changedRoster(String(communityId), tx)
    await tx.note('member.moved', [from, entranceId, String(target._id), residentId])
    return { residentId }
  })
  for (const accountId of phones) {
    forget(accountId)
    publish.changed('resident', accountId, 'household')
  }
  publish.changed('entrance', from, 'roster')
  return told(residentId, actor)
}

const phonesOf = async (householdId: Types.ObjectId) =>
  (await ClaimModel.distinct('accountId', { householdId, state: 'granted' })).map(String)

/** Somebody's own phones see them behind the new door: those of the person, and of an old door where nobody is left. */
async function followPhones(
  residentId: Types.ObjectId,
  from: Types.ObjectId,
  to: Types.ObjectId,
  session: ClientSession,
) {
  const left = await ResidentModel.exists({ householdId: from, ...living }).session(session)
  await ClaimModel.updateMany(
    { householdId: from, state: 'granted', ...(left ? { residentId } : {}) },
    { $set: { householdId: to } },
    { session },
  )
}

/** A group whose people are kept one by one, and by this actor. Refuses with group.noMembers. */
async function groupFor(entranceId: string, actor: Actor) {
  actor.must('groups.keep', await pathOfScope(entranceId))
  const entrance = await readEntrance(entranceId)
  if (!entrance) throw new Refused('notFound')
  if (!keepsMembers(entrance.kind ?? 'entrance')) throw new Refused('group.noMembers')
  return entrance
}

async function find(residentId: string, actor: Actor) {
  const [resident] = await readResidents([residentId])
  const [household] = resident ? await readHouseholds([String(resident.householdId)]) : []
  if (!resident || !household) {
    actor.must('groups.keep', [])
    throw new Refused('notFound')
  }
  return { resident, household }
}

/** Members are numbered as they come; a number is not given twice. */
async function nextDoor(entranceId: Types.ObjectId, session: ClientSession): Promise<string> {
  const doors = (await HouseholdModel.find({ entranceId }, { door: 1 }).session(session).lean()).map(({ door }) => door)
  return String(doors.reduce((most, door) => Math.max(most, Number(door) || 0), 0) + 1)
}

const endMembership = (entranceId: Types.ObjectId, residentId: Types.ObjectId, session: ClientSession) =>
  MembershipModel.updateOne(
    { entranceId, residentId, until: null },
    { $set: { until: now() }, $setOnInsert: { from: null } },
    { upsert: true, session },
  )

async function told(residentId: string, actor: Actor): Promise<Member> {
  const { resident, household } = await find(residentId, actor)
  const entranceId = String(household.entranceId)
  publish.changed('community', String(household.communityId), 'roster')
  publish.changed('entrance', entranceId, 'roster')
  for (const roundId of await TicketModel.distinct('roundId', { residentId: resident._id, live: true }))
    ticketsChanged(String(roundId), String(household._id))
  const [latest] = await MembershipModel.find({ residentId: resident._id }).sort({ from: -1 }).limit(1).lean()
  return present(resident, household.door, actor.view(await pathOfScope(entranceId)), latest)
}

const present = (
  resident: ResidentDocument,
  door: string,
  view: PersonView,
  membership: MembershipDocument | undefined,
): Member => ({
  residentId: String(resident._id),
  householdId: String(resident.householdId),
  name: maskName(openResident(resident, 'name'), view.name),
  door,
  document: maskDocument(openResident(resident, 'document'), view.document) ?? null,
  phone: maskPhone(openResident(resident, 'phone'), view.phone) ?? null,
  toVerify: resident.toVerify,
  since: membership?.from?.toISOString() ?? null,
  until: membership?.until?.toISOString() ?? null,
})
