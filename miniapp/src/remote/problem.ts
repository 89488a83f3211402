import { RefusedByServer } from '@loumen/shared/client'
import type { RefusalCode } from '@loumen/shared/refusals'

/** Why something did not happen: the server said no, or nothing is known because it could not be reached. */
export type Problem = { kind: 'refused'; code: RefusalCode; details: Record<string, unknown> } | { kind: 'unreachable' }

/** The people have agreed to other hours: a person may call them all the same. */
export const isOutsideHours = (problem: Problem | undefined) =>
  problem?.kind === 'refused' && problem.code === 'call.outsideHours'

export function problemOf(error: unknown): Problem {
  if (error instanceof RefusedByServer) return { kind: 'refused', code: error.code, details: error.details }
  return { kind: 'unreachable' }
}
