import '../zod-config'
import { z } from 'zod'
import { Instant } from '../fields'

/** What a resident is asked for apart from everything else: to be shown test results, which are health data. */
export const ConsentKind = z.enum(['healthData'])
export type ConsentKind = z.infer<typeof ConsentKind>

/** The wording that is asked now; a new wording is asked anew. */
export const consentVersions: Record<ConsentKind, number> = { healthData: 1 }

export const ConsentEntry = z.object({ given: z.boolean(), version: z.number().int(), at: Instant })
export type ConsentEntry = z.infer<typeof ConsentEntry>

export const Consents = z.object({
  healthData: z.object({
    /** `unasked` also when an older wording was agreed to. */
    state: z.enum(['unasked', 'given', 'withdrawn']),
    history: z.array(ConsentEntry),
  }),
})
export type Consents = z.infer<typeof Consents>
