import type { Outcome } from '@loumen/shared/operations/schema'
import type { RefusalCode } from '@loumen/shared/refusals'
import mongoose, { Schema, type Types } from 'mongoose'
import type { Sealed } from '../base/personal'

/** What became of an operation that was recorded without a network, without its body. */
export interface ReplayDocument {
  /** The operation's id: handed in twice, it happens once. */
  _id: string
  roundId: Types.ObjectId
  recorderId: string
  /** Whose session brought it; another one than the recorder's when it was handed over. */
  senderId: string
  kind: string
  fingerprint: string
  recordedAt: Date
  receivedAt: Date
  outcome: Exclude<Outcome, 'duplicate'>
  why: { code: RefusalCode; details: Record<string, unknown> } | null
  /** Who did what it collides with. */
  whoId: string | null
  claimIds: Types.ObjectId[]
  late: boolean
  /** Barcodes and labels it names. */
  labels: string[]
  /** Waits for a person who looks at it. */
  open: boolean
  settled: { accountId: string; at: Date; note: Sealed } | null
}

export const ReplayModel = mongoose.model(
  'replays',
  new Schema<ReplayDocument>({
    _id: String,
    roundId: Schema.Types.ObjectId,
    recorderId: String,
    senderId: String,
    kind: String,
    fingerprint: String,
    recordedAt: Date,
    receivedAt: Date,
    outcome: String,
    why: new Schema({ code: String, details: Schema.Types.Mixed }, { _id: false }),
    whoId: String,
    claimIds: [Schema.Types.ObjectId],
    late: Boolean,
    labels: [String],
    open: Boolean,
    settled: new Schema({ accountId: String, at: Date, note: String }, { _id: false }),
  })
    .index({ roundId: 1, recordedAt: 1 }, { partialFilterExpression: { open: true }, name: 'open_of_a_round' })
    .index({ roundId: 1, late: 1 }, { partialFilterExpression: { late: true }, name: 'late_of_a_round' }),
)
