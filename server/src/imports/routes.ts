import * as endpoints from '@loumen/shared/imports/api'
import { api, route } from '../http/route'
import { applyImport } from './apply'
import { listImportEntries } from './entries'
import * as preview from './preview'
import * as queries from './queries'
import { undoImport } from './undo'

export const imports = api()
route(imports, endpoints.previewImport, preview.previewImport)
route(imports, endpoints.listImports, queries.listImports)
route(imports, endpoints.readImport, queries.readImport)
route(imports, endpoints.listImportEntries, listImportEntries)
route(imports, endpoints.mapImport, preview.mapImport)
route(imports, endpoints.applyImport, applyImport)
route(imports, endpoints.abandonImport, preview.abandonImport)
route(imports, endpoints.undoImport, undoImport)
