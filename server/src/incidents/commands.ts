import type { Parsed } from '@loumen/shared/endpoint'
import type * as api from '@loumen/shared/incidents/api'
import { openReason } from '@loumen/shared/incidents/rules'
import type { Recall } from '@loumen/shared/incidents/schema'
import { Refused } from '@loumen/shared/refusals'
import { plainLab } from '@loumen/shared/results/rules'
import type { Types } from 'mongoose'
import type { Actor } from '../base/actor'
import { type Change, change } from '../base/change'
import { duplicateKey, oid } from '../base/db'
import { seal } from '../base/personal'
import { now } from '../clock'
import { pathOfScope } from '../community/paths'
import { readEntrance } from '../community/queries'
import { publish } from '../realtime/publish'
import { openResident } from '../roster/personal'
import { readHouseholds, readResidents } from '../roster/queries'
import { roundKey } from '../rounds/keys'
import { setFrozen, tellTickets } from '../tickets/commands'
import { ticketsOfResidents } from '../tickets/queries'
import { tubesChanged } from '../tubes/changed'
import { insertTube, newTube, tubeEntry } from '../tubes/commands'
import { TubeModel } from '../tubes/model'
import { sealPerson } from '../tubes/present'
import { type RecallDocument, RecallModel, RecallVisitModel } from './model'
import { decisionPlace, releasePlace, wordsPlace } from './places'
import { findRecall, mustOpen, verdictsOf, viewRecall } from './queries'

/** The visit of a person in a recall, for whoever works at that door. */
export async function visitOf(recallId: string, residentId: string, actor: Actor) {
  const recall = await findRecall(recallId)
  const visit = await RecallVisitModel.findOne({ recallId: recall._id, residentId: oid(residentId) }).lean()
  actor.must('recalls.work', visit ? await pathOfScope(String(visit.householdId)) : [])
  if (!visit) throw new Refused('notFound')
  return { recall, visit }
}

export async function recordReached(
  { recallId, residentId, where, place, how, toldBy }: Parsed<typeof api.recordReached>,
  actor: Actor,
): Promise<Recall> {
  const { recall, visit } = await visitOf(recallId, residentId, actor)
  await change(actor, async (tx) => {
    mustOpen(recall)
    const words = seal(
      roundKey(recall.roundId),
      wordsPlace(visit._id),
      JSON.stringify({ place: place ?? null, toldBy: toldBy ?? null }),
    )
    await RecallVisitModel.updateOne(
      { _id: visit._id },
      { $set: { reached: { at: now(), where, how, accountId: oid(actor.account.id), words } } },
      { session: tx.session },
    )
    await tx.note('recall.reached', [recallId, residentId, String(visit.householdId)])
    return { recallId }
  })
  return told(recallId, actor)
}

/** Single samples are taken at any hour, whether or not the round still runs. */
export async function sampleSingly(
  { recallId, residentId, samples }: Parsed<typeof api.sampleSingly>,
  actor: Actor,
): Promise<Recall> {
  const { recall, visit } = await visitOf(recallId, residentId, actor)
  const [resident] = await readResidents([residentId])
  const [household] = await readHouseholds([String(visit.householdId)])
  const entrance = household && (await readEntrance(String(household.entranceId)))
  if (!resident || !household) throw new Refused('notFound')
  const [ticket] = await ticketsOfResidents(recall.roundId, [resident._id])
  const at = now()
  const tubes = samples.map(({ barcode }) => ({
    ...newTube({ roundId: recall.roundId, siteId: null, tableId: null, visitId: null, barcode, capacity: 1 }),
    single: true,
    room: 0,
    state: 'closed' as const,
    closedAt: at,
    people: [
      {
        residentId: resident._id,
        householdId: household._id,
        communityId: household.communityId,
        entranceId: household.entranceId,
        person: sealPerson(
          recall.roundId,
          resident._id,
          openResident(resident, 'name'),
          openResident(resident, 'document').slice(-4),
        ),
        entrance: entrance?.label ?? '',
        colour: entrance?.colour ?? 0,
        door: household.door,
        number: ticket?.number ?? 0,
        admittedAt: at,
      },
    ],
    history: [
      tubeEntry(actor, 'tube.opened'),
      tubeEntry(actor, 'person.admitted', { residentId }),
      tubeEntry(actor, 'tube.closed'),
    ],
  }))
  await change(actor, async (tx) => {
    mustOpen(recall)
    const labs = new Set(samples.map(({ lab }) => plainLab(lab)))
    if (labs.size !== samples.length || samples.length !== recall.samplesWanted)
      throw new Refused('recall.samples', { count: recall.samplesWanted })
    // The recall is written, too: closed at the same moment, one of the two comes second.
    await touchOpen(recall, {}, tx)
    for (const tube of tubes) await insertTube(tube, tx)
    await RecallVisitModel.updateOne(
      { _id: visit._id },
      { $push: { samples: { $each: tubes.map(({ _id }, i) => ({ tubeId: _id, lab: samples[i]?.lab ?? '', at })) } } },
      { session: tx.session },
    )
    await tx.note('recall.sampled', [
      recallId,
      residentId,
      String(household._id),
      ...tubes.map(({ _id }) => String(_id)),
    ])
    return { recallId }
  }).catch(async (error) => {
    if (!duplicateKey(error)) throw error
    const used = await TubeModel.findOne({ barcode: { $in: samples.map(({ barcode }) => barcode) } }).lean()
    throw new Refused('tube.barcodeUsed', { barcode: used?.barcode ?? samples[0]?.barcode })
  })
  for (const tube of await TubeModel.find({ _id: { $in: tubes.map(({ _id }) => _id) } }).lean()) tubesChanged(tube)
  return told(recallId, actor)
}

/** Closes a recall on agreeing single results by a named person's decision, and releases who has none that is positive. */
export async function closeRecall(
  { recallId, decision }: Parsed<typeof api.closeRecall>,
  actor: Actor,
): Promise<Recall> {
  const recall = await findRecall(recallId)
  await mustDecide(recall, actor)
  let freed: Types.ObjectId[] = []
  await change(actor, async (tx) => {
    const verdicts = await verdictsOf(recall, tx)
    const reason = openReason([...verdicts.values()].map(({ verdict }) => verdict))
    if (recall.state === 'open' && reason) throw new Refused(`recall.${reason.why}`, { count: reason.count })
    const positive = new Set(
      [...verdicts.values()].filter(({ verdict }) => verdict === 'positive').map(({ householdId }) => householdId),
    )
    freed = recall.householdIds.filter((id) => !positive.has(String(id)))
    const at = now()
    await touchOpen(
      recall,
      {
        state: 'closed',
        frozenHouseholdIds: recall.householdIds.filter((id) => positive.has(String(id))),
        closed: {
          at,
          accountId: oid(actor.account.id),
          decision: seal(roundKey(recall.roundId), decisionPlace(recallId), decision),
        },
      },
      tx,
    )
    await free(freed, recall, tx)
    await tx.note('recall.closed', [String(recall.roundId), recallId, ...freed.map(String)])
    return { recallId }
  })
  await tellTickets(recall.householdIds)
  return told(recallId, actor)
}

export async function releaseHousehold(
  { recallId, householdId, reason }: Parsed<typeof api.releaseHousehold>,
  actor: Actor,
): Promise<Recall> {
  const recall = await findRecall(recallId)
  await mustDecide(recall, actor)
  await change(actor, async (tx) => {
    if (recall.state === 'open') throw new Refused('recall.open')
    const { modifiedCount } = await RecallModel.updateOne(
      { _id: recall._id, state: 'closed', frozenHouseholdIds: oid(householdId) },
      {
        $pull: { frozenHouseholdIds: oid(householdId) },
        $push: {
          released: {
            householdId: oid(householdId),
            at: now(),
            accountId: oid(actor.account.id),
            reason: seal(roundKey(recall.roundId), releasePlace(recallId, householdId), reason),
          },
        },
      },
      { session: tx.session },
    )
    if (!modifiedCount) throw new Refused('recall.free')
    await free([oid(householdId)], recall, tx)
    await tx.note('recall.released', [String(recall.roundId), recallId, householdId])
    return { recallId }
  })
  await tellTickets([oid(householdId)])
  return told(recallId, actor)
}

/** Only a person decides, never a program, and only where they lead. */
async function mustDecide(recall: RecallDocument, actor: Actor) {
  for (const communityId of recall.communityIds) actor.must('recalls.decide', await pathOfScope(String(communityId)))
}

/** Writes an open recall; who comes second hears recall.closed. */
export async function touchOpen(recall: RecallDocument, set: Partial<RecallDocument>, tx: Change) {
  const { matchedCount } = await RecallModel.updateOne(
    { _id: recall._id, state: 'open' },
    { ...(Object.keys(set).length ? { $set: set } : {}), $inc: { rev: 1 } },
    { session: tx.session },
  )
  if (!matchedCount) throw new Refused('recall.closed')
}

/** Releases households that no other recall holds. */
async function free(householdIds: readonly Types.ObjectId[], recall: RecallDocument, tx: Change) {
  const others = await RecallModel.find(
    { _id: { $ne: recall._id }, frozenHouseholdIds: { $in: householdIds } },
    { frozenHouseholdIds: 1 },
    { session: tx.session },
  ).lean()
  const held = new Set(others.flatMap((other) => other.frozenHouseholdIds.map(String)))
  const free = householdIds.filter((id) => !held.has(String(id)))
  if (free.length) await setFrozen(free, false, tx)
}

/** Tells every screen of the communities, and answers the recall as the actor may see it. */
export async function told(recallId: string, actor: Actor): Promise<Recall> {
  const recall = await findRecall(recallId)
  for (const communityId of recall.communityIds) publish.changed('community', String(communityId), 'results', recallId)
  return viewRecall(recall, actor)
}
