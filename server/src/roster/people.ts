import type { Parsed } from '@loumen/shared/endpoint'
import { Refused } from '@loumen/shared/refusals'
import type * as api from '@loumen/shared/roster/people-api'
import { type PersonField, type PersonRead, personFields, readPersonChange } from '@loumen/shared/roster/person'
import type { Types } from 'mongoose'
import type { Actor } from '../base/actor'
import type { Change } from '../base/change'
import { newId, oid } from '../base/db'
import { now, real, today } from '../clock'
import { pathOfScope } from '../community/paths'
import { atRev, changeRoster, stale } from './changes'
import { findHousehold, homeAt, keepTags } from './households'
import { HouseholdModel, living, type ResidentDocument, ResidentModel } from './model'
import { documentIndex, type Field, openResident, phoneIndex, sealDetails, sealResident } from './personal'
import { readHousehold } from './queries'

/** Changes what is said of a person. Two who edit at once: the second hears roster.stale. */
export async function editResident(input: Parsed<typeof api.editResident>, actor: Actor) {
  const resident = await findResident(input.residentId)
  actor.must('roster.edit', await pathOfScope(String(resident.householdId)))
  const read = readOrRefuse(input.change, input.reason)
  await mustBeNear(read, resident)
  const fields = personFields.filter((field) => field in input.change)
  await changeRoster(actor, resident.communityId, async (tx, follow) => {
    const before = await ResidentModel.findOneAndUpdate(
      { _id: resident._id, mergedInto: null, ...atRev(input.rev) },
      written(resident, read),
      { session: tx.session },
    ).lean()
    if (!before) throw stale()
    const household = await householdOf(resident, tx)
    if (input.change.tags && (await keepTags(household, before.tags, tx)))
      await follow({ kind: 'needs', household: await householdOf(resident, tx) })
    await noteEdit(tx, 'resident.edited', resident, { fields, before: said(before, fields), reason: input.reason })
    return { residentId: input.residentId }
  })
  return readHousehold({ householdId: String(resident.householdId) }, actor)
}

/** Adds somebody to a household, and to the rounds that are under way. */
export async function addResident(input: Parsed<typeof api.addResident>, actor: Actor) {
  const household = await findHousehold(input.householdId)
  const path = await pathOfScope(input.householdId)
  actor.must(input.person.document ? 'roster.edit' : 'roster.vouch', path)
  const read = readOrRefuse(input.person, input.reason)
  if (!read.document && !input.word) throw new Refused('resident.noDocument')
  const _id = newId()
  const resident = {
    _id,
    communityId: household.communityId,
    householdId: household._id,
    toVerify: true,
    tags: [],
  } as unknown as ResidentDocument
  await mustBeNear(read, resident)
  const { $set } = written(resident, read)
  await changeRoster(actor, household.communityId, async (tx, follow) => {
    await ResidentModel.create([{ ...resident, ...$set, rev: 1, ...(read.document ? {} : { word: input.word }) }], {
      session: tx.session,
    })
    await keepTags(household, [], tx)
    await follow({ kind: 'came', household: await householdOf(resident, tx), residentIds: [_id] })
    await noteEdit(tx, 'resident.added', resident, {
      fields: Object.keys(input.person),
      before: {},
      reason: input.reason,
    })
    return { residentId: String(_id) }
  })
  return readHousehold({ householdId: input.householdId }, actor)
}

/** Somebody moves to another door of the community. */
export async function moveResident(input: Parsed<typeof api.moveResident>, actor: Actor) {
  const resident = await findResident(input.residentId)
  actor.must('roster.edit', await pathOfScope(String(resident.householdId)))
  const path = await pathOfScope(input.entranceId)
  actor.must('roster.edit', path)
  if (!path.includes(String(resident.communityId))) throw new Refused('notFound')
  const { householdId } = await changeRoster(actor, resident.communityId, async (tx, follow) => {
    const home = await homeAt(input.entranceId, input.door, input.floor, tx)
    const before = await ResidentModel.findOneAndUpdate(
      { _id: resident._id, ...living, ...atRev(input.rev) },
      { $set: { householdId: home._id, editedAt: new Date(real()) }, $inc: { rev: 1 } },
      { session: tx.session },
    ).lean()
    if (!before) throw stale()
    const left = await householdOf(before, tx)
    await keepTags(left, before.tags, tx)
    await keepTags(home, [], tx)
    await follow({
      kind: 'moved',
      household: await householdOf({ householdId: home._id }, tx),
      residentIds: [resident._id],
    })
    await noteEdit(tx, 'resident.moved', before, { fields: ['home'], before: { home: String(left._id) } }, [
      String(home._id),
    ])
    return { householdId: String(home._id) }
  })
  return readHousehold({ householdId: householdId ?? '' }, actor)
}

/** Somebody has left the community, or has come back to where they lived. */
export async function setResidence(input: Parsed<typeof api.setResidence>, actor: Actor) {
  const resident = await findResident(input.residentId)
  actor.must('roster.edit', await pathOfScope(String(resident.householdId)))
  await changeRoster(actor, resident.communityId, async (tx, follow) => {
    const { modifiedCount } = await ResidentModel.updateOne(
      { _id: resident._id, mergedInto: null, leftAt: input.here ? { $ne: null } : null, ...atRev(input.rev) },
      {
        ...(input.here ? { $unset: { leftAt: 1 } } : {}),
        $set: { editedAt: new Date(real()), ...(input.here ? {} : { leftAt: now() }) },
        $inc: { rev: 1 },
      },
      { session: tx.session },
    )
    if (!modifiedCount) throw stale()
    await keepTags(await householdOf(resident, tx), input.here ? [] : resident.tags, tx)
    const household = await householdOf(resident, tx)
    await follow({ kind: input.here ? 'came' : 'left', household, residentIds: [resident._id] })
    const what = input.here ? 'resident.cameBack' : 'resident.left'
    await noteEdit(tx, what, resident, { fields: [], before: {}, reason: input.reason })
    return { residentId: input.residentId }
  })
  return readHousehold({ householdId: String(resident.householdId) }, actor)
}

/** The stored person. Refuses with notFound, and for one who was joined to another entry. */
export async function findResident(residentId: string): Promise<ResidentDocument> {
  const resident = await ResidentModel.findOne({ _id: oid(residentId), mergedInto: null }).lean()
  if (!resident) throw new Refused('notFound')
  return resident
}

async function householdOf({ householdId }: Pick<ResidentDocument, 'householdId'>, tx: Change) {
  const household = await HouseholdModel.findById(householdId, null, { session: tx.session }).lean()
  if (!household) throw new Refused('notFound')
  return household
}

function readOrRefuse(change: Parsed<typeof api.editResident>['change'], reason: string | undefined): PersonRead {
  const answer = readPersonChange(change, reason, today())
  if ('fault' in answer) throw new Refused(answer.fault)
  return answer.read
}

/** A guardian by id is somebody else of the same household. */
async function mustBeNear({ guardian }: PersonRead, resident: ResidentDocument) {
  if (!guardian || !('residentId' in guardian)) return
  const near = await ResidentModel.exists({
    _id: { $eq: oid(guardian.residentId), $ne: resident._id },
    householdId: resident.householdId,
    ...living,
  })
  if (!near) throw new Refused('resident.guardianElsewhere')
}

/** The update that writes a read change: personal fields sealed, what is taken away unset. */
function written(resident: ResidentDocument, read: PersonRead) {
  const { _id, communityId } = resident
  const set: Record<string, unknown> = { editedAt: new Date(real()) }
  const unset: Record<string, 1> = {}
  const put = (field: string, value: unknown) => {
    if (value === undefined) return
    if (value === null) unset[field] = 1
    else set[field] = value
  }
  const sealed = (field: Field, text: string | null | undefined) =>
    text ? sealResident(communityId, _id, field, text) : text
  for (const field of ['name', 'phone', 'birthDate', 'note'] as const) put(field, sealed(field, read[field]))
  put('phoneIndex', read.phone && phoneIndex(read.phone))
  put('guardian', read.guardian && sealed('guardian', JSON.stringify(read.guardian)))
  if (read.guardian === null) put('guardian', null)
  for (const field of ['relation', 'sex', 'tags', 'vaccinatedOn', 'toVerify'] as const) put(field, read[field])
  if (read.phone === null) put('phoneIndex', null)
  const { document } = read
  if (document === null) for (const field of ['documentType', 'document', 'documentIndex']) put(field, null)
  if (document) {
    put('documentType', document.type)
    put('document', sealed('document', document.number))
    put('documentIndex', documentIndex(document))
    unset.word = 1
  }
  return { $set: set, ...(Object.keys(unset).length ? { $unset: unset } : {}), $inc: { rev: 1 } }
}

/** What the fields of a person said, in the open: only ever kept sealed. */
function said(resident: ResidentDocument, fields: readonly PersonField[]): Record<string, unknown> {
  const personal = ['name', 'document', 'phone', 'birthDate', 'note', 'guardian'] as const
  return Object.fromEntries(
    fields.map((field) => [
      field,
      (personal as readonly string[]).includes(field)
        ? openResident(resident, field as Field)
        : (resident[field as 'relation' | 'sex' | 'tags' | 'vaccinatedOn'] ?? null),
    ]),
  )
}

const noteEdit = (
  tx: Change,
  what: string,
  { _id, householdId, communityId }: { _id: Types.ObjectId; householdId: Types.ObjectId; communityId: Types.ObjectId },
  details: Parameters<typeof sealDetails>[2],
  also: string[] = [],
) =>
  tx.note(
    what,
    [String(_id), String(householdId), ...also, String(communityId)],
    sealDetails(communityId, String(_id), details),
  )
