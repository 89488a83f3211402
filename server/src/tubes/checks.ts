import type { Parsed } from '@loumen/shared/endpoint'
import type * as api from '@loumen/shared/tubes/api'
import type { ShiftCheck } from '@loumen/shared/tubes/schema'
import { namesOf } from '../accounts/queries'
import type { Actor } from '../base/actor'
import { change } from '../base/change'
import { newId, oid } from '../base/db'
import { now } from '../clock'
import { pathOfScope } from '../community/paths'
import { publish } from '../realtime/publish'
import { findSite, findTable } from '../rounds/queries'
import { type ShiftCheckDocument, ShiftCheckModel, TubeModel } from './model'
import { rangesOf } from './ranges'

const shown = 50

/** Compares the tubes in hand at a table with those that its desk closed and nobody packed yet. */
export async function checkShift(
  { tableId, barcodes }: Parsed<typeof api.checkShift>,
  actor: Actor,
): Promise<ShiftCheck> {
  const table = await findTable(tableId)
  actor.must('tubes.keep', await pathOfScope(String(table.siteId)))
  const { checkId } = await change(actor, async (tx) => {
    const scanned = await TubeModel.find(
      { tableId: table._id, state: 'closed' },
      { barcode: 1 },
      { session: tx.session },
    )
      .sort({ closedAt: 1 })
      .lean()
    const [known, inHand] = [new Set(scanned.map((tube) => tube.barcode)), new Set(barcodes)]
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
    }
    await ShiftCheckModel.create([check], { session: tx.session })
    await tx.note('table.checked', [String(table.roundId), String(table.siteId), tableId])
    return { checkId: String(check._id) }
  })
  publish.changed('site', String(table.siteId), 'tubes', tableId)
  const [view] = await viewChecks(await ShiftCheckModel.find({ _id: oid(checkId) }).lean())
  return view as ShiftCheck
}

/** The ranges of a site's tables and its latest checks. */
export async function listChecks({ siteId }: Parsed<typeof api.listChecks>, actor: Actor) {
  const site = await findSite(siteId)
  actor.must('tubes.read', await pathOfScope(siteId))
  const [ranges, checks] = await Promise.all([
    rangesOf(site.roundId),
    ShiftCheckModel.find({ siteId: site._id }).sort({ at: -1 }).limit(shown).lean(),
  ])
  return {
    ranges: ranges
      .filter((range) => range.siteId.equals(site._id))
      .map(({ tableId, from, to }) => ({ tableId: String(tableId), range: { from, to } })),
    checks: await viewChecks(checks),
  }
}

async function viewChecks(checks: readonly ShiftCheckDocument[]): Promise<ShiftCheck[]> {
  const names = await namesOf(checks.map((check) => check.accountId))
  return checks.map(({ _id, tableId, at, accountId, counted, scanned, missing, unknown }) => ({
    id: String(_id),
    tableId: String(tableId),
    at: at.toISOString(),
    by: names.get(String(accountId)) ?? '',
    counted,
    scanned,
    missing,
    unknown,
  }))
}
