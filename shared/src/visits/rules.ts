import type { Policy } from '../rounds/schema'
import type { ExcuseReason } from '../tickets/schema'
import type { VisitFailure, VisitState } from './schema'

/** The life of a visit; a failed one can be taken up again. */
export const visitSteps: Record<VisitState, readonly VisitState[]> = {
  open: ['assigned', 'underWay', 'failed'],
  assigned: ['assigned', 'underWay', 'failed', 'open'],
  underWay: ['done', 'failed', 'open'],
  done: [],
  failed: ['open', 'assigned', 'underWay'],
}

/** A task that somebody still has to do. */
export const waitingStates: readonly VisitState[] = ['open', 'assigned', 'underWay']

/** Whether ordinary people of several doors may share a tube (R15, R22). */
export const poolsDoors = ({ poolSize, householdTubes }: Policy) => poolSize > 1 && !householdTubes

/** How long a tube is carried open from door to door, counted from its first swab, milliseconds: it is on its way then. */
export const carriedOpenFor = 60 * 60_000

/** Whether a tube stays open after a door: its carrier wants it, there is room, and its time is not up. */
export const staysOpen = ({ keep, room, since, at }: { keep: boolean; room: number; since: number; at: number }) =>
  keep && room > 0 && at - since < carriedOpenFor

/** What is done about a visit that came to nothing: go again, talk to them, excuse them, repair the roster, or leave it. */
export type AfterFailure = 'again' | 'persuade' | 'excuse' | 'roster' | 'none'

/** What follows from why a visit failed; whatever it is, the household stays missing until a person has done it (R21). */
export const afterFailure: Record<VisitFailure, AfterFailure> = {
  nobodyHome: 'again',
  noAccess: 'again',
  outOfTime: 'again',
  other: 'again',
  refuses: 'persuade',
  moved: 'excuse',
  unfit: 'excuse',
  wrongAddress: 'roster',
  recalled: 'none',
}

/** The excuse that somebody of the community may give after they have looked into it. */
export const proposedExcuse: Partial<Record<VisitFailure, ExcuseReason>> = { moved: 'leftCommunity', unfit: 'medical' }
