import '../zod-config'
import { z } from 'zod'
import { endpoint } from '../endpoint'
import { Barcode, Id, line } from '../fields'
import { Visit, VisitKind, VisitState } from './schema'

/** Makes a task at a household's door, for those of its people who are still missing unless some are named. */
export const makeVisit = endpoint({
  name: 'makeVisit',
  method: 'POST',
  path: '/rounds/:roundId/visits',
  input: z.object({
    roundId: Id,
    householdId: Id,
    kind: VisitKind,
    residentIds: z.array(Id).min(1).max(40).optional(),
    note: line(200).optional(),
  }),
  output: Visit,
})

/** The visits of a round that the signed-in person may see, in the order of a route. */
export const listVisits = endpoint({
  name: 'listVisits',
  method: 'GET',
  path: '/rounds/:roundId/visits',
  input: z.object({ roundId: Id, state: VisitState.optional() }),
  output: z.object({ visits: z.array(Visit) }),
})

/** Takes a visit: two at once, one gets it (visit.state). */
export const startVisit = endpoint({
  name: 'startVisit',
  method: 'PUT',
  path: '/visits/:visitId/started',
  input: z.object({ visitId: Id }),
  output: Visit,
})

/** Sampling at the door: the named people go into one new tube, which is closed, and the visit is done when nobody is left. */
export const sampleAtDoor = endpoint({
  name: 'sampleAtDoor',
  method: 'POST',
  path: '/visits/:visitId/samples',
  input: z.object({ visitId: Id, barcode: Barcode, residentIds: z.array(Id).min(1).max(20) }),
  output: Visit,
})

/** A reminder or help was given. */
export const finishVisit = endpoint({
  name: 'finishVisit',
  method: 'PUT',
  path: '/visits/:visitId/done',
  input: z.object({ visitId: Id }),
  output: Visit,
})

/** Nobody home, refused, or anything else that went wrong: the household stays missing. */
export const failVisit = endpoint({
  name: 'failVisit',
  method: 'PUT',
  path: '/visits/:visitId/failed',
  input: z.object({ visitId: Id, reason: line(200) }),
  output: Visit,
})
