import '../zod-config'
import { z } from 'zod'
import { endpoint } from '../endpoint'
import { Id, line } from '../fields'
import { PersonName } from '../roster/schema'
import { Alert, AlertByLink, Duty, Reached, Recall, RecallSummary, SingleTubes, Visitor } from './schema'

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

/** The open incidents that one's own roles work on, whole, the oldest first; people whom they do not cover are left out. */
export const myRecalls = endpoint({
  name: 'myRecalls',
  method: 'GET',
  path: '/recalls',
  input: z.object({}),
  output: z.object({ recalls: z.array(Recall) }),
})

/**
 * The numbers by which somebody in an open recall can be called, their own first, then those of whom they live with. It
 * leaves the incident's number as the reason in each person's history. Refuses with recall.closed.
 */
export const revealPhones = endpoint({
  name: 'revealPhones',
  method: 'POST',
  path: '/recalls/:recallId/people/:residentId/reveals',
  repeatable: true,
  input: z.object({ recallId: Id, residentId: Id }),
  output: z.object({ phones: z.array(z.object({ name: z.string(), phone: z.string(), own: z.boolean() })) }),
})

/** Writes down that somebody was reached and told to stay where they are. The last word counts. */
export const recordReached = endpoint({
  name: 'recordReached',
  method: 'PUT',
  path: '/recalls/:recallId/people/:residentId/reached',
  input: Reached.extend({ recallId: Id, residentId: Id }),
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
  input: z.object({ recallId: Id, residentId: Id, samples: SingleTubes }),
  output: Recall,
})

/**
 * Shares out doors of a recall among teams of its round, each with a stretch and an order of its own; all doors that still
 * have somebody to sample unless some are named. No team gives them back to everybody. Refuses with recall.closed.
 */
export const shareRecall = endpoint({
  name: 'shareRecall',
  method: 'PUT',
  path: '/recalls/:recallId/teams',
  input: z.object({
    recallId: Id,
    teamIds: z.array(Id).max(30),
    householdIds: z.array(Id).min(1).max(200).optional(),
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

const AlertToken = z.string().min(20).max(120)

/** The gateway passes on that the person whom it called has acknowledged, or they do so on the page of their link: no account is needed. */
export const answerAlert = endpoint({
  name: 'answerAlert',
  method: 'POST',
  path: '/alert-answers',
  open: true,
  repeatable: true,
  input: z.object({ token: AlertToken }),
  output: z.object({ acknowledged: z.literal(true) }),
})

/**
 * What whoever is on duty sees by their link: the number, for how many people, and whether somebody has it. Nothing of
 * anybody. Refuses with alert.linkOld.
 */
export const readAlertLink = endpoint({
  name: 'readAlertLink',
  method: 'POST',
  path: '/alert-links',
  open: true,
  repeatable: true,
  input: z.object({ token: AlertToken }),
  output: AlertByLink,
})
