import '../zod-config'
import { z } from 'zod'
import { Id, Instant, line } from '../fields'
import { DocumentNumber, PersonName } from '../roster/schema'

/** Why somebody lives or works here who is not in the roster. */
export const NewcomerKind = z.enum(['tenant', 'family', 'visitor', 'worker', 'other'])
export type NewcomerKind = z.infer<typeof NewcomerKind>

/** waiting → matched, added or rejected, by a person; withdrawn by who applied. */
export const ApplicationState = z.enum(['waiting', 'matched', 'added', 'rejected', 'withdrawn'])
export type ApplicationState = z.infer<typeof ApplicationState>

export const applicationSteps: Record<ApplicationState, readonly ApplicationState[]> = {
  waiting: ['matched', 'added', 'rejected', 'withdrawn'],
  matched: [],
  added: [],
  rejected: [],
  withdrawn: [],
}

/** Who somebody is, as they say themselves or as who keeps a group says of them. */
export const NewPerson = z.object({
  name: PersonName,
  document: DocumentNumber.nullable().default(null),
})
export type NewPerson = z.infer<typeof NewPerson>

/** An application as who made it sees it. */
export const OwnApplication = z.object({
  id: Id,
  /** Shown at the desk: as a QR code, or read out. */
  code: z.string(),
  community: z.string(),
  state: ApplicationState,
  kind: NewcomerKind,
  name: z.string(),
  place: z.string(),
  reason: z.string().nullable(),
  /** A registrar gave a ticket already: nobody has to wait for the answer. */
  provisional: z.boolean(),
  at: Instant,
})
export type OwnApplication = z.infer<typeof OwnApplication>

/** An application as its decider sees it. */
export const ApplicationToDecide = z.object({
  id: Id,
  code: z.string(),
  state: ApplicationState,
  kind: NewcomerKind,
  name: z.string(),
  document: z.string().nullable(),
  phone: z.string().nullable(),
  entranceId: Id.nullable(),
  /** Where they say they live. */
  place: z.string(),
  door: z.string().nullable(),
  note: z.string().nullable(),
  provisional: z.boolean(),
  /** The household behind that door, when there is one. */
  household: z.object({ id: Id, door: z.string(), people: z.number().int() }).nullable(),
  /** People of the roster who may be the same person. */
  candidates: z.array(
    z.object({
      residentId: Id,
      name: z.string(),
      entrance: z.string(),
      door: z.string(),
      by: z.enum(['document', 'name']),
    }),
  ),
  at: Instant,
})
export type ApplicationToDecide = z.infer<typeof ApplicationToDecide>

/** What a decider does: the same person as one of the roster, a new one behind a door, the provisional one is right, or no. */
export const Decision = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('match'), residentId: Id }),
  z.object({ kind: z.literal('add'), entranceId: Id, door: line(20) }),
  z.object({ kind: z.literal('confirm') }),
  z.object({ kind: z.literal('reject'), reason: line(200) }),
])
export type Decision = z.infer<typeof Decision>

/** Somebody of a group, now or until a day. */
export const Member = z.object({
  residentId: Id,
  householdId: Id,
  name: z.string(),
  door: z.string(),
  document: z.string().nullable(),
  phone: z.string().nullable(),
  toVerify: z.boolean(),
  /** Since when, where somebody noted it. */
  since: Instant.nullable(),
  until: Instant.nullable(),
})
export type Member = z.infer<typeof Member>
