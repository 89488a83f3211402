import mongoose, { Schema, type Types } from 'mongoose'
import type { Sealed } from '../base/personal'

export interface UploadDocument {
  _id: Types.ObjectId
  roundId: Types.ObjectId
  fileName: Sealed
  at: Date
  counts: { applied: number; same: number; waiting: number; refused: number }
  /** The rows with their verdicts, sealed: outcomes are personal. */
  rows: Sealed
}

export const UploadModel = mongoose.model(
  'uploads',
  new Schema<UploadDocument>({
    roundId: Schema.Types.ObjectId,
    fileName: String,
    at: Date,
    counts: new Schema({ applied: Number, same: Number, waiting: Number, refused: Number }, { _id: false }),
    rows: String,
  }).index({ roundId: 1, at: -1 }),
)

export interface WaitingResultDocument {
  /** Round and barcode that no closed tube has yet: laboratories of other rounds never meet. */
  _id: string
  roundId: Types.ObjectId
  result: Sealed
  at: Date
}

/** Results that came before their tube; they apply when it closes. */
export const WaitingResultModel = mongoose.model(
  'waitingresults',
  new Schema<WaitingResultDocument>({ _id: String, roundId: Schema.Types.ObjectId, result: String, at: Date }).index({
    roundId: 1,
  }),
)

export interface RecallDocument {
  _id: Types.ObjectId
  roundId: Types.ObjectId
  tubeId: Types.ObjectId
  barcode: string
  outcome: Sealed
  state: 'open' | 'closed'
  openedAt: Date
  residentIds: Types.ObjectId[]
  householdIds: Types.ObjectId[]
}

export const RecallModel = mongoose.model(
  'recalls',
  new Schema<RecallDocument>({
    roundId: Schema.Types.ObjectId,
    tubeId: Schema.Types.ObjectId,
    barcode: String,
    outcome: String,
    state: String,
    openedAt: Date,
    residentIds: [Schema.Types.ObjectId],
    householdIds: [Schema.Types.ObjectId],
  })
    .index({ tubeId: 1 }, { unique: true, partialFilterExpression: { state: 'open' } })
    .index({ roundId: 1, openedAt: -1 })
    .index({ residentIds: 1, state: 1 }),
)
