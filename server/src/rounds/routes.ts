import * as endpoints from '@loumen/shared/rounds/api'
import { api, route } from '../http/route'
import * as commands from './commands'
import * as queries from './queries'

export const rounds = api()
route(rounds, endpoints.listRounds, queries.listRounds)
route(rounds, endpoints.readRound, queries.readRound)
route(rounds, endpoints.openRound, commands.openRound)
route(rounds, endpoints.setTable, commands.setTable)
route(rounds, endpoints.pauseSite, commands.pauseSite)
route(rounds, endpoints.resumeSite, commands.resumeSite)
route(rounds, endpoints.readSite, queries.readSite)
route(rounds, endpoints.myWork, queries.myWork)
