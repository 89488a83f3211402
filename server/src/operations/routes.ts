import * as endpoints from '@loumen/shared/operations/api'
import { api, route } from '../http/route'
import * as open from './open'
import { readPack, readRoundPack } from './pack'
import { replayOperations } from './replay'
import { handInSealed } from './sealed'

export const operations = api()
route(operations, endpoints.replayOperations, replayOperations)
route(operations, endpoints.handInSealed, handInSealed)
route(operations, endpoints.readPack, readPack)
route(operations, endpoints.readRoundPack, readRoundPack)
route(operations, endpoints.listOpenOperations, open.listOpenOperations)
route(operations, endpoints.settleOperation, open.settleOperation)
