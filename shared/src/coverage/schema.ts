import '../zod-config'
import { z } from 'zod'
import { Id, Instant } from '../fields'
import { Role } from '../roles'

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
  kind: z.enum([
    'recall',
    'tubeClaims',
    'claims',
    'failedVisits',
    'refusals',
    'waitingResults',
    'boxesLate',
    'tubesOverdue',
    'toVerify',
  ]),
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

/** The last way in which a household was tried, and what came of it. */
export const LastTry = z.object({
  channel: z.enum(['none', 'chat', 'loudspeaker', 'call', 'seen', 'reply', 'knock', 'sweep', 'visit']),
  at: Instant.nullable(),
  outcome: z.string().nullable(),
})
export type LastTry = z.infer<typeof LastTry>

/** A household with people who are neither sampled nor excused; no names. */
export const MissingHousehold = z.object({
  householdId: Id,
  entranceId: Id,
  gridId: Id.nullable(),
  entrance: z.string(),
  building: z.string(),
  colour: z.number().int(),
  floor: z.number().int(),
  door: z.string(),
  missing: z.number().int(),
  expected: z.number().int(),
  inQueue: z.number().int(),
  tags: z.array(z.string()),
  needsDoor: z.boolean(),
  lastTry: LastTry,
  visit: z.string().nullable(),
  /** Somebody here refuses: since when, and who has been told. */
  refusal: z.object({ since: Instant, toldTo: z.array(Role) }).nullable(),
  /** How many rounds before this one somebody of those missing here was missing, one after the other. */
  neverCame: z.number().int(),
})
export type MissingHousehold = z.infer<typeof MissingHousehold>

/** Everybody who is still missing in a round, by entrance, floor and door. */
export const StillMissing = z.object({
  roundId: Id,
  at: Instant,
  figures: Figures,
  /** People who are missing because their household is frozen: a recall looks after them. */
  frozen: z.number().int(),
  households: z.array(MissingHousehold),
})
export type StillMissing = z.infer<typeof StillMissing>

/** How a round went, to be laid beside another (复盘). Minutes; undefined where nothing was recorded. */
export const RoundReview = z.object({
  roundId: Id,
  round: z.string(),
  number: z.number().int(),
  state: z.string(),
  openedAt: Instant,
  closedAt: Instant.nullable(),
  figures: Figures,
  sampledAtDoors: z.number().int(),
  firstSample: Instant.nullable(),
  lastSample: Instant.nullable(),
  /** Arrival at the site until the tube was closed: the middle and the worst tenth. */
  wait: z.object({ middle: z.number(), worst: z.number() }).nullable(),
  /** From being asked down until sampled. */
  doorToDone: z.object({ middle: z.number(), worst: z.number() }).nullable(),
  /** People in the best hour, and an hour and open table over the whole. */
  bestHour: z.number().int(),
  tableRate: z.number().int(),
  tables: z.number().int(),
  visits: z.object({ done: z.number().int(), failed: z.number().int(), all: z.number().int() }),
  refusals: z.number().int(),
  excuses: z.record(z.string(), z.number().int()),
  /** Why the round was closed with people missing, by whom. */
  closing: z
    .object({
      /** The figures of that moment; those above are as they are now. */
      expected: z.number().int(),
      sampled: z.number().int(),
      excused: z.number().int(),
      missing: z.number().int(),
      reason: z.string().nullable(),
      by: z.string(),
    })
    .nullable(),
  /** What came after the round was closed, from devices that were late; nothing of a round that runs. */
  late: z
    .object({
      records: z.number().int(),
      /** People who count as sampled now and did not then. */
      people: z.number().int(),
      /** Late records that collided, and those that wait for a person. */
      conflicts: z.number().int(),
      open: z.number().int(),
    })
    .nullable(),
})
export type RoundReview = z.infer<typeof RoundReview>
