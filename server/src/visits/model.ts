import type { Visit } from '@loumen/shared/visits/schema'
import mongoose, { Schema, type Types } from 'mongoose'
import type { Sealed } from '../base/personal'

export interface VisitDocument {
  _id: Types.ObjectId
  roundId: Types.ObjectId
  communityId: Types.ObjectId
  householdId: Types.ObjectId
  entranceId: Types.ObjectId
  kind: Visit['kind']
  state: Visit['state']
  note?: Sealed
  people: { residentId: Types.ObjectId; sampled: boolean }[]
  workerId?: Types.ObjectId | null
  failure?: Sealed | null
  at: Date
  endedAt?: Date | null
  /** What made it, when no person did: it is taken back with that, as long as nobody has taken it. */
  cause?: string
}

export const VisitModel = mongoose.model(
  'visits',
  new Schema<VisitDocument>({
    roundId: Schema.Types.ObjectId,
    communityId: Schema.Types.ObjectId,
    householdId: Schema.Types.ObjectId,
    entranceId: Schema.Types.ObjectId,
    kind: String,
    state: String,
    note: String,
    people: [new Schema({ residentId: Schema.Types.ObjectId, sampled: Boolean }, { _id: false })],
    workerId: Schema.Types.ObjectId,
    failure: String,
    at: Date,
    endedAt: Date,
    cause: String,
  })
    .index({ roundId: 1, state: 1 })
    .index({ householdId: 1, at: -1 })
    .index({ cause: 1 }, { sparse: true }),
)
