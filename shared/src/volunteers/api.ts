import '../zod-config'
import { z } from 'zod'
import { endpoint } from '../endpoint'
import { Id, Instant, line } from '../fields'
import { PersonName } from '../roster/schema'
import { OwnVolunteering, Volunteer, VolunteerHelp, VolunteerTime } from './schema'

/** A resident offers their help to a community; the phone is that of the account. Refuses with volunteer.already. */
export const volunteer = endpoint({
  name: 'volunteer',
  method: 'POST',
  path: '/communities/:communityId/volunteers',
  input: z.object({
    communityId: Id,
    name: PersonName,
    helps: z.array(VolunteerHelp).min(1).max(VolunteerHelp.options.length),
    times: z.array(VolunteerTime).min(1).max(VolunteerTime.options.length),
    note: line(200).nullable().default(null),
  }),
  output: OwnVolunteering,
})

export const myVolunteering = endpoint({
  name: 'myVolunteering',
  method: 'GET',
  path: '/my/volunteering',
  input: z.object({}),
  output: z.object({ offers: z.array(OwnVolunteering) }),
})

/** Takes one's own offer back while nobody has decided. Refuses with volunteer.state. */
export const withdrawVolunteering = endpoint({
  name: 'withdrawVolunteering',
  method: 'PUT',
  path: '/volunteers/:volunteerId/withdrawn',
  input: z.object({ volunteerId: Id }),
  output: OwnVolunteering,
})

/** Who offers to help in a community, the oldest first, and who helps now where the asker answers for it. */
export const listVolunteers = endpoint({
  name: 'listVolunteers',
  method: 'GET',
  path: '/communities/:communityId/volunteers',
  input: z.object({ communityId: Id }),
  output: z.object({ volunteers: z.array(Volunteer) }),
})

/**
 * Makes somebody a volunteer somewhere in the community until a time. Their account for work is made with a first password
 * that is answered once. Refuses with volunteer.state, volunteer.place, volunteer.until.
 */
export const acceptVolunteer = endpoint({
  name: 'acceptVolunteer',
  method: 'PUT',
  path: '/volunteers/:volunteerId/accepted',
  input: z.object({ volunteerId: Id, scope: Id, until: Instant }),
  output: z.object({ volunteer: Volunteer, password: z.string().optional() }),
})

/** Says no, with a reason that the person reads. Refuses with volunteer.state. */
export const rejectVolunteer = endpoint({
  name: 'rejectVolunteer',
  method: 'PUT',
  path: '/volunteers/:volunteerId/rejected',
  input: z.object({ volunteerId: Id, reason: line(200) }),
  output: Volunteer,
})

/** Ends somebody's role before its time; their phone loses it at once. Refuses with volunteer.state. */
export const endVolunteer = endpoint({
  name: 'endVolunteer',
  method: 'PUT',
  path: '/volunteers/:volunteerId/ended',
  input: z.object({ volunteerId: Id, reason: line(200) }),
  output: Volunteer,
})
