import type { MusterState } from '@loumen/shared/muster/schema'
import type { StaffRole } from '@loumen/shared/roles'
import mongoose, { Schema, type Types } from 'mongoose'

/** Somebody who was mobilised for a round. Names and numbers are their account's. */
export interface MusterDocument {
  _id: Types.ObjectId
  roundId: Types.ObjectId
  nodeId: Types.ObjectId
  siteId: Types.ObjectId
  accountId: Types.ObjectId
  unit: string
  roles: StaffRole[]
  /** The roles that the list gave: what ends with their release. */
  given: { role: StaffRole; scope: string }[]
  state: MusterState
  /** Expected or arrived: somebody is mobilised once in a round. */
  live: boolean
  calledAt: Date
  dueAt: Date
  until: Date
  arrivedAt?: Date
  releasedAt?: Date
  /** The loan by which somebody of another community is here. */
  loanId?: Types.ObjectId
}

export const MusterModel = mongoose.model(
  'musters',
  new Schema<MusterDocument>({
    roundId: Schema.Types.ObjectId,
    nodeId: Schema.Types.ObjectId,
    siteId: Schema.Types.ObjectId,
    accountId: Schema.Types.ObjectId,
    unit: String,
    roles: [String],
    given: [new Schema({ role: String, scope: String }, { _id: false })],
    state: String,
    live: Boolean,
    calledAt: Date,
    dueAt: Date,
    until: Date,
    arrivedAt: Date,
    releasedAt: Date,
    loanId: Schema.Types.ObjectId,
  })
    .index(
      { roundId: 1, accountId: 1 },
      { unique: true, partialFilterExpression: { live: true }, name: 'mobilised_once' },
    )
    .index({ live: 1, until: 1 }),
)
