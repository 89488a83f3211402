import type { ImportState } from '@loumen/shared/imports/schema'
import mongoose, { Schema, type Types } from 'mongoose'
import type { Sealed } from '../base/personal'

export interface ImportDocument {
  _id: Types.ObjectId
  communityId: Types.ObjectId
  /** Sealed: people name files after people. */
  fileName: Sealed
  state: ImportState
  progress: number
  /** What was read, compressed and sealed until it is applied. */
  reading?: Buffer
  rosterRev: number
  totals?: Record<string, number>
  changes?: Record<string, number>
  problems: { row: number; column: string; code: string }[]
  sample?: Buffer
  failure?: { code: string; details?: Record<string, unknown> }
  at: Date
}

export const ImportModel = mongoose.model(
  'imports',
  new Schema<ImportDocument>({
    communityId: Schema.Types.ObjectId,
    fileName: String,
    state: String,
    progress: Number,
    reading: Buffer,
    rosterRev: Number,
    totals: Schema.Types.Mixed,
    changes: Schema.Types.Mixed,
    problems: [new Schema({ row: Number, column: String, code: String }, { _id: false })],
    sample: Buffer,
    failure: Schema.Types.Mixed,
    at: Date,
  }).index({ communityId: 1, at: -1 }),
)
