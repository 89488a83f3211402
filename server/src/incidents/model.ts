import type { Alert, Body, RecallPerson, Whereabouts } from '@loumen/shared/incidents/schema'
import mongoose, { Schema, type Types } from 'mongoose'
import type { Sealed } from '../base/personal'

const id = Schema.Types.ObjectId
const own = { _id: false }

export interface RecallDocument {
  _id: Types.ObjectId
  /** What messages name it by: random, and nobody's. */
  number: string
  roundId: Types.ObjectId
  communityIds: Types.ObjectId[]
  tubeId: Types.ObjectId
  barcode: string
  outcome: Sealed
  kind: 'pool' | 'single'
  state: 'open' | 'closed'
  openedAt: Date
  samplesWanted: number
  /** Rises with every outcome of its single samples, so that closing and correcting come one after the other. */
  rev: number
  residentIds: Types.ObjectId[]
  householdIds: Types.ObjectId[]
  /** Those that are still frozen: all while it is open, later those with a positive until somebody releases them. */
  frozenHouseholdIds: Types.ObjectId[]
  closed?: { at: Date; accountId: Types.ObjectId; decision: Sealed }
  released: { householdId: Types.ObjectId; at: Date; accountId: Types.ObjectId; reason: Sealed }[]
}

export const RecallModel = mongoose.model(
  'recalls',
  new Schema<RecallDocument>({
    number: String,
    roundId: id,
    communityIds: [id],
    tubeId: id,
    barcode: String,
    outcome: String,
    kind: String,
    state: String,
    openedAt: Date,
    samplesWanted: Number,
    rev: Number,
    residentIds: [id],
    householdIds: [id],
    frozenHouseholdIds: [id],
    closed: new Schema({ at: Date, accountId: id, decision: String }, own),
    released: [new Schema({ householdId: id, at: Date, accountId: id, reason: String }, own)],
  })
    .index({ tubeId: 1 }, { unique: true, partialFilterExpression: { state: 'open' } })
    .index({ number: 1 }, { unique: true })
    .index({ roundId: 1, openedAt: -1 })
    .index({ residentIds: 1, state: 1 })
    .index({ frozenHouseholdIds: 1 }),
)

/** The visit of one person in a recall: reached, told, and sampled singly. */
export interface RecallVisitDocument {
  _id: Types.ObjectId
  recallId: Types.ObjectId
  roundId: Types.ObjectId
  residentId: Types.ObjectId
  householdId: Types.ObjectId
  why: RecallPerson['why']
  /** Whose door it is to go to, and its place among that team's doors of the recall, from 1. */
  teamId?: Types.ObjectId | null
  place?: number | null
  reached?: { at: Date; where: Whereabouts; how: 'door' | 'phone'; accountId: Types.ObjectId; words: Sealed }
  samples: { tubeId: Types.ObjectId; lab: string; at: Date }[]
}

export const RecallVisitModel = mongoose.model(
  'recallvisits',
  new Schema<RecallVisitDocument>({
    recallId: id,
    roundId: id,
    residentId: id,
    householdId: id,
    why: String,
    teamId: id,
    place: Number,
    reached: new Schema({ at: Date, where: String, how: String, accountId: id, words: String }, own),
    samples: [new Schema({ tubeId: id, lab: String, at: Date }, own)],
  })
    .index({ recallId: 1, residentId: 1 }, { unique: true })
    .index({ residentId: 1 })
    .index({ 'samples.tubeId': 1 }),
)

export interface AlertDocument {
  _id: Types.ObjectId
  number: string
  recallId: Types.ObjectId
  communityId: Types.ObjectId
  body: Body
  cause: Alert['cause']
  /** What raised it: the tube. The same outcome never raises it twice. */
  tubeId: Types.ObjectId
  state: Alert['state']
  raisedAt: Date
  /** Who of the duty roster is tried: counts on over the list, again and again. */
  turn: number
  /** Failures of sending to the present one. */
  failures: number
  /** In domain time: when the next step is due. */
  dueAt: Date
  /** Somebody was told and has not answered yet. */
  waiting: boolean
  tries: { at: Date; name: Sealed; outcome: 'sent' | 'failed' | 'byHand' }[]
  acknowledged?: { at: Date; accountId?: Types.ObjectId; by: Sealed }
}

export const AlertModel = mongoose.model(
  'alerts',
  new Schema<AlertDocument>({
    number: String,
    recallId: id,
    communityId: id,
    body: String,
    cause: String,
    tubeId: id,
    state: String,
    raisedAt: Date,
    turn: Number,
    failures: Number,
    dueAt: Date,
    waiting: Boolean,
    tries: [new Schema({ at: Date, name: String, outcome: String }, own)],
    acknowledged: new Schema({ at: Date, accountId: id, by: String }, own),
  })
    .index({ recallId: 1, communityId: 1, body: 1, cause: 1, tubeId: 1 }, { unique: true })
    .index({ state: 1, dueAt: 1 }),
)

export interface DutyDocument {
  /** The community. */
  _id: Types.ObjectId
  escalateAfter: number
  /** Names and phones by body, sealed as one. */
  contacts: Sealed
}

export const DutyModel = mongoose.model(
  'dutyrosters',
  new Schema<DutyDocument>({ _id: id, escalateAfter: Number, contacts: String }),
)
