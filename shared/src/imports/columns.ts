import { type AddressContext, type AddressReading, oddCharacters, readAddress } from '../roster/address'
import { numeral, plain } from '../roster/cell'
import { floorOf, type Place } from '../roster/place'

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
  const address = unspoiled(cells.address)
  const building = labelOnly(cells.building) || context.building
  const around = { ...context, ...(estate && { estate }), ...(building && { building }) }
  const whole = address ? readAddress(address === plain(cells.address) ? cells.address : address, around) : undefined
  const stair = stairOnly(address, cells)
  if (whole && !stair && (whole.place.door || whole.place.group)) return completed(whole, estate, cells)
  const side = besideLanding(cells, { ...around, estate: oneEstate(estate, '') || context.estate || '' })
  if (side) return { place: side, repaired: false }
  const split = splitText(cells)
  const odd = [cells.building, cells.entrance, cells.door].some((cell) => oddCharacters.test(cell.trim()))
  const repaired = odd || Boolean(whole?.repaired)
  const named = oneEstate(estate, stair ? '' : (whole?.place.estate ?? '')) || context.estate || ''
  if (!split)
    return { place: workplace(cells, named) ?? whole?.place ?? { estate: named, door: '', kind: 'other' }, repaired }
  const above = stair ?? whole?.place
  const reading = readAddress(split, {
    estate: named,
    ...((above?.building ?? context.building) && { building: above?.building ?? context.building }),
    ...((above?.entrance ?? context.entrance) && { entrance: above?.entrance ?? context.entrance }),
    ...(context.group && { group: context.group }),
  })
  return { place: joined(reading.place, named, cells), repaired }
}

/** A door named by its side of the landing, 东户, on a floor that is known: the same as 1楼东户 in an address. */
function besideLanding(cells: PlaceCells, around: AddressContext): Place | undefined {
  const door = /^([东西南北中左右]{1,3})户$/.exec(plain(cells.door).replace(/\s/g, ''))?.[1]
  const floor = Number(numeral(unspoiled(cells.floor).replace(/[层楼]$/, '')))
  if (!door || !around.building || !floor) return undefined
  const entrance = labelOnly(cells.entrance) || around.entrance
  const { estate = '', building } = around
  return { estate, building, ...(entrance && { entrance }), floor, door: `${floor}${door}`, kind: 'flat' }
}

/** "3-2" beside a column for the door is a building and an entrance. */
function stairOnly(address: string, cells: PlaceCells): { building: string; entrance: string } | undefined {
  const pair = cells.door && !cells.building ? /^(\w{1,4})-(\d{1,2})$/.exec(address) : null
  return pair?.[1] && pair[2] ? { building: pair[1], entrance: pair[2] } : undefined
}

/** A workshop, shift or class of a firm or school, where no door is named. */
function workplace(cells: PlaceCells, estate: string): Place | undefined {
  const group = plain(cells.group).replace(/\s/g, '')
  if (!group || cells.address) return undefined
  return { estate, group, door: '', kind: /[组队排]$|^[\d一二三四五六七八九十]+$/.test(group) ? 'house' : 'workplace' }
}

/** The estate of a row whose estate column and address both name one. */
function oneEstate(column: string, written: string): string {
  if (!column || !written || column.includes(written)) return column || written
  if (written.includes(column)) return /[路街道巷号]/.test(written.replace(column, '')) ? column : written
  return /(小区|花园|家园|苑|村|宿舍|公寓|棚户区|院|城)$/.test(written) ? written : column + written
}

function completed(reading: AddressReading, estate: string, cells: PlaceCells): AddressReading {
  const { place } = reading
  const inBuilding = place.building ?? labelOnly(cells.building)
  const inEntrance = place.entrance ?? labelOnly(cells.entrance)
  return {
    ...reading,
    place: {
      ...place,
      estate: oneEstate(estate, place.estate),
      ...(inBuilding && { building: inBuilding }),
      ...(inEntrance && { entrance: inEntrance }),
    },
  }
}

/** A building or entrance without its unit word: 3号楼 is 3. */
export function labelOnly(cell: string): string {
  return unspoiled(cell).replace(/(号楼|号|楼|栋|幢|座|单元|门|#)+$/, '')
}

/** The split columns as one address without the estate: "3号楼2单元501". */
function splitText(cells: PlaceCells): string {
  const door = unspoiled(cells.door).replace(/\s/g, '')
  if (/单元|[楼栋幢]/.test(door)) return door
  const whole = unspoiled(cells.building).replace(/\s/g, '')
  if (door && whole.split('-').length === 3 && whole.endsWith(`-${door}`)) return whole
  const parts = door.split('-')
  const building = withUnit(cells.building, '号楼')
  const entrance = withUnit(cells.entrance, '单元')
  if (parts.length >= 3 && parts.length <= 4 && parts.every((part) => simple.test(part))) return door
  const floor = withUnit(cells.floor, '层')
  const group = door && /车间|班|部门?$|科$/.test(cells.group) ? '' : withUnit(cells.group, '组')
  const pair = /^(\d{1,4})-(\d{1,2})$/.exec(building || entrance)
  const place = pair && !(building && entrance) ? `${pair[1]}号楼${pair[2]}单元` : building + entrance
  const own =
    parts.length === 2 && (entrance === `${parts[0]}单元` || (!entrance && building === `${parts[0]}号楼`))
      ? parts[1]
      : door
  if (!place && !own) return ''
  if (!place && floor && /^\d{1,2}$/.test(own ?? '')) return `${floor.replace(/\D/g, '')}${own?.padStart(2, '0')}`
  return place + group + (floor && floorOf(own ?? '') === undefined ? floor : '') + (own ?? '')
}

function joined(place: Place, estate: string, cells: PlaceCells): Place {
  const extra = place.estate && place.estate !== estate ? place.estate : ''
  const building = place.building ?? (cells.building && !extra && !place.group ? labelOnly(cells.building) : '')
  return { ...place, estate: estate + extra, ...(building && { building }) }
}
