import type { VisitState } from './schema'

/** The life of a visit; a failed one can be taken up again. */
export const visitSteps: Record<VisitState, readonly VisitState[]> = {
  open: ['underWay', 'failed'],
  underWay: ['done', 'failed', 'open'],
  done: [],
  failed: ['open', 'underWay'],
}

/** A task that somebody still has to do. */
export const waitingStates: readonly VisitState[] = ['open', 'underWay']
