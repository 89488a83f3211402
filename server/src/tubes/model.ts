import type { RefusalCode } from '@loumen/shared/refusals'
import type { ClaimDecision } from '@loumen/shared/tubes/claims'
import type { Diversion, TubeState } from '@loumen/shared/tubes/schema'
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
  /** Tags that matter to the swab. */
  care?: string[]
  /** On whose word they came without a document. */
  vouch?: Sealed
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

/** A physical fact that a rule refused (I3): whose sample is in this tube is for a named person to decide. */
export interface TubeClaimDocument {
  _id: Types.ObjectId
  /** Null when the roster knew nobody like that. */
  residentId: Types.ObjectId | null
  householdId: Types.ObjectId | null
  communityId: Types.ObjectId | null
  entranceId: Types.ObjectId | null
  /** Name and last four digits, or what was typed, under the round's key. */
  person: Sealed
  entrance: string
  colour: number
  door: string
  number: number
  why: { code: RefusalCode; details: Record<string, unknown> }
  operationId: string
  recorderId: string
  recordedAt: Date
  decision: { kind: ClaimDecision; accountId: string; at: Date; reason: Sealed } | null
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
  /** The only household it may hold, where the round's policy wants that (R15). */
  home?: Types.ObjectId | null
  /** Why one person was sampled alone. */
  diverted?: Diversion | null
  /** Single re-sampling of a recall: such tubes may hold people who are in a pool, too. */
  single: boolean
  people: TubePersonDocument[]
  /** Whose samples are in it as well, or so a device recorded: a recall takes them like people unless it was a mistake. */
  claims?: TubeClaimDocument[]
  /** How many of the claims wait for a decision: the tube is flagged while there are any. */
  openClaims?: number
  /** Who carries it from door to door while it is open: an account and the teams that it is in. */
  carriers?: Types.ObjectId[]
  /** Recorded offline while its table or its carriers had another tube open, or found by its barcode only. */
  aside?: boolean
  openedAt: Date
  closedAt: Date | null
  /** The box it was packed into. */
  boxId?: Types.ObjectId | null
  /** Somebody counted and it was not there, or it arrived broken: its people are on the doubtful list. */
  doubtful?: 'missing' | 'broken' | 'notReceived' | null
  receivedAt?: Date | null
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
  home: Schema.Types.ObjectId,
  diverted: String,
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
        care: [String],
        vouch: String,
      },
      { _id: false },
    ),
  ],
  claims: [
    new Schema<TubeClaimDocument>({
      residentId: Schema.Types.ObjectId,
      householdId: Schema.Types.ObjectId,
      communityId: Schema.Types.ObjectId,
      entranceId: Schema.Types.ObjectId,
      person: String,
      entrance: String,
      colour: Number,
      door: String,
      number: Number,
      why: new Schema({ code: String, details: Schema.Types.Mixed }, { _id: false }),
      operationId: String,
      recorderId: String,
      recordedAt: Date,
      decision: new Schema({ kind: String, accountId: String, at: Date, reason: String }, { _id: false }),
    }),
  ],
  openClaims: Number,
  carriers: { type: [Schema.Types.ObjectId], default: undefined },
  aside: Boolean,
  openedAt: Date,
  closedAt: Date,
  boxId: Schema.Types.ObjectId,
  doubtful: String,
  receivedAt: Date,
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
      {
        unique: true,
        partialFilterExpression: { state: 'open', aside: false, tableId: { $type: 'objectId' } },
        name: 'one_open_tube_per_table',
      },
    )
    .index(
      { roundId: 1, carriers: 1 },
      {
        unique: true,
        partialFilterExpression: { state: 'open', aside: false, carriers: { $exists: true } },
        name: 'one_carried_tube_per_team',
      },
    )
    .index(
      { 'operations.id': 1 },
      { unique: true, partialFilterExpression: { 'operations.id': { $exists: true } }, name: 'operation_once' },
    )
    .index({ 'people.residentId': 1 })
    .index({ roundId: 1, state: 1 })
    .index({ roundId: 1, changedAt: 1 })
    .index({ tableId: 1, closedAt: -1 })
    .index({ boxId: 1 })
    .index({ roundId: 1, openClaims: 1 }, { partialFilterExpression: { openClaims: { $gt: 0 } } })
    .index(
      { 'claims.residentId': 1 },
      { partialFilterExpression: { openClaims: { $exists: true } }, name: 'claims_of_a_person' },
    ),
)
