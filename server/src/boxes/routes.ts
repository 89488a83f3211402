import * as endpoints from '@loumen/shared/boxes/api'
import { api, route } from '../http/route'
import * as codes from './codes'
import * as commands from './commands'
import * as queries from './queries'

export const boxes = api()
route(boxes, endpoints.openBox, commands.openBox)
route(boxes, endpoints.packTube, commands.packTube)
route(boxes, endpoints.unpackTube, commands.unpackTube)
route(boxes, endpoints.sealBox, commands.sealBox)
route(boxes, endpoints.handOver, commands.handOver)
route(boxes, endpoints.receiveBox, commands.receiveBox)
route(boxes, endpoints.readBox, queries.readBox)
route(boxes, endpoints.findBox, queries.findBox)
route(boxes, endpoints.listBoxes, queries.listBoxes)
route(boxes, endpoints.listOverdue, queries.listOverdue)
route(boxes, endpoints.setBoxRange, codes.setBoxRange)
route(boxes, endpoints.listBoxCodes, codes.listBoxCodes)
