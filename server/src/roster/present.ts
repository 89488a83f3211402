import { maskDocument, maskName, maskPhone, type PersonView } from '@loumen/shared/masking'
import type { Household, HouseholdRow, Resident } from '@loumen/shared/roster/schema'
import type { EntranceDocument } from '../community/model'
import type { HouseholdDocument, ResidentDocument } from './model'
import { openNote, openResident } from './personal'

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
