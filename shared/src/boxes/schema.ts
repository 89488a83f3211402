import '../zod-config'
import { z } from 'zod'
import { Barcode, Id, Instant, line } from '../fields'
import { PersonName } from '../roster/schema'
import { CodeGap, CodeRange, CodeUse } from '../tubes/schema'

export const BoxState = z.enum(['open', 'sealed', 'inTransit', 'received'])
export type BoxState = z.infer<typeof BoxState>

/** How a tube in hand and the record of it differ (R18). */
export const DifferenceKind = z.enum(['missing', 'extra', 'broken'])
export type DifferenceKind = z.infer<typeof DifferenceKind>

/** One difference; a label that nobody can read has no barcode. */
export const Difference = z.object({ kind: DifferenceKind, barcode: Barcode.nullable(), note: line(120).nullable() })
export type Difference = z.infer<typeof Difference>

/** A tube in a box: how many people, never who. */
export const BoxedTube = z.object({
  tubeId: Id,
  barcode: Barcode,
  people: z.number().int(),
  site: z.string(),
  table: z.number().int().nullable(),
  firstSampleAt: Instant.nullable(),
  doubtful: z.enum(['missing', 'broken', 'notReceived']).nullable(),
})
export type BoxedTube = z.infer<typeof BoxedTube>

/** One change of hands, with the names of both sides (R18). */
export const Handover = z.object({ from: z.string(), to: z.string(), at: Instant })
export type Handover = z.infer<typeof Handover>

/** Why a box's label is not one of its site's. */
export const BoxStray = z.enum(['otherSite', 'outside'])
export type BoxStray = z.infer<typeof BoxStray>

export const Box = z.object({
  id: Id,
  roundId: Id,
  siteId: Id,
  site: z.string(),
  community: z.string(),
  round: z.string(),
  /** The label on the box. */
  code: Barcode,
  state: BoxState,
  tubes: z.array(BoxedTube),
  people: z.number().int(),
  /** Clocks run from the first sample inside; null while the box is empty. */
  firstSampleAt: Instant.nullable(),
  openedAt: Instant,
  /** Its label is of another site's range, or of no range though the site has one; a warning, never a blockade. */
  stray: BoxStray.nullable(),
  /** Number of the seal, who counted and who witnessed. */
  seal: z
    .object({ number: z.string(), counted: z.number().int(), by: z.string(), witness: z.string(), at: Instant })
    .nullable(),
  differences: z.array(Difference),
  handovers: z.array(Handover),
  /** What the laboratory found: named tubes that were not inside, and tubes nobody had named. */
  receipt: z
    .object({ by: z.string(), from: z.string(), at: Instant, missing: z.array(Barcode), extra: z.array(Barcode) })
    .nullable(),
})
export type Box = z.infer<typeof Box>

/** A tube that somebody must look for: no people, only how many. */
export const OverdueTube = z.object({
  tubeId: Id,
  barcode: Barcode,
  people: z.number().int(),
  site: z.string(),
  table: z.number().int().nullable(),
  box: z.string().nullable(),
  why: z.enum(['noBox', 'noReceipt', 'noResult', 'doubtful']),
  since: Instant,
})
export type OverdueTube = z.infer<typeof OverdueTube>

export const Witness = PersonName

const ofBox = z.object({ code: Barcode, openedAt: Instant })

/** A site's box codes: its range and how much of it is used, what was skipped, strayed, or used more than once in the round. */
export const BoxCodes = z.object({
  range: CodeRange.nullable(),
  use: CodeUse.omit({ tableId: true }).nullable(),
  gaps: z.array(CodeGap.omit({ tableId: true })),
  strays: z.array(ofBox.extend({ why: BoxStray })),
  doubles: z.array(ofBox.extend({ site: z.string(), times: z.number().int() })),
})
export type BoxCodes = z.infer<typeof BoxCodes>
