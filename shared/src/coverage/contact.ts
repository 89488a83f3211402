import '../zod-config'
import { z } from 'zod'
import { Instant } from '../fields'

/** One time that somebody reached, or tried to reach, a household. */
export const Contact = z.object({
  at: Instant,
  round: z.string(),
  what: z.enum(['called', 'seen', 'replied', 'knocked', 'visit']),
  /** The answer, the outcome at the door, or what kind of visit it was. */
  detail: z.string().nullable(),
  /** How a visit stands. */
  state: z.string().nullable(),
})
export type Contact = z.infer<typeof Contact>
