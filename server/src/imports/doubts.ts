import type { ReadHousehold } from '@loumen/shared/imports/reading'
import { placeLabel } from '@loumen/shared/roster/place'
import type { ResidentDocument } from '../roster/model'
import { openResident } from '../roster/personal'
import type { Comparison, FieldChange, PersonChange } from './compare'
import type { FoundProblem } from './roster-reader'
import { decode } from './squeeze'
import { Turns } from './turns'

/** Where an entry of a list stands, in full; masked before it is shown. */
export interface Spot {
  sheet: string | null
  row: number | null
  entrance: string
  door: string
  name: string
  document: string
}

/** A row of the file that somebody should look at. */
export interface Doubt extends Spot {
  id: string
  cells: { letters: string; header: string; code: string; text: string }[]
  fields: FieldChange[]
  other: Spot | null
}

/** The rows to look at, in the order of the file: faults of cells, hand-edited fields, possible second entries, others' entrances. */
export async function findDoubts(
  found: Comparison,
  problems: readonly Uint8Array[],
  sheets: readonly { name: string }[],
): Promise<Doubt[]> {
  const turns = new Turns()
  const sheetName = (at: number) => (sheets.length > 1 ? (sheets[at]?.name ?? null) : null)
  const people = new Map(found.people.map((change) => [spotKey(change.person.sheet, change.person.row), change]))
  const doubts = new Map<string, Doubt>()
  const at = (sheet: number, row: number): Doubt => {
    const key = spotKey(sheet, row)
    const known = doubts.get(key)
    if (known) return known
    const change = people.get(key)
    const spot = change ? spotOf(change, sheetName(sheet)) : { ...nowhere, sheet: sheetName(sheet), row }
    const doubt: Doubt = { ...spot, id: `r${sheet}.${row}`, cells: [], fields: [], other: null }
    doubts.set(key, doubt)
    return doubt
  }
  for (const part of problems) {
    if (turns.over) await turns.rest()
    for (const { cell, row, letters, column, code, text } of decode(part) as FoundProblem[])
      at(cell.sheet, row).cells.push({ letters, header: column === letters ? '' : column, code, text })
  }
  for (const change of found.people) {
    if (turns.over) await turns.rest()
    const { person, perhaps } = change
    const kept = change.fields.filter((field) => field.kept)
    if (kept.length) {
      const doubt = at(person.sheet ?? 0, person.row)
      doubt.id = `p${change.at}`
      doubt.fields = kept
      doubt.cells.push({ letters: '', header: '', code: 'editedByHand', text: '' })
    }
    if (perhaps && !change.before) {
      const doubt = at(person.sheet ?? 0, person.row)
      doubt.other = residentSpot(perhaps, found)
      doubt.cells.push({ letters: '', header: '', code: 'perhapsKnown', text: '' })
    }
  }
  for (const household of found.elsewhere)
    for (const person of household.people) {
      const doubt = at(person.sheet ?? 0, person.row)
      Object.assign(doubt, placeOf(household), { name: person.name, document: person.document?.number ?? '' })
      doubt.cells.push({ letters: '', header: '', code: 'notYours', text: '' })
    }
  return [...doubts.values()]
}

const spotKey = (sheet: number | undefined, row: number) => `${sheet ?? 0} ${row}`

const nowhere = { entrance: '', door: '', name: '', document: '' }

const placeOf = ({ place }: ReadHousehold) => ({ entrance: placeLabel({ ...place, door: '' }), door: place.door })

/** Where a person of the file stands. */
export const spotOf = ({ household, person }: PersonChange, sheet: string | null): Spot => ({
  sheet,
  row: person.row,
  ...placeOf(household.read),
  name: person.name,
  document: person.document?.number ?? '',
})

/** Where a resident of the roster stands. */
export function residentSpot(resident: ResidentDocument, { known, entrances }: Comparison): Spot {
  const household = known.households.get(String(resident.householdId))
  return {
    sheet: null,
    row: null,
    entrance: entrances.label(household?.entranceId),
    door: household?.door ?? '',
    name: known.name(resident),
    document: openResident(resident, 'document'),
  }
}
