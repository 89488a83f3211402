import type { ImportState } from '@loumen/shared/imports/schema'
import mongoose, { Schema, type Types } from 'mongoose'
import type { Sealed } from '../base/personal'

export interface ImportDocument {
  _id: Types.ObjectId
  communityId: Types.ObjectId
  /** Sealed: people name files after people. */
  fileName: Sealed
  state: ImportState
  /** The roster that it was compared with; after it was applied, the one that it made. */
  rosterRev: number
  /** Columns as a person assigned them. */
  given?: Given
  totals?: Record<string, number>
  changes?: Record<string, unknown>
  problems: { code: string; count: number }[]
  /** How the file was understood, with texts of its cells; sealed. */
  look?: Buffer
  failure?: { code: string; details?: Record<string, unknown> }
  at: Date
  accountId: string
  appliedAt?: Date
  undoneAt?: Date
  /** The entrances that it made. */
  entranceIds?: Types.ObjectId[]
  /** Residents and households that it wrote. */
  written?: number
  /** What it replaced is no longer kept. */
  final?: boolean
}

/** What a person said of the columns, where the reading is to be done again. */
export interface Given {
  sheet?: number
  headerRow?: number
  mapping?: Record<string, number[]>
}

export const ImportModel = mongoose.model(
  'imports',
  new Schema<ImportDocument>({
    communityId: Schema.Types.ObjectId,
    fileName: String,
    state: String,
    rosterRev: Number,
    given: Schema.Types.Mixed,
    totals: Schema.Types.Mixed,
    changes: Schema.Types.Mixed,
    problems: [new Schema({ code: String, count: Number }, { _id: false })],
    look: Buffer,
    failure: Schema.Types.Mixed,
    at: Date,
    accountId: String,
    appliedAt: Date,
    undoneAt: Date,
    entranceIds: { type: [Schema.Types.ObjectId], default: undefined },
    written: Number,
    final: Boolean,
  })
    .index({ communityId: 1, at: -1 })
    .index({ communityId: 1, state: 1, appliedAt: -1 }),
)

/**
 * What an import keeps while it is needed: the file and what was read of it until it is applied or abandoned, the rows to
 * look at, and the documents that it replaced until it is undone.
 */
export type PieceKind = 'file' | 'reading' | 'doubts' | 'before'

export interface PieceDocument {
  _id: Types.ObjectId
  importId: Types.ObjectId
  kind: PieceKind
  at: number
  /** Sealed. */
  bytes?: Buffer
  /** Documents as they were, with their sealed fields. */
  residents?: Record<string, unknown>[]
  households?: Record<string, unknown>[]
}

export const PieceModel = mongoose.model(
  'importpieces',
  new Schema<PieceDocument>({
    importId: Schema.Types.ObjectId,
    kind: String,
    at: Number,
    bytes: Buffer,
    residents: { type: [Schema.Types.Mixed], default: undefined },
    households: { type: [Schema.Types.Mixed], default: undefined },
  }).index({ importId: 1, kind: 1, at: 1 }),
)
