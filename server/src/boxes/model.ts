import type { Box, BoxStray, Difference } from '@loumen/shared/boxes/schema'
import mongoose, { Schema, type Types } from 'mongoose'
import type { Sealed } from '../base/personal'

export interface BoxDocument {
  _id: Types.ObjectId
  roundId: Types.ObjectId
  siteId: Types.ObjectId
  code: string
  state: Box['state']
  /** Not received yet: a label is on one such box at most; the box itself is used again. */
  live: boolean
  openedAt: Date
  /** Why its label is not one of the site's. */
  stray?: BoxStray
  /** Rises with every change inside, so that packing and sealing at once come one after the other. */
  rev?: number
  seal?: { number: string; counted: number; accountId: Types.ObjectId; witness: Sealed; at: Date }
  /** Notes are sealed. */
  differences: { kind: Difference['kind']; barcode: string | null; note?: Sealed | null }[]
  handovers: { accountId: Types.ObjectId; side: 'give' | 'take'; other: Sealed; at: Date }[]
  receipt?: { accountId: Types.ObjectId; from: Sealed; at: Date; missing: string[]; extra: string[] }
}

const own = { _id: false }

/** Boxes without their tubes: a tube knows its box, so it is in one at most. */
export const BoxModel = mongoose.model(
  'boxes',
  new Schema<BoxDocument>({
    roundId: Schema.Types.ObjectId,
    siteId: Schema.Types.ObjectId,
    code: String,
    state: String,
    live: Boolean,
    openedAt: Date,
    stray: String,
    rev: Number,
    seal: new Schema(
      { number: String, counted: Number, accountId: Schema.Types.ObjectId, witness: String, at: Date },
      own,
    ),
    differences: [new Schema({ kind: String, barcode: String, note: String }, own)],
    handovers: [new Schema({ accountId: Schema.Types.ObjectId, side: String, other: String, at: Date }, own)],
    receipt: new Schema(
      { accountId: Schema.Types.ObjectId, from: String, at: Date, missing: [String], extra: [String] },
      own,
    ),
  })
    .index({ roundId: 1, state: 1 })
    .index({ siteId: 1 })
    .index({ code: 1, openedAt: -1 })
    .index({ code: 1 }, { unique: true, partialFilterExpression: { live: true }, name: 'one_live_box_per_code' })
    .index(
      { 'seal.number': 1 },
      { unique: true, partialFilterExpression: { 'seal.number': { $exists: true } }, name: 'seal_once' },
    ),
)

export interface BoxRangesDocument {
  /** The round's id. One document, so that two ranges given at once cannot overlap. */
  _id: Types.ObjectId
  ranges: { siteId: Types.ObjectId; from: string; to: string }[]
}

/** The box labels that each site was given. */
export const BoxRangesModel = mongoose.model(
  'boxranges',
  new Schema<BoxRangesDocument>({
    ranges: [new Schema({ siteId: Schema.Types.ObjectId, from: String, to: String }, own)],
  }),
)
