import * as endpoints from '@loumen/shared/visits/api'
import { api, route } from '../http/route'
import * as commands from './commands'
import * as queries from './queries'

export const visits = api()
route(visits, endpoints.makeVisit, commands.makeVisit)
route(visits, endpoints.listVisits, queries.listVisits)
route(visits, endpoints.startVisit, commands.startVisit)
route(visits, endpoints.finishVisit, commands.finishVisit)
route(visits, endpoints.failVisit, commands.failVisit)
