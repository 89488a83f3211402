import * as endpoints from '@loumen/shared/joining/api'
import { api, route } from '../http/route'
import * as applications from './applications'
import * as decide from './decide'
import * as members from './members'

export const joining = api()
route(joining, endpoints.listPlaces, applications.listPlaces)
route(joining, endpoints.apply, applications.apply)
route(joining, endpoints.myApplications, applications.myApplications)
route(joining, endpoints.withdrawApplication, applications.withdrawApplication)
route(joining, endpoints.listApplications, decide.listApplications)
route(joining, endpoints.decideApplication, decide.decideApplication)
route(joining, endpoints.ticketApplication, decide.ticketApplication)
route(joining, endpoints.listMembers, members.listMembers)
route(joining, endpoints.addMember, members.addMember)
route(joining, endpoints.leaveGroup, members.leaveGroup)
route(joining, endpoints.moveMember, members.moveMember)
