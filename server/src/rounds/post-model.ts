import type { PlanPoint, PostKind, PostMaterial } from '@loumen/shared/rounds/posts'
import mongoose, { Schema, type Types } from 'mongoose'
import type { Sealed } from '../base/personal'

export interface PostDocument {
  _id: Types.ObjectId
  roundId: Types.ObjectId
  nodeId: Types.ObjectId
  siteId?: Types.ObjectId | null
  entranceId?: Types.ObjectId | null
  name: string
  kind: PostKind
  place?: PlanPoint | null
  holder?: { accountId?: Types.ObjectId | null; name: Sealed; phone?: Sealed | null } | null
  from?: Date | null
  until?: Date | null
  materials: PostMaterial[]
  rev: number
  /** Kept for the round's history, shown no more. */
  removed: boolean
}

export const PostModel = mongoose.model(
  'posts',
  new Schema<PostDocument>({
    roundId: Schema.Types.ObjectId,
    nodeId: Schema.Types.ObjectId,
    siteId: Schema.Types.ObjectId,
    entranceId: Schema.Types.ObjectId,
    name: String,
    kind: String,
    place: new Schema({ x: Number, y: Number }, { _id: false }),
    holder: new Schema({ accountId: Schema.Types.ObjectId, name: String, phone: String }, { _id: false }),
    from: Date,
    until: Date,
    materials: [new Schema({ what: String, count: Number }, { _id: false })],
    rev: Number,
    removed: Boolean,
  }).index({ roundId: 1 }),
)
