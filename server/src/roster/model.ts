import mongoose, { Schema, type Types } from 'mongoose'
import type { Sealed } from '../base/personal'

/** What an import left on a document that it wrote: which import, what the file said (as keyed prints), and a mark of the whole. */
export interface Imported {
  by: Types.ObjectId
  said: string
  mark: string
}

const importedShape = new Schema<Imported>({ by: Schema.Types.ObjectId, said: String, mark: String }, { _id: false })

export interface HouseholdDocument {
  _id: Types.ObjectId
  communityId: Types.ObjectId
  entranceId: Types.ObjectId
  /** 0 where a place has no floors (houses, shanties). */
  floor: number
  door: string
  /** Equal for two spellings of one door. */
  placeKey: string
  kind: string
  tags: string[]
  note?: Sealed
  imported?: Imported
}

export const HouseholdModel = mongoose.model(
  'households',
  new Schema<HouseholdDocument>({
    communityId: Schema.Types.ObjectId,
    entranceId: Schema.Types.ObjectId,
    floor: Number,
    door: String,
    placeKey: String,
    kind: String,
    tags: [String],
    note: String,
    imported: importedShape,
  })
    .index({ communityId: 1, placeKey: 1 }, { unique: true })
    .index({ entranceId: 1, floor: 1, door: 1 })
    .index({ communityId: 1, door: 1 }),
)

export interface ResidentDocument {
  _id: Types.ObjectId
  communityId: Types.ObjectId
  householdId: Types.ObjectId
  name: Sealed
  relation?: string
  documentType?: string
  document?: Sealed
  /** Blind index of the identity that the document stands for. */
  documentIndex?: string
  phone?: Sealed
  phoneIndex?: string
  birthDate?: Sealed
  sex?: string
  toVerify: boolean
  tags: string[]
  note?: Sealed
  /** Since when the person lives here no more; nobody expects them in a round. */
  leftAt?: Date
  imported?: Imported
}

/** The people who live here now. */
export const living = { leftAt: null }

export const ResidentModel = mongoose.model(
  'residents',
  new Schema<ResidentDocument>({
    communityId: Schema.Types.ObjectId,
    householdId: Schema.Types.ObjectId,
    name: String,
    relation: String,
    documentType: String,
    document: String,
    documentIndex: String,
    phone: String,
    phoneIndex: String,
    birthDate: String,
    sex: String,
    toVerify: Boolean,
    tags: [String],
    note: String,
    leftAt: Date,
    imported: importedShape,
  })
    .index({ communityId: 1, documentIndex: 1 })
    .index({ documentIndex: 1 })
    .index({ householdId: 1 })
    .index({ phoneIndex: 1 }),
)

export interface ClaimDocument {
  _id: Types.ObjectId
  communityId: Types.ObjectId
  accountId: Types.ObjectId
  state: 'granted' | 'waiting' | 'refused'
  /** The household that the name and number match, when they match one. */
  householdId?: Types.ObjectId
  residentId?: Types.ObjectId
  /** What makes the same request twice the same claim. */
  fingerprint: string
  name: Sealed
  document: Sealed
  at: Date
}

export const ClaimModel = mongoose.model(
  'claims',
  new Schema<ClaimDocument>({
    communityId: Schema.Types.ObjectId,
    accountId: Schema.Types.ObjectId,
    state: String,
    householdId: Schema.Types.ObjectId,
    residentId: Schema.Types.ObjectId,
    fingerprint: String,
    name: String,
    document: String,
    at: Date,
  })
    .index({ accountId: 1, fingerprint: 1 }, { unique: true })
    .index({ accountId: 1, state: 1 })
    .index({ communityId: 1, state: 1, at: 1 })
    .index({ householdId: 1, state: 1 }),
)
