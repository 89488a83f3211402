import { followEntrance, readReach } from '@loumen/shared/calls/api'
import * as endpoints from '@loumen/shared/coverage/api'
import * as presence from '@loumen/shared/coverage/people-api'
import { readSweep } from '@loumen/shared/sweeps/api'
import { myTickets, register } from '@loumen/shared/tickets/api'
import { api, route } from '../http/route'
import * as closing from './closing'
import * as contacts from './contacts'
import * as mine from './mine'
import { readMissing } from './missing'
import * as queries from './queries'
import * as reach from './reach'
import { compareRounds } from './review'
import * as sweep from './sweep'

export const coverage = api()
route(coverage, endpoints.readOverview, queries.readOverview)
route(coverage, endpoints.readHouseholdCoverage, queries.readHouseholdCoverage)
route(coverage, myTickets, mine.myTickets)
route(coverage, register, mine.register)
route(coverage, followEntrance, queries.followEntrance)
route(coverage, readReach, reach.readReach)
route(coverage, endpoints.readMissing, readMissing)
route(coverage, endpoints.startMakeUp, closing.startMakeUp)
route(coverage, endpoints.closeRound, closing.closeRound)
route(coverage, endpoints.compareRounds, compareRounds)
route(coverage, readSweep, sweep.readSweep)
route(coverage, presence.readContacts, contacts.readContacts)
route(coverage, presence.listAbsent, contacts.listAbsent)
