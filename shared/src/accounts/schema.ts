import '../zod-config'
import { z } from 'zod'
import { Id, Instant, line } from '../fields'
import { Grant } from '../roles'

export const Login = z
  .string()
  .trim()
  .toLowerCase()
  .regex(/^[a-z0-9][a-z0-9._-]{2,31}$/)

/** Twelve characters and no composition rules (OWASP ASVS 5.0, 6.2.1 and 6.2.5); common ones are refused by the server. */
export const Password = z.string().min(12).max(128)

/** A mainland mobile number, spaces, hyphens and +86 removed. */
export const Mobile = z
  .string()
  .transform((text) =>
    text
      .normalize('NFKC')
      .replace(/[\s-]/g, '')
      .replace(/^(\+|00)?86(?=1)/, ''),
  )
  .pipe(z.string().regex(/^1[3-9]\d{9}$/))

/** Who is signed in, as their own screens see it. */
export const Me = z.object({
  id: Id,
  kind: z.enum(['staff', 'resident']),
  name: z.string(),
  login: z.string().nullable(),
  phone: z.string().nullable(),
  grants: z.array(Grant),
  mustChangePassword: z.boolean(),
  demo: z.boolean(),
  now: Instant,
})
export type Me = z.infer<typeof Me>

export const Staff = z.object({
  id: Id,
  login: z.string(),
  name: z.string(),
  grants: z.array(Grant),
  mustChangePassword: z.boolean(),
})
export type Staff = z.infer<typeof Staff>

export const StaffName = line(40)

/** The ways onto a page for people with a phone: its address on this server, and in WeChat a mini-program code and a link. */
export const PhoneWays = z.object({
  address: z.string(),
  /** Whether WeChat is connected, and answers. */
  wechat: z.enum(['off', 'away', 'there']),
  /** A data address of the picture. */
  picture: z.string().nullable(),
  link: z.string().nullable(),
})
export type PhoneWays = z.infer<typeof PhoneWays>

/** A laboratory's key for its own program: who made it, when it was last used, and whether it still counts. */
export const LabKey = z.object({
  id: Id,
  /** The laboratory, as certificates name it. */
  lab: z.string(),
  /** How the key begins, to tell two of one laboratory apart. */
  hint: z.string(),
  createdAt: Instant,
  createdBy: z.string(),
  lastUsedAt: Instant.nullable(),
  revokedAt: Instant.nullable(),
})
export type LabKey = z.infer<typeof LabKey>

/** How every key begins, so that one is recognised wherever it should not be. */
export const labKeyStart = 'lmk_'
