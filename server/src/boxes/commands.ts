import type * as api from '@loumen/shared/boxes/api'
import { boxSteps, explains } from '@loumen/shared/boxes/rules'
import type { Box, BoxState } from '@loumen/shared/boxes/schema'
import type { Parsed } from '@loumen/shared/endpoint'
import { Refused } from '@loumen/shared/refusals'
import { before } from '@loumen/shared/rounds/rules'
import type { UpdateQuery } from 'mongoose'
import type { Actor } from '../base/actor'
import { type Change, change } from '../base/change'
import { duplicateKey, newId, oid } from '../base/db'
import { seal } from '../base/personal'
import { now, real } from '../clock'
import { pathOfScope } from '../community/paths'
import { publish } from '../realtime/publish'
import { roundKey } from '../rounds/keys'
import { findRound, findSite, mustBeLive } from '../rounds/queries'
import { tubesChanged } from '../tubes/changed'
import { tubeEntry } from '../tubes/commands'
import { TubeModel } from '../tubes/model'
import { strayAt } from './codes'
import { type BoxDocument, BoxModel } from './model'
import { places, presentBox } from './present'
import { findStored, mayWork } from './queries'

/** Opens a box at a site. Its label must not be on another box that is still under way; one of no range of the site's is noted. */
export async function openBox({ siteId, code }: Parsed<typeof api.openBox>, actor: Actor): Promise<Box> {
  const site = await findSite(siteId)
  actor.must('boxes.pack', await pathOfScope(siteId))
  const round = await findRound(String(site.roundId))
  const { boxId } = await change(actor, async (tx) => {
    mustBeLive(round)
    const stray = await strayAt(site, code)
    const box: BoxDocument = {
      _id: newId(),
      roundId: round._id,
      siteId: site._id,
      code,
      state: 'open',
      live: true,
      openedAt: now(),
      ...(stray ? { stray } : {}),
      differences: [],
      handovers: [],
    }
    await BoxModel.create([box], { session: tx.session })
    await tx.note(stray ? 'box.openedWithForeignLabel' : 'box.opened', [String(round._id), siteId, String(box._id)])
    return { boxId: String(box._id) }
  }).catch((error) => {
    throw duplicateKey(error) ? new Refused('box.codeUsed', { code }) : error
  })
  return tell(boxId)
}

/** Puts a closed tube into an open box; of two boxes at once one gets it. */
export async function packTube({ boxId, barcode }: Parsed<typeof api.packTube>, actor: Actor): Promise<Box> {
  const box = await held(boxId, 'boxes.pack', actor)
  await change(actor, async (tx) => {
    await touch(box, ['open'], {}, tx)
    const tube = await TubeModel.findOneAndUpdate(
      { barcode, roundId: box.roundId, state: 'closed' },
      {
        $set: { state: 'boxed', boxId: box._id, changedAt: new Date(real()) },
        $unset: { doubtful: 1 },
        $push: { history: tubeEntry(actor, 'tube.boxed') },
      },
      { session: tx.session },
    ).lean()
    if (!tube) throw await whyNotPacked(box, barcode)
    await tx.note('box.packed', [String(box.roundId), boxId, String(tube._id)])
    return { boxId }
  })
  return tell(boxId)
}

async function whyNotPacked(box: BoxDocument, barcode: string) {
  const tube = await TubeModel.findOne({ barcode, roundId: box.roundId }).lean()
  if (!tube) return new Refused('tube.unknown', { barcode })
  const other = tube.boxId && (await BoxModel.findById(tube.boxId).lean())
  return other
    ? new Refused('tube.inBox', { barcode, box: other.code })
    : new Refused('tube.state', { state: tube.state })
}

/** Takes a tube out of an open box; it waits to be packed again. */
export async function unpackTube({ boxId, tubeId }: Parsed<typeof api.unpackTube>, actor: Actor): Promise<Box> {
  const box = await held(boxId, 'boxes.pack', actor)
  await change(actor, async (tx) => {
    await touch(box, ['open'], {}, tx)
    const { modifiedCount } = await TubeModel.updateOne(
      { _id: oid(tubeId), boxId: box._id, state: 'boxed' },
      {
        $set: { state: 'closed', changedAt: new Date(real()) },
        $unset: { boxId: 1 },
        $push: { history: tubeEntry(actor, 'tube.unboxed') },
      },
      { session: tx.session },
    )
    if (!modifiedCount) throw new Refused('notFound')
    await tx.note('box.unpacked', [String(box.roundId), boxId, tubeId])
    return { boxId }
  })
  return tell(boxId)
}

/** Seals a box; tubes that are missing or broken put their people on the doubtful list (I4, R18). */
export async function sealBox(
  { boxId, number, counted, differences, witness }: Parsed<typeof api.sealBox>,
  actor: Actor,
): Promise<Box> {
  const box = await held(boxId, 'boxes.pack', actor)
  const key = roundKey(box.roundId)
  await change(actor, async (tx) => {
    await touch(
      box,
      before(boxSteps, 'sealed'),
      {
        $set: {
          state: 'sealed',
          seal: {
            number,
            counted,
            accountId: oid(actor.account.id),
            witness: seal(key, places.witness(boxId), witness),
            at: now(),
          },
          differences: differences.map(({ kind, barcode, note }, i) => ({
            kind,
            barcode,
            note: note ? seal(key, places.note(boxId, i), note) : null,
          })),
        },
      },
      tx,
    )
    const inside = await TubeModel.find({ boxId: box._id }, { barcode: 1 }, { session: tx.session }).lean()
    if (!inside.length && !counted) throw new Refused('box.empty')
    if (!explains(inside.length, counted, differences))
      throw new Refused('box.differs', { packed: inside.length, counted })
    for (const kind of ['missing', 'broken'] as const) {
      const barcodes = differences.flatMap((one) => (one.kind === kind && one.barcode ? one.barcode : []))
      await TubeModel.updateMany(
        { boxId: box._id, barcode: { $in: barcodes } },
        {
          $set: { doubtful: kind, changedAt: new Date(real()) },
          $push: { history: tubeEntry(actor, `tube.${kind}`) },
        },
        { session: tx.session },
      )
    }
    await tx.note('box.sealed', [String(box.roundId), boxId])
    return { boxId }
  }).catch((error) => {
    throw duplicateKey(error)?.includes('seal.number') ? new Refused('box.sealUsed', { number }) : error
  })
  return tell(boxId)
}

/** A sealed box changes hands; the signed-in side signs with its account, the other with its name. */
export async function handOver({ boxId, side, other }: Parsed<typeof api.handOver>, actor: Actor): Promise<Box> {
  const box = await held(boxId, 'boxes.carry', actor)
  await change(actor, async (tx) => {
    const handover = {
      accountId: oid(actor.account.id),
      side,
      other: seal(roundKey(box.roundId), places.handover(boxId), other),
      at: now(),
    }
    await touch(
      box,
      before(boxSteps, 'inTransit'),
      { $set: { state: 'inTransit' }, $push: { handovers: handover } },
      tx,
    )
    await tx.note('box.handedOver', [String(box.roundId), boxId])
    return { boxId }
  })
  return tell(boxId)
}

/** The laboratory takes a box in: each tube it found is received, each named one it did not find is doubtful. */
export async function receiveBox({ boxId, from, barcodes }: Parsed<typeof api.receiveBox>, actor: Actor): Promise<Box> {
  const box = await held(boxId, 'boxes.receive', actor)
  const found = [...new Set(barcodes)]
  await change(actor, async (tx) => {
    const { session } = tx
    const inside = await TubeModel.find({ boxId: box._id }, { barcode: 1 }, { session }).lean()
    const named = inside.map((tube) => tube.barcode)
    await touch(
      box,
      before(boxSteps, 'received'),
      {
        $set: {
          state: 'received',
          live: false,
          receipt: {
            accountId: oid(actor.account.id),
            from: seal(roundKey(box.roundId), places.receipt(boxId), from),
            at: now(),
            missing: named.filter((barcode) => !found.includes(barcode)),
            extra: found.filter((barcode) => !named.includes(barcode)),
          },
        },
      },
      tx,
    )
    await TubeModel.updateMany(
      { roundId: box.roundId, barcode: { $in: found }, state: { $in: ['closed', 'boxed'] } },
      {
        $set: { state: 'received', boxId: box._id, receivedAt: now(), changedAt: new Date(real()) },
        $unset: { doubtful: 1 },
        $push: { history: tubeEntry(actor, 'tube.received') },
      },
      { session },
    )
    await TubeModel.updateMany(
      { boxId: box._id, barcode: { $nin: found }, state: 'boxed' },
      {
        $set: { doubtful: 'notReceived', changedAt: new Date(real()) },
        $push: { history: tubeEntry(actor, 'tube.notReceived') },
      },
      { session },
    )
    await tx.note('box.received', [String(box.roundId), boxId])
    return { boxId }
  })
  for (const tube of await TubeModel.find({ boxId: box._id }).lean()) tubesChanged(tube)
  return tell(boxId)
}

async function held(boxId: string, ability: 'boxes.pack' | 'boxes.carry' | 'boxes.receive', actor: Actor) {
  const box = await findStored(boxId, actor)
  await mayWork(box, ability, actor)
  return box
}

/** Writes the box within the transaction, in one of these states only: who comes second hears box.state. */
async function touch(box: BoxDocument, from: readonly BoxState[], update: UpdateQuery<BoxDocument>, tx: Change) {
  const { matchedCount } = await BoxModel.updateOne(
    { _id: box._id, state: { $in: from } },
    { ...update, $inc: { rev: 1 } },
    { session: tx.session },
  )
  if (matchedCount) return
  const present = await BoxModel.findById(box._id).session(tx.session).lean()
  throw new Refused('box.state', { state: present?.state ?? box.state })
}

async function tell(boxId: string): Promise<Box> {
  const box = await BoxModel.findById(oid(boxId)).lean()
  if (!box) throw new Refused('notFound')
  publish.changed('site', String(box.siteId), 'tubes', boxId)
  return presentBox(box)
}
