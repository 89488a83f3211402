import { createHash } from 'node:crypto'
import type { Parsed } from '@loumen/shared/endpoint'
import { Refused } from '@loumen/shared/refusals'
import type * as api from '@loumen/shared/tubes/api'
import { gapsIn, inRange, useOf } from '@loumen/shared/tubes/rules'
import type { CodeFault, StrayCode } from '@loumen/shared/tubes/schema'
import type { Types } from 'mongoose'
import { namesOf } from '../accounts/queries'
import type { Actor } from '../base/actor'
import { type Change, change } from '../base/change'
import { duplicateKey, newId, oid } from '../base/db'
import { now } from '../clock'
import { pathOfScope } from '../community/paths'
import { publish } from '../realtime/publish'
import { findRound, findSite, findTable, mustBeLive, sitesOf, tablesOf } from '../rounds/queries'
import { checksOf } from './checks'
import { type CodeFaultDocument, CodeFaultModel } from './codes-model'
import { type TubeDocument, TubeModel } from './model'
import { rangesOf } from './ranges'

const shown = 50
const checksShown = 200

type Labelled = Pick<TubeDocument, 'barcode' | 'tableId' | 'openedAt'>

/** A site's tube codes, recounted from the tubes of the whole round: a code may have been used at another site. */
export async function listChecks({ siteId }: Parsed<typeof api.listChecks>, actor: Actor) {
  const site = await findSite(siteId)
  actor.must('tubes.read', await pathOfScope(siteId))
  const [ranges, checks, faults, tubes] = await Promise.all([
    rangesOf(site.roundId),
    checksOf(siteId, checksShown),
    CodeFaultModel.find({ siteId: site._id }).sort({ at: -1 }).limit(shown).lean(),
    TubeModel.find({ roundId: site.roundId }, { barcode: 1, tableId: 1, openedAt: 1 }).lean<Labelled[]>(),
  ])
  const barcodes = tubes.map((tube) => tube.barcode)
  const told = [...barcodes, ...faults.flatMap((fault) => fault.barcode ?? [])]
  const own = ranges.filter((range) => range.siteId.equals(site._id))
  return {
    ranges: own.map(({ tableId, from, to }) => ({ tableId: String(tableId), range: { from, to } })),
    uses: own.map(({ tableId, ...range }) => ({ tableId: String(tableId), ...useOf(range, barcodes) })),
    checks,
    strays: await straysAt(site.roundId, site._id, tubes),
    gaps: own.flatMap(({ tableId, ...range }) =>
      gapsIn(range, told)
        .slice(-shown)
        .map((gap) => ({ tableId: String(tableId), ...gap })),
    ),
    faults: await viewFaults(faults),
  }
}

/** Tubes of a site that carry another table's code, or one of no range although their table has a range. */
async function straysAt(roundId: Types.ObjectId, siteId: Types.ObjectId, tubes: readonly Labelled[]) {
  const [ranges, sites, tables] = await Promise.all([
    rangesOf(roundId),
    sitesOf(String(roundId)),
    tablesOf(String(roundId)),
  ])
  const here = new Set(tables.filter((table) => table.siteId.equals(siteId)).map(({ _id }) => String(_id)))
  return tubes
    .flatMap(({ barcode, tableId, openedAt }): StrayCode[] => {
      const id = String(tableId)
      if (!here.has(id)) return []
      const given = ranges.find((range) => String(range.tableId) === id)
      if (given && inRange(barcode, given)) return []
      const other = ranges.find((range) => inRange(barcode, range))
      if (!given && !other) return []
      const owner = other && {
        site: sites.find(({ _id }) => _id.equals(other.siteId))?.name ?? '',
        table: tables.find(({ _id }) => _id.equals(other.tableId))?.number ?? 0,
      }
      return [{ tableId: id, barcode, owner: owner ?? null, at: openedAt.toISOString() }]
    })
    .sort((a, b) => b.at.localeCompare(a.at))
    .slice(0, shown)
}

/** A code has one fault of a kind at a site, whoever notices it: the id comes from what is said. */
const faultId = (siteId: unknown, kind: string, barcode: string) =>
  oid(createHash('sha256').update(`${siteId} ${kind} ${barcode}`).digest('hex').slice(0, 24))

/** Notes a code that cannot be used; the desk goes on with another tube. A second report of it answers the first. */
export async function reportCode(
  { tableId, kind, barcode }: Parsed<typeof api.reportCode>,
  actor: Actor,
): Promise<CodeFault> {
  const table = await findTable(tableId)
  const path = await pathOfScope(String(table.siteId))
  if (!actor.may('tubes.keep', path)) actor.must('tubes.fill', path)
  const round = await findRound(String(table.roundId))
  const same = { siteId: table.siteId, kind, barcode }
  const known = async (tx?: Change) =>
    barcode
      ? CodeFaultModel.findOne(same)
          .session(tx?.session ?? null)
          .lean()
      : null
  const { id } = await change(actor, async (tx) => {
    mustBeLive(round)
    const before = await known(tx)
    if (before) return { id: String(before._id) }
    // Nobody misses a code that a tube carries.
    if (kind === 'missing' && barcode && (await TubeModel.exists({ barcode }).session(tx.session)))
      throw new Refused('tube.barcodeUsed', { barcode })
    const fault: CodeFaultDocument = {
      _id: barcode ? faultId(table.siteId, kind, barcode) : newId(),
      tableId: table._id,
      siteId: table.siteId,
      kind,
      barcode,
      at: now(),
      accountId: oid(actor.account.id),
    }
    await CodeFaultModel.create([fault], { session: tx.session })
    await tx.note(`code.${kind}`, [String(table.roundId), String(table.siteId), tableId])
    return { id: String(fault._id) }
  }).catch(async (error) => {
    const before = duplicateKey(error) ? await known() : null
    if (!before) throw error
    return { id: String(before._id) }
  })
  publish.changed('site', String(table.siteId), 'tubes', tableId)
  const [view] = await viewFaults(await CodeFaultModel.find({ _id: oid(id) }).lean())
  return view as CodeFault
}

async function viewFaults(faults: readonly CodeFaultDocument[]): Promise<CodeFault[]> {
  const names = await namesOf(faults.map((fault) => fault.accountId))
  const carriers = await carriersOf(faults.flatMap(({ barcode }) => barcode ?? []))
  return faults.map(({ _id, tableId, kind, barcode, at, accountId }) => ({
    id: String(_id),
    tableId: String(tableId),
    kind,
    barcode,
    at: at.toISOString(),
    by: names.get(String(accountId)) ?? '',
    known: (barcode && carriers.get(barcode)) || null,
  }))
}

/** Where the tubes are that carry these codes: site, table and when they were opened. */
async function carriersOf(barcodes: readonly string[]) {
  const tubes = await TubeModel.find(
    { barcode: { $in: barcodes } },
    { barcode: 1, siteId: 1, tableId: 1, openedAt: 1, roundId: 1 },
  ).lean<Pick<TubeDocument, 'barcode' | 'siteId' | 'tableId' | 'openedAt' | 'roundId'>[]>()
  const rounds = [...new Set(tubes.map(({ roundId }) => String(roundId)))]
  const sites = (await Promise.all(rounds.map(sitesOf))).flat()
  const tables = (await Promise.all(rounds.map(tablesOf))).flat()
  return new Map(
    tubes.map(({ barcode, siteId, tableId, openedAt }) => [
      barcode,
      {
        site: sites.find(({ _id }) => siteId?.equals(_id))?.name ?? '',
        table: tables.find(({ _id }) => tableId?.equals(_id))?.number ?? null,
        at: openedAt.toISOString(),
      },
    ]),
  )
}
