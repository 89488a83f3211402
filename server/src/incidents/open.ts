import { randomBytes } from 'node:crypto'
import { positiveBodies, recallBodies } from '@loumen/shared/incidents/rules'
import type { Body, RecallPerson } from '@loumen/shared/incidents/schema'
import { recallOutcomes } from '@loumen/shared/results/rules'
import type { Outcome } from '@loumen/shared/results/schema'
import type { Types } from 'mongoose'
import type { Actor } from '../base/actor'
import { type Change, change } from '../base/change'
import { newId } from '../base/db'
import { seal } from '../base/personal'
import { now } from '../clock'
import { living, ResidentModel } from '../roster/model'
import { readResidents } from '../roster/queries'
import { roundKey } from '../rounds/keys'
import { findRound } from '../rounds/queries'
import { setFrozen } from '../tickets/commands'
import type { TubeDocument } from '../tubes/model'
import { stopVisits } from '../visits/stop'
import { AlertModel, type RecallDocument, RecallModel, RecallVisitModel } from './model'
import { outcomePlace } from './places'

const letters = '23456789ABCDEFGHJKMNPQRSTUVWXYZ'

/** Eight letters and digits that nobody confuses: 40 random bits, for people to say on the phone. */
const newNumber = () => {
  const text = [...randomBytes(8)].map((byte) => letters[byte % letters.length]).join('')
  return `${text.slice(0, 4)}-${text.slice(4)}`
}

const unique = (ids: readonly Types.ObjectId[]) => [...new Map(ids.map((id) => [String(id), id])).values()]

/**
 * Part of writing an outcome. A positive, grey or single-target tube opens its recall in one step: everybody in it, who
 * claims to have been, and their households are frozen in every round, their visits stop, each person gets a single
 * re-sampling, and the bodies are told. A positive single raises the six notices together.
 */
export async function openOnOutcome(tube: TubeDocument, outcome: Outcome, _actor: Actor, tx: Change) {
  const own = tube.single ? await recallOfSample(tube, tx) : undefined
  const alarming = recallOutcomes.includes(outcome)
  const alone = tube.people.length === 1 && !claimantsOf(tube).length
  if (own) {
    if (outcome === 'positive') await raise(own, tube._id, positiveBodies, 'positive', tx)
    return
  }
  if (!alarming) return
  const recall = await openRecall(tube, outcome, alone, tx)
  if (alone && outcome === 'positive') await raise(recall, tube._id, positiveBodies, 'positive', tx)
}

/** The open recall whose single sample a tube is; touched, so that nobody closes it on what was known before. */
const recallOfSample = async (tube: TubeDocument, tx: Change) => {
  const { session } = tx
  const visit = await RecallVisitModel.findOne({ 'samples.tubeId': tube._id }, { recallId: 1 }, { session }).lean()
  if (!visit) return undefined
  return RecallModel.findOneAndUpdate(
    { _id: visit.recallId, state: 'open' },
    { $inc: { rev: 1 } },
    { session, returnDocument: 'after' },
  ).lean()
}

/** People whose samples are in the tube as well, or so a device recorded: all but those whose claim was a mistake (I3). */
export const claimantsOf = (tube: TubeDocument): Types.ObjectId[] =>
  (tube.claims ?? []).flatMap(({ residentId, decision }) => (decision?.kind === 'mistake' ? [] : (residentId ?? [])))

async function openRecall(tube: TubeDocument, outcome: Outcome, alone: boolean, tx: Change): Promise<RecallDocument> {
  const { session } = tx
  const sealed = seal(roundKey(tube.roundId), outcomePlace(tube._id), outcome)
  const known = await RecallModel.findOneAndUpdate(
    { tubeId: tube._id, state: 'open' },
    { $set: { outcome: sealed }, $inc: { rev: 1 } },
    { session, returnDocument: 'after' },
  ).lean()
  if (known) return known
  const round = await findRound(String(tube.roundId))
  const people = await peopleOf(tube, tx)
  const households = unique(people.map((person) => person.householdId))
  const communityIds = unique(people.map((person) => person.communityId))
  const recall: RecallDocument = {
    _id: newId(),
    number: newNumber(),
    roundId: tube.roundId,
    communityIds,
    tubeId: tube._id,
    barcode: tube.barcode,
    outcome: sealed,
    kind: alone ? 'single' : 'pool',
    state: 'open',
    openedAt: now(),
    samplesWanted: round.policy.recallSamples ?? 2,
    rev: 0,
    residentIds: people.map((person) => person.residentId),
    householdIds: households,
    frozenHouseholdIds: households,
    released: [],
  }
  await RecallModel.create([recall], { session })
  await takeIn(recall, people, tx)
  await raise(recall, tube._id, recallBodies, 'recall', tx)
  await tx.note('recall.opened', [
    String(tube.roundId),
    String(tube._id),
    String(recall._id),
    ...households.map(String),
  ])
  return recall
}

/** Freezes people's households in every round, ends what was planned for them, and gives each person a visit. */
async function takeIn(recall: RecallDocument, people: readonly Person[], tx: Change) {
  const households = unique(people.map((person) => person.householdId))
  await RecallVisitModel.insertMany(
    people.map(({ residentId, householdId, why }) => ({
      _id: newId(),
      recallId: recall._id,
      roundId: recall.roundId,
      residentId,
      householdId,
      why,
      samples: [],
    })),
    { session: tx.session },
  )
  await setFrozen(households, true, tx)
  await stopVisits(households, tx)
}

/**
 * A claim on a tube that is in recall already: who claims, and their household, come under it, too. The recall is read
 * where it is written: when it changes meanwhile, both are done again.
 */
export async function takeInClaimants(tube: TubeDocument, actor: Actor) {
  if (!claimantsOf(tube).length || !tube.outcome) return
  await change(actor, async (tx) => {
    const { session } = tx
    const recall = await RecallModel.findOne({ tubeId: tube._id, state: 'open' }, null, { session }).lean()
    if (!recall) return {}
    const people = (await peopleOf(tube, tx)).filter(
      ({ residentId }) => !recall.residentIds.some((id) => id.equals(residentId)),
    )
    if (!people.length) return {}
    const households = unique(people.map((person) => person.householdId))
    await RecallModel.updateOne(
      { _id: recall._id },
      {
        $addToSet: {
          residentIds: { $each: people.map((person) => person.residentId) },
          householdIds: { $each: households },
          frozenHouseholdIds: { $each: households },
          communityIds: { $each: unique(people.map((person) => person.communityId)) },
        },
        $inc: { rev: 1 },
      },
      { session },
    )
    await takeIn(recall, people, tx)
    await tx.note('recall.widened', [String(tube.roundId), String(recall._id), ...households.map(String)])
    return {}
  })
}

interface Person {
  residentId: Types.ObjectId
  householdId: Types.ObjectId
  communityId: Types.ObjectId
  why: RecallPerson['why']
}

/** Everybody in the tube, who claims to have been, and whoever lives with one of them now. */
async function peopleOf(tube: TubeDocument, tx: Change): Promise<Person[]> {
  const claimants = claimantsOf(tube)
  const named = [
    ...tube.people.map((person) => ({ ...person, why: 'pool' as const })),
    ...(await readResidents(claimants.map(String))).map((resident) => ({
      residentId: resident._id,
      householdId: resident.householdId,
      communityId: resident.communityId,
      why: 'claimant' as const,
    })),
  ]
  const residents = await readResidents(named.map((person) => String(person.residentId)))
  const homes = unique([...named, ...residents].map(({ householdId }) => householdId))
  const members = await ResidentModel.find(
    { householdId: { $in: homes }, ...living },
    { householdId: 1, communityId: 1 },
    { session: tx.session },
  ).lean()
  const all = new Map<string, Person>()
  for (const { residentId, householdId, communityId, why } of named)
    if (!all.has(String(residentId))) all.set(String(residentId), { residentId, householdId, communityId, why })
  for (const { _id, householdId, communityId } of members)
    if (!all.has(String(_id))) all.set(String(_id), { residentId: _id, householdId, communityId, why: 'household' })
  return [...all.values()]
}

/** Tells these bodies, each once for one tube and cause, all of them in the same step. */
async function raise(
  recall: RecallDocument,
  tubeId: Types.ObjectId,
  bodies: readonly Body[],
  cause: 'recall' | 'positive',
  tx: Change,
) {
  const at = now()
  await AlertModel.bulkWrite(
    recall.communityIds.flatMap((communityId) =>
      bodies.map((body) => ({
        updateOne: {
          filter: { recallId: recall._id, communityId, body, cause, tubeId },
          update: {
            $setOnInsert: {
              number: newNumber(),
              state: 'open' as const,
              raisedAt: at,
              turn: 0,
              failures: 0,
              dueAt: at,
              waiting: false,
              tries: [],
            },
          },
          upsert: true,
        },
      })),
    ),
    { session: tx.session },
  )
  await tx.note(`alerts.${cause}`, [String(recall._id), ...bodies])
}

/** Part of opening a round: households that are frozen stay so in it, too. */
export async function freezeRecalled(tx: Change) {
  const recalls = await RecallModel.find(
    { 'frozenHouseholdIds.0': { $exists: true } },
    { frozenHouseholdIds: 1 },
    { session: tx.session },
  ).lean()
  const households = recalls.flatMap((recall) => recall.frozenHouseholdIds)
  if (households.length) await setFrozen(households, true, tx)
}
