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

/**
 * The QR code of one printed slip: `LS1.<round>.<entrance>.<number>.<issue>.<signature>`. A lost slip is printed again
 * with the next issue, and the one before opens nothing any more.
 */
export interface SlipCode {
  roundId: string
  entranceId: string
  number: number
  issue: number
  signature: string
}

const slipPattern = /^LS1\.([0-9a-f]{24})\.([0-9a-f]{24})\.([1-9]\d{0,6})\.([1-9]\d{0,3})\.([A-Za-z0-9_-]{86})$/

/** Takes a scanned text apart, or answers undefined when it is no slip. */
export function parseSlipCode(text: string): SlipCode | undefined {
  const [, roundId, entranceId, number, issue, signature] = slipPattern.exec(text.trim()) ?? []
  if (!roundId || !entranceId || !signature) return undefined
  return { roundId, entranceId, number: Number(number), issue: Number(issue), signature }
}

/** What is signed. */
export const slipCodeBody = ({ roundId, entranceId, number, issue }: Omit<SlipCode, 'signature'>) =>
  `LS1.${roundId}.${entranceId}.${number}.${issue}`
