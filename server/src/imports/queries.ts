import type { Parsed } from '@loumen/shared/endpoint'
import type * as api from '@loumen/shared/imports/api'
import type { RosterImport } from '@loumen/shared/imports/schema'
import { personView } from '@loumen/shared/masking'
import { Refused } from '@loumen/shared/refusals'
import { everything } from '@loumen/shared/roles'
import { namesOf } from '../accounts/queries'
import type { Actor } from '../base/actor'
import { oid } from '../base/db'
import { pathOfScope } from '../community/paths'
import { mayInside } from '../community/queries'
import { type ImportDocument, ImportModel } from './model'
import { presentImport } from './present'
import { shareDone } from './progress'

const pageSize = 20

/** Asks for the right to import into a community, or into a part of it. */
export async function mustImport(communityId: string, actor: Actor) {
  if (actor.may('roster.import', await pathOfScope(communityId))) return
  if (!(await mayInside(actor, 'roster.import', communityId))) throw new Refused('auth.forbidden')
}

/** An import that the actor may see: their own, or any of a community that is theirs as a whole. */
export async function findImport(importId: string, actor: Actor): Promise<ImportDocument> {
  const document = await ImportModel.findById(oid(importId)).lean()
  if (!document) {
    actor.must('roster.import', [])
    throw new Refused('notFound')
  }
  const communityId = String(document.communityId)
  await mustImport(communityId, actor)
  if (document.accountId !== actor.account.id) actor.must('roster.import', await pathOfScope(communityId))
  return document
}

/** What the actor may see of people whom an import names: what their roles in the community give. */
export async function viewOf(communityId: string, actor: Actor) {
  const roles = actor.roles(await pathOfScope(communityId))
  for (const { role, scope } of actor.grants)
    if (scope !== everything && (await pathOfScope(scope).catch((): string[] => [])).includes(communityId))
      roles.push(role)
  return personView(roles)
}

export async function present(document: ImportDocument, actor: Actor): Promise<RosterImport> {
  const communityId = String(document.communityId)
  const names = await namesOf(/^[0-9a-f]{24}$/.test(document.accountId) ? [oid(document.accountId)] : [])
  const shown = presentImport(
    document,
    await viewOf(communityId, actor),
    names.get(document.accountId) ?? '',
    document.state === 'applied' && !document.final && (await isLast(document)),
  )
  const applying = document.state === 'ready' ? shareDone(shown.id, 'applying') : undefined
  if (applying !== undefined) return { ...shown, state: 'applying', progress: applying }
  const reading = document.state === 'reading' ? shareDone(shown.id, 'reading') : undefined
  return reading === undefined ? shown : { ...shown, progress: reading }
}

/** Whether no later import of the community is applied. */
export const isLast = async ({ communityId, appliedAt }: ImportDocument) =>
  !(await ImportModel.exists({ communityId, state: 'applied', appliedAt: { $gt: appliedAt } }))

export const readImport = async ({ importId }: Parsed<typeof api.readImport>, actor: Actor) =>
  present(await findImport(importId, actor), actor)

/** The imports of a community, the latest first; a grid leader sees their own. */
export async function listImports({ communityId, page }: Parsed<typeof api.listImports>, actor: Actor) {
  await mustImport(communityId, actor)
  const whole = actor.may('roster.import', await pathOfScope(communityId))
  const filter = {
    communityId: oid(communityId),
    state: { $ne: 'abandoned' as const },
    ...(whole ? {} : { accountId: actor.account.id }),
  }
  const documents = await ImportModel.find(filter, { look: 0 })
    .sort({ at: -1 })
    .skip((page - 1) * pageSize)
    .limit(pageSize)
    .lean()
  return {
    imports: await Promise.all(documents.map((document) => present(document, actor))),
    total: await ImportModel.countDocuments(filter),
    pageSize,
  }
}
