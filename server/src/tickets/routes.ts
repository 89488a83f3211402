import * as endpoints from '@loumen/shared/tickets/api'
import { api, route } from '../http/route'
import * as slips from './slips'

export const tickets = api()
route(tickets, endpoints.readSlips, slips.readSlips)
route(tickets, endpoints.printBlankSlips, slips.printBlankSlips)
route(tickets, endpoints.reissueSlip, slips.reissueSlip)
route(tickets, endpoints.claimBySlip, slips.claimBySlip)
