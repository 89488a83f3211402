import type { Route } from '@loumen/shared/tickets/rules'
import type { ExcuseReason, TicketState } from '@loumen/shared/tickets/schema'
import mongoose, { Schema, type Types } from 'mongoose'
import type { Sealed } from '../base/personal'

export interface TicketDocument {
  _id: Types.ObjectId
  roundId: Types.ObjectId
  communityId: Types.ObjectId
  residentId: Types.ObjectId
  householdId: Types.ObjectId
  entranceId: Types.ObjectId
  /** The door as the roster has it, so that a scan need not read the household. */
  door: string
  number: number
  /** Numbers it had before a blank slip was bound to it; nobody gets them again. */
  formerNumbers?: number[]
  /** How often its slip was issued; 1 when missing. Only the latest is valid. */
  issue?: number
  state: TicketState
  live: boolean
  route: Route
  answer?: 'coming' | 'needsDoor' | 'excused' | 'refuses' | null
  excuse?: { reason: ExcuseReason; until: string | null; proof?: Sealed; at: Date; accountId: string } | null
  /** Since when the person refuses, as somebody of the staff was told: they stay missing. */
  refusedAt?: Date | null
  /** Not asked down before this moment, as somebody at the door was asked (R3). */
  notBefore?: Date | null
  /** The household is in an open recall: nobody of it is called, admitted or visited in the ordinary way. */
  frozen: boolean
  /** The resident whose entry this one was joined to; what is found under this one counts for them. */
  joinedTo?: Types.ObjectId
  /** Machine time of the last change: what the coverage ledger reads on from. */
  changedAt: Date
}

export const TicketModel = mongoose.model(
  'tickets',
  new Schema<TicketDocument>({
    roundId: Schema.Types.ObjectId,
    communityId: Schema.Types.ObjectId,
    residentId: Schema.Types.ObjectId,
    householdId: Schema.Types.ObjectId,
    entranceId: Schema.Types.ObjectId,
    door: String,
    number: Number,
    formerNumbers: { type: [Number], default: undefined },
    issue: Number,
    state: String,
    live: Boolean,
    route: String,
    answer: String,
    excuse: new Schema({ reason: String, until: String, proof: String, at: Date, accountId: String }, { _id: false }),
    refusedAt: Date,
    notBefore: Date,
    frozen: Boolean,
    joinedTo: Schema.Types.ObjectId,
    changedAt: Date,
  })
    .index({ roundId: 1, residentId: 1 }, { unique: true, partialFilterExpression: { live: true } })
    .index({ roundId: 1, entranceId: 1, number: 1 }, { unique: true })
    .index({ roundId: 1, householdId: 1 })
    .index({ roundId: 1, changedAt: 1 })
    .index({ householdId: 1 }),
)

export interface CounterDocument {
  _id: string
  next: number
  /** The numbers that blank slips were printed with: from the first up to, not including, the next. */
  blank?: { from: number; next: number }
  /** Rises with every slip that is bound, so that two bindings behind one entrance come one after the other. */
  bound?: number
}

/** The next number of each entrance in each round: raised before it is used, never lowered. */
export const CounterModel = mongoose.model(
  'ticketcounters',
  new Schema<CounterDocument>({
    _id: String,
    next: Number,
    blank: new Schema({ from: Number, next: Number }, { _id: false }),
    bound: Number,
  }),
)
