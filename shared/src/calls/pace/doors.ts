import type { CallUnit, DayRecord, Household, Minute, PaceSite } from './record'

/** A household with what was recorded of it. */
export interface Door {
  unit: CallUnit
  household: Household
  /** How many of its people were scanned on which lane. */
  scanned: Record<PaceSite['lane'], number>
  /** The call to each lane; a household is called once. */
  calls: Partial<Record<PaceSite['lane'], Cohort>>
}

/** One call and who of it has been scanned since. */
export interface Cohort {
  unitId: string
  siteId: string
  at: Minute
  /** People called who had not been scanned before. */
  people: number
  /** Moments of their scans at the site that called them, rising. */
  scans: Minute[]
  /** Their scans anywhere else. */
  elsewhere: number
  /** Some of them may have been scanned by a device that is not heard. */
  blurred: boolean
}

/** Every household of the day by id, in call order. */
export function doorsOf(day: DayRecord): Map<string, Door> {
  const doors = new Map<string, Door>()
  for (const unit of day.units)
    for (const household of unit.households)
      doors.set(household.id, { unit, household, scanned: { ordinary: 0, separate: 0 }, calls: {} })
  return doors
}

/** Events up to now, rising; work that was recorded offline arrives out of order. */
export function inOrder<T extends { at: Minute }>(events: readonly T[], now: Minute): readonly T[] {
  let before = Number.NEGATIVE_INFINITY
  for (const { at } of events) {
    if (at < before || at > now) return events.filter((event) => event.at <= now).sort((a, b) => a.at - b.at)
    before = at
  }
  return events
}
