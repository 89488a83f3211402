import { abilities } from '@loumen/shared/abilities'
import type { Parsed } from '@loumen/shared/endpoint'
import { Refused } from '@loumen/shared/refusals'
import { everything, type Role } from '@loumen/shared/roles'
import { before } from '@loumen/shared/rounds/rules'
import type * as api from '@loumen/shared/visits/api'
import { shareOut } from '@loumen/shared/visits/route'
import { visitSteps } from '@loumen/shared/visits/rules'
import type { VisitState, VisitTeam } from '@loumen/shared/visits/schema'
import { type AccountDocument, AccountModel } from '../accounts/model'
import { namePlace } from '../accounts/present'
import type { Actor } from '../base/actor'
import { change } from '../base/change'
import { duplicateKey, newId, oid } from '../base/db'
import { unseal } from '../base/personal'
import { now } from '../clock'
import { pathOfScope } from '../community/paths'
import { mayInside } from '../community/queries'
import { readHouseholds } from '../roster/queries'
import type { RoundDocument } from '../rounds/model'
import { findRound, mustBeLive, roundPath } from '../rounds/queries'
import { tellVisit } from './commands'
import { groundFor } from './ground'
import { VisitModel, type VisitTeamDocument, VisitTeamModel } from './model'
import { carriedByTeams, findVisit, listVisits } from './queries'
import { wishOf } from './view'

const goers = abilities['visits.work'] as readonly Role[]

/** Refuses unless the actor makes visits somewhere in the round. */
async function mustPlan(actor: Actor, round: RoundDocument) {
  if (actor.may('visits.make', await roundPath(round))) return
  for (const id of round.communityIds) if (await mayInside(actor, 'visits.make', String(id))) return
  throw new Refused('auth.forbidden')
}

export async function listTeams({ roundId }: Parsed<typeof api.listTeams>, actor: Actor) {
  const round = await findRound(roundId)
  await mustPlan(actor, round)
  const teams = await VisitTeamModel.find({ roundId: round._id }).sort({ name: 1 }).lean()
  const people = await goersOf(round)
  return {
    teams: await presentTeams(teams),
    people: people.map((account) => ({
      accountId: String(account._id),
      name: nameOf(account),
      role: account.grants.find(({ role }) => goers.includes(role))?.role ?? '',
    })),
  }
}

const nameOf = (account: AccountDocument) => (account.name ? unseal(namePlace(account._id), account.name) : '')

/** Everybody who may go to doors somewhere in a round. */
async function goersOf(round: RoundDocument): Promise<AccountDocument[]> {
  const accounts = await AccountModel.find({ 'grants.role': { $in: goers }, name: { $exists: true } })
    .limit(1000)
    .lean<AccountDocument[]>()
  const communities = round.communityIds.map(String)
  const found: AccountDocument[] = []
  for (const account of accounts) {
    for (const { role, scope, until } of account.grants) {
      if (!goers.includes(role) || scope === everything || (until && new Date(until) <= now())) continue
      const path = await pathOfScope(scope).catch((): string[] => [])
      if (!path.some((id) => communities.includes(id))) continue
      found.push(account)
      break
    }
  }
  return found
}

/** Teams of one round, with what they have to do and carry. */
async function presentTeams(teams: readonly VisitTeamDocument[]): Promise<VisitTeam[]> {
  const accounts = await AccountModel.find({ _id: { $in: teams.flatMap((team) => team.accountIds) } }).lean<
    AccountDocument[]
  >()
  const known = new Map(accounts.map((account) => [String(account._id), account]))
  const visits = await VisitModel.find({ teamId: { $in: teams.map(({ _id }) => _id) } }, { teamId: 1, state: 1 }).lean()
  const visitsOf = ({ _id }: VisitTeamDocument) => visits.filter(({ teamId }) => teamId?.equals(_id))
  const [first] = teams
  const since =
    first &&
    (await carriedByTeams(
      first.roundId,
      teams.map((team) => ({
        teamId: String(team._id),
        accountIds: team.accountIds,
        visitIds: visitsOf(team).map(({ _id }) => _id),
      })),
    ))
  return teams.map((team) => ({
    id: String(team._id),
    roundId: String(team.roundId),
    name: team.name,
    members: team.accountIds.flatMap((id) => {
      const account = known.get(String(id))
      return account ? [{ accountId: String(id), name: nameOf(account) }] : []
    }),
    waiting: visitsOf(team).filter(({ state }) => state === 'assigned' || state === 'underWay').length,
    carriedSince: since?.get(String(team._id))?.toISOString() ?? null,
  }))
}

/** Puts a team together of people who may go to doors here. */
export async function makeTeam({ roundId, name, accountIds }: Parsed<typeof api.makeTeam>, actor: Actor) {
  const round = await findRound(roundId)
  await mustPlan(actor, round)
  const allowed = new Set((await goersOf(round)).map((account) => String(account._id)))
  if (accountIds.some((id) => !allowed.has(id))) throw new Refused('team.nobody')
  const { teamId } = await change(actor, async (tx) => {
    mustBeLive(round)
    const team = { _id: newId(), roundId: round._id, name, accountIds: accountIds.map(oid) }
    await VisitTeamModel.create([team], { session: tx.session })
    await tx.note('team.made', [roundId, String(team._id), ...accountIds])
    return { teamId: String(team._id) }
  }).catch((error) => {
    if (duplicateKey(error)?.includes('name')) throw new Refused('team.nameTaken')
    throw error
  })
  const [view] = await presentTeams(await VisitTeamModel.find({ _id: oid(teamId) }).lean())
  return view as VisitTeam
}

/** Shares out what waits among the teams: each gets a stretch of the way round, its doors in the order of its route. */
export async function planVisits({ roundId, teamIds, gridId }: Parsed<typeof api.planVisits>, actor: Actor) {
  const round = await findRound(roundId)
  await mustPlan(actor, round)
  const teams = await VisitTeamModel.find({ roundId: round._id, _id: { $in: teamIds.map(oid) } }).lean()
  if (teams.length !== new Set(teamIds).size) throw new Refused('notFound')
  const waiting = (await VisitModel.find({ roundId: round._id, state: { $in: ['open', 'assigned'] } }).lean()).filter(
    (visit) => !visit.teamId || teamIds.includes(String(visit.teamId)),
  )
  const own: typeof waiting = []
  for (const visit of waiting) {
    const path = await pathOfScope(String(visit.householdId))
    if (actor.may('visits.make', path) && (!gridId || path.includes(gridId))) own.push(visit)
  }
  const homes = new Map(
    (await readHouseholds(own.map((visit) => String(visit.householdId)))).map((home) => [String(home._id), home]),
  )
  const ground = await groundFor(
    round,
    own.flatMap(({ householdId }) => homes.get(String(householdId)) ?? []),
  )
  const leaves = now().getTime()
  const minutes = (at: Date | null) => (at ? Math.max(0, (at.getTime() - leaves) / 60_000) : undefined)
  const stops = own.map((visit) => {
    const wish = wishOf(visit, homes.get(String(visit.householdId)))
    const [from, until] = wish ? [minutes(wish.from), minutes(wish.until)] : []
    return {
      id: String(visit._id),
      entranceId: String(visit.entranceId),
      floor: homes.get(String(visit.householdId))?.floor ?? 0,
      ...(from === undefined ? {} : { from }),
      ...(until === undefined ? {} : { until }),
    }
  })
  const routes = shareOut(stops, teams.length, ground)
  await change(actor, async (tx) => {
    mustBeLive(round)
    for (const [index, route] of routes.entries())
      for (const [at, stop] of route.entries())
        await VisitModel.updateOne(
          { _id: oid(stop.id), state: { $in: ['open', 'assigned'] satisfies VisitState[] } },
          { $set: { state: 'assigned', teamId: teams[index]?._id, place: at + 1, assignedAt: now() } },
          { session: tx.session },
        )
    await tx.note('visits.planned', [roundId, ...teamIds])
    return { roundId }
  })
  for (const visit of own) await tellVisit(String(visit._id), actor)
  const { visits } = await listVisits({ roundId, state: 'assigned' }, actor)
  return { visits }
}

/** Gives a visit to a team, or back to everybody. */
export async function assignVisit({ visitId, teamId }: Parsed<typeof api.assignVisit>, actor: Actor) {
  const visit = await findVisit(visitId)
  actor.must('visits.make', await pathOfScope(String(visit.householdId)))
  if (teamId && !(await VisitTeamModel.exists({ _id: oid(teamId), roundId: visit.roundId })))
    throw new Refused('notFound')
  const to: VisitState = teamId ? 'assigned' : 'open'
  await change(actor, async (tx) => {
    const { matchedCount } = await VisitModel.updateOne(
      { _id: visit._id, state: { $in: before(visitSteps, to).filter((state) => state !== 'underWay') } },
      { $set: { state: to, teamId: teamId ? oid(teamId) : null, place: null, assignedAt: teamId ? now() : null } },
      { session: tx.session },
    )
    if (!matchedCount) throw new Refused('visit.state', { state: (await findVisit(visitId)).state })
    await tx.note(`visit.${to}`, [String(visit.roundId), String(visit.householdId), visitId])
    return { visitId }
  })
  return tellVisit(visitId, actor)
}
