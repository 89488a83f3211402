import mongoose, { Schema, type Types } from 'mongoose'
import type { Sealed } from '../base/personal'

export interface UploadDocument {
  _id: Types.ObjectId
  roundId: Types.ObjectId
  fileName: Sealed
  at: Date
  /** A person's account or a laboratory's key. */
  accountId?: string
  counts: { applied: number; same: number; waiting: number; refused: number }
  /** Every row has its verdict: what was cut short goes on when it is sent again. */
  finished?: boolean
  /** The rows with their verdicts, sealed: outcomes are personal. */
  rows: Sealed
}

export const UploadModel = mongoose.model(
  'uploads',
  new Schema<UploadDocument>({
    roundId: Schema.Types.ObjectId,
    fileName: String,
    at: Date,
    accountId: String,
    finished: Boolean,
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
