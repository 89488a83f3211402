import type { HonouredTime } from '@loumen/shared/roster/times'
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
  /** Rises with every edit; left out while nobody has edited it. */
  rev?: number
  /** When it asked to be called and visited. */
  times?: HonouredTime[]
  /** Households that come down together with it; each names the other. */
  comesWith?: Types.ObjectId[]
  imported?: Imported
}

const timeShape = new Schema<HonouredTime>({ from: String, until: String, day: String }, { _id: false })

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
    rev: Number,
    times: { type: [timeShape], default: undefined },
    comesWith: { type: [Schema.Types.ObjectId], default: undefined },
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
  /** The entry of the same person that this one was joined to; it has left, then. */
  mergedInto?: Types.ObjectId
  /** Who acts for them, as sealed JSON. */
  guardian?: Sealed
  /** On whose word somebody without a document is known. */
  word?: 'captain' | 'guardian'
  vaccinatedOn?: string
  /** Rises with every edit; left out while nobody has edited it. */
  rev?: number
  /** Machine time of the last edit by hand: what is kept in memory of names reads on from. */
  editedAt?: Date
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
    mergedInto: Schema.Types.ObjectId,
    guardian: String,
    word: String,
    vaccinatedOn: String,
    rev: Number,
    editedAt: Date,
    imported: importedShape,
  })
    .index({ communityId: 1 })
    .index({ documentIndex: 1 })
    .index({ householdId: 1 })
    .index({ phoneIndex: 1 })
    .index({ communityId: 1, toVerify: 1 }, { partialFilterExpression: { toVerify: true }, name: 'to_verify' })
    .index(
      { communityId: 1, editedAt: 1 },
      { partialFilterExpression: { editedAt: { $exists: true } }, name: 'edited' },
    ),
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

/** Two entries that a person joined, or said to be two people. */
export interface MergeDocument {
  _id: Types.ObjectId
  communityId: Types.ObjectId
  /** The ids of both entries, the lower first: a pair is decided once. */
  pair: string
  state: 'merged' | 'undone' | 'distinct'
  keptId: Types.ObjectId
  droppedId: Types.ObjectId
  at: Date
  accountId: string
  /** Both entries as they were, with their sealed fields. */
  before?: { kept: Record<string, unknown>; dropped: Record<string, unknown> }
  /** The revision at which the join left the kept entry. */
  rev?: number
}

export const MergeModel = mongoose.model(
  'merges',
  new Schema<MergeDocument>({
    communityId: Schema.Types.ObjectId,
    pair: String,
    state: String,
    keptId: Schema.Types.ObjectId,
    droppedId: Schema.Types.ObjectId,
    at: Date,
    accountId: String,
    before: Schema.Types.Mixed,
    rev: Number,
  })
    .index({ pair: 1 }, { unique: true })
    .index({ communityId: 1, at: -1 }),
)
