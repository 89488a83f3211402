import * as endpoints from '@loumen/shared/certificates/api'
import { api, route } from '../http/route'
import * as commands from './commands'
import * as deliveries from './deliveries'
import * as files from './files'

export const certificates = api()
route(certificates, endpoints.issueCertificate, commands.issueCertificate)
route(certificates, endpoints.checkCertificate, commands.checkCertificate)
route(certificates, endpoints.listUntold, deliveries.listUntold)
route(certificates, endpoints.recordDelivery, deliveries.recordDelivery)
route(certificates, endpoints.prepareCertificateFile, files.prepareCertificateFile)
route(certificates, endpoints.readCertificateFile, files.readCertificateFile)
