import { createHash, randomBytes } from 'node:crypto'
import type * as api from '@loumen/shared/accounts/keys'
import { type LabKey, labKeyStart } from '@loumen/shared/accounts/schema'
import type { Parsed } from '@loumen/shared/endpoint'
import { Refused } from '@loumen/shared/refusals'
import type { Actor } from '../base/actor'
import { change } from '../base/change'
import { newId, oid } from '../base/db'
import { now } from '../clock'
import { pathOfScope } from '../community/paths'
import { type LabKeyDocument, LabKeyModel } from './key-model'
import { namesOf } from './queries'
import type { Session } from './sessions'

const digest = (secret: string) => createHash('sha256').update(secret).digest('base64url')
/** A key in use writes its last use down no more often. */
const noted = 60_000

/** The session of a laboratory's key. Read anew each time, so that a key that was ended is ended at once. */
export async function readKey(secret: string): Promise<Session | undefined> {
  const key = await LabKeyModel.findOne({ hash: digest(secret), revokedAt: null }).lean()
  if (!key) return undefined
  if (now().getTime() - (key.lastUsedAt?.getTime() ?? 0) >= noted)
    await LabKeyModel.updateOne({ _id: key._id }, { $set: { lastUsedAt: now() } })
  return {
    id: String(key._id),
    kind: 'key',
    account: {
      id: String(key._id),
      kind: 'lab',
      grants: [{ role: 'lab', scope: String(key.nodeId) }],
      mustChangePassword: false,
    },
  }
}

export async function listLabKeys({ communityId }: Parsed<typeof api.listLabKeys>, actor: Actor) {
  const path = await pathOfScope(communityId)
  actor.must('keys.manage', path)
  const keys = await LabKeyModel.find({ nodeId: { $in: path.map(oid) } })
    .sort({ createdAt: -1 })
    .lean()
  const makers = await namesOf(keys.map((key) => key.createdBy))
  return { keys: keys.map((key) => present(key, makers)) }
}

const present = (key: LabKeyDocument, makers: Map<string, string>): LabKey => ({
  id: String(key._id),
  lab: key.lab,
  hint: key.hint,
  createdAt: key.createdAt.toISOString(),
  createdBy: makers.get(String(key.createdBy)) ?? '',
  lastUsedAt: key.lastUsedAt?.toISOString() ?? null,
  revokedAt: key.revokedAt?.toISOString() ?? null,
})

async function view(keyId: string) {
  const key = await LabKeyModel.findById(oid(keyId)).lean()
  if (!key) throw new Refused('notFound')
  return present(key, await namesOf([key.createdBy]))
}

/** Makes a key of 256 random bits; it is answered to the operation that made it, and to nobody later. */
export async function createLabKey({ communityId, lab }: Parsed<typeof api.createLabKey>, actor: Actor) {
  actor.must('keys.manage', await pathOfScope(communityId))
  const secret = labKeyStart + randomBytes(32).toString('base64url')
  const { keyId } = await change(actor, async (tx) => {
    const _id = newId()
    const key: LabKeyDocument = {
      _id,
      nodeId: oid(communityId),
      lab,
      hash: digest(secret),
      hint: secret.slice(0, labKeyStart.length + 4),
      createdAt: now(),
      createdBy: oid(actor.account.id),
    }
    await LabKeyModel.create([key], { session: tx.session })
    await tx.note('labKey.created', [communityId, String(_id)])
    return { keyId: String(_id) }
  })
  return { key: await view(keyId), secret: actor.outcome === 'applied' ? secret : undefined }
}

export async function revokeLabKey({ keyId }: Parsed<typeof api.revokeLabKey>, actor: Actor) {
  const key = await LabKeyModel.findById(oid(keyId)).lean()
  actor.must('keys.manage', key ? await pathOfScope(String(key.nodeId)) : [])
  if (!key) throw new Refused('notFound')
  await change(actor, async (tx) => {
    const { modifiedCount } = await LabKeyModel.updateOne(
      { _id: key._id, revokedAt: null },
      { $set: { revokedAt: now() } },
      { session: tx.session },
    )
    if (modifiedCount) await tx.note('labKey.revoked', [String(key.nodeId), keyId])
    return { keyId }
  })
  return view(keyId)
}
