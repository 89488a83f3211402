import type { PaceReason, PlannedCall } from './decision'
import { nextPart, type Piece, take, type Uncalled } from './pieces'
import type { PaceSite } from './record'
import type { Situation } from './situation'

/** How many standard deviations of the queue the reserve covers. */
const caution = 2.2
/** The reserve is never so small that a short delay empties the queue, never so large that people wait long; minutes. */
const leastWait = 1.1
const mostWait = 4.2

/** People to have in the queue so that tables seldom run dry. */
export function reserveOf({ perMinute, unrest, following }: Situation): number {
  const unsure = (perMinute * following.walk.mean * following.walk.cv) / Math.sqrt(3 + following.calls)
  const people = caution * Math.sqrt(unrest ** 2 + unsure ** 2)
  return Math.min(perMinute * mostWait, Math.max(perMinute * leastWait, people))
}

/** People expected at the tables: in the queue, called and on their way, and come by themselves. */
export function expectedPeople({ walking, queued, uncalled, unheard }: Situation): number {
  return Math.max(0, walking + queued + uncalled - unheard)
}

/** People to have in the queue and on their way: the reserve and what the tables take while people walk. */
export function wantedPeople(situation: Situation, reserve = reserveOf(situation)): number {
  const { perMinute, uncalledPerMinute, following } = situation
  return reserve + Math.max(0, perMinute - uncalledPerMinute) * following.walk.mean
}

/** Takes pieces in order, own ones first, until enough people are on their way. Taken pieces are marked. */
export function planSite(site: PaceSite, situation: Situation, uncalled: Uncalled): [PlannedCall[], PaceReason] {
  if (situation.paused) return [[], { code: 'paused' }]
  if (situation.openTables === 0) return [[], { code: 'noOpenTable' }]
  const reserve = reserveOf(situation)
  const wanted = wantedPeople(situation, reserve)
  const before = expectedPeople(situation)
  let expected = before
  const calls: PlannedCall[] = []
  for (;;) {
    const piece = nextPiece(site, uncalled.pieces)
    if (!piece) {
      if (calls.length > 0) break
      return [[], { code: uncalled.later > 0 ? 'nobodyFree' : 'everybodyCalled' }]
    }
    const { households, people } = nextPart(piece)
    const coming = people * situation.following.share
    if (expected + Math.min(coming / 2, reserve / 2) > wanted) break
    expected += coming
    take(piece, households.length, people)
    calls.push({
      unitId: piece.unit.id,
      entranceId: piece.unit.entranceId,
      siteId: site.id,
      householdIds: households.map((household) => household.id),
      people,
    })
  }
  return [calls, { code: calls.length > 0 ? 'callMore' : 'enough', expected: before, wanted }]
}

/** The site's own next piece; without one, the last of another site that may be sent here (R13). */
export function nextPiece(site: PaceSite, pieces: readonly Piece[]): Piece | undefined {
  let other: Piece | undefined
  for (const piece of pieces) {
    if (piece.called || piece.lane !== site.lane) continue
    if (homeOf(piece) === site.id) return piece
    if (piece.unit.siteIds.includes(site.id)) other = piece
  }
  return other
}

/** The site whose call order a piece stands in. */
export const homeOf = (piece: Piece) => piece.unit.siteIds[0]
