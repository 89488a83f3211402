import type { Parsed } from '@loumen/shared/endpoint'
import { Refused } from '@loumen/shared/refusals'
import { before } from '@loumen/shared/rounds/rules'
import type * as api from '@loumen/shared/tubes/api'
import { tubeSteps } from '@loumen/shared/tubes/rules'
import type { Tube } from '@loumen/shared/tubes/schema'
import type { Actor } from '../base/actor'
import { type Change, change } from '../base/change'
import { duplicateKey, native, newId, oid } from '../base/db'
import { type Notice, queueNotices } from '../base/notices'
import { seal } from '../base/personal'
import { now, real } from '../clock'
import { pathOfScope } from '../community/paths'
import { accountsOf } from '../roster/claims'
import { roundKey } from '../rounds/keys'
import { findRound, findTable, heldTable, mustBeLive } from '../rounds/queries'
import { tellVisit, unmarkSampled } from '../visits/commands'
import { tubesChanged } from './changed'
import { type TubeDocument, type TubeEntry, TubeModel } from './model'
import { presentTube } from './present'
import { findTube, tubePath } from './queries'
import { foreignTo } from './ranges'

/** A tube as it begins. */
export const newTube = (
  fields: Pick<TubeDocument, 'roundId' | 'siteId' | 'tableId' | 'visitId' | 'barcode' | 'capacity'>,
): TubeDocument => ({
  _id: newId(),
  ...fields,
  room: fields.capacity,
  state: 'open',
  live: true,
  single: false,
  lane: null,
  people: [],
  claims: [],
  openClaims: 0,
  aside: false,
  openedAt: now(),
  closedAt: null,
  outcome: null,
  lab: null,
  method: null,
  testedAt: null,
  history: [],
  operations: [],
  changedAt: new Date(real()),
})

export const tubeEntry = (
  { account, from, operation }: Actor,
  what: string,
  more: { residentId?: string; reason?: string } = {},
): TubeEntry => ({
  at: now(),
  accountId: account.id,
  from,
  operationId: operation?.id,
  what,
  ...more,
})

/** Past mongoose's own insert: it stumbles over nested lists when a transaction is given up. */
export const insertTube = (tube: TubeDocument, tx: Change) => native(TubeModel).insertOne(tube, { session: tx.session })

/** Opens a tube at a table. Refuses with table.state, tube.barcodeUsed, tube.tableBusy, tube.otherTable, tube.outsideRange. */
export async function openTube(
  { tableId, barcode, confirmed }: Parsed<typeof api.openTube>,
  actor: Actor,
): Promise<Tube> {
  const table = await findTable(tableId)
  const path = await pathOfScope(String(table.siteId))
  actor.must('tubes.fill', path)
  const round = await findRound(String(table.roundId))
  const { tubeId } = await change(actor, async (tx) => {
    mustBeLive(round)
    const { state } = await heldTable(tableId, tx)
    if (state !== 'open') throw new Refused('table.state', { state })
    const foreign = await foreignTo(table, barcode)
    if (foreign && !confirmed) throw foreign
    const tube = newTube({
      roundId: round._id,
      siteId: table.siteId,
      tableId: table._id,
      visitId: null,
      barcode,
      capacity: round.policy.poolSize,
    })
    await insertTube(
      { ...tube, history: [tubeEntry(actor, foreign ? 'tube.openedWithForeignCode' : 'tube.opened')] },
      tx,
    )
    return { tubeId: String(tube._id) }
  }).catch(async (error) => {
    const fields = duplicateKey(error)
    if (fields?.includes('barcode')) throw new Refused('tube.barcodeUsed', { barcode })
    if (!fields) throw error
    const open = await TubeModel.findOne({ tableId: table._id, state: 'open', aside: { $ne: true } }).lean()
    throw new Refused('tube.tableBusy', { barcode: open?.barcode })
  })
  const tube = await findTube(tubeId)
  tubesChanged(tube)
  return presentTube(tube, actor.view(path))
}

/** Takes a person out of a tube; they are missing again, and asked to come again when it was closed already (I4). */
export async function removePerson(
  { tubeId, residentId, reason }: Parsed<typeof api.removePerson>,
  actor: Actor,
): Promise<Tube> {
  const tube = await findTube(tubeId)
  const path = await tubePath(tube)
  actor.must('tubes.fill', path)
  const correction = tube.state === 'closed' && reason === 'wrongPerson'
  if (correction) actor.must('tubes.close', path)
  let visitId: string | undefined
  await change(actor, async (tx) => {
    const { modifiedCount } = await TubeModel.updateOne(
      {
        _id: tube._id,
        state: correction ? 'closed' : 'open',
        'people.residentId': oid(residentId),
        ...(correction ? { 'people.1': { $exists: true } } : {}),
      },
      {
        $pull: { people: { residentId: oid(residentId) } },
        $inc: { room: 1 },
        $push: { history: tubeEntry(actor, `person.${reason}`, { residentId }) },
        $set: { changedAt: new Date(real()) },
      },
      { session: tx.session },
    )
    if (modifiedCount) {
      if (correction) {
        const people = tube.people.filter((person) => person.residentId.equals(oid(residentId)))
        await queueNotices(tx, await askBack({ ...tube, people }, `removed ${tube._id} ${residentId}`))
      }
      await TubeModel.updateOne(
        { _id: tube._id, people: { $size: 0 } },
        { $set: { lane: null, home: null } },
        { session: tx.session },
      )
      const visit = tube.tableId ? undefined : await unmarkSampled(tube.roundId, residentId, tx)
      visitId = visit && String(visit._id)
      return { tubeId }
    }
    const present = await findTube(tubeId)
    const inside = present.people.some((person) => person.residentId.equals(oid(residentId)))
    if (correction && present.state === 'closed' && inside) throw new Refused('tube.lastPerson')
    throw present.state === 'open' || (correction && present.state === 'closed')
      ? new Refused('person.notInTube')
      : new Refused('tube.state', { state: present.state })
  })
  const after = await findTube(tubeId)
  tubesChanged({ ...after, people: tube.people })
  if (visitId) await tellVisit(visitId, actor)
  return presentTube(after, actor.view(path))
}

/** Closes a tube when the sampler's count is the system's. */
export async function closeTube({ tubeId, count }: Parsed<typeof api.closeTube>, actor: Actor): Promise<Tube> {
  const tube = await findTube(tubeId)
  const path = await tubePath(tube)
  actor.must('tubes.close', path)
  await change(actor, async (tx) => {
    if (count === 0) throw new Refused('tube.empty')
    const { modifiedCount } = await TubeModel.updateOne(
      { _id: tube._id, state: { $in: before(tubeSteps, 'closed') }, room: tube.capacity - count },
      {
        $set: { state: 'closed', closedAt: now(), changedAt: new Date(real()) },
        $push: { history: tubeEntry(actor, 'tube.closed') },
      },
      { session: tx.session },
    )
    if (modifiedCount) return { tubeId }
    const present = await findTube(tubeId)
    if (present.state !== 'open') throw new Refused('tube.state', { state: present.state })
    throw new Refused('tube.countDiffers', { count: present.people.length })
  })
  return told(tubeId, actor, path)
}

/** Voids a tube; its people are missing again. */
export async function voidTube({ tubeId, reason }: Parsed<typeof api.voidTube>, actor: Actor): Promise<Tube> {
  const tube = await findTube(tubeId)
  const path = await tubePath(tube)
  actor.must('tubes.close', path)
  await change(actor, async (tx) => {
    const { modifiedCount } = await TubeModel.updateOne(
      { _id: tube._id, state: { $in: before(tubeSteps, 'void') } },
      {
        $set: { state: 'void', live: false, changedAt: new Date(real()) },
        $push: {
          history: tubeEntry(actor, 'tube.void', {
            reason: seal(roundKey(tube.roundId), `tubes.void|${tubeId}`, reason),
          }),
        },
      },
      { session: tx.session },
    )
    if (!modifiedCount) throw new Refused('tube.state', { state: (await findTube(tubeId)).state })
    await queueNotices(tx, await askBack(tube, `void ${tube._id}`))
    return { tubeId }
  })
  return told(tubeId, actor, path)
}

/** Whoever was in a tube that is void, or was not in it after all, is asked to come again, once for the cause. */
export async function askBack({ roundId, people }: Pick<TubeDocument, 'roundId' | 'people'>, cause: string) {
  const notices: Notice[] = []
  for (const householdId of new Set(people.map((person) => String(person.householdId))))
    for (const accountId of await accountsOf([householdId]))
      notices.push({
        cause,
        accountId,
        kind: 'sampleAgain',
        about: { roundId: String(roundId), householdId },
      })
  return notices
}

async function told(tubeId: string, actor: Actor, path: string[]) {
  const tube = await findTube(tubeId)
  tubesChanged(tube)
  return presentTube(tube, actor.view(path))
}
