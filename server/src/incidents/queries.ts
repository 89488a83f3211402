import type { Parsed } from '@loumen/shared/endpoint'
import type * as api from '@loumen/shared/incidents/api'
import { singleVerdict } from '@loumen/shared/incidents/rules'
import type { Recall, RecallPerson, RecallSummary, SingleVerdict, Visitor } from '@loumen/shared/incidents/schema'
import { maskName, maskPhone } from '@loumen/shared/masking'
import { Refused } from '@loumen/shared/refusals'
import type { Outcome } from '@loumen/shared/results/schema'
import type { Types } from 'mongoose'
import { namesOf } from '../accounts/queries'
import type { Actor } from '../base/actor'
import { type Change, historyOf } from '../base/change'
import { oid } from '../base/db'
import { unseal } from '../base/personal'
import { now } from '../clock'
import { pathOfScope } from '../community/paths'
import { readEntrances, readNode } from '../community/queries'
import { outcomeOf } from '../results/apply'
import { openResident } from '../roster/personal'
import { readHouseholds, readResidents } from '../roster/queries'
import { findRound, roundPath } from '../rounds/queries'
import { type TubeDocument, TubeModel } from '../tubes/model'
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

/** Where a recall lies for somebody: the communities of it that one of their roles covers. Refuses when there is none. */
async function coveredPaths(recall: RecallDocument, actor: Actor) {
  const paths = await Promise.all(recall.communityIds.map((id) => pathOfScope(String(id))))
  const covered = paths.filter((path) => actor.may('recalls.read', path) || actor.may('recalls.work', path))
  if (!covered.length) throw new Refused('auth.forbidden')
  return covered
}

/** The recall with the people of the communities that the actor's roles cover. */
export async function viewRecall(recall: RecallDocument, actor: Actor): Promise<Recall> {
  const covered = (await coveredPaths(recall, actor)).map((path) => path.at(-1))
  const [round, all, alerts] = await Promise.all([
    findRound(String(recall.roundId)),
    RecallVisitModel.find({ recallId: recall._id }).lean(),
    AlertModel.find({ recallId: recall._id }).sort({ raisedAt: 1, _id: 1 }).lean(),
  ])
  const households = new Map(
    (await readHouseholds(all.map((visit) => String(visit.householdId))))
      .filter((household) => covered.includes(String(household.communityId)))
      .map((household) => [String(household._id), household]),
  )
  const visits = all.filter((visit) => households.has(String(visit.householdId)))
  const [residents, entrances, tubes, names, node] = await Promise.all([
    readResidents(visits.map((visit) => String(visit.residentId))),
    readEntrances([...new Set([...households.values()].map((household) => String(household.entranceId)))]),
    tubesOfVisits(visits),
    namesOf([
      ...visits.flatMap(({ reached }) => reached?.accountId ?? []),
      ...recall.released.map(({ accountId }) => accountId),
      ...(recall.closed ? [recall.closed.accountId] : []),
    ]),
    readNode(covered[0] ?? ''),
  ])
  const name = (id: Types.ObjectId) => names.get(String(id)) ?? ''
  const view = actor.view(await pathOfScope(covered[0] ?? ''))
  const people = visits.flatMap((visit): RecallPerson[] => {
    const resident = residents.find((one) => one._id.equals(visit.residentId))
    const household = households.get(String(visit.householdId))
    const entrance = entrances.find((one) => one._id.equals(household?.entranceId ?? ''))
    if (!resident || !household) return []
    return [
      {
        residentId: String(visit.residentId),
        householdId: String(visit.householdId),
        why: visit.why,
        name: maskName(openResident(resident, 'name'), view.name),
        phone: maskPhone(openResident(resident, 'phone'), view.phone) ?? null,
        entrance: entrance?.label ?? '',
        colour: entrance?.colour ?? 0,
        floor: household.floor,
        door: household.door,
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
    alerts: await presentAlerts(alerts.filter((alert) => covered.includes(String(alert.communityId)))),
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

const fortnight = 14 * 86_400_000
const doors: [RegExp, Visitor['what']][] = [
  [/^visit\.sampled$|^recall\.sampled$/, 'sample'],
  [/^visit\.(underWay|done|failed)|^recall\.reached$/, 'visit'],
  [/^call\.knocked\./, 'knock'],
  [/^sweep/, 'sweep'],
]

/** Who of the staff was at these doors lately, by what the history says was done there. */
export async function listVisitors({ recallId }: Parsed<typeof api.listVisitors>, actor: Actor) {
  const recall = await findRecall(recallId)
  const covered = (await coveredPaths(recall, actor)).map((path) => path.at(-1))
  const households = (await readHouseholds(recall.householdIds.map(String))).filter((household) =>
    covered.includes(String(household.communityId)),
  )
  const entrances = await readEntrances([...new Set(households.map((household) => String(household.entranceId)))])
  const since = now().getTime() - fortnight
  const entries = (
    await Promise.all(
      households.map(async (household) =>
        (await historyOf(String(household._id), 500)).map((entry) => ({ household, entry })),
      ),
    )
  ).flat()
  const seen = entries.flatMap(({ household, entry }) => {
    const what = doors.find(([pattern]) => pattern.test(entry.what))?.[1]
    return what && entry.at.getTime() >= since && /^[0-9a-f]{24}$/.test(entry.accountId)
      ? [{ household, what, at: entry.at, accountId: entry.accountId }]
      : []
  })
  const names = await namesOf(seen.map(({ accountId }) => oid(accountId)))
  return {
    visitors: seen
      .sort((a, b) => b.at.getTime() - a.at.getTime())
      .map(
        ({ household, what, at, accountId }): Visitor => ({
          householdId: String(household._id),
          entrance: entrances.find((one) => one._id.equals(household.entranceId))?.label ?? '',
          door: household.door,
          name: names.get(accountId) ?? '',
          what,
          at: at.toISOString(),
        }),
      ),
  }
}

/** Which of these people are frozen by a recall, in it or living with somebody who is: none may see a negative (I6). */
export async function recalled(
  people: readonly { residentId: Types.ObjectId; householdId: Types.ObjectId }[],
): Promise<Set<string>> {
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
  return new Set(
    people
      .filter(({ residentId, householdId }) => residents.has(String(residentId)) || households.has(String(householdId)))
      .map(({ residentId }) => String(residentId)),
  )
}

export const openRecalls = (roundId: string) => RecallModel.countDocuments({ roundId: oid(roundId), state: 'open' })
