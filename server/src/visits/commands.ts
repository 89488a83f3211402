import type { Parsed } from '@loumen/shared/endpoint'
import { Refused } from '@loumen/shared/refusals'
import { before } from '@loumen/shared/rounds/rules'
import type * as api from '@loumen/shared/visits/api'
import { afterFailure, visitSteps, waitingStates } from '@loumen/shared/visits/rules'
import type { Visit, VisitKind, VisitState, VisitWish } from '@loumen/shared/visits/schema'
import type { Types, UpdateQuery } from 'mongoose'
import type { Actor } from '../base/actor'
import { type Change, change } from '../base/change'
import { newId, oid } from '../base/db'
import { seal } from '../base/personal'
import { now } from '../clock'
import { pathOfScope } from '../community/paths'
import { readEntrances } from '../community/queries'
import { publish } from '../realtime/publish'
import type { HouseholdDocument } from '../roster/model'
import { readHouseholds } from '../roster/queries'
import { roundKey } from '../rounds/keys'
import type { RoundDocument } from '../rounds/model'
import { findRound, mustBeLive } from '../rounds/queries'
import { holdHousehold, setAnswers, ticketsChanged } from '../tickets/commands'
import type { TicketDocument } from '../tickets/model'
import { ticketsOfHousehold } from '../tickets/queries'
import { type VisitDocument, VisitModel, VisitTeamModel } from './model'
import { storedProof } from './proof'
import { findVisit } from './queries'
import { failurePlace, notePlace, viewVisits } from './view'

const listeners: ((roundId: string) => void)[] = []

/** Hears of visits that changed. */
export const whenVisitsChange = (listener: (roundId: string) => void) => listeners.push(listener)

let stillMissing: (roundId: string, householdId: string) => Promise<string[]> = async () => []

/** Who of a household is still missing in a round; the coverage knows. */
export const takeMissingFrom = (source: typeof stillMissing) => {
  stillMissing = source
}

/** For whom a visit is when nobody is named: those of the household who are still missing. */
export const wantedOf = (roundId: string, householdId: string) => stillMissing(roundId, householdId)

/** What a task at a door is made of. */
export interface Task {
  round: Pick<RoundDocument, '_id'>
  household: Pick<HouseholdDocument, '_id' | 'communityId' | 'entranceId'>
  kind: VisitKind
  residentIds: readonly string[]
  note?: string | null | undefined
  wish?: VisitDocument['wish']
  cause?: string
}

/**
 * Makes a task at a door as part of another command; answers undefined while a task of the same kind still waits there.
 */
export async function openVisit(task: Task, tx: Change): Promise<string | undefined> {
  const { round, household, kind } = task
  const waiting = await VisitModel.exists({
    roundId: round._id,
    householdId: household._id,
    kind,
    state: { $in: waitingStates },
  }).session(tx.session)
  return waiting ? undefined : insertVisit(task, tx)
}

async function insertVisit({ round, household, kind, residentIds, note, wish = null, cause }: Task, tx: Change) {
  const _id = newId()
  const tickets = await ticketsOfHousehold(String(round._id), String(household._id))
  const visit: VisitDocument = {
    _id,
    roundId: round._id,
    communityId: household.communityId,
    householdId: household._id,
    entranceId: household.entranceId,
    kind,
    state: 'open',
    note: note ? seal(roundKey(round._id), notePlace(_id), note) : undefined,
    people: residentIds.map((id) => ({ residentId: oid(id), sampled: false })),
    wish,
    single: isSingle(tickets, residentIds),
    at: now(),
    ...(cause ? { cause } : {}),
  }
  await VisitModel.create([visit], { session: tx.session })
  await tx.note('visit.made', [String(round._id), String(household._id), String(_id)])
  return String(_id)
}

/** Whether these people get a tube each: isolation and coloured codes never share one (R15). */
export const isSingle = (tickets: readonly TicketDocument[], residentIds: readonly string[]) =>
  tickets.some((ticket) => residentIds.includes(String(ticket.residentId)) && ticket.route !== 'ordinary')

/** Makes a task at a household's door. Refuses with household.frozen: a recall has its own visits. */
export async function makeVisit(input: Parsed<typeof api.makeVisit>, actor: Actor): Promise<Visit> {
  const { roundId, householdId, kind, note } = input
  actor.must('visits.make', await pathOfScope(householdId))
  const round = await findRound(roundId)
  const tickets = await ticketsOfHousehold(roundId, householdId)
  const residentIds = input.residentIds ?? (await wantedOf(roundId, householdId))
  if (residentIds.some((id) => !tickets.some((ticket) => String(ticket.residentId) === id)))
    throw new Refused('visit.peopleElsewhere')
  const [household] = await readHouseholds([householdId])
  if (!household) throw new Refused('notFound')
  const wish = askedFor(input.wish)
  const { visitId } = await change(actor, async (tx) => {
    mustBeLive(round)
    if (tickets.some((ticket) => ticket.frozen)) throw new Refused('household.frozen')
    return { visitId: await insertVisit({ round, household, kind, residentIds, note, wish }, tx) }
  })
  return tellVisit(visitId, actor)
}

function askedFor(wish: VisitWish | undefined) {
  if (!wish || (!wish.from && !wish.until)) return null
  const [from = null, until = null] = [wish.from, wish.until].map((at) => (at ? new Date(at) : null))
  if (from && until && from >= until) throw new Refused('visit.wishWrong')
  return { from, until }
}

/** A visit that another change makes with itself. */
export interface VisitMade extends Omit<Task, 'round' | 'wish'> {
  cause: string
}

/** Makes visits as part of another change, where the household has none of that kind waiting; answers their ids. */
export async function addVisits(roundId: Types.ObjectId, made: readonly VisitMade[], tx: Change): Promise<string[]> {
  const ids: string[] = []
  for (const task of made) {
    const visitId = await openVisit({ ...task, round: { _id: roundId } }, tx)
    if (visitId) ids.push(visitId)
  }
  return ids
}

/** Takes visits back that a change made and nobody has taken yet. */
export async function dropVisits(causes: readonly string[], tx: Change): Promise<VisitMade['household'][]> {
  const open = await VisitModel.find({ cause: { $in: causes }, state: { $in: ['open', 'assigned'] } })
    .session(tx.session)
    .lean()
  for (const { _id, roundId, householdId } of open) {
    await VisitModel.deleteOne({ _id, state: { $in: ['open', 'assigned'] } }, { session: tx.session })
    await tx.note('visit.takenBack', [String(roundId), String(householdId), String(_id)])
  }
  return open.map(({ householdId, communityId, entranceId }) => ({ _id: householdId, communityId, entranceId }))
}

/** Tells everybody who shows the visits of these households. */
export async function visitsMoved(roundId: string, households: readonly VisitMade['household'][]) {
  if (!households.length) return
  const entrances = await readEntrances([...new Set(households.map(({ entranceId }) => String(entranceId)))])
  for (const { gridId } of entrances) if (gridId) publish.changed('grid', String(gridId), 'visits')
  for (const communityId of new Set(households.map(({ communityId }) => String(communityId))))
    publish.changed('community', communityId, 'visits')
  for (const listener of listeners) listener(roundId)
}

/** Who of a household is still missing in a round. */
export const missingOf = (roundId: string, householdId: string) => stillMissing(roundId, householdId)

/**
 * Makes sure that these people of a household are sampled at their door: a visit that is under way for one of them is
 * enough, else one is made. Answers the visit's id.
 */
export async function ensureDoorVisit(
  roundId: Types.ObjectId,
  household: VisitMade['household'],
  people: readonly string[],
  tx: Change,
): Promise<string> {
  // Two desks at once meet here: one waits, and finds the other's visit.
  await holdHousehold(roundId, household._id, tx)
  const known = await VisitModel.findOne({
    roundId,
    householdId: household._id,
    kind: 'sampling',
    state: { $in: waitingStates },
    'people.residentId': { $all: people.map(oid) },
  })
    .session(tx.session)
    .lean()
  return known
    ? String(known._id)
    : insertVisit({ round: { _id: roundId }, household, kind: 'sampling', residentIds: people }, tx)
}

/** Takes a visit. Two at once: one gets it, the other hears visit.state. One of a team is for its members. */
export async function startVisit({ visitId }: Parsed<typeof api.startVisit>, actor: Actor) {
  const { teamId, householdId } = await findVisit(visitId)
  const team = teamId && (await VisitTeamModel.findById(teamId).lean())
  if (team && !team.accountIds.some((id) => String(id) === actor.account.id)) {
    actor.must('visits.work', await pathOfScope(String(householdId)))
    throw new Refused('visit.otherTeam', { team: team.name })
  }
  return step(visitId, 'underWay', actor, () => ({
    $set: {
      state: 'underWay',
      workerId: oid(actor.account.id),
      why: null,
      failure: null,
      endedAt: null,
      startedAt: now(),
    },
  }))
}

export const finishVisit = ({ visitId, proof }: Parsed<typeof api.finishVisit>, actor: Actor) =>
  step(visitId, 'done', actor, (visit) => {
    if (visit.kind === 'sampling') throw new Refused('visit.state', { state: visit.state })
    return { $set: { state: 'done', endedAt: now(), proof: proof ? storedProof(proof, visit) : null } }
  })

/**
 * A visit that came to nothing, and why. Who refuses is told to the grid leader as from a sweep (R21); everything else
 * that follows is for a person to do. Refuses with visit.whyMissing.
 */
export async function failVisit({ visitId, why, note }: Parsed<typeof api.failVisit>, actor: Actor) {
  const fail = (visit: VisitDocument) => {
    if (why === 'other' && !note) throw new Refused('visit.whyMissing')
    const failure = note ? seal(roundKey(visit.roundId), failurePlace(visit._id), note) : null
    return { $set: { state: 'failed' as const, endedAt: now(), why, failure } }
  }
  const told = ({ kind }: VisitDocument) => afterFailure[why] === 'persuade' && kind !== 'help'
  const visit = await step(visitId, 'failed', actor, fail, async (visit, tx) => {
    if (told(visit)) await setAnswers(visit.roundId, visit.householdId, { answer: 'refuses', refusedAt: now() }, tx)
  })
  ticketsChanged(visit.roundId, visit.householdId)
  return visit
}

async function step(
  visitId: string,
  to: VisitState,
  actor: Actor,
  update: (visit: VisitDocument) => UpdateQuery<VisitDocument>,
  also?: (visit: VisitDocument, tx: Change) => Promise<void>,
): Promise<Visit> {
  const visit = await findVisit(visitId)
  actor.must('visits.work', await pathOfScope(String(visit.householdId)))
  await change(actor, async (tx) => {
    if (to === 'underWay' && (await isFrozen(visit))) throw new Refused('household.frozen')
    const { matchedCount } = await VisitModel.updateOne(
      { _id: visit._id, state: { $in: before(visitSteps, to) }, ...(to === 'underWay' ? {} : mineOrFree(actor)) },
      update(visit),
      { session: tx.session },
    )
    if (!matchedCount) throw new Refused('visit.state', { state: (await findVisit(visitId)).state })
    await also?.(visit, tx)
    await tx.note(`visit.${to}`, [String(visit.roundId), String(visit.householdId), visitId])
    return { visitId }
  })
  return tellVisit(visitId, actor)
}

/** A recall has its own visits: no other is taken up while it holds the household. */
const isFrozen = async ({ roundId, householdId }: VisitDocument) =>
  (await ticketsOfHousehold(String(roundId), String(householdId))).some((ticket) => ticket.frozen)

/** Only the one who took a visit, or anybody while nobody has, brings it to its end. */
const mineOrFree = (actor: Actor) => ({ $or: [{ workerId: oid(actor.account.id) }, { workerId: null }] })

/**
 * Marks people as sampled by who took the visit, and the visit as done when nobody is left. Part of the sampling's
 * transaction. Refuses with visit.state.
 */
export async function markSampled(
  visit: VisitDocument,
  workerId: string,
  residentIds: readonly string[],
  nobodyLeft: boolean,
  tx: Change,
) {
  const people = visit.people.map((person) => ({
    residentId: person.residentId,
    sampled: person.sampled || residentIds.includes(String(person.residentId)),
  }))
  const { modifiedCount } = await VisitModel.updateOne(
    { _id: visit._id, state: 'underWay', workerId: oid(workerId) },
    { $set: { people, ...(nobodyLeft ? { state: 'done', endedAt: now() } : {}) } },
    { session: tx.session },
  )
  if (!modifiedCount) throw new Refused('visit.state', { state: visit.state })
}

/**
 * Marks people as sampled by a record that was made without a network: whoever has the visit by now, the swab was taken.
 * The visit is done when nobody is left. Part of the sampling's transaction.
 */
export async function markRecorded(
  visit: VisitDocument,
  { workerId, residentIds, nobodyLeft }: { workerId: string; residentIds: readonly string[]; nobodyLeft: boolean },
  tx: Change,
) {
  for (const person of visit.people) person.sampled ||= residentIds.includes(String(person.residentId))
  const ends = nobodyLeft && waitingStates.includes(visit.state)
  await VisitModel.updateOne(
    { _id: visit._id },
    {
      $set: {
        people: visit.people,
        workerId: visit.workerId ?? oid(workerId),
        ...(ends ? { state: 'done', endedAt: now() } : {}),
      },
    },
    { session: tx.session },
  )
  if (ends) visit.state = 'done'
  await tx.note('visit.sampled', [String(visit.roundId), String(visit.householdId), String(visit._id)])
}

/**
 * Takes back that somebody was sampled at their door, because they were taken out of the tube: their visit is under way
 * again. Part of the removal's transaction; answers the visit.
 */
export async function unmarkSampled(roundId: Types.ObjectId, residentId: string, tx: Change) {
  const visit = await VisitModel.findOneAndUpdate(
    { roundId, kind: 'sampling', people: { $elemMatch: { residentId: oid(residentId), sampled: true } } },
    { $set: { 'people.$.sampled': false } },
    { session: tx.session, sort: { at: -1 }, returnDocument: 'after' },
  ).lean<VisitDocument>()
  if (!visit) return undefined
  await VisitModel.updateOne(
    { _id: visit._id, state: 'done' },
    { $set: { state: 'underWay', endedAt: null } },
    { session: tx.session },
  )
  await tx.note('visit.takenOut', [String(roundId), String(visit.householdId), String(visit._id)])
  return visit
}

/** Tells everybody who shows the visit, and answers its view. */
export async function tellVisit(visitId: string, actor: Actor): Promise<Visit> {
  const visit = await findVisit(visitId)
  const [view] = await viewVisits([visit], actor)
  if (!view) throw new Refused('notFound')
  if (view.gridId) publish.changed('grid', view.gridId, 'visits', visitId)
  publish.changed('community', view.communityId, 'visits', visitId)
  for (const listener of listeners) listener(view.roundId)
  return view
}
