import type { Parsed } from '@loumen/shared/endpoint'
import { compareDoors } from '@loumen/shared/look/elevation'
import { Refused } from '@loumen/shared/refusals'
import { readAddress } from '@loumen/shared/roster/address'
import { plain } from '@loumen/shared/roster/cell'
import type * as api from '@loumen/shared/roster/people-api'
import type { PersonRow, PersonToVerify, SearchResult } from '@loumen/shared/roster/people-schema'
import { phoneNumber } from '@loumen/shared/roster/phone'
import type { Types } from 'mongoose'
import type { Actor } from '../base/actor'
import { oid } from '../base/db'
import type { EntranceDocument } from '../community/model'
import { type HouseholdDocument, HouseholdModel, living, type ResidentDocument, ResidentModel } from './model'
import { bareName, namesIn } from './names'
import { documentIndexes, phoneIndex } from './personal'
import { faultOf, presentPersonRow } from './present'
import { countPeople, entrancesFor, readHouseholds, readResidents } from './queries'

const mostFound = 30
const pageSize = 50
/** More than these are not put in order; a grid leader has long work before them. */
const mostListed = 5_000

type Reached = Awaited<ReturnType<typeof entrancesFor>>

/** Finds people by name, phone or document number, or households by door, among what the actor's roles reach. */
export async function searchRoster(
  { communityId, text }: Parsed<typeof api.searchRoster>,
  actor: Actor,
): Promise<SearchResult> {
  const reached = await entrancesFor(actor, 'roster.read', communityId)
  const said = plain(text)
  const phone = phoneNumber(said)
  const number = said.replace(/[\s-]/g, '')
  const filter = { communityId: oid(communityId), ...living }
  const exactly = async (by: 'phone' | 'document', where: object) =>
    people(
      by,
      await ResidentModel.find({ ...filter, ...where })
        .limit(200)
        .lean(),
      reached,
      actor,
    )
  if (phone) return exactly('phone', { phoneIndex: phoneIndex(phone) })
  if (/^(?=.*\d{4})[A-Z\d]{7,18}$/i.test(number))
    return exactly('document', { documentIndex: { $in: documentIndexes(number) } })
  if (/\d/.test(said)) return doors(communityId, said, reached)
  return people('name', await byName(communityId, said), reached, actor)
}

/** People whose name holds the text, those whose whole name it is first. */
async function byName(communityId: string, text: string): Promise<ResidentDocument[]> {
  const wanted = bareName(text)
  if (!wanted) return []
  const ranked: { id: string; rank: number }[] = []
  for (const [id, name] of await namesIn(communityId)) {
    const at = name.indexOf(wanted)
    if (at >= 0) ranked.push({ id, rank: name === wanted ? 0 : at + 1 })
  }
  const ids = ranked
    .sort((a, b) => a.rank - b.rank)
    .slice(0, 200)
    .map(({ id }) => id)
  const found = new Map((await readResidents(ids)).map((resident) => [String(resident._id), resident]))
  return ids.flatMap((id) => found.get(id) ?? [])
}

async function people(
  by: SearchResult['by'],
  found: readonly ResidentDocument[],
  reached: Reached,
  actor: Actor,
): Promise<SearchResult> {
  const rows = await rowsOf(found, reached, actor)
  return { by, people: rows.slice(0, mostFound), households: [], more: rows.length > mostFound }
}

/** People as the actor may see them, without those behind entrances that the actor's roles do not reach. */
export async function rowsOf(found: readonly ResidentDocument[], reached: Reached, actor: Actor): Promise<PersonRow[]> {
  const homes = new Map(
    (await readHouseholds([...new Set(found.map((one) => String(one.householdId)))])).map((one) => [
      String(one._id),
      one,
    ]),
  )
  return found.flatMap((resident) => {
    const household = homes.get(String(resident.householdId))
    const at = household && reached.get(String(household.entranceId))
    return household && at ? presentPersonRow(resident, household, at.entrance, actor.view(at.path)) : []
  })
}

/** Households by door: "501", "3-2-501", "3号楼2单元501". */
async function doors(communityId: string, text: string, reached: Reached): Promise<SearchResult> {
  const { place } = readAddress(text)
  const door = (place.door || text).toUpperCase()
  const fits = ({ estate, building, name }: EntranceDocument) =>
    (!place.estate || estate.includes(place.estate)) &&
    (!place.building || building.replace(/号楼$/, '').toUpperCase() === place.building.toUpperCase()) &&
    (!place.entrance || name.replace(/单元$/, '').toUpperCase() === place.entrance.toUpperCase()) &&
    (!place.group || name === place.group)
  const entranceIds = [...reached.values()].flatMap(({ entrance }) => (fits(entrance) ? entrance._id : []))
  const found = (
    await HouseholdModel.find({ communityId: oid(communityId), door, entranceId: { $in: entranceIds } })
      .limit(500)
      .lean()
  )
    .flatMap((household) => {
      const entrance = reached.get(String(household.entranceId))?.entrance
      return entrance ? { household, entrance } : []
    })
    .sort((a, b) => a.entrance.order - b.entrance.order)
  const shown = found.slice(0, mostFound)
  const counts = await countPeople(shown.map(({ household }) => household))
  return {
    by: 'door',
    people: [],
    households: shown.map(({ household, entrance }) => ({
      id: String(household._id),
      entranceId: String(entrance._id),
      entrance: entrance.label,
      floor: household.floor,
      door: household.door,
      people: counts.get(String(household._id))?.people ?? 0,
    })),
    more: found.length > mostFound,
  }
}

/** People whose document is missing or cannot be right, in the order of doors. */
export async function listToVerify({ communityId, entranceId, page }: Parsed<typeof api.listToVerify>, actor: Actor) {
  const reached = await entrancesFor(actor, 'roster.edit', communityId)
  const doubtful = await ResidentModel.find(
    { communityId: oid(communityId), toVerify: true, ...living },
    { householdId: 1 },
  )
    .limit(mostListed)
    .lean()
  const homes = await readHouseholds([...new Set(doubtful.map((one) => String(one.householdId)))])
  const place = new Map<string, { household: HouseholdDocument; order: number }>()
  for (const household of homes) {
    const at = reached.get(String(household.entranceId))
    if (at && (!entranceId || String(household.entranceId) === entranceId))
      place.set(String(household._id), { household, order: at.entrance.order })
  }
  const inOrder = doubtful
    .flatMap(({ _id, householdId }) => {
      const at = place.get(String(householdId))
      return at ? { _id, ...at } : []
    })
    .sort(
      (a, b) =>
        a.order - b.order ||
        a.household.floor - b.household.floor ||
        compareDoors(a.household.door, b.household.door) ||
        String(a._id).localeCompare(String(b._id)),
    )
  const shown = inOrder.slice((page - 1) * pageSize, page * pageSize)
  const residents = new Map(
    (await readResidents(shown.map(({ _id }) => String(_id)))).map((one) => [String(one._id), one]),
  )
  return {
    people: shown.flatMap(({ _id, household }): PersonToVerify | [] => {
      const resident = residents.get(String(_id))
      const at = reached.get(String(household.entranceId))
      if (!resident || !at) return []
      return {
        ...presentPersonRow(resident, household, at.entrance, actor.view(at.path)),
        rev: resident.rev ?? 0,
        fault: faultOf(resident),
        word: resident.word ?? null,
      }
    }),
    total: inOrder.length,
    pageSize,
  }
}

/** The community that two people live in. Refuses with notFound, and with merge.notTwo when they do not live in one. */
export function sameCommunity(one: ResidentDocument, other: ResidentDocument): Types.ObjectId {
  if (one._id.equals(other._id) || !one.communityId.equals(other.communityId) || one.leftAt || other.leftAt)
    throw new Refused('merge.notTwo')
  return one.communityId
}
