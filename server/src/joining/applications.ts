import { randomInt } from 'node:crypto'
import type { Parsed } from '@loumen/shared/endpoint'
import type * as api from '@loumen/shared/joining/api'
import type { OwnApplication } from '@loumen/shared/joining/schema'
import { Refused } from '@loumen/shared/refusals'
import type { ClientSession, Types } from 'mongoose'
import { AccountModel } from '../accounts/model'
import { phonePlace } from '../accounts/present'
import type { Actor } from '../base/actor'
import { change } from '../base/change'
import { duplicateKey, newId, oid } from '../base/db'
import { blind, seal, unseal } from '../base/personal'
import { now } from '../clock'
import { entrancesOf, readEntrance, readEntrances, readNode } from '../community/queries'
import { count } from '../http/limits'
import { publish } from '../realtime/publish'
import { rosterKey } from '../roster/personal'
import { type ApplicationDocument, ApplicationModel } from './model'

export type SealedField = 'name' | 'document' | 'phone' | 'address' | 'note' | 'reason'
export const applicationPlace = (field: SealedField, id: unknown) => `applications.${field}|${id}`

/** A sealed field of an application; empty where it has none. */
export const said = (application: ApplicationDocument, field: SealedField): string => {
  const sealed = application[field]
  return sealed ? unseal(applicationPlace(field, application._id), sealed) : ''
}

const mostWaiting = 10
const mostShown = 50
/** Letters and digits that are not taken for each other when read out. */
const alphabet = 'ACDEFHJKLMNPRTUVWXY3479'
const newCode = () => Array.from({ length: 8 }, () => alphabet[randomInt(alphabet.length)]).join('')

/** Entrances by name: the same that the public board shows. */
export async function listPlaces({ communityId }: Parsed<typeof api.listPlaces>) {
  if ((await readNode(communityId))?.kind !== 'community') throw new Refused('notFound')
  const entrances = await entrancesOf(communityId)
  return { places: entrances.map(({ _id, label, kind }) => ({ id: String(_id), label, kind: kind ?? 'entrance' })) }
}

/** Somebody who is not in the roster says who they are and where they live. */
export async function apply(input: Parsed<typeof api.apply>, actor: Actor): Promise<OwnApplication> {
  const accountId = applicant(actor)
  const { communityId, entranceId, kind, name, document, door, address, note } = input
  if ((await readNode(communityId))?.kind !== 'community') throw new Refused('notFound')
  const entrance = entranceId ? await readEntrance(entranceId) : null
  if (entranceId && String(entrance?.communityId) !== communityId) throw new Refused('notFound')
  if (!address && !(entrance && door)) throw new Refused('application.place')
  const account = await AccountModel.findById(oid(accountId)).lean()
  const fingerprint = blind('import', [communityId, name.normalize('NFKC'), document ?? ''].join('|'))
  const same = { accountId: oid(accountId), fingerprint, state: 'waiting' as const }
  const before = await ApplicationModel.findOne(same).lean()
  if (before) return presentOwn(before)
  await count('applyByAccount', accountId)
  const waiting = await ApplicationModel.countDocuments({ accountId: oid(accountId), state: 'waiting' })
  if (waiting >= mostWaiting) throw new Refused('application.tooMany', { count: waiting })
  const { applicationId } = await change(actor, async (tx) => {
    const _id = newId()
    const sealed = (field: SealedField, text: string | null | undefined) =>
      text ? { [field]: seal(rosterKey(communityId), applicationPlace(field, _id), text) } : {}
    const application = {
      _id,
      ...same,
      communityId: oid(communityId),
      code: newCode(),
      kind,
      entranceId: entrance?._id ?? null,
      door,
      ...sealed('name', name),
      ...sealed('document', document),
      ...sealed('phone', account?.phone && unseal(phonePlace(account._id), account.phone)),
      ...sealed('address', address),
      ...sealed('note', note),
      at: now(),
    }
    await ApplicationModel.create([application], { session: tx.session })
    await tx.note('application.made', [communityId, String(_id)])
    return { applicationId: String(_id) }
  }).catch(async (error) => {
    const made = duplicateKey(error) && (await ApplicationModel.findOne(same).lean())
    if (!made) throw error
    return { applicationId: String(made._id) }
  })
  publish.changed('community', communityId, 'applications')
  return presentOwn(await findApplication(applicationId))
}

export async function myApplications(_input: Parsed<typeof api.myApplications>, actor: Actor) {
  const applications = await ApplicationModel.find({ accountId: oid(actor.self()) })
    .sort({ at: -1 })
    .limit(mostShown)
    .lean()
  return { applications: await Promise.all(applications.map(presentOwn)) }
}

/** Takes one's own application back while nobody has decided. Refuses with application.state. */
export async function withdrawApplication(
  { applicationId }: Parsed<typeof api.withdrawApplication>,
  actor: Actor,
): Promise<OwnApplication> {
  const accountId = applicant(actor)
  const application = await ApplicationModel.findById(oid(applicationId)).lean()
  if (!application || String(application.accountId) !== accountId) throw new Refused('auth.forbidden')
  await change(actor, async (tx) => {
    const { modifiedCount } = await ApplicationModel.updateOne(
      { _id: application._id, state: 'waiting' },
      { $set: { state: 'withdrawn', decidedAt: now() } },
      { session: tx.session },
    )
    if (!modifiedCount) throw new Refused('application.state')
    await tx.note('application.withdrawn', [String(application.communityId), applicationId])
    return { applicationId }
  })
  publish.changed('community', String(application.communityId), 'applications')
  return presentOwn(await findApplication(applicationId))
}

function applicant(actor: Actor): string {
  const accountId = actor.self()
  if (actor.account.kind !== 'resident') throw new Refused('auth.forbidden')
  return accountId
}

export async function findApplication(applicationId: string): Promise<ApplicationDocument> {
  const application = await ApplicationModel.findById(oid(applicationId)).lean()
  if (!application) throw new Refused('notFound')
  return application
}

/** Where they say they live, as people would. */
export async function placeSaid(application: ApplicationDocument): Promise<string> {
  const [entrance] = application.entranceId ? await readEntrances([String(application.entranceId)]) : []
  return [entrance?.label, application.door, said(application, 'address')].filter(Boolean).join(' ')
}

async function presentOwn(application: ApplicationDocument): Promise<OwnApplication> {
  const node = await readNode(String(application.communityId))
  return {
    id: String(application._id),
    code: application.code,
    community: node?.name ?? '',
    state: application.state,
    kind: application.kind,
    name: said(application, 'name'),
    place: await placeSaid(application),
    reason: said(application, 'reason') || null,
    provisional: application.state === 'waiting' && !!application.residentId,
    at: application.at.toISOString(),
  }
}

/** An account's applications as its owner may take them away. */
export async function exportApplications(accountId: string) {
  const applications = await ApplicationModel.find({ accountId: oid(accountId) })
    .sort({ at: 1 })
    .lean()
  return Promise.all(
    applications.map(async (application) => ({
      ...(await presentOwn(application)),
      document: said(application, 'document') || null,
      note: said(application, 'note') || null,
    })),
  )
}

/** The applications of an account that becomes part of another; of two that ask for the same the other's stays. */
export async function joinApplications(from: Types.ObjectId, into: Types.ObjectId, session: ClientSession) {
  const theirs = await ApplicationModel.find(
    { accountId: into, state: 'waiting' },
    { fingerprint: 1 },
    { session },
  ).lean()
  await ApplicationModel.updateMany(
    { accountId: from, state: 'waiting', fingerprint: { $in: theirs.map(({ fingerprint }) => fingerprint) } },
    { $set: { state: 'withdrawn', decidedAt: now() } },
    { session },
  )
  await ApplicationModel.updateMany({ accountId: from }, { $set: { accountId: into } }, { session })
}

export async function dropApplications(accountId: string, session: ClientSession) {
  await ApplicationModel.deleteMany({ accountId: oid(accountId) }, { session })
}
