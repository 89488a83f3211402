import type { ConsentKind } from '@loumen/shared/accounts/consent'
import type { NoticeKind } from '@loumen/shared/notices/schema'
import type { Grant } from '@loumen/shared/roles'
import mongoose, { Schema, type Types } from 'mongoose'
import type { Sealed } from '../base/personal'

export interface AccountDocument {
  _id: Types.ObjectId
  kind: 'staff' | 'resident'
  /** Staff only. */
  login?: string
  /** Staff: what colleagues call them. Sealed. */
  name?: Sealed
  /** Staff who sign in by a code: the number that a list gave, sealed, and its blind index, apart from residents'. */
  workPhone?: Sealed
  workPhoneIndex?: string
  /** Residents: the verified phone, sealed, and its blind index. */
  phone?: Sealed
  phoneIndex?: string
  /** Residents: who they are to the mini-program in WeChat, sealed, and its blind index. */
  wechat?: Sealed
  wechatIndex?: string
  /** Messages that the resident allowed and that are not sent yet, by kind. */
  noticesLeft?: Partial<Record<NoticeKind, number>>
  password?: string
  mustChangePassword: boolean
  grants: Grant[]
  createdAt: Date
  /** Rises when their shifts change: two plans at once meet here. */
  held?: number
}

const grantSchema = new Schema<Grant>({ role: String, scope: String, from: String, until: String }, { _id: false })

export const AccountModel = mongoose.model(
  'accounts',
  new Schema<AccountDocument>({
    kind: String,
    login: String,
    name: String,
    workPhone: String,
    workPhoneIndex: String,
    phone: String,
    phoneIndex: String,
    wechat: String,
    wechatIndex: String,
    noticesLeft: Schema.Types.Mixed,
    password: String,
    mustChangePassword: Boolean,
    grants: [grantSchema],
    createdAt: Date,
    held: Number,
  })
    .index({ login: 1 }, { unique: true, partialFilterExpression: { kind: 'staff' } })
    .index({ phoneIndex: 1 }, { unique: true, sparse: true })
    .index({ workPhoneIndex: 1 }, { unique: true, sparse: true })
    .index({ wechatIndex: 1 }, { unique: true, sparse: true })
    .index({ 'grants.scope': 1 }),
)

export interface SessionDocument {
  /** SHA-256 of the token; the token itself is never stored. */
  _id: string
  accountId: Types.ObjectId
  kind: 'cookie' | 'bearer'
  expiresAt: Date
}

export const SessionModel = mongoose.model(
  'sessions',
  new Schema<SessionDocument>({ _id: String, accountId: Schema.Types.ObjectId, kind: String, expiresAt: Date })
    .index({ expiresAt: 1 }, { expireAfterSeconds: 0 })
    .index({ accountId: 1 }),
)

export interface CodeDocument {
  /** Blind index of the phone. */
  _id: string
  code: string
  tries: number
  expiresAt: Date
}

export const CodeModel = mongoose.model(
  'codes',
  new Schema<CodeDocument>({ _id: String, code: String, tries: Number, expiresAt: Date }).index(
    { expiresAt: 1 },
    { expireAfterSeconds: 0 },
  ),
)

/** One answer to one consent; none is ever changed. */
export interface ConsentDocument {
  _id: Types.ObjectId
  accountId: Types.ObjectId
  kind: ConsentKind
  version: number
  given: boolean
  at: Date
}

export const ConsentModel = mongoose.model(
  'consents',
  new Schema<ConsentDocument>({
    accountId: Schema.Types.ObjectId,
    kind: String,
    version: Number,
    given: Boolean,
    at: Date,
  }).index({ accountId: 1, kind: 1, _id: 1 }),
)
