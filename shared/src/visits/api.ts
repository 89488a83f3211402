import '../zod-config'
import { z } from 'zod'
import { endpoint } from '../endpoint'
import { Barcode, Id, Instant, line } from '../fields'
import { RemovalReason } from '../tubes/schema'
import { CarriedTube, TeamFailure, Visit, VisitKind, VisitProof, VisitState, VisitTeam, VisitWish } from './schema'
import { SignatureShown } from './signature'

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
    wish: VisitWish.optional(),
  }),
  output: Visit,
})

/** The visits of a round that the signed-in person may see, in the order of a route. */
export const listVisits = endpoint({
  name: 'listVisits',
  method: 'GET',
  path: '/rounds/:roundId/visits',
  input: z.object({ roundId: Id, state: VisitState.optional() }),
  output: z.object({
    visits: z.array(Visit),
    /** When the oldest tube was closed that one's own route still carries (R36). */
    carriedSince: Instant.nullable(),
    /** The open tubes that one's team carries to the next door, and whether the round's policy lets doors share one. */
    carried: z.array(CarriedTube),
    pooling: z.boolean(),
    poolSize: z.number().int(),
  }),
})

/** Takes a visit: two at once, one gets it (visit.state). */
export const startVisit = endpoint({
  name: 'startVisit',
  method: 'PUT',
  path: '/visits/:visitId/started',
  input: z.object({ visitId: Id }),
  output: Visit,
})

/**
 * Sampling at the door: the named people go into a new tube, or into the open one that the team carries, and the visit is
 * done when nobody is left. `keep` leaves the tube open for the next door, until it is full or its time is up. Refuses with
 * visit.singleTube, visit.noPooling, visit.tubeOpen, tube.full.
 */
export const sampleAtDoor = endpoint({
  name: 'sampleAtDoor',
  method: 'POST',
  path: '/visits/:visitId/samples',
  input: z.object({
    visitId: Id,
    barcode: Barcode,
    residentIds: z.array(Id).min(1).max(20),
    keep: z.boolean().default(false),
  }),
  output: Visit,
})

/**
 * Takes somebody out of an open tube that is carried from door to door: they are missing again, and their visit is under
 * way again. Refuses with tube.unknown, tube.state, person.notInTube.
 */
export const removeCarried = endpoint({
  name: 'removeCarried',
  method: 'POST',
  path: '/rounds/:roundId/carried/removals',
  input: z.object({ roundId: Id, barcode: Barcode, residentId: Id, reason: RemovalReason }),
  output: z.object({ barcode: Barcode }),
})

/**
 * Closes a tube that was carried from door to door; one that nobody is in any more is put away. Refuses with tube.unknown,
 * tube.state, tube.countDiffers.
 */
export const closeCarried = endpoint({
  name: 'closeCarried',
  method: 'PUT',
  path: '/rounds/:roundId/carried',
  input: z.object({ roundId: Id, barcode: Barcode, count: z.number().int().min(0).max(50) }),
  output: z.object({ barcode: Barcode }),
})

/** A reminder or help was given. */
export const finishVisit = endpoint({
  name: 'finishVisit',
  method: 'PUT',
  path: '/visits/:visitId/done',
  input: z.object({ visitId: Id, proof: VisitProof.optional() }),
  output: Visit,
})

/** Shows what a household signed with, for a reason that is kept. Refuses with visit.unsigned. */
export const revealSignature = endpoint({
  name: 'revealSignature',
  method: 'POST',
  path: '/visits/:visitId/signature-reveals',
  input: z.object({ visitId: Id, reason: line(200) }),
  output: SignatureShown,
})

/** Nobody home, refused, or anything else that went wrong: the household stays missing. `other` says what (visit.whyMissing). */
export const failVisit = endpoint({
  name: 'failVisit',
  method: 'PUT',
  path: '/visits/:visitId/failed',
  input: z.object({ visitId: Id, why: TeamFailure, note: line(200).optional() }),
  output: Visit,
})

/** A visit to every missing household that has one of these tags; those with a task of this kind waiting are left out. */
export const makeVisitsByTags = endpoint({
  name: 'makeVisitsByTags',
  method: 'POST',
  path: '/rounds/:roundId/visits/by-tags',
  input: z.object({
    roundId: Id,
    kind: VisitKind,
    tags: z.array(z.string().max(40)).min(1).max(20),
    gridId: Id.optional(),
    note: line(200).optional(),
  }),
  output: z.object({ made: z.number().int(), already: z.number().int() }),
})

/** The teams of a round that go from door to door. */
export const listTeams = endpoint({
  name: 'listTeams',
  method: 'GET',
  path: '/rounds/:roundId/teams',
  input: z.object({ roundId: Id }),
  output: z.object({
    teams: z.array(VisitTeam),
    /** Who could be in one: people with a role for visits here. */
    people: z.array(z.object({ accountId: Id, name: z.string(), role: z.string() })),
  }),
})

/** Puts a team together. Refuses with team.nobody, team.nameTaken. */
export const makeTeam = endpoint({
  name: 'makeTeam',
  method: 'POST',
  path: '/rounds/:roundId/teams',
  input: z.object({ roundId: Id, name: line(20), accountIds: z.array(Id).min(1).max(8) }),
  output: VisitTeam,
})

/** Shares out the waiting visits among teams, each with a route of its own; visits that are under way stay. */
export const planVisits = endpoint({
  name: 'planVisits',
  method: 'PUT',
  path: '/rounds/:roundId/routes',
  input: z.object({ roundId: Id, teamIds: z.array(Id).min(1).max(30), gridId: Id.optional() }),
  output: z.object({ visits: z.array(Visit) }),
})

/** Gives a visit to a team, or back to everybody. Refuses with visit.state. */
export const assignVisit = endpoint({
  name: 'assignVisit',
  method: 'PUT',
  path: '/visits/:visitId/team',
  input: z.object({ visitId: Id, teamId: Id.nullable() }),
  output: Visit,
})
