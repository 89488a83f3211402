import type { UnitKind } from '@loumen/shared/community/units'
import type { Place, PlaceKind } from '@loumen/shared/roster/place'
import type { Actor } from '../base/actor'
import { type EntranceName, entrancesByName } from '../community/commands'
import type { EntranceDocument } from '../community/model'
import { pathOfScope } from '../community/paths'
import { entrancesOf } from '../community/queries'

/** The entrance that a place stands behind, as the community names it. */
export const nameOf = (place: Place): EntranceName => ({
  estate: place.estate,
  building: place.building ? `${place.building}${/^\d+$|^[A-Z]$/i.test(place.building) ? '号楼' : ''}` : '',
  name: place.entrance ? `${place.entrance}${/^[\dA-Z]+$/i.test(place.entrance) ? '单元' : ''}` : (place.group ?? ''),
  ...(kinds[place.kind] ? { kind: kinds[place.kind] } : {}),
})

/** What is called together where people live or work without entrances. */
const kinds: Partial<Record<PlaceKind, UnitKind>> = { house: 'village', dormitory: 'dormitory', workplace: 'workshop' }

/** Which of a community's entrances an importer may change: all of them, or those of their own scope and new ones. */
export class Entrances {
  private constructor(
    private readonly known: ReturnType<typeof entrancesByName>,
    private readonly labels: Map<string, string>,
    private readonly closed: ReadonlySet<string>,
  ) {}

  static async of(communityId: string, actor: Actor): Promise<Entrances> {
    const entrances = await entrancesOf(communityId)
    const closed = new Set<string>()
    if (!actor.may('roster.import', await pathOfScope(communityId)))
      for (const { _id } of entrances)
        if (!actor.may('roster.import', await pathOfScope(String(_id)))) closed.add(String(_id))
    return new Entrances(
      entrancesByName(entrances),
      new Map(entrances.map((entrance) => [String(entrance._id), entrance.label])),
      closed,
    )
  }

  /** The entrance of a place, if the community has it. */
  find(place: Place): EntranceDocument | undefined {
    return this.known(nameOf(place))
  }

  mayChange = (entranceId: unknown) => !this.closed.has(String(entranceId))

  label = (entranceId: unknown) => this.labels.get(String(entranceId)) ?? ''
}
