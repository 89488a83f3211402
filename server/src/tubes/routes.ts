import * as endpoints from '@loumen/shared/tubes/api'
import { decideTubeClaims, listTubeClaims } from '@loumen/shared/tubes/claims'
import { closeCarried, removeCarried, sampleAtDoor } from '@loumen/shared/visits/api'
import { api, route } from '../http/route'
import { admit } from './admit'
import { closeCarried as closeHere, removeCarried as removeHere, sampleAtDoor as sampleHere } from './at-door'
import * as checks from './checks'
import * as claims from './claims'
import * as codes from './codes'
import * as commands from './commands'
import { divert, sendHome } from './divert'
import { replaceSlip } from './lost-slip'
import { movePerson } from './move'
import * as queries from './queries'
import { setTubeRange } from './ranges'
import { admitWalkIn } from './walk-in'
import { withdrawPerson } from './withdraw'

export const tubes = api()
route(tubes, endpoints.readDesk, queries.readDesk)
route(tubes, endpoints.openTube, commands.openTube)
route(tubes, endpoints.admit, admit)
route(tubes, endpoints.admitWalkIn, admitWalkIn)
route(tubes, endpoints.divert, divert)
route(tubes, endpoints.sendHome, sendHome)
route(tubes, endpoints.replaceSlip, replaceSlip)
route(tubes, endpoints.movePerson, movePerson)
route(tubes, endpoints.removePerson, commands.removePerson)
route(tubes, endpoints.withdrawPerson, withdrawPerson)
route(tubes, endpoints.closeTube, commands.closeTube)
route(tubes, endpoints.voidTube, commands.voidTube)
route(tubes, sampleAtDoor, sampleHere)
route(tubes, removeCarried, removeHere)
route(tubes, closeCarried, closeHere)
route(tubes, listTubeClaims, claims.listTubeClaims)
route(tubes, decideTubeClaims, claims.decideTubeClaims)
route(tubes, endpoints.setTubeRange, setTubeRange)
route(tubes, endpoints.checkShift, checks.checkShift)
route(tubes, endpoints.signCheck, checks.signCheck)
route(tubes, endpoints.listChecks, codes.listChecks)
route(tubes, endpoints.reportCode, codes.reportCode)
