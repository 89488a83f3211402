import type { CallState } from '@loumen/shared/calls/schema'
import mongoose, { Schema, type Types } from 'mongoose'

export interface CallDocument {
  _id: Types.ObjectId
  roundId: Types.ObjectId
  siteId: Types.ObjectId
  entranceId: Types.ObjectId
  state: CallState
  /** Granted or called: an entrance has one live call in a round. */
  live: boolean
  grantedAt: Date
  calledAt?: Date
  clearedAt?: Date
  times: number
}

export const CallModel = mongoose.model(
  'calls',
  new Schema<CallDocument>({
    roundId: Schema.Types.ObjectId,
    siteId: Schema.Types.ObjectId,
    entranceId: Schema.Types.ObjectId,
    state: String,
    live: Boolean,
    grantedAt: Date,
    calledAt: Date,
    clearedAt: Date,
    times: Number,
  })
    .index(
      { roundId: 1, entranceId: 1 },
      { unique: true, partialFilterExpression: { live: true }, name: 'one_live_call_per_entrance' },
    )
    .index({ roundId: 1, entranceId: 1, grantedAt: 1 }),
)
