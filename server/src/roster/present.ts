import { maskDocument, maskName, maskPhone, type PersonView } from '@loumen/shared/masking'
import { ageOn, type DocumentType, needsGuardian, readDocument } from '@loumen/shared/roster/document'
import type { PersonRow } from '@loumen/shared/roster/people-schema'
import type { Guardian } from '@loumen/shared/roster/person'
import type { Household, HouseholdRow, Resident } from '@loumen/shared/roster/schema'
import { today } from '../clock'
import type { EntranceDocument } from '../community/model'
import type { HouseholdDocument, ResidentDocument } from './model'
import { openNote, openResident } from './personal'

/** Why a person's document has to be looked at again, when it is known. */
export function faultOf(resident: ResidentDocument): string | null {
  if (!resident.toVerify) return null
  if (!resident.document) return 'documentMissing'
  const type = resident.documentType as DocumentType | undefined
  return readDocument(openResident(resident, 'document'), type, today())?.fault ?? null
}

/** A person as far as the asking role sees them; `others` are the people of the household, for a guardian among them. */
export function presentResident(
  resident: ResidentDocument,
  view: PersonView,
  others: readonly ResidentDocument[] = [],
): Resident {
  const birthDate = openResident(resident, 'birthDate')
  return {
    id: String(resident._id),
    name: maskName(openResident(resident, 'name'), view.name),
    relation: resident.relation ?? null,
    documentType: resident.documentType ?? null,
    document: maskDocument(openResident(resident, 'document'), view.document),
    phone: maskPhone(openResident(resident, 'phone'), view.phone),
    toVerify: resident.toVerify,
    tags: view.tags ? resident.tags : [],
    rev: resident.rev ?? 0,
    fault: view.tags ? faultOf(resident) : null,
    word: resident.word ?? null,
    ...(view.tags && birthDate && { age: ageOn(birthDate, today()), needsGuardian: needsGuardian(birthDate, today()) }),
    ...(view.tags && resident.sex && { sex: resident.sex as 'male' | 'female' }),
    ...(view.document === 'full' && birthDate && { birthDate }),
    ...(view.tags && resident.guardian && { guardian: presentGuardian(resident, view, others) }),
    ...(view.tags && resident.vaccinatedOn && { vaccinatedOn: resident.vaccinatedOn }),
    ...(view.tags && resident.note && { note: openResident(resident, 'note') }),
  }
}

function presentGuardian(resident: ResidentDocument, view: PersonView, others: readonly ResidentDocument[]) {
  const guardian = JSON.parse(openResident(resident, 'guardian')) as Guardian
  if (!('residentId' in guardian))
    return {
      residentId: null,
      name: maskName(guardian.name, view.name),
      phone: maskPhone(guardian.phone ?? '', view.phone),
    }
  const person = others.find((one) => String(one._id) === guardian.residentId)
  return {
    residentId: guardian.residentId,
    name: person ? maskName(openResident(person, 'name'), view.name) : '',
    phone: person && maskPhone(openResident(person, 'phone'), view.phone),
  }
}

export function presentHousehold(
  household: HouseholdDocument,
  entrance: EntranceDocument,
  residents: readonly ResidentDocument[],
  view: PersonView,
  comesWith: Household['comesWith'],
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
    residents: residents.map((resident) => presentResident(resident, view, residents)),
    rev: household.rev ?? 0,
    times: view.tags ? (household.times ?? []) : [],
    comesWith: view.tags ? comesWith : [],
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

/** A person in a list. */
export const presentPersonRow = (
  resident: ResidentDocument,
  household: HouseholdDocument,
  entrance: EntranceDocument | undefined,
  view: PersonView,
): PersonRow => ({
  residentId: String(resident._id),
  householdId: String(household._id),
  entranceId: String(household.entranceId),
  entrance: entrance?.label ?? '',
  floor: household.floor,
  door: household.door,
  name: maskName(openResident(resident, 'name'), view.name),
  documentType: resident.documentType ?? null,
  document: maskDocument(openResident(resident, 'document'), view.document) ?? null,
  phone: maskPhone(openResident(resident, 'phone'), view.phone) ?? null,
})
