import type { DeliveryWay } from '@loumen/shared/certificates/schema'
import mongoose, { Schema, type Types } from 'mongoose'
import type { Sealed } from '../base/personal'

const id = Schema.Types.ObjectId

export interface CertificateDocument {
  _id: Types.ObjectId
  roundId: Types.ObjectId
  residentId: Types.ObjectId
  householdId: Types.ObjectId
  tubeId: Types.ObjectId
  /** Which writing of the tube's outcome it stands for: a later one ends it. */
  rev: number
  /** The random code, sealed, and what it is found by. */
  code: Sealed
  codeIndex: string
  issuedAt: Date
}

export const CertificateModel = mongoose.model(
  'certificates',
  new Schema<CertificateDocument>({
    roundId: id,
    residentId: id,
    householdId: id,
    tubeId: id,
    rev: Number,
    code: String,
    codeIndex: String,
    issuedAt: Date,
  })
    .index({ codeIndex: 1 }, { unique: true })
    .index({ residentId: 1, tubeId: 1, rev: 1 }, { unique: true }),
)

export interface CertificateFileDocument {
  /** A keyed print of the id that its address carries; the id itself is never stored. */
  _id: string
  certificateId: Types.ObjectId
  expiresAt: Date
}

/** Addresses under which a certificate is fetched as a file for some minutes. */
export const CertificateFileModel = mongoose.model(
  'certificatefiles',
  new Schema<CertificateFileDocument>({ _id: String, certificateId: id, expiresAt: Date }).index(
    { expiresAt: 1 },
    { expireAfterSeconds: 0 },
  ),
)

export interface DeliveryDocument {
  _id: Types.ObjectId
  roundId: Types.ObjectId
  residentId: Types.ObjectId
  tubeId: Types.ObjectId
  rev: number
  way: DeliveryWay
  /** A volunteer's task: brought when it is done. */
  visitId?: Types.ObjectId
  accountId: Types.ObjectId
  at: Date
}

/** How results reached people whom no phone tells; once for each result, a corrected one is brought again. */
export const DeliveryModel = mongoose.model(
  'resultdeliveries',
  new Schema<DeliveryDocument>({
    roundId: id,
    residentId: id,
    tubeId: id,
    rev: Number,
    way: String,
    visitId: id,
    accountId: id,
    at: Date,
  })
    .index({ residentId: 1, tubeId: 1, rev: 1 }, { unique: true })
    .index({ roundId: 1 }),
)
