import type { Parsed } from '@loumen/shared/endpoint'
import type * as api from '@loumen/shared/imports/api'
import { Refused } from '@loumen/shared/refusals'
import type { ClientSession, Types } from 'mongoose'
import type { Actor } from '../base/actor'
import { change } from '../base/change'
import { native, oid } from '../base/db'
import { now } from '../clock'
import { EntranceModel, NodeModel } from '../community/model'
import { forgetPaths } from '../community/paths'
import { publish } from '../realtime/publish'
import {
  ClaimModel,
  type HouseholdDocument,
  HouseholdModel,
  type ResidentDocument,
  ResidentModel,
} from '../roster/model'
import { type ImportDocument, ImportModel, PieceModel } from './model'
import { drop } from './pieces'
import { markOf } from './prints'
import { findImport, isLast, present } from './queries'
import { Turns } from './turns'

const batch = 200

type CountTickets = (householdIds: Types.ObjectId[], residentIds: Types.ObjectId[]) => Promise<number>
let countTickets: CountTickets = async () => 0

/** Tells how many of these residents have a ticket in a round: an import that rounds rest on is not undone. */
export const countTicketsBy = (count: CountTickets) => {
  countTickets = count
}

/** Brings the roster back to what it was before the last applied import. */
export async function undoImport({ importId }: Parsed<typeof api.undoImport>, actor: Actor) {
  const document = await findImport(importId, actor)
  const communityId = String(document.communityId)
  await change(actor, async (tx) => {
    const { session } = tx
    const claimed = await ImportModel.findOneAndUpdate(
      { _id: document._id, state: 'applied' },
      { $set: { state: 'undone', undoneAt: now() } },
      { session },
    ).lean()
    if (!claimed) throw new Refused('import.state', { state: (await findImport(importId, actor)).state })
    if (claimed.final || !(await isLast(claimed))) throw new Refused('import.notLast')
    await NodeModel.updateOne({ _id: document.communityId }, { $inc: { rosterRev: 1 } }, { session })
    await undo(claimed, session)
    await drop(importId, ['before'], session)
    await tx.note('import.undone', [communityId, importId])
    return { importId }
  })
  forgetPaths()
  publish.changed('community', communityId, 'roster', importId)
  return present(await findImport(importId, actor), actor)
}

async function undo(document: ImportDocument, session: ClientSession) {
  const before = await replaced(document._id, session)
  const residents = await writtenBy(ResidentModel, document, session)
  const households = await writtenBy(HouseholdModel, document, session)
  const added = households.documents.filter(({ _id }) => !before.households.has(String(_id))).map(({ _id }) => _id)
  const changed =
    Math.max(0, (document.written ?? 0) - residents.documents.length - households.documents.length) +
    residents.changed +
    households.changed +
    (await othersIn(added, document._id, session))
  if (changed) throw new Refused('import.changedSince', { count: changed })
  const come = residents.documents.filter((resident) =>
    cameOrMoved(resident, before.residents.get(String(resident._id))),
  )
  const homes = [...new Map(come.map(({ householdId }) => [String(householdId), householdId])).values()]
  const ticketed = come.length
    ? await countTickets(
        homes,
        come.map(({ _id }) => _id),
      )
    : 0
  if (ticketed) throw new Refused('import.inRound', { count: ticketed })
  await putBack(ResidentModel, residents.documents, before.residents, session)
  await putBack(HouseholdModel, households.documents, before.households, session)
  await removeEntrances(document.entranceIds ?? [], session)
}

const cameOrMoved = (resident: ResidentDocument, before: ResidentDocument | undefined) =>
  !before || String(before.householdId) !== String(resident.householdId) || !!before.leftAt !== !!resident.leftAt

async function replaced(importId: Types.ObjectId, session: ClientSession) {
  const residents = new Map<string, ResidentDocument>()
  const households = new Map<string, HouseholdDocument>()
  for await (const piece of native(PieceModel).find({ importId, kind: 'before' }, { session, batchSize: 1 })) {
    for (const resident of (piece.residents ?? []) as unknown as ResidentDocument[])
      residents.set(String(resident._id), resident)
    for (const household of (piece.households ?? []) as unknown as HouseholdDocument[])
      households.set(String(household._id), household)
  }
  return { residents, households }
}

/** The documents that an import was the last to write, and how many of them somebody has changed since. */
async function writtenBy<T extends { _id: Types.ObjectId; imported?: { mark: string } }>(
  model: Parameters<typeof native<T>>[0],
  { _id, communityId }: ImportDocument,
  session: ClientSession,
) {
  const turns = new Turns()
  const documents: T[] = []
  let changed = 0
  const found = native<T>(model).find({ communityId, 'imported.by': _id } as never, { session, batchSize: batch })
  for await (const document of found as unknown as AsyncIterable<T>) {
    documents.push(document)
    if (markOf(document) !== document.imported?.mark) changed++
    if (turns.over) await turns.rest()
  }
  return { documents, changed }
}

/** People and claims that came into new households by another way. */
async function othersIn(households: Types.ObjectId[], importId: Types.ObjectId, session: ClientSession) {
  if (!households.length) return 0
  const inThem = { householdId: { $in: households } }
  const people = await ResidentModel.countDocuments({ ...inThem, 'imported.by': { $ne: importId } }, { session })
  return people + (await ClaimModel.countDocuments({ ...inThem, state: 'granted' }, { session }))
}

async function putBack<T extends { _id: Types.ObjectId }>(
  model: Parameters<typeof native<T>>[0],
  documents: readonly T[],
  before: ReadonlyMap<string, T>,
  session: ClientSession,
) {
  const writes = documents.map(({ _id }) => {
    const replacement = before.get(String(_id))
    const filter = { _id }
    return replacement ? { replaceOne: { filter, replacement } } : { deleteOne: { filter } }
  })
  for (let at = 0; at < writes.length; at += batch)
    await native<T>(model).bulkWrite(writes.slice(at, at + batch) as never, { session })
}

/** Entrances that the import made go with it, unless somebody has put households behind them since. */
async function removeEntrances(ids: readonly Types.ObjectId[], session: ClientSession) {
  const used = await HouseholdModel.distinct('entranceId', { entranceId: { $in: ids } }).session(session)
  const kept = new Set(used.map(String))
  const empty = ids.filter((id) => !kept.has(String(id)))
  if (empty.length) await EntranceModel.deleteMany({ _id: { $in: empty.map((id) => oid(String(id))) } }, { session })
}
