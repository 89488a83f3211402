import mongoose, { Schema, type Types } from 'mongoose'

export interface LabKeyDocument {
  _id: Types.ObjectId
  /** The node whose rounds the key is for. */
  nodeId: Types.ObjectId
  lab: string
  /** SHA-256 of the key; the key itself is never stored. */
  hash: string
  hint: string
  createdAt: Date
  createdBy: Types.ObjectId
  lastUsedAt?: Date
  revokedAt?: Date
}

/** Keys of laboratories' own programs. */
export const LabKeyModel = mongoose.model(
  'labkeys',
  new Schema<LabKeyDocument>({
    nodeId: Schema.Types.ObjectId,
    lab: String,
    hash: String,
    hint: String,
    createdAt: Date,
    createdBy: Schema.Types.ObjectId,
    lastUsedAt: Date,
    revokedAt: Date,
  })
    .index({ hash: 1 }, { unique: true })
    .index({ nodeId: 1, createdAt: -1 }),
)
