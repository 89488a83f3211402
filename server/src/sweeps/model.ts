import type { DoorOutcome } from '@loumen/shared/calls/schema'
import type { SweepNeed } from '@loumen/shared/sweeps/schema'
import mongoose, { Schema, type Types } from 'mongoose'
import type { Sealed } from '../base/personal'

export interface SweepEntryDocument {
  outcome: DoorOutcome
  at: Date
  laterAt: Date | null
  need: SweepNeed | null
  note?: Sealed
  accountId: string
}

/** What was found at a door in a round, in the order of its times. */
export interface SweepDocument {
  _id: Types.ObjectId
  roundId: Types.ObjectId
  entranceId: Types.ObjectId
  householdId: Types.ObjectId
  entries: SweepEntryDocument[]
}

export const SweepModel = mongoose.model(
  'sweeps',
  new Schema<SweepDocument>({
    roundId: Schema.Types.ObjectId,
    entranceId: Schema.Types.ObjectId,
    householdId: Schema.Types.ObjectId,
    entries: [
      new Schema(
        { outcome: String, at: Date, laterAt: Date, need: String, note: String, accountId: String },
        { _id: false },
      ),
    ],
  })
    .index({ roundId: 1, householdId: 1 }, { unique: true })
    .index({ roundId: 1, entranceId: 1 }),
)
