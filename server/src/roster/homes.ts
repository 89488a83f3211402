import type { UnitKind } from '@loumen/shared/community/units'
import type { PlaceKind } from '@loumen/shared/roster/place'
import type { ClientSession, Types } from 'mongoose'
import { HouseholdModel } from './model'

const kinds: Record<UnitKind, PlaceKind> = {
  entrance: 'flat',
  dormitory: 'dormitory',
  village: 'house',
  workshop: 'workplace',
  shift: 'workplace',
  class: 'workplace',
}

/** What a door of an entrance or group is. */
export const doorKind = (kind: UnitKind = 'entrance') => kinds[kind]

/** What entrances have to know of their doors. */
export const homesOfEntrances = {
  count: (entranceId: Types.ObjectId, session: ClientSession) =>
    HouseholdModel.countDocuments({ entranceId }).session(session).exec(),
  async follow(entranceId: Types.ObjectId, kind: UnitKind, session: ClientSession) {
    await HouseholdModel.updateMany({ entranceId }, { $set: { kind: doorKind(kind) } }, { session })
  },
}
