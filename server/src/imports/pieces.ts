import type { ClientSession } from 'mongoose'
import { native, newId, oid } from '../base/db'
import { sealBytes, unsealBytes } from '../base/personal'
import { rosterKey } from '../roster/personal'
import { type PieceKind, PieceModel } from './model'
import { decode, squeeze } from './squeeze'

const place = (importId: string, kind: PieceKind | 'look') => `imports.${kind}|${importId}`

/** Keeps bytes of an import, sealed, in the place of those of the same kind. */
export async function keep(
  communityId: string,
  importId: string,
  kind: PieceKind,
  parts: readonly Uint8Array[],
  session?: ClientSession,
) {
  await PieceModel.deleteMany({ importId: oid(importId), kind }, { session })
  if (!parts.length) return
  const pieces = parts.map((part, at) => ({
    _id: newId(),
    importId: oid(importId),
    kind,
    at,
    bytes: sealBytes(
      rosterKey(communityId),
      place(importId, kind),
      Buffer.from(part.buffer, part.byteOffset, part.length),
    ),
  }))
  await native(PieceModel).insertMany(pieces, { session })
}

/** What was kept of one kind, part by part. */
export async function* kept(communityId: string, importId: string, kind: PieceKind): AsyncGenerator<Buffer> {
  const pieces = native(PieceModel)
    .find({ importId: oid(importId), kind })
    .sort({ at: 1 })
    .batchSize(8)
  for await (const { bytes } of pieces)
    if (bytes) yield unsealBytes(rosterKey(communityId), place(importId, kind), raw(bytes))
}

export const drop = (importId: string, kinds: readonly PieceKind[], session?: ClientSession) =>
  PieceModel.deleteMany({ importId: oid(importId), kind: { $in: kinds } }, { session })

/** A value as sealed, compressed JSON, small enough to stand in its import. */
export const pack = (communityId: string, importId: string, value: unknown) =>
  sealBytes(rosterKey(communityId), place(importId, 'look'), squeeze(value))

export const unpack = (communityId: string, importId: string, packed: Buffer) =>
  decode(unsealBytes(rosterKey(communityId), place(importId, 'look'), raw(packed)))

/** Bytes as they come from the driver or from mongoose. */
const raw = (bytes: Buffer | { buffer: Uint8Array }) =>
  Buffer.isBuffer(bytes) ? bytes : Buffer.from((bytes as { buffer: Uint8Array }).buffer)
