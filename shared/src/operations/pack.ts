import '../zod-config'
import { z } from 'zod'
import { Barcode, Id, Instant } from '../fields'

/** What may keep somebody from being admitted; `separate` decides the tube. */
export const PackMark = z.enum(['', 'cancelled', 'frozen', 'doorOnly', 'separate'])
export type PackMark = z.infer<typeof PackMark>

/** One person of a pack, as a row because there are thousands. */
export const PackPerson = z.tuple([
  Id, // resident
  Id, // household
  z.string(), // masked name
  z.string(), // last four
  z.number().int(), // place in `entrances`
  z.string(), // door
  z.number().int(), // ticket
  PackMark,
])
export type PackPerson = z.infer<typeof PackPerson>

/** What a phone needs to work a shift at a site without a network. */
export const Pack = z.object({
  roundId: Id,
  siteId: Id,
  capacity: z.number().int(),
  /** It is wiped then; fetching it again begins anew. */
  until: Instant,
  /** Public Ed25519 key of ticket codes, and the key by which this person's device signs what it records. */
  ticketKey: z.string(),
  journalKey: z.string(),
  /** The house's public X25519 key, for which records are sealed that another phone hands in; packs kept from before have none. */
  sealKey: z.string().optional(),
  entrances: z.array(z.object({ id: Id, label: z.string(), building: z.string(), colour: z.number().int() })),
  people: z.array(PackPerson),
})
export type Pack = z.infer<typeof Pack>

/** What a phone needs that goes with boxes or from door to door. It is wiped at `until`. */
export const RoundPack = z.object({
  roundId: Id,
  until: Instant,
  journalKey: z.string(),
  sealKey: z.string().optional(),
  /** Closed tubes without a box: label, people, first sample. */
  tubes: z.array(z.tuple([Barcode, z.number().int(), Instant.nullable()])),
})
export type RoundPack = z.infer<typeof RoundPack>
