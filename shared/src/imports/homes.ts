import { estateKey, hasDoor, type Place, placeKey } from '../roster/place'
import type { RosterRow } from './rows'

interface Located {
  sheet: number
  place: Place
}

/**
 * Names the estate of addresses that leave it out ("3-2-501" among addresses of 招商局小区): the only one of its sheet
 * with such doors, else the one that the rows before (or after) it name, else the only one of the file. Then one
 * spelling for each estate of a file.
 */
export function* nameEstates(rows: readonly Located[]): Generator<number, void> {
  const unnamed = new Set<number>()
  const named = new Set<string>()
  for (const { sheet, place } of rows) {
    if (!place.estate) unnamed.add(sheet)
    else if (place.building) named.add(place.estate)
  }
  yield 1
  for (const sheet of unnamed) {
    const own = rows.filter((row) => row.sheet === sheet)
    for (const flats of [true, false]) {
      const alike = own.filter(({ place }) => Boolean(place.building || place.entrance) === flats)
      carryEstate(alike)
      carryEstate([...alike].reverse())
    }
    yield 1
  }
  const [only] = named
  if (unnamed.size > 0 && only && named.size === 1) {
    for (const { place } of rows) if (!place.estate && place.building && hasDoor(place)) place.estate = only
  }
  oneSpelling(rows)
}

function carryEstate(rows: readonly Located[]): void {
  let estate = ''
  for (const { place } of rows) {
    if (place.estate) estate = place.estate
    else if (estate && hasDoor(place)) place.estate = estate
  }
}

/** 窑上 and 窑上小区 in one file are one estate, too. */
function oneSpelling(rows: readonly Located[]): void {
  const written = new Set<string>()
  for (const { place } of rows) written.add(place.estate)
  const first = new Map<string, string>()
  for (const estate of written) if (!first.has(estateKey(estate))) first.set(estateKey(estate), estate)
  const spellings = new Map<string, string>()
  for (const estate of written) {
    const key = estateKey(estate)
    const longer = key && (first.get(`${key}小区`) ?? (key.endsWith('庄') ? first.get(`${key}村`) : undefined))
    spellings.set(estate, longer || withoutStreet(estate, written) || (first.get(key) ?? estate))
  }
  for (const { place } of rows) place.estate = spellings.get(place.estate) ?? place.estate
}

/** 新华街18号招商局小区 in a file that also says 招商局小区. */
function withoutStreet(estate: string, written: ReadonlySet<string>): string | undefined {
  const named = /^.*[路街道巷](?:\d+号)?(?=.{3})/.exec(estate)?.[0].length
  const rest = estate.slice(named ?? 0)
  return named && written.has(rest) ? rest : undefined
}

/** Gives people without a door the one of their household number, or of a head who lives behind a single door. */
export function findHomes(rows: readonly RosterRow[]): void {
  if (!rows.some(({ place }) => hasDoor(place))) numberHouseholds(rows)
  if (rows.every(({ place }) => hasDoor(place))) return
  const homes = new Map<string, Place | undefined>()
  for (const { sheet, hint, place } of rows) {
    if (!hint || !hasDoor(place)) continue
    const key = `${sheet} ${hint}`
    const known = homes.get(key)
    if (!homes.has(key)) homes.set(key, place)
    else if (known && placeKey(known) !== placeKey(place)) homes.set(key, undefined)
  }
  for (const row of rows) {
    if (!row.hint || hasDoor(row.place)) continue
    const home = homes.get(`${row.sheet} ${row.hint}`)
    if (home && fits(row.place, home)) row.place = home
  }
}

/** In a file without any door the household numbers are the doors. */
function numberHouseholds(rows: readonly RosterRow[]): void {
  for (const { hint, place } of rows) {
    if (!hint.startsWith('n')) continue
    place.door = `${hint.slice(1)}户`
    place.kind = 'house'
  }
}

function fits(place: Place, home: Place): boolean {
  return (!place.estate || place.estate === home.estate) && (!place.building || place.building === home.building)
}
