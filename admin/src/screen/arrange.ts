import type { Board, BoardUnit } from '@loumen/shared/calls/schema'

export interface Arranged {
  now: BoardUnit[]
  next: BoardUnit[]
  wait: BoardUnit[]
}

/** The three blocks of one site's display: called here (the newest first), next, and those who still wait. */
export function arrange(board: Board, siteId: string): Arranged {
  const called = board.units.filter((unit) => unit.state === 'called' && unit.siteId === siteId)
  return {
    now: called.sort((a, b) => (b.calledAt ?? '').localeCompare(a.calledAt ?? '')),
    next: board.units.filter((unit) => unit.state === 'next' && (unit.siteId === siteId || unit.siteId === null)),
    wait: board.units.filter((unit) => unit.state === 'waiting'),
  }
}

/** A called entrance as one thing that was or was not yet spoken: calling it again is another. */
export const spokenKey = (unit: BoardUnit) => `${unit.entranceId} ${unit.calledAt} ${unit.times}`

const fresh = 60_000

/**
 * The calls that this display has still to speak, at this domain time. Nothing is spoken twice, and a display that was
 * just opened, or was away, does not speak calls of long ago.
 */
export function toSpeak(board: Board, siteId: string, spoken: ReadonlySet<string>, now: number): BoardUnit[] {
  return arrange(board, siteId)
    .now.filter((unit) => !spoken.has(spokenKey(unit)))
    .filter((unit) => unit.calledAt !== null && now - Date.parse(unit.calledAt) < fresh)
    .reverse()
}

/** The width of a label in ems: Chinese characters are one wide, digits and letters a little over half. */
export const ems = (label: string) =>
  [...label].reduce((sum, character) => sum + (character.charCodeAt(0) > 0x2000 ? 1 : 0.6), 0)

const named = /^(.+?)(\d{1,3}(?:号楼|楼|栋|幢|座).*|[A-Z](?:座|栋).*)$/

/** "通达尚城3号楼2单元" as a small estate and the large rest. */
export function splitEstate(label: string): { estate: string; name: string } {
  const [, estate, name] = named.exec(label) ?? []
  return estate && name ? { estate, name } : { estate: '', name: label }
}
