import '../zod-config'
import { z } from 'zod'
import { apiBase } from '../endpoint'
import { Id, Instant } from '../fields'

/** A certificate's code: twenty letters and digits that nobody confuses, however they are typed. */
export const CertificateCode = z
  .string()
  .transform((text) =>
    text
      .normalize('NFKC')
      .toUpperCase()
      .replace(/[^0-9A-Z]/g, ''),
  )
  .pipe(z.string().regex(/^[2-9A-HJKMNP-Z]{20}$/))

/** A code as people read it aloud: four groups of five. */
export const spacedCode = (code: string) => code.replace(/(.{5})(?=.)/g, '$1 ')

/** A negative result as its person may show it. */
export const Certificate = z.object({
  code: CertificateCode,
  residentId: Id,
  name: z.string(),
  /** First three and last four of the document's number. */
  document: z.string().nullable(),
  community: z.string(),
  round: z.string(),
  sampledAt: Instant.nullable(),
  testedAt: Instant.nullable(),
  method: z.string().nullable(),
  lab: z.string().nullable(),
  issuedAt: Instant,
})
export type Certificate = z.infer<typeof Certificate>

/** Where a certificate's file is fetched, and until when. */
export const CertificateFile = z.object({ fileId: Id, until: Instant })
export type CertificateFile = z.infer<typeof CertificateFile>

/** The address of a certificate's file on its server. */
export const certificateFileAddress = ({ fileId }: CertificateFile) => `${apiBase}/certificate-files/${fileId}`

/** What anybody may learn of a code: whether it holds, and no more than tells whose it is. */
export const CertificateCheck = z.discriminatedUnion('valid', [
  z.object({
    valid: z.literal(true),
    name: z.string(),
    sampledAt: Instant.nullable(),
    testedAt: Instant.nullable(),
    method: z.string().nullable(),
    lab: z.string().nullable(),
  }),
  z.object({ valid: z.literal(false) }),
])
export type CertificateCheck = z.infer<typeof CertificateCheck>

/** How a result reached somebody whose household has no phone here. */
export const DeliveryWay = z.enum(['print', 'told', 'volunteer'])
export type DeliveryWay = z.infer<typeof DeliveryWay>

/** Somebody whose result is there and whom no phone tells: how it is brought, and whether it was. */
export const Untold = z.object({
  residentId: Id,
  householdId: Id,
  entrance: z.string(),
  floor: z.number().int(),
  door: z.string(),
  name: z.string(),
  testedAt: Instant.nullable(),
  /** Set once it is under way or done. */
  delivery: z.object({ way: DeliveryWay, by: z.string(), at: Instant, delivered: z.boolean() }).nullable(),
})
export type Untold = z.infer<typeof Untold>
