import * as endpoints from '@loumen/shared/visits/api'
import { api, route } from '../http/route'
import { makeVisitsByTags } from './by-tags'
import * as commands from './commands'
import { revealSignature } from './proof'
import * as queries from './queries'
import * as teams from './teams'

export const visits = api()
route(visits, endpoints.makeVisit, commands.makeVisit)
route(visits, endpoints.listVisits, queries.listVisits)
route(visits, endpoints.startVisit, commands.startVisit)
route(visits, endpoints.finishVisit, commands.finishVisit)
route(visits, endpoints.revealSignature, revealSignature)
route(visits, endpoints.failVisit, commands.failVisit)
route(visits, endpoints.makeVisitsByTags, makeVisitsByTags)
route(visits, endpoints.listTeams, teams.listTeams)
route(visits, endpoints.makeTeam, teams.makeTeam)
route(visits, endpoints.planVisits, teams.planVisits)
route(visits, endpoints.assignVisit, teams.assignVisit)
