import '../zod-config'
import { z } from 'zod'
import { Id, Instant, line } from '../fields'

export const RoundState = z.enum(['draft', 'open', 'running', 'makeUp', 'closed', 'sealed', 'purged'])
export type RoundState = z.infer<typeof RoundState>

/** Pool sizes of the plans (R15). */
export const PoolSize = z.union([z.literal(1), z.literal(5), z.literal(10), z.literal(20)])

export const Policy = z.object({ poolSize: PoolSize })
export type Policy = z.infer<typeof Policy>

export const TableState = z.enum(['closed', 'open'])
export type TableState = z.infer<typeof TableState>

export const Table = z.object({ id: Id, siteId: Id, number: z.number().int(), state: TableState })
export type Table = z.infer<typeof Table>

export const Site = z.object({ id: Id, roundId: Id, name: z.string(), place: z.string(), tables: z.array(Table) })
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
