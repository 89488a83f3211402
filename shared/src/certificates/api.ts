import '../zod-config'
import { z } from 'zod'
import { endpoint } from '../endpoint'
import { Id } from '../fields'
import { Certificate, CertificateCheck, CertificateCode, DeliveryWay, Untold } from './schema'

/**
 * The certificate of a person's negative result in a round; the same result has one code. Refuses with certificate.none
 * while there is no negative that may be shown.
 */
export const issueCertificate = endpoint({
  name: 'issueCertificate',
  method: 'POST',
  path: '/rounds/:roundId/residents/:residentId/certificates',
  input: z.object({ roundId: Id, residentId: Id }),
  output: Certificate,
})

/** Tells anybody whether a code holds. A corrected result, a recall and a made-up code all answer alike. */
export const checkCertificate = endpoint({
  name: 'checkCertificate',
  method: 'POST',
  path: '/certificate-checks',
  open: true,
  repeatable: true,
  input: z.object({ code: CertificateCode }),
  output: CertificateCheck,
})

/** Everybody with a result whose household has no phone here: to whom it still has to be brought, these first. */
export const listUntold = endpoint({
  name: 'listUntold',
  method: 'GET',
  path: '/rounds/:roundId/untold',
  input: z.object({ roundId: Id }),
  output: z.object({ people: z.array(Untold) }),
})

/**
 * Writes down how a result reaches somebody: a printed certificate, told in person, or a volunteer's task, for which the
 * person has to have consented. Refuses with delivery.consent, certificate.none.
 */
export const recordDelivery = endpoint({
  name: 'recordDelivery',
  method: 'PUT',
  path: '/rounds/:roundId/residents/:residentId/delivery',
  input: z.object({ roundId: Id, residentId: Id, way: DeliveryWay, consent: z.boolean().default(false) }),
  output: Untold,
})
