import '../zod-config'
import { z } from 'zod'
import { endpoint } from '../endpoint'
import { Barcode, Id, line } from '../fields'
import { PersonName } from '../roster/schema'
import { Alert, Duty, Place, Recall, RecallSummary, Visitor, Whereabouts } from './schema'

export const listRecalls = endpoint({
  name: 'listRecalls',
  method: 'GET',
  path: '/rounds/:roundId/recalls',
  input: z.object({ roundId: Id }),
  output: z.object({ recalls: z.array(RecallSummary) }),
})

/** The incident with the people whom the asker's roles cover. */
export const readRecall = endpoint({
  name: 'readRecall',
  method: 'GET',
  path: '/recalls/:recallId',
  input: z.object({ recallId: Id }),
  output: Recall,
})

/** Writes down that somebody was reached and told to stay where they are. The last word counts. */
export const recordReached = endpoint({
  name: 'recordReached',
  method: 'PUT',
  path: '/recalls/:recallId/people/:residentId/reached',
  input: z.object({
    recallId: Id,
    residentId: Id,
    where: Whereabouts,
    place: Place.optional(),
    how: z.enum(['door', 'phone']),
    /** Who told them; the signed-in person unless said. */
    toldBy: PersonName.optional(),
  }),
  output: Recall,
})

/**
 * Takes a person's single samples, each in a tube of its own and for another laboratory. Refuses with recall.samples,
 * recall.closed, tube.barcodeUsed.
 */
export const sampleSingly = endpoint({
  name: 'sampleSingly',
  method: 'POST',
  path: '/recalls/:recallId/people/:residentId/samples',
  input: z.object({
    recallId: Id,
    residentId: Id,
    samples: z
      .array(z.object({ barcode: Barcode, lab: line(60) }))
      .min(1)
      .max(2),
  }),
  output: Recall,
})

/**
 * A named person closes a recall whose single results agree under the round's policy (I6); households without a positive
 * are released. Refuses with recall.waiting, recall.disagree, recall.closed.
 */
export const closeRecall = endpoint({
  name: 'closeRecall',
  method: 'PUT',
  path: '/recalls/:recallId/closed',
  input: z.object({ recallId: Id, decision: line(200) }),
  output: Recall,
})

/** Releases a household that stayed frozen after the recall was closed, with the reason. Refuses with recall.open, recall.free. */
export const releaseHousehold = endpoint({
  name: 'releaseHousehold',
  method: 'PUT',
  path: '/recalls/:recallId/households/:householdId/released',
  input: z.object({ recallId: Id, householdId: Id, reason: line(200) }),
  output: Recall,
})

/** Who was at the doors of a recall's households in the last fortnight. */
export const listVisitors = endpoint({
  name: 'listVisitors',
  method: 'GET',
  path: '/recalls/:recallId/visitors',
  input: z.object({ recallId: Id }),
  output: z.object({ visitors: z.array(Visitor) }),
})

export const readDuty = endpoint({
  name: 'readDuty',
  method: 'GET',
  path: '/communities/:communityId/duty',
  input: z.object({ communityId: Id }),
  output: Duty,
})

export const setDuty = endpoint({
  name: 'setDuty',
  method: 'PUT',
  path: '/communities/:communityId/duty',
  input: Duty.extend({ communityId: Id }),
  output: Duty,
})

/** Says that a body has taken the matter on. Refuses with alert.answered. */
export const acknowledgeAlert = endpoint({
  name: 'acknowledgeAlert',
  method: 'PUT',
  path: '/alerts/:alertId/acknowledged',
  input: z.object({ alertId: Id, by: PersonName.optional() }),
  output: Alert,
})

/** The gateway passes on that the person whom it called has acknowledged: the token is in what it was sent. */
export const answerAlert = endpoint({
  name: 'answerAlert',
  method: 'POST',
  path: '/alert-answers',
  open: true,
  repeatable: true,
  input: z.object({ token: z.string().min(20).max(120) }),
  output: z.object({ acknowledged: z.literal(true) }),
})
