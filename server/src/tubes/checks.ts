import type { Parsed } from '@loumen/shared/endpoint'
import { Refused } from '@loumen/shared/refusals'
import type * as api from '@loumen/shared/tubes/api'
import type { ShiftCheck } from '@loumen/shared/tubes/schema'
import { namesOf } from '../accounts/queries'
import type { Actor } from '../base/actor'
import { change } from '../base/change'
import { newId, oid } from '../base/db'
import { seal, unseal } from '../base/personal'
import { now } from '../clock'
import { pathOfScope } from '../community/paths'
import { publish } from '../realtime/publish'
import { roundKey } from '../rounds/keys'
import { findSite, findTable } from '../rounds/queries'
import { type ShiftCheckDocument, ShiftCheckModel } from './codes-model'
import { TubeModel } from './model'

const notePlace = (checkId: unknown) => `shiftchecks.note|${checkId}`

/** Compares the tubes in hand at a table with those that its desk closed and nobody packed yet. */
export async function checkShift(
  { tableId, barcodes }: Parsed<typeof api.checkShift>,
  actor: Actor,
): Promise<ShiftCheck> {
  const table = await findTable(tableId)
  actor.must('tubes.keep', await pathOfScope(String(table.siteId)))
  const { checkId } = await change(actor, async (tx) => {
    const { session } = tx
    const scanned = await TubeModel.find({ tableId: table._id, state: 'closed' }, { barcode: 1 }, { session })
      .sort({ closedAt: 1 })
      .lean()
    const [known, inHand] = [new Set(scanned.map((tube) => tube.barcode)), new Set(barcodes)]
    const before = await ShiftCheckModel.findOne({ tableId: table._id }, { at: 1 }, { session }).sort({ at: -1 }).lean()
    const since = before?.at ?? null
    const check: ShiftCheckDocument = {
      _id: newId(),
      tableId: table._id,
      siteId: table.siteId,
      at: now(),
      accountId: oid(actor.account.id),
      counted: inHand.size,
      scanned: known.size,
      missing: [...known].filter((barcode) => !inHand.has(barcode)),
      unknown: [...inHand].filter((barcode) => !known.has(barcode)),
      since,
      closed: await TubeModel.countDocuments(
        { tableId: table._id, closedAt: since ? { $gt: since } : { $ne: null } },
        { session },
      ),
    }
    await ShiftCheckModel.create([check], { session })
    await tx.note('table.checked', [String(table.roundId), String(table.siteId), tableId])
    return { checkId: String(check._id) }
  })
  publish.changed('site', String(table.siteId), 'tubes', tableId)
  return viewCheck(checkId)
}

/** The keeper answers for a difference. Refuses with check.agrees, check.signed. */
export async function signCheck({ checkId, note }: Parsed<typeof api.signCheck>, actor: Actor): Promise<ShiftCheck> {
  const check = await ShiftCheckModel.findById(oid(checkId)).lean()
  actor.must('tubes.keep', check ? await pathOfScope(String(check.siteId)) : [])
  if (!check) throw new Refused('notFound')
  const { roundId } = await findSite(String(check.siteId))
  await change(actor, async (tx) => {
    if (!check.missing.length && !check.unknown.length) throw new Refused('check.agrees')
    const signed = {
      accountId: oid(actor.account.id),
      at: now(),
      note: seal(roundKey(roundId), notePlace(checkId), note),
    }
    const { modifiedCount } = await ShiftCheckModel.updateOne(
      { _id: check._id, signed: { $exists: false } },
      { $set: { signed } },
      { session: tx.session },
    )
    if (!modifiedCount) throw new Refused('check.signed', { by: (await viewCheck(checkId)).signed?.by })
    await tx.note('table.checkSigned', [String(roundId), String(check.siteId), String(check.tableId)])
    return { checkId }
  })
  publish.changed('site', String(check.siteId), 'tubes', String(check.tableId))
  return viewCheck(checkId)
}

/** The latest checks of a site. */
export async function checksOf(siteId: string, count: number) {
  return viewChecks(
    await ShiftCheckModel.find({ siteId: oid(siteId) })
      .sort({ at: -1 })
      .limit(count)
      .lean(),
  )
}

async function viewCheck(checkId: string): Promise<ShiftCheck> {
  const [view] = await viewChecks(await ShiftCheckModel.find({ _id: oid(checkId) }).lean())
  if (!view) throw new Refused('notFound')
  return view
}

async function viewChecks(checks: readonly ShiftCheckDocument[]): Promise<ShiftCheck[]> {
  const names = await namesOf(
    checks.flatMap(({ accountId, signed }) => [accountId, ...(signed ? [signed.accountId] : [])]),
  )
  const name = (id: unknown) => names.get(String(id)) ?? ''
  return checks.map(({ _id, tableId, at, accountId, counted, scanned, missing, unknown, since, closed, signed }) => ({
    id: String(_id),
    tableId: String(tableId),
    at: at.toISOString(),
    by: name(accountId),
    counted,
    scanned,
    missing,
    unknown,
    since: since?.toISOString() ?? null,
    closed: closed ?? 0,
    signed: signed
      ? { by: name(signed.accountId), at: signed.at.toISOString(), note: unseal(notePlace(_id), signed.note) }
      : null,
  }))
}
