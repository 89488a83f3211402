import { readDocument } from '@loumen/shared/roster/document'
import { floorOf, type Place, type PlaceKind, placeKey } from '@loumen/shared/roster/place'
import type { Types } from 'mongoose'
import type { Change } from '../base/change'
import { newId } from '../base/db'
import { today } from '../clock'
import { type EntranceDocument, EntranceModel } from '../community/model'
import { doorKind } from './homes'
import { type HouseholdDocument, HouseholdModel, type ResidentDocument, ResidentModel } from './model'
import { documentIndex, phoneIndex, sealNote, sealResident } from './personal'

/** A person who was on no list until now. */
export interface Newcomer {
  name: string
  document?: string
  phone?: string
  tags: readonly string[]
}

/** The household behind a door of an entrance; a new one when there is none yet. */
export async function householdBehind(
  entrance: EntranceDocument,
  door: string,
  tx: Pick<Change, 'session'>,
): Promise<HouseholdDocument> {
  const { session } = tx
  const known = await HouseholdModel.findOne({ entranceId: entrance._id, door }).session(session).lean()
  if (known) return known
  return addHousehold(entrance, door, doorKind(entrance.kind), undefined, tx)
}

const elsewhere = { estate: '', building: '', name: '社区以外' }

/** A household of its own for somebody who lives elsewhere; the address is a sealed note. */
export async function householdElsewhere(communityId: Types.ObjectId, address: string, tx: Pick<Change, 'session'>) {
  const { session } = tx
  const entrance =
    (await EntranceModel.findOne({ communityId, ...elsewhere })
      .session(session)
      .lean()) ?? (await addElsewhere(communityId, tx))
  const count = await HouseholdModel.countDocuments({ entranceId: entrance._id }).session(session)
  return { entrance, household: await addHousehold(entrance, String(count + 1), 'other', address, tx) }
}

async function addElsewhere(communityId: Types.ObjectId, { session }: Pick<Change, 'session'>) {
  const last = await EntranceModel.findOne({ communityId }).sort({ order: -1 }).session(session).lean()
  const entrance: EntranceDocument = {
    _id: newId(),
    communityId,
    ...elsewhere,
    label: elsewhere.name,
    order: (last?.order ?? 0) + 1,
    colour: (last?.colour ?? 0) + 1,
    gridId: null,
  }
  await EntranceModel.create([entrance], { session })
  return entrance
}

/** The place as an import would read it, so that the next file finds the same door. */
function placeOf({ estate, building, name }: EntranceDocument, door: string, kind: PlaceKind): Place {
  const entrance = /^([\dA-Z]+)单元$/i.exec(name)?.[1]
  return {
    estate,
    building: building.replace(/号楼$/, ''),
    ...(entrance ? { entrance } : { group: name }),
    door,
    kind,
  }
}

async function addHousehold(
  entrance: EntranceDocument,
  door: string,
  kind: PlaceKind,
  address: string | undefined,
  { session }: Pick<Change, 'session'>,
): Promise<HouseholdDocument> {
  const { _id: entranceId, communityId } = entrance
  const _id = newId()
  const household: HouseholdDocument = {
    _id,
    communityId,
    entranceId,
    floor: floorOf(door) ?? 0,
    door,
    placeKey: placeKey(placeOf(entrance, door, kind)),
    kind,
    tags: [],
    ...(address ? { note: sealNote(communityId, _id, address) } : {}),
  }
  await HouseholdModel.create([household], { session })
  return household
}

/** A provisional resident of a household: somebody checks the identity later. */
export async function addResident(
  { _id: householdId, communityId }: Pick<HouseholdDocument, '_id' | 'communityId'>,
  { name, document, phone, tags }: Newcomer,
  { session }: Pick<Change, 'session'>,
): Promise<ResidentDocument> {
  const _id = newId()
  const read = document ? readDocument(document, undefined, today()) : undefined
  const resident: ResidentDocument = {
    _id,
    communityId,
    householdId,
    name: sealResident(communityId, _id, 'name', name),
    toVerify: true,
    tags: [...tags],
    ...(read
      ? {
          documentType: read.type,
          document: sealResident(communityId, _id, 'document', read.number),
          documentIndex: documentIndex(read),
        }
      : {}),
    ...(phone ? { phone: sealResident(communityId, _id, 'phone', phone), phoneIndex: phoneIndex(phone) } : {}),
  }
  await ResidentModel.create([resident], { session })
  return resident
}
