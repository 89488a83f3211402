import type { Consent } from '@loumen/shared/helping/schema'
import mongoose, { Schema, type Types } from 'mongoose'

/** A neighbour whom somebody of the staff registered in a round. Ids only: names are read from the roster each time. */
export interface HelpDocument {
  _id: Types.ObjectId
  roundId: Types.ObjectId
  communityId: Types.ObjectId
  entranceId: Types.ObjectId
  householdId: Types.ObjectId
  residentId: Types.ObjectId
  /** Who helps. */
  accountId: Types.ObjectId
  state: 'live' | 'released'
  consent: Consent
  slip: 'written' | 'print' | 'scanned'
  printedAt?: Date
  at: Date
}

export const HelpModel = mongoose.model(
  'helps',
  new Schema<HelpDocument>({
    roundId: Schema.Types.ObjectId,
    communityId: Schema.Types.ObjectId,
    entranceId: Schema.Types.ObjectId,
    householdId: Schema.Types.ObjectId,
    residentId: Schema.Types.ObjectId,
    accountId: Schema.Types.ObjectId,
    state: String,
    consent: new Schema<Consent>({ by: String, how: String }, { _id: false }),
    slip: String,
    printedAt: Date,
    at: Date,
  })
    .index(
      { roundId: 1, residentId: 1 },
      { unique: true, partialFilterExpression: { state: 'live' }, name: 'one_helper' },
    )
    .index({ roundId: 1, householdId: 1 })
    .index({ accountId: 1, state: 1 }),
)
