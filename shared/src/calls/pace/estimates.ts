import type { UnitPace } from './decision'
import type { Piece } from './pieces'
import { expectedPeople, homeOf, wantedPeople } from './plan'
import type { Minute } from './record'
import type { Situation } from './situation'

/** How far the day may go faster or slower than it goes now. */
const faster = 0.86
const slower = 1.18

/** Minutes as people are told them: full fives, never narrower than what is known. */
export function honestRange(minutes: Minute): [Minute, Minute] {
  const from = Math.floor((minutes * faster - 1) / 5) * 5
  return [Math.max(0, from), Math.max(5, Math.ceil((minutes * slower + 1.5) / 5) * 5)]
}

/** When each unit that still waits will be called, if the tables go on as they do. */
export function unitTimes(situations: ReadonlyMap<string, Situation>, pieces: readonly Piece[]): UnitPace[] {
  const people = new Map<string, number>()
  const units = new Map<string, UnitPace>()
  for (const piece of pieces) {
    const siteId = homeOf(piece)
    if (piece.called || siteId === undefined) continue
    const before = people.get(siteId) ?? 0
    people.set(siteId, before + piece.people)
    if (units.has(piece.unit.id)) continue
    const situation = situations.get(siteId)
    const minutes = situation && minutesUntil(situation, before)
    units.set(piece.unit.id, {
      unitId: piece.unit.id,
      siteId,
      minutes: minutes === undefined ? null : honestRange(minutes),
      peopleBefore: before,
    })
  }
  return [...units.values()]
}

function minutesUntil(situation: Situation, peopleBefore: number): Minute | undefined {
  const taken = situation.perMinute - situation.uncalledPerMinute
  if (situation.paused || taken < situation.perMinute / 20 || taken <= 0) return undefined
  const surplus = expectedPeople(situation) - wantedPeople(situation)
  return Math.max(0, surplus + peopleBefore * situation.following.share) / taken
}

/** When the last of the people assigned to a site is sampled. */
export function endOf(situation: Situation, pieces: readonly Piece[]): [Minute, Minute] | null {
  if (situation.paused || situation.perMinute <= 0) return null
  const waiting = pieces.reduce(
    (sum, piece) => sum + (!piece.called && homeOf(piece) === situation.siteId ? piece.people : 0),
    0,
  )
  const people = expectedPeople(situation) + waiting * situation.following.share
  const last = waiting > 0 || situation.walking >= 1 ? situation.following.walk.mean : 0
  return honestRange(people / situation.perMinute + (people > 0 ? last / 2 : 0))
}
