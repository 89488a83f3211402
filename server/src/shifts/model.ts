import type { ShiftState } from '@loumen/shared/shifts/schema'
import mongoose, { Schema, type Types } from 'mongoose'
import type { Sealed } from '../base/personal'

export interface ShiftDocument {
  _id: Types.ObjectId
  roundId: Types.ObjectId
  nodeId: Types.ObjectId
  postId: Types.ObjectId
  accountId: Types.ObjectId
  state: ShiftState
  from: Date
  until: Date
  arrivedAt?: Date | null
  leftAt?: Date | null
  handover?: { note: Sealed | null; at: Date; to: Types.ObjectId | null } | null
  /** What the hours were before somebody put them right. */
  corrections: { arrivedAt: Date | null; leftAt: Date | null; reason: Sealed; by: Types.ObjectId; at: Date }[]
  rev: number
}

export const ShiftModel = mongoose.model(
  'shifts',
  new Schema<ShiftDocument>({
    roundId: Schema.Types.ObjectId,
    nodeId: Schema.Types.ObjectId,
    postId: Schema.Types.ObjectId,
    accountId: Schema.Types.ObjectId,
    state: String,
    from: Date,
    until: Date,
    arrivedAt: Date,
    leftAt: Date,
    handover: new Schema({ note: String, at: Date, to: Schema.Types.ObjectId }, { _id: false }),
    corrections: [
      new Schema(
        { arrivedAt: Date, leftAt: Date, reason: String, by: Schema.Types.ObjectId, at: Date },
        { _id: false },
      ),
    ],
    rev: Number,
  })
    .index({ roundId: 1, from: 1 })
    .index({ postId: 1, from: 1 })
    .index({ accountId: 1, from: 1 }),
)

/** Words of thanks, one for a round; they name nobody. */
export const ThanksModel = mongoose.model(
  'thanks',
  new Schema<{ _id: Types.ObjectId; text: string; by: Types.ObjectId; at: Date }>({
    _id: Schema.Types.ObjectId,
    text: String,
    by: Schema.Types.ObjectId,
    at: Date,
  }),
)
