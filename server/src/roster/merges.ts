import type { Parsed } from '@loumen/shared/endpoint'
import { maskDocument, maskName, maskPhone, type PersonView } from '@loumen/shared/masking'
import { type RefusalCode, Refused } from '@loumen/shared/refusals'
import type * as api from '@loumen/shared/roster/people-api'
import { type Merge, type MergeField, type MergePreview, mergeFields } from '@loumen/shared/roster/people-schema'
import type { Guardian } from '@loumen/shared/roster/person'
import type { Types } from 'mongoose'
import type { Actor } from '../base/actor'
import type { Change } from '../base/change'
import { duplicateKey, native, newId, oid } from '../base/db'
import { now, real } from '../clock'
import { pathOfScope } from '../community/paths'
import { atRev, changeRoster, stale } from './changes'
import { namesOf } from './history'
import { keepTags } from './households'
import { HouseholdModel, type MergeDocument, MergeModel, type ResidentDocument, ResidentModel } from './model'
import { findResident } from './people'
import { type Field, openResident, sealResident } from './personal'
import { entrancesFor, readResidents } from './queries'
import { rowsOf, sameCommunity } from './search'

/** Why two entries cannot be joined now, as far as a later domain knows: the second one would go. */
type Hindrance = (
  communityId: Types.ObjectId,
  keptId: Types.ObjectId,
  droppedId: Types.ObjectId,
) => Promise<RefusalCode | undefined>
let hindrance: Hindrance = async () => undefined

export const hinderMergesBy = (check: Hindrance) => {
  hindrance = check
}

/** Both entries, whose households the actor keeps. */
async function bothOf(oneId: string, otherId: string, actor: Actor) {
  const one = await findResident(oneId)
  actor.must('roster.merge', await pathOfScope(String(one.householdId)))
  const other = await findResident(otherId)
  actor.must('roster.merge', await pathOfScope(String(other.householdId)))
  return { one, other, communityId: sameCommunity(one, other) }
}

/** Two entries side by side. Proposes to keep the one that is in a tube, or whose document is sound. */
export async function previewMerge(
  { residentId, otherId }: Parsed<typeof api.previewMerge>,
  actor: Actor,
): Promise<MergePreview> {
  const { one, other, communityId } = await bothOf(residentId, otherId, actor)
  const straight = await hindrance(communityId, one._id, other._id)
  const swapped =
    straight || (one.toVerify && !other.toVerify) ? await hindrance(communityId, other._id, one._id) : 'merge.inTube'
  const [keep, drop] = swapped ? [one, other] : [other, one]
  const reached = await entrancesFor(actor, 'roster.merge', String(communityId))
  const rows = await rowsOf([keep, drop], reached, actor)
  const [kept, gone] = rows
  if (!kept || !gone) throw new Refused('notFound')
  const view = actor.view(await pathOfScope(String(keep.householdId)))
  const home = new Map(rows.map((row) => [row.residentId, `${row.entrance} ${row.door}`]))
  const text = (resident: ResidentDocument, field: MergeField) =>
    field === 'home' ? (home.get(String(resident._id)) ?? '') : shown(resident, field, view)
  return {
    keepId: String(keep._id),
    dropId: String(drop._id),
    revs: [keep.rev ?? 0, drop.rev ?? 0],
    people: [kept, gone],
    fields: mergeFields
      .filter((field) => differ(keep, drop, field))
      .map((field) => ({
        field,
        keep: text(keep, field),
        drop: text(drop, field),
        from: betterFrom(keep, drop, field),
      })),
    tags: [...new Set([...keep.tags, ...drop.tags])],
    obstacle: swapped ? (straight ?? null) : null,
  }
}

function plainText(resident: ResidentDocument, field: MergeField): string {
  if (field === 'home') return String(resident.householdId)
  if (field === 'relation') return resident.relation ?? ''
  return openResident(resident, field)
}

const differ = (keep: ResidentDocument, drop: ResidentDocument, field: MergeField) => {
  const gone = plainText(drop, field)
  return gone !== '' && gone !== plainText(keep, field)
}

function betterFrom(keep: ResidentDocument, drop: ResidentDocument, field: MergeField): 'keep' | 'drop' {
  if (!plainText(keep, field)) return 'drop'
  return field === 'document' && keep.toVerify && !drop.toVerify ? 'drop' : 'keep'
}

function shown(resident: ResidentDocument, field: Exclude<MergeField, 'home'>, view: PersonView): string {
  if (field === 'relation') return resident.relation ?? ''
  const text = openResident(resident, field)
  if (!text) return ''
  if (field === 'name') return maskName(text, view.name)
  if (field === 'document') return maskDocument(text, view.document) ?? ''
  if (field === 'phone') return maskPhone(text, view.phone) ?? ''
  if (field === 'birthDate') return view.document === 'full' ? text : text.slice(0, 4)
  if (field !== 'guardian') return text
  const guardian = JSON.parse(text) as Guardian
  return 'name' in guardian ? maskName(guardian.name, view.name) : '✓'
}

/** Joins two entries of one person: the other one goes, and can be brought back. */
export async function mergeResidents(input: Parsed<typeof api.mergeResidents>, actor: Actor): Promise<Merge> {
  const { one: keep, other: drop, communityId } = await bothOf(input.residentId, input.otherId, actor)
  const pair = [keep._id, drop._id].map(String).sort().join(' ')
  const ids = await changeRoster(actor, communityId, async (tx, follow) => {
    const hindered = await hindrance(communityId, keep._id, drop._id)
    if (hindered) throw new Refused(hindered)
    const editedAt = new Date(real())
    const kept = await ResidentModel.findOneAndUpdate(
      { _id: keep._id, leftAt: null, ...atRev(input.revs[0]) },
      { $set: { ...taken(keep, drop, input.fields), editedAt }, $inc: { rev: 1 } },
      { session: tx.session },
    ).lean()
    const dropped = await ResidentModel.findOneAndUpdate(
      { _id: drop._id, leftAt: null, ...atRev(input.revs[1]) },
      { $set: { leftAt: now(), mergedInto: keep._id, editedAt }, $inc: { rev: 1 } },
      { session: tx.session },
    ).lean()
    if (!kept || !dropped) throw stale()
    const merge = {
      communityId,
      pair,
      state: 'merged' as const,
      keptId: keep._id,
      droppedId: drop._id,
      at: now(),
      accountId: actor.account.id,
      before: { kept, dropped } as never,
      rev: (kept.rev ?? 0) + 1,
    }
    const { _id } = await MergeModel.findOneAndUpdate(
      { pair },
      { $set: merge },
      {
        upsert: true,
        returnDocument: 'after',
        session: tx.session,
      },
    ).lean()
    await follow({ kind: 'joined', household: await homeOf(keep, tx), keptId: keep._id, droppedId: drop._id })
    await settle([keep, drop], input.fields.includes('home') ? drop : undefined, keep._id, tx, follow)
    await tx.note('merge.made', [String(keep._id), ...homesOf(keep, drop), String(drop._id), String(communityId)])
    return { mergeId: String(_id) }
  })
  const mergeId = ids.mergeId ?? ''
  // A scan that was under way when the tickets were joined may have put the entry that went into a tube.
  if (actor.outcome === 'applied' && (await hindrance(communityId, keep._id, drop._id))) {
    await takeBack(await findMerge(mergeId), actor)
    throw new Refused('merge.inTube')
  }
  return view(mergeId, actor)
}

const homesOf = (...residents: ResidentDocument[]) => [...new Set(residents.map((one) => String(one.householdId)))]

async function homeOf({ householdId }: ResidentDocument, tx: Change) {
  const household = await HouseholdModel.findById(householdId, null, { session: tx.session }).lean()
  if (!household) throw new Refused('notFound')
  return household
}

/** Brings households' tags in line, and moves the kept person's ticket when they live at another door now. */
async function settle(
  people: readonly ResidentDocument[],
  movedTo: ResidentDocument | undefined,
  keptId: Types.ObjectId,
  tx: Change,
  follow: Parameters<Parameters<typeof changeRoster>[2]>[1],
) {
  for (const person of people)
    if (await keepTags(await homeOf(person, tx), person.tags, tx))
      await follow({ kind: 'needs', household: await homeOf(person, tx) })
  if (movedTo) await follow({ kind: 'moved', household: await homeOf(movedTo, tx), residentIds: [keptId] })
}

/** What the kept entry takes from the other one; sealed again, because a sealed value cannot be moved. */
function taken(keep: ResidentDocument, drop: ResidentDocument, fields: readonly MergeField[]) {
  const set: Record<string, unknown> = { tags: [...new Set([...keep.tags, ...drop.tags])] }
  for (const field of fields) {
    if (field === 'home') set.householdId = drop.householdId
    else if (field === 'relation') set.relation = drop.relation ?? ''
    else {
      const text = openResident(drop, field satisfies Field)
      if (text) set[field] = sealResident(keep.communityId, keep._id, field, text)
    }
  }
  if (set.phone) set.phoneIndex = drop.phoneIndex
  if (set.document) {
    Object.assign(set, { documentType: drop.documentType, documentIndex: drop.documentIndex, toVerify: drop.toVerify })
    if (drop.sex) set.sex = drop.sex
    const born = openResident(drop, 'birthDate')
    if (born) set.birthDate = sealResident(keep.communityId, keep._id, 'birthDate', born)
  }
  return set
}

/** Two entries are two people. */
export async function keepApart({ residentId, otherId }: Parsed<typeof api.keepApart>, actor: Actor): Promise<Merge> {
  const { one, other, communityId } = await bothOf(residentId, otherId, actor)
  const pair = [residentId, otherId].sort().join(' ')
  const { mergeId } = await changeRoster(actor, communityId, async (tx) => {
    const known = await MergeModel.findOne({ pair }, null, { session: tx.session }).lean()
    const _id = known?._id ?? newId()
    await MergeModel.updateOne(
      { _id, state: { $ne: 'merged' } },
      {
        $set: {
          communityId,
          pair,
          state: 'distinct',
          keptId: one._id,
          droppedId: other._id,
          at: now(),
          accountId: actor.account.id,
        },
      },
      { upsert: true, session: tx.session },
    )
    await tx.note('merge.apart', [residentId, ...homesOf(one, other), otherId, String(communityId)])
    return { mergeId: String(_id) }
  }).catch((error) => {
    if (duplicateKey(error)) throw new Refused('merge.state')
    throw error
  })
  return view(mergeId ?? '', actor)
}

/** Takes a join back. Refuses when the kept entry was changed meanwhile. */
export async function undoMerge({ mergeId }: Parsed<typeof api.undoMerge>, actor: Actor): Promise<Merge> {
  const merge = await findMerge(mergeId)
  const people = await readResidents([merge.keptId, merge.droppedId].map(String))
  for (const person of people) actor.must('roster.merge', await pathOfScope(String(person.householdId)))
  await takeBack(merge, actor)
  return view(mergeId, actor)
}

async function findMerge(mergeId: string): Promise<MergeDocument> {
  const merge = await MergeModel.findById(oid(mergeId)).lean()
  if (!merge) throw new Refused('notFound')
  return merge
}

async function takeBack(merge: MergeDocument, actor: Actor) {
  const { _id, communityId, keptId, droppedId } = merge
  await changeRoster(actor, communityId, async (tx, follow) => {
    const { session } = tx
    const claimed = await MergeModel.findOneAndUpdate(
      { _id, state: 'merged' },
      { $set: { state: 'undone' }, $unset: { before: 1 } },
      { session },
    ).lean()
    if (!claimed?.before) throw new Refused('merge.state')
    const { kept, dropped } = claimed.before as unknown as { kept: ResidentDocument; dropped: ResidentDocument }
    const again = { editedAt: new Date(real()) }
    const present = await ResidentModel.findOne({ _id: keptId, rev: claimed.rev, leftAt: null }, null, {
      session,
    }).lean()
    if (!present) throw new Refused('merge.changedSince')
    const put = (one: ResidentDocument, rev: number) =>
      native(ResidentModel).replaceOne({ _id: one._id }, { ...one, ...again, rev }, { session })
    await put(kept, (claimed.rev ?? 0) + 1)
    await put(dropped, (dropped.rev ?? 0) + 2)
    await follow({ kind: 'parted', household: await homeOf(kept, tx), keptId, droppedId })
    await settle(
      [present, dropped],
      kept.householdId.equals(present.householdId) ? undefined : kept,
      keptId,
      tx,
      follow,
    )
    await keepTags(await homeOf(kept, tx), dropped.tags, tx)
    await tx.note('merge.undone', [String(keptId), ...homesOf(kept, dropped), String(droppedId), String(communityId)])
    return { mergeId: String(_id) }
  })
}

async function view(mergeId: string, actor: Actor): Promise<Merge> {
  const merge = await findMerge(mergeId)
  const reached = await entrancesFor(actor, 'roster.merge', String(merge.communityId))
  const [shownMerge] = await presentMerges([merge], reached, actor)
  if (!shownMerge) throw new Refused('notFound')
  return shownMerge
}

/** Joins as the actor may see them, with the entries as they stand now. */
export async function presentMerges(
  merges: readonly MergeDocument[],
  reached: Awaited<ReturnType<typeof entrancesFor>>,
  actor: Actor,
): Promise<Merge[]> {
  const people = await rowsOf(
    await readResidents(merges.flatMap(({ keptId, droppedId }) => [keptId, droppedId].map(String))),
    reached,
    actor,
  )
  const names = await namesOf(merges.map(({ accountId }) => accountId))
  const row = (id: Types.ObjectId) => people.find(({ residentId }) => residentId === String(id)) ?? null
  return merges.map((merge) => ({
    id: String(merge._id),
    state: merge.state,
    at: merge.at.toISOString(),
    by: names.get(merge.accountId) ?? null,
    kept: row(merge.keptId),
    dropped: row(merge.droppedId),
  }))
}
