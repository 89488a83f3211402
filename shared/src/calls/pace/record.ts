import type { Route } from '../../tickets/rules'

/** A moment or a length of time in minutes; moments count from any fixed one, the same in a whole record. */
export type Minute = number

/** The people behind one door who are still expected: without excused, cancelled and those sampled elsewhere. */
export interface Household {
  id: string
  /** How many people take which route (R12). Those who are door only are never called. */
  people: Partial<Record<Route, number>>
  /** Nobody of a frozen household is called (R20). */
  frozen?: boolean
  /** Not called before this moment: an exam, a shift, "tell them ahead" (R3). */
  notBefore?: Minute
  /** Green channel (R12): called before the others of its entrance. */
  first?: boolean
  /** Households that are called together with it (R12). */
  comesWith?: readonly string[]
}

/** The smallest thing to call, R8: a floor of an entrance, a small entrance or a group. Listed in call order. */
export interface CallUnit {
  id: string
  entranceId: string
  households: readonly Household[]
  /** Where it may be sent, its own site first. */
  siteIds: readonly string[]
  /** Held back by its captain or the site lead until released. */
  held?: boolean
  /** A group that is called within agreed hours only: not before this moment. */
  notBefore?: Minute
}

/** The moment from which a table is open or closed. */
export interface TableChange {
  at: Minute
  open: boolean
}

/** Its device is not heard: what the table does is unknown, it is not idle. */
export interface Silence {
  from: Minute
  to: Minute | null
}

export interface PaceTable {
  id: string
  changes: readonly TableChange[]
  silences?: readonly Silence[]
}

/** A site stops for a while (R35); people on their way keep their place. */
export interface Pause {
  from: Minute
  to: Minute | null
}

export interface PaceSite {
  id: string
  /** The people of which route come here; separate lanes never mix with ordinary ones (R12). */
  lane: Exclude<Route, 'doorOnly'>
  tables: readonly PaceTable[]
  pauses?: readonly Pause[]
}

/** Some households of a unit were asked to come down to a site. */
export interface RecordedCall {
  unitId: string
  siteId: string
  householdIds: readonly string[]
  at: Minute
}

/** The registrar's scan of one person at a table; the person had been at the site for an unknown time. */
export interface RecordedScan {
  siteId: string
  tableId: string
  householdId: string
  at: Minute
}

/** The sampler closed a tube: its last person was swabbed just now. */
export interface RecordedTube {
  tableId: string
  at: Minute
}

/** The site lead's one tap: about so many people stand in the queue. */
export interface QueueCount {
  siteId: string
  at: Minute
  people: number
}

/** Everything about a round's day that pace looks at. Nothing here is known before a real person or device recorded it. */
export interface DayRecord {
  units: readonly CallUnit[]
  sites: readonly PaceSite[]
  calls: readonly RecordedCall[]
  scans: readonly RecordedScan[]
  tubes: readonly RecordedTube[]
  counts: readonly QueueCount[]
}
