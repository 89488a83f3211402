import * as endpoints from '@loumen/shared/tubes/api'
import { sampleAtDoor } from '@loumen/shared/visits/api'
import { api, route } from '../http/route'
import { admit } from './admit'
import * as commands from './commands'
import * as queries from './queries'

export const tubes = api()
route(tubes, endpoints.readDesk, queries.readDesk)
route(tubes, endpoints.openTube, commands.openTube)
route(tubes, endpoints.admit, admit)
route(tubes, endpoints.removePerson, commands.removePerson)
route(tubes, endpoints.closeTube, commands.closeTube)
route(tubes, endpoints.voidTube, commands.voidTube)
route(tubes, sampleAtDoor, commands.sampleAtDoor)
