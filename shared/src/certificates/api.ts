import '../zod-config'
import { z } from 'zod'
import { endpoint } from '../endpoint'
import { Id } from '../fields'
import { Certificate, CertificateCheck, CertificateCode, CertificateFile, DeliveryWay, Untold } from './schema'

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

/**
 * Gives a certificate as a file, under an address that says nothing and works for ten minutes: a browser, WeChat and the
 * mini-program fetch a file without the session. Refuses with certificate.none.
 */
export const prepareCertificateFile = endpoint({
  name: 'prepareCertificateFile',
  method: 'POST',
  path: '/rounds/:roundId/residents/:residentId/certificate-files',
  repeatable: true,
  input: z.object({ roundId: Id, residentId: Id }),
  output: CertificateFile,
})

/** The file itself, a PDF. Refuses with certificate.fileEnded, and with certificate.none when the result holds no more. */
export const readCertificateFile = endpoint({
  name: 'readCertificateFile',
  method: 'GET',
  path: '/certificate-files/:fileId',
  open: true,
  file: 'application/pdf',
  input: z.object({ fileId: Id }),
  output: z.custom<Uint8Array>(),
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
