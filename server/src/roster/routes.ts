import * as endpoints from '@loumen/shared/roster/api'
import * as forPeople from '@loumen/shared/roster/people-api'
import { api, route } from '../http/route'
import * as claims from './claims'
import * as disclosures from './disclosures'
import * as duplicates from './duplicates'
import * as history from './history'
import * as households from './households'
import * as merges from './merges'
import * as people from './people'
import * as phones from './phones'
import * as queries from './queries'
import * as search from './search'

export const roster = api()
route(roster, endpoints.listHouseholds, queries.listHouseholds)
route(roster, endpoints.readHousehold, queries.readHousehold)
route(roster, endpoints.revealResident, queries.revealResident)
route(roster, endpoints.claimHousehold, claims.claimHousehold)
route(roster, endpoints.listClaims, claims.listClaims)
route(roster, endpoints.decideClaim, claims.decideClaim)
route(roster, endpoints.listHouseholdPhones, phones.listHouseholdPhones)
route(roster, endpoints.removeHouseholdPhone, phones.removeHouseholdPhone)
route(roster, forPeople.editResident, people.editResident)
route(roster, forPeople.addResident, people.addResident)
route(roster, forPeople.moveResident, people.moveResident)
route(roster, forPeople.setResidence, people.setResidence)
route(roster, forPeople.editHousehold, households.editHousehold)
route(roster, forPeople.readHouseholdHistory, history.readHouseholdHistory)
route(roster, forPeople.listToVerify, search.listToVerify)
route(roster, forPeople.searchRoster, search.searchRoster)
route(roster, forPeople.listDuplicates, duplicates.listDuplicates)
route(roster, forPeople.previewMerge, merges.previewMerge)
route(roster, forPeople.mergeResidents, merges.mergeResidents)
route(roster, forPeople.keepApart, merges.keepApart)
route(roster, forPeople.undoMerge, merges.undoMerge)
route(roster, forPeople.exportRoster, disclosures.exportRoster)
route(roster, forPeople.listDisclosures, disclosures.listDisclosures)
