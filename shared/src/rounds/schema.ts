import '../zod-config'
import { z } from 'zod'
import { Id, Instant, line } from '../fields'

export const RoundState = z.enum(['draft', 'open', 'running', 'makeUp', 'closed', 'sealed', 'purged'])
export type RoundState = z.infer<typeof RoundState>

/** Pool sizes of the plans (R15). */
export const PoolSize = z.union([z.literal(1), z.literal(5), z.literal(10), z.literal(20)])

/** A time of day in China, HH:MM. */
export const DayTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/)

/** Hours without loudspeakers and knocking; they may go over midnight. */
export const QuietHours = z.object({ from: DayTime, to: DayTime })
export type QuietHours = z.infer<typeof QuietHours>

export const Policy = z.object({
  poolSize: PoolSize,
  /** Somebody knocks when nobody of a called household has come for so long, minutes (R9). */
  knockAfter: z.number().int().min(2).max(60).default(10),
  /** Single samples that each person of a recall needs, each for another laboratory (R20). */
  recallSamples: z.union([z.literal(1), z.literal(2)]).default(2),
  quiet: QuietHours.nullable().default({ from: '22:00', to: '06:00' }),
  /** Whether phones are told in quiet hours, too; loudspeakers and knocking never are. */
  pushInQuiet: z.boolean().default(true),
  /** Whether fever and codes are asked for before the desk; who has one is sampled alone (R12). */
  entryCheck: z.boolean().default(false),
  /** Nobody shares a tube with another household: for sealed buildings (R15). */
  householdTubes: z.boolean().default(false),
  /** People of the separate lane are sampled alone (R15). */
  codedSingly: z.boolean().default(false),
})
export type Policy = z.infer<typeof Policy>

export const TableState = z.enum(['closed', 'open'])
export type TableState = z.infer<typeof TableState>

/** Why a site stops for a while (R35). */
export const PauseReason = z.enum(['storm', 'heat', 'power', 'medic', 'moved', 'supplies', 'other'])
export type PauseReason = z.infer<typeof PauseReason>

/** A site that stops for a while: people on their way keep their place. */
export const SitePause = z.object({ reason: PauseReason, since: Instant, until: Instant.nullable() })
export type SitePause = z.infer<typeof SitePause>

export const Table = z.object({
  id: Id,
  siteId: Id,
  number: z.number().int(),
  state: TableState,
  openedAt: Instant.nullable(),
})
export type Table = z.infer<typeof Table>

export const Site = z.object({
  id: Id,
  roundId: Id,
  name: z.string(),
  place: z.string(),
  tables: z.array(Table),
  pause: SitePause.nullable(),
})
export type Site = z.infer<typeof Site>

/** One screening of a community, or of several that share sites. */
export const Round = z.object({
  id: Id,
  communityIds: z.array(Id),
  name: z.string(),
  number: z.number().int(),
  state: RoundState,
  policy: Policy,
  /** The call order. */
  entranceIds: z.array(Id),
  sites: z.array(Site),
  expected: z.number().int(),
  openedAt: Instant,
})
export type Round = z.infer<typeof Round>

export const SitePlan = z.object({ name: line(40), place: line(80), tables: z.number().int().min(1).max(40) })
