import * as endpoints from '@loumen/shared/rounds/api'
import { api, route } from '../http/route'
import { cloneRound } from './clone'
import * as codes from './codes'
import * as commands from './commands'
import * as posts from './posts'
import * as queries from './queries'

export const rounds = api()
route(rounds, endpoints.listRounds, queries.listRounds)
route(rounds, endpoints.readRound, queries.readRound)
route(rounds, endpoints.openRound, commands.openRound)
route(rounds, endpoints.setTable, commands.setTable)
route(rounds, endpoints.pauseSite, commands.pauseSite)
route(rounds, endpoints.resumeSite, commands.resumeSite)
route(rounds, endpoints.readSite, queries.readSite)
route(rounds, endpoints.readSiteCode, codes.readSiteCode)
route(rounds, endpoints.readEntranceCode, codes.readEntranceCode)
route(rounds, endpoints.readEntranceRound, codes.readEntranceRound)
route(rounds, endpoints.myWork, queries.myWork)
route(rounds, endpoints.listPosts, posts.listPosts)
route(rounds, endpoints.addPost, posts.addPost)
route(rounds, endpoints.changePost, posts.changePost)
route(rounds, endpoints.placePost, posts.placePost)
route(rounds, endpoints.removePost, posts.removePost)
route(rounds, endpoints.cloneRound, cloneRound)
