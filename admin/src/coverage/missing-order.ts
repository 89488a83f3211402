import type { MissingHousehold } from '@loumen/shared/coverage/schema'

/** The households that the address asks for: of a grid, a building, or with a condition. */
export const chosen = (
  households: readonly MissingHousehold[],
  { grid, building, only }: { grid?: string; building?: string; only?: string },
) =>
  households.filter(
    (household) =>
      (!grid || household.gridId === grid) &&
      (!building || household.building === building) &&
      (only !== 'never' || household.neverCame > 0) &&
      (only !== 'refusals' || household.refusal),
  )

export interface MissingEntrance {
  entranceId: string
  label: string
  colour: number
  people: number
  floors: { floor: number; households: MissingHousehold[] }[]
}

/** Entrances in their order, each with its floors upwards. */
export function byEntrance(households: readonly MissingHousehold[]): MissingEntrance[] {
  const entrances = new Map<string, MissingEntrance>()
  for (const household of households) {
    const { entranceId, entrance: label, colour, floor, missing } = household
    const entrance = entrances.get(entranceId) ?? { entranceId, label, colour, people: 0, floors: [] }
    entrances.set(entranceId, entrance)
    entrance.people += missing
    const known = entrance.floors.find((one) => one.floor === floor)
    if (known) known.households.push(household)
    else entrance.floors.push({ floor, households: [household] })
  }
  return [...entrances.values()]
}
