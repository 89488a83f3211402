import type { Parsed } from '@loumen/shared/endpoint'
import { Refused } from '@loumen/shared/refusals'
import type * as api from '@loumen/shared/tubes/api'
import type { Desk } from '@loumen/shared/tubes/schema'
import type { CarriedTube } from '@loumen/shared/visits/schema'
import type { Types } from 'mongoose'
import type { Actor } from '../base/actor'
import { oid } from '../base/db'
import { pathOfScope } from '../community/paths'
import { policyOf } from '../rounds/present'
import { findRound, findSite, findTable } from '../rounds/queries'
import { type Carriers, findVisit, teamIdsOf } from '../visits/queries'
import { type TubeClaimDocument, type TubeDocument, TubeModel } from './model'
import { presentPerson, presentTube } from './present'

const lately = 12

/** A table with its open tube and the ones closed lately. */
export async function readDesk({ tableId }: Parsed<typeof api.readDesk>, actor: Actor): Promise<Desk> {
  const table = await findTable(tableId)
  const path = await pathOfScope(String(table.siteId))
  actor.must('tubes.read', path)
  const [site, round, open, closed] = await Promise.all([
    findSite(String(table.siteId)),
    findRound(String(table.roundId)),
    TubeModel.findOne({ tableId: table._id, state: 'open', aside: { $ne: true } }).lean(),
    TubeModel.find({ tableId: table._id, closedAt: { $ne: null } })
      .sort({ closedAt: -1 })
      .limit(lately)
      .lean(),
  ])
  const view = actor.view(path)
  return {
    tableId,
    tableNumber: table.number,
    tableState: table.state,
    siteId: String(table.siteId),
    site: site.name,
    roundId: String(table.roundId),
    capacity: round.policy.poolSize,
    policy: policyOf(round),
    open: open ? presentTube(open, view) : null,
    closed: closed.map((tube) => presentTube(tube, view)),
  }
}

export async function findTube(tubeId: string): Promise<TubeDocument> {
  const tube = await TubeModel.findById(oid(tubeId)).lean()
  if (!tube) throw new Refused('notFound')
  return tube
}

/** Where a tube lies in the tree: its site, or the household that it was filled at, also when nobody is left inside. */
export async function tubePath({ siteId, visitId, people: [person] }: TubeDocument) {
  if (siteId) return pathOfScope(String(siteId))
  const visit = person || !visitId ? undefined : await findVisit(String(visitId)).catch(() => undefined)
  const householdId = person?.householdId ?? visit?.householdId
  return householdId ? pathOfScope(String(householdId)) : []
}

/** Live tubes of a round that hold one of these people, single ones left out. */
export const poolsOf = (roundId: Types.ObjectId, residentIds: readonly Types.ObjectId[]) =>
  TubeModel.find({ roundId, live: true, single: false, 'people.residentId': { $in: residentIds } }).lean()

/** Closed tubes of a round that no box has yet: label, how many people, first sample. */
export async function unboxedTubes(roundId: string): Promise<[string, number, string | null][]> {
  const tubes = await TubeModel.find(
    { roundId: oid(roundId), state: 'closed' },
    { barcode: 1, 'people.admittedAt': 1 },
  ).lean<Pick<TubeDocument, 'barcode' | 'people'>[]>()
  return tubes.map(({ barcode, people }) => [barcode, people.length, people[0]?.admittedAt?.toISOString() ?? null])
}

/** Every tube of a round that holds one of these people. */
export const tubesOf = (residentIds: readonly Types.ObjectId[], roundIds: readonly Types.ObjectId[]) =>
  TubeModel.find({ roundId: { $in: roundIds }, 'people.residentId': { $in: residentIds } }).lean()

/** What a tube says to the people in it and to those who claim to be: no other's name is read with it. */
export type TubeOfPeople = Pick<
  TubeDocument,
  '_id' | 'roundId' | 'state' | 'live' | 'single' | 'closedAt' | 'outcome' | 'testedAt' | 'lab' | 'method'
> & {
  people: Pick<TubeDocument['people'][number], 'residentId'>[]
  claims?: Pick<TubeClaimDocument, 'residentId' | 'decision'>[]
}

/** Every tube of these rounds that holds one of these people or has a claim of theirs, by one reading. */
export const tubesAround = (residentIds: readonly Types.ObjectId[], roundIds: readonly Types.ObjectId[]) => {
  const roundId = { $in: roundIds }
  const own = { $in: residentIds }
  return TubeModel.find(
    {
      $or: [
        { roundId, 'people.residentId': own },
        { roundId, openClaims: { $exists: true }, 'claims.residentId': own },
      ],
    },
    {
      roundId: 1,
      state: 1,
      live: 1,
      single: 1,
      closedAt: 1,
      outcome: 1,
      testedAt: 1,
      lab: 1,
      method: 1,
      'people.residentId': 1,
      'claims.residentId': 1,
      'claims.decision': 1,
    },
  ).lean<TubeOfPeople[]>()
}

/** Tubes of a round that changed since a machine time; all of them without one. People by id only. */
export const tubesChangedSince = (roundId: string, since?: Date) =>
  TubeModel.find(
    { roundId: oid(roundId), ...(since ? { changedAt: { $gte: since } } : {}) },
    { state: 1, live: 1, tableId: 1, closedAt: 1, 'people.residentId': 1 },
  ).lean<Pick<TubeDocument, '_id' | 'state' | 'live' | 'tableId' | 'closedAt' | 'people'>[]>()

/** Every valid sample of a round: whose household, when the person arrived and when the tube was closed. */
export async function samplesOf(roundId: string) {
  const tubes = await TubeModel.find(
    { roundId: oid(roundId), live: true, single: false, closedAt: { $ne: null } },
    { closedAt: 1, tableId: 1, 'people.householdId': 1, 'people.admittedAt': 1 },
  ).lean<Pick<TubeDocument, 'closedAt' | 'tableId' | 'people'>[]>()
  return tubes.flatMap(({ closedAt, tableId, people }) =>
    people.map(({ householdId, admittedAt }) => ({
      householdId: String(householdId),
      admittedAt,
      sampledAt: closedAt ?? admittedAt,
      atDoor: !tableId,
    })),
  )
}

/** As whom somebody carries tubes in a round: themselves, and the teams that they are in. */
export const carriersOf = async (roundId: Types.ObjectId, accountId: string) => [
  oid(accountId),
  ...(await teamIdsOf(roundId, accountId)),
]

/** The open tubes that somebody carries from door to door, alone or with their teams. */
export const openCarried = async (roundId: Types.ObjectId, accountId: string) =>
  TubeModel.find({ roundId, state: 'open', carriers: { $in: await carriersOf(roundId, accountId) } })
    .sort({ openedAt: 1 })
    .lean<TubeDocument[]>()

export const carriedTubes = async (roundId: string, accountId: string, viewer: Actor): Promise<CarriedTube[]> =>
  Promise.all(
    (await openCarried(oid(roundId), accountId)).map(async (tube) => ({
      tubeId: String(tube._id),
      barcode: tube.barcode,
      people: tube.people.length,
      capacity: tube.capacity,
      inside: await Promise.all(
        tube.people.map(async (person) => {
          const view = viewer.view(await pathOfScope(String(person.householdId)))
          const { residentId, name, last4, entrance, door } = presentPerson(person, view)
          return { residentId, name, last4, entrance, door }
        }),
      ),
      since: firstSwab(tube).toISOString(),
    })),
  )

/** When the first swab went in: a tube's clock runs from then. */
export const firstSwab = ({ people, openedAt }: Pick<TubeDocument, 'people' | 'openedAt'>) =>
  people[0]?.admittedAt ?? openedAt

/** When the oldest tube of some visits was closed that is in no box yet (R36). */
export async function oldestCarried(roundId: string, visitIds: readonly Types.ObjectId[]) {
  const tube = await TubeModel.findOne(
    { roundId: oid(roundId), visitId: { $in: visitIds }, state: 'closed', live: true },
    { closedAt: 1 },
  )
    .sort({ closedAt: 1 })
    .lean()
  return tube?.closedAt ?? undefined
}

/** When the clock of each team's oldest tube began: closed ones of its visits, and open ones that it or its people carry. */
export async function oldestOfTeams(roundId: Types.ObjectId, teams: readonly Carriers[]): Promise<Map<string, Date>> {
  const tubes = await TubeModel.find(
    {
      roundId,
      state: { $in: ['open', 'closed'] },
      live: true,
      $or: [
        { visitId: { $in: teams.flatMap(({ visitIds }) => visitIds) } },
        { carriers: { $in: teams.flatMap(({ teamId, accountIds }) => [oid(teamId), ...accountIds]) } },
      ],
    },
    { state: 1, visitId: 1, carriers: 1, openedAt: 1, closedAt: 1, 'people.admittedAt': 1 },
  ).lean<TubeDocument[]>()
  const oldest = new Map<string, Date>()
  for (const { teamId, accountIds, visitIds } of teams) {
    const own = tubes.filter((tube) =>
      tube.state === 'closed'
        ? visitIds.some((id) => id.equals(tube.visitId ?? ''))
        : tube.carriers?.some((id) => String(id) === teamId || accountIds.some((accountId) => accountId.equals(id))),
    )
    const [first] = own
      .map((tube) => (tube.state === 'closed' && tube.closedAt) || firstSwab(tube))
      .sort((a, b) => a.getTime() - b.getTime())
    if (first) oldest.set(teamId, first)
  }
  return oldest
}
