import * as endpoints from '@loumen/shared/volunteers/api'
import { api, route } from '../http/route'
import * as decide from './decide'
import * as offers from './offers'

export const volunteers = api()
route(volunteers, endpoints.volunteer, offers.volunteer)
route(volunteers, endpoints.myVolunteering, offers.myVolunteering)
route(volunteers, endpoints.withdrawVolunteering, offers.withdrawVolunteering)
route(volunteers, endpoints.listVolunteers, decide.listVolunteers)
route(volunteers, endpoints.acceptVolunteer, decide.acceptVolunteer)
route(volunteers, endpoints.rejectVolunteer, decide.rejectVolunteer)
route(volunteers, endpoints.endVolunteer, decide.endVolunteer)
