import '../zod-config'
import { z } from 'zod'
import { Id, Instant } from '../fields'

/** At any moment expected = sampled + excused + missing (I7). */
export const Figures = z.object({
  expected: z.number().int(),
  sampled: z.number().int(),
  excused: z.number().int(),
  missing: z.number().int(),
  /** Admitted into an open tube: standing in the queue of a table. Part of missing until the tube closes. */
  inQueue: z.number().int(),
})
export type Figures = z.infer<typeof Figures>

/** One household's window: `[expected, sampled, excused]` people. */
export const CoverageWindow = z.object({
  householdId: Id,
  door: z.string(),
  floor: z.number().int(),
  state: z.enum(['waiting', 'called', 'half', 'lit', 'curtain', 'bell', 'frozen']),
  people: z.tuple([z.number().int(), z.number().int(), z.number().int()]),
})
export type CoverageWindow = z.infer<typeof CoverageWindow>

export const CoverageEntrance = z.object({
  entranceId: Id,
  estate: z.string(),
  building: z.string(),
  label: z.string(),
  colour: z.number().int(),
  gridId: Id.nullable(),
  unit: z.enum(['waiting', 'next', 'called', 'cleared']),
  figures: Figures,
  windows: z.array(CoverageWindow),
})
export type CoverageEntrance = z.infer<typeof CoverageEntrance>

/** What needs a person now. */
export const Alarm = z.object({
  kind: z.enum(['recall', 'tubeClaims', 'claims', 'failedVisits', 'waitingResults', 'toVerify']),
  count: z.number().int(),
})
export type Alarm = z.infer<typeof Alarm>

/** The round live, building by building. */
export const Overview = z.object({
  roundId: Id,
  rev: z.number(),
  at: Instant,
  figures: Figures,
  /** People sampled in the last hour, at all tables together. */
  lastHour: z.number().int(),
  /** People an hour and open table, learned from the day. */
  tableRate: z.number(),
  tables: z.array(
    z.object({
      id: Id,
      siteId: Id,
      site: z.string(),
      number: z.number().int(),
      state: z.enum(['open', 'closed']),
      inTube: z.number().int(),
      lastHour: z.number().int(),
    }),
  ),
  alarms: z.array(Alarm),
  entrances: z.array(CoverageEntrance),
})
export type Overview = z.infer<typeof Overview>

/** The difference between two overviews of a round; a gap in `rev` means: fetch the whole. */
export const CoverageChange = Overview.omit({ entrances: true }).extend({
  communityId: Id,
  from: z.number(),
  entrances: z.array(CoverageEntrance.omit({ windows: true })),
  windows: z.array(CoverageWindow),
})
export type CoverageChange = z.infer<typeof CoverageChange>

/** One household in one round, person by person. */
export const HouseholdCoverage = z.object({
  householdId: Id,
  roundId: Id,
  round: z.string(),
  state: z.enum(['waiting', 'called', 'half', 'lit', 'curtain', 'bell', 'frozen']),
  people: z.array(
    z.object({
      residentId: Id,
      name: z.string(),
      number: z.number().int(),
      standing: z.enum(['sampled', 'excused', 'missing']),
      excuse: z.string().nullable(),
      answer: z.string().nullable(),
      inQueue: z.boolean(),
    }),
  ),
})
export type HouseholdCoverage = z.infer<typeof HouseholdCoverage>
