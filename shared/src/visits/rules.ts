import type { VisitState } from './schema'

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
