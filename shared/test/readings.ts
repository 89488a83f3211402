import { type ReadOptions, type RosterReading, readRoster } from '../src/imports/reading'
import type { Sheet } from '../src/imports/rows'

const today = '2026-11-21'

/** A reading of one sheet. */
export const read = (rows: string[][], options: Partial<ReadOptions> = {}) =>
  readRoster([{ name: 'Sheet1', rows }], { today, ...options })

export const readSheets = (...sheets: Sheet[]) => readRoster(sheets, { today })

/** Who lives where, as "estate building-entrance-door: names". */
export function homes(reading: RosterReading): string[] {
  return reading.households.map(({ place, people }) => {
    const unit = [place.building, place.entrance, place.group, place.door].filter(Boolean).join('-')
    return `${place.estate} ${unit}: ${people.map((person) => person.name).join(' ')}`
  })
}

export const codes = (reading: RosterReading) => reading.problems.map(({ row, code }) => `${row} ${code}`)
