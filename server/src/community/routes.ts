import * as endpoints from '@loumen/shared/community/api'
import { api, route } from '../http/route'
import * as commands from './commands'
import * as queries from './queries'

export const community = api()
route(community, endpoints.listCommunities, queries.listCommunities)
route(community, endpoints.myCommunities, queries.myCommunities)
route(community, endpoints.createCommunity, commands.createCommunity)
route(community, endpoints.listEntrances, queries.listEntrances)
route(community, endpoints.drawGrid, commands.drawGrid)
