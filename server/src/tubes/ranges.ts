import type { Parsed } from '@loumen/shared/endpoint'
import { Refused } from '@loumen/shared/refusals'
import type * as api from '@loumen/shared/tubes/api'
import { inRange, isRange } from '@loumen/shared/tubes/rules'
import type { Types } from 'mongoose'
import type { Actor } from '../base/actor'
import { change } from '../base/change'
import { native } from '../base/db'
import { pathOfScope } from '../community/paths'
import { publish } from '../realtime/publish'
import type { TableDocument } from '../rounds/model'
import { findTable, tablesOf } from '../rounds/queries'
import { TubeRangesModel } from './codes-model'

/** The ranges that the tables of a round were given. */
export const rangesOf = async (roundId: Types.ObjectId) =>
  (await TubeRangesModel.findById(roundId).lean())?.ranges ?? []

/** Why a code does not belong to a table, if it does not; a round without ranges takes every code. */
export async function foreignTo(table: TableDocument, barcode: string): Promise<Refused | undefined> {
  const ranges = await rangesOf(table.roundId)
  const own = ranges.find((range) => range.tableId.equals(table._id))
  if (own && inRange(barcode, own)) return undefined
  const other = ranges.find((range) => inRange(barcode, range))
  if (other) return new Refused('tube.otherTable', { barcode, table: await numberOf(table.roundId, other.tableId) })
  return own ? new Refused('tube.outsideRange', { barcode }) : undefined
}

/** Gives a table its range of tube codes, or takes it back. */
export async function setTubeRange({ tableId, range }: Parsed<typeof api.setTubeRange>, actor: Actor) {
  const table = await findTable(tableId)
  actor.must('tubes.keep', await pathOfScope(String(table.siteId)))
  if (range && !isRange(range)) throw new Refused('range.invalid')
  const { _id, siteId, roundId } = table
  await change(actor, async (tx) => {
    const { session } = tx
    const before = await native(TubeRangesModel).findOneAndUpdate(
      { _id: roundId },
      { $pull: { ranges: { tableId: _id } } },
      { upsert: true, session, returnDocument: 'after' },
    )
    const met = range && before?.ranges?.find((one) => inRange(range.from, one) || inRange(one.from, range))
    if (met) throw new Refused('range.overlaps', { table: await numberOf(roundId, met.tableId) })
    if (range)
      await native(TubeRangesModel).updateOne(
        { _id: roundId },
        { $push: { ranges: { tableId: _id, siteId, ...range } } },
        { session },
      )
    await tx.note('table.tubeRange', [String(roundId), String(siteId), tableId])
    return { tableId }
  })
  publish.changed('site', String(siteId), 'tubes', tableId)
  return { tableId, range }
}

const numberOf = async (roundId: Types.ObjectId, tableId: Types.ObjectId) =>
  (await tablesOf(String(roundId))).find((table) => table._id.equals(tableId))?.number
