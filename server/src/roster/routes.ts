import * as endpoints from '@loumen/shared/roster/api'
import { api, route } from '../http/route'
import * as claims from './claims'
import * as imports from './import'
import * as queries from './queries'

export const roster = api()
route(roster, endpoints.previewImport, imports.previewImport)
route(roster, endpoints.readImport, imports.readImport)
route(roster, endpoints.applyImport, imports.applyImport)
route(roster, endpoints.listHouseholds, queries.listHouseholds)
route(roster, endpoints.readHousehold, queries.readHousehold)
route(roster, endpoints.revealResident, queries.revealResident)
route(roster, endpoints.claimHousehold, claims.claimHousehold)
route(roster, endpoints.listClaims, claims.listClaims)
route(roster, endpoints.decideClaim, claims.decideClaim)
