import * as endpoints from '@loumen/shared/imports/api'
import { api, route } from '../http/route'
import * as commands from './import'

export const imports = api()
route(imports, endpoints.previewImport, commands.previewImport)
route(imports, endpoints.readImport, commands.readImport)
route(imports, endpoints.applyImport, commands.applyImport)
