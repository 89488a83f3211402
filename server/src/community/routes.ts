import * as endpoints from '@loumen/shared/community/api'
import * as plans from '@loumen/shared/community/plan-api'
import { api, route } from '../http/route'
import * as commands from './commands'
import * as entrances from './entrances'
import * as plan from './plan'
import * as queries from './queries'

export const community = api()
route(community, endpoints.listCommunities, queries.listCommunities)
route(community, endpoints.myCommunities, queries.myCommunities)
route(community, endpoints.createCommunity, commands.createCommunity)
route(community, endpoints.listEntrances, queries.listEntrances)
route(community, endpoints.drawGrid, commands.drawGrid)
route(community, endpoints.dissolveGrid, commands.dissolveGrid)
route(community, endpoints.addEntrance, entrances.addEntrance)
route(community, endpoints.changeEntrance, entrances.changeEntrance)
route(community, endpoints.placeEntrance, entrances.placeEntrance)
route(community, endpoints.removeEntrance, entrances.removeEntrance)
route(community, endpoints.renamePlace, entrances.renamePlace)
route(community, plans.readPlan, plan.readPlan)
route(community, plans.readPlanPicture, plan.readPlanPicture)
route(community, plans.uploadPlan, plan.uploadPlan)
route(community, plans.scalePlan, plan.scalePlan)
