import { gunzipSync } from 'node:zlib'
import { maskDocument, maskName, maskPhone, type PersonView } from '@loumen/shared/masking'
import type { Household, HouseholdRow, Resident, RosterImport } from '@loumen/shared/roster/schema'
import { unseal, unsealBytes } from '../base/personal'
import type { EntranceDocument } from '../community/model'
import type { HouseholdDocument, ImportDocument, ResidentDocument } from './model'
import { openNote, openResident, rosterKey } from './personal'

/** A person as far as the asking role sees them. */
export function presentResident(resident: ResidentDocument, view: PersonView): Resident {
  return {
    id: String(resident._id),
    name: maskName(openResident(resident, 'name'), view.name),
    relation: resident.relation ?? null,
    documentType: resident.documentType ?? null,
    document: maskDocument(openResident(resident, 'document'), view.document),
    phone: maskPhone(openResident(resident, 'phone'), view.phone),
    toVerify: resident.toVerify,
    tags: view.tags ? resident.tags : [],
  }
}

export function presentHousehold(
  household: HouseholdDocument,
  entrance: EntranceDocument,
  residents: readonly ResidentDocument[],
  view: PersonView,
): Household {
  return {
    id: String(household._id),
    communityId: String(household.communityId),
    entranceId: String(household.entranceId),
    gridId: entrance.gridId ? String(entrance.gridId) : null,
    entrance: entrance.label,
    floor: household.floor,
    door: household.door,
    tags: view.tags ? household.tags : [],
    note: view.tags && household.note ? openNote(household._id, household.note) : null,
    residents: residents.map((resident) => presentResident(resident, view)),
  }
}

export const presentHouseholdRow = (
  household: HouseholdDocument & { people: number; toVerify: number },
  entrance: EntranceDocument | undefined,
): HouseholdRow => ({
  id: String(household._id),
  entranceId: String(household.entranceId),
  entrance: entrance?.label ?? '',
  floor: household.floor,
  door: household.door,
  people: household.people,
  toVerify: household.toVerify,
  tags: household.tags,
})

export const fileNamePlace = (id: unknown) => `imports.fileName|${id}`

export function presentImport(document: ImportDocument): RosterImport {
  return {
    id: String(document._id),
    communityId: String(document.communityId),
    fileName: unseal(fileNamePlace(document._id), document.fileName),
    state: document.state,
    progress: document.progress,
    totals: (document.totals as RosterImport['totals']) ?? null,
    changes: (document.changes as RosterImport['changes']) ?? null,
    problems: document.problems.map(({ row, column, code }) => ({ row, column, code })),
    sample: document.sample
      ? (unpack(document.communityId, `imports.sample|${document._id}`, document.sample) as RosterImport['sample'])
      : [],
    failure: document.failure ?? null,
    at: document.at.toISOString(),
  }
}

/** Opens what an import keeps: sealed, compressed JSON. */
export function unpack(communityId: unknown, place: string, packed: Buffer | { buffer: Uint8Array }): unknown {
  const bytes = Buffer.isBuffer(packed) ? packed : Buffer.from(packed.buffer)
  return JSON.parse(gunzipSync(unsealBytes(rosterKey(communityId), place, bytes)).toString('utf8'))
}
