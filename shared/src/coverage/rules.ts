import type { Role } from '../roles'
import type { Figures } from './schema'

/** Where a person stands in a round: sampled by a valid tube, else excused, else missing. Exactly one of the three (I7). */
export function standing(person: { inValidTube: boolean; excused: boolean }): 'sampled' | 'excused' | 'missing' {
  if (person.inValidTube) return 'sampled'
  return person.excused ? 'excused' : 'missing'
}

export const noFigures: Figures = { expected: 0, sampled: 0, excused: 0, missing: 0, inQueue: 0 }

export const addFigures = (a: Figures, b: Figures): Figures => ({
  expected: a.expected + b.expected,
  sampled: a.sampled + b.sampled,
  excused: a.excused + b.excused,
  missing: a.missing + b.missing,
  inQueue: a.inQueue + b.inQueue,
})

/** A refusal that was not turned in this many minutes goes up by itself. */
export const refusalGoesUpAfter = 30

/** Who has been told of a refusal: the grid leader at once, the community lead when it lasts. Times in milliseconds. */
export const refusalToldTo = (since: number, now: number): Role[] =>
  now - since >= refusalGoesUpAfter * 60_000 ? ['gridLeader', 'communityLead'] : ['gridLeader']

/** Whether an excuse still holds: "away" expires and reopens the door (R21). `today` as YYYY-MM-DD. */
export const excuseHolds = (excuse: { until?: string | null } | null | undefined, today: string) =>
  !!excuse && (!excuse.until || excuse.until >= today)
