import * as endpoints from '@loumen/shared/muster/api'
import * as asks from '@loumen/shared/muster/asks-api'
import { api, route } from '../http/route'
import * as admit from './admit'
import * as own from './asks'
import * as board from './board'
import * as codes from './join-codes'
import * as list from './list'
import * as mine from './mine'

export const musters = api()
route(musters, endpoints.checkMuster, list.checkMuster)
route(musters, endpoints.muster, list.muster)
route(musters, endpoints.listMuster, board.listMuster)
route(musters, endpoints.myMuster, mine.myMuster)
route(musters, endpoints.arrive, board.arrive)
route(musters, endpoints.markArrived, board.markArrived)
route(musters, endpoints.releaseMustered, board.releaseMustered)
route(musters, asks.readJoinCode, codes.readJoinCode)
route(musters, asks.renewJoinCode, codes.renewJoinCode)
route(musters, asks.openJoinCode, codes.openJoinCode)
route(musters, asks.askToJoin, own.askToJoin)
route(musters, asks.readJoinAsk, own.readJoinAsk)
route(musters, asks.withdrawJoinAsk, own.withdrawJoinAsk)
route(musters, asks.listJoinAsks, admit.listJoinAsks)
route(musters, asks.approveJoinAsk, admit.approveJoinAsk)
route(musters, asks.declineJoinAsk, admit.declineJoinAsk)
