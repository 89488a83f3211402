import * as endpoints from '@loumen/shared/shifts/api'
import { api, route } from '../http/route'
import * as hours from './hours'
import * as plan from './plan'
import * as work from './work'

export const shifts = api()
route(shifts, endpoints.listShifts, plan.listShifts)
route(shifts, endpoints.planShifts, plan.planShifts)
route(shifts, endpoints.changeShift, plan.changeShift)
route(shifts, endpoints.cancelShift, plan.cancelShift)
route(shifts, endpoints.takeUpShift, work.takeUpShift)
route(shifts, endpoints.leaveShift, work.leaveShift)
route(shifts, endpoints.myShifts, work.myShifts)
route(shifts, endpoints.correctHours, hours.correctHours)
route(shifts, endpoints.exportHours, hours.exportHours)
route(shifts, endpoints.thankHelpers, hours.thankHelpers)
