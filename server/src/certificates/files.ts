import { randomBytes } from 'node:crypto'
import type * as api from '@loumen/shared/certificates/api'
import type { CertificateFile } from '@loumen/shared/certificates/schema'
import type { Parsed } from '@loumen/shared/endpoint'
import { Refused } from '@loumen/shared/refusals'
import type { Context } from 'koa'
import type { Actor } from '../base/actor'
import { blind } from '../base/personal'
import { now } from '../clock'
import { count } from '../http/limits'
import { certificateWith, issueCertificate, standingCertificate } from './commands'
import { CertificateFileModel } from './model'
import { draw } from './pdf'

const lasts = 600_000
const printOf = (fileId: string) => blind('code', `certificate-file.${fileId}`)

/** Opens an address for the asker's own certificate; who may ask is who may have the certificate shown. */
export async function prepareCertificateFile(
  input: Parsed<typeof api.prepareCertificateFile>,
  actor: Actor,
): Promise<CertificateFile> {
  const { code } = await issueCertificate(input, actor)
  await count('certificateFileByAccount', actor.account.id)
  const certificate = await certificateWith(code)
  if (!certificate) throw new Refused('certificate.none')
  const fileId = randomBytes(12).toString('hex')
  const expiresAt = new Date(now().getTime() + lasts)
  await CertificateFileModel.create({ _id: printOf(fileId), certificateId: certificate._id, expiresAt })
  return { fileId, until: expiresAt.toISOString() }
}

/** The file of an open address. It is asked for more than once: WeChat hands an address on to the phone's browser. */
export async function readCertificateFile(
  { fileId }: Parsed<typeof api.readCertificateFile>,
  _actor: Actor,
  ctx: Context,
): Promise<Uint8Array> {
  await count('certificateFileByAddress', ctx.ip)
  const file = await CertificateFileModel.findById(printOf(fileId)).lean()
  if (!file || file.expiresAt <= now()) throw new Refused('certificate.fileEnded')
  const certificate = await standingCertificate(file.certificateId)
  if (!certificate) throw new Refused('certificate.none')
  ctx.type = 'application/pdf'
  ctx.set('content-disposition', `inline; filename="certificate.pdf"; filename*=UTF-8''${encodeURIComponent(fileName)}`)
  return draw(certificate, `${ctx.origin}/#/pages/check/index`)
}

/** Without a name: downloads lie open on shared phones. */
const fileName = '核酸检测结果单.pdf'
