export type PlaceKind = 'flat' | 'house' | 'dormitory' | 'workplace' | 'other'

/** Whether people behind one door share it without being a family: nobody there sees another or speaks for them. */
export const sharesRoom = (kind: string) => kind === 'dormitory' || kind === 'workplace'

/** Where a household is. Building, entrance and door are bare labels ("3", "2", "501", "A"); words such as 号楼 are added on screens. */
export interface Place {
  estate: string
  building?: string
  entrance?: string
  /** Part of a village, shanty or firm that is called together: 3组, 2排, 装配车间. */
  group?: string
  floor?: number
  door: string
  kind: PlaceKind
}

const plainEstate = /^[\u4e00-\u9fff\d]*$/
const loose = /[\s()'"‘’“”·.,，。、_-]/g

/** Whether the place goes down to a door; a workshop or class of a firm counts as one. */
export function hasDoor(place: Place): boolean {
  return Boolean(place.door || (place.kind === 'workplace' && place.group))
}

/** Equal for two spellings of one door, different for different doors; without a door, equal for all of an entrance. */
export function placeKey(place: Place): string {
  return `${entranceKey(place)}|${place.door.toUpperCase()}`
}

/** Equal for two doors that are called together: behind one building entrance, or in one group of a village or firm. */
export function entranceKey(place: Place): string {
  const { building = '', entrance = '', group = '' } = place
  return [estateKey(place.estate), building, entrance, group].join('|').toUpperCase()
}

/** Equal for two spellings of an estate's name. */
export function estateKey(estate: string): string {
  return plainEstate.test(estate) ? estate : estate.replace(loose, '').toUpperCase()
}

/** The floor that a door number says: 501 → 5, 1203 → 12; undefined for numbers that say none. */
export function floorOf(door: string): number | undefined {
  const digits = /^[A-Z东西南北中左右]?(\d{3,4})(?!\d)/.exec(door)?.[1]
  const floor = digits ? Number(digits.slice(0, -2)) : 0
  return floor > 0 ? floor : undefined
}

/** The door as people say it: 招商局小区3号楼2单元501, 北合流棚户区37号. */
export function placeLabel(place: Place): string {
  const building = place.building ? `${place.building}号楼` : ''
  const entrance = place.entrance ? `${place.entrance}单元` : ''
  const door = place.kind === 'house' && /^\d+$/.test(place.door) ? `${place.door}号` : place.door
  return place.estate + building + entrance + (place.group ?? '') + door
}
