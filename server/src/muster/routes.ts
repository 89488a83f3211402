import * as endpoints from '@loumen/shared/muster/api'
import { api, route } from '../http/route'
import * as board from './board'
import * as list from './list'

export const musters = api()
route(musters, endpoints.checkMuster, list.checkMuster)
route(musters, endpoints.muster, list.muster)
route(musters, endpoints.listMuster, board.listMuster)
route(musters, endpoints.arrive, board.arrive)
route(musters, endpoints.markArrived, board.markArrived)
route(musters, endpoints.releaseMustered, board.releaseMustered)
