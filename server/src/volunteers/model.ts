import type { VolunteerHelp, VolunteerTime } from '@loumen/shared/volunteers/schema'
import mongoose, { Schema, type Types } from 'mongoose'
import type { Sealed } from '../base/personal'

export interface VolunteerDocument {
  _id: Types.ObjectId
  communityId: Types.ObjectId
  /** The resident who offers their help. */
  accountId: Types.ObjectId
  state: 'waiting' | 'accepted' | 'rejected' | 'withdrawn' | 'ended'
  name: Sealed
  phone?: Sealed
  helps: VolunteerHelp[]
  times: VolunteerTime[]
  note?: Sealed
  reason?: Sealed
  /** Their account for work, and where it has the role; until when is known there. */
  staffId?: Types.ObjectId
  scope?: string
  at: Date
  decidedAt?: Date
  endedAt?: Date
}

export const VolunteerModel = mongoose.model(
  'volunteers',
  new Schema<VolunteerDocument>({
    communityId: Schema.Types.ObjectId,
    accountId: Schema.Types.ObjectId,
    state: String,
    name: String,
    phone: String,
    helps: [String],
    times: [String],
    note: String,
    reason: String,
    staffId: Schema.Types.ObjectId,
    scope: String,
    at: Date,
    decidedAt: Date,
    endedAt: Date,
  })
    .index(
      { accountId: 1, communityId: 1 },
      { unique: true, partialFilterExpression: { state: 'waiting' }, name: 'one_waiting_offer' },
    )
    .index({ accountId: 1, at: -1 })
    .index({ communityId: 1, state: 1, at: 1 }),
)
