import type { Parsed } from '@loumen/shared/endpoint'
import { compareDoors } from '@loumen/shared/look/elevation'
import { Refused } from '@loumen/shared/refusals'
import type * as api from '@loumen/shared/visits/api'
import { poolsDoors } from '@loumen/shared/visits/rules'
import type { CarriedTube } from '@loumen/shared/visits/schema'
import type { ClientSession, Types } from 'mongoose'
import type { Actor } from '../base/actor'
import { oid } from '../base/db'
import { pathOfScope } from '../community/paths'
import { policyOf } from '../rounds/present'
import { findRound, roundPath } from '../rounds/queries'
import { type VisitDocument, VisitModel, VisitTeamModel } from './model'
import { viewVisits } from './view'

let oldestTube: (roundId: string, visitIds: readonly Types.ObjectId[]) => Promise<Date | undefined> = async () =>
  undefined

/** When the oldest tube of some visits was closed that no box has yet; the tubes know. */
export const takeCarriedFrom = (source: typeof oldestTube) => {
  oldestTube = source
}

let openTubes: (roundId: string, accountId: string, viewer: Actor) => Promise<CarriedTube[]> = async () => []

/** The open tubes that somebody carries from door to door; the tubes know. */
export const takeOpenFrom = (source: typeof openTubes) => {
  openTubes = source
}

/** Who carries tubes together: a team, its people, and the visits that are the team's. */
export interface Carriers {
  teamId: string
  accountIds: readonly Types.ObjectId[]
  visitIds: readonly Types.ObjectId[]
}
let oldestByTeam: (roundId: Types.ObjectId, teams: readonly Carriers[]) => Promise<ReadonlyMap<string, Date>> =
  async () => new Map()

/** When the clock of each team's oldest tube began, open or closed; the tubes know. */
export const takeOldestFrom = (source: typeof oldestByTeam) => {
  oldestByTeam = source
}

/** Since when each of these teams of a round has its oldest tube with it; a team without any is left out. */
export const carriedByTeams = (roundId: Types.ObjectId, teams: readonly Carriers[]) => oldestByTeam(roundId, teams)

/** The open tubes that somebody carries, alone or with their teams, as the viewer may see who is inside. */
export const carriedBy = (roundId: string, accountId: string, viewer: Actor) => openTubes(roundId, accountId, viewer)

/** The teams of a round that somebody is in. */
export const teamIdsOf = async (roundId: Types.ObjectId, accountId: string) =>
  (await VisitTeamModel.find({ roundId, accountIds: oid(accountId) }, { _id: 1 }).lean()).map(({ _id }) => _id)

/** Since when the oldest tube of some visits waits to be handed in (R36). */
export const carriedSince = async (roundId: string, visitIds: readonly Types.ObjectId[]) =>
  (visitIds.length ? await oldestTube(roundId, visitIds) : undefined)?.toISOString() ?? null

/** The visits that the actor's roles cover: building by building, upwards floor by floor. */
export async function listVisits({ roundId, state }: Parsed<typeof api.listVisits>, actor: Actor) {
  const round = await findRound(roundId)
  actor.may('visits.read', await roundPath(round))
  const visits = await VisitModel.find({ roundId: oid(roundId), ...(state ? { state } : {}) })
    .sort({ at: 1 })
    .limit(2000)
    .lean()
  const inside = await Promise.all(
    visits.map(async (visit) => actor.may('visits.read', await pathOfScope(String(visit.householdId)))),
  )
  const views = await viewVisits(
    visits.filter((_, i) => inside[i]),
    actor,
  )
  return {
    visits: views.sort(
      (a, b) =>
        (a.place ?? 1e6) - (b.place ?? 1e6) ||
        compareDoors(a.entrance, b.entrance) ||
        a.floor - b.floor ||
        compareDoors(a.door, b.door),
    ),
    carriedSince: await carriedSince(
      roundId,
      visits.filter((visit) => String(visit.workerId) === actor.account.id).map((visit) => visit._id),
    ),
    carried: await carriedBy(roundId, actor.account.id, actor),
    pooling: poolsDoors(policyOf(round)),
    poolSize: round.policy.poolSize,
  }
}

export async function findVisit(visitId: string) {
  const visit = await VisitModel.findById(oid(visitId)).lean()
  if (!visit) throw new Refused('notFound')
  return visit
}

/** Visits by id, as they are in a transaction. */
export const visitsById = async (ids: readonly string[], session: ClientSession): Promise<Map<string, VisitDocument>> =>
  new Map(
    (ids.length ? await VisitModel.find({ _id: { $in: ids.map(oid) } }, {}, { session }).lean() : []).map((visit) => [
      String(visit._id),
      visit,
    ]),
  )

/** The visits that these people are sampled by in a round, as they are in a transaction. */
export const visitsOf = async (roundId: Types.ObjectId, residentIds: readonly string[], session: ClientSession) =>
  residentIds.length
    ? VisitModel.find(
        { roundId, kind: 'sampling', 'people.residentId': { $in: residentIds.map(oid) } },
        {},
        { session, sort: { at: 1 } },
      ).lean<VisitDocument[]>()
    : []

export const failedVisits = (roundId: string) => VisitModel.countDocuments({ roundId: oid(roundId), state: 'failed' })

/** The latest visit to each household of a round. */
export async function latestVisits(roundId: string) {
  const visits = await VisitModel.find(
    { roundId: oid(roundId) },
    { householdId: 1, state: 1, kind: 1, at: 1, endedAt: 1 },
  )
    .sort({ at: 1, _id: 1 })
    .lean()
  return new Map(visits.map((visit) => [String(visit.householdId), visit]))
}

/** How many visits somebody finished, by round. */
export async function countDone(accountId: string): Promise<Map<string, number>> {
  const rows = await VisitModel.aggregate<{ _id: unknown; count: number }>([
    { $match: { workerId: oid(accountId), state: 'done' } },
    { $group: { _id: '$roundId', count: { $sum: 1 } } },
  ])
  return new Map(rows.map(({ _id, count }) => [String(_id), count]))
}
