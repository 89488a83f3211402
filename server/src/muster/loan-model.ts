import type { LoanState } from '@loumen/shared/muster/loan-schema'
import type { StaffRole } from '@loumen/shared/roles'
import mongoose, { Schema, type Types } from 'mongoose'
import type { Sealed } from '../base/personal'

/** One person whom a community lends to a site of another one. */
export interface LoanDocument {
  _id: Types.ObjectId
  lenderId: Types.ObjectId
  /** The communities of the round that asks. */
  borrowerIds: Types.ObjectId[]
  nodeId: Types.ObjectId
  roundId: Types.ObjectId
  siteId: Types.ObjectId
  role: StaffRole
  starts: Date
  until: Date
  state: Exclude<LoanState, 'expired' | 'over'>
  note?: Sealed
  reason?: Sealed
  accountId?: Types.ObjectId
  at: Date
  endedAt?: Date
}

export const LoanModel = mongoose.model(
  'loans',
  new Schema<LoanDocument>({
    lenderId: Schema.Types.ObjectId,
    borrowerIds: [Schema.Types.ObjectId],
    nodeId: Schema.Types.ObjectId,
    roundId: Schema.Types.ObjectId,
    siteId: Schema.Types.ObjectId,
    role: String,
    starts: Date,
    until: Date,
    state: String,
    note: String,
    reason: String,
    accountId: Schema.Types.ObjectId,
    at: Date,
    endedAt: Date,
  })
    .index({ lenderId: 1, at: -1 })
    .index({ borrowerIds: 1, at: -1 })
    .index({ accountId: 1, until: 1 }),
)
