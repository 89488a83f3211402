import '../../zod-config'
import { z } from 'zod'
import { Id, Instant } from '../../fields'
import { CallMode } from '../schema'

const Range = z.tuple([z.number(), z.number()])

/** What the pace controller sees, plans and advises, as screens show it. People and minutes. */
export const PaceView = z.object({
  roundId: Id,
  at: Instant,
  /** The calls it would make now, or makes by itself at an automatic site. */
  planned: z.array(
    z.object({
      siteId: Id,
      entranceId: Id,
      floors: z.array(z.number().int()),
      householdIds: z.array(Id),
      people: z.number().int(),
    }),
  ),
  sites: z.array(
    z.object({
      siteId: Id,
      mode: CallMode,
      /** Why it calls or does not; `expected` people are in the queue or on their way, `wanted` keep the tables busy. */
      reason: z.discriminatedUnion('code', [
        z.object({ code: z.literal('callMore'), expected: z.number(), wanted: z.number() }),
        z.object({ code: z.literal('enough'), expected: z.number(), wanted: z.number() }),
        z.object({ code: z.enum(['noOpenTable', 'paused', 'everybodyCalled', 'nobodyFree']) }),
      ]),
      walking: z.number(),
      queued: z.number(),
      uncalled: z.number(),
      /** Minutes that somebody who joins the queue now waits; null while no table is open. */
      waitMinutes: z.number().nullable(),
      walkMinutes: z.number(),
      /** The share of called people who come. */
      share: z.number(),
      counted: z.object({ people: z.number().int(), minutesAgo: z.number() }).nullable(),
      /** Minutes until the last person of the site is sampled. */
      end: Range.nullable(),
      tables: z.array(
        z.object({
          tableId: Id,
          number: z.number().int(),
          perHour: z.number(),
          doing: z.enum(['working', 'idle', 'unknown', 'closed']),
        }),
      ),
    }),
  ),
  advice: z.array(
    z.discriminatedUnion('code', [
      z.object({ code: z.literal('openTable'), siteId: Id, minutes: z.number() }),
      z.object({ code: z.literal('closeTable'), siteId: Id, tableId: Id, minutes: z.number() }),
      z.object({ code: z.literal('countQueue'), siteId: Id, minutes: z.number() }),
    ]),
  ),
})
export type PaceView = z.infer<typeof PaceView>
