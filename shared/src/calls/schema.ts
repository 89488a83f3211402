import '../zod-config'
import { z } from 'zod'
import { Id, Instant } from '../fields'

/** A live call goes granted → called → cleared; withdrawn ends it before or after the call. */
export const CallState = z.enum(['granted', 'called', 'cleared', 'withdrawn'])
export type CallState = z.infer<typeof CallState>

export const Call = z.object({
  id: Id,
  roundId: Id,
  siteId: Id,
  entranceId: Id,
  state: CallState,
  grantedAt: Instant,
  calledAt: Instant.nullable(),
  clearedAt: Instant.nullable(),
  /** How often the entrance was called, the second call included. */
  times: z.number().int(),
})
export type Call = z.infer<typeof Call>

/** What an entrance's people see: waiting → next → called → cleared. */
export const UnitState = z.enum(['waiting', 'next', 'called', 'cleared'])
export type UnitState = z.infer<typeof UnitState>

export const Minutes = z.tuple([z.number().int(), z.number().int()])

/** An entrance on the public board. */
export const BoardUnit = z.object({
  entranceId: Id,
  label: z.string(),
  colour: z.number().int(),
  state: UnitState,
  siteId: Id.nullable(),
  calledAt: Instant.nullable(),
  times: z.number().int(),
  /** Entrances before this one that still have to be called. */
  ahead: z.number().int(),
  /** When it will be called, from about now, as an honest range; null when nothing is known yet. */
  minutes: Minutes.nullable(),
})
export type BoardUnit = z.infer<typeof BoardUnit>

/** The public view of a round: one small document, no personal data, the same for everybody. */
export const Board = z.object({
  roundId: Id,
  rev: z.number(),
  at: Instant,
  state: z.string(),
  community: z.string(),
  round: z.string(),
  sites: z.array(
    z.object({
      id: Id,
      name: z.string(),
      place: z.string(),
      openTables: z.array(z.number().int()),
      tables: z.number().int(),
    }),
  ),
  units: z.array(BoardUnit),
  figures: z.object({ expected: z.number().int(), sampled: z.number().int() }),
})
export type Board = z.infer<typeof Board>

/** An entrance as its captain follows it: who has come, who has not, door by door. */
export const EntranceFollowed = z.object({
  entranceId: Id,
  label: z.string(),
  colour: z.number().int(),
  state: UnitState,
  call: Call.nullable(),
  expected: z.number().int(),
  come: z.number().int(),
  households: z.array(
    z.object({
      id: Id,
      floor: z.number().int(),
      door: z.string(),
      window: z.string(),
      tags: z.array(z.string()),
      people: z.array(z.object({ name: z.string(), come: z.boolean(), answer: z.string().nullable() })),
    }),
  ),
})
export type EntranceFollowed = z.infer<typeof EntranceFollowed>
