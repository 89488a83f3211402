import '../zod-config'
import { z } from 'zod'
import { Id, Instant } from '../fields'
import { StaffRole } from '../roles'

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
