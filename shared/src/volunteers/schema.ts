import '../zod-config'
import { z } from 'zod'
import { Id, Instant } from '../fields'

/** What somebody offers to do on a screening day. */
export const VolunteerHelp = z.enum(['order', 'doors', 'guide', 'carry', 'phones', 'anything'])
export type VolunteerHelp = z.infer<typeof VolunteerHelp>

/** When somebody has time. */
export const VolunteerTime = z.enum(['morning', 'afternoon', 'evening', 'night'])
export type VolunteerTime = z.infer<typeof VolunteerTime>

/** waiting → accepted or rejected, by a person; withdrawn by who offered; ended by a person or when the role has run out. */
export const VolunteerState = z.enum(['waiting', 'accepted', 'rejected', 'withdrawn', 'ended'])
export type VolunteerState = z.infer<typeof VolunteerState>

const offer = {
  id: Id,
  state: VolunteerState,
  name: z.string(),
  helps: z.array(VolunteerHelp),
  times: z.array(VolunteerTime),
  note: z.string().nullable(),
  /** Why it was rejected or ended. */
  reason: z.string().nullable(),
  /** The account for work, once accepted. */
  login: z.string().nullable(),
  /** Where they help, by name, and until when; null before they are accepted. */
  place: z.string().nullable(),
  until: Instant.nullable(),
  at: Instant,
}

/** An offer as who made it sees it. */
export const OwnVolunteering = z.object({ ...offer, community: z.string() })
export type OwnVolunteering = z.infer<typeof OwnVolunteering>

/** A volunteer, or somebody who would be one, as who answers for them sees it. */
export const Volunteer = z.object({ ...offer, phone: z.string().nullable() })
export type Volunteer = z.infer<typeof Volunteer>
