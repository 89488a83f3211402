import type { Minute } from './record'
import type { Situation } from './situation'

/** Ask these households of a unit to come down to a site now. */
export interface PlannedCall {
  unitId: string
  entranceId: string
  siteId: string
  householdIds: string[]
  people: number
}

/** Why a site calls or does not call, with the numbers that a screen can say. */
export type PaceReason =
  /** `expected` people in the queue and on their way are fewer than the `wanted` that keep the tables busy. */
  | { code: 'callMore'; expected: number; wanted: number }
  | { code: 'enough'; expected: number; wanted: number }
  | { code: 'noOpenTable' }
  | { code: 'paused' }
  | { code: 'everybodyCalled' }
  /** Who is left is held back, frozen or not to be called before a later time. */
  | { code: 'nobodyFree' }

/** Opening or closing a table, for the site lead to decide. */
export type PaceAdvice =
  /** People in the queue would wait `minutes`. */
  | { code: 'openTable'; siteId: string; minutes: number }
  /** The last people are sampled in `minutes` with one table less as well. */
  | { code: 'closeTable'; siteId: string; tableId: string; minutes: number }
  /** Nobody has counted the queue for `minutes`. */
  | { code: 'countQueue'; siteId: string; minutes: number }

/** What the controller sees at a site and what follows. */
export interface SitePace extends Situation {
  /** People in the queue that keep the tables from running dry. */
  reserve: number
  reason: PaceReason
  /** Minutes until the last of the people assigned to the site is sampled, from … to; null while no table is open. */
  end: [Minute, Minute] | null
}

/** When a unit will be called: so many minutes from now, from … to; null when nobody can know. */
export interface UnitPace {
  unitId: string
  siteId: string | null
  minutes: [Minute, Minute] | null
  peopleBefore: number
}

export interface Decision {
  calls: PlannedCall[]
  sites: SitePace[]
  units: UnitPace[]
  advice: PaceAdvice[]
}
