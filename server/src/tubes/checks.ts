import type { Parsed } from '@loumen/shared/endpoint'
import type * as api from '@loumen/shared/tubes/api'
import { gapsIn } from '@loumen/shared/tubes/rules'
import type { CodeFault, ShiftCheck } from '@loumen/shared/tubes/schema'
import { namesOf } from '../accounts/queries'
import type { Actor } from '../base/actor'
import { change } from '../base/change'
import { newId, oid } from '../base/db'
import { now } from '../clock'
import { pathOfScope } from '../community/paths'
import { publish } from '../realtime/publish'
import { findSite, findTable } from '../rounds/queries'
import { type CodeFaultDocument, CodeFaultModel, type ShiftCheckDocument, ShiftCheckModel } from './codes-model'
import { TubeModel } from './model'
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
  const [ranges, checks, faults, tubes] = await Promise.all([
    rangesOf(site.roundId),
    ShiftCheckModel.find({ siteId: site._id }).sort({ at: -1 }).limit(shown).lean(),
    CodeFaultModel.find({ siteId: site._id }).sort({ at: -1 }).limit(shown).lean(),
    TubeModel.find({ siteId: site._id }, { barcode: 1 }).lean(),
  ])
  const used = [...tubes.map((tube) => tube.barcode), ...faults.flatMap((fault) => fault.barcode ?? [])]
  const own = ranges.filter((range) => range.siteId.equals(site._id))
  return {
    ranges: own.map(({ tableId, from, to }) => ({ tableId: String(tableId), range: { from, to } })),
    checks: await viewChecks(checks),
    gaps: own.flatMap(({ tableId, ...range }) =>
      gapsIn(range, used)
        .slice(-shown)
        .map((gap) => ({ tableId: String(tableId), ...gap })),
    ),
    faults: await viewFaults(faults),
  }
}

/** Notes a code that cannot be used; the desk goes on with another tube. */
export async function reportCode(
  { tableId, kind, barcode }: Parsed<typeof api.reportCode>,
  actor: Actor,
): Promise<CodeFault> {
  const table = await findTable(tableId)
  const path = await pathOfScope(String(table.siteId))
  if (!actor.may('tubes.keep', path)) actor.must('tubes.fill', path)
  const { faultId } = await change(actor, async (tx) => {
    const fault: CodeFaultDocument = {
      _id: newId(),
      tableId: table._id,
      siteId: table.siteId,
      kind,
      barcode,
      at: now(),
      accountId: oid(actor.account.id),
    }
    await CodeFaultModel.create([fault], { session: tx.session })
    await tx.note(`code.${kind}`, [String(table.roundId), String(table.siteId), tableId])
    return { faultId: String(fault._id) }
  })
  publish.changed('site', String(table.siteId), 'tubes', tableId)
  const [view] = await viewFaults(await CodeFaultModel.find({ _id: oid(faultId) }).lean())
  return view as CodeFault
}

async function viewFaults(faults: readonly CodeFaultDocument[]): Promise<CodeFault[]> {
  const names = await namesOf(faults.map((fault) => fault.accountId))
  return faults.map(({ _id, tableId, kind, barcode, at, accountId }) => ({
    id: String(_id),
    tableId: String(tableId),
    kind,
    barcode,
    at: at.toISOString(),
    by: names.get(String(accountId)) ?? '',
  }))
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
