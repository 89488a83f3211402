import { type AddressContext, type AddressReading, readAddress } from './address'
import { numeral, plain } from './cell'
import { floorOf, type Place } from './place'

/** The cells of one row that say where somebody lives, as written. */
export interface PlaceCells {
  estate: string
  building: string
  entrance: string
  floor: string
  group: string
  door: string
  address: string
}

const simple = /^([甲乙丙丁]?\d{1,4}[A-Z]?|[A-Z]\d{0,3}|[〇零一二两三四五六七八九十]+|[甲乙丙丁戊东西南北中])$/i

/** What a spreadsheet made of "3-2" (a date) or "3" (3.0), undone. */
function unspoiled(cell: string): string {
  const text = plain(cell).replace(/^['"‘’`]+/, '')
  const date = /^\d{4}-(\d{2})-(\d{2})(T00:00:00)?$/.exec(text)
  if (date) return `${Number(date[1])}-${Number(date[2])}`
  return text.replace(/^(\d+)\.0+$/, '$1')
}

function withUnit(cell: string, unit: string): string {
  const text = unspoiled(cell).replace(/\s/g, '').replace(/#$/, '')
  if (!simple.test(text)) return text
  return numeral(text) + unit
}

/** Reads a place from its columns: one address column, split columns, or both. */
export function readPlace(cells: PlaceCells, context: AddressContext): AddressReading {
  const estate = plain(cells.estate).replace(/(?<![A-Z])\s+|\s+(?![A-Z])/gi, '')
  const building = labelOnly(cells.building) || context.building
  const around = { ...context, ...(estate && { estate }), ...(building && { building }) }
  const whole = cells.address
    ? readAddress(unspoiled(cells.address) === plain(cells.address) ? cells.address : unspoiled(cells.address), around)
    : undefined
  if (whole && (whole.place.door || whole.place.group)) return completed(whole, cells)
  const split = splitText(cells)
  const repaired = [cells.building, cells.entrance, cells.door].some((cell) =>
    /[\u3000\uff01-\uff5e、]/.test(cell.trim()),
  )
  if (!split) return whole ?? { place: { estate: estate || (context.estate ?? ''), door: '', kind: 'other' }, repaired }
  const named = estate || whole?.place.estate || context.estate || ''
  const reading = readAddress(split, { ...context, estate: named })
  return { place: joined(reading.place, named, cells), repaired: repaired || Boolean(whole?.repaired) }
}

function completed(reading: AddressReading, cells: PlaceCells): AddressReading {
  const { place } = reading
  const inBuilding = place.building ?? labelOnly(cells.building)
  const inEntrance = place.entrance ?? labelOnly(cells.entrance)
  return {
    ...reading,
    place: { ...place, ...(inBuilding && { building: inBuilding }), ...(inEntrance && { entrance: inEntrance }) },
  }
}

function labelOnly(cell: string): string {
  return unspoiled(cell).replace(/(号楼|号|楼|栋|幢|座|单元|门|#)+$/, '')
}

/** The split columns as one address without the estate: "3号楼2单元501". */
function splitText(cells: PlaceCells): string {
  const door = unspoiled(cells.door).replace(/\s/g, '')
  if (/单元|[楼栋幢]/.test(door)) return door
  const parts = door.split('-')
  const building = withUnit(cells.building, '号楼')
  const entrance = withUnit(cells.entrance, '单元')
  if (parts.length >= 3 && parts.length <= 4 && parts.every((part) => simple.test(part))) return door
  const floor = withUnit(cells.floor, '层')
  const group = withUnit(cells.group, '组')
  const pair = /^(\d{1,4})-(\d{1,2})$/.exec(building || entrance)
  const place = pair && !(building && entrance) ? `${pair[1]}号楼${pair[2]}单元` : building + entrance
  const own =
    parts.length === 2 && (entrance === `${parts[0]}单元` || (!entrance && building === `${parts[0]}号楼`))
      ? parts[1]
      : door
  return place + group + (floor && floorOf(own ?? '') === undefined ? floor : '') + (own ?? '')
}

function joined(place: Place, estate: string, cells: PlaceCells): Place {
  const extra = place.estate && place.estate !== estate ? place.estate : ''
  const building = place.building ?? (cells.building && !extra && !place.group ? labelOnly(cells.building) : '')
  return { ...place, estate: estate + extra, ...(building && { building }) }
}
