import type { ApplicationState, NewcomerKind } from '@loumen/shared/joining/schema'
import mongoose, { Schema, type Types } from 'mongoose'
import type { Sealed } from '../base/personal'

export interface ApplicationDocument {
  _id: Types.ObjectId
  communityId: Types.ObjectId
  accountId: Types.ObjectId
  code: string
  state: ApplicationState
  kind: NewcomerKind
  /** What makes the same request twice the same application. */
  fingerprint: string
  name: Sealed
  document?: Sealed
  phone?: Sealed
  entranceId?: Types.ObjectId | null
  door?: string | null
  address?: Sealed
  note?: Sealed
  reason?: Sealed
  /** The resident that a registrar made of it, or that the decision ended with. */
  residentId?: Types.ObjectId
  at: Date
  decidedAt?: Date
}

export const ApplicationModel = mongoose.model(
  'applications',
  new Schema<ApplicationDocument>({
    communityId: Schema.Types.ObjectId,
    accountId: Schema.Types.ObjectId,
    code: String,
    state: String,
    kind: String,
    fingerprint: String,
    name: String,
    document: String,
    phone: String,
    entranceId: Schema.Types.ObjectId,
    door: String,
    address: String,
    note: String,
    reason: String,
    residentId: Schema.Types.ObjectId,
    at: Date,
    decidedAt: Date,
  })
    .index({ code: 1 }, { unique: true })
    .index(
      { accountId: 1, fingerprint: 1 },
      { unique: true, partialFilterExpression: { state: 'waiting' }, name: 'one_waiting_application' },
    )
    .index({ accountId: 1, at: -1 })
    .index({ communityId: 1, state: 1, at: 1 }),
)

export interface MembershipDocument {
  _id: Types.ObjectId
  entranceId: Types.ObjectId
  residentId: Types.ObjectId
  from?: Date | null
  until?: Date | null
}

/** Who belonged to which group from when to when; the history of joiners and leavers. */
export const MembershipModel = mongoose.model(
  'memberships',
  new Schema<MembershipDocument>({
    entranceId: Schema.Types.ObjectId,
    residentId: Schema.Types.ObjectId,
    from: Date,
    until: Date,
  })
    .index({ entranceId: 1, until: 1 })
    .index({ residentId: 1, from: 1 }),
)
