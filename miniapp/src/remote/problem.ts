import { RefusedByServer } from '@loumen/shared/client'
import type { RefusalCode } from '@loumen/shared/refusals'

/** Why something did not happen: the server said no, or nothing is known because it could not be reached. */
export type Problem = { kind: 'refused'; code: RefusalCode; details: Record<string, unknown> } | { kind: 'unreachable' }

export function problemOf(error: unknown): Problem {
  if (error instanceof RefusedByServer) return { kind: 'refused', code: error.code, details: error.details }
  return { kind: 'unreachable' }
}
