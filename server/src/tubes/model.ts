import type { TubeState } from '@loumen/shared/tubes/schema'
import mongoose, { Schema, type Types } from 'mongoose'
import type { Sealed } from '../base/personal'

export interface TubePersonDocument {
  residentId: Types.ObjectId
  householdId: Types.ObjectId
  communityId: Types.ObjectId
  entranceId: Types.ObjectId
  /** Name and last four digits under the round's key. */
  person: Sealed
  entrance: string
  colour: number
  door: string
  number: number
  admittedAt: Date
  reason?: Sealed
}

export interface TubeEntry {
  at: Date
  accountId: string
  from: string
  operationId?: string
  what: string
  residentId?: string
  reason?: Sealed
}

export interface TubeDocument {
  _id: Types.ObjectId
  roundId: Types.ObjectId
  siteId: Types.ObjectId | null
  tableId: Types.ObjectId | null
  visitId: Types.ObjectId | null
  barcode: string
  capacity: number
  /** Places left; the filter of an admission wants one, so a tube never holds more than its capacity (I2). */
  room: number
  state: TubeState
  /** Not void: its people are in no other live tube of the round (I2). */
  live: boolean
  /** Who the tube is for; the first person decides, and a yellow code never mixes (R12). */
  lane: 'ordinary' | 'separate' | null
  /** Single re-sampling of a recall: such tubes may hold people who are in a pool, too. */
  single: boolean
  people: TubePersonDocument[]
  openedAt: Date
  closedAt: Date | null
  /** Sealed: an outcome never lies open beside anything that leads to a person. */
  outcome: Sealed | null
  lab: string | null
  method: string | null
  testedAt: Date | null
  /** One entry for each change, written by the same update (I8). */
  history: TubeEntry[]
  /** Operations that this document's own updates belong to; unique over all tubes. */
  operations: { id: string; accountId: string; fingerprint: string }[]
  changedAt: Date
}

const tubeSchema = new Schema<TubeDocument>({
  roundId: Schema.Types.ObjectId,
  siteId: Schema.Types.ObjectId,
  tableId: Schema.Types.ObjectId,
  visitId: Schema.Types.ObjectId,
  barcode: String,
  capacity: Number,
  room: Number,
  state: String,
  live: Boolean,
  single: Boolean,
  lane: String,
  people: [
    new Schema<TubePersonDocument>(
      {
        residentId: Schema.Types.ObjectId,
        householdId: Schema.Types.ObjectId,
        communityId: Schema.Types.ObjectId,
        entranceId: Schema.Types.ObjectId,
        person: String,
        entrance: String,
        colour: Number,
        door: String,
        number: Number,
        admittedAt: Date,
        reason: String,
      },
      { _id: false },
    ),
  ],
  openedAt: Date,
  closedAt: Date,
  outcome: String,
  lab: String,
  method: String,
  testedAt: Date,
  history: [
    new Schema<TubeEntry>(
      {
        at: Date,
        accountId: String,
        from: String,
        operationId: String,
        what: String,
        residentId: String,
        reason: String,
      },
      { _id: false },
    ),
  ],
  operations: [new Schema({ id: String, accountId: String, fingerprint: String }, { _id: false })],
  changedAt: Date,
})

export const TubeModel = mongoose.model(
  'tubes',
  tubeSchema
    .index(
      { roundId: 1, 'people.residentId': 1 },
      {
        unique: true,
        partialFilterExpression: { live: true, single: false, 'people.residentId': { $exists: true } },
        name: 'one_live_pool_per_person',
      },
    )
    .index({ barcode: 1 }, { unique: true, name: 'barcode_once' })
    .index(
      { tableId: 1 },
      { unique: true, partialFilterExpression: { state: 'open' }, name: 'one_open_tube_per_table' },
    )
    .index(
      { 'operations.id': 1 },
      { unique: true, partialFilterExpression: { 'operations.id': { $exists: true } }, name: 'operation_once' },
    )
    .index({ roundId: 1, state: 1 })
    .index({ roundId: 1, changedAt: 1 })
    .index({ tableId: 1, closedAt: -1 }),
)
