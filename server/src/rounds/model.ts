import type { Policy, RoundState, TableState } from '@loumen/shared/rounds/schema'
import mongoose, { Schema, type Types } from 'mongoose'

export interface RoundDocument {
  _id: Types.ObjectId
  nodeId: Types.ObjectId
  communityIds: Types.ObjectId[]
  name: string
  number: number
  state: RoundState
  /** Not closed yet: a community is in one live round at most. */
  live: boolean
  policy: Policy
  /** The call order. */
  entranceIds: Types.ObjectId[]
  /** How many people are expected behind each entrance, in the call order. */
  expectedBehind: number[]
  expected: number
  openedAt: Date
}

export const RoundModel = mongoose.model(
  'rounds',
  new Schema<RoundDocument>({
    nodeId: Schema.Types.ObjectId,
    communityIds: [Schema.Types.ObjectId],
    name: String,
    number: Number,
    state: String,
    live: Boolean,
    policy: new Schema<Policy>({ poolSize: Number }, { _id: false }),
    entranceIds: [Schema.Types.ObjectId],
    expectedBehind: [Number],
    expected: Number,
    openedAt: Date,
  })
    .index({ nodeId: 1, number: 1 }, { unique: true })
    .index(
      { communityIds: 1 },
      { unique: true, partialFilterExpression: { live: true }, name: 'one_live_round_per_community' },
    )
    .index({ communityIds: 1, openedAt: -1 }),
)

export interface SiteDocument {
  _id: Types.ObjectId
  roundId: Types.ObjectId
  nodeId: Types.ObjectId
  name: string
  place: string
}

export const SiteModel = mongoose.model(
  'sites',
  new Schema<SiteDocument>({
    roundId: Schema.Types.ObjectId,
    nodeId: Schema.Types.ObjectId,
    name: String,
    place: String,
  }).index({ roundId: 1 }),
)

export interface TableDocument {
  _id: Types.ObjectId
  roundId: Types.ObjectId
  siteId: Types.ObjectId
  number: number
  state: TableState
  openedAt?: Date
  /** Rises with every tube that is opened here: what makes opening a tube and closing the table one after the other. */
  held?: number
}

export const TableModel = mongoose.model(
  'tables',
  new Schema<TableDocument>({
    roundId: Schema.Types.ObjectId,
    siteId: Schema.Types.ObjectId,
    number: Number,
    state: String,
    openedAt: Date,
    held: Number,
  })
    .index({ roundId: 1 })
    .index({ siteId: 1, number: 1 }, { unique: true }),
)
