/**
 * The QR code of a household's tickets: `LM1.<round>.<household>.<signature>`, an Ed25519 signature over the first
 * three parts, so that a device without a network can tell a true ticket from a forged one.
 */
export interface TicketCode {
  roundId: string
  householdId: string
  signature: string
}

const pattern = /^LM1\.([0-9a-f]{24})\.([0-9a-f]{24})\.([A-Za-z0-9_-]{86})$/

/** Takes a scanned text apart, or answers undefined when it is no ticket. */
export function parseTicketCode(text: string): TicketCode | undefined {
  const [, roundId, householdId, signature] = pattern.exec(text.trim()) ?? []
  return roundId && householdId && signature ? { roundId, householdId, signature } : undefined
}

/** What is signed. */
export const ticketCodeBody = (roundId: string, householdId: string) => `LM1.${roundId}.${householdId}`
