import type { Visit, VisitFailure, VisitProof } from '@loumen/shared/visits/schema'
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
  teamId?: Types.ObjectId | null
  /** Its place on the team's route, from 1. */
  place?: number | null
  wish?: { from: Date | null; until: Date | null } | null
  /** A tube for each person. */
  single?: boolean
  assignedAt?: Date | null
  startedAt?: Date | null
  proof?: { kind: VisitProof['kind']; name?: Sealed; strokes?: Sealed; at: Date } | null
  why?: VisitFailure | null
  /** What was typed of it. */
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
    teamId: Schema.Types.ObjectId,
    place: Number,
    wish: new Schema({ from: Date, until: Date }, { _id: false }),
    single: Boolean,
    assignedAt: Date,
    startedAt: Date,
    proof: new Schema({ kind: String, name: String, strokes: String, at: Date }, { _id: false }),
    why: String,
    failure: String,
    at: Date,
    endedAt: Date,
    cause: String,
  })
    .index({ roundId: 1, state: 1 })
    .index({ householdId: 1, at: -1 })
    .index({ workerId: 1, state: 1 })
    .index({ cause: 1 }, { sparse: true }),
)

export interface VisitTeamDocument {
  _id: Types.ObjectId
  roundId: Types.ObjectId
  name: string
  accountIds: Types.ObjectId[]
}

export const VisitTeamModel = mongoose.model(
  'visitteams',
  new Schema<VisitTeamDocument>({
    roundId: Schema.Types.ObjectId,
    name: String,
    accountIds: [Schema.Types.ObjectId],
  })
    .index({ roundId: 1, name: 1 }, { unique: true })
    .index({ accountIds: 1 }),
)
