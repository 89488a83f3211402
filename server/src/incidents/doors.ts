import type { Parsed } from '@loumen/shared/endpoint'
import type * as api from '@loumen/shared/incidents/api'
import type { Recall } from '@loumen/shared/incidents/schema'
import { Refused } from '@loumen/shared/refusals'
import { shareOut } from '@loumen/shared/visits/route'
import type { Types } from 'mongoose'
import { handsByPhone } from '../accounts/staff'
import type { Actor } from '../base/actor'
import { type Change, change } from '../base/change'
import { newId, oid } from '../base/db'
import { pathOfScope } from '../community/paths'
import { readHouseholds } from '../roster/queries'
import { findRound } from '../rounds/queries'
import { groundFor } from '../visits/ground'
import { VisitTeamModel } from '../visits/model'
import { told, touchOpen } from './commands'
import { dutyOf } from './duty'
import { type AlertDocument, type RecallDocument, RecallModel, RecallVisitModel } from './model'
import { findRecall, mustOpen } from './queries'

/** Shares out a recall's doors among teams of its round, or gives them back to everybody. */
export async function shareRecall(
  { recallId, teamIds, householdIds }: Parsed<typeof api.shareRecall>,
  actor: Actor,
): Promise<Recall> {
  const recall = await findRecall(recallId)
  const wanted = householdIds ?? (await unfinished(recall))
  const own: string[] = []
  for (const id of wanted) {
    const path = await pathOfScope(id)
    // A grid leader who names no door shares out those of their grid.
    if (householdIds) actor.must('visits.make', path)
    if (householdIds || actor.may('visits.make', path)) own.push(id)
  }
  if (wanted.some((id) => !recall.householdIds.some((home) => String(home) === id))) throw new Refused('notFound')
  if (!own.length) {
    for (const id of recall.communityIds) actor.must('visits.make', await pathOfScope(String(id)))
    mustOpen(recall)
    return told(recallId, actor)
  }
  const teams = await VisitTeamModel.find({ roundId: recall.roundId, _id: { $in: teamIds.map(oid) } }).lean()
  if (teams.length !== new Set(teamIds).size) throw new Refused('notFound')
  await change(actor, async (tx) => {
    mustOpen(recall)
    await touchOpen(recall, {}, tx)
    await giveDoors(
      recall,
      own,
      teams.map(({ _id }) => _id),
      tx,
    )
    await tx.note('recall.shared', [String(recall.roundId), recallId, ...teamIds, ...own])
    return { recallId }
  })
  return told(recallId, actor)
}

/** The doors of a recall behind which somebody has no samples yet. */
async function unfinished({ _id, samplesWanted }: RecallDocument) {
  const visits = await RecallVisitModel.find({ recallId: _id }, { householdId: 1, samples: 1 }).lean()
  return [
    ...new Set(
      visits.filter(({ samples }) => samples.length < samplesWanted).map(({ householdId }) => String(householdId)),
    ),
  ]
}

/** Gives doors to teams, a stretch of the way for each; every team's doors of the recall are put in order anew. */
async function giveDoors(
  recall: RecallDocument,
  householdIds: readonly string[],
  teamIds: readonly Types.ObjectId[],
  tx: Change,
) {
  const { session } = tx
  const others = await RecallVisitModel.find(
    { recallId: recall._id, teamId: { $in: teamIds }, householdId: { $nin: householdIds.map(oid) } },
    { householdId: 1, teamId: 1 },
    { session },
  ).lean()
  const homes = await readHouseholds([...householdIds, ...others.map(({ householdId }) => String(householdId))])
  const ground = await groundFor(await findRound(String(recall.roundId)), homes)
  const stopsOf = (ids: readonly string[]) =>
    homes
      .filter(({ _id }) => ids.includes(String(_id)))
      .map(({ _id, entranceId, floor }) => ({ id: String(_id), entranceId: String(entranceId), floor }))
  await RecallVisitModel.updateMany(
    { recallId: recall._id, householdId: { $in: householdIds.map(oid) } },
    { $set: { teamId: null, place: null } },
    { session },
  )
  const stretches = teamIds.length ? shareOut(stopsOf(householdIds), teamIds.length, ground) : []
  for (const [at, teamId] of teamIds.entries()) {
    const given = (stretches[at] ?? []).map(({ id }) => id)
    const kept = others.filter((visit) => visit.teamId?.equals(teamId)).map(({ householdId }) => String(householdId))
    const [way = []] = shareOut(stopsOf([...given, ...kept]), 1, ground)
    for (const [index, { id }] of way.entries())
      await RecallVisitModel.updateMany(
        { recallId: recall._id, householdId: oid(id) },
        { $set: { teamId, place: index + 1 } },
        { session },
      )
  }
}

/**
 * Part of acknowledging: the sampling team that took the matter on gets the doors of its community that no team has. It
 * is the visit team of whoever acknowledged; who is in none gets one of their own.
 */
export async function giveToDuty(alert: AlertDocument, by: string, actor: Actor, tx: Change) {
  if (alert.body !== 'samplingTeam' || alert.cause !== 'recall') return
  const recall = await RecallModel.findOne({ _id: alert.recallId, state: 'open' }, null, { session: tx.session }).lean()
  if (!recall) return
  const waiting = await RecallVisitModel.find(
    { recallId: recall._id, teamId: null },
    { householdId: 1 },
    { session: tx.session },
  ).lean()
  const homes = (await readHouseholds(waiting.map(({ householdId }) => String(householdId)))).filter(
    ({ communityId }) => communityId.equals(alert.communityId),
  )
  if (!homes.length) return
  const accountId = await samplerOf(alert, by, actor)
  if (!accountId) return
  const team = await teamOf(recall, accountId, tx)
  await giveDoors(
    recall,
    homes.map(({ _id }) => String(_id)),
    [team],
    tx,
  )
  await tx.note('recall.shared', [
    String(recall.roundId),
    String(recall._id),
    String(team),
    ...homes.map(({ _id }) => String(_id)),
  ])
}

/** The account of who took an alert on: their own when they are of the sampling team, or that of the phone on the duty roster. */
async function samplerOf(alert: AlertDocument, by: string, actor: Actor): Promise<string | undefined> {
  if (actor.account.id && actor.may('visits.sample', await pathOfScope(String(alert.communityId))))
    return actor.account.id
  const { contacts } = await dutyOf(String(alert.communityId))
  const phone = contacts.samplingTeam?.find(({ name }) => name === by)?.phone
  const account = phone && (await handsByPhone([phone])).get(phone)
  return account ? String(account._id) : undefined
}

async function teamOf({ roundId, number }: RecallDocument, accountId: string, tx: Change): Promise<Types.ObjectId> {
  const known = await VisitTeamModel.findOne({ roundId, accountIds: oid(accountId) }, null, { session: tx.session })
    .sort({ _id: 1 })
    .lean()
  if (known) return known._id
  const team = { _id: newId(), roundId, name: `应急采样 ${number}`, accountIds: [oid(accountId)] }
  await VisitTeamModel.create([team], { session: tx.session })
  await tx.note('team.made', [String(roundId), String(team._id), accountId])
  return team._id
}
