import * as endpoints from '@loumen/shared/sweeps/api'
import { api, route } from '../http/route'
import * as commands from './commands'

export const sweeps = api()
route(sweeps, endpoints.sweepDoor, commands.sweepDoor)
