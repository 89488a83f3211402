import type { CodeFaultKind } from '@loumen/shared/tubes/schema'
import mongoose, { Schema, type Types } from 'mongoose'
import type { Sealed } from '../base/personal'

export interface TubeRangesDocument {
  /** The round's id. One document, so that two ranges given at once cannot overlap. */
  _id: Types.ObjectId
  ranges: { tableId: Types.ObjectId; siteId: Types.ObjectId; from: string; to: string }[]
}

/** The tube codes that each table was given. */
export const TubeRangesModel = mongoose.model(
  'tuberanges',
  new Schema<TubeRangesDocument>({
    ranges: [
      new Schema(
        { tableId: Schema.Types.ObjectId, siteId: Schema.Types.ObjectId, from: String, to: String },
        { _id: false },
      ),
    ],
  }),
)

export interface ShiftCheckDocument {
  _id: Types.ObjectId
  tableId: Types.ObjectId
  siteId: Types.ObjectId
  at: Date
  accountId: Types.ObjectId
  counted: number
  scanned: number
  missing: string[]
  unknown: string[]
  since?: Date | null
  closed?: number
  /** What the keeper says of a difference, sealed. */
  signed?: { accountId: Types.ObjectId; at: Date; note: Sealed }
}

export const ShiftCheckModel = mongoose.model(
  'shiftchecks',
  new Schema<ShiftCheckDocument>({
    tableId: Schema.Types.ObjectId,
    siteId: Schema.Types.ObjectId,
    at: Date,
    accountId: Schema.Types.ObjectId,
    counted: Number,
    scanned: Number,
    missing: [String],
    unknown: [String],
    since: Date,
    closed: Number,
    signed: new Schema({ accountId: Schema.Types.ObjectId, at: Date, note: String }, { _id: false }),
  })
    .index({ siteId: 1, at: -1 })
    .index({ tableId: 1, at: -1 }),
)

export interface CodeFaultDocument {
  _id: Types.ObjectId
  tableId: Types.ObjectId
  siteId: Types.ObjectId
  kind: CodeFaultKind
  barcode: string | null
  at: Date
  accountId: Types.ObjectId
}

/** Tube codes that could not be used as they should. */
export const CodeFaultModel = mongoose.model(
  'codefaults',
  new Schema<CodeFaultDocument>({
    tableId: Schema.Types.ObjectId,
    siteId: Schema.Types.ObjectId,
    kind: String,
    barcode: String,
    at: Date,
    accountId: Schema.Types.ObjectId,
  }).index({ siteId: 1, at: -1 }),
)
