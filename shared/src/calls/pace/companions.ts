import type { PlannedCall } from './decision'
import type { Door } from './doors'
import type { Uncalled } from './pieces'
import type { PaceSite } from './record'

/**
 * A site's calls with those who come together with somebody of them, wherever they live, as long as they may be called there
 * now (R12). They are taken out of what is left to call.
 */
export function withCompanions(
  calls: readonly PlannedCall[],
  site: PaceSite,
  uncalled: Uncalled,
  doors: ReadonlyMap<string, Door>,
): PlannedCall[] {
  const all = calls.map((call) => ({ ...call, householdIds: [...call.householdIds] }))
  const companions = all.flatMap(({ householdIds }) => householdIds.flatMap((id) => linked(id, doors)))
  for (const id of companions) {
    const door = doors.get(id)
    const piece = uncalled.pieces.find(
      ({ called, lane, unit, households }) =>
        !called &&
        lane === site.lane &&
        unit === door?.unit &&
        unit.siteIds.includes(site.id) &&
        households.some((household) => household.id === id),
    )
    if (!piece || !door) continue
    const people = (door.household.people[site.lane] ?? 0) - door.scanned[site.lane]
    piece.households = piece.households.filter((household) => household.id !== id)
    piece.people -= people
    if (!piece.households.length) piece.called = true
    const { id: unitId, entranceId } = piece.unit
    const call = all.find((one) => one.unitId === unitId)
    if (call) {
      call.householdIds.push(id)
      call.people += people
    } else all.push({ unitId, entranceId, siteId: site.id, householdIds: [id], people })
    companions.push(...linked(id, doors))
  }
  return all
}

const linked = (id: string, doors: ReadonlyMap<string, Door>) => doors.get(id)?.household.comesWith ?? []
