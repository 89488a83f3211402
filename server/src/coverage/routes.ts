import { followEntrance } from '@loumen/shared/calls/api'
import * as endpoints from '@loumen/shared/coverage/api'
import { myTickets, register } from '@loumen/shared/tickets/api'
import { api, route } from '../http/route'
import * as mine from './mine'
import * as queries from './queries'

export const coverage = api()
route(coverage, endpoints.readOverview, queries.readOverview)
route(coverage, endpoints.readHouseholdCoverage, queries.readHouseholdCoverage)
route(coverage, myTickets, mine.myTickets)
route(coverage, register, mine.register)
route(coverage, followEntrance, queries.followEntrance)
