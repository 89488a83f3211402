import * as endpoints from '@loumen/shared/helping/api'
import { api, route } from '../http/route'
import * as commands from './commands'
import * as queries from './queries'

export const helping = api()
route(helping, endpoints.findNeighbour, commands.findNeighbour)
route(helping, endpoints.registerNeighbour, commands.registerNeighbour)
route(helping, endpoints.releaseNeighbour, commands.releaseNeighbour)
route(helping, endpoints.myNeighbours, queries.myNeighbours)
route(helping, endpoints.listNeighbours, queries.listNeighbours)
route(helping, endpoints.printNeighbourSlips, queries.printNeighbourSlips)
