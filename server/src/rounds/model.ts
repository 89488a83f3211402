import type { PauseReason, Policy, RoundState, TableState } from '@loumen/shared/rounds/schema'
import mongoose, { Schema, type Types } from 'mongoose'
import type { Sealed } from '../base/personal'

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
  /** How it ended: the figures of that moment, and why people were missing. */
  closing?: {
    at: Date
    accountId: string
    reason?: Sealed
    expected: number
    sampled: number
    excused: number
    missing: number
  } | null
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
    policy: new Schema<Policy>(
      {
        poolSize: Number,
        knockAfter: Number,
        pushInQuiet: Boolean,
        recallSamples: Number,
        quiet: new Schema({ from: String, to: String }, { _id: false }),
        entryCheck: Boolean,
        householdTubes: Boolean,
        codedSingly: Boolean,
      },
      { _id: false },
    ),
    entranceIds: [Schema.Types.ObjectId],
    expectedBehind: [Number],
    expected: Number,
    openedAt: Date,
    closing: new Schema(
      {
        at: Date,
        accountId: String,
        reason: String,
        expected: Number,
        sampled: Number,
        excused: Number,
        missing: Number,
      },
      { _id: false },
    ),
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
  /** When it stopped for a while and went on; the last one may last still. */
  pauses?: { reason: PauseReason; since: Date; until: Date | null; endedAt: Date | null }[]
}

export const SiteModel = mongoose.model(
  'sites',
  new Schema<SiteDocument>({
    roundId: Schema.Types.ObjectId,
    nodeId: Schema.Types.ObjectId,
    name: String,
    place: String,
    pauses: [new Schema({ reason: String, since: Date, until: Date, endedAt: Date }, { _id: false })],
  }).index({ roundId: 1 }),
)

export interface TableDocument {
  _id: Types.ObjectId
  roundId: Types.ObjectId
  siteId: Types.ObjectId
  number: number
  state: TableState
  openedAt?: Date
  /** When it was opened and closed. */
  changes?: { at: Date; open: boolean }[]
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
    changes: [new Schema({ at: Date, open: Boolean }, { _id: false })],
    held: Number,
  })
    .index({ roundId: 1 })
    .index({ siteId: 1, number: 1 }, { unique: true }),
)
