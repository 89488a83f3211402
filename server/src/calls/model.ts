import type { CallMode, CallPart, CallReply, CallState, ContactWay, DoorOutcome } from '@loumen/shared/calls/schema'
import mongoose, { Schema, type Types } from 'mongoose'
import type { Sealed } from '../base/personal'

/** One asking-down within a call. */
export interface CallPartDocument {
  _id: Types.ObjectId
  siteId: Types.ObjectId
  floors: number[]
  householdIds: Types.ObjectId[]
  people: number
  calledAt: Date
  againAt?: Date
  times: number
  by: CallPart['by']
  channels: CallPart['channels']
}

export interface CallDocument {
  _id: Types.ObjectId
  roundId: Types.ObjectId
  siteId: Types.ObjectId
  entranceId: Types.ObjectId
  state: CallState
  /** Granted or called: an entrance has one live call in a round. */
  live: boolean
  grantedAt: Date
  calledAt?: Date
  clearedAt?: Date
  times: number
  parts: CallPartDocument[]
  /** Everybody of its parts: a household is asked down once in a round. Absent while nobody is asked. */
  households?: Types.ObjectId[]
}

export const CallModel = mongoose.model(
  'calls',
  new Schema<CallDocument>({
    roundId: Schema.Types.ObjectId,
    siteId: Schema.Types.ObjectId,
    entranceId: Schema.Types.ObjectId,
    state: String,
    live: Boolean,
    grantedAt: Date,
    calledAt: Date,
    clearedAt: Date,
    times: Number,
    parts: [
      new Schema<CallPartDocument>({
        siteId: Schema.Types.ObjectId,
        floors: [Number],
        householdIds: [Schema.Types.ObjectId],
        people: Number,
        calledAt: Date,
        againAt: Date,
        times: Number,
        by: String,
        channels: [String],
      }),
    ],
    households: { type: [Schema.Types.ObjectId], default: undefined },
  })
    .index(
      { roundId: 1, entranceId: 1 },
      { unique: true, partialFilterExpression: { live: true }, name: 'one_live_call_per_entrance' },
    )
    .index(
      { roundId: 1, households: 1 },
      { unique: true, partialFilterExpression: { households: { $exists: true } }, name: 'household_called_once' },
    )
    .index({ roundId: 1, entranceId: 1, grantedAt: 1 }),
)

/** How a round's people are called; without a document nothing is held and people decide everywhere. */
export interface CallingDocument {
  /** The round's id. */
  _id: Types.ObjectId
  held: Types.ObjectId[]
  modes: { siteId: Types.ObjectId; mode: CallMode }[]
}

export const CallingModel = mongoose.model(
  'callings',
  new Schema<CallingDocument>({
    held: [Schema.Types.ObjectId],
    modes: [new Schema({ siteId: Schema.Types.ObjectId, mode: String }, { _id: false })],
  }),
)

export interface QueueCountDocument {
  _id: Types.ObjectId
  roundId: Types.ObjectId
  siteId: Types.ObjectId
  people: number
  at: Date
}

export const QueueCountModel = mongoose.model(
  'queuecounts',
  new Schema<QueueCountDocument>({
    roundId: Schema.Types.ObjectId,
    siteId: Schema.Types.ObjectId,
    people: Number,
    at: Date,
  }).index({ roundId: 1, at: 1 }),
)

/** What became of a household's call. */
export interface CallNoteDocument {
  _id: Types.ObjectId
  roundId: Types.ObjectId
  householdId: Types.ObjectId
  entranceId: Types.ObjectId
  reply?: { kind: CallReply; at: Date }
  knock?: { outcome: DoorOutcome; at: Date }
  seenAt?: Date
}

export const CallNoteModel = mongoose.model(
  'callnotes',
  new Schema<CallNoteDocument>({
    roundId: Schema.Types.ObjectId,
    householdId: Schema.Types.ObjectId,
    entranceId: Schema.Types.ObjectId,
    reply: new Schema({ kind: String, at: Date }, { _id: false }),
    knock: new Schema({ outcome: String, at: Date }, { _id: false }),
    seenAt: Date,
  })
    .index({ roundId: 1, householdId: 1 }, { unique: true })
    .index({ roundId: 1, entranceId: 1 }),
)

/** How a household that hears nothing is told, in every round. */
export interface ContactPlanDocument {
  /** The household's id. */
  _id: Types.ObjectId
  communityId: Types.ObjectId
  way: ContactWay
  detail?: Sealed
}

export const ContactPlanModel = mongoose.model(
  'contactplans',
  new Schema<ContactPlanDocument>({ communityId: Schema.Types.ObjectId, way: String, detail: String }),
)
