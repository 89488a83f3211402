import '../zod-config'
import { z } from 'zod'
import { Id, Instant } from '../fields'
import { StaffRole } from '../roles'
import { PostKind } from '../rounds/posts'

/** expected → arrived, by the site's code on their phone or by who keeps the board → released, with which their roles end. */
export const MusterState = z.enum(['expected', 'arrived', 'released'])
export type MusterState = z.infer<typeof MusterState>

/** Why a cell of a list cannot be taken. */
export const MusterFaultCode = z.enum(['noName', 'phone', 'phoneTwice', 'noRole', 'role'])
export type MusterFaultCode = z.infer<typeof MusterFaultCode>

/** A cell at fault, with the row and column as a spreadsheet names them and what is written there. */
export const MusterFault = z.object({
  row: z.number().int(),
  column: z.string(),
  code: MusterFaultCode,
  text: z.string(),
})
export type MusterFault = z.infer<typeof MusterFault>

/** Somebody of a list: who, from which unit, for which roles. */
export const Mustered = z.object({
  row: z.number().int(),
  name: z.string(),
  phone: z.string(),
  unit: z.string(),
  roles: z.array(StaffRole),
  /** Mobilised in this round already: nothing is added. */
  known: z.boolean(),
})
export type Mustered = z.infer<typeof Mustered>

/** Somebody who was mobilised for a round, as the muster board shows them. */
export const MusterEntry = z.object({
  id: Id,
  accountId: Id,
  name: z.string(),
  /** Masked. */
  phone: z.string(),
  unit: z.string(),
  roles: z.array(StaffRole),
  siteId: Id,
  site: z.string().nullable(),
  state: MusterState,
  /** The post where they stand now, by their shift. */
  post: z.string().nullable(),
  calledAt: Instant,
  /** By when they are to be there; late when they are not. */
  dueAt: Instant,
  late: z.boolean(),
  arrivedAt: Instant.nullable(),
  releasedAt: Instant.nullable(),
  until: Instant,
})
export type MusterEntry = z.infer<typeof MusterEntry>

/**
 * manned: somebody stands there · late: nobody took up the shift · due: it has just begun · held: no shift now, but somebody
 * answers for it · empty: nobody is planned · later: it is not needed now.
 */
export const PostStanding = z.enum(['manned', 'late', 'due', 'held', 'empty', 'later'])
export type PostStanding = z.infer<typeof PostStanding>

/** A post as the muster board shows it now. */
export const PostMuster = z.object({
  id: Id,
  name: z.string(),
  kind: PostKind,
  siteId: Id.nullable(),
  site: z.string().nullable(),
  standing: PostStanding,
  /** Who answers for the post. */
  holder: z.string().nullable(),
  here: z.array(z.object({ shiftId: Id, name: z.string(), since: Instant, until: Instant })),
  due: z.array(z.object({ shiftId: Id, name: z.string(), from: Instant, late: z.boolean() })),
  /** Who comes next. */
  next: z.object({ name: z.string(), from: Instant }).nullable(),
})
export type PostMuster = z.infer<typeof PostMuster>

/** What a posted code holds: the site, and a proof that it was posted there. */
export const JoinCode = z.string().regex(/^[\w-]{24}$/)

/** A secret of the phone that asked: who has it reads the answer. */
export const AskKey = z.string().regex(/^[\w-]{22,64}$/)

/** waiting → approved or declined, by the site's lead; withdrawn by who asked; expired when nobody answered in time. */
export const JoinAskState = z.enum(['waiting', 'approved', 'declined', 'withdrawn', 'expired'])
export type JoinAskState = z.infer<typeof JoinAskState>

/** An ask to help as who asked sees it. */
export const OwnJoinAsk = z.object({
  id: Id,
  state: JoinAskState,
  site: z.string(),
  at: Instant,
  expiresAt: Instant,
  /** Why it was declined. */
  reason: z.string().nullable(),
  /** Until when the roles last, once approved. */
  until: Instant.nullable(),
})
export type OwnJoinAsk = z.infer<typeof OwnJoinAsk>

/** Somebody who stands at the site and asks to help, as its lead sees them. */
export const JoinAsk = z.object({
  id: Id,
  name: z.string(),
  /** Masked. */
  phone: z.string(),
  at: Instant,
  expiresAt: Instant,
})
export type JoinAsk = z.infer<typeof JoinAsk>

/** What waits for the lead of a site: who asks to help, and shifts that nobody took up. */
export const SiteWaiting = z.object({
  roundId: Id,
  siteId: Id,
  site: z.string(),
  asks: z.array(JoinAsk),
  late: z.array(z.object({ shiftId: Id, name: z.string(), post: z.string(), from: Instant })),
})
export type SiteWaiting = z.infer<typeof SiteWaiting>
