import '../zod-config'
import { z } from 'zod'
import { UnitKind } from '../community/units'
import { endpoint } from '../endpoint'
import { Id, line } from '../fields'
import { ApplicationToDecide, Decision, Member, NewcomerKind, NewPerson, OwnApplication } from './schema'

/** The entrances and groups of a community by name, for somebody who says where they live. */
export const listPlaces = endpoint({
  name: 'listPlaces',
  method: 'GET',
  path: '/communities/:communityId/places',
  open: true,
  input: z.object({ communityId: Id }),
  output: z.object({ places: z.array(z.object({ id: Id, label: z.string(), kind: UnitKind })) }),
})

/**
 * Somebody who is not in the roster says who they are and where they live. The same once more answers the one that waits.
 * Refuses with rate.limited, application.tooMany.
 */
export const apply = endpoint({
  name: 'apply',
  method: 'POST',
  path: '/communities/:communityId/applications',
  input: NewPerson.extend({
    communityId: Id,
    kind: NewcomerKind,
    entranceId: Id.nullable().default(null),
    door: line(20).nullable().default(null),
    /** In their own words, where no entrance fits. */
    address: line(120).nullable().default(null),
    note: line(200).nullable().default(null),
  }),
  output: OwnApplication,
})

export const myApplications = endpoint({
  name: 'myApplications',
  method: 'GET',
  path: '/my/applications',
  input: z.object({}),
  output: z.object({ applications: z.array(OwnApplication) }),
})

/** Takes one's own application back while nobody has decided. Refuses with application.state. */
export const withdrawApplication = endpoint({
  name: 'withdrawApplication',
  method: 'PUT',
  path: '/applications/:applicationId/withdrawn',
  input: z.object({ applicationId: Id }),
  output: OwnApplication,
})

/** The applications that wait, those of one's own entrances and those that name none, the oldest first. */
export const listApplications = endpoint({
  name: 'listApplications',
  method: 'GET',
  path: '/communities/:communityId/applications',
  input: z.object({ communityId: Id }),
  output: z.object({ applications: z.array(ApplicationToDecide) }),
})

/** Decides an application; of two at once one does. Refuses with application.state. */
export const decideApplication = endpoint({
  name: 'decideApplication',
  method: 'PUT',
  path: '/applications/:applicationId/decision',
  input: z.object({ applicationId: Id, decision: Decision }),
  output: ApplicationToDecide,
})

/**
 * At the desk: whoever shows an application's code gets a ticket at once, whatever the inbox says. The person is provisional
 * until somebody decides. Refuses with application.unknown, round.state.
 */
export const ticketApplication = endpoint({
  name: 'ticketApplication',
  method: 'POST',
  path: '/sites/:siteId/applications',
  input: z.object({ siteId: Id, code: line(60) }),
  output: z.object({
    residentId: Id,
    householdId: Id,
    name: z.string(),
    entrance: z.string(),
    door: z.string(),
    number: z.number().int(),
    /** Text of the household's ticket, to be scanned or printed. */
    ticket: z.string(),
  }),
})

/** Who belongs to a group, and who has left it. */
export const listMembers = endpoint({
  name: 'listMembers',
  method: 'GET',
  path: '/entrances/:entranceId/members',
  input: z.object({ entranceId: Id }),
  output: z.object({ members: z.array(Member), left: z.array(Member) }),
})

/** Somebody joins a group; in a running round they get a ticket at once. Refuses with group.noMembers. */
export const addMember = endpoint({
  name: 'addMember',
  method: 'POST',
  path: '/entrances/:entranceId/members',
  input: NewPerson.extend({ entranceId: Id, phone: line(20).nullable().default(null) }),
  output: Member,
})

/** Somebody has left: nobody expects them any more. Refuses with member.left, household.frozen. */
export const leaveGroup = endpoint({
  name: 'leaveGroup',
  method: 'PUT',
  path: '/members/:residentId/left',
  input: z.object({ residentId: Id }),
  output: Member,
})

/** Somebody goes on in another group; a ticket of the running round stays where it was. Refuses with group.noMembers, member.left. */
export const moveMember = endpoint({
  name: 'moveMember',
  method: 'PUT',
  path: '/members/:residentId/group',
  input: z.object({ residentId: Id, entranceId: Id }),
  output: Member,
})
