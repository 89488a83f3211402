import type { Parsed } from '@loumen/shared/endpoint'
import type * as api from '@loumen/shared/incidents/api'
import { singleVerdict } from '@loumen/shared/incidents/rules'
import type { Recall, RecallPerson, RecallSummary, SingleVerdict } from '@loumen/shared/incidents/schema'
import { maskName, maskPhone, type PersonView } from '@loumen/shared/masking'
import { Refused } from '@loumen/shared/refusals'
import type { Outcome } from '@loumen/shared/results/schema'
import type { Types } from 'mongoose'
import { namesOf } from '../accounts/queries'
import type { Actor } from '../base/actor'
import type { Change } from '../base/change'
import { oid } from '../base/db'
import { unseal } from '../base/personal'
import { pathOfScope } from '../community/paths'
import { readEntrances, readNode } from '../community/queries'
import { outcomeOf } from '../results/apply'
import { openResident } from '../roster/personal'
import { readHouseholds, readResidents, residentsOf } from '../roster/queries'
import { findRound, roundPath } from '../rounds/queries'
import { type TubeDocument, TubeModel } from '../tubes/model'
import { VisitTeamModel } from '../visits/model'
import { AlertModel, type RecallDocument, RecallModel, type RecallVisitDocument, RecallVisitModel } from './model'
import { decisionPlace, outcomePlace, releasePlace, wordsPlace } from './places'
import { presentAlerts } from './present'

export async function findRecall(recallId: string): Promise<RecallDocument> {
  const recall = await RecallModel.findById(oid(recallId)).lean()
  if (!recall) throw new Refused('notFound')
  return recall
}

export function mustOpen({ state }: RecallDocument) {
  if (state !== 'open') throw new Refused('recall.closed')
}

const tubesOfVisits = async (visits: readonly RecallVisitDocument[], tx?: Change) => {
  const ids = visits.flatMap((visit) => visit.samples.map(({ tubeId }) => tubeId))
  const tubes = await TubeModel.find({ _id: { $in: ids } }, null, { session: tx?.session }).lean()
  return new Map(tubes.map((tube) => [String(tube._id), tube]))
}

const verdictOf = (visit: RecallVisitDocument, tubes: ReadonlyMap<string, TubeDocument>, wanted: number) =>
  singleVerdict(
    visit.samples.flatMap(({ tubeId }) => {
      const tube = tubes.get(String(tubeId))
      return tube && tube.state !== 'void' ? [outcomeOf(tube) ?? null] : []
    }),
    wanted,
  )

/** What the single samples of everybody in a recall say, read inside the deciding transaction. */
export async function verdictsOf(recall: RecallDocument, tx: Change) {
  const visits = await RecallVisitModel.find({ recallId: recall._id }, null, { session: tx.session }).lean()
  const tubes = await tubesOfVisits(visits, tx)
  return new Map(
    visits.map((visit): [string, { householdId: string; verdict: SingleVerdict }] => [
      String(visit.residentId),
      { householdId: String(visit.householdId), verdict: verdictOf(visit, tubes, recall.samplesWanted) },
    ]),
  )
}

const outcome = (recall: RecallDocument) => unseal(outcomePlace(recall.tubeId), recall.outcome) as Outcome

/** A round's recalls, the newest first: how far each has come. */
export async function listRecalls({ roundId }: Parsed<typeof api.listRecalls>, actor: Actor) {
  actor.must('recalls.read', await roundPath(await findRound(roundId)))
  const recalls = await RecallModel.find({ roundId: oid(roundId) })
    .sort({ openedAt: -1 })
    .lean()
  const ids = recalls.map(({ _id }) => _id)
  const [visits, alerts] = await Promise.all([
    RecallVisitModel.find({ recallId: { $in: ids } }).lean(),
    AlertModel.find({ recallId: { $in: ids }, state: 'open' }, { recallId: 1 }).lean(),
  ])
  const tubes = await tubesOfVisits(visits)
  return {
    recalls: recalls.map((recall): RecallSummary => {
      const own = visits.filter((visit) => visit.recallId.equals(recall._id))
      const verdicts = own.map((visit) => verdictOf(visit, tubes, recall.samplesWanted))
      return {
        ...head(recall),
        people: own.length,
        reached: own.filter((visit) => visit.reached).length,
        sampled: own.filter((visit) => visit.samples.length).length,
        agreed: verdicts.filter((verdict) => verdict === 'negative' || verdict === 'positive').length,
        unanswered: alerts.filter((alert) => alert.recallId.equals(recall._id)).length,
      }
    }),
  }
}

const head = (recall: RecallDocument) => ({
  id: String(recall._id),
  number: recall.number,
  roundId: String(recall.roundId),
  tubeId: String(recall.tubeId),
  barcode: recall.barcode,
  outcome: outcome(recall),
  kind: recall.kind,
  state: recall.state,
  openedAt: recall.openedAt.toISOString(),
})

export async function readRecall({ recallId }: Parsed<typeof api.readRecall>, actor: Actor): Promise<Recall> {
  return viewRecall(await findRecall(recallId), actor)
}

/** The households of a recall that one of somebody's roles covers. Refuses with auth.forbidden when there is none. */
export async function coveredHouseholds(recall: RecallDocument, actor: Actor) {
  const covered = new Set<string>()
  for (const id of recall.householdIds.map(String)) if (works(actor, await pathOfScope(id))) covered.add(id)
  if (!covered.size) throw new Refused('auth.forbidden')
  return readHouseholds([...covered])
}

const works = (actor: Actor, path: string[]) => actor.may('recalls.read', path) || actor.may('recalls.work', path)

/** The open recalls that somebody's roles work on, the oldest first. */
export async function myRecalls(_input: Parsed<typeof api.myRecalls>, actor: Actor) {
  actor.may('recalls.work', [])
  const recalls: Recall[] = []
  for (const recall of await RecallModel.find({ state: 'open' }).sort({ openedAt: 1, _id: 1 }).lean()) {
    const paths = await Promise.all(recall.householdIds.map((id) => pathOfScope(String(id))))
    if (paths.some((path) => actor.may('recalls.work', path))) recalls.push(await viewRecall(recall, actor))
  }
  return { recalls }
}

/** The recall with the people whom the actor's roles cover, and who is told in the communities that they cover whole. */
export async function viewRecall(recall: RecallDocument, actor: Actor): Promise<Recall> {
  const homes = await coveredHouseholds(recall, actor)
  const communityIds = [...new Set(homes.map(({ communityId }) => String(communityId)))]
  const whole: string[] = []
  for (const id of communityIds) if (works(actor, await pathOfScope(id))) whole.push(id)
  const [round, all, alerts] = await Promise.all([
    findRound(String(recall.roundId)),
    RecallVisitModel.find({ recallId: recall._id }).lean(),
    AlertModel.find({ recallId: recall._id }).sort({ raisedAt: 1, _id: 1 }).lean(),
  ])
  const households = new Map(homes.map((household) => [String(household._id), household]))
  const visits = all.filter((visit) => households.has(String(visit.householdId)))
  const [residents, others, entrances, tubes, names, node, teams] = await Promise.all([
    readResidents(visits.map((visit) => String(visit.residentId))),
    residentsOf([...households.keys()]),
    readEntrances([...new Set([...households.values()].map((household) => String(household.entranceId)))]),
    tubesOfVisits(visits),
    namesOf([
      ...visits.flatMap(({ reached }) => reached?.accountId ?? []),
      ...recall.released.map(({ accountId }) => accountId),
      ...(recall.closed ? [recall.closed.accountId] : []),
    ]),
    readNode(communityIds[0] ?? ''),
    VisitTeamModel.find({ _id: { $in: visits.flatMap(({ teamId }) => teamId ?? []) } }).lean(),
  ])
  const name = (id: Types.ObjectId) => names.get(String(id)) ?? ''
  const views = new Map<string, PersonView>()
  for (const id of households.keys()) views.set(id, actor.view(await pathOfScope(id)))
  const people = visits.flatMap((visit): RecallPerson[] => {
    const resident = residents.find((one) => one._id.equals(visit.residentId))
    const household = households.get(String(visit.householdId))
    const entrance = entrances.find((one) => one._id.equals(household?.entranceId ?? ''))
    const view = views.get(String(visit.householdId))
    const team = teams.find(({ _id }) => visit.teamId && _id.equals(visit.teamId))
    if (!resident || !household || !view) return []
    const phoned = others.some((one) => one.phone && one.householdId.equals(household._id))
    return [
      {
        residentId: String(visit.residentId),
        householdId: String(visit.householdId),
        why: visit.why,
        name: maskName(openResident(resident, 'name'), view.name),
        phone: maskPhone(openResident(resident, 'phone'), view.phone) ?? null,
        entranceId: String(household.entranceId),
        entrance: entrance?.label ?? '',
        colour: entrance?.colour ?? 0,
        floor: household.floor,
        door: household.door,
        team: team ? { id: String(team._id), name: team.name, own: inTeam(team, actor) } : null,
        place: team ? (visit.place ?? null) : null,
        reachable: resident.phone ? 'phone' : phoned ? 'household' : 'door',
        tags: view.tags ? [...new Set([...resident.tags, ...household.tags])] : [],
        reached: visit.reached ? presentReached(visit, visit.reached, name) : null,
        samples: visit.samples.flatMap((sample) => {
          const tube = tubes.get(String(sample.tubeId))
          if (!tube) return []
          return {
            tubeId: String(tube._id),
            barcode: tube.barcode,
            lab: sample.lab,
            at: sample.at.toISOString(),
            state: tube.state,
            outcome: outcomeOf(tube) ?? null,
          }
        }),
        verdict: verdictOf(visit, tubes, recall.samplesWanted),
        frozen: recall.frozenHouseholdIds.some((id) => id.equals(visit.householdId)),
      },
    ]
  })
  return {
    ...head(recall),
    unanswered: alerts.filter(({ state }) => state === 'open').length,
    round: round.name,
    community: node?.name ?? '',
    samplesWanted: recall.samplesWanted,
    people: people.sort((a, b) => a.entrance.localeCompare(b.entrance, 'zh') || a.door.localeCompare(b.door)),
    alerts: await presentAlerts(alerts.filter((alert) => whole.includes(String(alert.communityId)))),
    closed: recall.closed
      ? {
          at: recall.closed.at.toISOString(),
          by: name(recall.closed.accountId),
          decision: unseal(decisionPlace(recall._id), recall.closed.decision),
        }
      : null,
    released: recall.released.map(({ householdId, at, accountId, reason }) => ({
      householdId: String(householdId),
      at: at.toISOString(),
      by: name(accountId),
      reason: unseal(releasePlace(recall._id, householdId), reason),
    })),
  }
}

const inTeam = ({ accountIds }: { accountIds: readonly Types.ObjectId[] }, { account }: Actor) =>
  accountIds.some((id) => String(id) === account.id)

function presentReached(
  visit: RecallVisitDocument,
  { at, where, how, accountId, words }: NonNullable<RecallVisitDocument['reached']>,
  name: (id: Types.ObjectId) => string,
): NonNullable<RecallPerson['reached']> {
  const { place, toldBy } = JSON.parse(unseal(wordsPlace(visit._id), words)) as {
    place: string | null
    toldBy: string | null
  }
  return { at: at.toISOString(), where, place, how, toldBy: toldBy ?? name(accountId) }
}

/** Which of these people are frozen by a recall, in it or living with somebody who is: none may see a negative (I6). */
export async function recalled(people: readonly Housed[]): Promise<Set<string>> {
  const held = await heldByRecalls(people)
  return new Set(people.filter(held).map(({ residentId }) => String(residentId)))
}

interface Housed {
  residentId: Types.ObjectId
  householdId: Types.ObjectId
}

/** The same of each person and household by one reading: somebody who moved may be held at one door and not at the other. */
export async function heldByRecalls(people: readonly Housed[]): Promise<(person: Housed) => boolean> {
  const recalls = await RecallModel.find(
    {
      $or: [
        { residentIds: { $in: people.map(({ residentId }) => residentId) }, state: 'open' },
        { frozenHouseholdIds: { $in: people.map(({ householdId }) => householdId) } },
      ],
    },
    { residentIds: 1, frozenHouseholdIds: 1, state: 1 },
  ).lean()
  const residents = new Set(
    recalls.flatMap(({ state, residentIds }) => (state === 'open' ? residentIds.map(String) : [])),
  )
  const households = new Set(recalls.flatMap(({ frozenHouseholdIds }) => frozenHouseholdIds.map(String)))
  return ({ residentId, householdId }) => residents.has(String(residentId)) || households.has(String(householdId))
}

export const openRecalls = (roundId: string) => RecallModel.countDocuments({ roundId: oid(roundId), state: 'open' })
