import type { JoinAskState } from '@loumen/shared/muster/schema'
import mongoose, { Schema, type Types } from 'mongoose'
import type { Sealed } from '../base/personal'

/** Somebody at a site who asks to help. Name and number are gone once it is answered. */
export interface JoinAskDocument {
  _id: Types.ObjectId
  roundId: Types.ObjectId
  nodeId: Types.ObjectId
  siteId: Types.ObjectId
  /** A hash of the asking phone's secret. */
  key: string
  state: Exclude<JoinAskState, 'expired'>
  name?: Sealed
  phone?: Sealed
  phoneIndex?: string
  reason?: Sealed
  at: Date
  expiresAt: Date
  until?: Date
  /** In real time: from then on nothing of it is kept. */
  forgetAt: Date
}

export const JoinAskModel = mongoose.model(
  'joinasks',
  new Schema<JoinAskDocument>({
    roundId: Schema.Types.ObjectId,
    nodeId: Schema.Types.ObjectId,
    siteId: Schema.Types.ObjectId,
    key: String,
    state: String,
    name: String,
    phone: String,
    phoneIndex: String,
    reason: String,
    at: Date,
    expiresAt: Date,
    until: Date,
    forgetAt: Date,
  })
    .index(
      { siteId: 1, phoneIndex: 1 },
      { unique: true, partialFilterExpression: { state: 'waiting' }, name: 'one_waiting_ask' },
    )
    .index({ siteId: 1, state: 1, at: 1 })
    .index({ forgetAt: 1 }, { expireAfterSeconds: 0 }),
)

/** How often the posted code of a site was made anew. */
export const JoinCodeModel = mongoose.model(
  'joincodes',
  new Schema<{ _id: Types.ObjectId; turn: number }>({ _id: Schema.Types.ObjectId, turn: Number }),
)
