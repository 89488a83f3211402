import type { AllowedHours, UnitKind } from '@loumen/shared/community/units'
import type { PlanPoint } from '@loumen/shared/rounds/posts'
import mongoose, { Schema, type Types } from 'mongoose'
import type { Sealed } from '../base/personal'

export interface NodeDocument {
  _id: Types.ObjectId
  kind: 'district' | 'street' | 'community'
  name: string
  parentId: Types.ObjectId | null
  /** Ids of the nodes above, the highest first. */
  above: Types.ObjectId[]
  /** Rises with every import and its undoing, so that a preview can be told stale. */
  rosterRev: number
}

/** The community tree; communities are the tenants. */
export const NodeModel = mongoose.model(
  'nodes',
  new Schema<NodeDocument>({
    kind: String,
    name: String,
    parentId: { type: Schema.Types.ObjectId, default: null },
    above: [Schema.Types.ObjectId],
    rosterRev: { type: Number, default: 0 },
  })
    .index({ parentId: 1, name: 1 }, { unique: true })
    .index({ above: 1 }),
)

export interface EntranceDocument {
  _id: Types.ObjectId
  communityId: Types.ObjectId
  estate: string
  building: string
  name: string
  label: string
  /** Place in the community's own order of buildings and entrances. */
  order: number
  colour: number
  gridId: Types.ObjectId | null
  /** An entrance with floors unless said. */
  kind?: UnitKind
  lift?: boolean | null
  place?: PlanPoint | null
  hours?: AllowedHours
  contact?: { name: Sealed; phone?: Sealed | null } | null
  /** Names that it had: by these, too, a roster's file finds it. */
  formerly?: { estate: string; building: string; name: string }[]
  rev?: number
}

export const EntranceModel = mongoose.model(
  'entrances',
  new Schema<EntranceDocument>({
    communityId: Schema.Types.ObjectId,
    estate: String,
    building: String,
    name: String,
    label: String,
    order: Number,
    colour: Number,
    kind: String,
    lift: Boolean,
    place: new Schema({ x: Number, y: Number }, { _id: false }),
    hours: [new Schema({ from: String, to: String }, { _id: false })],
    contact: new Schema({ name: String, phone: String }, { _id: false }),
    formerly: [new Schema({ estate: String, building: String, name: String }, { _id: false })],
    rev: Number,
    gridId: { type: Schema.Types.ObjectId, default: null },
  })
    .index({ communityId: 1, estate: 1, building: 1, name: 1 }, { unique: true })
    .index({ communityId: 1, order: 1 })
    .index({ gridId: 1 }),
)

export interface GridDocument {
  _id: Types.ObjectId
  communityId: Types.ObjectId
  name: string
}

export const GridModel = mongoose.model(
  'grids',
  new Schema<GridDocument>({ communityId: Schema.Types.ObjectId, name: String }).index(
    { communityId: 1, name: 1 },
    { unique: true },
  ),
)
