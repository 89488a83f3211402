import '../zod-config'
import { z } from 'zod'

/**
 * Records of one round that only the house reads: `LMS1.<round>.<how many>.<key of one use>.<sealed>`, sealed by X25519,
 * XSalsa20 and Poly1305 for the house's public key. Who passes them on sees no more than the round and the number.
 */
export const SealedRecords = z
  .string()
  .max(900_000)
  .regex(/^LMS1\.[0-9a-f]{24}\.\d{1,4}\.[A-Za-z0-9_-]{43}\.[A-Za-z0-9_-]+$/)

/** How many records are sealed together at most. */
export const sealedTogether = 200

/** What can be read of sealed records from outside. */
export function sealedHead(text: string): { roundId: string; count: number } | undefined {
  if (!SealedRecords.safeParse(text).success) return undefined
  const [, roundId = '', count = ''] = text.split('.')
  return { roundId, count: Number(count) }
}
