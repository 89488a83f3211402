import type { Door } from './doors'
import type { CallUnit, Household, Minute, PaceSite } from './record'

/** Those of a unit who may be called to a lane now and have not been called. */
export interface Piece {
  unit: CallUnit
  lane: PaceSite['lane']
  households: Household[]
  people: number
  first: boolean
  called?: true
}

export interface Uncalled {
  /** In call order, green channel first within each entrance. */
  pieces: Piece[]
  /** People who wait for a later time, a release or a thaw. */
  later: number
}

const lanes = ['ordinary', 'separate'] as const

/** Everybody who has not been called: never the frozen, the door only, the held, or anyone before their time. */
export function uncalledPieces(doors: Iterable<Door>, now: Minute): Uncalled {
  const entrances = new Map<string, Piece[]>()
  let later = 0
  for (const { unit, household, scanned, calls } of doors) {
    for (const lane of lanes) {
      const people = (household.people[lane] ?? 0) - scanned[lane]
      if (people <= 0 || calls[lane]) continue
      if (unit.held || household.frozen || Math.max(household.notBefore ?? now, unit.notBefore ?? now) > now) {
        later += people
        continue
      }
      const pieces = entrances.get(unit.entranceId) ?? []
      if (pieces.length === 0) entrances.set(unit.entranceId, pieces)
      const first = household.first === true
      const piece = lastOf(pieces, unit, lane, first)
      if (piece) {
        piece.households.push(household)
        piece.people += people
      } else pieces.push({ unit, lane, households: [household], people, first })
    }
  }
  const ordered = [...entrances.values()].flatMap((pieces) =>
    pieces.some((piece) => piece.first)
      ? [...pieces.filter((piece) => piece.first), ...pieces.filter((piece) => !piece.first)]
      : pieces,
  )
  return { pieces: ordered, later }
}

/** Households come unit by unit, so a unit's pieces stand at the end. */
function lastOf(pieces: readonly Piece[], unit: CallUnit, lane: Piece['lane'], first: boolean): Piece | undefined {
  for (let i = pieces.length - 1; pieces[i]?.unit === unit; i--)
    if (pieces[i]?.lane === lane && pieces[i]?.first === first) return pieces[i]
}

/**
 * Up to a tube's worth of people is called at once. A larger unit comes in even parts of half of it, whole households in the
 * order of their doors (R14): people of one call arrive together, and a table that serves ten at once stands idle before them.
 */
const tubeful = 10
const partOf = 5

/** What to call next of a piece. */
export function nextPart({ households, people, lane }: Piece): Pick<Piece, 'households' | 'people'> {
  if (people <= tubeful) return { households, people }
  const even = people / Math.ceil(people / partOf)
  let taken = 0
  const part: Household[] = []
  for (const household of households) {
    const size = household.people[lane] ?? 0
    if (part.length > 0 && taken + size / 2 > even) break
    part.push(household)
    taken += size
  }
  return { households: part, people: taken }
}

/** Marks the first households of a piece as called. */
export function take(piece: Piece, households: number, people: number) {
  piece.households = piece.households.slice(households)
  piece.people -= people
  if (piece.households.length === 0) piece.called = true
}
